import type { WishRow } from "../../../db/schema.ts";
import type { AttentionKind } from "../../domain/attention.ts";
import { languageOfCustomers } from "../../domain/language.ts";
import type { KlarnaError } from "../../klarna/errors.ts";
import type { Shop } from "../../shop.ts";
import { newId, newIdempotencyKey } from "../../shop.ts";
import { closeAttentionItem } from "../../store/books.ts";
import { insertCapture } from "../../store/payments.ts";
import { requireShop } from "../../store/shop.ts";
import { inTransaction } from "../../store/transaction.ts";
import { insertWish, updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { linesForKlarna } from "../klarna-purchase.ts";
import { callPerson, moveTo } from "../payment-events.ts";
import { orderFound, orderNotFound } from "./known-order.ts";
import { look } from "./look.ts";
import { type Conversation, failed, finished, onward, type StepOutcome, wishFor } from "./step.ts";

/** Klarna remembers a key for 24 h; an hour less, so that two clocks need not agree (klarna.md 1.4 [D]). */
const KEY_LIVES_MS = 23 * 60 * 60_000;

/** Takes the money Klarna holds for a completed sale. The same key is sent until Klarna answers for good. */
export async function captureOrder(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = wishFor(talk, "capture");
  if (isKeyForgotten(shop, wish)) return await findCapture(shop, talk, wish);
  await noteSent(shop, wish);
  const { read: db } = shop.db;
  const place = await requireShop(db);
  const language = talk.customer?.language ?? languageOfCustomers(place);
  const sold = { ...payment, amountMinor: wish.amountMinor };
  const lines = await linesForKlarna(db, sold, shop.words(language));
  const { idempotencyKey, amountMinor, id: reference } = wish;
  const request = { idempotencyKey, amountMinor, reference, lines, country: place.country };
  const asked = await askKlarna(shop, (gateway) => gateway.captureOrder(payment.orderId ?? "", request));
  if (asked.ok) return await keepCapture(shop, talk, wish, asked.answer.captureId, asked.answer.correlationId);
  if (!isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  // A refusal says nothing of an earlier try whose answer was lost: that one may have taken the money.
  const earlier = wish.firstSentAt === null ? null : await lookForCapture(shop, talk, wish);
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
  if (!asked.ok) {
    // An order that is cancelled cannot be cancelled again: an earlier try, whose answer was lost, was heard.
    const read = await askKlarna(shop, (gateway) => gateway.readOrder(payment.orderId ?? ""));
    if (!read.ok) return failed(read.error);
    if (read.answer.state === "gone") return await orderNotFound(shop, talk, read.answer.correlationId);
    if (read.answer.state === "unrecognised") return { kind: "failed", code: "unrecognised", retryAfterMs: null };
    if (read.answer.state !== "cancelled") return await refuse(shop, talk, wish, "release_refused", asked.error.detail);
  }
  const { correlationId } = asked.ok ? asked.answer : asked.error.detail;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "done", answeredAt: shop.clock.now(), correlationId });
    const because = { cause: talk.cause, staffId: wish.staffId, correlationId };
    await moveTo(shop, { tx, afterCommit, payment, because }, "released");
    await orderFound(shop, tx, payment.id);
    const closing = { at: shop.clock.now(), staffId: wish.staffId, reason: "released" };
    for (const kind of ["paid_after_end", "recovered"] as const) {
      await closeAttentionItem(tx, payment.id, kind, closing);
    }
  });
  return finished;
}

function isKeyForgotten(shop: Shop, wish: WishRow): boolean {
  return wish.firstSentAt !== null && shop.clock.now() - wish.firstSentAt > KEY_LIVES_MS;
}

/** From here on the request may have happened, until Klarna says otherwise. */
async function noteSent(shop: Shop, wish: WishRow): Promise<void> {
  const firstSentAt = wish.firstSentAt ?? shop.clock.now();
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { state: "unknown", firstSentAt }));
}

