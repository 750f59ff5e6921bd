import { isOver, isUndecided } from "../../../src/domain/payment.ts";
import { dueOf } from "../books.ts";
import { lookAtBoth, type Order, type Payment, type Seen, type Witness } from "../invariants/seen.ts";
import { isInPortal } from "../invariants/returns.ts";
import { isAllGivenBack } from "../invariants/state.ts";
import { isWithPerson, wasCalledFor, type Wrong } from "./excuses.ts";

/** When the books are compared: Klarna's portal is read again at night, and whatever was done there is known after it only. */
type Moment = "open" | "closed" | "after the night";

/**
 * Both books, payment by payment and sale by sale: they agree, or a person was called for that very difference. What somebody did in
 * the portal may be unknown until the night; whoever answered a call for it has decided. While the shop is open a payment may be
 * undecided, as long as Klarna has no order for it either.
 */
export function checkAgreement(world: Witness, moment: Moment = "closed"): void {
  const seen = lookAtBoth(world);
  for (const payment of seen.books.payments) {
    const order = seen.orderOf(payment);
    const isUnpaid = moment === "open" && isUndecided(payment.status) && order === undefined;
    const isTouched = order !== undefined && world.touchedOrders.has(order.order_id);
    if (isUnpaid || isEndedEarly(payment) || (isTouched && moment !== "after the night")) continue;
    const difference = differenceOf(seen, payment, order);
    if (!difference) continue;
    const { wrong, text } = difference;
    if (isTouched ? wasCalledFor(seen.books, payment, wrong) : isWithPerson(seen.books, payment, wrong)) continue;
    world.complain("books", `${payment.reference} is ${payment.status} here, and ${text}`);
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

type Difference = { wrong: Wrong; text: string };

function differenceOf({ books }: Seen, payment: Payment, order: Order | undefined): Difference | null {
  const ours = books.captures.filter((capture) => capture.paymentId === payment.id)
    .reduce((sum, capture) => sum + capture.amountMinor, 0);
  // Taken and given back again in Klarna's portal, it is as if nothing had been taken.
  if (payment.status === "released" && isAllGivenBack(order)) return null;
  const theirs = order?.captured_amount ?? 0;
  if (ours !== theirs) return { wrong: "taken otherwise", text: `Klarna took ${theirs} where we took ${ours}` };
  if (order && order.order_amount !== payment.amountMinor) {
    return { wrong: "another amount", text: `Klarna's order is of ${order.order_amount}` };
  }
  const given = refundedHere(books, payment);
  if ((order?.refunded_amount ?? 0) !== given) {
    return {
      wrong: "given back otherwise",
      text: `Klarna gave ${order?.refunded_amount ?? 0} back where we say ${given}`,
    };
  }
  const isHeld = order !== undefined && order.remaining_authorized_amount > 0 && order.fraud_status !== "REJECTED";
  if (payment.status === "authorized") {
    return isHeld ? null : { wrong: "no longer held", text: `Klarna holds nothing (${order?.status})` };
  }
  // Taken in part, and the rest was let go.
  if (payment.status === "captured" && ours < payment.amountMinor) {
    return isHeld ? { wrong: "held though over", text: "Klarna holds the rest" } : null;
  }
  if (payment.status === "captured") {
    return order?.status === "CAPTURED" ? null : { wrong: "taken otherwise", text: `the order is ${order?.status}` };
  }
  if (isOver(payment.status)) {
    return isHeld ? { wrong: "held though over", text: "Klarna still holds the money" } : null;
  }
  return { wrong: "undecided", text: `nobody knows how it ends (${order?.status ?? "no order"})` };
}
