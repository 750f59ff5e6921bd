import type { WishRow } from "../../../db/schema.ts";
import { settledRefundJournal } from "../../domain/journal.ts";
import { newId, type Shop } from "../../shop.ts";
import { insertJournal } from "../../store/books.ts";
import { claimedElsewhere, findPayback, findReturn, insertRefund } from "../../store/returns.ts";
import { requireShop } from "../../store/shop.ts";
import { inTransaction } from "../../store/transaction.ts";
import { askKlarna } from "../ask-klarna.ts";
import { logRefund } from "../logbook.ts";
import { noteEvent } from "../payment-events.ts";
import { linesOfRefund } from "../refund-lines.ts";
import {
  askedBefore,
  askUnlessThere,
  isFinal,
  isKeyForgotten,
  isSomebodyAtIt,
  MOVED_ELSEWHERE,
  noteDone,
  noteSent,
  refuse,
  waitForAnswer,
} from "./asked-wish.ts";
import { orderFound, orderNotFound } from "./known-order.ts";
import { givenBackElsewhere, withoutEvened } from "./taken-elsewhere.ts";
import { type Conversation, failed, onward, type StepOutcome } from "./step.ts";

/** Of money that is not in the logbook a backup would not know that it went back: it waits until it can be written down. */
const notWritten: StepOutcome = { kind: "failed", code: "refund_not_written", retryAfterMs: null };

/**
 * Has Klarna give back what a return promised, one after the other, the oldest first. The same key is sent until Klarna
 * answers for good; what was promised is settled in the books by Klarna's word alone.
 */
export async function refundOrder(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = talk.wishes.findLast(({ kind }) => kind === "refund");
  if (!wish) throw new Error(`payment ${payment.id} has no open wish to refund`);
  if (isKeyForgotten(shop, wish)) return await lookForRefund(shop, talk, wish) ?? await askUnlessThere(shop, wish);
  const found = await isSomebodyAtIt(shop, wish) ? await lookForRefund(shop, talk, wish) : null;
  if (found) return found;
  if (!await logRefund(shop, wish)) return notWritten;
  await noteSent(shop, wish);
  const { country } = await requireShop(shop.db.read);
  const lines = await linesOfRefund(shop.db.read, wish);
  const { idempotencyKey, amountMinor, id: reference } = wish;
  const request = { idempotencyKey, amountMinor, reference, lines, country };
  const asked = await askKlarna(shop, (gateway) => gateway.refundOrder(payment.orderId ?? "", request));
  if (asked.ok) return await keepRefund(shop, talk, { wish, done: wish }, asked.answer);
  if (!isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  // A refusal says nothing of an earlier try whose answer was lost: that one may have given the money back.
  const isFirst = wish.firstSentAt === null && (await askedBefore(shop, wish)).length === 1;
  const earlier = isFirst ? null : await lookForRefund(shop, talk, wish);
  return earlier ?? await refuse(shop, talk, wish, "refund_refused", asked.error.detail);
}

/**
 * What became of a wish to refund, by the order itself; null when the order was read and the refund is not there. Where Klarna has
 * given as much back that nothing of ours explains it does not go back again: a person says what that was.
 */
async function lookForRefund(shop: Shop, talk: Conversation, wish: WishRow): Promise<StepOutcome | null> {
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(talk.payment.orderId ?? ""));
  if (!asked.ok) return failed(asked.error);
  const { read: db } = shop.db;
  if (asked.answer.state === "gone") return await orderNotFound(shop, talk, asked.answer.correlationId);
  const order = await withoutEvened(db, talk.payment, asked.answer);
  const { correlationId } = asked.answer;
  for (const done of await askedBefore(shop, wish)) {
    const refund = order.refunds.find(({ reference }) => reference === done.id);
    // Where Klarna gave it no id, our reference is what it is found by.
    const answer = { refundId: refund?.refundId ?? done.id, correlationId };
    if (refund) return await keepRefund(shop, talk, { wish, done }, answer);
  }
  const foundMinor = await givenBackElsewhere(db, talk.payment, order) - await claimedElsewhere(db, talk.payment.id);
  if (foundMinor < wish.amountMinor) return null;
  return await refuse(shop, talk, wish, "refund_refused", { ...MOVED_ELSEWHERE, correlationId });
}

/** Klarna has given it back: that is its row, and what was promised is settled. */
async function keepRefund(
  shop: Shop,
  { payment, cause }: Conversation,
  { wish, done }: { wish: WishRow; done: WishRow },
  { refundId, correlationId }: { refundId: string; correlationId: string | null },
): Promise<StepOutcome> {
  const at = shop.clock.now();
  const { amountMinor, staffId } = wish;
  const { id: paymentId, mode, currency } = payment;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await noteDone(tx, { wish, done, at, correlationId });
    const refund = { id: newId(shop, "rfd"), paymentId, wishId: done.id, amountMinor };
    await insertRefund(tx, { ...refund, klarnaRefundId: refundId, refundedAt: at });
    const payback = await findPayback(tx, wish.paybackId ?? "");
    const returned = payback && await findReturn(tx, payback.returnId);
    // Of what was exchanged that is another sale than the one that Klarna paid for.
    const place = { saleId: returned?.saleId ?? payment.saleId, returnId: returned?.id ?? null };
    const journal = { id: newId(shop, "jnl"), cause: "refund_confirmed", ...place, paymentId, mode };
    // Nobody's shift: it is booked in the one in which it was promised.
    const entries = settledRefundJournal([{ kind: "klarna", amountMinor }]);
    await insertJournal(tx, { ...journal, shiftId: null, staffId, at }, entries, currency);
    await orderFound(shop, tx, paymentId);
    const because = { cause, staffId, correlationId, detail: { amountMinor } };
    await noteEvent(shop, { tx, afterCommit, payment, because }, "refunded");
  });
  return onward;
}
