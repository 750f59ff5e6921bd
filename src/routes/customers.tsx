import { Hono } from "hono";
import { z } from "zod";
import type { CustomerRow } from "../../db/schema.ts";
import { CustomerEdit } from "../../views/customer/customer-edit.tsx";
import { CustomerFind, CustomerHits, type Then } from "../../views/customer/customer-find.tsx";
import type { FormState } from "../../views/data.ts";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { AppError } from "../errors.ts";
import { addressRules } from "../operations/customer-check.ts";
import { addCustomer, editCustomer } from "../operations/customer-records.ts";
import { chooseCustomer } from "../operations/sale-life.ts";
import { startPayment } from "../operations/start-payment.ts";
import { findCustomer, searchCustomers } from "../store/customers.ts";
import { klarnaBalanceOf } from "../store/ledger.ts";
import { countryChoices, readRecord, recordFields, typedRecord } from "./customer-form.ts";
import { form, idOf, path, query, typed, wholeNumber } from "./forms.ts";
import { coveringPayment, customerView, saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const customerParam = path({ saleId: idOf("sal"), customerId: idOf("cus") });
const thenField = z.enum(["basket", "klarna"]).default("basket");
/** Finding, adding and changing the customer of a sale, without leaving it. */
export const customerRoutes = new Hono<Till>()
  .get("/sales/:saleId/customer", saleParam, query({ q: typed, then: thenField }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { q, then } = c.req.valid("query");
    const shop = c.get("shop");
    const frame = await frameOf(c);
    const sale = await saleView(shop, saleId);
    // Reached with the back button: the choice was made, and the sale shows where it stands now.
    const isChosen = coveringPayment(sale) !== null || sale.status !== "open";
    if (isChosen) return goTo(c, `/sales/${saleId}`);
    const hits = (await searchCustomers(shop.db.read, q)).map((one) => customerView(one, frame.shop));
    const found = { frame, sale, query: q, hits, then };
    if (wantsPart(c)) return await c.html(<CustomerHits {...found} />);
    return await c.html(
      <SalePage frame={frame} sale={sale} place="panel">
        <CustomerFind {...found} />
      </SalePage>,
    );
  })
  .get("/sales/:saleId/customer/new", saleParam, query({ then: thenField }), async (c) => {
    const { country, customersLanguage: language } = (await frameOf(c)).shop;
    const { then } = c.req.valid("query");
    return await editPage(c, c.req.valid("param").saleId, null, { values: { country, language }, problems: {} }, then);
  })
  .get("/sales/:saleId/customer/:customerId/edit", customerParam, query({ then: thenField }), async (c) => {
    const { saleId, customerId } = c.req.valid("param");
    const customer = await findCustomer(c.get("shop").db.read, customerId);
    if (!customer) throw new AppError({ kind: "customer_missing" });
    const { then } = c.req.valid("query");
    return await editPage(c, saleId, customerId, { values: typedRecord(customer), problems: {} }, then);
  })
  .post(
    "/sales/:saleId/customer",
    saleParam,
    form({ customerId: z.union([z.literal(""), idOf("cus")]), then: thenField }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { customerId, then } = c.req.valid("form");
      const wanted = { saleId, customerId: customerId || null };
      const { version } = await chooseCustomer(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      return await goOn(c, { saleId, version }, customerId === "" ? "basket" : then);
    },
  )
  .post("/sales/:saleId/customers", saleParam, form({ ...recordFields, then: thenField }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { then, ...wanted } = c.req.valid("form");
    const read = readRecord(wanted);
    if (!read.ok) return await editPage(c, saleId, null, read.form, then);
    const wish = { saleId, customer: read.customer };
    const { version } = await addCustomer(c.get("shop"), actionOf(c), operatorOf(c), wish);
    return await goOn(c, { saleId, version }, then);
  })
  .post(
    "/sales/:saleId/customers/:customerId",
    customerParam,
    form({ ...recordFields, recordVersion: wholeNumber, then: thenField }),
    async (c) => {
      const { saleId, customerId } = c.req.valid("param");
      const { then, recordVersion, ...wanted } = c.req.valid("form");
      const read = readRecord(wanted);
      if (!read.ok) return await editPage(c, saleId, customerId, read.form, then);
      const change = { saleId, customerId, recordVersion, customer: read.customer };
      try {
        const { version } = await editCustomer(c.get("shop"), actionOf(c), operatorOf(c), change);
        return await goOn(c, { saleId, version }, then);
      } catch (error) {
        if (!(error instanceof AppError) || error.problem.kind !== "customer_changed") throw error;
        return await editPage(c, saleId, customerId, { values: wanted, problems: {} }, then, error);
      }
    },
  );

/** Back to the basket, or on to Klarna by itself; where a payment is open already, to its window. */
async function goOn(
  c: TillContext,
  { saleId, version }: { saleId: string; version: number | null },
  then: Then,
): Promise<Response> {
  const shop = c.get("shop");
  const sale = await saleView(shop, saleId);
  const payment = coveringPayment(sale);
  if (payment) return goTo(c, `/payments/${payment.id}`);
  if (then !== "klarna" || version === null) return goTo(c, `/sales/${saleId}`);
  // An id of its own that follows from the form's: the form sent again answers this payment, even when it has ended.
  const action = actionOf(c);
  const next = { ...action, id: `${action.id}:payment` };
  const { paymentId } = await startPayment(shop, next, operatorOf(c), { saleId, version });
  return goTo(c, `/payments/${paymentId}`);
}

async function editPage(
  c: TillContext,
  saleId: string,
  customerId: string | null,
  state: FormState,
  then: Then,
  error?: AppError,
): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  const countries = countryChoices(frame.shop.locale, frame.shop.country);
  const isAgain = Object.keys(state.problems).length > 0 || state.suggestions !== undefined;
  const status = error?.status ?? (isAgain ? 422 : 200);
  const record = customerId ? await findCustomer(c.get("shop").db.read, customerId) : undefined;
  const edited = record ? await editedView(c, record) : null;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CustomerEdit
        frame={frame}
        sale={sale}
        edited={edited}
        form={state}
        countries={countries}
        rules={addressRules(state.values["country"] ?? frame.shop.country)}
        then={then}
        problem={error?.problem ?? null}
      />
    </SalePage>,
    status,
  );
}

async function editedView(c: TillContext, { id: customerId, version: recordVersion }: CustomerRow) {
  const { db, klarna } = c.get("shop");
  return { customerId, recordVersion, klarnaMinor: await klarnaBalanceOf(db.read, customerId, klarna.mode) };
}
