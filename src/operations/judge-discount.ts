import type { Db } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import {
  answeredFor,
  type GivenAway,
  givenAway,
  goodsWorth,
  mostOff,
  priceBasket,
  saleOff,
  SHARE_ROUNDING_MINOR,
} from "../domain/basket.ts";
import {
  type Agreed,
  ALL_AGREED,
  type DiscountKind,
  type DiscountLimits,
  roleToGive,
  WHOLE_BASIS_POINTS,
} from "../domain/discount.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { findSale, linesOf } from "../store/sales.ts";
import { discountIn, limitsOf, rungUp, termsOf } from "./reprice.ts";

/** What shall come off: basis points or minor units, as the kind says; null takes a discount away. */
export type WantedDiscount = { kind: DiscountKind; value: number } | null;

/** One change that gives something away, of a line or of the whole sale; a larger quantity gives away more of the same. */
export type Reduction =
  | { of: "line"; lineId: string; discount: WantedDiscount }
  | { of: "price"; lineId: string; priceMinor: number }
  | { of: "quantity"; lineId: string; quantity: number }
  | { of: "sale"; discount: WantedDiscount };

/** What a reduction does to what it is about: its price in minor units, and who may answer for that alone. */
export type Meaning = { beforeMinor: number; afterMinor: number; isLesser: boolean; needs: Role };

/** Whoever answers for a discount, and the most they may give in basis points. */
export type Answerer = { staffId: string | null; mayGive: number };

/** For looking what would be: nobody has answered yet, and no limit lessens it. */
const NOBODY: Answerer = { staffId: null, mayGive: WHOLE_BASIS_POINTS };

/**
 * What a reduction would mean now. Held against the limits is all that comes off what it is about, also what came off
 * before, so that nobody gets past a limit in small steps; but to give less than before needs nobody. A discount on the
 * sale is about the whole and about each of its lines. Throws sale_missing, line_missing, no_discount for a gift card.
 */
export async function meaningOf(db: Db, saleId: string, reduction: Reduction): Promise<Meaning> {
  const sale = await findSale(db, saleId);
  if (!sale) throw new AppError({ kind: "sale_missing" });
  const lines = await linesOf(db, saleId);
  const limits = await limitsOf(db);
  if (reduction.of !== "sale") refuseUnlessGoods(lines.find(({ id }) => id === reduction.lineId));
  const changed = reduced(sale, lines, reduction);
  const before = given(sale, lines, limits, reduction);
  const after = given(...agreedTo(...changed, reduction), limits, reduction);
  const isLesser = givesLess(sale, lines, reduction);
  const needs = reduction.of === "quantity"
    ? growthOf(...changed, limits, reduction.lineId).needs
    : neededFor(before, after, isLesser, reduction, limits);
  const [whole] = before;
  const [then] = after;
  return {
    beforeMinor: whole!.worthMinor - whole!.offMinor,
    afterMinor: then!.worthMinor - then!.offMinor,
    isLesser,
    needs,
  };
}

/** What a line and the sale's discount have off that nobody has agreed to yet, and who may answer for it. */
export type Growth = { needs: Role; line: Agreed | null; sale: Agreed | null };

/**
 * Looks at a line that became larger, or came into the basket, as if all that was given for less of it held for it whole. More of
 * the sale's discount is agreed to only where all of it would come off: what another line's limit keeps from coming off nobody has
 * seen, and it must not come off something else later.
 */
export function growthOf(sale: SaleRow, lines: LineItemRow[], limits: DiscountLimits, lineId: string): Growth {
  const terms = termsOf(sale, limits);
  const rung = lines.map(rungUp);
  const line = rung.find(({ id }) => id === lineId);
  const whole = rung.map((one) => one === line ? { ...one, agreed: ALL_AGREED } : one);
  const { leftMinor, wantedMinor, mostMinor } = saleOff(whole, terms);
  const wanted = { ...terms, agreed: { offMinor: wantedMinor, worthMinor: goodsWorth(whole) } };
  const sharedMinor = priceBasket(whole, wanted).reduce((sum, one) => sum + one.saleDiscountMinor, 0);
  const isMore = wantedMinor > mostMinor && sharedMinor === wantedMinor;
  const then = isMore ? wanted : terms;
  const priced = priceBasket(whole, then);
  const all = answeredFor(whole, priced).find(({ id }) => id === lineId);
  if (!line || !all) return { needs: "cashier", line: null, sale: null };
  const { offMinor, worthMinor } = all;
  const isLineAgreed = offMinor <= mostOff(line, terms);
  const needed = [
    isLineAgreed ? "cashier" : roleToGive(offMinor, worthMinor, limits),
    isMore ? roleToGive(wantedMinor, leftMinor, limits) : "cashier",
  ] as const;
  return {
    needs: highest(needed),
    // More money off a larger sale may be a smaller part of it than the one that covered the line before.
    line: offMinor <= mostOff(line, then) ? null : { offMinor, worthMinor },
    sale: isMore ? wanted.agreed : null,
  };
}

