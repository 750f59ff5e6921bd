import { assertMinor, LARGEST_AMOUNT_MINOR } from "./money.ts";
import { taxInside, taxOnTop, type TaxStyle } from "./tax.ts";

export const SALE_STATUSES = ["open", "parked", "completed", "voided"] as const;
export type SaleStatus = (typeof SALE_STATUSES)[number];

/** What a sale that was put aside becomes when it is taken up. */
export const UNPARKED = { status: "open", parkedAt: null, parkedNote: null } as const;

/** Why a sale was given up. */
export const VOID_REASONS = ["changed_mind", "mistake", "payment_failed", "other"] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** What can be done with a finished sale, each on a page of its own. */
export const SALE_DEEDS = ["pick-up", "dropping", "rest", "cancelling", "return"] as const;
export type SaleDeed = (typeof SALE_DEEDS)[number];

/** Practice money never meets live money: every row that holds money says which it is. */
export const MODES = ["practice", "live"] as const;
export type Mode = (typeof MODES)[number];

/**
 * How a part of a sale is paid. `klarna_card`: Klarna's one-time card, typed into the card terminal. `rounding`: what
 * cash leaves over or short where the smallest coin is more than the smallest unit; it may be below zero. `exchange`: what
 * comes back of an earlier sale pays for this one.
 */
export const TENDER_KINDS = ["cash", "card", "gift_card", "klarna", "klarna_card", "exchange", "rounding"] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

/** `gift_card`: value put on a card that is sold, which is no income yet and bears no tax. */
export const LINE_KINDS = ["goods", "gift_card"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/**
 * Klarna takes at most 1 000 lines in one order (klarna.md 2.2 [S]): there must be room for what gift cards and other
 * tenders pay, and for the sales tax of the US.
 */
export const MOST_LINES = 997;
export const LARGEST_QUANTITY = 9_999;

/** One row of what is rung up, with the product's name, price and tax as they were at that moment. */
export type LineItem = {
  id: string;
  kind: LineKind;
  /** Null for what is not in the catalogue. */
  productId: string | null;
  productCode: string | null;
  name: string;
  note: string | null;
  quantity: number;
  /** As on the shelf: with the tax inside or without it, as `priceStyle` says. */
  unitPriceMinor: number;
  /** The catalogue's price where somebody set another; null: it is the catalogue's. */
  listPriceMinor: number | null;
  /** All that comes off: the line's own discount and its share of the sale's. */
  discountMinor: number;
  taxCode: string;
  taxRateBasisPoints: number;
  priceStyle: TaxStyle;
  /** Sold without tax, to whoever need not pay it. 1 or 0. */
  isTaxFree: number;
  /** What the customer pays for it, tax included. */
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
  /** The tax inside the prices that a tax-free customer does not pay. */
  taxReliefMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** What cash rounded away, as part of `paidMinor`; below zero where it rounded up. */
  roundingMinor: number;
  paidMinor: number;
  /** Still to pay; never below zero. */
  dueMinor: number;
  /** To hand back from cash. */
  changeMinor: number;
};

type Priced = Pick<
  LineItem,
  "quantity" | "unitPriceMinor" | "discountMinor" | "taxRateBasisPoints" | "priceStyle" | "isTaxFree"
>;

/** A line's total and the tax inside it, from its quantity, price, discount and tax. */
export function lineSums(line: Priced): { totalMinor: number; taxMinor: number } {
  const pricedMinor = assertMinor(line.quantity * line.unitPriceMinor - line.discountMinor);
  const isInclusive = line.priceStyle === "inclusive";
  const taxOf = isInclusive ? taxInside : taxOnTop;
  const taxMinor = taxOf(pricedMinor, line.taxRateBasisPoints);
  if (line.isTaxFree) return { totalMinor: isInclusive ? pricedMinor - taxMinor : pricedMinor, taxMinor: 0 };
  return { totalMinor: isInclusive ? pricedMinor : assertMinor(pricedMinor + taxMinor), taxMinor };
}

/** The tax inside a line's price that is not paid because the customer need not. */
export function taxReliefMinor(line: Priced): number {
  const isRelief = line.isTaxFree && line.priceStyle === "inclusive";
  return isRelief ? line.quantity * line.unitPriceMinor - line.discountMinor - lineSums(line).totalMinor : 0;
}

export function saleTotals(
  lines: LineItem[],
  tenders: Pick<Tender, "kind" | "amountMinor" | "givenMinor">[],
): SaleTotals {
  const sum = (amounts: number[]) => assertMinor(amounts.reduce((total, amount) => total + amount, 0));
  const totalMinor = sum(lines.map((line) => line.totalMinor));
  const paidMinor = sum(tenders.map((tender) => tender.amountMinor));
  return {
    subtotalMinor: sum(lines.map((line) => line.quantity * line.unitPriceMinor)),
    discountMinor: sum(lines.map((line) => line.discountMinor)),
    taxReliefMinor: sum(lines.map(taxReliefMinor)),
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    totalMinor,
    roundingMinor: sum(tenders.filter(({ kind }) => kind === "rounding").map((tender) => tender.amountMinor)),
    paidMinor,
    dueMinor: Math.max(0, totalMinor - paidMinor),
    changeMinor: sum(tenders.map((tender) => (tender.givenMinor ?? tender.amountMinor) - tender.amountMinor)),
  };
}

/** Why a line with this quantity cannot be in the basket, or null when it can. */
export function lineProblem(line: Pick<LineItem, "quantity" | "unitPriceMinor">): "quantity" | "too_much" | null {
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > LARGEST_QUANTITY) return "quantity";
  return line.quantity * line.unitPriceMinor > LARGEST_AMOUNT_MINOR ? "too_much" : null;
}

/** What a sale without tax is booked under, whatever the goods' own rate is. */
export const TAX_FREE_CODE = "tax_free";

export type TaxRow = {
  taxCode: string;
  taxRateBasisPoints: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
};

/** Under which code, and at which rate, the tax of a line is booked. */
export function taxedAs(
  { isTaxFree, taxCode, taxRateBasisPoints }: Pick<LineItem, "isTaxFree" | "taxCode" | "taxRateBasisPoints">,
): Pick<TaxRow, "taxCode" | "taxRateBasisPoints"> {
  return isTaxFree ? { taxCode: TAX_FREE_CODE, taxRateBasisPoints: 0 } : { taxCode, taxRateBasisPoints };
}

/**
 * The receipt's tax table: one row per tax code and rate, in the order in which they first appear; a rate that changed while the
 * sale was open is another row of its code. Gift cards are not in it.
 */
export function taxTable(lines: LineItem[]): TaxRow[] {
  const rows = new Map<string, TaxRow>();
  for (const line of lines.filter(({ kind }) => kind === "goods")) {
    const taxed = taxedAs(line);
    const key = `${taxed.taxCode} ${taxed.taxRateBasisPoints}`;
    const row = rows.get(key) ?? { ...taxed, netMinor: 0, taxMinor: 0, grossMinor: 0 };
    row.grossMinor += line.totalMinor;
    row.taxMinor += line.taxMinor;
    row.netMinor = row.grossMinor - row.taxMinor;
    rows.set(key, row);
  }
  return [...rows.values()];
}
