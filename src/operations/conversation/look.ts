import type { Tx } from "../../../db/open.ts";
import type { PaymentRow } from "../../../db/schema.ts";
import { paymentTopic } from "../../bus.ts";
import { type AttentionKind, LAPSES_SOON_MS } from "../../domain/attention.ts";
import { isOver, isToBeRungUp, isUndecided, type LastTry, type PaymentStatus } from "../../domain/payment.ts";
import type { Answered, HostedSessionSnapshot, OrderSnapshot } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { closeAttentionItem, wasSettled } from "../../store/books.ts";
import { bookedOf, eventsOf, findPayment, updatePayment } from "../../store/payments.ts";
import { inTransaction } from "../../store/transaction.ts";
import { isUnanswered, updateWish, wishesOf } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { bookCaptures } from "../book-captures.ts";
import { extendInTime } from "../extend-in-time.ts";
import { noteBill } from "../klarna-bill.ts";
import { logOrder } from "../logbook.ts";
import { type Because, callPerson, isRestToGo, type Move, moveTo } from "../payment-events.ts";
import { spareMinor } from "../due-capture.ts";
import { releaseSpare } from "../release-spare.ts";
import { findingOf } from "../settle-by-hand.ts";
import { orderFound, orderNotFound } from "./known-order.ts";
import { holdsMoney, isLowered, isTakenElsewhere, orderDifference, statusOfOrder } from "./order-facts.ts";
import { type Conversation, failed, finished, onward, type StepOutcome } from "./step.ts";
import {
  callWhenGivenBack,
  callWhenTaken,
  closeWhenEvened,
  givenBackElsewhere,
  whenTaken,
  withoutEvened,
} from "./taken-elsewhere.ts";

/** How long before Klarna's end of a session the last look may lie, for the end to prove that nobody paid. */
const PROOF_BEFORE_END_MS = 2 * 60_000;

/**
 * Reads where the payment stands at Klarna and applies it. The hosted page tells of the customer; once an order is
 * known, only the order tells of the money: Completed is believed when the order was read back and agrees with the sale.
 */
export async function look(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  if (payment.orderId !== null) return await lookAtOrder(shop, talk, payment.orderId);
  const hostedSessionId = payment.hostedSessionId ?? "";
  const asked = await askKlarna(shop, (gateway) => gateway.readHostedSession(hostedSessionId));
  if (!asked.ok) return failed(asked.error);
  const page = asked.answer;
  if (page.state === "gone") return await applyGone(shop, talk, page.correlationId);
  if (isOld(page, payment)) return finished;
  if (page.state !== "completed") return await applyPage(shop, talk, page);
  if (page.orderId !== null) await logOrder(shop, payment.id, page.orderId);
  await noteCompletion(shop, payment, page);
  if (page.orderId === null) return await applyPage(shop, talk, page, "completed_without_order");
  return await lookAtOrder(shop, talk, page.orderId);
}

/**
 * An answer older than one already seen tells nothing new, for reads may lag. But an ending is final at Klarna
 * (klarna.md 3.5 [D]): it is believed whatever time it bears, or a clock set back there would hide it for ever.
 */
function isOld(page: HostedSessionSnapshot, payment: PaymentRow): boolean {
  if (FINAL_STATES.includes(page.state)) return false;
  return page.updatedAt !== null && payment.klarnaUpdatedAt !== null && page.updatedAt < payment.klarnaUpdatedAt;
}

const FINAL_STATES: readonly HostedSessionSnapshot["state"][] = ["completed", "cancelled", "disabled"];

const STATUS_OF_PAGE: Partial<Record<HostedSessionSnapshot["state"], PaymentStatus>> = {
  waiting: "waiting",
  in_progress: "in_progress",
  id_check: "in_progress",
  try_declined: "in_progress",
  went_back: "in_progress",
  try_failed: "in_progress",
  cancelled: "cancelled",
  disabled: "cancelled",
};

