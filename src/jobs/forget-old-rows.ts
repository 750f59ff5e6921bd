import { isYetToCome } from "../clock.ts";
import { forgettableBefore } from "../domain/logbook.ts";
import { forgetAfterSale } from "../operations/forget-customer.ts";
import { ACTION_RESULT_LIVES_MS } from "../operations/once.ts";
import type { Shop } from "../shop.ts";
import { deleteActionResultsBefore } from "../store/action-results.ts";
import { deleteBillsReadBefore } from "../store/klarna-bills.ts";
import { forgetMailAddresses } from "../store/receipts.ts";
import { deleteEndedSessions } from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";

/** By then Klarna's bill was compared with the record, or nobody will. */
const BILL_LIVES_MS = 72 * 60 * 60_000;
/** By then nobody wonders any more whether a receipt arrived. */
const MAIL_ADDRESS_LIVES_MS = 7 * 24 * 60 * 60_000;
const EVERY_MS = 60 * 60_000;

const lastRunAt = new WeakMap<Shop, number>();

/**
 * Once an hour: forgets the results of old forms, the sessions that ended, who Klarna's bills named, where receipts were
 * e-mailed to, customers who did not agree to be kept, and old lines of the logbook.
 */
export async function forgetOldRows(shop: Shop): Promise<boolean> {
  const now = shop.clock.now();
  if (isYetToCome((lastRunAt.get(shop) ?? -Infinity) + EVERY_MS, now, EVERY_MS)) return false;
  lastRunAt.set(shop, now);
  await inTransaction(shop.db, async (tx) => {
    await deleteActionResultsBefore(tx, now - ACTION_RESULT_LIVES_MS);
    await deleteEndedSessions(tx, now);
    await deleteBillsReadBefore(tx, now - BILL_LIVES_MS);
    await forgetMailAddresses(tx, now - MAIL_ADDRESS_LIVES_MS, now);
  });
  await forgetAfterSale(shop);
  const { logbook } = shop;
  await logbook?.forgetBefore(forgettableBefore(logbook.entries(), now));
  return false;
}
