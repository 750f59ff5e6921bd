import type { RestView } from "../exchange/data.ts";
import type { Language } from "../../src/domain/language.ts";
import type { NotReturnable } from "../../src/domain/problem.ts";
import type { PaybackKind } from "../../src/domain/return.ts";
import type { StaffChoice } from "../data.ts";

/** A line of a finished sale, what is left of it to come back, and what was chosen so far. */
export type ReturnLineView = {
  id: string;
  name: string;
  unitPriceMinor: number;
  bought: number;
  /** Pieces that came back before. */
  before: number;
  left: number;
  leftMinor: number;
  isGiftCard: boolean;
  quantity: number;
  /** What that comes to; null: nothing of it was chosen. */
  amountMinor: number | null;
};

/** A way in which the sale was paid. */
export type ReturnWayView = { key: string; kind: PaybackKind; leftMinor: number; reference: string | null };

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
  totalMinor: number;
  taxMinor: number;
  /** What is handed over where that is not what it counts for; null: it is the same, or none. */
  coinsMinor: number | null;
  /** Above it a second person agrees; they are asked now. Null: nobody is asked. */
  second: { limitMinor: number; approvers: StaffChoice[] } | null;
  earlier: { id: string; number: number; at: number; totalMinor: number }[];
  /** What Klarna has not taken yet and can be exchanged; null: nothing. */
  rest: RestView | null;
  /** The new half of the exchange that is under way; null: there is none. */
  exchangingInto: string | null;
};

/** How far one way of a return is. `sent`: Klarna was asked, and what it answered is not known. */
export type RefundState = "asked" | "sent" | "confirmed" | "refused" | "moved" | "done";

export type PaybackView = {
  id: string;
  kind: PaybackKind | "rounding";
  amountMinor: number;
  state: RefundState;
  reference: string | null;
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
  lines: { name: string; quantity: number; amountMinor: number }[];
  paybacks: PaybackView[];
  /** What of it pays for another sale, and which; null: nothing does. */
  credit: { amountMinor: number; saleId: string; saleCode: number } | null;
  klarnaReference: string | null;
  /** What the customer is told in. */
  language: Language;
  isPractice: boolean;
};
