import { isYetToCome } from "../clock.ts";
import { lastNightAt } from "../domain/night.ts";
import { callAboutUnreadable } from "../operations/look-fault.ts";
import { lookAtNight, type NightRead } from "../operations/nightly-look.ts";
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
/** Between two questions whether there is anything to be read: a new night, or another account. */
const IDLE_MS = 60_000;
const AFTER_FAILURE_MS = 60_000;
/** An order that cannot be read so often, while others can, is left for the next night. */
const MOST_FAILURES = 3;

/** One night at one account: who is still to be looked at, and whose orders could not be read. */
type Night = {
  beganAt: number;
  klarnaAccountId: string;
  waiting: string[];
  failed: Map<string, { times: number; wasAnotherRead: boolean }>;
};

/**
 * Once a night, from three o'clock on where the shop is, every order that can still change at Klarna is read again, one after
 * the other; a box that was off at night does it when it is switched on. The loop does not wait for the answers.
 */
export function createNightlyLooks() {
  let night: Night | null = null;
  let notBefore = -Infinity;
  let underWay: Promise<unknown> | null = null;

  const look = async (shop: Shop, tonight: Night, paymentId: string) => {
    const heard = await lookOnce(shop, paymentId);
    if (heard !== "away" && heard !== "unreadable") {
      for (const failure of tonight.failed.values()) failure.wasAnotherRead = true;
      return;
    }
    notBefore = shop.clock.now() + AFTER_FAILURE_MS;
    if (heard === "unreadable" && isGivenUp(tonight, paymentId)) return await callAboutUnreadable(shop, paymentId);
    tonight.waiting.push(paymentId);
  };
  return {
    async start(shop: Shop): Promise<boolean> {
      const now = shop.clock.now();
      if (shop.klarna.state !== "ready" || underWay !== null) return false;
      if (isYetToCome(notBefore, now, AFTER_FAILURE_MS)) return false;
      night = await tonight(shop, night);
      const paymentId = night?.waiting.shift();
      notBefore = now + (paymentId === undefined ? IDLE_MS : EVERY_MS);
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

async function lookOnce(shop: Shop, paymentId: string): Promise<NightRead> {
  try {
    const heard = await lookAtNight(shop, paymentId);
    if (heard === "away" || heard === "unreadable") shop.log.warn("nightly_look_failed", { paymentId, error: heard });
    return heard;
  } catch (error) {
    shop.log.warn("nightly_look_failed", { paymentId, error: String(error) });
    return "unreadable";
  }
}

/** One more failure: whether it was one too many. While nothing at all can be read it is not this order that is at fault. */
function isGivenUp({ failed, waiting }: Night, paymentId: string): boolean {
  const before = failed.get(paymentId) ?? { times: 0, wasAnotherRead: false };
  const failure = { ...before, times: before.times + 1 };
  failed.set(paymentId, failure);
  return failure.times >= MOST_FAILURES && (failure.wasAnotherRead || waiting.length === 0);
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
  return { beganAt, klarnaAccountId, waiting, failed: new Map() };
}
