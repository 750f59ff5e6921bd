import type { Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findPayment } from "../store/payments.ts";
import { failingPayments, isAnyOrderRead } from "../store/recovery.ts";
import { inTransaction } from "../store/transaction.ts";
import { AWAY_CODES } from "./ask-klarna.ts";
import { callPerson } from "./payment-events.ts";

/** So many looks in a row, a minute apart, at an order of which Klarna answers nothing usable, are enough. */
export const MOST_FAILURES = 5;

/**
 * While a recovery waits for payments at which looks bring no answer, they are looked at again each minute, whatever their own
 * pace. What still cannot be read then, a person is called for: the till must not stand still for one order. `settled` are the
 * failures of those that only the recovery itself reads.
 */
export async function hurryRecovery(shop: Shop, settled: ReadonlyMap<string, number>): Promise<void> {
  const { recovery } = shop;
  if (recovery === null) return;
  const { read: db } = shop.db;
  const now = shop.clock.now();
  const ongoing = await failingPayments(db, recovery);
  const isUnreadable = ({ failedChecks, failureCode }: (typeof ongoing)[number]) =>
    failedChecks >= MOST_FAILURES && !AWAY_CODES.includes(failureCode ?? "");
  const tired = [...settled].filter(([, times]) => times >= MOST_FAILURES).map(([id]) => id);
  const unreadable = [...ongoing.filter(isUnreadable).map(({ id }) => id), ...tired];
  const isCalled = await isAnyOrderRead(db, recovery);
  await inTransaction(shop.db, async (tx, afterCommit) => {
    for (const { id } of ongoing) await hintPayment(tx, id, now);
    for (const id of isCalled ? unreadable : []) {
      const payment = await findPayment(tx, id);
      const because = { cause: "poll" } as const;
      if (payment) await callPerson(shop, { tx, afterCommit, payment, because }, "not_reread", "not_asked");
    }
  });
}
