import { spreadDiscount } from "./discount.ts";
import { cashDue } from "./money.ts";
import type { LineKind, TenderKind } from "./sale.ts";

/** Why something comes back, or why some of a price does. */
export const RETURN_REASONS = ["unwanted", "wrong_size", "faulty", "wrong_item", "goodwill", "other"] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** What is said of why money is given back beyond what any line says. */
export const LONGEST_RETURN_NOTE = 200;

/** So many pieces of a line and so much of what was paid for it, with the tax in that. */
export type LinePart = { lineId: string; quantity: number; amountMinor: number; taxMinor: number };

/** What somebody wants to give back of one line: pieces of it, and a part of the price of what stays. */
export type WantedOfLine = { lineId: string; quantity: number; partMinor: number };

type SoldLine = { id: string; kind: LineKind; quantity: number; totalMinor: number; taxMinor: number };

/**
 * What can still come back of each line. Nothing of a gift card that was sold: it is as good as cash, and may be spent by
 * whoever holds its number.
 */
export function leftOfLines(lines: readonly SoldLine[], returned: readonly LinePart[]): LinePart[] {
  return lines.map((line) => {
    if (line.kind === "gift_card") return { lineId: line.id, quantity: 0, amountMinor: 0, taxMinor: 0 };
    return returned.filter(({ lineId }) => lineId === line.id).reduce(without, {
      lineId: line.id,
      quantity: line.quantity,
      amountMinor: line.totalMinor,
      taxMinor: line.taxMinor,
    });
  });
}

/** All of these lines. */
export function asParts(lines: readonly Omit<SoldLine, "kind">[]): LinePart[] {
  return lines.map(({ id: lineId, quantity, totalMinor: amountMinor, taxMinor }) => {
    return { lineId, quantity, amountMinor, taxMinor };
  });
}

/** Pieces of a line that are still here and may come back: what each of them costs, in the order in which they would leave. */
export type PiecesHere = { lineId: string; pieces: readonly Pick<LinePart, "amountMinor" | "taxMinor">[] };

/**
 * What is given back for these lines, and of all that is then left for a free amount. Pieces take their share of what is
 * left of their line, so that the last one takes all of it; so does the tax. A free amount is spread over the lines by
 * largest remainder. Of what is still `here` only whole pieces come back, after those that the customer has, and for what they
 * cost: less would pay for them when they leave. Says instead when more is wanted than is left.
 */
export function planReturn(
  left: readonly LinePart[],
  wanted: readonly WantedOfLine[],
  freeMinor: number,
  here: readonly PiecesHere[] = [],
): { wanted: LinePart[]; free: LinePart[] } | "too_many" | "too_much" | "only_whole" {
  const waiting = new Map(here.map(({ lineId, pieces }) => [lineId, [...pieces]]));
  const rest = new Map(left.map((line) => [line.lineId, without(line, wholePieces(line, waiting.get(line.lineId)))]));
  const parts: LinePart[] = [];
  const take = (lineId: string, quantity: number, amountMinor: number) => {
    const line = rest.get(lineId)!;
    const part = { lineId, quantity, amountMinor, taxMinor: shareOf(line.taxMinor, amountMinor, line.amountMinor) };
    rest.set(lineId, without(line, part));
    return part;
  };
  for (const { lineId, quantity, partMinor } of wanted) {
    const [line, whole] = [rest.get(lineId), waiting.get(lineId) ?? []];
    if (!line || quantity > line.quantity + whole.length) return "too_many";
    if (quantity > 0) {
      const had = Math.min(quantity, line.quantity);
      const part = take(lineId, had, shareOf(line.amountMinor, had, line.quantity));
      parts.push(plus(part, wholePieces(line, whole.splice(whole.length - (quantity - had)))));
    }
    const partLeftMinor = rest.get(lineId)!.amountMinor;
    if (partMinor > partLeftMinor) return partMinor > partLeftMinor + sumOf(whole) ? "too_much" : "only_whole";
    if (partMinor > 0) parts.push(take(lineId, 0, partMinor));
  }
  const amounts = [...rest.values()].map(({ amountMinor }) => amountMinor);
  const freeLeftMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  if (freeMinor > freeLeftMinor) {
    return freeMinor > freeLeftMinor + sumOf([...waiting.values()].flat()) ? "too_much" : "only_whole";
  }
  const shares = spreadDiscount(freeMinor, amounts);
  const free = [...rest.keys()].flatMap((lineId, index) => shares[index]! > 0 ? [take(lineId, 0, shares[index]!)] : []);
  return { wanted: parts, free };
}