async function applyPage(
  shop: Shop,
  talk: Conversation,
  page: Answered<HostedSessionSnapshot>,
  attention?: AttentionKind,
): Promise<StepOutcome> {
  const { state, klarnaStatus, correlationId } = page;
  await apply(shop, talk, { correlationId, detail: { klarnaStatus } }, async (move) => {
    await updatePayment(move.tx, move.payment.id, {
      klarnaUpdatedAt: page.updatedAt ?? move.payment.klarnaUpdatedAt,
      sessionExpiresAt: page.expiresAt ?? move.payment.sessionExpiresAt,
      lastTry: isLastTry(state) ? state : null,
      idCheckChallenge: page.idCheckChallenge,
      // A word that nobody knows proves nothing.
      ...(attention || !STATUS_OF_PAGE[state] ? {} : { seenUnpaidAt: shop.clock.now() }),
      idCheckAnswer: page.idCheckChallenge === move.payment.idCheckChallenge ? move.payment.idCheckAnswer : null,
    });
    if (attention) await callPerson(shop, move, attention, klarnaStatus);
    const seen = STATUS_OF_PAGE[state];
    if (!seen) return;
    const ending = state === "cancelled"
      ? { endedBy: "customer" } as const
      : await whoDisabled(move.tx, move.payment.id);
    await moveTo(shop, { ...move, because: { ...move.because, ...ending } }, seen);
  });
  return finished;
}

function isLastTry(state: string): state is LastTry {
  return state === "try_declined" || state === "went_back" || state === "try_failed";
}

/** Whoever of us asked for it; nobody, when the link was closed in Klarna's portal. */
async function whoDisabled(tx: Tx, paymentId: string): Promise<{ endedBy?: "cashier" | "timeout" }> {
  const cancel = (await wishesOf(tx, paymentId)).find((wish) => wish.kind === "cancel");
  if (!cancel) return {};
  return { endedBy: cancel.staffId === null ? "timeout" : "cashier" };
}

/**
 * Klarna no longer has the session. That is Expired when we looked until shortly before its end and saw it unpaid;
 * otherwise nobody knows, for Klarna keeps no list: a person must look in Klarna's portal.
 */
async function applyGone(shop: Shop, talk: Conversation, correlationId: string | null): Promise<StepOutcome> {
  const { seenUnpaidAt, completionSeenAt, sessionExpiresAt } = talk.payment;
  const proofFrom = (sessionExpiresAt ?? Infinity) - PROOF_BEFORE_END_MS;
  const isProven = completionSeenAt === null && shop.clock.now() >= proofFrom && (seenUnpaidAt ?? 0) >= proofFrom;
  const isPastEnd = shop.clock.now() >= (sessionExpiresAt ?? Infinity);
  await apply(shop, talk, { correlationId, detail: { klarnaStatus: "gone" } }, async (move) => {
    if (isOver(move.payment.status)) return isPastEnd && !isProven ? await askOnceMore(shop, move) : undefined;
    // Klarna once would not close the link because it was paid: pages that showed it unpaid after that were old ones.
    const wasFaster = (await wishesOf(move.tx, move.payment.id)).some((wish) => wish.answerCode === "too_late");
    if (!isProven || wasFaster) return await callPerson(shop, move, "end_not_seen", "gone");
    await moveTo(shop, move, "expired");
    const closing = { at: shop.clock.now(), staffId: null, reason: "seen_unpaid_until_its_end" };
    await closeAttentionItem(move.tx, move.payment.id, "end_not_seen", closing);
  });
  return finished;
}

/**
 * A manager found nothing in Klarna's portal while the link could still be paid, and Klarna never showed its page again.
 * Only now that the link has ended can a look in the portal tell for good.
 */
async function askOnceMore(shop: Shop, move: Move): Promise<void> {
  const { tx, payment } = move;
  if (findingOf(await eventsOf(tx, payment.id)) !== "unpaid") return;
  const call = {
    paymentId: payment.id,
    saleId: payment.saleId,
    kind: "end_not_seen",
    klarnaSays: "gone_at_end",
  } as const;
  if (!await wasSettled(tx, call)) await callPerson(shop, move, call.kind, call.klarnaSays);
}

