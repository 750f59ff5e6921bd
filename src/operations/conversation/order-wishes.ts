import type { WishRow } from "../../../db/schema.ts";
import { languageOfCustomers } from "../../domain/language.ts";
import { newId, type Shop } from "../../shop.ts";
import { closeAttentionItem } from "../../store/books.ts";
import { bookedOf, insertCapture } from "../../store/payments.ts";
import { requireShop } from "../../store/shop.ts";
import { inTransaction } from "../../store/transaction.ts";
import { updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { dueMinor } from "../due-capture.ts";
import { linesForCapture } from "../klarna-purchase.ts";
import { moveTo } from "../payment-events.ts";
import {
  askedBefore,
  askUnlessThere,
  askWithNewKey,
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
import { holdsMoney } from "./order-facts.ts";
import { askForRemainder } from "./release-rest.ts";
import { isGivenUp, whenTaken, withoutEvened } from "./taken-elsewhere.ts";
import { type Conversation, failed, finished, onward, type StepOutcome, wishFor } from "./step.ts";

/** Takes the money Klarna holds for goods that the customer has. The same key is sent until Klarna answers for good. */
export async function captureOrder(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = wishFor(talk, "capture");
  if (isKeyForgotten(shop, wish)) return await findCapture(shop, talk, wish);
  const found = await isSomebodyAtIt(shop, wish) ? await lookForCapture(shop, talk, wish) : null;
  if (found) return found;
  await noteSent(shop, wish);
  const { read: db } = shop.db;
  const place = await requireShop(db);
  const language = talk.customer?.language ?? languageOfCustomers(place);
  const lines = await linesForCapture(db, payment, wish, shop.words(language));
  const { idempotencyKey, amountMinor, id: reference } = wish;
  const request = { idempotencyKey, amountMinor, reference, lines, country: place.country };
  const asked = await askKlarna(shop, (gateway) => gateway.captureOrder(payment.orderId ?? "", request));
  if (asked.ok) return await keepCapture(shop, talk, { wish, done: wish }, asked.answer);
  if (!isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  // A refusal says nothing of an earlier try whose answer was lost: that one may have taken the money.
  const isFirst = wish.firstSentAt === null && (await askedBefore(shop, wish)).length === 1;
  const earlier = isFirst ? null : await lookForCapture(shop, talk, wish);
  return earlier ?? await refuse(shop, talk, wish, "capture_refused", asked.error.detail);
}

/** Gives an authorization back of which nothing was captured. Klarna's own answer is trusted: a read may lag behind it. */
export async function cancelOrder(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = wishFor(talk, "release");
  if (isKeyForgotten(shop, wish)) return await askWithNewKey(shop, wish);
  await noteSent(shop, wish);
  const asked = await askKlarna(shop, (gateway) => gateway.cancelOrder(payment.orderId ?? "", wish.idempotencyKey));
  if (!asked.ok && !isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  let hasLapsed = false;
  if (!asked.ok) {
    // An order that is cancelled cannot be cancelled again: an earlier try, whose answer was lost, was heard.
    const read = await askKlarna(shop, (gateway) => gateway.readOrder(payment.orderId ?? ""));
    if (!read.ok) return failed(read.error);
    if (read.answer.state === "gone") return await orderNotFound(shop, talk, read.answer.correlationId);
    if (read.answer.state === "unrecognised") return { kind: "failed", code: "unrecognised", retryAfterMs: null };
    const order = await withoutEvened(shop.db.read, payment, read.answer);
    if (order.state === "part_captured" && await isGivenUp(shop.db.read, payment)) {
      return await askForRemainder(shop, talk, wish);
    }
    if (holdsMoney(order)) {
      // What was taken in Klarna's portal is nothing to be let go of.
      const attention = order.capturedMinor > 0 ? await whenTaken(shop.db.read, payment, order) : "release_refused";
      return await refuse(shop, talk, wish, attention, asked.error.detail);
    }
    // Or Klarna's promise ran out by itself, which comes to the same and is called what it is.
    hasLapsed = read.answer.state === "expired";
  }
  const { correlationId } = asked.ok ? asked.answer : asked.error.detail;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "done", answeredAt: shop.clock.now(), correlationId });
    const because = { cause: talk.cause, staffId: wish.staffId, correlationId };
    await moveTo(shop, { tx, afterCommit, payment, because }, hasLapsed ? "lapsed" : "released");
    await orderFound(shop, tx, payment.id);
    const closing = { at: shop.clock.now(), staffId: wish.staffId, reason: "released" };
    for (const kind of ["paid_after_end", "recovered"] as const) {
      await closeAttentionItem(tx, payment.id, kind, closing);
    }
  });
  return finished;
}

async function keepCapture(
  shop: Shop,
  { payment, cause }: Conversation,
  { wish, done }: { wish: WishRow; done: WishRow },
  { captureId: klarnaCaptureId, correlationId }: { captureId: string; correlationId: string | null },
): Promise<StepOutcome> {
  const now = shop.clock.now();
  let isAll = false;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await noteDone(tx, { wish, done, at: now, correlationId });
    const capture = { id: newId(shop, "cap"), paymentId: payment.id, wishId: done.id, amountMinor: done.amountMinor };
    await insertCapture(tx, { ...capture, klarnaCaptureId, capturedAt: now });
    await orderFound(shop, tx, payment.id);
    const because = { cause, staffId: wish.staffId, correlationId };
    const { capturedMinor } = await bookedOf(tx, payment.id);
    isAll = capturedMinor >= payment.amountMinor;
    const closing = { at: now, staffId: null, reason: "payment_captured" };
    if (await dueMinor(tx, payment) === 0) await closeAttentionItem(tx, payment.id, "capture_refused", closing);
    if (isAll) await moveTo(shop, { tx, afterCommit, payment, because }, "captured");
  });
  // As long as a part is left at Klarna the payment is what it was, and what else was wished comes next.
  return isAll ? finished : onward;
}

/** The key is forgotten at Klarna, so asking again could take twice: the order itself tells, by our reference. */
async function findCapture(shop: Shop, talk: Conversation, wish: WishRow): Promise<StepOutcome> {
  return await lookForCapture(shop, talk, wish) ?? await askUnlessThere(shop, wish);
}

/**
 * What became of a wish to capture, by the order itself; null when the order was read and the capture is not there. Where Klarna has
 * taken as much that nothing of ours explains it is not taken again: somebody did it in its portal, or this till before its backup.
 */
async function lookForCapture(shop: Shop, talk: Conversation, wish: WishRow): Promise<StepOutcome | null> {
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(talk.payment.orderId ?? ""));
  if (!asked.ok) return failed(asked.error);
  const { read: db } = shop.db;
  if (asked.answer.state === "gone") return await orderNotFound(shop, talk, asked.answer.correlationId);
  const order = await withoutEvened(db, talk.payment, asked.answer);
  const { correlationId } = asked.answer;
  for (const done of await askedBefore(shop, wish)) {
    const capture = order.captures.find(({ reference }) => reference === done.id);
    if (capture) return await keepCapture(shop, talk, { wish, done }, { captureId: capture.captureId, correlationId });
  }
  const { capturedMinor } = await bookedOf(db, talk.payment.id);
  if (order.capturedMinor - capturedMinor < wish.amountMinor) return null;
  const detail = { ...MOVED_ELSEWHERE, correlationId };
  return await refuse(shop, talk, wish, await whenTaken(db, talk.payment, order), detail);
}
