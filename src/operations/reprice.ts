import type { Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { priceBasket, type PricedLine, type RungUpLine } from "../domain/basket.ts";
import type { Discount } from "../domain/discount.ts";
import { LARGEST_AMOUNT_MINOR } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { findSale, linesOf, updateLine } from "../store/sales.ts";

/**
 * Prices the sale's basket anew after any change of it, and writes the lines whose sums are others now.
 * Throws too_much when the whole is more than a sale may be.
 */
export async function reprice(tx: Tx, saleId: string): Promise<PricedLine[]> {
  const sale = await findSale(tx, saleId);
  if (!sale) throw new Error(`there is no sale ${saleId}`);
  const lines = await linesOf(tx, saleId);
  const priced = priceBasket(lines.map(rungUp), { discount: discountIn(sale), isTaxFree: sale.isTaxFree === 1 });
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
  return { ...line, discount: discountIn(line) };
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

function isSame(line: LineItemRow, sums: Omit<PricedLine, "id">): boolean {
  return (Object.keys(sums) as (keyof typeof sums)[]).every((column) => line[column] === sums[column]);
}
