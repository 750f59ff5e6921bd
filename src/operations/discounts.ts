import type { Db, Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { givenAway, priceBasket, type RungUpLine } from "../domain/basket.ts";
import { type DiscountKind, limitOf, roleToGive, shareOff, WHOLE_BASIS_POINTS } from "../domain/discount.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { linesOf, updateLine, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { findStaff } from "../store/staff.ts";
import { type Approval, approverOf } from "./approval.ts";
import { type BasketChange, changeLine, changeSale, describe, refuseBadLine, requireSale } from "./basket.ts";
import type { Action } from "./once.ts";
import { discountIn, reprice, rungUp } from "./reprice.ts";

/** What shall come off: basis points or minor units, as the kind says; null takes a discount away. */
export type WantedDiscount = { kind: DiscountKind; value: number } | null;

/** One change that gives something away, of a line or of the whole sale. */
export type Reduction =
  | { of: "line"; lineId: string; discount: WantedDiscount }
  | { of: "price"; lineId: string; priceMinor: number }
  | { of: "sale"; discount: WantedDiscount };

type Wanted<R extends Reduction = Reduction> = { saleId: string; version: number; approval: Approval; reduction: R };

/** What a reduction does to what it is about, and who may answer for it alone. Minor units and basis points. */
export type Meaning = { beforeMinor: number; afterMinor: number; shareOff: number; needs: Role; mayGive: number };

/**
 * Gives a discount on a line, or takes it away. Throws bad_discount; needs_senior or needs_manager for more than the
 * operator may give, wrong_pin, pin_too_soon; no_discount for a gift card; and what changeLine throws.
 */
export async function discountLine(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "line" }>>,
): Promise<BasketChange> {
  const { lineId, discount } = wanted.reduction;
  const answers = await whoAnswers(shop, by, wanted);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    if (line.kind === "gift_card") throw new AppError({ kind: "no_discount" });
    await updateLine(tx, lineId, discountColumns(discount, answers));
    return await changed(tx, line);
  });
}

/**
 * Sets a line's price by hand. The catalogue's own price takes the change away. Throws as discountLine does, and
 * quantity, too_much.
 */
export async function setPrice(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "price" }>>,
): Promise<BasketChange> {
  const { lineId, priceMinor } = wanted.reduction;
  const answers = await whoAnswers(shop, by, wanted);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    if (line.kind === "gift_card") throw new AppError({ kind: "no_discount" });
    refuseBadLine({ ...line, unitPriceMinor: priceMinor });
    const { listPriceMinor } = priced(line, priceMinor);
    const priceBy = listPriceMinor === null ? null : answers.staffId;
    await updateLine(tx, lineId, { unitPriceMinor: priceMinor, listPriceMinor, priceBy });
    return await changed(tx, line);
  });
}

/** Gives a discount on the whole sale, or takes it away. Throws as discountLine does, but for what concerns a line. */
export async function discountSale(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted<Extract<Reduction, { of: "sale" }>>,
): Promise<{ saleId: string }> {
  const answers = await whoAnswers(shop, by, wanted);
  return await changeSale(shop, action, wanted, async (tx, sale) => {
    await updateSale(tx, sale.id, shop.clock.now(), discountColumns(wanted.reduction.discount, answers));
    await reprice(tx, sale.id);
    return { saleId: sale.id };
  });
}

/**
 * What a reduction would mean now. Held against the limits is all that comes off what it is about, also what came off
 * before, so that nobody gets past a limit in small steps; but to give less than before needs nobody.
 * Throws sale_missing, line_missing.
 */
