import { mayBePickedUpLater } from "../domain/hand-over.ts";
import { saleJournal } from "../domain/journal.ts";
import { saleTotals, UNPARKED } from "../domain/sale.ts";
import type { Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { registerTopic } from "../bus.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { findCustomer } from "../store/customers.ts";
import { findPayment } from "../store/payments.ts";
import { findSale, linesOf, nextReceiptNumber, tendersOf, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { type Approval, approverOf } from "./approval.ts";
import { openSale, requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift } from "./drawer.ts";
import { askForCapture } from "./due-capture.ts";
import { fillCards } from "./gift-cards.ts";
import { noteHandOver } from "./hand-over.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { type Exchanged, lookBeforeSettling, settleExchange, type Slips } from "./settle-exchange.ts";
import { refuseUnlessPayable } from "./take-tender.ts";
import { tieCustomer, wouldTakeTaxOff } from "./tie-customer.ts";

/**
 * Ties a customer to the sale, or takes the tie away (null); for one who pays no tax a senior answers. Throws sale_not_open,
 * customer_missing, and what approverOf and tieCustomer throw.
 */
export async function chooseCustomer(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; customerId: string | null; approval?: Approval },
): Promise<{ saleId: string; version: number }> {
  const { saleId, customerId, approval = null } = wanted;
  const seen = customerId === null ? undefined : await findCustomer(shop.db.read, customerId);
  const needsSenior = seen !== undefined && await wouldTakeTaxOff(shop.db.read, saleId, seen);
  const approvedBy = needsSenior ? await approverOf(shop, by, "senior", approval) : null;
  return await once(shop, action, async (tx) => {
    const sale = await findSale(tx, saleId) ?? await openSale(shop, tx, by, saleId);
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    const customer = customerId === null ? null : await findCustomer(tx, customerId);
    if (customer === undefined) throw new AppError({ kind: "customer_missing" });
    await tieCustomer(shop, tx, sale, customer, approvedBy);
    return { saleId: sale.id, version: sale.version + 1 };
  });
}

/**
 * Puts a sale aside, to be found again from any register. What is paid or being paid stays as it is: an open Klarna
 * payment goes on being watched, so that the next customer can be served meanwhile. The note tells it from others of
 * nobody's name ("grey jacket"); it goes when the sale is taken up, for it may be about a person.
 */
export function parkSale(shop: Shop, action: Action, saleId: string, note = ""): Promise<{ saleId: string }> {
  return once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, saleId);
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    const now = shop.clock.now();
    await updateSale(tx, sale.id, now, { status: "parked", parkedAt: now, parkedNote: note.trim() || null });
    afterCommit(() => shop.bus.publish(registerTopic(sale.registerId)));
    return { saleId };
  });
}

/** Takes a sale up at this register, whether it was put aside or left open elsewhere. */
export function recallSale(shop: Shop, action: Action, by: Operator, saleId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, saleId);
    if (sale.status !== "parked" && sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    // The register that loses it must not go on showing it to whoever stands there.
    afterCommit(() => shop.bus.publish(registerTopic(sale.registerId)));
    await updateSale(tx, sale.id, shop.clock.now(), {
      ...UNPARKED,
      registerId: by.registerId,
      shiftId: by.shiftId,
    });
    return { saleId };
  });
}

/**
 * Completes a sale whose confirmed tenders cover it: receipt number, journal and the wish to capture each Klarna
 * payment are written in the same transaction, and gift cards that were sold become worth what was paid for them. Of goods
 * that Klarna pays for and that are picked up later, nothing is captured until they are. Of an exchange the other half is done
 * with it: see settleExchange, which throws more.
 * Throws basket_empty, sale_not_paid, rounded_too_much, sale_locked, sale_not_open, not_selling.
 */
export async function completeSale(
  shop: Shop,
  action: Action,
  by: Operator,
  saleId: string,
  wanted: { isForPickUp?: boolean; slips?: Slips } = {},
): Promise<{ saleId: string; receiptNumber: number }> {
  let exchanged: Exchanged | null = null;
  await lookBeforeSettling(shop, saleId);
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, saleId);
    await refuseUnlessPayable(tx, sale);
    const lines = await linesOf(tx, sale.id);
    const tenders = await tendersOf(tx, sale.id);
    if (lines.length === 0) throw new AppError({ kind: "basket_empty" });
    const totals = saleTotals(lines, tenders);
    if (totals.paidMinor !== totals.totalMinor) throw new AppError({ kind: "sale_not_paid" });
    const { cashStepMinor } = await requireShop(tx);
    if (2 * Math.abs(totals.roundingMinor) > cashStepMinor) throw new AppError({ kind: "rounded_too_much" });
    exchanged = await settleExchange(shop, { tx, afterCommit }, by, sale, wanted.slips ?? {});
    const now = shop.clock.now();
    const receiptNumber = await nextReceiptNumber(tx, by.registerId, sale.mode);
    const { mode, currency } = sale;
    const { registerId, staffId } = by;
    const shiftId = await currentShift(shop, tx, by, mode);
    const completed = { status: "completed", completedAt: now, completedBy: staffId, receiptNumber } as const;
    const isForPickUp = wanted.isForPickUp === true && mayBePickedUpLater(tenders);
    await updateSale(tx, sale.id, now, { ...completed, registerId, shiftId, forPickUpAt: isForPickUp ? now : null });
    const journal = { id: newId(shop, "jnl"), cause: "sale_completed", saleId, paymentId: null, mode };
    await insertJournal(tx, { ...journal, shiftId, staffId, at: now }, saleJournal(lines, tenders), currency);
    await fillCards(shop, tx, by, sale, lines);
    await askForMoney(shop, tx, by, sale, isForPickUp);
    afterCommit(shop.wakeJobs);
    return { saleId, receiptNumber };
  });
  await logCards(shop, saleId);
  if (exchanged !== null) await finishExchange(shop, exchanged);
  return result;
}

/** What of an exchange is done after both halves are booked: gift cards are logged, and Klarna is talked to. */
async function finishExchange(shop: Shop, { saleId, paymentIds }: Exchanged): Promise<void> {
  await logCards(shop, saleId);
  await Promise.all(paymentIds.map((id) => checkPayment(shop, id, "cashier")));
}

/** Klarna is asked for its part, unless the goods stay here: those that can only have been handed over are so at once. */
async function askForMoney(shop: Shop, tx: Tx, by: Operator, sale: SaleRow, isForPickUp: boolean): Promise<void> {
  const lines = await linesOf(tx, sale.id);
  const given = new Map(lines.filter(({ kind }) => kind === "gift_card").map(({ id, quantity }) => [id, quantity]));
  if (isForPickUp && given.size > 0) await noteHandOver(shop, tx, by, sale, "handed_over", given);
  for (const { paymentId } of await tendersOf(tx, sale.id)) {
    const payment = paymentId === null ? undefined : await findPayment(tx, paymentId);
    // Somebody took it in Klarna's portal, and it was booked: there is nothing left to ask for.
    if (paymentId === null || payment?.status === "captured") continue;
    if (payment?.status !== "authorized") throw new AppError({ kind: "payment_not_completed" });
    await askForCapture(shop, { tx, payment, because: { cause: "cashier", staffId: by.staffId } });
  }
}
