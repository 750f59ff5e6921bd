import type { AttentionKind } from "../../src/domain/attention.ts";
import type { Browser } from "../support/browser.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";
import { createMemoryLogbook } from "../support/memory-logbook.ts";
import type { TestTill } from "../support/test-till.ts";
import { RETURN_FORMS } from "./return-forms.ts";
import { SETTINGS_FORMS } from "./settings-forms.ts";
import { waitingSale } from "./waiting-sale.ts";
import {
  callFor,
  idOfCustomer,
  idOfProduct,
  pathOf,
  paymentRow,
  payWithKlarna,
  post,
  recordVersionOf,
  ringUp,
  saleRow,
  sellForCash,
  setScene,
  taxRateIdOf,
} from "./scene.ts";

/** One form, ready to be sent, and what else the same form could have said. */
type Form = { ids: Record<string, string>; fields: Record<string, string>; other: Record<string, string> };
export type Prepare = (till: TestTill, who: Browser) => Promise<Form>;

export const OTHER = { note: "something else" };
const RECORD = { givenName: "Casey", familyName: "Holt", phone: "", country: "GB", then: "klarna" };

export const FORMS: Record<string, Prepare> = {
  ...SETTINGS_FORMS,
  ...RETURN_FORMS,
  "POST /sales/:saleId/lines": async (till, who) => ({
    ids: { saleId: await ringUp(till, who) },
    fields: { productId: await idOfProduct(till, "CLO-HAT") },
    other: { productId: await idOfProduct(till, "CLO-SCK") },
  }),
  "POST /sales/:saleId/lines/:lineId/quantity": inOpenSale({ quantity: "3" }, { quantity: "4" }),
  "POST /sales/:saleId/lines/:lineId/removal": inOpenSale({}, OTHER),
  "POST /sales/:saleId/lines/:lineId/restoration": async (till, who) => {
    const form = await inOpenSale({}, OTHER)(till, who);
    await post(who, pathOf("POST /sales/:saleId/lines/:lineId/removal", form.ids), form.fields);
    return { ...form, fields: { version: String(Number(form.fields["version"]) + 1) } };
  },
  "POST /sales/:saleId/lines/:lineId/discount": inOpenSale({ discount: "5" }, { discount: "6" }),
  "POST /sales/:saleId/lines/:lineId/price": inOpenSale({ price: "380" }, { price: "381" }),
  "POST /sales/:saleId/lines/:lineId/note": inOpenSale({ note: "Gift wrap" }, OTHER),
  "POST /sales/:saleId/discount": inOpenSale({ discount: "5", kind: "amount" }, { discount: "6" }),
  "POST /sales/:saleId/note": inOpenSale({ note: "Fetches it on Friday" }, OTHER),
  "POST /sales/:saleId/items": async (till, who) => {
    const taxRateId = await taxRateIdOf(till, "A");
    const item = { name: "Tent pole", price: "4.50", quantity: "2", taxRateId };
    return { ids: { saleId: await ringUp(till, who) }, fields: item, other: { name: "Tent peg" } };
  },
  "POST /sales/:saleId/parking": inOpenSale({}, OTHER),
  "POST /sales/:saleId/recall": inScene({}, OTHER),
  "POST /sales/:saleId/customer": async (till, who) => {
    const { ids } = await inOpenSale({}, OTHER)(till, who);
    const { id: customerId } = await till.shop.db.read.selectFrom("customer").select("id").executeTakeFirstOrThrow();
    return { ids, fields: { customerId, then: "klarna" }, other: { customerId: "", then: "klarna" } };
  },
  "POST /sales/:saleId/customers": inOpenSale(RECORD, { ...RECORD, givenName: "Robin" }),
  "POST /sales/:saleId/customers/:customerId": async (till, who) => {
    const { ids } = await inScene({}, OTHER)(till, who);
    const record = { ...RECORD, recordVersion: await recordVersionOf(till, ids["customerId"] ?? "") };
    return { ids, fields: record, other: { ...record, givenName: "Robin" } };
  },
  "POST /customers/:customerId/forgetting": async (till) => {
    const customerId = await idOfCustomer(till, "Karim");
    return { ids: { customerId }, fields: await managersWord(till), other: { reason: "another reason" } };
  },
  "POST /customers/:customerId/merge": async (till) => {
    const [customerId, otherId] = [await idOfCustomer(till, "Karim"), await idOfCustomer(till, "Karimi")];
    const recordVersion = await recordVersionOf(till, customerId);
    const seen = { otherId, recordVersion, otherVersion: await recordVersionOf(till, otherId) };
    const fields = { ...seen, ...await managersWord(till) };
    return { ids: { customerId }, fields, other: { ...fields, name: "other" } };
  },
  "POST /sales/:saleId/tenders": seeingSale({ kind: "cash", given: "5.00" }, { kind: "cash", given: "6.00" }),
  "POST /sales/:saleId/tenders/:tenderId/removal": inScene({}, OTHER),
  "POST /sales/:saleId/gift-cards": async (till, who) => ({
    ids: { saleId: await ringUp(till, who) },
    fields: { amount: "25", number: "PRINTED1" },
    other: { amount: "30", number: "PRINTED1" },
  }),
  "POST /sales/:saleId/payments": seeingSale({}, OTHER),
  "POST /sales/:saleId/voiding": inScene({ reason: "mistake" }, { reason: "other" }),
  "POST /sales/:saleId/completion": async (till, who) => {
    const form = await inScene({}, OTHER)(till, who);
    till.clock.advance(1);
    await post(who, pathOf("POST /sales/:saleId/tenders", form.ids), { kind: "cash", given: "400" });
    return form;
  },
  "POST /sales/:saleId/hand-overs": async (till, who) => ({
    ids: await waitingSale(till, who),
    fields: { what: "all" },
    other: { what: "some" },
  }),
  "POST /sales/:saleId/rest": async (till, who) => {
    const ids = await waitingSale(till, who);
    const lineId = ids["lineId"] ?? "";
    await post(who, pathOf("POST /sales/:saleId/hand-overs", ids), { what: "some", [`pieces-${lineId}`]: "1" });
    await till.runner.drain();
    return { ids, fields: await managersPin(till), other: OTHER };
  },
  "POST /sales/:saleId/cancelling": async (till, who) => ({
    ids: await waitingSale(till, who),
    fields: { reason: "mistake", ...await managersPin(till) },
    other: { reason: "other" },
  }),
  "POST /attention/:itemId/closing": async (till, who) => {
    const form = await withItem(till, who, "capture_refused");
    return {
      ...form,
      fields: { ...form.fields, reason: "Settled" },
      other: { ...form.fields, reason: "Something else" },
    };
  },
  "POST /attention/:itemId/capture": async (till, who) => {
    const form = await withItem(till, who, "capture_refused");
    const paymentId = form.ids["paymentId"] ?? "";
    till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
    await post(who, `/payments/${paymentId}/saving`);
    await post(who, `/sales/${(await paymentRow(till, paymentId)).saleId}/completion`);
    await till.runner.drain();
    return form;
  },
  "POST /attention/:itemId/release": (till, who) => withItem(till, who, "release_refused"),
  "POST /attention/:itemId/booking": async (till, who) => {
    const form = await withItem(till, who, "captured_elsewhere");
    const { orderId } = await paymentRow(till, form.ids["paymentId"] ?? "");
    till.simulator.control.actInPortal(orderId ?? "", "capture");
    return form;
  },
  "POST /attention/:itemId/refund": async (till, who) => {
    const form = await withItem(till, who, "refund_refused");
    return { ...form, fields: { ...form.fields, way: "again" }, other: { ...form.fields, way: "cash" } };
  },
  "POST /payments/:paymentId/reminder": inPayment("waiting", { hasAccount: "yes" }, { hasAccount: "no" }),
  "POST /payments/:paymentId/sendings": inPayment("waiting", { channel: "sms" }, { channel: "email" }),
  "POST /payments/:paymentId/customer": async (till, who) => {
    const { ids } = await inPayment("waiting", {}, OTHER)(till, who);
    const customerId = await idOfCustomer(till, "Karim");
    const record = { ...RECORD, familyName: "Karim", recordVersion: await recordVersionOf(till, customerId) };
    return { ids, fields: record, other: { ...record, givenName: "Robin" } };
  },
  "POST /payments/:paymentId/record": async (till, who) => {
    const { ids } = await inPayment("authorized", {}, OTHER)(till, who);
    const recordVersion = await recordVersionOf(till, await idOfCustomer(till, "Karim"));
    const { readAt } = await till.shop.db.read.selectFrom("klarnaBill").select("readAt").executeTakeFirstOrThrow();
    return { ids, fields: { recordVersion, billReadAt: String(readAt) }, other: OTHER };
  },
  "POST /payments/:paymentId/extension": inPayment("waiting", {}, OTHER),
  "POST /payments/:paymentId/id-check": async (till, who) => {
    const form = await inPayment("in_progress", { answer: "matches" }, { answer: "differs" })(till, who);
    till.simulator.control.askForId((await paymentRow(till, form.ids["paymentId"] ?? "")).reference);
    till.clock.advance(10_000);
    await till.runner.drain();
    return form;
  },
  "POST /payments/:paymentId/takeover": async (till, who) => {
    const ben = await till.signIn("Ben", 2);
    const { saleId } = await setScene(till, ben);
    const ids = { paymentId: await payWithKlarna(till, ben, saleId, "waiting") };
    await who.open("/payments");
    return { ids, fields: {}, other: OTHER };
  },
  "POST /payments/:paymentId/cancellation": inPayment("in_progress", {}, OTHER),
  "POST /payments/:paymentId/decision": inPayment("authorized", { decision: "release" }, { decision: "keep" }),
  "POST /payments/:paymentId/settlement": async (till, who) => {
    const { ids } = await inPayment("waiting", {}, OTHER)(till, who);
    till.simulator.control.addFault({ kind: "readHostedSession", status: 404 });
    till.clock.advance(10_000);
    await till.runner.drain();
    const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
      .executeTakeFirstOrThrow();
    const fields = { finding: "unpaid", approverId, pin: "999999" };
    return { ids, fields, other: { ...fields, finding: "returned" } };
  },
  "POST /payments/:paymentId/approval-extension": async (till, who) => ({
    ids: await waitingSale(till, who),
    fields: {},
    other: OTHER,
  }),
  "POST /payments/:paymentId/message-resends": async (till, who) => {
    const ids = await waitingSale(till, who);
    await post(who, pathOf("POST /sales/:saleId/hand-overs", ids), { what: "all" });
    await till.runner.drain();
    return { ids, fields: {}, other: OTHER };
  },
  "POST /payments/:paymentId/release": inPayment("authorized", {}, OTHER),
  "POST /payments/:paymentId/saving": inPayment("authorized", {}, OTHER),
  "POST /selling/opening": async (till) => {
    till.shop.recovery = { paymentIds: [], lost: 0, since: 0 };
    till.shop.logbook = createMemoryLogbook();
    return { ids: {}, fields: await managersWord(till), other: { reason: "another reason" } };
  },
  "POST /selling/clock": async (till, who) => {
    const { saleId } = await setScene(till, who);
    till.clock.advance(1);
    await post(who, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
    await post(who, `/sales/${saleId}/completion`);
    till.clock.setWall(-3_600_000);
    return { ids: {}, fields: await managersWord(till), other: { reason: "another reason" } };
  },
  "POST /shift/float": () => Promise.resolve({ ids: {}, fields: { float: "150" }, other: { float: "151" } }),
  "POST /shift/cash-in": () => {
    const fields = { inAmount: "20", inReason: "Change from the bank" };
    return Promise.resolve({ ids: {}, fields, other: { inAmount: "21" } });
  },
  "POST /shift/cash-out": () => {
    const fields = { outAmount: "20", outReason: "Stamps" };
    return Promise.resolve({ ids: {}, fields, other: { outAmount: "21" } });
  },
  "POST /shift/counts": () => Promise.resolve({ ids: {}, fields: { total: "150" }, other: { total: "151" } }),
  "POST /shift/closing": async (_, who) => {
    await post(who, "/shift/counts", { total: "0" });
    return { ids: {}, fields: { count: "1" }, other: { count: "2" } };
  },
  "POST /customer-screen": () => Promise.resolve({ ids: {}, fields: {}, other: OTHER }),
  "POST /customer-screen/ending": async (_, who) => {
    await post(who, "/customer-screen");
    return { ids: {}, fields: {}, other: OTHER };
  },
  "POST /sales/:saleId/prints": async (till, who) => {
    return { ids: { saleId: await sellForCash(till, who) }, fields: { way: "screen" }, other: { place: "complete" } };
  },
  "POST /sales/:saleId/receipt-mails": async (till, who) => {
    till.shop.receipts.mailer = createMemoryMailer();
    const saleId = await sellForCash(till, who);
    return { ids: { saleId }, fields: { email: "sam.karim@example.com" }, other: { email: "leo@example.com" } };
  },
  "POST /sales/:saleId/receipt-mails/:mailId/retry": async (till, who) => {
    const mailer = createMemoryMailer();
    till.shop.receipts.mailer = mailer;
    mailer.outcome = { kind: "refused", code: "smtp_550" };
    const saleId = await sellForCash(till, who);
    await post(who, `/sales/${saleId}/receipt-mails`, { email: "sam.karim@example.com" });
    await till.runner.drain();
    const { id: mailId } = await till.shop.db.read.selectFrom("receiptMail").select("id").executeTakeFirstOrThrow();
    return { ids: { saleId, mailId }, fields: {}, other: OTHER };
  },
};

export function inOpenSale(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => {
    const saleId = await ringUp(till, who);
    const { id: lineId } = await till.shop.db.read.selectFrom("lineItem").select("id").executeTakeFirstOrThrow();
    const version = String((await saleRow(till, saleId)).version);
    return { ids: { saleId, lineId }, fields: { version, ...fields }, other };
  };
}

/** The same with the sale as the form has seen it. */
function seeingSale(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => {
    const ids = await setScene(till, who);
    const version = String((await saleRow(till, ids.saleId)).version);
    return { ids, fields: { version, ...fields }, other };
  };
}

function inScene(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => ({ ids: await setScene(till, who), fields, other });
}

export function inPayment(
  stage: Parameters<typeof payWithKlarna>[3],
  fields: Record<string, string>,
  other: Record<string, string>,
): Prepare {
  return async (till, who) => {
    const { saleId } = await setScene(till, who);
    return { ids: { paymentId: await payWithKlarna(till, who, saleId, stage) }, fields, other };
  };
}

/** An approved payment that somebody was called for, and a manager's word. */
async function withItem(till: TestTill, who: Browser, kind: AttentionKind): Promise<Form> {
  const { ids } = await inPayment("authorized", {}, OTHER)(till, who);
  const paymentId = ids["paymentId"] ?? "";
  const itemId = await callFor(till, paymentId, kind);
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  return { ids: { itemId, paymentId }, fields: { approverId, pin: "999999" }, other: OTHER };
}

async function managersWord(till: TestTill): Promise<Record<string, string>> {
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  return { reason: "looked at my watch", approverId, pin: "999999" };
}

async function managersPin(till: TestTill): Promise<Record<string, string>> {
  const { reason: _, ...word } = await managersWord(till);
  return word;
}