/** Klarna says the customer finished; the screen may say so while the order is read back. */
async function noteCompletion(shop: Shop, payment: PaymentRow, page: HostedSessionSnapshot): Promise<void> {
  if (payment.completionSeenAt !== null) return;
  const completionSeenAt = shop.clock.now();
  await inTransaction(shop.db, async (tx, afterCommit) => {
    const klarnaUpdatedAt = page.updatedAt ?? payment.klarnaUpdatedAt;
    await updatePayment(tx, payment.id, { completionSeenAt, klarnaUpdatedAt });
    afterCommit(() => shop.bus.publish(paymentTopic(payment.id)));
  });
}

async function lookAtOrder(shop: Shop, talk: Conversation, orderId: string): Promise<StepOutcome> {
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(orderId));
  if (!asked.ok) return failed(asked.error);
  const read = asked.answer;
  if (read.state === "gone") return await orderNotFound(shop, talk, read.correlationId);
  const { state, fraud, correlationId } = read;
  let next = finished;
  await apply(shop, talk, { correlationId, detail: { orderState: state, fraud } }, async (move) => {
    await orderFound(shop, move.tx, move.payment.id);
    const order = await withoutEvened(move.tx, move.payment, read);
    if (!await isAbout(shop, move, order)) return;
    const refundedElsewhereMinor = await givenBackElsewhere(move.tx, move.payment, order);
    await updatePayment(move.tx, move.payment.id, {
      orderId,
      klarnaReference: order.klarnaReference,
      authorizationExpiresAt: order.expiresAt,
      lastTry: null,
      idCheckChallenge: null,
      refundedElsewhereMinor,
      loweredToMinor: isLowered(order, move.payment) ? order.amountMinor : null,
    });
    await noteBill(shop, move.tx, move.payment, order.billing);
    const { status } = move.payment;
    const booked = await bookedOf(move.tx, move.payment.id);
    const isTaken = status === "captured" || booked.capturedMinor > 0;
    const seen = statusOfOrder(order, isTaken);
    if (isTakenElsewhere(order, isTaken, booked) && !AFTER_APPROVAL.includes(status)) {
      // Nobody here asked for that: what is booked is the approval, and a person books the rest.
      if (move.payment.status !== "authorized") await moveTo(shop, move, "authorized");
      // What was lost with the backup includes that this till itself has asked for it.
      const isOurs = move.payment.recoveredAt !== null && order.capturedMinor === move.payment.amountMinor;
      const isWanted = await whenTaken(move.tx, move.payment, order) === "captured_elsewhere";
      if (!isOurs || !isWanted) return await callWhenTaken(shop, move, order);
      await bookCaptures(shop, { ...move, because: { ...move.because, cause: "correction" } }, order);
    } else if (seen) {
      await moveTo(shop, move, seen);
      await closeWhenEvened(shop, move, order);
      await callWhenRestIsLost(shop, move, booked);
    }
    if (isToBeRungUp(move.payment)) await callPerson(shop, move, "recovered", seen ?? state);
    await callWhenLapsing(shop, move, order.expiresAt);
    await callWhenGivenBack(shop, move, refundedElsewhereMinor);
    await extendInTime(shop, move, order.expiresAt);
    if (await releaseSpare(shop, move)) next = onward;
  });
  return next;
}

/** Whether the order tells of this payment, or a person is called because it does not. */
async function isAbout(shop: Shop, move: Move, order: OrderSnapshot): Promise<boolean> {
  const difference = orderDifference(order, move.payment);
  if (difference === null) {
    await noLongerDiffers(shop, move);
    return true;
  }
  // Where nothing is held, and nothing was said to be, it does not matter what the order was about.
  if (isOver(move.payment.status) && !holdsMoney(order)) return false;
  if (isLetGo(order, move.payment)) return true;
  await callWhenDiffers(shop, move, isLowered(order, move.payment) ? String(order.amountMinor) : difference);
  return isLowered(order, move.payment);
}

