import type { Db, Tx } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { paymentTopic } from "../bus.ts";
import { type AttentionKind, passesWith } from "../domain/attention.ts";
import {
  decide,
  type Decision,
  type EndedBy,
  type EventCause,
  isGivenBack,
  isOver,
  pathBetween,
  type PaymentStatus,
  type WishKind,
} from "../domain/payment.ts";
import { newId, type Shop } from "../shop.ts";
import { closeAttentionItem, openAttentionItem } from "../store/books.ts";
import { insertEvent, movePayment, updatePayment } from "../store/payments.ts";
import { findSale, removeTender, tendersOf, updateSale } from "../store/sales.ts";
import type { AfterCommit } from "../store/transaction.ts";
import { isUnanswered, updateWish, wishesOf } from "../store/wishes.ts";
import { dueMinor, spareMinor } from "./due-capture.ts";
import { roundAnew } from "./round-anew.ts";

/** Why a payment moves, and what Klarna's answer was called. */
export type Because = {
  cause: EventCause;
  staffId?: string | null;
  correlationId?: string | null;
  endedBy?: EndedBy;
  /** Codes and ids for the record. */
  detail?: Record<string, string | number | null>;
};

export type Move = { tx: Tx; afterCommit: AfterCommit; payment: PaymentRow; because: Because };

/**
 * The one function that moves a payment. Compares where our book has it with what Klarna shows, moves it step by step
 * along the table, writes an event for each step, and calls a person when the two cannot both be right.
 * Announced after the commit, and only as "look here".
 */
export async function moveTo(shop: Shop, move: Move, seen: PaymentStatus): Promise<Decision> {
  const { afterCommit, payment } = move;
  const thought = payment.status;
  const decision = decide(payment.status, seen);
  if (decision === "advance") {
    for (const step of pathBetween(payment.status, seen)) await takeStep(shop, move, step);
  }
  if (decision === "correct") {
    // Noted in the same update: only a corrected payment may hold money beside the sale's next try.
    const correctedAt = shop.clock.now();
    await takeStep(shop, { ...move, because: { ...move.because, cause: "correction" } }, seen, { correctedAt });
  }
  if (decision === "correct" || decision === "conflict") {
    await callPerson(shop, move, decision === "correct" ? "paid_after_end" : "books_differ", seen, {
      weThink: thought,
    });
  }
  if (decision === "advance") await callWhenLost(shop, move, { thought, seen });
  if (decision === "advance") {
    const closing = { at: shop.clock.now(), staffId: null, reason: `payment_${payment.status}` };
    for (const kind of passesWith(payment.status)) await closeAttentionItem(move.tx, payment.id, kind, closing);
    await dropWishes(shop, move);
  }
  if (decision !== "same" && decision !== "stale") afterCommit(() => shop.bus.publish(paymentTopic(payment.id)));
  return decision;
}

/** Nothing more comes of it, of what a sale counted on: all of it; or, let go of with a rest, what the customer carries home unpaid. */
async function callWhenLost(
  shop: Shop,
  move: Move,
  { thought: weThink, seen }: { thought: PaymentStatus; seen: PaymentStatus },
): Promise<void> {
  const { tx, payment } = move;
  const wanted = payment.amountMinor - await spareMinor(tx, payment);
  if (isMoneyLost(payment) && wanted > 0 && !await wasLetGo(move)) {
    await callPerson(shop, move, "money_lost", seen, { weThink, amountMinor: wanted });
    return await undoTenderOfOpenSale(shop, move);
  }
  const isRestLetGo = payment.status === "captured" && await isRestToGo(tx, payment);
  const amountMinor = isMoneyLost(payment) || isRestLetGo ? await dueMinor(tx, payment) : 0;
  if (amountMinor > 0) await callPerson(shop, move, "money_lost", seen, { weThink, amountMinor });
}

/** Whether Klarna was asked to let go of what the customer of a finished sale does not take. */
export async function isRestToGo(db: Db, { id }: PaymentRow): Promise<boolean> {
  return (await wishesOf(db, id)).some(({ kind }) => kind === "release_rest");
}

/** Writes down something that happened to a payment without moving it. */
export async function noteEvent(shop: Shop, { tx, payment, because }: Move, kind: string): Promise<void> {
  await insertEvent(tx, {
    id: newId(shop, "evt"),
    paymentId: payment.id,
    kind,
    fromStatus: null,
    toStatus: null,
    ...recorded(shop, because),
  });
}

