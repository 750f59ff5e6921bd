import { isYetToCome } from "../clock.ts";
import { lastNightAt } from "../domain/night.ts";
import { lookAtNight } from "../operations/nightly-look.ts";
import type { Shop } from "../shop.ts";
import { paymentsOfTheNight } from "../store/due-payments.ts";
import { findShop } from "../store/shop.ts";

const DAY_MS = 24 * 60 * 60_000;
/** How long after the money was taken an order is still read: longer than shops take goods back. */
const AFTER_TAKEN_MS = 90 * DAY_MS;
/** How long after Klarna let go of the money an order is still read. */
const AFTER_ENDED_MS = 7 * DAY_MS;
/** Whoever pays meanwhile needs Klarna's answers more. */
const EVERY_MS = 1_000;
const AFTER_FAILURE_MS = 60_000;

/** One night at one account: who is still to be looked at. */
type Night = { beganAt: number; klarnaAccountId: string; waiting: string[] };

/**
 * Once a night, from three o'clock on where the shop is, every order that can still change at Klarna is read again, one after
 * the other; a box that was off at night does it when it is switched on. The loop does not wait for the answers.
 */
export function createNightlyLooks() {
  let night: Night | null = null;
  let notBefore = -Infinity;
  let underWay: Promise<unknown> | null = null;

  const look = async (shop: Shop, tonight: Night, paymentId: string) => {
    try {
      if (await lookAtNight(shop, paymentId) === "no_answer") throw new Error("Klarna gave no answer");
    } catch (error) {
      shop.log.warn("nightly_look_failed", { paymentId, error: String(error) });
      tonight.waiting.push(paymentId);
      notBefore = shop.clock.now() + AFTER_FAILURE_MS;
    }
  };
  return {
    async start(shop: Shop): Promise<boolean> {
      const now = shop.clock.now();
      if (shop.klarna.state !== "ready" || underWay !== null) return false;
      if (isYetToCome(notBefore, now, AFTER_FAILURE_MS)) return false;
      notBefore = now + EVERY_MS;
      night = await tonight(shop, night);
      const paymentId = night?.waiting.shift();
      if (night === null || paymentId === undefined) return false;
      underWay = look(shop, night, paymentId).finally(() => underWay = null);
      return false;
    },
    /** Waits for the look under way; says whether there was one. */
    async settle(): Promise<boolean> {
      const wasUnderWay = underWay !== null;
      await underWay;
      return wasUnderWay;
    },
  };
}

/** The night that goes on, or a new one; null before there is a shop. */
async function tonight(shop: Shop, last: Night | null): Promise<Night | null> {
  const now = shop.clock.now();
  const zone = (await findShop(shop.db.read))?.timeZone;
  if (zone === undefined) return null;
  const beganAt = lastNightAt(now, zone);
  const { accountId: klarnaAccountId } = shop.klarna;
  if (last?.beganAt === beganAt && last.klarnaAccountId === klarnaAccountId) return last;
  const ages = { takenAfter: now - AFTER_TAKEN_MS, endedAfter: now - AFTER_ENDED_MS };
  const waiting = await paymentsOfTheNight(shop.db.read, { klarnaAccountId, now, readBefore: beganAt, ...ages });
  return { beganAt, klarnaAccountId, waiting };
}
