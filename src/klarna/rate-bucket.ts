import { KlarnaError } from "./errors.ts";
import type { KlarnaCredentials } from "./gateway.ts";
import { rateLimitsAt } from "./markets.ts";

/** Time as the Klarna client sees it: handed in, so that tests own it. */
export type KlarnaClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Ends after `ms`; at once, in whichever way, when the signal is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

export type RateBucket = {
  /**
   * Takes a token, waiting for one up to `maxWaitMs`.
   * Throws KlarnaError `unavailable` with code "rate_limited" when the wait would be longer.
   */
  take(signal: AbortSignal): Promise<void>;
};

/** Requests a second, counted by Klarna per merchant, not per credential or till (klarna.md §1.6 [D]). */
export const RATE_LIMITS = {
  live: { creates: 40, others: 200 },
  playground: { creates: 5, others: 50 },
} as const;

/**
 * A bucket of `size` tokens, each of which returns one second after it was taken. Unlike a bucket that fills
 * steadily, it never lets more than `size` requests into any one second, wherever Klarna's second begins.
 */
export function createRateBucket(size: number, clock: KlarnaClock, maxWaitMs = 1_000): RateBucket {
  let returnsAt: number[] = [];
  return {
    async take(signal) {
      const now = clock.now();
      // A token further away than this can only mean that the machine's clock was set back.
      const latest = now + maxWaitMs + RETURN_MS;
      returnsAt = returnsAt.filter((at) => at > now && at <= latest);
      const freeAt = returnsAt.at(-size) ?? now;
      const waitMs = returnsAt.length < size ? 0 : freeAt - now;
      if (waitMs > maxWaitMs) {
        throw new KlarnaError("unavailable", {
          code: "rate_limited",
          messages: ["Too many of our own requests are waiting."],
          retryAfterMs: waitMs,
        });
      }
      returnsAt.push(now + waitMs + RETURN_MS);
      if (waitMs > 0) await clock.wait(waitMs, signal);
    },
  };
}

const RETURN_MS = 1_000;

/** What Klarna counts for one merchant: what makes sessions, and everything else. */
export type RateBuckets = { creates: RateBucket; others: RateBucket };

export function createRateBuckets(limits: keyof typeof RATE_LIMITS, clock: KlarnaClock): RateBuckets {
  const { creates, others } = RATE_LIMITS[limits];
  return { creates: createRateBucket(creates, clock), others: createRateBucket(others, clock) };
}

/** More than anybody signs in as by hand. The one not signed in as for longest is forgotten: its next line begins anew. */
const MOST_MERCHANTS = 32;

/**
 * The buckets of each merchant, the same ones for every line that is opened for it: a connection that is tested again
 * and again, or replaced, starts no fresh second. Credentials of one merchant share the user name up to its underscore
 * (klarna.md §1.2 [D]); a key without a user name tells no merchant and stands for itself.
 */
export function bucketsByMerchant(
  clock: KlarnaClock,
): (baseUrl: string, credentials: KlarnaCredentials) => RateBuckets {
  const known = new Map<string, RateBuckets>();
  return (baseUrl, credentials) => {
    const who = "apiKey" in credentials ? credentials.apiKey : credentials.username.replace(/_.*$/, "");
    const merchant = `${new URL(baseUrl).origin} ${who}`;
    const buckets = known.get(merchant) ?? createRateBuckets(rateLimitsAt(baseUrl), clock);
    known.delete(merchant);
    known.set(merchant, buckets);
    const [oldest] = known.keys();
    if (known.size > MOST_MERCHANTS && oldest !== undefined) known.delete(oldest);
    return buckets;
  };
}
