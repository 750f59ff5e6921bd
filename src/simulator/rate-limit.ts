import type { BaseClock } from "./clock.ts";
import type { RequestKind } from "./requests.ts";

/** Which of Klarna's published limits apply [D]: requests in one second, counted for the one merchant there is. */
export type RateLimits = "live" | "playground" | "off";

/** The limits a word names; Klarna's live ones when it names none. */
export function readLimits(word: string | undefined): RateLimits {
  return word === "playground" || word === "off" ? word : "live";
}

export type RateLimiter = {
  /** Takes one request of this kind from the current second. */
  take(kind: RequestKind): { allowed: boolean; headers: Record<string, string> };
};

/** Two buckets are small (each kind of create has its own), everything else shares one. Counts are not kept over a restart. */
export function createRateLimiter(limits: RateLimits, clock: BaseClock): RateLimiter {
  if (limits === "off") return { take: () => ({ allowed: true, headers: {} }) };
  const taken = new Map<string, number>();
  let windowStart = 0;
  return {
    take(kind) {
      const second = Math.floor(clock.now() / 1_000);
      if (second !== windowStart) {
        windowStart = second;
        taken.clear();
      }
      const bucket = kind === "createPaymentSession" || kind === "createHostedSession" ? kind : "other";
      const limit = perSecond[limits][bucket === "other" ? "other" : "create"];
      const used = (taken.get(bucket) ?? 0) + 1;
      taken.set(bucket, used);
      return {
        allowed: used <= limit,
        headers: {
          "x-ratelimit-limit": `${limit}, ${limit};w=1`,
          "x-ratelimit-remaining": String(Math.max(0, limit - used)),
          "x-ratelimit-reset": "1",
        },
      };
    },
  };
}

const perSecond = { live: { create: 40, other: 200 }, playground: { create: 5, other: 50 } };