function wholePieces({ lineId }: LinePart, pieces: PiecesHere["pieces"] = []): LinePart {
  const taxMinor = pieces.reduce((sum, piece) => sum + piece.taxMinor, 0);
  return { lineId, quantity: pieces.length, amountMinor: sumOf(pieces), taxMinor };
}

function sumOf(pieces: PiecesHere["pieces"]): number {
  return pieces.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function plus(part: LinePart, more: LinePart): LinePart {
  return {
    lineId: part.lineId,
    quantity: part.quantity + more.quantity,
    amountMinor: part.amountMinor + more.amountMinor,
    taxMinor: part.taxMinor + more.taxMinor,
  };
}

function without(line: LinePart, part: LinePart): LinePart {
  return {
    lineId: line.lineId,
    quantity: line.quantity - part.quantity,
    amountMinor: line.amountMinor - part.amountMinor,
    taxMinor: line.taxMinor - part.taxMinor,
  };
}

/** So many parts of a whole that an amount is spread over, rounded half up; of all parts it is all. */
function shareOf(amountMinor: number, parts: number, whole: number): number {
  if (whole === 0) return 0;
  // Two amounts multiplied leave the range in which numbers are exact.
  const doubled = 2n * BigInt(amountMinor) * BigInt(parts) + BigInt(whole);
  return Number(doubled / (2n * BigInt(whole)));
}

/** Ways in which money is given back, in the order in which they are filled; what cash was rounded by goes with the cash. */
export const PAYBACK_ORDER = ["klarna", "klarna_card", "card", "gift_card", "cash"] as const satisfies TenderKind[];
export type PaybackKind = (typeof PAYBACK_ORDER)[number];

/** One way in which a sale was paid. `key` tells it from the others of the sale. Minor units of what it was good for. */
export type PaidBy = { key: string; kind: PaybackKind; leftMinor: number };

/** Fills one way after the other; null when they cannot hold it all. The ways are in their order already. */
export function splitRefund(totalMinor: number, ways: readonly PaidBy[]): number[] | null {
  let rest = totalMinor;
  const parts = ways.map(({ leftMinor }) => {
    const part = Math.min(rest, Math.max(0, leftMinor));
    rest -= part;
    return part;
  });
  return rest === 0 ? parts : null;
}

export function inPaybackOrder<Way extends { kind: PaybackKind }>(ways: readonly Way[]): Way[] {
  return ways.toSorted((a, b) => PAYBACK_ORDER.indexOf(a.kind) - PAYBACK_ORDER.indexOf(b.kind));
}

/** Cash of a sale: what lay in the drawer for it and what that was good for, and how much of both went back before. */
export type CashPaid = { cashMinor: number; worthMinor: number; cashBackMinor: number; worthBackMinor: number };

/**
 * What is handed over in coins for this much of what cash paid, and what that rounds away. All handings together are
 * rounded, not each by itself: whatever parts they come in, nobody gets more coins than were taken, and who gets all
 * back gets exactly those.
 */
export function cashBack(
  valueMinor: number,
  paid: CashPaid,
  stepMinor: number,
): { cashMinor: number; roundingMinor: number } {
  const worthAfter = paid.worthBackMinor + valueMinor;
  const isAll = worthAfter === paid.worthMinor;
  const allCashMinor = isAll ? paid.cashMinor : Math.min(cashDue(worthAfter, stepMinor), paid.cashMinor);
  // What came in or went on as a credit of an exchange need not be an amount that there are coins for.
  const cashMinor = valueMinor === 0 ? 0 : cashDue(Math.max(0, allCashMinor - paid.cashBackMinor), stepMinor);
  return { cashMinor, roundingMinor: valueMinor - cashMinor };
}
