import type { Selectable } from "kysely";
import { demoStaff } from "../../db/demo-shop.ts";
import type { Schema } from "../../db/schema.ts";
import { isOver, isUndecided } from "../../src/domain/payment.ts";
import { type Cashier, draw, mintId, pressUntilAnswered } from "./cashier.ts";
import type { Pair } from "./pair.ts";

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** How a sale is meant to go; whoever serves it looks at the till's book for what comes next, whatever happened before. */
export type Plan = {
  saleId: string;
  /** Makes the customer's address theirs alone. */
  customer: number;
  code: string;
  channel: "sms" | "email" | "qr";
  partInCash: boolean;
  pieces: 1 | 2;
  /** `returned`: all of it comes back after Klarna has paid; `not taken`: one of two pieces, before it has. */
  end: "paid" | "picked up" | "returned" | "not taken" | "given back" | "cancelled";
};

/** What somebody does next: a form of the cashier's, something of the customer's, or waiting. */
export type Deed = {
  name: string;
  form?: { path: string; fields?: Record<string, string> };
  customer?: "open" | "approve";
};

export function newPlan(customer: number, wanted: Partial<Plan> = {}): Plan {
  const standard = { code: "CLO-HAT", channel: "email", partInCash: false, end: "paid" } as const;
  const pieces = wanted.end === "not taken" ? 2 : 1;
  return { saleId: mintId("sal"), customer, pieces, ...standard, ...wanted };
}

/** Whether the sale is completed, so that Klarna pays for it. */
export function isSold({ end }: Plan): boolean {
  return end !== "given back" && end !== "cancelled";
}

/** What comes next for this sale; null when it has come to its end. */
export function nextDeed(pair: Pair, plan: Plan): Deed | null {
  const { sale, payment, dueMinor, hasCash } = factsOf(pair, plan.saleId);
  const at = `/sales/${plan.saleId}`;
  const typed = plan.pieces === 1 ? plan.code : `${plan.pieces}*${plan.code}`;
  if (!sale) return { name: "ring up", form: { path: `${at}/lines`, fields: { typed } } };
  if (payment && (payment.status === "created" || isUndecided(payment.status))) return whileOpen(pair, plan, payment);
  if (payment?.status === "authorized") return whenHeld(pair, plan, payment, sale);
  if (payment?.status === "captured" && plan.end === "returned") return whenTaken(pair, plan, payment);
  if (payment?.status === "captured" || sale.status === "voided") return null;
  if (payment && isOver(payment.status)) {
    return { name: "give up", form: { path: `${at}/voiding`, fields: { reason: "changed_mind" } } };
  }
  if (sale.customerId === null) {
    return { name: "add customer", form: { path: `${at}/customers`, fields: record(plan) } };
  }
  const version = String(sale.version);
  if (plan.partInCash && !hasCash && dueMinor > 100) {
    return { name: "take cash", form: { path: `${at}/tenders`, fields: { kind: "cash", given: "1.00", version } } };
  }
  return { name: "start", form: { path: `${at}/payments`, fields: { version } } };
}

/** Does a deed; a form is sent until it is answered. Says with what status, or 0 when nothing was sent. */
export async function doDeed(pair: Pair, cashier: Cashier, plan: Plan, deed: Deed): Promise<number> {
  if (!deed.form) {
    await actAsCustomer(pair, plan, deed);
    return 0;
  }
  const answer = await pressUntilAnswered(pair, cashier, draw(deed.form.path, deed.form.fields));
  return answer.status;
}

/** What the customer does at their phone, if it is their turn; the till need not live for it. A moment passes. */
export async function actAsCustomer(pair: Pair, plan: Plan, deed: Deed): Promise<void> {
  const reference = deed.customer && factsOf(pair, plan.saleId).payment?.reference;
  if (reference) await pair.klarna.act("POST", `/sessions/${reference}/${deed.customer}`);
  await new Promise((resolve) => setTimeout(resolve, 30));
}

function whileOpen(pair: Pair, plan: Plan, payment: Row<"payment">): Deed {
  const at = `/payments/${payment.id}`;
  if (payment.hostedSessionId === null) return { name: "wait" };
  const sendings = all<"sending">(pair, "sending", payment.id);
  if (sendings.length === 0) {
    return { name: "send", form: { path: `${at}/sendings`, fields: { channel: plan.channel } } };
  }
  const wishes = all<"wish">(pair, "wish", payment.id);
  if (payment.status === "waiting" && wishes.length === 0) return { name: "customer opens", customer: "open" };
  if (plan.end !== "cancelled") return { name: "customer pays", customer: "approve" };
  if (wishes.length === 0) return { name: "cancel", form: { path: `${at}/cancellation` } };
  return { name: "wait" };
}

