import { isOver, isUndecided, type WishKind } from "../../../src/domain/payment.ts";
import { goneOf, isWaiting } from "../books.ts";
import { lookAtBoth, type Witness } from "../invariants/seen.ts";
import { short } from "../trace.ts";
import { isEndedEarly, refundedHere } from "./agreement.ts";
import { isCalledFor, isWithPerson, type Wrong } from "./excuses.ts";

const OPEN_WISH: Record<WishKind, Wrong> = {
  cancel: "cancel open",
  release: "release open",
  release_rest: "release open",
  extend: "favour open",
  resend: "favour open",
  capture: "capture open",
  refund: "refund open",
};

/** L1: every payment has come to an ending or to a person. Money that Klarna guarantees is one: it waits to be saved. */
export function checkEnded(world: Witness): void {
  const books = world.look();
  for (const payment of books.payments) {
    const isDecided = isOver(payment.status) || payment.status === "authorized";
    if (isDecided || isCalledFor(books, payment, "undecided")) continue;
    world.complain("L1", `${payment.reference} is still ${payment.status}, and nobody was called`);
  }
}

/** L2: a wish to cancel, or to give back, has ended with no authorization, with a decision to take, or with a person. */
export function checkCancelled(world: Witness): void {
  const books = world.look();
  for (const wish of books.wishes) {
    const payment = books.payments.find((one) => one.id === wish.paymentId);
    if (!payment || wish.kind === "capture" || wish.kind === "refund") continue;
    const isOpen = wish.state === "asked" || wish.state === "unknown";
    if (isOpen && !isCalledFor(books, payment, OPEN_WISH[wish.kind])) {
      world.complain("L2", `the wish to ${wish.kind} ${payment.reference} is still ${wish.state}`);
    }
    const order = world.simulator.control.findOrder(payment.reference);
    const isHeld = order?.status === "AUTHORIZED" && order.fraud_status !== "REJECTED";
    const isSaidToBeOver = isOver(payment.status) || isUndecided(payment.status);
    if (isHeld && isSaidToBeOver && !isEndedEarly(payment) && !isWithPerson(books, payment, "held though over")) {
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
    if (payment && isOpen && !isCalledFor(books, payment, OPEN_WISH[wish.kind])) {
      world.complain("L3", `the wish to ${wish.kind} ${payment.reference} is still ${wish.state}`);
    }
  }
  for (const sale of books.sales.filter((one) => one.status === "completed" && !isWaiting(one))) {
    for (const tender of books.tenders) {
      if (tender.saleId !== sale.id || tender.removedAt !== null || tender.paymentId === null) continue;
      const payment = books.payments.find((one) => one.id === tender.paymentId);
      const isGone = payment?.status === "released" || payment?.status === "lapsed";
      if (!payment || payment.status === "captured") continue;
      // Of goods that were not taken nothing is captured: Klarna has let go, or a person was called because it would not.
      const isUnwanted = goneOf(books, sale.id, "not_taken") > 0;
      if (isUnwanted && (isGone || isWithPerson(books, payment, "not let go"))) continue;
      if (isWithPerson(books, payment, "not captured")) continue;
      world.complain("L3", `sale ${sale.code} is completed, and ${short(payment.id)} is ${payment.status}`);
    }
  }
}

/** After a night, whatever Klarna has otherwise about a payment that is over was seen, whoever did it: a person was called. */
export function checkNight(world: Witness): void {
  const seen = lookAtBoth(world);
  for (const payment of seen.books.payments) {
    const order = seen.orderOf(payment);
    if (!order || !isOver(payment.status) || isEndedEarly(payment)) continue;
    const isHeld = order.remaining_authorized_amount > 0 && order.fraud_status !== "REJECTED";
    const gaveBack = payment.status === "captured" && order.refunded_amount > refundedHere(seen.books, payment);
    if (gaveBack && !isWithPerson(seen.books, payment, "given back unseen")) {
      world.complain("night", `Klarna gave back ${order.refunded_amount} of ${payment.reference}, unseen`);
    }
    if (isHeld && !isWithPerson(seen.books, payment, "held though over")) {
      world.complain("night", `${payment.reference} is ${payment.status}, and Klarna holds money for it`);
    }
  }
}

/** No receipt waits in the outbox for ever: it went, or it says that it did not, or may not have. */
export function checkMailed(world: Witness): void {
  for (const mail of world.look().receiptMails) {
    if (mail.state !== "waiting" && mail.state !== "sending") continue;
    world.complain("mails", `the receipt to ${mail.maskedAddress} is still ${mail.state}`);
  }
}
