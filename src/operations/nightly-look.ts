import type { PaymentRow, WishRow } from "../../db/schema.ts";
import type { AttentionKind } from "../domain/attention.ts";
import { decide, isOver, type PaymentStatus } from "../domain/payment.ts";
import type { OrderSnapshot } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";
import { closeAttentionItem, wasSettled } from "../store/books.ts";
import { hintPayment } from "../store/due-payments.ts";
import { bookedOf, findPayment, updatePayment } from "../store/payments.ts";
import { claimedElsewhere } from "../store/returns.ts";
import { inTransaction } from "../store/transaction.ts";
import { wishesOf } from "../store/wishes.ts";
import { askKlarna, isAway } from "./ask-klarna.ts";
import { orderFound } from "./conversation/known-order.ts";
import {
  holdsMoney,
  isLowered,
  isTakenElsewhere,
  ORDER_LAGS_MS,
  orderDifference,
  refundedElsewhere,
  refundedFor,
  statusOfOrder,
} from "./conversation/order-facts.ts";
import { callWhenDiffers } from "./conversation/look.ts";
import {
  callWhenTaken,
  closeWhenEvened,
  givenBackElsewhere,
  whenTaken,
  withoutEvened,
} from "./conversation/taken-elsewhere.ts";
import { callPerson, type Move, moveTo, noteEvent } from "./payment-events.ts";

/** away: nobody was there to answer. unreadable: Klarna answered, but nothing that can be used. */
export type NightRead = "read" | "gone" | "too_early" | "away" | "unreadable";

/** Why somebody is called, what Klarna was heard to say, and what is at stake, if not all of the payment. */
type Drift = { kind: AttentionKind; klarnaSays: string; amountMinor?: number };

/**
 * Reads the order of a payment that is over once more and holds it against our book: nothing else looks there any more, and
 * in Klarna's portal somebody may have given money back, or Klarna may hold what we say it let go. What can be put right is
 * moved as a named correction; for the rest a person is called, but not again for what a person has put away already.
 * too_early: what Klarna did a moment ago may be missing in what was read, so nothing is said about a difference yet.
 */
export async function lookAtNight(shop: Shop, paymentId: string): Promise<NightRead> {
  const orderId = (await findPayment(shop.db.read, paymentId))?.orderId ?? "";
  const askedAt = shop.clock.now();
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(orderId));
  if (!asked.ok) return isAway(asked.error) ? "away" : "unreadable";
  const order = asked.answer;
  return await inTransaction(shop.db, async (tx, afterCommit): Promise<NightRead> => {
    const payment = await findPayment(tx, paymentId);
    if (!payment) return "read";
    const because = { cause: "correction" as const, correlationId: order.correlationId };
    const move = { tx, afterCommit, payment, because };
    const heard = isOver(payment.status) ? await apply(shop, move, order, askedAt) : await noteGivenBack(move, order);
    // For a recovery an order that is gone was not read: it may be another merchant who asks.
    const isDone = heard === "read" || (heard === "gone" && shop.recovery === null);
    if (isDone) await updatePayment(tx, paymentId, { nightReadAt: shop.clock.now() });
    return heard;
  });
}

/** Of a payment that goes on its own looks tell; but what was given back in the portal must be known before more goes back. */
async function noteGivenBack({ tx, payment }: Move, read: OrderSnapshot | { state: "gone" }): Promise<NightRead> {
  if (read.state === "gone" || !isOrderOf(read, payment)) return "read";
  const order = await withoutEvened(tx, payment, read);
  await updatePayment(tx, payment.id, { refundedElsewhereMinor: await givenBackElsewhere(tx, payment, order) });
  return "read";
}

/** Its order as it was asked for, or with an amount that somebody lowered since. */
function isOrderOf(order: OrderSnapshot, payment: PaymentRow): boolean {
  return orderDifference(order, payment) === null || isLowered(order, payment);
}

async function apply(
  shop: Shop,
  move: Move,
  order: OrderSnapshot | { state: "gone" },
  askedAt: number,
): Promise<NightRead> {
  const { tx, payment } = move;
  if (order.state === "gone") {
    // Klarna's own number may come to forget an order; that alone is no reason to wake anybody. In a recovery it is.
    if (shop.recovery !== null) await callPerson(shop, move, "books_differ", "gone");
    shop.log.warn("order_gone_at_night", { paymentId: payment.id, orderId: payment.orderId ?? "" });
    return "gone";
  }
  await orderFound(shop, tx, payment.id);
  const closing = { at: shop.clock.now(), staffId: null, reason: "read_again" };
  for (const kind of ["not_reread", "look_breaks"] as const) await closeAttentionItem(tx, payment.id, kind, closing);
  return await settle(shop, move, order, askedAt);
}

