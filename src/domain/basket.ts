import { type Agreed, agreedOff, agreedPart, type Discount, discountOff, partOf, spreadDiscount } from "./discount.ts";
import { type LineItem, lineSums } from "./sale.ts";

/** A line as it was rung up, with the discount that was given on it alone. */
export type RungUpLine =
  & Pick<
    LineItem,
    "id" | "kind" | "quantity" | "unitPriceMinor" | "listPriceMinor" | "taxRateBasisPoints" | "priceStyle"
  >
  & {
    discount: Discount | null;
    /** All that may come off it beyond what everybody may give; null: no more than that. */
    agreed: Agreed | null;
  };

/** What is so of the sale as a whole. */
export type SaleTerms = {
  discount: Discount | null;
  /** What may come off all goods by the sale's discount beyond what everybody may give. */
  agreed: Agreed | null;
  /** What everybody at the till may give, in basis points. */
  freeBasisPoints: number;
  isTaxFree: boolean;
};

/** What follows from how a basket was rung up. All in minor units. */
export type PricedLine = {
  id: string;
  discountMinor: number;
  /** How much of `discountMinor` is this line's share of the sale's discount. */
  saleDiscountMinor: number;
  isTaxFree: number;
  totalMinor: number;
  taxMinor: number;
};

/** What has come off something against the catalogue's price, and what it would be worth without. Minor units. */
export type GivenAway = { offMinor: number; worthMinor: number };

/**
 * Prices a whole basket anew: each line's own discount, then its share of the sale's by largest remainder, then its tax.
 * One function for every change, so that it does not matter in which order things were rung up. Nothing comes off a
 * gift card that is sold, for it is worth what is put on it. And whatever became of the basket since, no more comes off
 * a line, or off the whole by the sale's discount, than everybody may give or somebody has answered for.
 */
export function priceBasket(lines: readonly RungUpLine[], sale: SaleTerms): PricedLine[] {
  const own = lines.map((line) => ownOff(line, sale));
  const { wantedMinor, mostMinor } = saleOff(lines, sale);
  const shares = spreadDiscount(Math.min(wantedMinor, mostMinor), leftOf(lines, sale));
  return lines.map((line, index) => {
    const room = mostOff(line, sale) + SHARE_ROUNDING_MINOR - loweredMinor(line) - own[index]!;
    const saleDiscountMinor = Math.min(shares[index]!, Math.max(0, room));
    const discountMinor = own[index]! + saleDiscountMinor;
    const isTaxFree = sale.isTaxFree && line.kind === "goods" ? 1 : 0;
    return {
      id: line.id,
      discountMinor,
      saleDiscountMinor,
      isTaxFree,
      ...lineSums({ ...line, discountMinor, isTaxFree }),
    };
  });
}

/** What has come off each of the goods, in the order of the lines: what a limit is held against. */
export function givenAway(lines: readonly RungUpLine[], priced: readonly PricedLine[]): (GivenAway & { id: string })[] {
  return lines.filter(isDiscountable).map((line) => ({
    id: line.id,
    offMinor: loweredMinor(line) + (priced.find(({ id }) => id === line.id)?.discountMinor ?? 0),
    worthMinor: fullWorthOf(line),
  }));
}

/** A share is rounded to the unit: so much may a line have more off than its limit. */
export const SHARE_ROUNDING_MINOR = 1;

/** What whoever agrees to all that comes off answers for, line by line: the unit of rounding is allowed wherever it is priced, and not twice. */
export function answeredFor(
  lines: readonly RungUpLine[],
  priced: readonly PricedLine[],
): (GivenAway & { id: string })[] {
  return givenAway(lines, priced).map((one) => {
    const hasShare = priced.some(({ id, saleDiscountMinor }) => id === one.id && saleDiscountMinor > 0);
    return { ...one, offMinor: one.offMinor - (hasShare ? SHARE_ROUNDING_MINOR : 0) };
  });
}

/** What may come off a line in all: what everybody may give, what was agreed to of it, or the part agreed to of the sale. */
export function mostOff(line: RungUpLine, sale: SaleTerms): number {
  const worthMinor = fullWorthOf(line);
  return Math.max(
    partOf(worthMinor, sale.freeBasisPoints),
    agreedOff(worthMinor, line.agreed),
    agreedPart(worthMinor, sale.agreed),
  );
}

/** What is left for the sale's discount, what it would take off by itself, and the most that it may. Minor units. */
export function saleOff(lines: readonly RungUpLine[], sale: SaleTerms) {
  const leftMinor = leftOf(lines, sale).reduce((sum, amount) => sum + amount, 0);
  const wantedMinor = sale.discount ? discountOff(leftMinor, sale.discount) : 0;
  const mostMinor = Math.max(partOf(leftMinor, sale.freeBasisPoints), agreedOff(goodsWorth(lines), sale.agreed));
  return { leftMinor, wantedMinor, mostMinor };
}

/** What all goods would cost with nothing off. */
export function goodsWorth(lines: readonly RungUpLine[]): number {
  return lines.filter(isDiscountable).reduce((sum, line) => sum + fullWorthOf(line), 0);
}

/** What each line's own discount takes off it. */
function ownOff(line: RungUpLine, sale: SaleTerms): number {
  if (!isDiscountable(line) || line.discount === null) return 0;
  const room = Math.max(0, mostOff(line, sale) - loweredMinor(line));
  return Math.min(discountOff(worthOf(line), line.discount), room);
}

/** What is left of each line for the sale's discount to be taken off. */
function leftOf(lines: readonly RungUpLine[], sale: SaleTerms): number[] {
  return lines.map((line) => isDiscountable(line) ? worthOf(line) - ownOff(line, sale) : 0);
}

/** What a price set by hand has taken off the catalogue's. */
function loweredMinor(line: RungUpLine): number {
  return Math.max(0, listWorthOf(line) - worthOf(line));
}

function isDiscountable({ kind }: RungUpLine): boolean {
  return kind === "goods";
}

function worthOf({ quantity, unitPriceMinor }: RungUpLine): number {
  return quantity * unitPriceMinor;
}

/** A price that was raised by hand counts as it is. */
function fullWorthOf(line: RungUpLine): number {
  return Math.max(listWorthOf(line), worthOf(line));
}

function listWorthOf({ quantity, unitPriceMinor, listPriceMinor }: RungUpLine): number {
  return quantity * (listPriceMinor ?? unitPriceMinor);
}
