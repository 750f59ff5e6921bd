import type { Db } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { klarnaSharesOf, valueOf } from "../domain/hand-over.ts";
import { newId, newIdempotencyKey, type Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { handedValue, hasComeBack, lastHandOver } from "../store/hand-overs.ts";
import { bookedOf } from "../store/payments.ts";
import { findSale, tendersOf } from "../store/sales.ts";
import { insertWish, isUnanswered, wishesOf } from "../store/wishes.ts";
import type { Move } from "./payment-events.ts";
import { isWaiting, waitingGoods } from "./waiting-goods.ts";

/**
 * What of a payment should be taken by now and was neither taken nor asked for: all of it where the goods went along with the
 * customer, its share of what was picked up where they wait. Always held against the whole, so that the parts sum to it.
 * `moreMinor`: as if goods for so much more were picked up. `atMostMinor`: of so much in all.
 */
export async function dueMinor(db: Db, payment: PaymentRow, moreMinor = 0, atMostMinor = Infinity): Promise<number> {
  const { capturedMinor, askedMinor } = await takenOf(db, payment);
  const targetedMinor = Math.min(atMostMinor, await targetMinor(db, payment, moreMinor));
  return Math.max(0, targetedMinor - capturedMinor - askedMinor);
}

/** The same, but no more than Klarna's order holds: somebody may have lowered it in the portal. */
export async function payableMinor(db: Db, payment: PaymentRow, moreMinor = 0): Promise<number> {
  return await dueMinor(db, payment, moreMinor, orderedMinor(payment));
}

/**
 * What Klarna still holds of a payment for goods that wait: neither taken nor asked for, nor due for those that left.
 * `moreMinor`: nor for goods of so much more.
 */
export async function heldMinor(db: Db, payment: PaymentRow, moreMinor = 0): Promise<number> {
  if (payment.status !== "authorized") return 0;
  const { capturedMinor, askedMinor } = await takenOf(db, payment);
  const spokenForMinor = Math.max(capturedMinor + askedMinor, await targetMinor(db, payment, moreMinor));
  return Math.max(0, Math.min(await wantedMinor(db, payment), orderedMinor(payment)) - spokenForMinor);
}

/** What Klarna has paid of a payment for goods that are still here. */
export async function aheadMinor(db: Db, payment: PaymentRow): Promise<number> {
  return Math.max(0, (await bookedOf(db, payment.id)).capturedMinor - await targetMinor(db, payment));
}

/** What of a payment should be taken in all by the time at which nothing waits any more. */
export async function wantedMinor(db: Db, payment: PaymentRow): Promise<number> {
  const sale = await findSale(db, payment.saleId);
  const waitsMinor = sale && isWaiting(sale) ? valueOf((await waitingGoods(db, sale.id)).rest) : 0;
  return await targetMinor(db, payment, waitsMinor);
}

/** What of a payment never will be taken, for the customer of its finished sale did not take some of what waited. */
export async function spareMinor(db: Db, payment: PaymentRow): Promise<number> {
  const isSold = (await findSale(db, payment.saleId))?.status === "completed";
  return isSold && payment.savedAt !== null ? payment.amountMinor - await wantedMinor(db, payment) : 0;
}

function orderedMinor({ amountMinor, loweredToMinor }: PaymentRow): number {
  return Math.min(amountMinor, loweredToMinor ?? amountMinor);
}

async function takenOf(db: Db, { id }: PaymentRow): Promise<{ capturedMinor: number; askedMinor: number }> {
  const { capturedMinor } = await bookedOf(db, id);
  const asked = (await wishesOf(db, id)).filter((wish) => wish.kind === "capture" && isUnanswered(wish));
  return { capturedMinor, askedMinor: asked.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

/**
 * What of a payment should be taken by now in all: nothing before its sale is in the books, nor once that was given
 * up, and no more than was taken once what it would not pay for came back.
 */
export async function targetMinor(db: Db, { id, saleId, amountMinor }: PaymentRow, moreMinor = 0): Promise<number> {
  const sale = await findSale(db, saleId);
  if (sale?.status !== "completed") return 0;
  if (await hasComeBack(db, saleId)) return (await bookedOf(db, id)).capturedMinor;
  if (sale.forPickUpAt === null) return amountMinor;
  const handedMinor = await handedValue(db, saleId) + moreMinor;
  return klarnaSharesOf(handedMinor, await tendersOf(db, saleId)).get(id) ?? 0;
}

/** Keeps the wish to take what is due of a payment, if anything is, and asks for a look now. `atMostMinor`: what Klarna's order holds. */
export async function askForCapture(
  shop: Shop,
  { tx, payment, because }: Omit<Move, "afterCommit">,
  atMostMinor = Infinity,
): Promise<void> {
  const { id: paymentId, saleId } = payment;
  const amountMinor = Math.min(await dueMinor(tx, payment), atMostMinor);
  if (amountMinor === 0) return;
  const now = shop.clock.now();
  await insertWish(tx, {
    id: newId(shop, "wsh"),
    paymentId,
    kind: "capture",
    idempotencyKey: newIdempotencyKey(shop),
    amountMinor,
    staffId: because.staffId ?? null,
    askedAt: now,
    upToHandOver: await lastHandOver(tx, saleId) || null,
  });
  await hintPayment(tx, paymentId, now);
}
