import type { Db, Tx } from "../../db/open.ts";
import type { PaymentRow, SaleRow } from "../../db/schema.ts";
import { valueOf } from "../domain/hand-over.ts";
import { reversed, saleJournal } from "../domain/journal.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { handedValue } from "../store/hand-overs.ts";
import { bookedOf, paymentsOfSale } from "../store/payments.ts";
import { tendersOf } from "../store/sales.ts";
import { isUnanswered, wishesOf } from "../store/wishes.ts";
import { type Approval, approverOf } from "./approval.ts";
import { askFor } from "./ask-for.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift } from "./drawer.ts";
import { targetMinor } from "./due-capture.ts";
import { noteHandOver, requireWaiting } from "./hand-over.ts";
import { type Action, once } from "./once.ts";
import type { Move } from "./payment-events.ts";
import { refuseWhileExchanging, waitingGoods } from "./waiting-goods.ts";

/**
 * The customer does not take the goods that still wait: they are not sold after all, and Klarna lets go of what it held for
 * them. A senior answers for it. Only for goods that Klarna alone pays for: what was taken in another way must be given back.
 * Throws sale_missing, nothing_waits, rest_paid_otherwise, capture_pending, needs_senior and what approverOf throws.
 */
export async function letRestGo(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; approval: Approval },
): Promise<{ saleId: string }> {
  const approvedBy = await approverOf(shop, by, "senior", wanted.approval);
  const result = await once(shop, action, async (tx, afterCommit) => {
    await refuseWhileExchanging(tx, wanted.saleId);
    await letGo(shop, { tx, afterCommit }, by, { saleId: wanted.saleId, approvedBy });
    return { saleId: wanted.saleId };
  });
  const waiting = await savedPayments(shop.db.read, wanted.saleId);
  await Promise.all(waiting.map(({ id }) => checkPayment(shop, id, "cashier")));
  return result;
}

/** The same as a part of something else. Throws sale_missing, nothing_waits, rest_paid_otherwise, capture_pending. */
export async function letGo(
  shop: Shop,
  { tx, afterCommit }: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { saleId, approvedBy }: { saleId: string; approvedBy: string | null },
): Promise<void> {
  const sale = await requireWaiting(tx, saleId);
  const why = await whyNotLetGo(tx, sale.id);
  if (why) throw new AppError({ kind: why });
  const payments = await savedPayments(tx, sale.id);
  await takeOffTheBooks(shop, tx, by, sale);
  for (const payment of payments.filter(({ status }) => status === "authorized")) {
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy } } as const;
    await askFor(shop, { tx, afterCommit, payment, because }, "release_rest");
  }
  afterCommit(shop.wakeJobs);
}

/** Why the goods that still wait cannot be let go of at this moment; null: they can. */
export async function whyNotLetGo(db: Db, saleId: string): Promise<"rest_paid_otherwise" | "capture_pending" | null> {
  if (!await isKlarnasAlone(db, saleId)) return "rest_paid_otherwise";
  for (const payment of await savedPayments(db, saleId)) if (await isCaptureOwed(db, payment)) return "capture_pending";
  return null;
}

/** Whether the goods that still wait may be let go of: Klarna alone would pay for them, and has not. */
export async function mayBeLetGo(db: Db, saleId: string): Promise<boolean> {
  for (const payment of await savedPayments(db, saleId)) if (await isPaidAhead(db, payment)) return false;
  return await isKlarnasAlone(db, saleId);
}

/** Whether Klarna has paid for more than the goods that were handed over, as somebody took it in its portal. */
async function isPaidAhead(db: Db, payment: PaymentRow): Promise<boolean> {
  return (await bookedOf(db, payment.id)).capturedMinor > await targetMinor(db, payment);
}

/** Whether Klarna alone pays for the goods that still wait: all that was paid in another way is handed over. */
async function isKlarnasAlone(db: Db, saleId: string): Promise<boolean> {
  const otherwise = (await tendersOf(db, saleId)).filter(({ kind }) => kind !== "klarna");
  return await handedValue(db, saleId) >= otherwise.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** The Klarna payments that pay for a sale. */
export async function savedPayments(db: Db, saleId: string): Promise<PaymentRow[]> {
  return (await paymentsOfSale(db, saleId)).filter(({ savedAt }) => savedAt !== null);
}

/** Klarna has paid something else than the goods that the customer has, or owes an answer about them. */
async function isCaptureOwed(db: Db, payment: PaymentRow): Promise<boolean> {
  if (await isPaidAhead(db, payment)) return true;
  if (payment.status !== "authorized") return false;
  const isAsked = (await wishesOf(db, payment.id)).some((wish) => wish.kind === "capture" && isUnanswered(wish));
  return isAsked || (await bookedOf(db, payment.id)).capturedMinor !== await targetMinor(db, payment);
}

/** What is left of the sale is booked back, against what Klarna would have paid for it. */
async function takeOffTheBooks(shop: Shop, tx: Tx, by: Operator, sale: SaleRow): Promise<void> {
  const { id: saleId, mode, currency } = sale;
  const { rest, left } = await waitingGoods(tx, saleId);
  await noteHandOver(shop, tx, by, sale, "not_taken", left);
  const entries = reversed(saleJournal(rest, [{ kind: "klarna", amountMinor: valueOf(rest) }]));
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "rest_not_taken", saleId, paymentId: null, mode, shiftId };
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}

/** Whether anything of a payment was taken, or may be at this moment. */
export async function isTaken(db: Db, payment: PaymentRow): Promise<boolean> {
  const { capturedMinor } = await bookedOf(db, payment.id);
  const isAsked = (await wishesOf(db, payment.id)).some((wish) => wish.kind === "capture" && isUnanswered(wish));
  return capturedMinor > 0 || isAsked || payment.status === "captured";
}
