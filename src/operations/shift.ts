import type { Db } from "../../db/open.ts";
import type { ShiftRow } from "../../db/schema.ts";
import { GIFT_CARDS_SOLD_ACCOUNT, TENDER_ACCOUNTS } from "../domain/journal.ts";
import { parseAmountMinor } from "../domain/money.ts";
import { cashFigures, type ShiftFigures } from "../domain/shift.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { bookedInShift, takenBy } from "../store/ledger.ts";
import { returnsInShift } from "../store/returns.ts";
import {
  asCarried,
  drawerMoves,
  endShift,
  findOpenShift,
  insertCount,
  insertReport,
  lastCount,
  lastReportOf,
  nextReportNumber,
  openPaymentsAt,
  paymentsByStatus,
  salesEnded,
} from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { book } from "./drawer.ts";
import { type Action, once } from "./once.ts";
import { taxesInShift } from "./shift-taxes.ts";

/** What a shift has come to until now, folded from its books. */
export async function shiftFigures(db: Db, shift: ShiftRow): Promise<ShiftFigures> {
  const booked = await bookedInShift(db, shift.id);
  const sumOf = (account: string) => booked.find((row) => row.account === account)?.sum ?? 0;
  const [completed, voided] = [await salesEnded(db, shift.id, "completed"), await salesEnded(db, shift.id, "voided")];
  const sold = booked.filter(({ account }) => /^(sales|tax):/.test(account) || account === GIFT_CARDS_SOLD_ACCOUNT);
  const returns = await returnsInShift(db, shift.id);
  const carriedFrom = (await lastReportOf(db, shift.registerId, shift.mode))?.id ?? null;
  return {
    sales: {
      count: completed.count,
      totalMinor: returns.totalMinor - sold.reduce((total, { sum }) => total + sum, 0),
      discountMinor: completed.discountMinor,
    },
    taxes: await taxesInShift(db, shift.id, booked),
    returns,
    tenders: takenBy(booked).filter(({ amountMinor }) => amountMinor !== 0),
    giftCards: { soldMinor: 0 - sumOf(GIFT_CARDS_SOLD_ACCOUNT), redeemedMinor: sumOf(TENDER_ACCOUNTS.gift_card) },
    voids: { count: voided.count, amountMinor: voided.totalMinor },
    cash: cashFigures(shift, await drawerMoves(db, shift.id)),
    payments: await paymentsByStatus(db, shift, carriedFrom),
  };
}

/** Keeps what was counted in the drawer, with what should be there now. Throws shift_not_open. */
export function countDrawer(
  shop: Shop,
  action: Action,
  by: Operator,
  counted: { countedMinor: number; pieces: Record<string, number> | null },
): Promise<{ differenceMinor: number }> {
  return once(shop, action, async (tx) => {
    const shift = await requireShift(tx, shop, by);
    const { expectedMinor } = cashFigures(shift, await drawerMoves(tx, shift.id));
    const { countedMinor, pieces } = counted;
    await insertCount(tx, {
      shiftId: shift.id,
      countedMinor,
      expectedMinor,
      pieces: pieces && JSON.stringify(pieces),
      staffId: by.staffId,
      at: shop.clock.now(),
    });
    return { differenceMinor: countedMinor - expectedMinor };
  });
}

/** The closing as it was seen: the counting it goes by, why it differs, what stays, and the payments handed on. */
export type Closing = { count: number; reason: string; left: string; carried: readonly string[] };

/**
 * Ends this register's shift with a Z report. The drawer was counted, and nothing went in or out since; a difference has
 * a reason; every payment that is still open is handed on by its name. Throws shift_not_open, count_needed,
 * difference_unexplained, bad_amount, more_than_counted, payments_not_carried.
 */
export function closeShift(
  shop: Shop,
  action: Action,
  by: Operator,
  closing: Closing,
): Promise<{ reportId: string }> {
  return once(shop, action, async (tx) => {
    const shift = await requireShift(tx, shop, by);
    const { id: shiftId, registerId, mode } = shift;
    const { currency } = await requireShop(tx);
    const figures = await shiftFigures(tx, shift);
    const { expectedMinor } = figures.cash;
    const count = await lastCount(tx, shiftId);
    if (!count || count.position !== closing.count || count.expectedMinor !== expectedMinor) {
      throw new AppError({ kind: "count_needed" });
    }
    const { countedMinor } = count;
    const differenceMinor = countedMinor - expectedMinor;
    const reason = closing.reason.trim();
    if (differenceMinor !== 0 && reason === "") throw new AppError({ kind: "difference_unexplained" });
    const leftMinor = leftIn(closing.left, countedMinor, currency);
    const open = await openPaymentsAt(tx, registerId, mode);
    const forgotten = new Set(open.map(({ id }) => id)).difference(new Set(closing.carried)).size;
    if (forgotten > 0) throw new AppError({ kind: "payments_not_carried", count: forgotten });
    await book(shop, tx, by, { shiftId, mode, cause: "shift_closed", currency }, [
      { account: "cash_difference", amountMinor: differenceMinor },
      { account: "cash_banked", amountMinor: leftMinor - countedMinor },
    ]);
    const closedAt = Math.max(shop.clock.now(), shift.openedAt);
    const id = newId(shop, "zed");
    const who = { registerId, shiftId, staffId: by.staffId, closedAt, mode, currency };
    const cash = { expectedMinor, countedMinor, leftMinor, differenceReason: differenceMinor === 0 ? null : reason };
    const report = { id, number: await nextReportNumber(tx, mode), ...who, ...cash, figures: JSON.stringify(figures) };
    await insertReport(tx, report, asCarried(open));
    await endShift(tx, shiftId, closedAt);
    return { reportId: id };
  });
}

/** What stays in the drawer; nothing typed is all of it. */
function leftIn(typed: string, countedMinor: number, currency: string): number {
  if (typed.trim() === "") return countedMinor;
  const leftMinor = parseAmountMinor(typed, currency);
  if (leftMinor === null) throw new AppError({ kind: "bad_amount" });
  if (leftMinor > countedMinor) throw new AppError({ kind: "more_than_counted" });
  return leftMinor;
}

async function requireShift(db: Db, shop: Shop, by: Operator): Promise<ShiftRow> {
  const shift = await findOpenShift(db, by.registerId, shop.klarna.mode);
  if (!shift) throw new AppError({ kind: "shift_not_open" });
  return shift;
}
