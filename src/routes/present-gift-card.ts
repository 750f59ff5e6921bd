import type { GiftCardView } from "../../views/gift-card/data.ts";
import { giftCardTail } from "../domain/gift-card.ts";
import type { Shop } from "../shop.ts";
import { findGiftCardById, giftCardBalance } from "../store/gift-cards.ts";

/** A gift card as screens show it: never its whole number. Null when there is none. */
export async function giftCardView(shop: Shop, giftCardId: string): Promise<GiftCardView | null> {
  const { read } = shop.db;
  const card = await findGiftCardById(read, giftCardId);
  if (!card) return null;
  return { id: card.id, tail: giftCardTail(card.number), balanceMinor: await giftCardBalance(read, card.id) };
}
