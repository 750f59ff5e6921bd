import { taxOnTop } from "../domain/tax.ts";
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
    ...pricedInclusive(line),
    total_amount: line.totalMinor,
    tax_rate: isGoods ? line.taxRateBasisPoints : 0,
    total_tax_amount: line.taxMinor,
  };
}

type PricedPieces = Pick<OrderLine, "name" | "quantity" | "unit_price" | "total_discount_amount">;

/** Klarna's prices have the tax inside them, but in the US (klarna.md §2.6 [D]). */
function pricedInclusive(line: PurchaseLine): PricedPieces {
  if (line.priceStyle === "inclusive") return asSold(line);
  const discountMinor = line.discountMinor + taxOnTop(line.discountMinor, line.taxRateBasisPoints);
  return inPieces(line, line.totalMinor + discountMinor, discountMinor);
}

function asSold({ name, quantity, unitPriceMinor, discountMinor }: PurchaseLine): PricedPieces {
  return { name: cut(name, 255), quantity, unit_price: unitPriceMinor, total_discount_amount: discountMinor };
}

/** So many pieces of a worth; if a piece costs no whole minor unit, all of them become one. */
function inPieces({ name, quantity }: PurchaseLine, worthMinor: number, discountMinor: number): PricedPieces {
  const isWhole = worthMinor % quantity === 0;
  return {
    name: cut(isWhole ? name : `${quantity} × ${name}`, 255),
    quantity: isWhole ? quantity : 1,
    unit_price: isWhole ? worthMinor / quantity : worthMinor,
    total_discount_amount: discountMinor,
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
  return { ...orderLine, ...pricedWithout(line), total_amount: line.totalMinor - line.taxMinor, total_tax_amount: 0 };
}

function pricedWithout(line: PurchaseLine): PricedPieces {
  if (line.priceStyle === "exclusive") return asSold(line);
  const discountMinor = Math.round((line.discountMinor * 10_000) / (10_000 + line.taxRateBasisPoints));
  return inPieces(line, line.totalMinor - line.taxMinor + discountMinor, discountMinor);
}
