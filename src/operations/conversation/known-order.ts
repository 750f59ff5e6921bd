import type { Tx } from "../../../db/open.ts";
import type { PaymentRow } from "../../../db/schema.ts";
import type { AttentionKind } from "../../domain/attention.ts";
import type { Shop } from "../../shop.ts";
import { closeAttentionItem, openAttentionItems } from "../../store/books.ts";
import { inTransaction } from "../../store/transaction.ts";
import { callPerson } from "../payment-events.ts";
import type { Conversation, StepOutcome } from "./step.ts";

/** How an attention item says that Klarna has no such order. */
const GONE = "gone";
const CALLED_FOR: readonly AttentionKind[] = ["books_differ", "completed_without_order"];
const NOT_FOUND = "order_not_found";
/** A read may lag behind the page that names the order; after this long, and so many looks, somebody must come. */
const LONGEST_LAG_MS = 15 * 60_000;
const ENOUGH_LOOKS = 5;

/**
 * Klarna says that it has no such order, though it was read before. Orders do not vanish: rather somebody else's
 * credentials ask. So nothing is decided by it; a person is called, and the same is asked again later. Nor is one that
 * the customer's page names and that never was there waited for without anybody knowing.
 */
export async function orderNotFound(
  shop: Shop,
  { payment, cause }: Conversation,
  correlationId: string | null,
): Promise<StepOutcome> {
  if (payment.orderId !== null || isOverdue(shop, payment)) {
    const kind = payment.orderId === null ? "completed_without_order" : "books_differ";
    await inTransaction(shop.db, async (tx, afterCommit) => {
      const called = (await openAttentionItems(tx, [payment.id])).find((item) => item.kind === kind);
      // Whoever is called for something else already is called: that must not be lost, and closed, with an order found again.
      if (called && called.klarnaSays !== GONE) return;
      await callPerson(shop, { tx, afterCommit, payment, because: { cause, correlationId } }, kind, GONE);
    });
  }
  return { kind: "failed", code: NOT_FOUND, retryAfterMs: null, correlationId };
}

function isOverdue({ clock }: Shop, { completionSeenAt, failureCode, failedChecks }: PaymentRow): boolean {
  const isUsual = failureCode === NOT_FOUND && failedChecks >= ENOUGH_LOOKS;
  return isUsual && clock.now() - (completionSeenAt ?? Infinity) >= LONGEST_LAG_MS;
}

/** Klarna has the order (again): whoever was called because it was not found need not come. */
export async function orderFound(shop: Shop, tx: Tx, paymentId: string): Promise<void> {
  const closing = { at: shop.clock.now(), staffId: null, reason: "order_found" };
  const items = (await openAttentionItems(tx, [paymentId])).filter(({ klarnaSays }) => klarnaSays === GONE);
  for (const { kind } of items.filter(({ kind }) => CALLED_FOR.includes(kind))) {
    await closeAttentionItem(tx, paymentId, kind, closing);
  }
}
