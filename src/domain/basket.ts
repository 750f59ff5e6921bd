import { type Discount, discountOff, spreadDiscount } from "./discount.ts";
import { type LineItem, lineSums } from "./sale.ts";

/** A line as it was rung up, with the discount that was given on it alone. */
export type RungUpLine =
  & Pick<
    LineItem,
    "id" | "kind" | "quantity" | "unitPriceMinor" | "listPriceMinor" | "taxRateBasisPoints" | "priceStyle"
  >
  & { discount: Discount | null };

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

/**
 * Prices a whole basket anew: each line's own discount, then its share of the sale's by largest remainder, then its tax.
 * One function for every change, so that it does not matter in which order things were rung up. Nothing comes off a
 * gift card that is sold, for it is worth what is put on it.
 */
export function priceBasket(
  lines: readonly RungUpLine[],
  sale: { discount: Discount | null; isTaxFree: boolean },
): PricedLine[] {
  const own = lines.map((line) =>
    isDiscountable(line) && line.discount ? discountOff(worthOf(line), line.discount) : 0
  );
  const left = lines.map((line, index) => isDiscountable(line) ? worthOf(line) - own[index]! : 0);
  const saleOff = sale.discount ? discountOff(left.reduce((sum, amount) => sum + amount, 0), sale.discount) : 0;
  const shares = spreadDiscount(saleOff, left);
  return lines.map((line, index) => {
    const saleDiscountMinor = shares[index]!;
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

/** What has come off a line, or lines, against the catalogue's prices: what a limit is held against. Minor units. */
export function givenAway(
  lines: readonly RungUpLine[],
  priced: readonly PricedLine[],
): { offMinor: number; worthMinor: number } {
  const goods = lines.filter(isDiscountable);
  const offMinor = goods.reduce((sum, line) => {
    const loweredMinor = Math.max(0, listWorthOf(line) - worthOf(line));
    return sum + loweredMinor + (priced.find(({ id }) => id === line.id)?.discountMinor ?? 0);
  }, 0);
  return { offMinor, worthMinor: goods.reduce((sum, line) => sum + Math.max(listWorthOf(line), worthOf(line)), 0) };
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
