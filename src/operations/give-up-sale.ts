import type { PaymentRow, SaleRow } from "../../db/schema.ts";
import { registerTopic } from "../bus.ts";
import { isUndecided } from "../domain/payment.ts";
import type { VoidReason } from "../domain/sale.ts";
import type { Operator, Shop } from "../shop.ts";
import { endExchange } from "../store/exchanges.ts";
import { tendersOf, updateSale } from "../store/sales.ts";
import { askFor } from "./ask-for.ts";
import { currentShift } from "./drawer.ts";
import { type Move, undoTender } from "./payment-events.ts";
import { undoTaking } from "./take-tender.ts";

/** While the customer may still pay, money could come to a sale that is gone. */
export function mayStillBePaid({ status }: PaymentRow): boolean {
  return isUndecided(status) || status === "in_review";
}

/** The payment pays for the sale no more, and Klarna is asked to let go of what it holds, unless it has by itself. */
export async function askBack(shop: Shop, move: Move): Promise<void> {
  await undoTender(shop, move);
  if (move.payment.status === "authorized") await askFor(shop, move, "release");
}

/**
 * Cash is handed back, a gift card gets its own back, what was to be exchanged for it is not, and the sale is given up, in the
 * shift in which that happens.
 */
export async function endAsVoided(
  shop: Shop,
  { tx, afterCommit }: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { sale, reason, now }: { sale: SaleRow; reason: VoidReason; now: number },
): Promise<void> {
  for (const tender of await tendersOf(tx, sale.id)) await undoTaking(shop, tx, by, tender, now);
  const voided = { status: "voided", voidedAt: now, voidedBy: by.staffId, voidReason: reason } as const;
  await updateSale(tx, sale.id, now, { ...voided, shiftId: await currentShift(shop, tx, by, sale.mode) });
  await endExchange(tx, sale.id, { endedAt: now, outcome: "stopped" });
  afterCommit(shop.wakeJobs);
  afterCommit(() => shop.bus.publish(registerTopic(sale.registerId)));
}
