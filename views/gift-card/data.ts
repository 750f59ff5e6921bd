import type { GiftCardCause } from "../../src/domain/gift-card.ts";

/** A gift card, by the last of its number, and what is on it. */
export type GiftCardView = { id: string; tail: string; balanceMinor: number };

/** What happened on a gift card, and in which sale. */
export type GiftCardEntryView = {
  id: string;
  cause: GiftCardCause;
  amountMinor: number;
  at: number;
  saleId: string;
  saleCode: number;
};