async function settle(shop: Shop, move: Move, read: OrderSnapshot, askedAt: number): Promise<NightRead> {
  const order = await withoutEvened(move.tx, move.payment, read);
  const seen = statusOfOrder(order, move.payment.status === "captured");
  const isOurs = isOrderOf(order, move.payment);
  if (isOurs && seen && decide(move.payment.status, seen) === "correct") {
    await correct(shop, move, order, seen);
    return "read";
  }
  const wishes = await wishesOf(move.tx, move.payment.id);
  const claimedMinor = await claimedElsewhere(move.tx, move.payment.id);
  const refundedElsewhereMinor = await givenBackElsewhere(move.tx, move.payment, order);
  if (isOurs) await updatePayment(move.tx, move.payment.id, { refundedElsewhereMinor });
  const booked = { ...await bookedOf(move.tx, move.payment.id), claimedMinor };
  const isTaken = isOurs && isTakenElsewhere(order, true, booked);
  if (isTaken && await whenTaken(move.tx, move.payment, order) === "captured_voided") {
    await callWhenTaken(shop, move, order);
    return "read";
  }
  if (isOurs) await closeWhenEvened(shop, move, order);
  if (isLowered(order, move.payment) && holdsMoney(order)) {
    await callWhenDiffers(shop, move, String(order.amountMinor));
  }
  const drift = driftOf(order, move.payment, booked, wishes);
  const { id, saleId, amountMinor: wholeMinor } = move.payment;
  if (!drift || await wasSettled(move.tx, { paymentId: id, saleId, ...drift })) return "read";
  const isRecent = ({ answeredAt }: WishRow) =>
    answeredAt !== null && answeredAt >= askedAt - ORDER_LAGS_MS && answeredAt <= shop.clock.now();
  if (drift.kind === "books_differ" && wishes.some(isRecent)) return "too_early";
  if (drift.kind === "refunded_elsewhere") {
    const noted = { ...move.because, detail: { refundedMinor: refundedElsewhereMinor } };
    await noteEvent(shop, { ...move, because: noted }, "refund_found");
  }
  const { amountMinor = wholeMinor } = drift;
  await callPerson(shop, move, drift.kind, drift.klarnaSays, { amountMinor });
  return "read";
}

/**
 * We said that no money was taken, and Klarna holds some: the payment moves, and a person is called to decide. What was taken in its
 * portal nobody here asked for: our book has the approval, as any look would. From now on it is looked at again.
 */
async function correct(shop: Shop, move: Move, order: OrderSnapshot, seen: PaymentStatus): Promise<void> {
  const { tx, payment } = move;
  const isTaken = isTakenElsewhere(order, payment.status === "captured", await bookedOf(tx, payment.id));
  await moveTo(shop, move, isTaken ? "authorized" : seen);
  if (isTaken) await callWhenTaken(shop, move, order);
  await hintPayment(tx, payment.id, shop.clock.now());
}

/** What in Klarna's order our book does not know; null when the two agree. */
function driftOf(
  order: OrderSnapshot,
  payment: PaymentRow,
  booked: { capturedMinor: number; refundedMinor: number; claimedMinor: number },
  wishes: readonly WishRow[],
): Drift | null {
  const holds = holdsMoney(order) && order.fraud !== "rejected";
  const difference = orderDifference(order, payment);
  if (difference && holds && !isLowered(order, payment)) return { kind: "order_differs", klarnaSays: difference };
  if (payment.status !== "captured") return holds ? { kind: "books_differ", klarnaSays: order.state } : null;
  // Of what is captured nothing is held any more, but was taken or let go.
  if (order.capturedMinor !== booked.capturedMinor || order.state === "part_captured") {
    return { kind: "books_differ", klarnaSays: order.state };
  }
  const confirmed = wishes.filter(({ kind, state }) => kind === "refund" && state === "done");
  if (refundedFor(order, confirmed) !== booked.refundedMinor) return { kind: "books_differ", klarnaSays: order.state };
  const elsewhereMinor = Math.max(0, refundedElsewhere(order, wishes) - booked.claimedMinor);
  if (elsewhereMinor === 0) return null;
  return { kind: "refunded_elsewhere", klarnaSays: String(elsewhereMinor), amountMinor: elsewhereMinor };
}