/**
 * Wrong credentials say nothing about the order, nor does an account that is closed, nor do another merchant's
 * credentials, for whom it is not there, nor a change by somebody else at the same moment (klarna.md 1.5 [D]): the same
 * is asked again with the same key.
 */
const NEVER_FINAL: readonly (number | null)[] = [401, 404, 409];

function isFinal(error: KlarnaError): boolean {
  const { httpStatus, isAccountRefused } = error.detail;
  return error.kind === "refused" && !isAccountRefused && !NEVER_FINAL.includes(httpStatus);
}

async function waitForAnswer(
  shop: Shop,
  talk: Conversation,
  wish: WishRow,
  error: KlarnaError,
): Promise<StepOutcome> {
  const { code: answerCode, correlationId } = error.detail;
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { answerCode, correlationId }));
  return error.detail.httpStatus === 404 ? await orderNotFound(shop, talk, correlationId) : failed(error);
}

async function keepCapture(
  shop: Shop,
  { payment, cause }: Conversation,
  wish: WishRow,
  klarnaCaptureId: string,
  correlationId: string | null,
): Promise<StepOutcome> {
  const now = shop.clock.now();
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "done", answeredAt: now, answerCode: null, correlationId });
    const capture = { id: newId(shop, "cap"), paymentId: payment.id, wishId: wish.id, amountMinor: wish.amountMinor };
    await insertCapture(tx, { ...capture, klarnaCaptureId, capturedAt: now });
    await orderFound(shop, tx, payment.id);
    const because = { cause, staffId: wish.staffId, correlationId };
    await moveTo(shop, { tx, afterCommit, payment, because }, "captured");
  });
  return finished;
}

/** The key is forgotten at Klarna, so asking again could take twice: the order itself tells, by our reference. */
async function findCapture(shop: Shop, talk: Conversation, wish: WishRow): Promise<StepOutcome> {
  return await lookForCapture(shop, talk, wish) ?? await askWithNewKey(shop, wish);
}

/** What became of a wish to capture, by the order itself; null when the order was read and the capture is not there. */
async function lookForCapture(shop: Shop, talk: Conversation, wish: WishRow): Promise<StepOutcome | null> {
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(talk.payment.orderId ?? ""));
  if (!asked.ok) return failed(asked.error);
  const order = asked.answer;
  if (order.state === "gone") return await orderNotFound(shop, talk, order.correlationId);
  const capture = order.captures.find((one) => one.reference === wish.id);
  return capture ? await keepCapture(shop, talk, wish, capture.captureId, order.correlationId) : null;
}

/** Closes a wish that Klarna provably never carried out, and asks the same again as a new one. */
async function askWithNewKey(shop: Shop, wish: WishRow): Promise<StepOutcome> {
  const now = shop.clock.now();
  const { paymentId, kind, amountMinor, staffId } = wish;
  await inTransaction(shop.db, async (tx) => {
    await updateWish(tx, wish.id, { state: "refused", answeredAt: now, answerCode: "key_forgotten" });
    const again = { id: newId(shop, "wsh"), paymentId, kind, amountMinor, staffId, askedAt: now };
    await insertWish(tx, { ...again, idempotencyKey: newIdempotencyKey(shop) });
  });
  return onward;
}

async function refuse(
  shop: Shop,
  talk: Conversation,
  wish: WishRow,
  attention: AttentionKind,
  detail: { code: string | null; httpStatus: number | null; correlationId: string | null },
): Promise<StepOutcome> {
  const { correlationId } = detail;
  const answerCode = detail.code ?? String(detail.httpStatus ?? "refused");
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "refused", answeredAt: shop.clock.now(), answerCode, correlationId });
    const because = { cause: talk.cause, correlationId };
    await callPerson(shop, { tx, afterCommit, payment: talk.payment, because }, attention, answerCode);
  });
  return await look(shop, talk);
}
