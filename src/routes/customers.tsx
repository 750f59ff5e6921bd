import { Hono } from "hono";
import { z } from "zod";
import { CustomerEdit } from "../../views/customer/customer-edit.tsx";
import { CustomerFind, CustomerHits, type Then } from "../../views/customer/customer-find.tsx";
import type { FormState } from "../../views/data.ts";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { AppError } from "../errors.ts";
import { addCustomer, editCustomer, readCustomer } from "../operations/customer-records.ts";
import { chooseCustomer } from "../operations/sale-life.ts";
import { startPayment } from "../operations/start-payment.ts";
import { findCustomer, searchCustomers } from "../store/customers.ts";
import { form, idOf, path, query, typed } from "./forms.ts";
import { customerView, saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const customerParam = path({ saleId: idOf("sal"), customerId: idOf("cus") });
const thenField = z.enum(["basket", "klarna", "payment"]).default("basket");
const record = {
  givenName: typed,
  familyName: typed,
  phone: typed,
  email: typed,
  street: typed,
  street2: typed,
  postalCode: typed,
  city: typed,
  region: typed,
  country: typed,
};

/** Finding, adding and changing the customer of a sale, without leaving it. */
export const customerRoutes = new Hono<Till>()
  .get("/sales/:saleId/customer", saleParam, query({ q: typed, then: thenField }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { q, then } = c.req.valid("query");
    const shop = c.get("shop");
    const frame = await frameOf(c);
    const sale = await saleView(shop, saleId);
    // Reached with the back button: the choice was made, and the sale shows where it stands now.
    const isChosen = sale.payment !== null || sale.status !== "open";
    if (isChosen && then !== "payment") return goTo(c, `/sales/${saleId}`);
    const hits = (await searchCustomers(shop.db.read, q)).map(customerView);
    const found = { frame, sale, query: q, hits, then };
    if (wantsPart(c)) return await c.html(<CustomerHits {...found} />);
    return await c.html(
      <SalePage frame={frame} sale={sale} place="panel">
        <CustomerFind {...found} />
      </SalePage>,
    );
  })
  .get("/sales/:saleId/customer/new", saleParam, query({ then: thenField }), async (c) => {
    const { country } = (await frameOf(c)).shop;
    const { then } = c.req.valid("query");
    return await editPage(c, c.req.valid("param").saleId, null, { values: { country }, problems: {} }, then);
  })
  .get("/sales/:saleId/customer/:customerId/edit", customerParam, query({ then: thenField }), async (c) => {
    const { saleId, customerId } = c.req.valid("param");
    const customer = await findCustomer(c.get("shop").db.read, customerId);
    if (!customer) throw new AppError({ kind: "customer_missing" });
    const { then } = c.req.valid("query");
    const values = Object.fromEntries(Object.keys(record).map((field) => [field, textOf(customer, field)]));
    return await editPage(c, saleId, customerId, { values, problems: {} }, then);
  })
  .post(
    "/sales/:saleId/customer",
    saleParam,
    form({ customerId: z.union([z.literal(""), idOf("cus")]), then: thenField }),
    async (c) => {
      const { saleId } = c.req.valid("param");
      const { customerId, then } = c.req.valid("form");
      const wanted = { saleId, customerId: customerId || null };
      await chooseCustomer(c.get("shop"), actionOf(c), operatorOf(c), wanted);
      return await goOn(c, saleId, customerId === "" ? "basket" : then);
    },
  )
  .post("/sales/:saleId/customers", saleParam, form({ ...record, then: thenField }), async (c) => {
    const { saleId } = c.req.valid("param");
    const { then, ...wanted } = c.req.valid("form");
    const read = readCustomer(wanted);
    if (!read.ok) return await editPage(c, saleId, null, { values: wanted, problems: read.problems }, then);
    await addCustomer(c.get("shop"), actionOf(c), operatorOf(c), { saleId, customer: read.customer });
    return await goOn(c, saleId, then);
  })
  .post("/sales/:saleId/customers/:customerId", customerParam, form({ ...record, then: thenField }), async (c) => {
    const { saleId, customerId } = c.req.valid("param");
    const { then, ...wanted } = c.req.valid("form");
    const read = readCustomer(wanted);
    if (!read.ok) return await editPage(c, saleId, customerId, { values: wanted, problems: read.problems }, then);
    await editCustomer(c.get("shop"), actionOf(c), operatorOf(c), { saleId, customerId, customer: read.customer });
    return await goOn(c, saleId, then);
  });

/** Back to the basket, on to Klarna by itself, or back to the open payment window. */
async function goOn(c: TillContext, saleId: string, then: Then): Promise<Response> {
  const shop = c.get("shop");
  const sale = await saleView(shop, saleId);
  if (sale.payment) return goTo(c, `/payments/${sale.payment.id}`);
  if (then !== "klarna") return goTo(c, `/sales/${saleId}`);
  // An id of its own that follows from the form's: the form sent again answers this payment, even when it has ended.
  const action = actionOf(c);
  const next = { ...action, id: `${action.id}:payment` };
  const { paymentId } = await startPayment(shop, next, operatorOf(c), saleId);
  return goTo(c, `/payments/${paymentId}`);
}

async function editPage(
  c: TillContext,
  saleId: string,
  customerId: string | null,
  state: FormState,
  then: Then,
): Promise<Response> {
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  const countries = countryChoices(frame.shop.locale, frame.shop.country);
  const status = Object.keys(state.problems).length > 0 ? 422 : 200;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CustomerEdit frame={frame} sale={sale} customerId={customerId} form={state} countries={countries} then={then} />
    </SalePage>,
    status,
  );
}

/** Klarna's markets by their names in the shop's language, the shop's own first. */
function countryChoices(locale: string, own: string) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const choices = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value }));
  choices.sort((a, b) => Number(b.value === own) - Number(a.value === own) || a.label.localeCompare(b.label, locale));
  return choices;
}

const COUNTRIES = ("AT AU BE CA CH CZ DE DK ES FI FR GB GR HU IE IT MX NL NO NZ PL PT RO SE SK US").split(" ");

function textOf(customer: object, field: string): string {
  const value: unknown = Reflect.get(customer, field);
  return typeof value === "string" ? value : "";
}
