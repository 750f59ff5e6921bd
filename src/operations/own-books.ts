import { newId, type Shop } from "../shop.ts";
import { openAttentionItem, wasSettled } from "../store/books.ts";
import { type BrokenRule, brokenRules } from "../store/own-books.ts";
import { inTransaction } from "../store/transaction.ts";

/**
 * Holds our own books against the rules that no bug may break, as far back as `since`. A person is called for each that does
 * not hold, but not again for one that a person has put away.
 */
export async function checkOwnBooks(shop: Shop, since: number): Promise<void> {
  for (const broken of await brokenRules(shop.db.read, since)) {
    shop.log.error("book_broken", { ...broken });
    await callAbout(shop, broken);
  }
}

async function callAbout(shop: Shop, { rule: klarnaSays, mode, saleId, paymentId, amountMinor }: BrokenRule) {
  const kind = "book_broken";
  const now = shop.clock.now();
  await inTransaction(shop.db, async (tx) => {
    if (await wasSettled(tx, { paymentId, saleId, kind, klarnaSays })) return;
    const item = {
      id: newId(shop, "att"),
      kind,
      mode,
      saleId,
      paymentId,
      amountMinor,
      weThink: "broken",
      klarnaSays,
    } as const;
    await openAttentionItem(tx, { ...item, readAt: now, openedAt: now });
  });
}
