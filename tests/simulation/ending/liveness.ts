import { isOver, isUndecided } from "../../../src/domain/payment.ts";
import { goneOf, isWaiting } from "../books.ts";
import { isCalled, lookAtBoth, type Witness } from "../invariants/seen.ts";
import { short } from "../trace.ts";
import { isEndedEarly, refundedHere } from "./agreement.ts";

/** L1: every payment has come to an ending or to a person. Money that Klarna guarantees is one: it waits to be saved. */
export function checkEnded(world: Witness): void {
  const books = world.look();
  for (const payment of books.payments) {
    const isDecided = isOver(payment.status) || payment.status === "authorized";
    if (isDecided || isCalled({ books }, payment)) continue;
    world.complain("L1", `${payment.reference} is still ${payment.status}, and nobody was called`);
  }
}

/** L2: a wish to cancel, or to give back, has ended with no authorization, with a decision to take, or with a person. */
export function checkCancelled(world: Witness): void {
  const books = world.look();
  for (const wish of books.wishes) {
    const payment = books.payments.find((one) => one.id === wish.paymentId);
    if (!payment || wish.kind === "capture" || wish.kind === "refund" || isCalled({ books }, payment)) continue;
    const isOpen = wish.state === "asked" || wish.state === "unknown";
    if (isOpen) world.complain("L2", `the wish to ${wish.kind} ${payment.reference} is still ${wish.state}`);
    const order = world.simulator.control.findOrder(payment.reference);
    const isHeld = order?.status === "AUTHORIZED" && order.fraud_status !== "REJECTED";
    const isSaidToBeOver = isOver(payment.status) || isUndecided(payment.status);
    if (isHeld && isSaidToBeOver && !isEndedEarly(payment)) {
      world.complain("M4", `${payment.reference} is ${payment.status}, Klarna still holds it`);
    }
  }
}

/** L3: every completed sale is captured, or a person was called; and no wish to capture or to refund is left over. */
export function checkCaptured(world: Witness): void {
  const books = world.look();
  for (const wish of books.wishes) {
    const payment = books.payments.find((one) => one.id === wish.paymentId);
    const isMoney = wish.kind === "capture" || wish.kind === "refund";
    const isOpen = isMoney && (wish.state === "asked" || wish.state === "unknown");
    if (payment && isOpen && !isCalled({ books }, payment)) {
      world.complain("L3", `the wish to ${wish.kind} ${payment.reference} is still ${wish.state}`);
    }
  }
  for (const sale of books.sales.filter((one) => one.status === "completed" && !isWaiting(one))) {
    for (const tender of books.tenders) {
      if (tender.saleId !== sale.id || tender.removedAt !== null || tender.paymentId === null) continue;
      const payment = books.payments.find((one) => one.id === tender.paymentId);
      const isGone = payment?.status === "released" || payment?.status === "lapsed";
      const isLetGo = isGone && goneOf(books, sale.id, "not_taken") > 0;
      if (!payment || payment.status === "captured" || isLetGo || isCalled({ books }, payment)) continue;
      world.complain("L3", `sale ${sale.code} is completed, and ${short(payment.id)} is ${payment.status}`);
    }
  }
}

/** After a night, whatever Klarna has otherwise about a payment that is over was seen, whoever did it: a person was called. */
export function checkNight(world: Witness): void {
  const seen = lookAtBoth(world);
  for (const payment of seen.books.payments) {
    const order = seen.orderOf(payment);
    if (!order || !isOver(payment.status) || isCalled(seen, payment) || isEndedEarly(payment)) continue;
    const isHeld = order.remaining_authorized_amount > 0 && order.fraud_status !== "REJECTED";
    const gaveBack = payment.status === "captured" && order.refunded_amount > refundedHere(seen.books, payment);
    if (gaveBack) world.complain("night", `Klarna gave back ${order.refunded_amount} of ${payment.reference}, unseen`);
    if (isHeld) world.complain("night", `${payment.reference} is ${payment.status}, and Klarna holds money for it`);
  }
}
