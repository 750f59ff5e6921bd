import type { Tx } from "../../db/open.ts";
import type { GiftCardRow, TenderRow } from "../../db/schema.ts";
import { recoveredCardJournal } from "../domain/journal.ts";
import type { LoggedCard } from "../domain/logbook.ts";
import { newId, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import {
  findGiftCardById,
  giftCardBalance,
  insertGiftCardEntry,
  lastEntryOf,
  unfinishedTenders,
} from "../store/gift-cards.ts";
import { removeTender, updateSale } from "../store/sales.ts";
import { roundAnew } from "./round-anew.ts";

/**
 * Puts on each gift card what the logbook says was on it, where a backup says otherwise: what was spent after it must not be
 * there again. Tenders that stood no more leave their sales first, else what they took would come back onto the card once more. A
 * card that was sold after the backup is not there at all, and the logbook knows no number to bring it back
 * by. Says how many were put right, and how many are gone.
 */
export async function correctCards(
  shop: Shop,
  tx: Tx,
  logged: Map<string, LoggedCard>,
): Promise<{ cardsCorrected: number; cardsLost: number }> {
  let cardsCorrected = 0;
  let cardsLost = 0;
  for (const [giftCardId, { balanceMinor, tenders }] of logged) {
    const card = await findGiftCardById(tx, giftCardId);
    if (!card) {
      cardsLost += 1;
      shop.log.warn("gift_card_lost", { giftCardId, balanceMinor });
      continue;
    }
    const undone = (await unfinishedTenders(tx, card.id)).filter(({ id }) => !tenders.includes(id));
    for (const tender of undone) await takeOut(shop, tx, card, tender);
    const amountMinor = balanceMinor - await giftCardBalance(tx, card.id);
    if (amountMinor !== 0) await correct(shop, tx, card, amountMinor);
    if (amountMinor !== 0 || undone.length > 0) cardsCorrected += 1;
  }
  return { cardsCorrected, cardsLost };
}

/** It was taken back, or its sale was given up, after the backup; by whom is lost, so that it stands under who took it. */
async function takeOut(shop: Shop, tx: Tx, card: GiftCardRow, tender: TenderRow): Promise<void> {
  const at = shop.clock.now();
  const { id: tenderId, saleId, staffId, amountMinor } = tender;
  const entry = { id: newId(shop, "gce"), giftCardId: card.id, amountMinor, cause: "given_back" as const };
  await removeTender(tx, tenderId, at);
  await insertGiftCardEntry(tx, { ...entry, tenderId, saleId, staffId, at });
  await roundAnew(shop, tx, saleId, at);
  await updateSale(tx, saleId, at, {});
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
