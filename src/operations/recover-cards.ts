import type { Tx } from "../../db/open.ts";
import type { GiftCardRow } from "../../db/schema.ts";
import { recoveredCardJournal } from "../domain/journal.ts";
import { newId, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { findGiftCardById, giftCardBalance, insertGiftCardEntry, lastEntryOf } from "../store/gift-cards.ts";

/**
 * Puts on each gift card what the logbook says was on it, where a backup says otherwise: what was spent after it must not be
 * there again. A card that was sold after the backup is not there at all, and the logbook knows no number to bring it back
 * by. Says how many were put right, and how many are gone.
 */
export async function correctCards(
  shop: Shop,
  tx: Tx,
  logged: Map<string, number>,
): Promise<{ cardsCorrected: number; cardsLost: number }> {
  let cardsCorrected = 0;
  let cardsLost = 0;
  for (const [giftCardId, balanceMinor] of logged) {
    const card = await findGiftCardById(tx, giftCardId);
    if (!card) {
      cardsLost += 1;
      shop.log.warn("gift_card_lost", { giftCardId, balanceMinor });
      continue;
    }
    const amountMinor = balanceMinor - await giftCardBalance(tx, card.id);
    if (amountMinor === 0) continue;
    await correct(shop, tx, card, amountMinor);
    cardsCorrected += 1;
  }
  return { cardsCorrected, cardsLost };
}

/** The sale in which it was spent is lost: the entry stands under the one that touched the card last. */
async function correct(shop: Shop, tx: Tx, { id: giftCardId, mode, currency }: GiftCardRow, amountMinor: number) {
  const at = shop.clock.now();
  const place = await lastEntryOf(tx, giftCardId);
  const entry = { id: newId(shop, "gce"), giftCardId, amountMinor, cause: "recovered" as const, tenderId: null };
  await insertGiftCardEntry(tx, { ...entry, ...place, at });
  const nobody = { saleId: null, paymentId: null, shiftId: null, staffId: null };
  const journal = { id: newId(shop, "jnl"), cause: "gift_card_recovered", mode, at };
  await insertJournal(tx, { ...journal, ...nobody }, recoveredCardJournal(amountMinor), currency);
}
