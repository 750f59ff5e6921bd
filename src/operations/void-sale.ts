import { isOver } from "../domain/payment.ts";
import type { VoidReason } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { type Approval, approverForPayment } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { askBack, endAsVoided, lookOnceMore, mayStillBePaid, refuseTaken } from "./give-up-sale.ts";
import { logCards } from "./logbook.ts";
import { type Action, once } from "./once.ts";

/**
 * Gives a sale up for good. Cash that was taken is handed back on the spot, and a gift card gets its own back; what Klarna holds is asked back in the
 * same breath, and stays in everybody's view until Klarna has let it go. While the customer may still pay, the sale
 * cannot be given up: Klarna is cancelled first, so that no money can come to a sale that is gone.
 * Throws sale_not_open, klarna_undecided, klarna_in_review, klarna_captured when the money was paid out already, and what
 * approverForPayment throws for a payment that somebody else started.
 */
export async function voidSale(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; reason: VoidReason; approval: Approval },
): Promise<{ saleId: string }> {
  const { saleId, reason, approval } = wanted;
  const held = (await paymentsOfSale(shop.db.read, saleId)).filter((payment) => payment.status === "authorized");
  const foreign = held.find((payment) => payment.staffId !== by.staffId);
  const approvedBy = foreign ? await approverForPayment(shop, by, foreign, approval) : by.staffId;
  await lookOnceMore(shop, held);
  const result = await once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, saleId);
    if (sale.status !== "open" && sale.status !== "parked") throw new AppError({ kind: "sale_not_open" });
    await refuseTaken(tx, sale);
    const payments = (await paymentsOfSale(tx, saleId)).filter((payment) => !isOver(payment.status));
    if (payments.some(({ status }) => status === "in_review")) throw new AppError({ kind: "klarna_in_review" });
    const isNews = payments.some((payment) => !held.some((one) => one.id === payment.id));
    if (isNews || payments.some(mayStillBePaid)) throw new AppError({ kind: "klarna_undecided" });
    // Before anything is asked back: by its time the asking is known to belong to this.
    const now = shop.clock.now();
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy } } as const;
    for (const payment of payments) await askBack(shop, { tx, afterCommit, payment, because }, now);
    await endAsVoided(shop, { tx, afterCommit }, by, { sale, reason, now });
    return { saleId };
  });
  await logCards(shop, saleId);
  await Promise.all(held.map((payment) => checkPayment(shop, payment.id, "cashier")));
  return result;
}
