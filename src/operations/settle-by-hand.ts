import type { PaymentEventRow } from "../../db/schema.ts";
import { isOutOfReach } from "../domain/attention.ts";
import { type Finding, isOver, isUndecided } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { closeAttentionItem, openAttentionItems } from "../store/books.ts";
import { isUnanswered, updateWish, wishesOf } from "../store/wishes.ts";
import { type Approval, approverOf } from "./approval.ts";
import { requireHeldPayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";
import { moveTo } from "./payment-events.ts";

/**
 * Ends a payment whose end Klarna's answers do not tell, on a manager's word, who looked in Klarna's portal. The book
 * is corrected by a named event, and the sale is free again. Looks go on while Klarna's link lives: should it be paid
 * after all, somebody is called. So may what Klarna has approved, once nobody can ask about it any more. Throws
 * payment_not_open unless a person was called for it, needs_manager.
 */
export async function settleByHand(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { paymentId: string; finding: Finding; approval: Approval },
): Promise<{ paymentId: string }> {
  const { paymentId, finding, approval } = wanted;
  const approvedBy = await approverOf(shop, by, "manager", approval);
  return await once(shop, action, async (tx, afterCommit) => {
    const payment = await requireHeldPayment(tx, paymentId, by);
    const items = await openAttentionItems(tx, [paymentId]);
    const isOpen = isUndecided(payment.status) ? items.length > 0 : !isOver(payment.status) && items.some(isOutOfReach);
    if (!isOpen) throw new AppError({ kind: "payment_not_open" });
    const at = shop.clock.now();
    for (const wish of (await wishesOf(tx, paymentId)).filter(isUnanswered)) {
      const state = wish.kind === "capture" ? "refused" : "done";
      await updateWish(tx, wish.id, { state, answeredAt: at, answerCode: "settled_by_hand" });
    }
    const because = { cause: "correction", staffId: approvedBy, detail: { finding } } as const;
    await moveTo(shop, { tx, afterCommit, payment, because }, isUndecided(payment.status) ? "expired" : "released");
    for (const { kind } of items) {
      await closeAttentionItem(tx, paymentId, kind, { at, staffId: approvedBy, reason: finding });
    }
    return { paymentId };
  });
}

/** What a manager found at the end of this payment, from the event that ended it by hand; null: it did not end so. */
export function findingOf(events: PaymentEventRow[]): Finding | null {
  const detail = events.findLast((event) => event.toStatus === "expired" && event.cause === "correction")?.detail;
  return detail ? JSON.parse(detail).finding ?? null : null;
}
