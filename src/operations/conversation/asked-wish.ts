import type { Tx } from "../../../db/open.ts";
import type { PaymentRow, WishRow } from "../../../db/schema.ts";
import type { AttentionKind } from "../../domain/attention.ts";
import { sumOfAmounts } from "../../domain/money.ts";
import { isNotThere, type KlarnaError } from "../../klarna/errors.ts";
import { newId, newIdempotencyKey, type Shop } from "../../shop.ts";
import { openAttentionItems } from "../../store/books.ts";
import { bookedOf } from "../../store/payments.ts";
import { inTransaction } from "../../store/transaction.ts";
import { insertWish, updateWish, wishesOf } from "../../store/wishes.ts";
import { refusedPaybacks } from "../klarna-ways.ts";
import { callPerson } from "../payment-events.ts";
import { orderNotFound } from "./known-order.ts";
import { look } from "./look.ts";
import { ORDER_LAGS_MS } from "./order-facts.ts";
import { type Conversation, failed, onward, type StepOutcome } from "./step.ts";

/** Klarna remembers a key for 24 h; an hour less, so that two clocks need not agree (klarna.md 1.4 [D]). */
const KEY_LIVES_MS = 23 * 60 * 60_000;

const KEY_FORGOTTEN = "key_forgotten";

export function isKeyForgotten(shop: Shop, wish: WishRow): boolean {
  if (wish.firstSentAt === null) return false;
  const ageMs = shop.clock.now() - wish.firstSentAt;
  // A clock that has been set back since tells nothing of its age; to read the order first is always safe.
  return ageMs < 0 || ageMs > KEY_LIVES_MS;
}

/** From here on the request may have happened, until Klarna says otherwise. */
export async function noteSent(shop: Shop, wish: WishRow): Promise<void> {
  const firstSentAt = wish.firstSentAt ?? shop.clock.now();
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { state: "unknown", firstSentAt }));
}

/**
 * Wrong credentials say nothing about the order, nor does an account that is closed, nor do another merchant's
 * credentials, for whom it is not there, nor a change by somebody else at the same moment (klarna.md 1.5 [D]): the same
 * is asked again with the same key.
 */
const NEVER_FINAL: readonly (number | null)[] = [401, 409];

export function isFinal({ kind, detail }: KlarnaError): boolean {
  return kind === "refused" && !detail.isAccountRefused && !isNotThere(detail) &&
    !NEVER_FINAL.includes(detail.httpStatus);
}

export async function waitForAnswer(
  shop: Shop,
  talk: Conversation,
  wish: WishRow,
  error: KlarnaError,
): Promise<StepOutcome> {
  const { code: answerCode, correlationId } = error.detail;
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { answerCode, correlationId }));
  return isNotThere(error.detail) ? await orderNotFound(shop, talk, correlationId) : failed(error);
}

/** The answer to a wish whose money has moved at Klarna, and not at its word. */
export const MOVED_ELSEWHERE = { code: "moved_elsewhere", httpStatus: null };

/**
 * Somebody was called because Klarna does not answer, and may have done in its portal what was wished: that is looked for before it is
 * asked again, also with a key that Klarna remembers.
 */
export async function isSomebodyAtIt({ db }: Shop, { paymentId, firstSentAt }: WishRow): Promise<boolean> {
  if (firstSentAt === null) return false;
  return (await openAttentionItems(db.read, [paymentId])).some(({ kind }) => kind === "no_answer");
}

const NOT_THERE = "not_there";

/**
 * Of a wish whose key is forgotten the order shows nothing. One read may lag behind, and asking anew would move the money twice: so
 * it is asked anew only when a read that came a minute after the first says the same, whatever else makes us look meanwhile.
 */
export async function askUnlessThere(shop: Shop, wish: WishRow): Promise<StepOutcome> {
  const now = shop.clock.now();
  const { notThereAt } = wish;
  const isFirst = notThereAt === null || notThereAt > now;
  if (!isFirst && now - notThereAt >= ORDER_LAGS_MS) return await askWithNewKey(shop, wish);
  if (isFirst) await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { notThereAt: now }));
  const retryAfterMs = (isFirst ? now : notThereAt) + ORDER_LAGS_MS - now;
  return { kind: "failed", code: NOT_THERE, retryAfterMs };
}

/** A wish, and the earlier ones for the same that were given up because no order showed them: Klarna may have done any of them. */
export async function askedBefore(shop: Shop, wish: WishRow): Promise<WishRow[]> {
  const isSame = ({ kind, upToHandOver, paybackId }: WishRow) =>
    kind === wish.kind && upToHandOver === wish.upToHandOver && paybackId === wish.paybackId;
  const forgotten = (await wishesOf(shop.db.read, wish.paymentId))
    .filter((one) => isSame(one) && one.answerCode === KEY_FORGOTTEN);
  return [wish, ...forgotten];
}

/** Klarna has done what was wished, by this wish or by an earlier one for the same: either is answered. */
export async function noteDone(
  tx: Tx,
  { wish, done, at, correlationId }: { wish: WishRow; done: WishRow; at: number; correlationId: string | null },
): Promise<void> {
  await updateWish(tx, done.id, { state: "done", answeredAt: at, answerCode: null, correlationId });
  if (done.id === wish.id) return;
  await updateWish(tx, wish.id, { state: "done", answeredAt: at, answerCode: "done_earlier", correlationId });
}

/** Closes a wish that Klarna provably never carried out, and asks the same again as a new one. */
export async function askWithNewKey(shop: Shop, wish: WishRow): Promise<StepOutcome> {
  const now = shop.clock.now();
  const { paymentId, kind, amountMinor, staffId, upToHandOver, paybackId } = wish;
  await inTransaction(shop.db, async (tx) => {
    await updateWish(tx, wish.id, { state: "refused", answeredAt: now, answerCode: KEY_FORGOTTEN });
    const about = { paymentId, kind, amountMinor, staffId, upToHandOver, paybackId };
    const again = { ...about, id: newId(shop, "wsh"), askedAt: now };
    await insertWish(tx, { ...again, idempotencyKey: newIdempotencyKey(shop) });
  });
  return onward;
}

export async function refuse(
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
    const amountMinor = await stakeOf(tx, talk.payment, wish);
    await callPerson(shop, { tx, afterCommit, payment: talk.payment, because }, attention, answerCode, { amountMinor });
  });
  return await look(shop, talk);
}

/** What Klarna will not move: all that it refused to give back so far, what it was asked for, or what it still holds. */
async function stakeOf(tx: Tx, payment: PaymentRow, { kind, amountMinor }: WishRow): Promise<number> {
  if (kind === "refund") return sumOfAmounts(await refusedPaybacks(tx, payment.id));
  if (kind === "capture") return amountMinor;
  return payment.amountMinor - (await bookedOf(tx, payment.id)).capturedMinor;
}