/**
 * Of what Klarna has approved a person's word puts it away: else the sale could neither go on nor be let go of. An order that is lowered says
 * to how much: lowered further, it is another matter.
 */
export async function callWhenDiffers(shop: Shop, move: Move, klarnaSays: string): Promise<void> {
  const { id: paymentId, saleId, status } = move.payment;
  const isApproved = status === "authorized" || status === "captured";
  const call = { paymentId, saleId, kind: "order_differs", klarnaSays } as const;
  if (isApproved && await wasSettled(move.tx, call)) return;
  await callPerson(shop, move, call.kind, klarnaSays);
}

/** Its order is there and as it should be: whoever was called because it was not need not come. */
async function noLongerDiffers(shop: Shop, { tx, payment }: Move): Promise<void> {
  const closing = { at: shop.clock.now(), staffId: null, reason: "order_found" };
  for (const kind of ["order_differs", "completed_without_order", "end_not_seen"] as const) {
    await closeAttentionItem(tx, payment.id, kind, closing);
  }
}

/** It is this payment's order, and somebody ended what Klarna held: there is nothing left that could differ. */
function isLetGo(order: OrderSnapshot, { status, reference }: PaymentRow): boolean {
  return !isUndecided(status) && order.reference === reference && !holdsMoney(order);
}

/** The approval runs out soon, and nothing is captured: the sale was not finished, or its capture does not get through. */
async function callWhenLapsing(shop: Shop, move: Move, expiresAt: number | null): Promise<void> {
  const { tx, payment } = move;
  if (payment.status !== "authorized" || expiresAt === null) return;
  if (expiresAt - shop.clock.now() >= LAPSES_SOON_MS) {
    if (expiresAt === payment.authorizationExpiresAt) return;
    const closing = { at: shop.clock.now(), staffId: null, reason: "extended" };
    return await closeAttentionItem(tx, payment.id, "about_to_lapse", closing);
  }
  await callPerson(shop, move, "about_to_lapse", String(expiresAt));
}

/** The rest of a payment that was captured in part ran out, or was let go of in Klarna's portal. */
async function callWhenRestIsLost(shop: Shop, move: Move, { capturedMinor }: { capturedMinor: number }): Promise<void> {
  const { tx, payment } = move;
  if (payment.status !== "captured" || capturedMinor >= payment.amountMinor) return;
  // It was to be let go, for goods that were not taken: whoever did it in the end.
  const amountMinor = payment.amountMinor - await spareMinor(tx, payment) - capturedMinor;
  if (amountMinor <= 0 || await isRestToGo(tx, payment)) return;
  await callPerson(shop, move, "money_lost", "rest_gone", { weThink: "authorized", amountMinor });
}

const AFTER_APPROVAL: readonly PaymentStatus[] = ["captured", "released", "lapsed"];

/** Writes what a look brought, in one transaction on the row as it is now, and settles a wish to cancel by it. */
async function apply(
  shop: Shop,
  talk: Conversation,
  because: Omit<Because, "cause">,
  work: (move: Move) => Promise<unknown>,
): Promise<void> {
  await inTransaction(shop.db, async (tx, afterCommit) => {
    const payment = await findPayment(tx, talk.payment.id);
    if (!payment) throw new Error(`payment ${talk.payment.id} is gone`);
    const move = { tx, afterCommit, payment, because: { ...because, cause: talk.cause } };
    await work(move);
    if (payment.checkedAt === null) {
      const closing = { at: shop.clock.now(), staffId: null, reason: "read_again" };
      await closeAttentionItem(tx, payment.id, "not_reread", closing);
    }
    const wishes = (await wishesOf(tx, payment.id)).filter((wish) => wish.kind === "cancel" && isUnanswered(wish));
    for (const wish of wishes) {
      const answeredAt = shop.clock.now();
      if (isUndecided(payment.status)) await updateWish(tx, wish.id, { state: "asked" });
      else if (isOver(payment.status)) await updateWish(tx, wish.id, { state: "done", answeredAt });
      else await updateWish(tx, wish.id, { state: "refused", answeredAt });
    }
  });
}