function whenHeld(pair: Pair, plan: Plan, payment: Row<"payment">, sale: Row<"sale">): Deed {
  const at = `/payments/${payment.id}`;
  const wishes = all<"wish">(pair, "wish", payment.id).filter(({ kind }) => kind !== "cancel");
  const isHandedInPart = plan.end === "not taken" && wishes.length === 1 && wishes[0]?.state === "done";
  if (isHandedInPart) return { name: "let go", form: { path: `/sales/${sale.id}/rest`, fields: agreed(pair) } };
  if (wishes.length > 0) return { name: "wait" };
  if (!isSold(plan)) return { name: "give back", form: { path: `${at}/release` } };
  if (payment.savedAt === null) return { name: "save", form: { path: `${at}/saving` } };
  if (sale.status === "completed") {
    const [line] = linesOf(pair, sale.id);
    const some = { what: "some", [`pieces-${line?.id}`]: "1" };
    const fields = plan.end === "not taken" ? some : { what: "all" };
    return { name: "hand over", form: { path: `/sales/${sale.id}/hand-overs`, fields } };
  }
  const isLater = plan.end === "picked up" || plan.end === "not taken";
  const fields: Record<string, string> = isLater ? { later: "yes" } : {};
  return { name: "complete", form: { path: `/sales/${sale.id}/completion`, fields } };
}

/** All that was sold comes back: what Klarna paid goes back by it, and cash as cash. */
function whenTaken(pair: Pair, { saleId }: Plan, { id, amountMinor }: Row<"payment">): Deed | null {
  const refund = all<"wish">(pair, "wish", id).find(({ kind }) => kind === "refund");
  if (refund) return refund.state === "done" ? null : { name: "wait" };
  const lines = linesOf(pair, saleId);
  const tenders = pair.file.prepare<[string], Row<"tender">>("select * from tender where saleId = ?").all(saleId);
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const split = {
    [`split.${tenders.find(({ paymentId }) => paymentId === id)?.id}`]: amount(amountMinor),
    "split.cash": amount(totalMinor - amountMinor),
  };
  const quantities = Object.fromEntries(lines.map((line) => [`quantity.${line.id}`, String(line.quantity)]));
  const fields = { ...quantities, ...split, shown: String(totalMinor), do: "give", ...agreed(pair) };
  return { name: "return", form: { path: `/sales/${saleId}/return`, fields } };
}

function amount(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** Mona, who is asked above a limit and where a senior answers for it. */
function agreed({ people }: Pair): { approverId: string; pin: string } {
  const pin = demoStaff.find(({ name }) => name === "Mona")?.pin ?? "";
  return { approverId: people.find(({ name }) => name === "Mona")?.id ?? "", pin };
}

function linesOf({ file }: Pair, saleId: string): Row<"lineItem">[] {
  return file.prepare<[string], Row<"lineItem">>(
    `select * from lineItem where "saleId" = ? and "removedAt" is null`,
  ).all(saleId);
}

function factsOf({ file }: Pair, saleId: string) {
  const sale = file.prepare<[string], Row<"sale">>("select * from sale where id = ?").get(saleId);
  const payment = file.prepare<[string], Row<"payment">>(
    `select * from payment where "saleId" = ? order by attempt desc`,
  ).get(saleId);
  const sum = (table: string, column: string) =>
    file.prepare<[string], { sum: number }>(
      `select coalesce(sum("${column}"), 0) as sum from "${table}" where "saleId" = ? and "removedAt" is null`,
    ).get(saleId)?.sum ?? 0;
  const paidMinor = sum("tender", "amountMinor");
  return { sale, payment, dueMinor: sum("lineItem", "totalMinor") - paidMinor, hasCash: paidMinor > 0 };
}

function all<Table extends "wish" | "sending">({ file }: Pair, table: Table, paymentId: string): Row<Table>[] {
  return file.prepare<[string], Row<Table>>(`select * from "${table}" where "paymentId" = ?`).all(paymentId);
}

/** Ofcom's London numbers for stories, and addresses that are nobody's. */
function record({ customer }: Plan): Record<string, string> {
  const phone = `020 7946 0${String(customer % 1_000).padStart(3, "0")}`;
  const email = `customer${customer}@example.com`;
  return { givenName: "Casey", familyName: `Holt ${customer}`, phone, email, country: "GB", then: "basket" };
}
