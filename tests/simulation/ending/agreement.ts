import { isOver, isUndecided } from "../../../src/domain/payment.ts";
import { dueOf } from "../books.ts";
import { isCalled, lookAtBoth, type Order, type Payment, type Seen, type Witness } from "../invariants/seen.ts";
import { isInPortal } from "../invariants/returns.ts";

/**
 * Both books, payment by payment and sale by sale: they agree, or a person was called, or somebody acted in the portal.
 * While the shop is open a payment may be undecided, as long as Klarna has no order for it either.
 */
export function checkAgreement(world: Witness, shop: "open" | "closed" = "closed"): void {
  const seen = lookAtBoth(world);
  for (const payment of seen.books.payments) {
    const order = seen.orderOf(payment);
    const isUnpaid = shop === "open" && isUndecided(payment.status) && order === undefined;
    const isExcused = isCalled(seen, payment) || (order !== undefined && world.touchedOrders.has(order.order_id));
    const difference = isExcused || isUnpaid || isEndedEarly(payment) ? null : differenceOf(seen, payment, order);
    if (difference) world.complain("books", `${payment.reference} is ${payment.status} here, and ${difference}`);
  }
  for (const order of seen.orders) {
    const payment = seen.books.payments.find((one) => one.reference === order.merchant_reference1);
    if (!payment) world.complain("books", `Klarna has an order ${order.merchant_reference1} that nobody here knows`);
  }
  for (const sale of seen.books.sales) {
    if (sale.status === "completed" && dueOf(seen.books, sale.id) !== 0) {
      world.complain("books", `sale ${sale.code} does not add up`);
    }
  }
}

/** What went back by Klarna as our book has it: asked for here, or found in its portal and booked. */
export function refundedHere({ refunds, paybacks }: Seen["books"], payment: Payment): number {
  const asked = refunds.filter((refund) => refund.paymentId === payment.id);
  const found = paybacks.filter((one) => one.paymentId === payment.id && isInPortal(one));
  return [...asked, ...found].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Ended by hand while its link lives: the till goes on looking, and asks once more at the link's end. */
export function isEndedEarly({ status, nextCheckAt }: Payment): boolean {
  return status === "expired" && nextCheckAt !== null;
}

function differenceOf({ books }: Seen, payment: Payment, order: Order | undefined): string | null {
  const ours = books.captures.filter((capture) => capture.paymentId === payment.id)
    .reduce((sum, capture) => sum + capture.amountMinor, 0);
  const theirs = order?.captured_amount ?? 0;
  if (ours !== theirs) return `Klarna took ${theirs} where we took ${ours}`;
  if (order && order.order_amount !== payment.amountMinor) return `Klarna's order is of ${order.order_amount}`;
  const given = refundedHere(books, payment);
  if ((order?.refunded_amount ?? 0) !== given) {
    return `Klarna gave ${order?.refunded_amount ?? 0} back where we say ${given}`;
  }
  const isHeld = order !== undefined && order.remaining_authorized_amount > 0 && order.fraud_status !== "REJECTED";
  if (payment.status === "authorized") return isHeld ? null : `Klarna holds nothing (${order?.status})`;
  // Taken in part, and the rest was let go.
  if (payment.status === "captured" && ours < payment.amountMinor) return isHeld ? "Klarna holds the rest" : null;
  if (payment.status === "captured") return order?.status === "CAPTURED" ? null : `the order is ${order?.status}`;
  if (isOver(payment.status)) return isHeld ? "Klarna still holds the money" : null;
  return `nobody knows how it ends (${order?.status ?? "no order"})`;
}