function highest(roles: readonly Role[]): Role {
  return roles.reduce((most, role) => isAtLeast(role, most) ? role : most, "cashier");
}

function neededFor(
  before: Given[],
  after: Given[],
  isLesser: boolean,
  reduction: Reduction,
  limits: DiscountLimits,
): Role {
  const needed = after.flatMap(({ offMinor, worthMinor, slackMinor }, index) => {
    // A price that was raised first makes a discount look small: only against the same worth is less off less.
    const isLess = isLesser && offMinor <= before[index]!.offMinor && worthMinor >= before[index]!.worthMinor;
    return isLess ? [] : [roleToGive(offMinor - slackMinor, worthMinor, limits)];
  });
  return highest(isLesser ? needed : [...needed, roleToGiveRate(reduction, limits)]);
}

/**
 * Whether a discount is the one that was given, or less of the same kind: whoever agreed to an amount agreed to no
 * percentage, which grows with what is rung up after it. A price set by hand is held against the limits by what it takes off.
 */
function givesLess(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): boolean {
  if (reduction.of === "price" || reduction.of === "quantity" || reduction.discount === null) return true;
  const row = reduction.of === "sale" ? sale : lines.find(({ id }) => id === reduction.lineId);
  const now = row ? discountIn(row) : null;
  return now?.kind === reduction.discount.kind && reduction.discount.value <= now.value;
}

/** Who may give such a percentage at all: of a few pence, or of an empty basket, it takes off nothing yet. */
function roleToGiveRate(reduction: Reduction, limits: DiscountLimits): Role {
  const discount = reduction.of === "line" || reduction.of === "sale" ? reduction.discount : null;
  return roleToGive(discount?.kind === "percent" ? discount.value : 0, WHOLE_BASIS_POINTS, limits);
}

type Given = GivenAway & { slackMinor: number };

/** What comes off that which a reduction is about: one line; or all lines together, and then each of them. */
function given(sale: SaleRow, lines: LineItemRow[], limits: DiscountLimits, reduction: Reduction): Given[] {
  const rung = lines.map(rungUp);
  const each = givenAway(rung, priceBasket(rung, termsOf(sale, limits)));
  if (reduction.of !== "sale") {
    return each.filter(({ id }) => id === reduction.lineId).map((one) => ({ ...one, slackMinor: 0 }));
  }
  const sum = (of: "offMinor" | "worthMinor") => each.reduce((total, one) => total + one[of], 0);
  const whole = { offMinor: sum("offMinor"), worthMinor: sum("worthMinor"), slackMinor: 0 };
  return [whole, ...each.map((one) => ({ ...one, slackMinor: SHARE_ROUNDING_MINOR }))];
}

/** The basket with the change made, and nobody asked yet. */
function reduced(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): [SaleRow, LineItemRow[]] {
  if (reduction.of === "sale") return [{ ...sale, ...discountColumns(reduction.discount, NOBODY) }, lines];
  const change = (line: LineItemRow) => {
    if (reduction.of === "quantity") return { quantity: reduction.quantity };
    return reduction.of === "price" ? priced(line, reduction.priceMinor) : discountColumns(reduction.discount, NOBODY);
  };
  return [sale, lines.map((line) => line.id === reduction.lineId ? { ...line, ...change(line) } : line)];
}

/** The same, as if somebody answered for all of it. */
function agreedTo(sale: SaleRow, lines: LineItemRow[], reduction: Reduction): [SaleRow, LineItemRow[]] {
  const all = agreedColumns(ALL_AGREED);
  const isMeant = ({ id }: LineItemRow) => reduction.of === "sale" || id === reduction.lineId;
  const isOfSale = reduction.of === "sale" || reduction.of === "quantity";
  return [isOfSale ? { ...sale, ...all } : sale, lines.map((line) => isMeant(line) ? { ...line, ...all } : line)];
}

/** A price set by hand stands beside the catalogue's; what is not in the catalogue has no other. */
export function priced(line: LineItemRow, unitPriceMinor: number) {
  const usual = line.productId === null ? null : line.listPriceMinor ?? line.unitPriceMinor;
  return { unitPriceMinor, listPriceMinor: usual === unitPriceMinor ? null : usual };
}

export function discountColumns(discount: WantedDiscount, { staffId, mayGive }: Answerer) {
  if (discount === null) return { discountKind: null, discountValue: null, discountMost: null, discountBy: null };
  return { discountKind: discount.kind, discountValue: discount.value, discountMost: mayGive, discountBy: staffId };
}

/** Null: nothing beyond what everybody may give. */
export function agreedColumns(agreed: Agreed | null) {
  return { agreedOffMinor: agreed?.offMinor ?? null, agreedWorthMinor: agreed?.worthMinor ?? null };
}

function refuseUnlessGoods(line: LineItemRow | undefined): void {
  if (!line) throw new AppError({ kind: "line_missing" });
  if (line.kind === "gift_card") throw new AppError({ kind: "no_discount" });
}
