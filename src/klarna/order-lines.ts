import { spreadDiscount } from "../domain/discount.ts";
import { taxInside } from "../domain/tax.ts";
import type { PurchaseLine } from "./gateway.ts";

/** Country of separate sales tax: lines carry none, one line of its own does (klarna.md §2.6 [D]). */
export const SALES_TAX_COUNTRY = "US";

/** One row of Klarna's order_lines (klarna.md §2.3 [S]). */
export type OrderLine = {
  type: "physical" | "gift_card" | "sales_tax";
  reference?: string;
  name: string;
  quantity: number;
  unit_price: number;
  total_discount_amount: number;
  total_amount: number;
  tax_rate?: number;
  total_tax_amount: number;
};

/** Klarna's lines for ours, by the tax rules of the country in which they were sold. */
export function toOrderLines(lines: PurchaseLine[], country: string | undefined): OrderLine[] {
  return country === SALES_TAX_COUNTRY ? toSalesTaxLines(lines) : lines.map(toOrderLine);
}

/**
 * The lines after a discount on the whole basket. It is taken off the goods alone, never off what was already paid, and
 * the tax of each is worked out anew: a discount's tax must agree with the line's own rate (klarna.md §2.3 [I]).
 * Throws RangeError for a discount that is more than the goods.
 */
export function takeOff(lines: PurchaseLine[], discountMinor: number): PurchaseLine[] {
  if (discountMinor === 0) return lines;
  const shares = spreadDiscount(discountMinor, lines.map((line) => line.kind === "goods" ? line.totalMinor : 0));
  return lines.map((line, index) => {
    const share = shares[index] ?? 0;
    if (share === 0) return line;
    const totalMinor = line.totalMinor - share;
    const taxMinor = taxInside(totalMinor, line.taxRateBasisPoints);
    return { ...line, discountMinor: line.discountMinor + share, totalMinor, taxMinor };
  });
}

/** Trimmed to a length, never through the middle of a character. */
export function cut(text: string, maxLength: number): string {
  const piece = text.toWellFormed().trim().slice(0, maxLength);
  return piece.isWellFormed() ? piece : piece.slice(0, -1);
}

function toOrderLine(line: PurchaseLine): OrderLine {
  const isGoods = line.kind === "goods";
  return {
    // What was paid otherwise is, to Klarna, a gift card: it takes off the sum and carries no tax.
    type: isGoods ? "physical" : "gift_card",
    ...(line.code === null || line.code.trim() === "" ? {} : { reference: cut(line.code, 255) }),
    name: cut(line.name, 255),
    quantity: line.quantity,
    unit_price: line.unitPriceMinor,
    total_discount_amount: line.discountMinor,
    total_amount: line.totalMinor,
    tax_rate: isGoods ? line.taxRateBasisPoints : 0,
    total_tax_amount: line.taxMinor,
  };
}

/** Lines without tax and the tax as a line of its own, which makes the same sum (klarna.md §2.6 [D], [C]). */
function toSalesTaxLines(lines: PurchaseLine[]): OrderLine[] {
  const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  const taxLine: OrderLine = {
    type: "sales_tax",
    name: "Sales tax",
    quantity: 1,
    unit_price: taxMinor,
    total_discount_amount: 0,
    total_amount: taxMinor,
    total_tax_amount: 0,
  };
  return [...lines.map(toUntaxedLine), taxLine];
}

function toUntaxedLine(line: PurchaseLine): OrderLine {
  const { tax_rate: _, ...orderLine } = toOrderLine(line);
  const discountMinor = Math.round((line.discountMinor * 10_000) / (10_000 + line.taxRateBasisPoints));
  const totalMinor = line.totalMinor - line.taxMinor;
  const worthMinor = totalMinor + discountMinor;
  const untaxed = { total_discount_amount: discountMinor, total_amount: totalMinor, total_tax_amount: 0 };
  if (worthMinor % line.quantity === 0) return { ...orderLine, ...untaxed, unit_price: worthMinor / line.quantity };
  // Without its tax a piece costs no whole minor unit: the line becomes one piece.
  const name = cut(`${line.quantity} × ${line.name}`, 255);
  return { ...orderLine, ...untaxed, name, quantity: 1, unit_price: worthMinor };
}
