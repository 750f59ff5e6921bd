import type { Tx } from "../../db/open.ts";
import type { PaybackRow, SaleRow } from "../../db/schema.ts";
import { returnJournal } from "../domain/journal.ts";
import { cashBack } from "../domain/return.ts";
import { TAX_FREE_CODE } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, newIdempotencyKey, type Operator, type Shop } from "../shop.ts";
import { closeAttentionItem, insertJournal } from "../store/books.ts";
import { hintPayment } from "../store/due-payments.ts";
import { insertCredit } from "../store/exchanges.ts";
import { lastHandOver } from "../store/hand-overs.ts";
import { findPayment } from "../store/payments.ts";
import { insertPayback, insertReturn, nextReturnNumber } from "../store/returns.ts";
import { requireShop } from "../store/shop.ts";
import { updateSale } from "../store/sales.ts";
import { findRegister } from "../store/staff.ts";
import type { AfterCommit } from "../store/transaction.ts";
import { insertWish } from "../store/wishes.ts";
import { currentShift, openDrawer, putCash } from "./drawer.ts";
import { returnToCard } from "./gift-cards.ts";
import { foundAtKlarna } from "./klarna-ways.ts";
import type { PlannedReturn, ReturnParts } from "./return-parts.ts";
import { noteEvent } from "./payment-events.ts";
import { CASH_KEY, type Refundable, type Way } from "./refundable.ts";
import { isWaiting, waitingGoods } from "./waiting-goods.ts";

/** So much of a way: given back by it, or kept as a credit. */
export type PartOfWay = { way: Way; amountMinor: number; reference: string | null };

/** A return that is decided. `credits` are what of it pays for another sale, by that sale's tender `creditedTo`. */
export type ReturnBooking = {
  sale: SaleRow;
  refundable: Refundable;
  wanted: PlannedReturn;
  planned: ReturnParts;
  approvedBy: string | null;
  chosen: readonly PartOfWay[];
  credits: readonly PartOfWay[];
  creditedTo: string | null;
};

type Move = { tx: Tx; afterCommit: AfterCommit };

/**
 * Keeps a return and books all of it at once: cash leaves the drawer, a gift card holds it again, Klarna is to be asked for
 * its part, and what is not given back stays as credits. Answers the Klarna payments to talk about afterwards.
 */
export async function bookReturn(
  shop: Shop,
  { tx, afterCommit }: Move,
  by: Operator,
  booking: ReturnBooking,
): Promise<{ returnId: string; paymentIds: string[] }> {
  const { sale, refundable, chosen, credits, creditedTo } = booking;
  const { cashStepMinor } = await requireShop(tx);
  const returnId = await keepReturn(shop, tx, by, booking);
  const given = chosen.flatMap((one) => inCoins(one, refundable, cashStepMinor));
  await writeJournal(shop, tx, by, booking, returnId, given);
  for (const one of given) await carryOut(shop, { tx, afterCommit }, by, { sale, returnId, one });
  for (const { way, amountMinor } of credits) {
    const { tenderId: rootTenderId, creditId: fromCreditId } = way;
    if (rootTenderId === null || creditedTo === null) throw new Error(`a credit of sale ${sale.id} is nobody's money`);
    const credit = { id: newId(shop, "cdt"), returnId, rootTenderId, fromCreditId, tenderId: creditedTo, amountMinor };
    await insertCredit(tx, credit);
  }
  if (given.some(({ kind }) => kind === "cash")) openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
  if (isWaiting(sale) && (await waitingGoods(tx, sale.id)).left.size === 0) {
    const now = shop.clock.now();
    await updateSale(tx, sale.id, now, { handedOverAt: now });
  }
  afterCommit(shop.wakeJobs);
  return { returnId, paymentIds: given.flatMap(({ paymentId, isFound }) => isFound ? [] : paymentId ?? []) };
}

type Given = Pick<
  PaybackRow,
  "kind" | "amountMinor" | "tenderId" | "creditId" | "paymentId" | "giftCardId" | "reference" | "isFound"
>;

