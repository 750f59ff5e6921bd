import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextCheckAt, type ScheduleFacts } from "../../src/domain/check-schedule.ts";
import { isUndecided, PAYMENT_STATUSES } from "../../src/domain/payment.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = 1_800_000_000_000;

const young: ScheduleFacts = {
  status: "waiting",
  now: NOW,
  createdAt: NOW,
  statusAt: NOW,
  sessionExpiresAt: NOW + 47 * HOUR,
  isWatched: true,
  hasOpenWish: false,
  hasLateWish: false,
  failedChecks: 0,
  retryAfterMs: null,
};

/** How long until the next look. */
function delay(facts: Partial<ScheduleFacts>): number | null {
  const at = nextCheckAt({ ...young, ...facts });
  return at === null ? null : at - NOW;
}

const age = fc.integer({ min: 0, max: 72 * HOUR });
const someFacts = fc.record<ScheduleFacts>({
  status: fc.constantFrom(...PAYMENT_STATUSES),
  now: fc.constant(NOW),
  createdAt: age.map((ms) => NOW - ms),
  statusAt: age.map((ms) => NOW - ms),
  sessionExpiresAt: fc.option(fc.integer({ min: -HOUR, max: 47 * HOUR }).map((ms) => NOW + ms)),
  isWatched: fc.boolean(),
  hasOpenWish: fc.boolean(),
  hasLateWish: fc.boolean(),
  failedChecks: fc.integer({ min: 0, max: 2_000 }),
  retryAfterMs: fc.option(fc.integer({ min: 0, max: 2_000_000_000 })),
});

describe("how often Klarna is asked", () => {
  test.each<[string, Partial<ScheduleFacts>, number]>([
    ["young and watched", {}, 1_500],
    ["young, nobody watching", { isWatched: false }, 3 * SECOND],
    ["created counts as young too", { status: "created", sessionExpiresAt: null }, 1_500],
    ["just before two minutes", { createdAt: NOW - 2 * MINUTE + 1 }, 1_500],
    ["two minutes old", { createdAt: NOW - 2 * MINUTE }, 3 * SECOND],
    ["a quarter of an hour old", { createdAt: NOW - 15 * MINUTE }, 5 * SECOND],
    ["a quarter of an hour old, unwatched", { createdAt: NOW - 15 * MINUTE, isWatched: false }, 30 * SECOND],
    ["a day old, unwatched", { createdAt: NOW - 24 * HOUR, isWatched: false }, 5 * MINUTE],
    ["in review", { status: "in_review" }, 5 * SECOND],
    ["in review for long, unwatched", { status: "in_review", statusAt: NOW - HOUR, isWatched: false }, 5 * MINUTE],
    ["authorized, unwatched", { status: "authorized", isWatched: false }, HOUR],
    ["authorized, owed an answer", { status: "authorized", isWatched: false, hasOpenWish: true }, 2 * SECOND],
    ["just cancelled", { status: "cancelled" }, MINUTE],
    ["cancelled an hour ago", { status: "cancelled", statusAt: NOW - HOUR }, HOUR],
  ])("%s", (_, facts, expected) => {
    expect(delay(facts)).toBe(expected);
  });

  test("a watched payment that is undecided is never left for longer than 5 s while Klarna answers", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      fc.pre(isUndecided(facts.status));
      const next = nextCheckAt({ ...facts, isWatched: true, failedChecks: 0, retryAfterMs: null });
      expect(next).not.toBeNull();
      expect((next ?? Infinity) - facts.now).toBeLessThanOrEqual(5 * SECOND);
    }));
  });

  test("the next look is always later than now", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      expect(nextCheckAt(facts) ?? Infinity).toBeGreaterThan(facts.now);
    }));
  });
});

describe("when Klarna is asked no more", () => {
  test.each(["released", "lapsed"] as const)("%s: never", (status) => {
    expect(delay({ status, hasOpenWish: true })).toBeNull();
  });

  test("captured: not before Klarna has answered what is asked once all was taken", () => {
    expect(delay({ status: "captured" })).toBeNull();
    expect(delay({ status: "captured", hasOpenWish: true })).toBeNull();
    expect(delay({ status: "captured", hasLateWish: true })).toBe(2 * SECOND);
    expect(delay({ status: "captured", hasLateWish: true, isWatched: false, failedChecks: 100 })).toBe(10 * MINUTE);
  });

  test.each(["cancelled", "expired", "rejected"] as const)("%s: once the session's own end has passed", (status) => {
    expect(delay({ status, sessionExpiresAt: NOW + 1 })).not.toBeNull();
    expect(delay({ status, sessionExpiresAt: NOW })).toBeNull();
    expect(delay({ status, sessionExpiresAt: null })).toBeNull();
  });

  test("a payment that can still change is always looked at again", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      fc.pre(isUndecided(facts.status) || facts.status === "in_review" || facts.status === "authorized");
      expect(nextCheckAt(facts)).not.toBeNull();
    }));
  });
});

describe("while Klarna does not answer", () => {
  const plainPace = (facts: ScheduleFacts) =>
    nextCheckAt({ ...facts, failedChecks: 0, retryAfterMs: null, sessionExpiresAt: farEnd(facts) });
  // Far enough away that no last look is planned before it.
  const farEnd = (facts: ScheduleFacts) => facts.sessionExpiresAt === null ? null : facts.now + 100 * HOUR;

  test("the pause doubles with each failed look up to its cap", () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6].map((failedChecks) => delay({ failedChecks }));
    expect(pauses).toEqual([1_500, 3_000, 6_000, 12_000, 24_000, 30_000, 30_000]);
    expect(delay({ failedChecks: 1_000, isWatched: false })).toBe(10 * MINUTE);
  });

  test("a pause is never shorter than the plain pace", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const next = nextCheckAt({ ...facts, failedChecks: Math.max(1, facts.failedChecks) });
      fc.pre(next !== null);
      expect(next).toBeGreaterThanOrEqual(plainPace(facts) ?? Infinity);
    }));
  });

  test("a pause is never longer than ten minutes or the plain pace, whatever Klarna asks for", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const next = nextCheckAt(facts);
      fc.pre(next !== null);
      const longest = Math.max(10 * MINUTE, (plainPace(facts) ?? 0) - facts.now);
      expect((next ?? Infinity) - facts.now).toBeLessThanOrEqual(longest);
    }));
  });

  test("Klarna is left alone as long as it asked to be", () => {
    expect(delay({ failedChecks: 1, retryAfterMs: 42 * SECOND })).toBe(42 * SECOND);
    expect(delay({ failedChecks: 1, retryAfterMs: 10 })).toBe(3 * SECOND);
  });
});

describe("before the session ends", () => {
  test("a last look is taken half a minute before", () => {
    const old = { createdAt: NOW - 46 * HOUR, isWatched: false };
    expect(delay({ ...old, sessionExpiresAt: NOW + 2 * MINUTE })).toBe(90 * SECOND);
    expect(delay({ ...old, sessionExpiresAt: NOW + 20 * MINUTE })).toBe(5 * MINUTE);
  });

  test("no plan skips the last look while looks succeed", () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const lastLookAt = (facts.sessionExpiresAt ?? 0) - 30 * SECOND;
      fc.pre((facts.status === "waiting" || facts.status === "in_progress") && lastLookAt > facts.now);
      expect(nextCheckAt({ ...facts, failedChecks: 0, retryAfterMs: null })).toBeLessThanOrEqual(lastLookAt);
    }));
  });
});
