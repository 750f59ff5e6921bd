import { type LinePart, planReturn, type ReturnReason, type WantedOfLine } from "../domain/return.ts";
import { AppError } from "../errors.ts";
import type { Refundable } from "./refundable.ts";

/** What comes back of one line, and why. */
export type ReturnedLine = WantedOfLine & { reason: ReturnReason; backOnShelf: boolean };

/** What is to come back of a sale. */
export type PlannedReturn = {
  lines: readonly ReturnedLine[];
  /** An amount beyond any line, and why. */
  freeMinor: number;
  note: string;
};

/** What a return comes to. Minor units. */
export type ReturnParts = {
  wanted: LinePart[];
  free: LinePart[];
  parts: LinePart[];
  totalMinor: number;
  taxMinor: number;
};

/**
 * What a wanted return comes to, before anybody agrees to it. Throws return_too_many, return_only_whole, and return_too_much: also where less
 * is left of what was paid than of what was sold, as when money was given back in Klarna's portal.
 */
export function returnParts(
  refundable: Refundable,
  wanted: Pick<PlannedReturn, "lines" | "freeMinor">,
): ReturnParts {
  const plan = planReturn(refundable.left, wanted.lines, wanted.freeMinor, refundable.here);
  if (typeof plan === "string") throw new AppError({ kind: `return_${plan}` });
  const parts = [...plan.wanted, ...plan.free];
  const sumOf = (of: (part: LinePart) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const totalMinor = sumOf((part) => part.amountMinor);
  const leftMinor = refundable.ways.reduce((sum, way) => sum + way.leftMinor, 0);
  if (totalMinor > leftMinor) throw new AppError({ kind: "return_too_much" });
  return { ...plan, parts, totalMinor, taxMinor: sumOf((part) => part.taxMinor) };
}
