import { assertMinor, LARGEST_AMOUNT_MINOR } from "./money.ts";
import { taxInside, type TaxStyle } from "./tax.ts";

export const SALE_STATUSES = ["open", "parked", "completed", "voided"] as const;
export type SaleStatus = (typeof SALE_STATUSES)[number];

/** Why a sale was given up. */
export const VOID_REASONS = ["changed_mind", "mistake", "payment_failed", "other"] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** Practice money never meets live money: every row that holds money says which it is. */
export const MODES = ["practice", "live"] as const;
export type Mode = (typeof MODES)[number];

export const TENDER_KINDS = ["cash", "card", "gift_card", "klarna"] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

/** Klarna takes at most this many lines in one order (klarna.md 2.2 [S]). */
export const MOST_LINES = 999;
export const LARGEST_QUANTITY = 9_999;

/** One row of what is rung up, with the product's name, price and tax as they were at that moment. */
export type LineItem = {
  id: string;
  productId: string | null;
  productCode: string | null;
  name: string;
  quantity: number;
  unitPriceMinor: number;
  discountMinor: number;
  taxCode: string;
  taxRateBasisPoints: number;
  priceStyle: TaxStyle;
  totalMinor: number;
  taxMinor: number;
};

export type Tender = {
  id: string;
  kind: TenderKind;
  amountMinor: number;
  /** Cash handed over; null for other kinds. */
  givenMinor: number | null;
  paymentId: string | null;
};

export type SaleTotals = {
  subtotalMinor: number;
  discountMinor: number;
  taxMinor: number;
  totalMinor: number;
  paidMinor: number;
  /** Still to pay; never below zero. */
  dueMinor: number;
  /** To hand back from cash. */
  changeMinor: number;
};

type Priced = Pick<LineItem, "quantity" | "unitPriceMinor" | "discountMinor" | "taxRateBasisPoints">;

/** A line's total and the tax inside it, from its quantity, price and discount. */
export function lineSums(line: Priced): { totalMinor: number; taxMinor: number } {
  const totalMinor = assertMinor(line.quantity * line.unitPriceMinor - line.discountMinor);
  return { totalMinor, taxMinor: taxInside(totalMinor, line.taxRateBasisPoints) };
}

export function saleTotals(lines: LineItem[], tenders: Tender[]): SaleTotals {
  const sum = (amounts: number[]) => assertMinor(amounts.reduce((total, amount) => total + amount, 0));
  const totalMinor = sum(lines.map((line) => line.totalMinor));
  const paidMinor = sum(tenders.map((tender) => tender.amountMinor));
  return {
    subtotalMinor: sum(lines.map((line) => line.quantity * line.unitPriceMinor)),
    discountMinor: sum(lines.map((line) => line.discountMinor)),
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    totalMinor,
    paidMinor,
    dueMinor: Math.max(0, totalMinor - paidMinor),
    changeMinor: sum(tenders.map((tender) => (tender.givenMinor ?? tender.amountMinor) - tender.amountMinor)),
  };
}

/** Why a line with this quantity cannot be in the basket, or null when it can. */
export function lineProblem(line: Priced): "quantity" | "too_much" | null {
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > LARGEST_QUANTITY) return "quantity";
  return line.quantity * line.unitPriceMinor > LARGEST_AMOUNT_MINOR ? "too_much" : null;
}

export type TaxRow = {
  taxCode: string;
  taxRateBasisPoints: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
};

/** The receipt's tax table: one row per tax code, in the order the codes first appear. */
export function taxTable(lines: LineItem[]): TaxRow[] {
  const rows = new Map<string, TaxRow>();
  for (const { taxCode, taxRateBasisPoints, totalMinor, taxMinor } of lines) {
    const row = rows.get(taxCode) ?? { taxCode, taxRateBasisPoints, netMinor: 0, taxMinor: 0, grossMinor: 0 };
    row.grossMinor += totalMinor;
    row.taxMinor += taxMinor;
    row.netMinor = row.grossMinor - row.taxMinor;
    rows.set(taxCode, row);
  }
  return [...rows.values()];
}
