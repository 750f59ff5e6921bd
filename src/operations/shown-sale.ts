import type { Shop } from "../shop.ts";
import { findPayment } from "../store/payments.ts";
import { updateRegister } from "../store/receipts.ts";
import { findSale } from "../store/sales.ts";
import { findRegister } from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";

/** What a deed was about, and when it began. */
type Worked = { on: { saleId: string } | { paymentId: string }; since: number };

/**
 * After a deed at a register: its customer's screen shows that sale from now on, if it is in hand there. Of one that is over
 * only if this deed ended it: an older receipt that is printed again is nothing for whoever stands there now.
 */
export async function showSaleAt(shop: Shop, registerId: string, { on, since }: Worked): Promise<void> {
  const db = shop.db.read;
  const saleId = "saleId" in on ? on.saleId : (await findPayment(db, on.paymentId))?.saleId;
  if (saleId === undefined || (await findRegister(db, registerId))?.shownSaleId === saleId) return;
  const sale = await findSale(db, saleId);
  const isInHand = sale?.registerId === registerId && (sale.status === "open" || sale.updatedAt >= since);
  if (isInHand) await inTransaction(shop.db, (tx) => updateRegister(tx, registerId, { shownSaleId: saleId }));
}