export async function meaningOf(db: Db, by: Operator, saleId: string, reduction: Reduction): Promise<Meaning> {
  const sale = await requireSale(db, saleId);
  const lines = await linesOf(db, saleId);
  const shop = await requireShop(db);
  const limits = { cashier: shop.cashierLimit, senior: shop.seniorLimit };
  const lineId = reduction.of === "sale" ? null : reduction.lineId;
  if (lineId !== null && !lines.some(({ id }) => id === lineId)) throw new AppError({ kind: "line_missing" });
  const before = given(sale, lines.map(rungUp), lineId);
  const changedSale = reduction.of === "sale" ? { ...sale, ...discountColumns(reduction.discount, NOBODY) } : sale;
  const after = given(changedSale, lines.map((line) => rungUp(reduced(line, reduction))), lineId);
  const share = after.offMinor <= before.offMinor ? 0 : shareOff(after.offMinor, after.worthMinor);
  return {
    beforeMinor: before.worthMinor - before.offMinor,
    afterMinor: after.worthMinor - after.offMinor,
    shareOff: share,
    needs: roleToGive(share, limits),
    mayGive: limitOf(by.role, limits),
  };
}

/** Everything that comes off one line, or off all of them. */
function given(sale: SaleRow, lines: RungUpLine[], lineId: string | null) {
  const pricedLines = priceBasket(lines, { discount: discountIn(sale), isTaxFree: sale.isTaxFree === 1 });
  return givenAway(lineId === null ? lines : lines.filter(({ id }) => id === lineId), pricedLines);
}

function reduced(line: LineItemRow, reduction: Reduction): LineItemRow {
  if (reduction.of === "sale" || line.id !== reduction.lineId) return line;
  if (reduction.of === "price") return { ...line, ...priced(line, reduction.priceMinor) };
  return { ...line, ...discountColumns(reduction.discount, NOBODY) };
}

/** A price set by hand stands beside the catalogue's; what is not in the catalogue has no other. */
function priced(line: LineItemRow, unitPriceMinor: number) {
  const usual = line.productId === null ? null : line.listPriceMinor ?? line.unitPriceMinor;
  return { unitPriceMinor, listPriceMinor: usual === unitPriceMinor ? null : usual };
}

type Answerer = { staffId: string | null; mayGive: number };

/** For looking what would be: nobody has answered yet, and no limit lessens it. */
const NOBODY: Answerer = { staffId: null, mayGive: WHOLE_BASIS_POINTS };

/** Who answers for a reduction: the operator as far as their role goes, else a colleague who agrees by PIN. */
async function whoAnswers(shop: Shop, by: Operator, { saleId, reduction, approval }: Wanted): Promise<Answerer> {
  refuseBadDiscount(reduction);
  const { needs, mayGive } = await meaningOf(shop.db.read, by, saleId, reduction);
  if (needs === "cashier" || isAtLeast(by.role, needs)) return { staffId: by.staffId, mayGive };
  const staffId = await approverOf(shop, by, needs, approval);
  const colleague = await findStaff(shop.db.read, staffId);
  const { cashierLimit: cashier, seniorLimit: senior } = await requireShop(shop.db.read);
  return { staffId, mayGive: limitOf(colleague?.role ?? "cashier", { cashier, senior }) };
}

function refuseBadDiscount(reduction: Reduction): void {
  if (reduction.of === "price" || reduction.discount === null) return;
  const { kind, value } = reduction.discount;
  const isGood = Number.isSafeInteger(value) && value > 0 && (kind === "amount" || value <= WHOLE_BASIS_POINTS);
  if (!isGood) throw new AppError({ kind: "bad_discount" });
}

function discountColumns(discount: WantedDiscount, { staffId, mayGive }: Answerer) {
  if (discount === null) return { discountKind: null, discountValue: null, discountMost: null, discountBy: null };
  return { discountKind: discount.kind, discountValue: discount.value, discountMost: mayGive, discountBy: staffId };
}

async function changed(tx: Tx, line: LineItemRow): Promise<BasketChange> {
  const lines = await reprice(tx, line.saleId);
  const totalMinor = lines.find(({ id }) => id === line.id)?.totalMinor ?? 0;
  return { ...describe(line, line.quantity), totalMinor };
}
