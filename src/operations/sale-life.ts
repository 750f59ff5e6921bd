import { parseAmountMinor } from "../domain/money.ts";
import { saleJournal } from "../domain/journal.ts";
import { isUnfinished } from "../domain/payment.ts";
import { saleTotals } from "../domain/sale.ts";
import type { Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { AppError } from "../errors.ts";
import { newId, newIdempotencyKey, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findCustomer } from "../store/customers.ts";
import { findPayment, paymentsOfSale } from "../store/payments.ts";
import {
  findSale,
  insertTender,
  linesOf,
  lockOf,
  nextReceiptNumber,
  removeTender,
  tendersOf,
  updateSale,
} from "../store/sales.ts";
import { insertWish } from "../store/wishes.ts";
import { openSale, requireSale } from "./basket.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";

/** Ties a customer to the sale, or takes the tie away (null). Refused while Klarna is open, which was told of one. */
export function chooseCustomer(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; customerId: string | null },
): Promise<{ saleId: string; version: number }> {
  return once(shop, action, async (tx) => {
    const sale = await findSale(tx, wanted.saleId) ?? await openSale(shop, tx, by, wanted.saleId);
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    if (await lockOf(tx, sale.id) === "klarna") throw new AppError({ kind: "sale_locked", by: "klarna" });
    if (wanted.customerId !== null && !await findCustomer(tx, wanted.customerId)) {
      throw new AppError({ kind: "customer_missing" });
    }
    await updateSale(tx, sale.id, shop.clock.now(), { customerId: wanted.customerId });
    return { saleId: sale.id, version: sale.version + 1 };
  });
}

/**
 * Puts a sale aside, to be found again from any register. What is paid or being paid stays as it is: an open Klarna
 * payment goes on being watched, so that the next customer can be served meanwhile.
 */
export function parkSale(shop: Shop, action: Action, saleId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, saleId, null);
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    const now = shop.clock.now();
    await updateSale(tx, sale.id, now, { status: "parked", parkedAt: now });
    return { saleId };
  });
}

/** Takes a sale up at this register, whether it was put aside or left open elsewhere. */
export function recallSale(shop: Shop, action: Action, by: Operator, saleId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, saleId, null);
    if (sale.status !== "parked" && sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    await updateSale(tx, sale.id, shop.clock.now(), {
      status: "open",
      parkedAt: null,
      registerId: by.registerId,
      shiftId: by.shiftId,
    });
    return { saleId };
  });
}

/**
 * Takes cash: what was handed over is typed, what counts is at most what is due, the rest is change.
 * Refused while a Klarna payment is open, for Klarna finances the amount that was due when it began; and when the
 * sale is not the one whose amount was seen, or nothing may be sold now.
 */
export function takeCash(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; version: number; given: string },
): Promise<{ changeMinor: number }> {
  return once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, wanted.saleId, null);
    await refuseUnlessPayable(tx, sale);
    if (sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });
    const givenMinor = parseAmountMinor(wanted.given, sale.currency);
    if (!givenMinor) throw new AppError({ kind: "bad_amount" });
    const { dueMinor } = saleTotals(await linesOf(tx, sale.id), await tendersOf(tx, sale.id));
    if (dueMinor === 0) throw new AppError({ kind: "nothing_due" });
    const amountMinor = Math.min(givenMinor, dueMinor);
    await insertTender(tx, {
      id: newId(shop, "tnd"),
      saleId: sale.id,
      kind: "cash",
      mode: sale.mode,
      amountMinor,
      givenMinor,
      paymentId: null,
      shiftId: by.shiftId,
      registerId: by.registerId,
      staffId: by.staffId,
      createdAt: shop.clock.now(),
      removedAt: null,
    });
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return { changeMinor: givenMinor - amountMinor };
  });
}

/** Hands cash back that was taken in this sale. A Klarna tender is undone by releasing its payment instead. */
export function takeBackCash(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; tenderId: string },
): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, wanted.saleId, null);
    await refuseUnlessPayable(tx, sale);
    const tender = (await tendersOf(tx, sale.id)).find((one) => one.id === wanted.tenderId && one.kind === "cash");
    if (!tender) throw new AppError({ kind: "tender_missing" });
    await removeTender(tx, tender.id, shop.clock.now());
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return { saleId: sale.id };
  });
}

/**
 * Completes a sale whose confirmed tenders cover it: receipt number, journal and the wish to capture each Klarna
 * payment are written in the same transaction. Throws basket_empty, sale_not_paid, sale_locked, sale_not_open, not_selling.
 */
export function completeSale(
  shop: Shop,
  action: Action,
  by: Operator,
  saleId: string,
): Promise<{ saleId: string; receiptNumber: number }> {
  return once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, saleId, null);
    await refuseUnlessPayable(tx, sale);
    const lines = await linesOf(tx, sale.id);
    const tenders = await tendersOf(tx, sale.id);
    if (lines.length === 0) throw new AppError({ kind: "basket_empty" });
    const totals = saleTotals(lines, tenders);
    if (totals.paidMinor !== totals.totalMinor) throw new AppError({ kind: "sale_not_paid" });
    const now = shop.clock.now();
    const receiptNumber = await nextReceiptNumber(tx, by.registerId, sale.mode);
    const { mode, currency } = sale;
    const { shiftId, registerId, staffId } = by;
    const completed = { status: "completed", completedAt: now, completedBy: staffId, receiptNumber } as const;
    await updateSale(tx, sale.id, now, { ...completed, registerId, shiftId });
    const journal = { id: newId(shop, "jnl"), cause: "sale_completed", saleId, paymentId: null, mode };
    await insertJournal(tx, { ...journal, shiftId, staffId, at: now }, saleJournal(lines, tenders), currency);
    for (const { paymentId } of tenders) if (paymentId) await wishToCapture(shop, tx, paymentId, staffId);
    afterCommit(shop.wakeJobs);
    return { saleId, receiptNumber };
  });
}

/** Throws unless tenders may be taken or given back: the sale is open and no Klarna payment of it is undecided or unsaved. */
async function refuseUnlessPayable(tx: Tx, sale: SaleRow): Promise<void> {
  if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
  const saved = new Set((await tendersOf(tx, sale.id)).map((tender) => tender.paymentId));
  const payments = await paymentsOfSale(tx, sale.id);
  const isFree = payments.every((payment) => !isUnfinished(payment) || saved.has(payment.id));
  if (!isFree) throw new AppError({ kind: "sale_locked", by: "klarna" });
}

async function wishToCapture(shop: Shop, tx: Tx, paymentId: string, staffId: string): Promise<void> {
  const payment = await findPayment(tx, paymentId);
  // Somebody took it in Klarna's portal, and it was booked: there is nothing left to ask for.
  if (payment?.status === "captured") return;
  if (payment?.status !== "authorized") throw new AppError({ kind: "payment_not_completed" });
  const now = shop.clock.now();
  await insertWish(tx, {
    id: newId(shop, "wsh"),
    paymentId,
    kind: "capture",
    idempotencyKey: newIdempotencyKey(shop),
    amountMinor: payment.amountMinor,
    staffId,
    askedAt: now,
    firstSentAt: null,
    answeredAt: null,
    answerCode: null,
    correlationId: null,
  });
  await hintPayment(tx, paymentId, now);
}
