import { type Discount, discountOff, partOf, spreadDiscount } from "./discount.ts";
import { type LineItem, lineSums } from "./sale.ts";

/** A line as it was rung up, with the discount that was given on it alone. */
export type RungUpLine =
  & Pick<
    LineItem,
    "id" | "kind" | "quantity" | "unitPriceMinor" | "listPriceMinor" | "taxRateBasisPoints" | "priceStyle"
  >
  & {
    discount: Discount | null;
    /** The most that whoever set another price than the catalogue's may give, in basis points; null: nobody did. */
    priceMost: number | null;
  };

/** What is so of the sale as a whole. */
export type SaleTerms = { discount: Discount | null; isTaxFree: boolean };

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
 * gift card that is sold, for it is worth what is put on it. And however a basket shrinks or grows after a discount was
 * given, no line's share of the sale's discount takes it past what those who answer for its price may give.
 */
export function priceBasket(lines: readonly RungUpLine[], sale: SaleTerms): PricedLine[] {
  const own = lines.map((line) =>
    isDiscountable(line) && line.discount ? discountOff(worthOf(line), line.discount) : 0
  );
  const left = lines.map((line, index) => isDiscountable(line) ? worthOf(line) - own[index]! : 0);
  const saleOff = sale.discount ? discountOff(left.reduce((sum, amount) => sum + amount, 0), sale.discount) : 0;
  const shares = spreadDiscount(saleOff, left);
  return lines.map((line, index) => {
    const saleDiscountMinor = Math.min(shares[index]!, roomFor(line, sale.discount, own[index]!));
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
    worthMinor: Math.max(listWorthOf(line), worthOf(line)),
  }));
}

/** A share is rounded to the unit: so much may a line have more off than its limit. */
export const SHARE_ROUNDING_MINOR = 1;

/** How much of the sale's discount a line can bear beside what came off it already. */
function roomFor(line: RungUpLine, discount: Discount | null, ownMinor: number): number {
  const mostBasisPoints = Math.max(
    discount?.mostBasisPoints ?? 0,
    line.discount?.mostBasisPoints ?? 0,
    line.priceMost ?? 0,
  );
  const worthMinor = Math.max(listWorthOf(line), worthOf(line));
  const mostMinor = partOf(worthMinor, mostBasisPoints) + SHARE_ROUNDING_MINOR;
  return Math.max(0, mostMinor - loweredMinor(line) - ownMinor);
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

function listWorthOf({ quantity, unitPriceMinor, listPriceMinor }: RungUpLine): number {
  return quantity * (listPriceMinor ?? unitPriceMinor);
}