/** Cash as it is handed over, and beside it what that rounds away; other ways as they are. */
function inCoins({ way, amountMinor, reference }: PartOfWay, { cash }: Refundable, stepMinor: number): Given[] {
  const { kind, tenderId, creditId, paymentId, giftCardId } = way;
  const place = { tenderId, creditId, paymentId, giftCardId, reference, isFound: Number(way.isFound) };
  if (way.key !== CASH_KEY || cash === null) return [{ ...place, kind, amountMinor }];
  const { cashMinor, roundingMinor } = cashBack(amountMinor, cash, stepMinor);
  // The rounding first: the database holds cash against what it is good for.
  const coins: Given[] = [
    { ...place, kind: "rounding", amountMinor: roundingMinor },
    { ...place, kind, amountMinor: cashMinor },
  ];
  return coins.filter((one) => one.amountMinor !== 0);
}

async function keepReturn(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, wanted, planned, approvedBy }: ReturnBooking,
): Promise<string> {
  const { registerId, staffId } = by;
  const { totalMinor, taxMinor } = planned;
  const reasonOf = (lineId: string) => wanted.lines.find((line) => line.lineId === lineId);
  const row = {
    id: newId(shop, "ret"),
    number: await nextReturnNumber(tx, sale.mode),
    saleId: sale.id,
    mode: sale.mode,
    registerId,
    shiftId: await currentShift(shop, tx, by, sale.mode),
    staffId,
    approvedBy,
    totalMinor,
    taxMinor,
    note: wanted.note.trim() || null,
    afterHandOver: await lastHandOver(tx, sale.id),
    at: shop.clock.now(),
  };
  await insertReturn(tx, row, [
    ...planned.wanted.map((part) => {
      const { reason = "other", backOnShelf = false } = reasonOf(part.lineId) ?? {};
      return { ...part, reason, backOnShelf: Number(backOnShelf && part.quantity > 0) };
    }),
    ...planned.free.map((part) => ({ ...part, reason: "goodwill" as const, backOnShelf: 0 })),
  ]);
  return row.id;
}

async function writeJournal(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, refundable, planned, credits }: ReturnBooking,
  returnId: string,
  given: readonly Given[],
): Promise<void> {
  const coded = planned.parts.map((part) => {
    const line = refundable.lines.find(({ id }) => id === part.lineId);
    return { ...part, taxCode: line?.isTaxFree ? TAX_FREE_CODE : line?.taxCode ?? "" };
  });
  const { mode, currency, id: saleId } = sale;
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "returned", saleId, returnId, paymentId: null, mode, shiftId };
  const kept = credits.map(({ amountMinor }) => ({ kind: "exchange" as const, amountMinor }));
  const entries = returnJournal(coded, [...given, ...kept]);
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}

/** Writes down one way in which the money goes, and sends it on that way. */
async function carryOut(
  shop: Shop,
  { tx, afterCommit }: Move,
  by: Operator,
  { sale, returnId, one }: { sale: SaleRow; returnId: string; one: Given },
): Promise<void> {
  const { mode } = sale;
  const { staffId } = by;
  const at = shop.clock.now();
  const { amountMinor, tenderId, paymentId, giftCardId } = one;
  const id = newId(shop, "pbk");
  await insertPayback(tx, { ...one, id, returnId, insteadOfId: null, staffId, at });
  if (one.kind === "cash" && tenderId) {
    await putCash(shop, tx, by, { id: tenderId, amountMinor, mode }, "given_back");
  }
  if (one.kind === "gift_card") {
    if (giftCardId === null) throw new AppError({ kind: "gift_card_missing" });
    await returnToCard(shop, tx, by, { giftCardId, saleId: sale.id, amountMinor });
  }
  if (one.kind !== "klarna" || paymentId === null) return;
  if (one.isFound) return await closeIfBooked(shop, tx, paymentId);
  const payment = await findPayment(tx, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  await insertWish(tx, {
    id: newId(shop, "wsh"),
    paymentId,
    kind: "refund",
    paybackId: id,
    idempotencyKey: newIdempotencyKey(shop),
    amountMinor,
    staffId,
    askedAt: at,
  });
  const because = { cause: "cashier", staffId, detail: { amountMinor } } as const;
  await noteEvent(shop, { tx, afterCommit, payment, because }, "refund_asked");
  await hintPayment(tx, paymentId, at);
}

/** Our book has all that somebody gave back in Klarna's portal: nobody need look after it any more. */
export async function closeIfBooked(shop: Shop, tx: Tx, paymentId: string): Promise<void> {
  const payment = await findPayment(tx, paymentId);
  if (!payment || await foundAtKlarna(tx, payment) > 0) return;
  const closing = { at: shop.clock.now(), staffId: null, reason: "refund_booked" };
  await closeAttentionItem(tx, paymentId, "refunded_elsewhere", closing);
}
