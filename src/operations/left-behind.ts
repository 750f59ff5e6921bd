import type { Tx } from "../../db/open.ts";
import type { Shop } from "../shop.ts";
import { closeAttentionItem } from "../store/books.ts";
import { openPaymentsBeside, openPaymentsOf } from "../store/klarna-accounts.ts";
import type { AfterCommit } from "../store/transaction.ts";
import { callPerson } from "./payment-events.ts";

/**
 * After another account was connected, or none: calls a person for each open payment at which nobody looks any more, and
 * calls off those whose account is connected again.
 */
export async function callAboutLeftBehind(
  shop: Shop,
  tx: Tx,
  afterCommit: AfterCommit,
  accountId: string,
): Promise<void> {
  for (const payment of await openPaymentsBeside(tx, accountId)) {
    // Nobody holds a link to it: the cashier can give it up without Klarna.
    if (payment.hostedSessionId === null) continue;
    const because = { cause: "poll" as const };
    await callPerson(shop, { tx, afterCommit, payment, because }, "left_behind", "not_connected");
  }
  const closing = { at: shop.clock.now(), staffId: null, reason: "connected_again" };
  for (const { id } of await openPaymentsOf(tx, accountId)) await closeAttentionItem(tx, id, "left_behind", closing);
}
