import type { Selectable } from "kysely";
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
  end: "paid" | "picked up" | "given back" | "cancelled";
};

/** What somebody does next: a form of the cashier's, something of the customer's, or waiting. */
export type Deed = {
  name: string;
  form?: { path: string; fields?: Record<string, string> };
  customer?: "open" | "approve";
};

export function newPlan(customer: number, wanted: Partial<Plan> = {}): Plan {
  const standard = { code: "CLO-HAT", channel: "email", partInCash: false, end: "paid" } as const;
  return { saleId: mintId("sal"), customer, ...standard, ...wanted };
}

/** Whether the customer keeps the goods, so that Klarna pays for them. */
export function isSold({ end }: Plan): boolean {
  return end === "paid" || end === "picked up";
}

/** What comes next for this sale; null when it has come to its end. */
export function nextDeed(pair: Pair, plan: Plan): Deed | null {
  const { sale, payment, dueMinor, hasCash } = factsOf(pair, plan.saleId);
  const at = `/sales/${plan.saleId}`;
  if (!sale) return { name: "ring up", form: { path: `${at}/lines`, fields: { typed: plan.code } } };
  if (payment && (payment.status === "created" || isUndecided(payment.status))) return whileOpen(pair, plan, payment);
  if (payment?.status === "authorized") return whenHeld(pair, plan, payment, sale);
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
  const wishes = all<"wish">(pair, "wish", payment.id);
  if (wishes.some((wish) => wish.kind !== "cancel")) return { name: "wait" };
  if (!isSold(plan)) return { name: "give back", form: { path: `${at}/release` } };
  if (payment.savedAt === null) return { name: "save", form: { path: `${at}/saving` } };
  if (sale.status === "completed") {
    return { name: "hand over", form: { path: `/sales/${sale.id}/hand-overs`, fields: { what: "all" } } };
  }
  const fields: Record<string, string> = plan.end === "picked up" ? { later: "yes" } : {};
  return { name: "complete", form: { path: `/sales/${sale.id}/completion`, fields } };
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
