import { Hono } from "hono";
import { z } from "zod";
import type { CustomerRow } from "../../db/schema.ts";
import { CustomerEdit } from "../../views/customer/customer-edit.tsx";
import { CustomerFind, CustomerHits, type Then } from "../../views/customer/customer-find.tsx";
import type { FormState } from "../../views/data.ts";
import { SalePage } from "../../views/sale/sale-page.tsx";
import { AppError } from "../errors.ts";
import { isAtLeast } from "../domain/staff.ts";
import { addressRules } from "../operations/customer-check.ts";
import { addCustomer, editCustomer, type WantedRecord } from "../operations/customer-records.ts";
import { isUnasked } from "../operations/customer-standing.ts";
import { chooseCustomer } from "../operations/sale-life.ts";
import { startPayment } from "../operations/start-payment.ts";
import { searchCustomers } from "../store/customer-search.ts";
import { findCustomer } from "../store/customers.ts";
import { klarnaBalanceOf } from "../store/ledger.ts";
import { activeSeniors } from "../store/staff.ts";
import { asksForApproval, taxFreePage } from "./ask-approval.tsx";
import {
  countryChoices,
  phoneReading,
  readRecordAndStanding,
  recordFields,
  type RecordValues,
  standingFields,
  type StandingValues,
  typedRecord,
  typedStanding,
} from "./customer-form.ts";
import { approvalFields, approvalIn, form, idOf, path, query, typed, UNAGREED, wholeNumber } from "./forms.ts";
import { coveringPayment, customerView, saleView } from "./present.ts";
import { actionOf, frameOf, goTo, operatorOf, type Till, type TillContext, wantsPart } from "./till.ts";

const saleParam = path({ saleId: idOf("sal") });
const customerParam = path({ saleId: idOf("sal"), customerId: idOf("cus") });
const thenField = z.enum(["basket", "klarna", "part"]).default("basket");
const saveFields = { ...recordFields, ...standingFields, ...approvalFields, then: thenField };

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
    const { saleId } = c.req.valid("param");
    const form = { values: { country, language }, problems: {} };
    return await editPage(c, { saleId, form, then: c.req.valid("query").then });
  })
  .get("/sales/:saleId/customer/:customerId/edit", customerParam, query({ then: thenField }), async (c) => {
    const { saleId, customerId } = c.req.valid("param");
    const customer = await findCustomer(c.get("shop").db.read, customerId);
    if (!customer) throw new AppError({ kind: "customer_missing" });
    const form = { values: { ...typedRecord(customer), ...typedStanding(customer) }, problems: {} };
    return await editPage(c, { saleId, customerId, form, then: c.req.valid("query").then });
  })
  .post(
    "/sales/:saleId/customer",
    saleParam,
    form({ customerId: z.union([z.literal(""), idOf("cus")]), then: thenField, ...approvalFields }),
    (c) => choose(c, c.req.valid("param").saleId, c.req.valid("form")),
  )
  .post("/sales/:saleId/customers", saleParam, form(saveFields), (c) => {
    const { saleId } = c.req.valid("param");
    return save(c, { saleId }, c.req.valid("form"), async (record) => {
      return await addCustomer(c.get("shop"), actionOf(c), operatorOf(c), { saleId, ...record });
    });
  })
  .post(
    "/sales/:saleId/customers/:customerId",
    customerParam,
    form({ ...saveFields, recordVersion: wholeNumber }),
    (c) => {
      const { saleId, customerId } = c.req.valid("param");
      const { recordVersion, ...typed } = c.req.valid("form");
      return save(c, { saleId, customerId }, typed, async (record) => {
        const change = { saleId, customerId, recordVersion, ...record };
        return await editCustomer(c.get("shop"), actionOf(c), operatorOf(c), change);
      });
    },
  );

type Chosen = { customerId: string; then: Then; approverId?: string | undefined; pin: string };

