import type { HandOverKind } from "../../src/domain/hand-over.ts";
import type { PaybackKind } from "../../src/domain/return.ts";

/**
 * Who pays for goods that wait. `held`: Klarna holds money for them. `paid`: they are paid for already, be it by Klarna. `gone`: Klarna
 * holds nothing for them any more, and has not taken it either.
 */
export type PaidFor = "held" | "paid" | "gone";

/** What of a finished sale waits to be picked up. Amounts are minor units. */
export type PickUpView = {
  isDone: boolean;
  /** The goods of which some are still here. */
  lines: { id: string; name: string; quantity: number; left: number }[];
  /** How many pieces these are in all, by which a later press is known to mean them. */
  waits: number;
  leftMinor: number;
  /** Oldest first. */
  sofar: { kind: HandOverKind; valueMinor: number; staffName: string; at: number }[];
  /** When Klarna's approval ends; null: not known, or nothing is held. */
  endsAt: number | null;
  paidFor: PaidFor;
  /** The rest may be let go: something of it is not paid yet, and the sale cannot be cancelled as a whole. */
  canLetGo: boolean;
  /** Some of it may be, while the rest goes on waiting. */
  canDrop: boolean;
  /** What is paid for the rest already, and is in the shop's hands. */
  paidMinor: number;
  /** What Klarna holds for what of the rest is not paid yet. What is missing then nobody pays for. */
  heldMinor: number;
  /** What was paid for it, and how it goes back with that: cash in the coins that are handed out. */
  backMinor: number;
  back: GoesBack[];
};

/** What is to be let go of: all that waits, or a part of it while goods for `keptMinor` go on waiting. */
export type LetGoView = Pick<PickUpView, "lines" | "waits" | "leftMinor" | "heldMinor" | "backMinor" | "back"> & {
  isPart: boolean;
  keptMinor: number;
};

/** `isFound`: it went back in Klarna's portal already, and is only booked. */
export type GoesBack = { kind: PaybackKind; isFound: boolean; amountMinor: number };

/** What has to be settled before goods can be let go of, exchanged or given up, and the call about it; null: it settles itself. */
export type SettleFirst = {
  why: "capture_pending" | "capture_refused" | "unpaid" | "captured_elsewhere" | "order_differs";
  callId: string | null;
};

/** A row of the list. */
export type WaitingSaleView = {
  id: string;
  code: number;
  currency: string;
  since: number;
  customerName: string | null;
  leftMinor: number;
  endsAt: number | null;
  paidFor: PaidFor;
};

/** How many payments are not captured yet, and when the first of their approvals ends. */
export type HeldView = { count: number; endsAt: number | null };
