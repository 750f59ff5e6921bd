import { isYetToCome } from "../clock.ts";
import { lookAtNight, ORDER_LAGS_MS } from "../operations/nightly-look.ts";
import { hurryRecovery } from "../operations/unreadable.ts";
import type { Shop } from "../shop.ts";
import { unreadSettled } from "../store/recovery.ts";

const MOST_IN_FLIGHT = 8;
const REST_AFTER_FAILURE_MS = 60_000;
const REST_WHILE_AWAY_MS = 10_000;

/**
 * After a backup was put back, reads the orders of the payments that are over in it, as the night does: money may have gone
 * back since, of which no ordinary look would ask any more. The loop does not wait for the answers.
 */
export function createRecoveryLooks() {
  const inFlight = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>();
  /** How often in a row Klarna answered nothing usable about an order. */
  const failures = new Map<string, number>();
  let hurriedAt = -Infinity;

  const look = async (shop: Shop, paymentId: string) => {
    let restMs = REST_AFTER_FAILURE_MS;
    try {
      const heard = await lookAtNight(shop, paymentId);
      if (heard === "too_early") restMs = ORDER_LAGS_MS;
      if (heard === "away") restMs = REST_WHILE_AWAY_MS;
      if (heard === "unreadable") failures.set(paymentId, (failures.get(paymentId) ?? 0) + 1);
      else failures.delete(paymentId);
    } catch (error) {
      failures.set(paymentId, (failures.get(paymentId) ?? 0) + 1);
      shop.log.warn("recovery_look_failed", { paymentId, error: String(error) });
    } finally {
      // Of what was read nobody asks again.
      restsUntil.set(paymentId, shop.clock.now() + restMs);
      inFlight.delete(paymentId);
    }
  };
  return {
    /** Starts as many looks as there is room for; says whether it started any. */
    async start(shop: Shop): Promise<boolean> {
      if (shop.recovery === null || shop.klarna.state !== "ready") return false;
      const now = shop.clock.now();
      if (!isYetToCome(hurriedAt + REST_AFTER_FAILURE_MS, now, REST_AFTER_FAILURE_MS)) {
        hurriedAt = now;
        await hurryRecovery(shop, failures);
      }
      const { accountId: klarnaAccountId } = shop.klarna;
      const unread = await unreadSettled(shop.db.read, shop.recovery, klarnaAccountId);
      const isResting = (id: string) => isYetToCome(restsUntil.get(id) ?? -Infinity, now, ORDER_LAGS_MS);
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
