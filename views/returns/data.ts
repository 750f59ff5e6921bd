import type { RestView } from "../exchange/data.ts";
import type { Language } from "../../src/domain/language.ts";
import type { NotReturnable } from "../../src/domain/problem.ts";
import type { PaybackKind, ReturnReason } from "../../src/domain/return.ts";
import type { StaffChoice } from "../data.ts";
import type { SettleFirst } from "../pick-up/data.ts";

/** A line of a finished sale, what is left of it to come back, and what was chosen so far. */
export type ReturnLineView = {
  id: string;
  name: string;
  unitPriceMinor: number;
  bought: number;
  /** Pieces that came back before. */
  before: number;
  /** Pieces that were let go of: they never left the shop. */
  notTaken: number;
  /** Pieces that are still here: they are handed over or let go of. */
  waiting: number;
  left: number;
  /** Pieces of those that are still here and may come back all the same. */
  here: number;
  leftMinor: number;
  /** What of that is for goods that the customer has: only of those a part of the price goes back. */
  takenMinor: number;
  isGiftCard: boolean;
  quantity: number;
  /** What that comes to; null: nothing of it was chosen. */
  amountMinor: number | null;
};

/** A way in which the sale was paid. */
export type ReturnWayView = {
  key: string;
  kind: PaybackKind;
  leftMinor: number;
  reference: string | null;
  /** Somebody gave it back in Klarna's portal: it is only booked. */
  isFound: boolean;
};

export type ReturnView = {
  saleId: string;
  code: number;
  completedAt: number;
  currency: string;
  /** Why nothing can be given back; null: something can. */
  why: NotReturnable | null;
  lines: ReturnLineView[];
  /** Beyond any line. */
  freeMinor: number;
  ways: ReturnWayView[];
  /** What was given back in Klarna's portal, and our book has no return of. */
  foundMinor: number;
  /** Klarna paid some of it to another account than the connected one. */
  isOutOfReach: boolean;
  totalMinor: number;
  taxMinor: number;
  /** What is handed over where that is not what it counts for; null: it is the same, or none. */
  coinsMinor: number | null;
  /** A second person agrees: above this limit, or (null) to what was given back in Klarna's portal. Null: nobody is asked. */
  second: { limitMinor: number | null; approvers: StaffChoice[] } | null;
  earlier: { id: string; number: number; at: number; totalMinor: number }[];
  /** What Klarna has not taken yet and can be exchanged; null: nothing. */
  rest: RestView | null;
  /** What the goods cost that still wait to be picked up and do not come back; 0: none do. */
  waitingMinor: number;
  /** What is chosen may be exchanged, too: not while Klarna holds money for goods that wait. */
  canExchange: boolean;
  /** The new half of the exchange that is under way; null: there is none. */
  exchangingInto: string | null;
  /** What has to be settled before anything can be given back or exchanged; null: nothing. */
  settleFirst: SettleFirst | null;
};

/**
 * How far one way of a return is. `sent`: Klarna was asked, and what it answered is not known. `found`: somebody had done it in
 * Klarna's portal.
 */
export type RefundState = "asked" | "sent" | "unknown" | "confirmed" | "refused" | "moved" | "found" | "done";

export type PaybackView = {
  id: string;
  kind: PaybackKind | "rounding";
  amountMinor: number;
  state: RefundState;
  reference: string | null;
};

/** What came back of a line, and why; on the shelf or not, where pieces came back. */
export type ReturnedLineView = {
  name: string;
  quantity: number;
  amountMinor: number;
  reason: ReturnReason;
  isBackOnShelf: boolean | null;
};

/** A return that was made, and how far each of its ways is. */
export type ReturnDoneView = {
  id: string;
  number: number;
  saleId: string;
  saleCode: number;
  at: number;
  currency: string;
  totalMinor: number;
  taxMinor: number;
  note: string | null;
  approvedBy: string | null;
  staffName: string;
  lines: ReturnedLineView[];
  paybacks: PaybackView[];
  /** What of it pays for another sale, and which; null: nothing does. */
  credit: { amountMinor: number; saleId: string; saleCode: number } | null;
  klarnaReference: string | null;
  /** What the customer is told in. */
  language: Language;
  isPractice: boolean;
};
