import type { AttentionKind, BookRule } from "../../src/domain/attention.ts";
import type { PaymentView } from "../data.ts";

/** One thing that waits for a person. */
export type AttentionView = PaymentAttentionView | BrokenBookView;

/** Our own books break a rule of theirs, whether or not Klarna had a part in the sale. */
export type BrokenBookView = {
  id: string;
  kind: "book_broken";
  rule: BookRule;
  /** How much the two sides of the rule differ. */
  amountMinor: number;
  sale: { id: string; code: number };
  readAt: number;
  openedAt: number;
  isOpen: boolean;
};

/** A payment that waits for a person. */
export type PaymentAttentionView = {
  id: string;
  kind: Exclude<AttentionKind, "book_broken">;
  amountMinor: number;
  customerName: string | null;
  /** Klarna's own word, a code, or a time. */
  klarnaSays: string;
  readAt: number;
  openedAt: number;
  isOpen: boolean;
  payment: PaymentView;
  /** What Klarna refused to give back: how much of it was given back in its portal, and how much is left; null: another kind. */
  refund: { foundMinor: number; leftMinor: number } | null;
  /** The sale in which what was given back in Klarna's portal is booked. */
  bookInSaleId: string;
};
