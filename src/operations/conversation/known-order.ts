import type { Tx } from "../../../db/open.ts";
import type { Shop } from "../../shop.ts";
import { closeAttentionItem, openAttentionItems } from "../../store/books.ts";
import { inTransaction } from "../../store/transaction.ts";
import { callPerson } from "../payment-events.ts";
import type { Conversation, StepOutcome } from "./step.ts";

/** How an attention item says that Klarna has no such order. */
const GONE = "gone";

/**
 * Klarna says that it has no such order, though it was read before. Orders do not vanish: rather somebody else's
 * credentials ask. So nothing is decided by it; a person is called, and the same is asked again later.
 */
export async function orderNotFound(
  shop: Shop,
  { payment, cause }: Conversation,
  correlationId: string | null,
): Promise<StepOutcome> {
  if (payment.orderId !== null) {
    await inTransaction(
      shop.db,
      (tx, afterCommit) =>
        callPerson(shop, { tx, afterCommit, payment, because: { cause, correlationId } }, "books_differ", GONE),
    );
  }
  return { kind: "failed", code: "order_not_found", retryAfterMs: null };
}

/** Klarna has the order (again): whoever was called because it was not found need not come. */
export async function orderFound(shop: Shop, tx: Tx, paymentId: string): Promise<void> {
  const items = await openAttentionItems(tx, [paymentId]);
  if (!items.some((item) => item.kind === "books_differ" && item.klarnaSays === GONE)) return;
  const closing = { at: shop.clock.now(), staffId: null, reason: "order_found" };
  await closeAttentionItem(tx, paymentId, "books_differ", closing);
}
