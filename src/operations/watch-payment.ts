import { isUndecided } from "../domain/payment.ts";
import type { Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findPayment } from "../store/payments.ts";
import { inTransaction } from "../store/transaction.ts";

/** Nobody who watches a payment waits longer than this for its next look, whatever was planned while nobody did. */
const LONGEST_WATCHED_WAIT_MS = 5_000;

/** Somebody opened the payment's window: a look that was planned for later is made now. */
export async function watchPayment(shop: Shop, paymentId: string): Promise<void> {
  const payment = await findPayment(shop.db.read, paymentId);
  const now = shop.clock.now();
  const isLate = (payment?.nextCheckAt ?? 0) > now + LONGEST_WATCHED_WAIT_MS;
  if (!payment || payment.leaseOwner !== null || !isLate) return;
  // Where Klarna asked to be left alone, watching is no reason to ask.
  const isAskedToWait = /too_many|rate|429/i.test(payment.failureCode ?? "");
  if (isAskedToWait || !(isUndecided(payment.status) || payment.status === "in_review")) return;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await hintPayment(tx, paymentId, now);
    afterCommit(shop.wakeJobs);
  });
}
