import { LARGEST_AMOUNT_MINOR } from "./money.ts";
import type { PaymentStatus } from "./payment.ts";
import type { TenderKind } from "./sale.ts";

/** Why something went into the drawer or out of it. */
export const DRAWER_CAUSES = ["taken", "given_back", "in", "out"] as const;
export type DrawerCause = (typeof DRAWER_CAUSES)[number];

/** What a shift came to, as its books say. Amounts are minor units of the shop's currency. */
export type ShiftFigures = {
  /** `totalMinor`: what was sold, tax and gift cards included. Taxes and tenders are what is left after the returns. */
  sales: { count: number; totalMinor: number; discountMinor: number };
  returns: { count: number; totalMinor: number };
  taxes: { taxCode: string; taxRateBasisPoints: number; netMinor: number; taxMinor: number }[];
  tenders: { kind: TenderKind; amountMinor: number }[];
  giftCards: { soldMinor: number; redeemedMinor: number };
  voids: { count: number; amountMinor: number };
  cash: CashFigures;
  payments: { status: PaymentStatus; count: number; amountMinor: number }[];
};

export type CashFigures = {
  floatMinor: number;
  isFloatCounted: boolean;
  takenMinor: number;
  givenBackMinor: number;
  inMinor: number;
  outMinor: number;
  expectedMinor: number;
};

/** What should be in the drawer: the float, and all that went in and out since. What goes out is below zero. */
export function cashFigures(
  float: { floatMinor: number | null; leftMinor: number },
  moves: readonly { cause: DrawerCause; amountMinor: number }[],
): CashFigures {
  const sumOf = (cause: DrawerCause) =>
    moves.filter((move) => move.cause === cause).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const floatMinor = float.floatMinor ?? float.leftMinor;
  const [takenMinor, givenBackMinor] = [sumOf("taken"), sumOf("given_back")];
  const [inMinor, outMinor] = [sumOf("in"), sumOf("out")];
  return {
    floatMinor,
    isFloatCounted: float.floatMinor !== null,
    takenMinor,
    givenBackMinor,
    inMinor,
    outMinor,
    expectedMinor: floatMinor + takenMinor + givenBackMinor + inMinor + outMinor,
  };
}

/** The notes and coins of a currency in minor units, the largest first; none of a currency that is not known. */
export function piecesOf(currency: string): readonly number[] {
  return PIECES[currency] ?? [];
}

const EURO = [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
const DOLLAR = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5];

const PIECES: Record<string, readonly number[]> = {
  EUR: EURO,
  GBP: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1],
  CAD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 25, 10, 5],
  AUD: DOLLAR,
  NZD: DOLLAR.filter((piece) => piece !== 5),
  SEK: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  NOK: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100],
  DKK: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50],
  CHF: [100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
  CZK: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
  PLN: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  RON: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
  HUF: [2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500],
  MXN: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50],
};

/** More of one coin lie in no drawer. */
const MOST_OF_A_PIECE = 99_999;

/**
 * What was counted, from how many there are of each piece as typed; empty texts are none. Null when one of them is no
 * number, or the sum is more than any drawer holds.
 */
export function sumOfPieces(pieces: readonly number[], typed: readonly string[]): number | null {
  let sum = 0;
  for (const [index, piece] of pieces.entries()) {
    const text = (typed[index] ?? "").trim();
    if (!/^\d{0,5}$/.test(text) || Number(text) > MOST_OF_A_PIECE) return null;
    sum += piece * Number(text);
  }
  return sum <= LARGEST_AMOUNT_MINOR ? sum : null;
}

/**
 * One cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe, so that it
 * stays a text; an amount below zero is a number and no formula.
 */
export function csvCell(value: string | number): string {
  const text = String(value);
  const isNumber = typeof value === "number" || /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV file: lines end as RFC 4180 says. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}
