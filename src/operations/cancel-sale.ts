import type { Db, Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { reversed, saleJournal } from "../domain/journal.ts";
import type { VoidReason } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { lastHandOver } from "../store/hand-overs.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { linesOf, tendersOf } from "../store/sales.ts";
import { type Approval, approverOf } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift } from "./drawer.ts";
import { askBack, endAsVoided, mayStillBePaid } from "./give-up-sale.ts";
import { isTaken, savedPayments } from "./let-go.ts";
import { logCards } from "./logbook.ts";
import { type Action, once } from "./once.ts";

/**
 * Gives up a sale that is in the books already and of which Klarna has paid nothing out: its goods are all still here, its booking is
 * booked back, Klarna is asked to let go, and what was taken otherwise goes back. A senior answers for it.
 * Throws sale_missing, not_cancellable, needs_senior and what approverOf throws.
 */
export async function cancelSale(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; reason: VoidReason; approval: Approval },
): Promise<{ saleId: string }> {
  const { saleId, reason } = wanted;
  const approvedBy = await approverOf(shop, by, "senior", wanted.approval);
  const held = await savedPayments(shop.db.read, saleId);
  const result = await once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, saleId);
    if (!await isCancellable(tx, sale)) throw new AppError({ kind: "not_cancellable" });
    const now = shop.clock.now();
    await bookBack(shop, tx, by, sale);
    for (const payment of await savedPayments(tx, saleId)) {
      const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy } } as const;
      await askBack(shop, { tx, afterCommit, payment, because });
    }
    await endAsVoided(shop, { tx, afterCommit }, by, { sale, reason, now });
    return { saleId };
  });
  await logCards(shop, saleId);
  await Promise.all(held.map(({ id }) => checkPayment(shop, id, "cashier")));
  return result;
}

/** Finished, paid for by Klarna among others, and neither goods nor Klarna's money have gone anywhere yet. */
export async function isCancellable(db: Db, sale: Pick<SaleRow, "id" | "status">): Promise<boolean> {
  if (sale.status !== "completed" || await lastHandOver(db, sale.id) > 0) return false;
  const saved = await savedPayments(db, sale.id);
  if (saved.length === 0 || (await paymentsOfSale(db, sale.id)).some(mayStillBePaid)) return false;
  for (const payment of saved) if (await isTaken(db, payment)) return false;
  return true;
}

/** What was booked when it was completed, the other way round. */
async function bookBack(shop: Shop, tx: Tx, by: Operator, sale: SaleRow): Promise<void> {
  const { id: saleId, mode, currency } = sale;
  const entries = reversed(saleJournal(await linesOf(tx, saleId), await tendersOf(tx, saleId)));
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "sale_cancelled", saleId, paymentId: null, mode, shiftId };
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}
