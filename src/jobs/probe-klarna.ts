import { isYetToCome } from "../clock.ts";
import { proveKlarna } from "../operations/ask-klarna.ts";
import type { Shop } from "../shop.ts";
import { hintBackedOffPayments } from "../store/due-payments.ts";
import { inTransaction } from "../store/transaction.ts";

const EVERY_MS = 10_000;

/** Klarna answers again: whatever waits long because it did not is asked about now. */
async function probe(shop: Shop): Promise<void> {
  const { accountId } = shop.klarna;
  const asked = await proveKlarna(shop);
  if (!asked.ok) return;
  await inTransaction(shop.db, (tx) => hintBackedOffPayments(tx, accountId, shop.clock.now()));
}

/**
 * While Klarna was last seen away or refusing, asks it something harmless now and then. Without that nobody would
 * notice that it is back, for no new payment is offered meanwhile. The loop does not wait for the answer.
 */
export function createKlarnaProbe() {
  let lastAt = -Infinity;
  let underWay: Promise<unknown> | null = null;
  return {
    start(shop: Shop): Promise<boolean> {
      const now = shop.clock.now();
      const { state } = shop.klarna;
      const isIdle = state === "ready" || state === "not_connected";
      if (isIdle || underWay !== null || isYetToCome(lastAt + EVERY_MS, now, EVERY_MS)) return Promise.resolve(false);
      lastAt = now;
      // Nobody waits for it while the loop runs: what it cannot write down must not end the process.
      underWay = probe(shop)
        .catch((error) => shop.log.error("probe_failed", { error: String(error) }))
        .finally(() => underWay = null);
      return Promise.resolve(false);
    },
    /** Waits for the answer; says whether one was awaited. */
    async settle(): Promise<boolean> {
      const wasUnderWay = underWay !== null;
      await underWay;
      return wasUnderWay;
    },
  };
}
