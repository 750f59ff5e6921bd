import type { PaymentRow } from "../../../db/schema.ts";
import type { PaymentStatus } from "../../domain/payment.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";

/** Whether Klarna holds money for it, or has taken some. */
export function holdsMoney({ state, capturedMinor }: OrderSnapshot): boolean {
  return capturedMinor > 0 || (state !== "cancelled" && state !== "expired" && state !== "closed");
}

/** What in Klarna's order is not what this payment asked for; null when they agree. */
export function orderDifference(order: OrderSnapshot, payment: PaymentRow): string | null {
  if (order.amountMinor !== payment.amountMinor) return "amount";
  if (order.currency !== payment.currency) return "currency";
  return order.reference === payment.reference ? null : "reference";
}

/** Where a payment stands whose order this is; null for a state of Klarna's that we do not know. */
export function statusOfOrder(order: OrderSnapshot): PaymentStatus | null {
  if (order.fraud === "rejected") return "rejected";
  switch (order.state) {
    case "authorized":
      return order.fraud === "accepted" ? "authorized" : "in_review";
    case "part_captured":
    case "captured":
      return "captured";
    case "closed":
      return order.capturedMinor > 0 ? "captured" : "released";
    case "cancelled":
      return "released";
    case "expired":
      return "lapsed";
    case "unrecognised":
      return null;
  }
}
