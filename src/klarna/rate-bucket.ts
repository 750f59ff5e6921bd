import { KlarnaError } from "./errors.ts";

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
