import { isYetToCome } from "../clock.ts";
import { lookAtNight, ORDER_LAGS_MS } from "../operations/nightly-look.ts";
import type { Shop } from "../shop.ts";
import { unreadSettled } from "../store/recovery.ts";

const MOST_IN_FLIGHT = 8;
const REST_AFTER_FAILURE_MS = 10_000;

/**
 * After a backup was put back, reads the orders of the payments that are over in it, as the night does: money may have gone
 * back since, of which no ordinary look would ask any more. The loop does not wait for the answers.
 */
export function createRecoveryLooks() {
  const inFlight = new Map<string, Promise<void>>();
  const restsUntil = new Map<string, number>();

  const look = async (shop: Shop, paymentId: string) => {
    let restMs = REST_AFTER_FAILURE_MS;
    try {
      if (await lookAtNight(shop, paymentId) === "too_early") restMs = ORDER_LAGS_MS;
    } catch (error) {
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
      const { accountId: klarnaAccountId } = shop.klarna;
      const unread = await unreadSettled(shop.db.read, { paymentIds: shop.recovery.paymentIds, klarnaAccountId });
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
