import type { PaymentRow } from "../../db/schema.ts";
import { paymentTopic } from "../bus.ts";
import { nextCheckAt } from "../domain/check-schedule.ts";
import { type EventCause, isOver, isUndecided, nextStep, type PaymentStep } from "../domain/payment.ts";
import { newId, newIdempotencyKey, type Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { extendLease, giveBackLease, hintPayment, takeLease } from "../store/due-payments.ts";
import { updatePayment } from "../store/payments.ts";
import { inTransaction } from "../store/transaction.ts";
import { insertWish, isUnanswered, sendingsOf, settleInterruptedSendings, wishesOf } from "../store/wishes.ts";
import { abandon, openHostedSession, openPaymentSession, updatePaymentSession } from "./conversation/open-sessions.ts";
import { cancelOrder, captureOrder } from "./conversation/order-wishes.ts";
import { extendAuthorization, resendMessages } from "./conversation/favours.ts";
import { disableLink, sendLink } from "./conversation/link.ts";
import { look } from "./conversation/look.ts";
import { refundOrder } from "./conversation/refund.ts";
import { releaseRest } from "./conversation/release-rest.ts";
import { type Conversation, loadPayment, type StepOutcome } from "./conversation/step.ts";
import { writeDown } from "./logbook.ts";
import { callForNoAnswer } from "./no-answer.ts";
import { type Move, noteEvent } from "./payment-events.ts";

/** Longer than one call to Klarna can take, with the commits around it. */
const LEASE_MS = 30_000;
/** A conversation is a handful of steps: sessions, a link, a look. More means that something turns in circles. */
const MOST_STEPS = 8;

const STEPS: Record<PaymentStep, (shop: Shop, talk: Conversation) => Promise<StepOutcome>> = {
  abandon,
  open_payment_session: openPaymentSession,
  open_hosted_session: openHostedSession,
  update_payment_session: updatePaymentSession,
  send_link: sendLink,
  disable: disableLink,
  look,
  capture: captureOrder,
  cancel_order: cancelOrder,
  release_rest: releaseRest,
  extend: extendAuthorization,
  resend: resendMessages,
  refund: refundOrder,
  rest: () => Promise.resolve({ kind: "finished" }),
};

/**
 * Talks to Klarna about one payment until there is nothing more to do now: opens its sessions, sends its link,
 * carries out what was wished, and looks where it stands. Safe to run twice, late or out of order: only one holds the
 * lease, and whoever comes second leaves a hint, so that another look follows.
 */
export async function checkPayment(till: Shop, paymentId: string, cause: EventCause): Promise<"checked" | "busy"> {
  // The connection may be replaced meanwhile: this conversation ends with the account it began with.
  const shop = { ...till };
  const now = shop.clock.now();
  let heldUntilAt = now + LEASE_MS;
  const owner = newId(shop, "act");
  const taken = await inTransaction(shop.db, async (tx) => {
    const { accountId: klarnaAccountId } = shop.klarna;
    const payment = await takeLease(tx, paymentId, { owner, klarnaAccountId, now, untilAt: heldUntilAt });
    if (!payment) await hintPayment(tx, paymentId, now);
    else await settleInterruptedSendings(tx, paymentId, now);
    return payment;
  });
  if (!taken) return "busy";
  let outcome: StepOutcome = { kind: "continue" };
  for (let turn = 0; turn < MOST_STEPS && outcome.kind === "continue"; turn++) {
    const untilAt = shop.clock.now() + LEASE_MS;
    const isOurs = turn === 0 ||
      await inTransaction(shop.db, (tx) => extendLease(tx, paymentId, { owner, heldUntilAt, untilAt }));
    if (!isOurs) return "busy";
    if (turn > 0) heldUntilAt = untilAt;
    const payment = await loadPayment(shop, paymentId);
    await stopAtLimit(shop, payment);
    outcome = await takeNextStep(shop, payment, cause);
  }
  const { status } = await finish(shop, paymentId, { owner, heldUntilAt }, { outcome, cause });
  // With this line a backup from before the end is known for one, though no payment is missing in it.
  if (isOver(status) && !isOver(taken.status)) await writeDown(shop, paymentId, { kind: "ended", status });
  return "checked";
}

async function takeNextStep(shop: Shop, payment: PaymentRow, cause: EventCause): Promise<StepOutcome> {
  const wishes = (await wishesOf(shop.db.read, payment.id)).filter(isUnanswered);
  const sendings = await sendingsOf(shop.db.read, payment.id);
  const customer = payment.customerId ? await findCustomer(shop.db.read, payment.customerId) : undefined;
  const unsent = sendings.filter((sending) => sending.state === "asked" && sending.channel !== "qr").at(-1) ?? null;
  const step = nextStep({
    status: payment.status,
    paymentSessionId: payment.paymentSessionId,
    hostedSessionId: payment.hostedSessionId,
    openWishes: wishes.map((wish) => wish.kind),
    isCancelUnknown: wishes.some((wish) => wish.kind === "cancel" && wish.state === "unknown"),
    hasUnsentLink: unsent !== null,
    isCustomerStale: (customer?.version ?? null) !== payment.customerVersionTold,
  });
  return await STEPS[step](shop, { payment, wishes, unsent, customer: customer ?? null, cause });
}

/** The till's own limit: a payment nobody finished in time is asked to stop, as a cashier would ask. */
async function stopAtLimit(shop: Shop, { id: paymentId, status, limitAt, amountMinor }: PaymentRow): Promise<void> {
  const now = shop.clock.now();
  if (!isUndecided(status) || now < limitAt) return;
  const wishes = await wishesOf(shop.db.read, paymentId);
  if (wishes.some((wish) => wish.kind === "cancel")) return;
  await inTransaction(shop.db, (tx) =>
    insertWish(tx, {
      id: newId(shop, "wsh"),
      paymentId,
      kind: "cancel",
      idempotencyKey: newIdempotencyKey(shop),
      amountMinor,
      staffId: null,
      askedAt: now,
    }));
}

/** Notes what the conversation came to, plans the next one, gives the lease back and tells whoever is watching. */
async function finish(
  shop: Shop,
  paymentId: string,
  lease: { owner: string; heldUntilAt: number },
  { outcome, cause }: { outcome: StepOutcome; cause: EventCause },
): Promise<PaymentRow> {
  const now = shop.clock.now();
  const payment = await loadPayment(shop, paymentId);
  const wishes = await wishesOf(shop.db.read, paymentId);
  const hasFailed = outcome.kind === "failed";
  const failedChecks = hasFailed ? payment.failedChecks + 1 : 0;
  const next = nextCheckAt({
    status: payment.status,
    now,
    createdAt: payment.createdAt,
    statusAt: payment.statusAt,
    sessionExpiresAt: payment.sessionExpiresAt,
    isWatched: shop.bus.isWatched(paymentTopic(paymentId)),
    hasOpenWish: wishes.some(isUnanswered),
    hasLateWish: wishes.some((wish) => (wish.kind === "refund" || wish.kind === "resend") && isUnanswered(wish)),
    failedChecks,
    retryAfterMs: hasFailed ? outcome.retryAfterMs : null,
  });
  await inTransaction(shop.db, async (tx, afterCommit) => {
    const failureCode = hasFailed ? outcome.code : null;
    await updatePayment(tx, paymentId, { failedChecks, failureCode, ...(hasFailed ? {} : { checkedAt: now }) });
    const move = { tx, afterCommit, payment, because: { cause } };
    await noteFailure(shop, move, outcome);
    await callForNoAnswer(shop, move, wishes, failureCode);
    await giveBackLease(tx, paymentId, { ...lease, nextCheckAt: next });
    afterCommit(() => shop.bus.publish(paymentTopic(paymentId)));
  });
  return payment;
}

/** By what Klarna finds its answer again, once for as often as it goes on failing the same way. */
async function noteFailure(shop: Shop, move: Move, outcome: StepOutcome): Promise<void> {
  if (outcome.kind !== "failed" || !outcome.correlationId || outcome.code === move.payment.failureCode) return;
  const { code, correlationId } = outcome;
  await noteEvent(shop, { ...move, because: { ...move.because, correlationId, detail: { code } } }, "answer_failed");
}
