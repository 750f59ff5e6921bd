import type { PaymentRow, WishRow } from "../../../db/schema.ts";
import type { PaymentStatus } from "../../domain/payment.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";

/** So long what was done may be left out of what Klarna's order says (klarna.md 1.7 [D]: reads can lag). */
export const ORDER_LAGS_MS = 60_000;

/** Whether Klarna holds money for it, or has taken some that it did not give back. */
export function holdsMoney({ state, capturedMinor, refundedMinor }: OrderSnapshot): boolean {
  return capturedMinor > refundedMinor || !NOTHING_LEFT.includes(state);
}

/** Of such an order nothing more can be taken. */
const NOTHING_LEFT: readonly OrderSnapshot["state"][] = ["captured", "cancelled", "expired", "closed"];

/** What in Klarna's order is not what this payment asked for; null when they agree. */
export function orderDifference(order: OrderSnapshot, payment: PaymentRow): string | null {
  if (order.amountMinor !== payment.amountMinor) return "amount";
  if (order.currency !== payment.currency) return "currency";
  return order.reference === payment.reference ? null : "reference";
}

/**
 * Whether it is this payment's order, and somebody has lowered its amount in Klarna's portal since it was read back: it pays less, but
 * what it took and gave back is told by it as before.
 */
export function isLowered(order: OrderSnapshot, { status, amountMinor, currency, reference }: PaymentRow): boolean {
  const isOurs = order.currency === currency && order.reference === reference;
  return isOurs && order.amountMinor < amountMinor && (status === "authorized" || status === "captured");
}

/** What Klarna gave back of an order that nobody here has asked for, or that was said to have been refused. */
export function refundedElsewhere(order: OrderSnapshot, wishes: readonly WishRow[]): number {
  const ours = wishes.filter(({ kind, state }) => kind === "refund" && state !== "refused");
  return order.refundedMinor - refundedFor(order, ours);
}

/** What Klarna gave back for these wishes, by our reference. */
export function refundedFor({ refunds }: OrderSnapshot, wishes: readonly WishRow[]): number {
  return refunds.filter(({ reference }) => wishes.some(({ id }) => id === reference))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/**
 * Where a payment stands whose order this is; null for a state of Klarna's that we do not know. What our book knows to have been
 * taken (`isTaken`), all or a part, stays so, however much of it was given back since.
 */
export function statusOfOrder(order: OrderSnapshot, isTaken: boolean): PaymentStatus | null {
  if (order.fraud === "rejected") return "rejected";
  switch (order.state) {
    case "authorized":
      return order.fraud === "accepted" ? "authorized" : "in_review";
    // Klarna holds the rest as before.
    case "part_captured":
      return "authorized";
    case "captured":
    case "closed":
      // Taken and given back again, in Klarna's portal, is given back.
      return isTaken || order.capturedMinor > order.refundedMinor ? "captured" : "released";
    case "cancelled":
      return "released";
    case "expired":
      return "lapsed";
    case "unrecognised":
      return null;
  }
}

/** Klarna has paid out more than our book knows of, of an order that is not given back. */
export function isTakenElsewhere(order: OrderSnapshot, isTaken: boolean, booked: { capturedMinor: number }): boolean {
  const isOut = order.state === "part_captured" || statusOfOrder(order, isTaken) === "captured";
  return isOut && order.capturedMinor > booked.capturedMinor;
}
