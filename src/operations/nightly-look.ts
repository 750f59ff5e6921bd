import type { PaymentRow, WishRow } from "../../db/schema.ts";
import type { AttentionKind } from "../domain/attention.ts";
import { decide, isOver } from "../domain/payment.ts";
import type { OrderSnapshot } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";
import { wasSettled } from "../store/books.ts";
import { bookedOf, findPayment, updatePayment } from "../store/payments.ts";
import { claimedElsewhere } from "../store/returns.ts";
import { inTransaction } from "../store/transaction.ts";
import { wishesOf } from "../store/wishes.ts";
import { askKlarna } from "./ask-klarna.ts";
import {
  holdsMoney,
  orderDifference,
  refundedElsewhere,
  refundedFor,
  statusOfOrder,
} from "./conversation/order-facts.ts";
import { callPerson, type Move, moveTo, noteEvent } from "./payment-events.ts";

/** Why somebody is called, and what Klarna was heard to say. */
type Drift = { kind: AttentionKind; klarnaSays: string };

/**
 * Reads the order of a payment that is over once more and holds it against our book: nothing else looks there any more, and
 * in Klarna's portal somebody may have given money back, or Klarna may hold what we say it let go. What can be put right is
 * moved as a named correction; for the rest a person is called, but not again for what a person has put away already.
 * Says whether Klarna answered.
 */
export async function lookAtNight(shop: Shop, paymentId: string): Promise<boolean> {
  const orderId = (await findPayment(shop.db.read, paymentId))?.orderId ?? "";
  const askedAt = shop.clock.now();
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(orderId));
  if (!asked.ok) return false;
  const order = asked.answer;
  const now = shop.clock.now();
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updatePayment(tx, paymentId, { nightReadAt: now });
    const payment = await findPayment(tx, paymentId);
    if (!payment || !isOver(payment.status)) return;
    // What Klarna answered meanwhile may not be in what was read: the next night tells.
    const isOld = (await wishesOf(tx, paymentId)).some(({ answeredAt }) =>
      answeredAt !== null && answeredAt >= askedAt
    );
    if (isOld) return;
    // Klarna's own number may come to forget an order; that alone is no reason to wake anybody.
    if (order.state === "gone") return shop.log.warn("order_gone_at_night", { paymentId, orderId });
    const because = { cause: "correction" as const, correlationId: order.correlationId };
    await settle(shop, { tx, afterCommit, payment, because }, order);
  });
  return true;
}

async function settle(shop: Shop, move: Move, order: OrderSnapshot): Promise<void> {
  const seen = statusOfOrder(order, move.payment.status);
  const isOurs = orderDifference(order, move.payment) === null;
  // We said that no money was taken, and Klarna holds some: the payment moves, and a person is called to decide.
  if (isOurs && seen && decide(move.payment.status, seen) === "correct") return void await moveTo(shop, move, seen);
  const wishes = await wishesOf(move.tx, move.payment.id);
  const refundedElsewhereMinor = refundedElsewhere(order, wishes);
  if (isOurs) await updatePayment(move.tx, move.payment.id, { refundedElsewhereMinor });
  const claimedMinor = await claimedElsewhere(move.tx, move.payment.id);
  const booked = { ...await bookedOf(move.tx, move.payment.id), claimedMinor };
  const drift = driftOf(order, move.payment, booked, wishes);
  if (!drift || await wasSettled(move.tx, { paymentId: move.payment.id, saleId: move.payment.saleId, ...drift })) {
    return;
  }
  if (drift.kind === "refunded_elsewhere") {
    const noted = { ...move.because, detail: { refundedMinor: refundedElsewhereMinor } };
    await noteEvent(shop, { ...move, because: noted }, "refund_found");
  }
  await callPerson(shop, move, drift.kind, drift.klarnaSays);
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
  if (difference && holds) return { kind: "order_differs", klarnaSays: difference };
  if (payment.status !== "captured") return holds ? { kind: "books_differ", klarnaSays: order.state } : null;
  // Of what is captured nothing is held any more, but was taken or let go.
  if (order.capturedMinor !== booked.capturedMinor || order.state === "part_captured") {
    return { kind: "books_differ", klarnaSays: order.state };
  }
  const confirmed = wishes.filter(({ kind, state }) => kind === "refund" && state === "done");
  if (refundedFor(order, confirmed) !== booked.refundedMinor) return { kind: "books_differ", klarnaSays: order.state };
  const elsewhereMinor = refundedElsewhere(order, wishes) - booked.claimedMinor;
  return elsewhereMinor === 0 ? null : { kind: "refunded_elsewhere", klarnaSays: String(elsewhereMinor) };
}