/** Ties whom was chosen to the sale and goes on; for one who pays no tax a senior is asked on the same screen. */
async function choose(c: TillContext, saleId: string, { customerId, then, ...word }: Chosen): Promise<Response> {
  const wanted = { saleId, customerId: customerId || null, approval: approvalIn(word) };
  try {
    const { version } = await chooseCustomer(c.get("shop"), actionOf(c), operatorOf(c), wanted);
    return await goOn(c, { saleId, version }, customerId === "" ? "basket" : then);
  } catch (error) {
    if (!(error instanceof AppError) || !asksForApproval(error)) throw error;
    return await taxFreePage(c, { saleId, customerId, then, approverId: word.approverId }, error);
  }
}

/** What leaves everything typed where it was, with a word above it. */
const SAID_ABOVE = ["customer_changed", ...UNAGREED];

type Typed = RecordValues & StandingValues & { then: Then; approverId?: string | undefined; pin: string };

/** Keeps what was typed, and goes on; or shows the form again, with what stood in the way. */
async function save(
  c: TillContext,
  ids: { saleId: string; customerId?: string },
  { then, approverId, pin, ...values }: Typed,
  deed: (record: WantedRecord) => Promise<{ version: number | null }>,
): Promise<Response> {
  const read = readRecordAndStanding(values);
  if (!read.ok) return await editPage(c, { ...ids, form: read.form, then, approverId });
  try {
    const { customer, standing } = read;
    const { version } = await deed({ customer, standing, approval: approvalIn({ approverId, pin }) });
    return await goOn(c, { saleId: ids.saleId, version }, then);
  } catch (error) {
    if (!(error instanceof AppError) || !SAID_ABOVE.includes(error.problem.kind)) throw error;
    return await editPage(c, { ...ids, form: { values, problems: {} }, then, approverId, error });
  }
}

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
  if (then === "part") return goTo(c, `/sales/${saleId}/tender/klarna`);
  if (then !== "klarna" || version === null) return goTo(c, `/sales/${saleId}`);
  // An id of its own that follows from the form's: the form sent again answers this payment, even when it has ended.
  const action = actionOf(c);
  const next = { ...action, id: `${action.id}:payment` };
  const { paymentId } = await startPayment(shop, next, operatorOf(c), { saleId, version });
  return goTo(c, `/payments/${paymentId}`);
}

type Edited = {
  saleId: string;
  customerId?: string;
  form: FormState;
  then: Then;
  approverId?: string | undefined;
  error?: AppError;
};

async function editPage(c: TillContext, asked: Edited): Promise<Response> {
  const { saleId, customerId, form: state, then, error } = asked;
  const frame = await frameOf(c);
  const sale = await saleView(c.get("shop"), saleId);
  const isAgain = Object.keys(state.problems).length > 0 || state.suggestions !== undefined;
  const record = customerId ? await findCustomer(c.get("shop").db.read, customerId) : undefined;
  return await c.html(
    <SalePage frame={frame} sale={sale} place="panel">
      <CustomerEdit
        frame={frame}
        sale={sale}
        edited={record ? await editedView(c, record) : null}
        form={state}
        countries={countryChoices(frame.shop.locale, frame.shop.country)}
        rules={addressRules(state.values["country"] ?? frame.shop.country)}
        reading={phoneReading(state.values, frame.shop)}
        then={then}
        approvers={await approversFor(c, asked)}
        problem={error?.problem ?? null}
      />
    </SalePage>,
    error?.status ?? (isAgain ? 422 : 200),
  );
}

/** The seniors, once a cashier was told that one must agree. */
async function approversFor(c: TillContext, { error, approverId }: Edited) {
  const isAsked = approverId !== undefined || error !== undefined && error.problem.kind !== "customer_changed";
  if (!isAsked || isAtLeast(operatorOf(c).role, "senior")) return [];
  const seniors = await activeSeniors(c.get("shop").db.read);
  return seniors.map(({ id, name, role }) => ({ id, name, role, isChosen: id === approverId }));
}

async function editedView(c: TillContext, customer: CustomerRow) {
  const { db, klarna } = c.get("shop");
  const { id: customerId, version: recordVersion } = customer;
  const klarnaMinor = await klarnaBalanceOf(db.read, customerId, klarna.mode);
  return { customerId, recordVersion, klarnaMinor, isUnasked: isUnasked(customer) };
}
