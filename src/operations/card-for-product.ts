import type { Db } from "../../db/open.ts";
import { giftCardTail, looksLikeOwnGiftCard, readGiftCardNumber } from "../domain/gift-card.ts";
import type { Problem } from "../domain/problem.ts";
import type { Mode } from "../domain/sale.ts";
import { findProductByCode } from "../store/catalogue.ts";
import { giftCardsNumbered } from "../store/gift-cards.ts";

/**
 * What to say where a gift card was scanned or typed as if it were a product, with no more of its number than the end; null:
 * it is none. A product of that very code comes first.
 */
export async function cardForProduct(
  db: Db,
  { typed, mode }: { typed: string; mode: Mode },
): Promise<Extract<Problem, { kind: "gift_card_scanned" }> | null> {
  const number = readGiftCardNumber(typed);
  if (number === null) return null;
  const cards = await giftCardsNumbered(db, number);
  if (cards.length === 0 && !looksLikeOwnGiftCard(number)) return null;
  if (await findProductByCode(db, typed)) return null;
  const giftCardId = cards.find((card) => card.mode === mode)?.id ?? null;
  return { kind: "gift_card_scanned", tail: giftCardTail(number), giftCardId };
}
