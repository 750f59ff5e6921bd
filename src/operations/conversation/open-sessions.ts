import type { PaymentEventRow } from "../../../db/schema.ts";
import { inTransaction } from "../../store/transaction.ts";
import { hashToken, newSessionToken } from "../../security/session-token.ts";
import type { KlarnaErrorDetail } from "../../klarna/errors.ts";
import type { Shop } from "../../shop.ts";
import { updatePayment } from "../../store/payments.ts";
import { isUnanswered, updateWish, wishesOf } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { purchaseOf } from "../klarna-purchase.ts";
import { logOpened } from "../logbook.ts";
import { moveTo, noteEvent } from "../payment-events.ts";
import { look } from "./look.ts";
import { type Conversation, failed, finished, onward, type StepOutcome, wishFor } from "./step.ts";

/** What an event says of the customer's record: Klarna would not take it, and was told nothing; Klarna took it as it is by now. */
const RECORD_REFUSED = "record_refused";
const RECORD_TOLD = "record_told";

/** Whether Klarna was told nothing of the customer, since it would not take what is on file. */
export function isRecordRefused(events: readonly Pick<PaymentEventRow, "kind">[]): boolean {
  return events.findLast(({ kind }) => kind === RECORD_REFUSED || kind === RECORD_TOLD)?.kind === RECORD_REFUSED;
}

/** A page that is not in the logbook is shown to nobody, and ends by itself: the next try makes another. */
const notWritten: StepOutcome = { kind: "failed", code: "logbook_not_written", retryAfterMs: null };

/** Klarna's session for what is to be paid. If an answer is lost, the next try makes another: an unused one just ends. */
export async function openPaymentSession(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const { purchase, customerVersion } = await purchaseOf(shop, payment);
  let asked = await askKlarna(shop, (gateway) => gateway.createPaymentSession(purchase));
  // What Klarna is told of the customer only fills in its form, which they can do themselves: that is no reason not to be paid.
  if (!asked.ok && asked.error.detail.isCustomerRefused && purchase.customer !== null) {
    await noteRefused(shop, talk, RECORD_REFUSED, asked.error.detail);
    const unnamed = { ...purchase, customer: null };
    asked = await askKlarna(shop, (gateway) => gateway.createPaymentSession(unnamed));
  }
  if (!asked.ok) {
    return asked.error.kind === "refused" ? await reject(shop, talk, asked.error.detail) : failed(asked.error);
  }
  const { paymentSessionId, correlationId } = asked.answer;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updatePayment(tx, payment.id, { paymentSessionId, customerVersionTold: customerVersion });
    await noteEvent(shop, { tx, afterCommit, payment, because: { cause: "start", correlationId } }, "session_made");
  });
  return onward;
}

async function noteRefused(
  shop: Shop,
  { payment, cause }: Conversation,
  kind: string,
  { code, httpStatus, correlationId }: KlarnaErrorDetail,
): Promise<void> {
  const because = { cause, correlationId, detail: { code: code ?? String(httpStatus) } } as const;
  await inTransaction(shop.db, (tx, afterCommit) => noteEvent(shop, { tx, afterCommit, payment, because }, kind));
}

/** How a try ends after which the next one makes a payment session anew. */
const SESSION_FORGOTTEN = "session_forgotten";

/**
 * The hosted page: from here on a link exists, so the payment waits for the customer. A 404 means that Klarna no longer
 * has the payment session (klarna.md 3.1 [S]); said of the fresh one too, that it opens no page for this shop.
 */
export async function openHostedSession(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const paymentSessionId = payment.paymentSessionId ?? "";
  const callbackUrl = await newCallbackUrl(shop, payment.id);
  const asked = await askKlarna(shop, (gateway) => gateway.createHostedSession({ paymentSessionId, callbackUrl }));
  if (!asked.ok && asked.error.detail.httpStatus === 404 && payment.failureCode !== SESSION_FORGOTTEN) {
    await inTransaction(shop.db, (tx) => updatePayment(tx, payment.id, { paymentSessionId: null }));
    return { kind: "failed", code: SESSION_FORGOTTEN, retryAfterMs: null };
  }
  if (!asked.ok) {
    return asked.error.kind === "refused" ? await reject(shop, talk, asked.error.detail) : failed(asked.error);
  }
  const { hostedSessionId, linkUrl, qrImageUrl, expiresAt, correlationId } = asked.answer;
  if (!await logOpened(shop, payment, asked.answer)) return notWritten;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updatePayment(tx, payment.id, { hostedSessionId, linkUrl, qrImageUrl, sessionExpiresAt: expiresAt });
    await moveTo(shop, { tx, afterCommit, payment, because: { cause: "start", correlationId } }, "waiting");
  });
  return onward;
}

/**
 * Tells Klarna of the customer's changed record. A refusal is noted and not repeated: the link works all the same.
 * For the same reason no answer to it may keep us from looking: they may be paying by the old record.
 */
export async function updatePaymentSession(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const { purchase, customerVersion } = await purchaseOf(shop, payment);
  const sessionId = payment.paymentSessionId ?? "";
  const asked = await askKlarna(shop, (gateway) => gateway.updatePaymentSession(sessionId, purchase));
  if (!asked.ok && asked.error.kind !== "refused") return await look(shop, talk);
  if (!asked.ok) await noteRefused(shop, talk, "answer_failed", asked.error.detail);
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updatePayment(tx, payment.id, { customerVersionTold: customerVersion });
    if (!asked.ok) return;
    const because = { cause: talk.cause, correlationId: asked.answer.correlationId };
    await noteEvent(shop, { tx, afterCommit, payment, because }, RECORD_TOLD);
  });
  return onward;
}

/** Nobody was ever given a link, so nothing can be paid: the cashier's wish to stop is the whole truth. */
export async function abandon(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = wishFor(talk, "cancel");
  const endedBy = wish.staffId === null ? "timeout" : "cashier";
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "done", answeredAt: shop.clock.now(), answerCode: "nothing_sent" });
    const because = { cause: endedBy, staffId: wish.staffId, endedBy } as const;
    await moveTo(shop, { tx, afterCommit, payment, because }, "cancelled");
  });
  return finished;
}

async function reject(
  shop: Shop,
  { payment }: Conversation,
  detail: { code: string | null; httpStatus: number | null; messages: string[]; correlationId: string | null },
): Promise<StepOutcome> {
  const refusalCode = detail.httpStatus === 401
    ? "unauthorized"
    : detail.code ?? String(detail.httpStatus ?? "refused");
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updatePayment(tx, payment.id, { refusalCode });
    // Whoever wanted it stopped meanwhile has what they wanted.
    for (const wish of (await wishesOf(tx, payment.id)).filter(isUnanswered)) {
      await updateWish(tx, wish.id, { state: "done", answeredAt: shop.clock.now(), answerCode: refusalCode });
    }
    const because = { cause: "start", correlationId: detail.correlationId, detail: { code: refusalCode } } as const;
    await moveTo(shop, { tx, afterCommit, payment, because }, "rejected");
  });
  return finished;
}

/** A fresh secret address for Klarna's calls about this payment; only its hash is kept. Null when we only poll. */
async function newCallbackUrl(shop: Shop, paymentId: string): Promise<string | null> {
  if (shop.callbackUrl === null) return null;
  const token = newSessionToken(shop.random);
  await inTransaction(shop.db, (tx) => updatePayment(tx, paymentId, { callbackTokenHash: hashToken(token) }));
  return `${shop.callbackUrl}/klarna/${token}`;
}
