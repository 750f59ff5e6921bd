import type { Db, Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { type GivenAway, givenAway, priceBasket, SHARE_ROUNDING_MINOR } from "../domain/basket.ts";
import { type DiscountKind, type DiscountLimits, limitOf, roleToGive, WHOLE_BASIS_POINTS } from "../domain/discount.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { linesOf, updateLine, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import type { Approval } from "./approval.ts";
import { type BasketChange, changeLine, changeSale, describe, refuseBadLine, requireSale } from "./basket.ts";
import type { Action } from "./once.ts";
import { checkPin } from "./pin-check.ts";
import { discountIn, reprice, rungUp } from "./reprice.ts";

/** What shall come off: basis points or minor units, as the kind says; null takes a discount away. */
export type WantedDiscount = { kind: DiscountKind; value: number } | null;

/** One change that gives something away, of a line or of the whole sale. */
export type Reduction =
  | { of: "line"; lineId: string; discount: WantedDiscount }
  | { of: "price"; lineId: string; priceMinor: number }
  | { of: "sale"; discount: WantedDiscount };

/** `version` is left out where what is meant does not depend on the rest of the basket, e.g. "10%" for the last line. */
type Wanted<R extends Reduction = Reduction> = { saleId: string; version?: number; approval: Approval; reduction: R };

/** What a reduction does to what it is about: its price in minor units, and who may answer for that alone. */
export type Meaning = { beforeMinor: number; afterMinor: number; isLesser: boolean; needs: Role };

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
  refuseBadDiscount(discount);
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    const answers = await whoAnswers(tx, by, colleague, wanted);
    await updateLine(tx, lineId, discountColumns(discount, heldBefore(line, answers)));
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
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeLine(shop, action, { ...wanted, lineId }, async (tx, line) => {
    refuseBadLine({ ...line, unitPriceMinor: priceMinor });
    const answers = await whoAnswers(tx, by, colleague, wanted);
    const { listPriceMinor } = priced(line, priceMinor);
    const mayGive = Math.max(answers.mayGive, answers.isLess ? line.priceMost ?? 0 : 0);
    const hand = listPriceMinor === null ? { priceBy: null, priceMost: null } : {
      priceBy: answers.staffId,
      priceMost: mayGive,
    };
    await updateLine(tx, lineId, { unitPriceMinor: priceMinor, listPriceMinor, ...hand });
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
  const { discount } = wanted.reduction;
  refuseBadDiscount(discount);
  const colleague = await colleagueWho(shop, by, wanted.approval);
  return await changeSale(shop, action, wanted, async (tx, sale) => {
    const answers = await whoAnswers(tx, by, colleague, wanted);
    await updateSale(tx, sale.id, shop.clock.now(), discountColumns(discount, heldBefore(sale, answers)));
    await reprice(tx, sale.id);
    return { saleId: sale.id };
  });
}

/**
 * What a reduction would mean now. Held against the limits is all that comes off what it is about, also what came off
 * before, so that nobody gets past a limit in small steps; but to give less than before needs nobody. A discount on the
 * sale is about the whole and about each of its lines. Throws sale_missing, line_missing, no_discount for a gift card.
 */
export async function meaningOf(db: Db, saleId: string, reduction: Reduction): Promise<Meaning> {
  const sale = await requireSale(db, saleId);
  const lines = await linesOf(db, saleId);
  const limits = await limitsOf(db);
  if (reduction.of !== "sale") refuseUnlessGoods(lines.find(({ id }) => id === reduction.lineId));
  const before = given(sale, lines, reduction);
  const after = given(...reduced(sale, lines, reduction), reduction);
  const isLesser = givesLess(sale, lines, reduction);
  const needed = after.flatMap(({ offMinor, worthMinor, slackMinor }, index) => {
    // A price that was raised first makes a discount look small: only against the same worth is less off less.
    const isLess = isLesser && offMinor <= before[index]!.offMinor && worthMinor >= before[index]!.worthMinor;
    return isLess ? [] : [roleToGive(offMinor - slackMinor, worthMinor, limits)];
  });
  if (!isLesser) needed.push(roleToGiveRate(reduction, limits));
  const [whole] = before;
  const [then] = after;
  return {
    beforeMinor: whole!.worthMinor - whole!.offMinor,
    afterMinor: then!.worthMinor - then!.offMinor,
    isLesser,
    needs: needed.reduce((most, role) => isAtLeast(role, most) ? role : most, "cashier"),
  };
}

/** What each role may give away alone in this shop. */
export async function limitsOf(db: Db): Promise<DiscountLimits> {
  const { cashierLimit: cashier, seniorLimit: senior } = await requireShop(db);
  return { cashier, senior };
}

/**
 * Whether a discount is the one that was given, or less of the same kind: whoever agreed to an amount agreed to no
 * percentage, which grows with what is rung up after it. A price set by hand is held against the limits by what it takes off.
 */
function givesLess(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): boolean {
  if (reduction.of === "price" || reduction.discount === null) return true;
  const row = reduction.of === "sale" ? sale : lines.find(({ id }) => id === reduction.lineId);
  const now = row ? discountIn(row) : null;
  return now?.kind === reduction.discount.kind && reduction.discount.value <= now.value;
}

/** Who may give such a percentage at all: of a few pence, or of an empty basket, it takes off nothing yet. */
function roleToGiveRate(reduction: Reduction, limits: DiscountLimits): Role {
  const rate = reduction.of === "price" || reduction.discount?.kind !== "percent" ? 0 : reduction.discount.value;
  return roleToGive(rate, WHOLE_BASIS_POINTS, limits);
}

type Given = GivenAway & { slackMinor: number };

/** What comes off that which a reduction is about: one line; or all lines together, and then each of them. */
function given(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): Given[] {
  const rung = lines.map(rungUp);
  const terms = { discount: discountIn(sale), isTaxFree: sale.isTaxFree === 1 };
  const each = givenAway(rung, priceBasket(rung, terms));
  if (reduction.of !== "sale") {
    return each.filter(({ id }) => id === reduction.lineId).map((one) => ({ ...one, slackMinor: 0 }));
  }
  const sum = (of: "offMinor" | "worthMinor") => each.reduce((total, one) => total + one[of], 0);
  const whole = { offMinor: sum("offMinor"), worthMinor: sum("worthMinor"), slackMinor: 0 };
  return [whole, ...each.map((one) => ({ ...one, slackMinor: SHARE_ROUNDING_MINOR }))];
}

function reduced(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): [SaleRow, LineItemRow[]] {
  if (reduction.of === "sale") return [{ ...sale, ...discountColumns(reduction.discount, NOBODY) }, lines];
  const change = (line: LineItemRow) =>
    reduction.of === "price"
      ? { ...priced(line, reduction.priceMinor), priceMost: NOBODY.mayGive }
      : discountColumns(reduction.discount, NOBODY);
  return [sale, lines.map((line) => line.id === reduction.lineId ? { ...line, ...change(line) } : line)];
}

/** A price set by hand stands beside the catalogue's; what is not in the catalogue has no other. */
function priced(line: LineItemRow, unitPriceMinor: number) {
  const usual = line.productId === null ? null : line.listPriceMinor ?? line.unitPriceMinor;
  return { unitPriceMinor, listPriceMinor: usual === unitPriceMinor ? null : usual };
}

type Answerer = { staffId: string | null; mayGive: number };

/** For looking what would be: nobody has answered yet, and no limit lessens it. */
const NOBODY: Answerer = { staffId: null, mayGive: WHOLE_BASIS_POINTS };

type Colleague = Pick<Operator, "staffId" | "role">;

/** Whoever typed their PIN beside the operator; null: nobody, or the operator may do it all. Throws wrong_pin, pin_too_soon. */
async function colleagueWho(shop: Shop, by: Operator, approval: Approval): Promise<Colleague | null> {
  if (approval === null || by.role === "manager") return null;
  const { id: staffId, role } = await checkPin(shop, approval.staffId, approval.pin);
  return { staffId, role };
}

/** Who answers for a reduction: the operator as far as their role goes, else the colleague beside them. */
async function whoAnswers(
  tx: Tx,
  by: Operator,
  colleague: Colleague | null,
  { saleId, reduction }: Wanted,
): Promise<Answerer & { isLess: boolean }> {
  const { needs, isLesser, beforeMinor, afterMinor } = await meaningOf(tx, saleId, reduction);
  const who = [by, colleague].find((one) => one !== null && isAtLeast(one.role, needs));
  if (!who) throw new AppError({ kind: needs === "manager" ? "needs_manager" : "needs_senior" });
  return {
    staffId: who.staffId,
    mayGive: limitOf(who.role, await limitsOf(tx)),
    isLess: isLesser && afterMinor >= beforeMinor,
  };
}

/** Whoever gives less than was given before leaves it to whoever answered for more. */
function heldBefore(row: DiscountRow, { isLess, ...answers }: Answerer & { isLess: boolean }): Answerer {
  const { discountMost: mayGive, discountBy: staffId } = row;
  return isLess && mayGive !== null && mayGive > answers.mayGive ? { staffId, mayGive } : answers;
}

type DiscountRow = Pick<SaleRow, "discountMost" | "discountBy">;

function refuseBadDiscount(discount: WantedDiscount): void {
  if (discount === null) return;
  const { kind, value } = discount;
  const isGood = Number.isSafeInteger(value) && value > 0 && (kind === "amount" || value <= WHOLE_BASIS_POINTS);
  if (!isGood) throw new AppError({ kind: "bad_discount" });
}

function refuseUnlessGoods(line: LineItemRow | undefined): void {
  if (!line) throw new AppError({ kind: "line_missing" });
  if (line.kind === "gift_card") throw new AppError({ kind: "no_discount" });
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
