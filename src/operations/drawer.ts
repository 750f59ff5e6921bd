import type { Tx } from "../../db/open.ts";
import type { RegisterRow, TenderRow } from "../../db/schema.ts";
import { type DrawerJournal, drawerJournal } from "../domain/journal.ts";
import { parseAmountMinor } from "../domain/money.ts";
import type { Mode } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { findOpenShift, findShift, insertDrawerEntry, keepFloat, leftBefore } from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister, openShift } from "../store/staff.ts";
import type { AfterCommit } from "../store/transaction.ts";
import { type Action, once } from "./once.ts";
import { printerOf } from "./print-receipt.ts";

/**
 * The shift in which something is done at this register now. Not simply the session's: it may have been closed since, by
 * a colleague, and then the deed opens the next.
 */
export async function currentShift(shop: Shop, tx: Tx, by: Operator, mode: Mode): Promise<string> {
  const { registerId, staffId } = by;
  const open = await findOpenShift(tx, registerId, mode);
  if (open) return open.id;
  return await openShift(tx, { id: newId(shop, "shf"), registerId, staffId, mode, openedAt: shop.clock.now() });
}

/** Writes down what a cash tender puts into this register's drawer, or takes out again, wherever it was taken. */
export async function putCash(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { id: tenderId, amountMinor, mode }: Pick<TenderRow, "id" | "amountMinor" | "mode">,
  cause: "taken" | "given_back",
): Promise<void> {
  const shiftId = await currentShift(shop, tx, by, mode);
  const signed = cause === "taken" ? amountMinor : -amountMinor;
  const at = shop.clock.now();
  await insertDrawerEntry(tx, { shiftId, cause, amountMinor: signed, tenderId, reason: null, staffId: by.staffId, at });
}

/**
 * Counts the float of the shift that is open here, or opened by it: once, at any time before it is closed. What was
 * typed is what lay in the drawer when the shift began; where that is not what the closing before left, a reason stays on
 * record. Throws bad_amount, float_counted, float_unexplained.
 */
export function countFloat(
  shop: Shop,
  action: Action,
  by: Operator,
  { float, reason }: { float: string; reason: string },
): Promise<{ shiftId: string }> {
  return once(shop, action, async (tx) => {
    const { currency } = await requireShop(tx);
    const floatMinor = parseAmountMinor(float, currency);
    if (floatMinor === null) throw new AppError({ kind: "bad_amount" });
    const { mode } = shop.klarna;
    const shift = await findShift(tx, await currentShift(shop, tx, by, mode));
    if (shift.floatMinor !== null) throw new AppError({ kind: "float_counted" });
    const leftMinor = await leftBefore(tx, shift);
    const differenceMinor = floatMinor - (leftMinor ?? floatMinor);
    const floatReason = differenceMinor === 0 ? null : reason.trim();
    if (floatReason === "") throw new AppError({ kind: "float_unexplained", differenceMinor });
    await keepFloat(tx, shift.id, { floatMinor, floatReason });
    const more = [{ account: "cash_float", amountMinor: floatMinor - shift.leftMinor }] as const;
    await book(shop, tx, by, { shiftId: shift.id, mode, cause: "float_counted", currency }, more);
    return { shiftId: shift.id };
  });
}

/** Puts cash into the drawer or takes it out, for a reason that stays on record, and opens it. Throws bad_amount. */
export function moveCash(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { way: "in" | "out"; amount: string; reason: string },
): Promise<{ amountMinor: number }> {
  return once(shop, action, async (tx, afterCommit) => {
    const { currency } = await requireShop(tx);
    const typedMinor = parseAmountMinor(wanted.amount, currency);
    if (!typedMinor) throw new AppError({ kind: "bad_amount" });
    const amountMinor = wanted.way === "in" ? typedMinor : -typedMinor;
    const { mode } = shop.klarna;
    const shiftId = await currentShift(shop, tx, by, mode);
    const place = { shiftId, staffId: by.staffId, at: shop.clock.now() };
    await insertDrawerEntry(tx, {
      ...place,
      cause: wanted.way,
      amountMinor,
      tenderId: null,
      reason: wanted.reason.trim(),
    });
    const cause = wanted.way === "in" ? "cash_in" : "cash_out";
    await book(shop, tx, by, { shiftId, mode, cause, currency }, [{ account: "cash_moved", amountMinor }]);
    openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
    return { amountMinor };
  });
}

type Booking = { shiftId: string; mode: Mode; cause: DrawerJournal; currency: string };

/** Books what moved in the drawer alone. */
export async function book(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { currency, ...what }: Booking,
  moves: Readonly<Parameters<typeof drawerJournal>[0]>,
): Promise<void> {
  const entries = drawerJournal([...moves]);
  if (entries.length === 0) return;
  const journal = { id: newId(shop, "jnl"), ...what, saleId: null, paymentId: null, staffId: by.staffId };
  await insertJournal(tx, { ...journal, at: shop.clock.now() }, entries, currency);
}

/** Has the drawer of a register opened once its deed is written down, where its printer can. */
export function openDrawer(
  shop: Shop,
  register: RegisterRow | undefined,
  afterCommit: AfterCommit,
): void {
  const printer = printerOf(register);
  if (printer) afterCommit(() => pulse(shop, printer));
}

/** Opens the drawer; what goes wrong holds nobody up, for a drawer has a key. */
function pulse(shop: Shop, place: NonNullable<ReturnType<typeof printerOf>>): void {
  const complain = (error: unknown) => shop.log.warn("drawer_failed", { error: String(error) });
  void shop.receipts.printer.print(place, { kind: "drawer" }).catch(complain);
}
