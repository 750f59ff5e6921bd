import type { PaymentStatus } from "../../src/domain/payment.ts";
import type { ShiftFigures } from "../../src/domain/shift.ts";

/**
 * Somebody's open payment; no name where nobody is known any more. Of one that Klarna holds a rest of and owes a refund of, one row
 * of each.
 */
export type NamedPaymentView = {
  id: string;
  reference: string;
  status: PaymentStatus;
  amountMinor: number;
  /** This is what Klarna has not given back of it. */
  owesRefund: boolean;
  name: string | null;
};

/** A shift as it is now (X), or as it was closed (Z). */
export type ShiftReportView = {
  registerNumber: number;
  registerName: string;
  openedAt: number;
  openedBy: string;
  /** What the closing before left in the drawer; null: there was none. */
  lastLeftMinor: number | null;
  /** Why the float is not that. */
  floatReason: string | null;
  figures: ShiftFigures;
  /** Open now, or handed on at the closing. */
  payments: NamedPaymentView[];
  isPractice: boolean;
  currency: string;
  /** How it was closed; null: it is open. */
  closed: ClosedView | null;
  /** Counting is blind to whoever looks, and nobody has counted yet. */
  isBlind: boolean;
};

/** By how much the float is not what the closing before left; 0 where nobody counted it, or there was no closing. */
export function floatDifference({ figures: { cash }, lastLeftMinor }: ShiftReportView): number {
  return cash.isFloatCounted && lastLeftMinor !== null ? cash.floatMinor - lastLeftMinor : 0;
}

export type ClosedView = {
  number: number;
  at: number;
  by: string;
  /** Every counting, the last one too. */
  counts: { position: number; countedMinor: number }[];
  countedMinor: number;
  leftMinor: number;
  differenceReason: string | null;
};

export type HandMoveView = { cause: "in" | "out"; amountMinor: number; reason: string; at: number; staffName: string };

/** The newest counting. `isCurrent`: nothing went in or out since. */
export type CountView = { number: number; countedMinor: number; expectedMinor: number; isCurrent: boolean };

export type ReportRowView = {
  id: string;
  number: number;
  registerNumber: number;
  closedAt: number;
  staffName: string;
  soldMinor: number;
  differenceMinor: number;
};
