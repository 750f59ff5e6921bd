import type { Db, Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { priceBasket, type PricedLine, type RungUpLine, type SaleTerms } from "../domain/basket.ts";
import type { Agreed, Discount, DiscountLimits } from "../domain/discount.ts";
import { LARGEST_AMOUNT_MINOR } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { findSale, linesOf, updateLine } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";

/**
 * Prices the sale's basket anew after any change of it, and writes the lines whose sums are others now.
 * Throws too_much when the whole is more than a sale may be.
 */
export async function reprice(tx: Tx, saleId: string): Promise<PricedLine[]> {
  const sale = await findSale(tx, saleId);
  if (!sale) throw new Error(`there is no sale ${saleId}`);
  const lines = await linesOf(tx, saleId);
  const priced = priceBasket(lines.map(rungUp), termsOf(sale, await limitsOf(tx)));
  const totalMinor = priced.reduce((sum, line) => sum + line.totalMinor, 0);
  if (totalMinor > LARGEST_AMOUNT_MINOR) throw new AppError({ kind: "too_much" });
  for (const [index, line] of lines.entries()) {
    const { id, ...sums } = priced[index]!;
    if (!isSame(line, sums)) await updateLine(tx, id, sums);
  }
  return priced;
}

/** A line of the book as it was rung up. */
export function rungUp(line: LineItemRow): RungUpLine {
  return { ...line, discount: discountIn(line), agreed: agreedIn(line) };
}

/** What is so of the whole sale: what every role may give may come off unasked. */
export function termsOf(sale: SaleRow, { cashier: freeBasisPoints }: DiscountLimits): SaleTerms {
  return { discount: discountIn(sale), agreed: agreedIn(sale), freeBasisPoints, isTaxFree: sale.isTaxFree === 1 };
}

/** What each role may give away alone in this shop. */
export async function limitsOf(db: Db): Promise<DiscountLimits> {
  const { cashierLimit: cashier, seniorLimit: senior } = await requireShop(db);
  return { cashier, senior };
}

/** The discount that a row of the book holds; null: none. */
export function discountIn(
  { discountKind: kind, discountValue: value, discountMost: mostBasisPoints }: Pick<
    SaleRow,
    "discountKind" | "discountValue" | "discountMost"
  >,
): Discount | null {
  return kind === null || value === null || mostBasisPoints === null ? null : { kind, value, mostBasisPoints };
}

function agreedIn(
  { agreedOffMinor: offMinor, agreedWorthMinor: worthMinor }: Pick<SaleRow, "agreedOffMinor" | "agreedWorthMinor">,
): Agreed | null {
  return offMinor === null || worthMinor === null ? null : { offMinor, worthMinor };
}

function isSame(line: LineItemRow, sums: Omit<PricedLine, "id">): boolean {
  return (Object.keys(sums) as (keyof typeof sums)[]).every((column) => line[column] === sums[column]);
}
