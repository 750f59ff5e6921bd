import { isYetToCome } from "../clock.ts";
import { ORDER_LAGS_MS } from "../operations/conversation/order-facts.ts";
import { lookAtNight, type NightRead } from "../operations/nightly-look.ts";
import { hurryRecovery, MOST_FAILURES } from "../operations/unreadable.ts";
import type { Recovery, Shop } from "../shop.ts";
import { unreadSettled } from "../store/recovery.ts";

const MOST_IN_FLIGHT = 8;
/** As long as what Klarna did may be missing in its answers, or an order cannot be read. */
const REST_AFTER_FAILURE_MS = ORDER_LAGS_MS;
const REST_WHILE_AWAY_MS = 10_000;

/**
 * After a backup was put back, reads the orders of the payments that are over in it, as the night does: money may have gone
 * back since, of which no ordinary look would ask any more. It goes on with what a manager did not wait for. The loop does not
 * wait for the answers.
 */
export function createRecoveryLooks() {
  const inFlight = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>();
  /** How often in a row Klarna answered nothing usable about an order. */
  const failures = new Map<string, number>();
  let hurriedAt = -Infinity;
  let recovery: Recovery | null = null;

  const look = async (shop: Shop, paymentId: string) => {
    const heard = await lookOnce(shop, paymentId);
    if (heard === "unreadable") failures.set(paymentId, (failures.get(paymentId) ?? 0) + 1);
    else failures.delete(paymentId);
    // Of what was read nobody asks again.
    restsUntil.set(paymentId, shop.clock.now() + (heard === "away" ? REST_WHILE_AWAY_MS : REST_AFTER_FAILURE_MS));
    inFlight.delete(paymentId);
  };
  return {
    /** Starts as many looks as there is room for; says whether it started any. */
    async start(shop: Shop): Promise<boolean> {
      recovery = shop.recovery ?? recovery;
      if (recovery === null || shop.klarna.state !== "ready") return false;
      const now = shop.clock.now();
      if (!isYetToCome(hurriedAt + REST_AFTER_FAILURE_MS, now, REST_AFTER_FAILURE_MS)) {
        hurriedAt = now;
        await hurryRecovery(shop, failures);
      }
      const unread = await unreadOf(shop, recovery, failures);
      if (unread.length === 0) recovery = null;
      const isResting = (id: string) => isYetToCome(restsUntil.get(id) ?? -Infinity, now, REST_AFTER_FAILURE_MS);
      const fresh = unread.filter((id) => !inFlight.has(id) && !isResting(id))
        .slice(0, MOST_IN_FLIGHT - inFlight.size);
      for (const paymentId of fresh) inFlight.set(paymentId, look(shop, paymentId));
      return fresh.length > 0;
    },
    /** Waits for the looks under way; says whether there were any. */
    async settle(): Promise<boolean> {
      const underWay = [...inFlight.values()];
      await Promise.all(underWay);
      return underWay.length > 0;
    },
  };
}

/** What is still to be read. When the till sells already, what cannot be read is left to the night. */
async function unreadOf(shop: Shop, recovery: Recovery, failures: ReadonlyMap<string, number>): Promise<string[]> {
  const unread = await unreadSettled(shop.db.read, recovery, shop.klarna.accountId);
  return shop.recovery ? unread : unread.filter((id) => (failures.get(id) ?? 0) < MOST_FAILURES);
}

async function lookOnce(shop: Shop, paymentId: string): Promise<NightRead> {
  try {
    return await lookAtNight(shop, paymentId);
  } catch (error) {
    shop.log.warn("recovery_look_failed", { paymentId, error: String(error) });
    return "unreadable";
  }
}