/** Opens the attention item for a payment that only a person can settle. `amountMinor`: what is at stake, if not all of it. */
export async function callPerson(
  shop: Shop,
  { tx, payment }: Move,
  kind: AttentionKind,
  klarnaSays: string,
  { weThink = payment.status, amountMinor = payment.amountMinor }: { weThink?: PaymentStatus; amountMinor?: number } =
    {},
): Promise<void> {
  const now = shop.clock.now();
  const { id: paymentId, saleId, mode } = payment;
  const item = { id: newId(shop, "att"), kind, mode, saleId, paymentId, amountMinor, weThink, klarnaSays };
  await openAttentionItem(tx, { ...item, readAt: now, openedAt: now });
  shop.log.warn("attention", { kind, paymentId, weThink, klarnaSays });
}

/**
 * What Klarna holds no more it can neither hold longer nor pay out, nor does it write of it to anybody: whatever became of such a wish,
 * nobody waits for it any more. What was to be given back is given back by it.
 */
async function dropWishes(shop: Shop, { tx, payment }: Move): Promise<void> {
  if (!isOver(payment.status)) return;
  const dropped: WishKind[] = payment.status === "captured" ? ["extend"] : ["extend", "capture", "resend"];
  const answeredAt = shop.clock.now();
  for (const wish of (await wishesOf(tx, payment.id)).filter(isUnanswered)) {
    if (dropped.includes(wish.kind)) {
      await updateWish(tx, wish.id, { state: "refused", answeredAt, answerCode: `payment_${payment.status}` });
    }
    // Asked for while a look was under way, which found that Klarna holds nothing any more.
    if (wish.kind === "release_rest" || wish.kind === "release" && isGivenBack(payment.status)) {
      await updateWish(tx, wish.id, { state: "done", answeredAt });
    }
  }
}

/** Klarna's promise ran out uncaptured, or was taken back from under a sale that counts on it. */
function isMoneyLost(payment: PaymentRow): boolean {
  return payment.status === "lapsed" || (payment.status === "released" && payment.savedAt !== null);
}

/**
 * Nobody counts on it any more, whoever ended it: its sale was given up, the customer did not take the goods, or Klarna was asked to
 * let go of it and it was not saved again since.
 */
async function wasLetGo({ tx, payment }: Move): Promise<boolean> {
  if ((await findSale(tx, payment.saleId))?.status === "voided") return true;
  const asked = (await wishesOf(tx, payment.id)).map(({ kind }) => kind);
  return asked.includes("release_rest") || (payment.savedAt === null && asked.includes("release"));
}

/** A sale that is not finished must not count on money that is gone: it is unpaid again. A finished one stays as it was booked. */
async function undoTenderOfOpenSale(shop: Shop, { tx, payment }: Move): Promise<void> {
  const sale = await findSale(tx, payment.saleId);
  if (payment.savedAt === null || sale?.status === "completed") return;
  await undoTender(shop, { tx, payment }, shop.clock.now());
}

/** The payment no longer pays for its sale; what Klarna holds is another matter. */
export async function undoTender(
  shop: Shop,
  { tx, payment }: { tx: Tx; payment: PaymentRow },
  now: number,
): Promise<void> {
  const tender = (await tendersOf(tx, payment.saleId)).find((one) => one.paymentId === payment.id);
  if (tender) {
    await removeTender(tx, tender.id, now);
    await roundAnew(shop, tx, payment.saleId, now);
  }
  await updatePayment(tx, payment.id, { savedAt: null });
  await updateSale(tx, payment.saleId, now, {});
}

/** One edge: guarded by the status we saw, with its event in the same transaction. `payment` then shows the new status. */
async function takeStep(
  shop: Shop,
  { tx, payment, because }: Move,
  to: PaymentStatus,
  noted: { correctedAt?: number } = {},
): Promise<void> {
  const now = shop.clock.now();
  const from = payment.status;
  const ending = because.endedBy && to === "cancelled" ? { endedBy: because.endedBy } : {};
  const moved = await movePayment(tx, payment.id, from, to, { statusAt: now, ...ending, ...noted });
  if (!moved) throw new Error(`payment ${payment.id} was no longer ${from}`);
  payment.status = to;
  payment.statusAt = now;
  const event = { id: newId(shop, "evt"), paymentId: payment.id, kind: "status", fromStatus: from, toStatus: to };
  await insertEvent(tx, { ...event, ...recorded(shop, because) });
}

function recorded(shop: Shop, because: Because) {
  return {
    cause: because.cause,
    staffId: because.staffId ?? null,
    at: shop.clock.now(),
    correlationId: because.correlationId ?? null,
    detail: because.detail ? JSON.stringify(because.detail) : null,
  };
}
