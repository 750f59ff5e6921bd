import { divideHalfUp } from "./money.ts";
import type { LineItem, TenderKind } from "./sale.ts";

/**
 * What became of goods of a finished sale: those that it kept waiting were handed over, or not taken by the customer after all; all that was
 * left of it came back since Klarna would not pay for it, also where nothing had waited.
 */
export const HAND_OVER_KINDS = ["handed_over", "not_taken", "came_back"] as const;
export type HandOverKind = (typeof HAND_OVER_KINDS)[number];

/**
 * Whether the goods of a sale that was paid like this can stay here for now: Klarna pays for some of them, and nothing came back for
 * them, which could not be let go of again.
 */
export function mayBePickedUpLater(tenders: readonly { kind: TenderKind }[]): boolean {
  return tenders.some(({ kind }) => kind === "klarna") && !tenders.some(({ kind }) => kind === "exchange");
}

/** So many pieces of a line, by the line's id. */
export type Pieces = ReadonlyMap<string, number>;

/**
 * A part of a line: `taken` pieces of it, after `before` pieces were gone. Each amount is the line's own up to the last of these
 * pieces less the line's own up to those before, so that the parts of a line add up to it, in whatever parts it goes.
 */
export function partOfLine<T extends LineItem>(line: T, before: number, taken: number): T {
  const share = (amountMinor: number) =>
    shareOf(line, amountMinor, before + taken) - shareOf(line, amountMinor, before);
  const isInclusive = line.priceStyle === "inclusive";
  const taxMinor = share(line.taxMinor);
  const totalMinor = isInclusive ? share(line.totalMinor) : share(line.totalMinor - line.taxMinor) + taxMinor;
  return { ...line, quantity: taken, discountMinor: share(line.discountMinor), taxMinor, totalMinor };
}

function shareOf({ quantity }: LineItem, amountMinor: number, pieces: number): number {
  return divideHalfUp(amountMinor * pieces, quantity);
}

/** Parts of a sale's lines, each after what was gone of it before. Lines of which nothing is taken are left out. */
export function partOfLines<T extends LineItem>(lines: readonly T[], before: Pieces, taken: Pieces): T[] {
  return lines.flatMap((line) => {
    const pieces = taken.get(line.id) ?? 0;
    return pieces === 0 ? [] : [partOfLine(line, before.get(line.id) ?? 0, pieces)];
  });
}

type Handed = { lineId: string; quantity: number; position: number };
type Returned = { lineId: string; quantity: number; afterHandOver: number };

/**
 * What came back of a sale without ever having been handed over, by line: each return takes from what the customer had by then, and
 * what it takes beyond that is still here, and nobody's any more.
 */
export function unpaidPieces(handed: readonly Handed[], returned: readonly Returned[]): Pieces {
  const back = new Map<string, number>();
  const unpaid = new Map<string, number>();
  for (const { lineId, quantity, afterHandOver } of returned) {
    const given = handed.filter((one) => one.lineId === lineId && one.position <= afterHandOver);
    const had = given.reduce((sum, one) => sum + one.quantity, 0) - (back.get(lineId) ?? 0);
    const fromHands = Math.min(quantity, had);
    back.set(lineId, (back.get(lineId) ?? 0) + fromHands);
    unpaid.set(lineId, (unpaid.get(lineId) ?? 0) + quantity - fromHands);
  }
  return unpaid;
}

/** The parts of each line that went at several times as one, in the order in which the lines first come. */
export function joined<T extends LineItem>(parts: readonly T[]): T[] {
  const lines = new Map<string, T>();
  for (const part of parts) {
    const before = lines.get(part.id);
    lines.set(part.id, before ? plus(before, part) : part);
  }
  return [...lines.values()];
}

function plus<T extends LineItem>(line: T, part: LineItem): T {
  return {
    ...line,
    quantity: line.quantity + part.quantity,
    discountMinor: line.discountMinor + part.discountMinor,
    taxMinor: line.taxMinor + part.taxMinor,
    totalMinor: line.totalMinor + part.totalMinor,
  };
}

/** What is left of each line, by its id; lines of which nothing is left are left out. */
export function piecesLeft(lines: readonly Pick<LineItem, "id" | "quantity">[], gone: Pieces): Pieces {
  const left = lines.map(({ id, quantity }) => [id, quantity - (gone.get(id) ?? 0)] as const);
  return new Map(left.filter(([, pieces]) => pieces > 0));
}

/** What some of the pieces and others come to together. */
export function addPieces(...all: readonly Pieces[]): Pieces {
  const sum = new Map<string, number>();
  for (const pieces of all) for (const [id, count] of pieces) sum.set(id, (sum.get(id) ?? 0) + count);
  return sum;
}

/** How many pieces these are in all. */
export function countOf(pieces: Pieces): number {
  return [...pieces.values()].reduce((sum, count) => sum + count, 0);
}

/** What these lines cost. */
export function valueOf(lines: readonly Pick<LineItem, "totalMinor">[]): number {
  return lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
}

/**
 * How much each Klarna payment of a sale pays of goods worth so much, by the payment's id. What was paid in any other way pays first,
 * then the payments in the order in which they were saved: Klarna takes no more than it must, and all of it in the end.
 */
export function klarnaSharesOf(
  handedMinor: number,
  tenders: readonly { paymentId: string | null; amountMinor: number }[],
): Map<string, number> {
  const otherwise = tenders.filter(({ paymentId }) => paymentId === null);
  let leftMinor = Math.max(0, handedMinor - otherwise.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  const shares = new Map<string, number>();
  for (const { paymentId, amountMinor } of tenders) {
    if (paymentId === null) continue;
    const shareMinor = Math.min(leftMinor, amountMinor);
    shares.set(paymentId, shareMinor);
    leftMinor -= shareMinor;
  }
  return shares;
}
