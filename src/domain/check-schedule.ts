import type { PaymentStatus } from "./payment.ts";

/** What decides when to ask Klarna again. */
export type ScheduleFacts = {
  status: PaymentStatus;
  now: number;
  createdAt: number;
  statusAt: number;
  /** When Klarna ends the hosted session by itself; null: unknown or none. */
  sessionExpiresAt: number | null;
  /** A payment window is open somewhere. */
  isWatched: boolean;
  /** Klarna still owes an answer to something we asked. */
  hasOpenWish: boolean;
  /** Klarna owes an answer to what is asked once all was taken: to give some of it back, or to send its messages again. */
  hasLateWish: boolean;
  /** Looks in a row without an answer. */
  failedChecks: number;
  /** How long Klarna asked us to wait; null: it did not. */
  retryAfterMs: number | null;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Pace = { untilAgeMs: number; watchedMs: number; unwatchedMs: number };

/** How often to look, by the age of the payment (undecided) or of its status (the rest). */
const PACES: Record<"undecided" | "in_review" | "authorized" | "ended", Pace[]> = {
  undecided: [
    { untilAgeMs: 2 * MINUTE, watchedMs: 1_500, unwatchedMs: 3 * SECOND },
    { untilAgeMs: 15 * MINUTE, watchedMs: 3 * SECOND, unwatchedMs: 5 * SECOND },
    { untilAgeMs: 2 * HOUR, watchedMs: 5 * SECOND, unwatchedMs: 30 * SECOND },
    { untilAgeMs: Infinity, watchedMs: 5 * SECOND, unwatchedMs: 5 * MINUTE },
  ],
  in_review: [
    { untilAgeMs: 10 * MINUTE, watchedMs: 5 * SECOND, unwatchedMs: 15 * SECOND },
    { untilAgeMs: Infinity, watchedMs: 5 * SECOND, unwatchedMs: 5 * MINUTE },
  ],
  authorized: [{ untilAgeMs: Infinity, watchedMs: 30 * SECOND, unwatchedMs: HOUR }],
  ended: [
    { untilAgeMs: 10 * MINUTE, watchedMs: MINUTE, unwatchedMs: MINUTE },
    { untilAgeMs: Infinity, watchedMs: HOUR, unwatchedMs: HOUR },
  ],
};

/** The slowest pace. */
export const LONGEST_INTERVAL_MS = HOUR;

const WISH_RETRY_MS = 2 * SECOND;
const LONGEST_BACK_OFF_MS = { watched: 30 * SECOND, unwatched: 10 * MINUTE };
/** However long Klarna asks to be left alone, a payment is not left longer than this. */
const LONGEST_ASKED_WAIT_MS = 10 * MINUTE;
/** One last look shortly before Klarna's end proves whether the session was paid. */
const LAST_LOOK_BEFORE_END_MS = 30 * SECOND;

/**
 * When to ask Klarna about a payment next, or null for never again: it is over, nothing is owed an answer (as what is given
 * back is), and the hosted session's own end has passed. Until that end a few sparse looks go on, for the customer may still pay.
 */
export function nextCheckAt(facts: ScheduleFacts): number | null {
  const { now, status } = facts;
  const interval = checkIntervalMs(facts);
  if (interval === null) return null;
  const backedOff = Math.max(backOff(interval, facts), Math.min(facts.retryAfterMs ?? 0, LONGEST_ASKED_WAIT_MS));
  const lastLookAt = (facts.sessionExpiresAt ?? 0) - LAST_LOOK_BEFORE_END_MS;
  const isSessionStatus = status === "waiting" || status === "in_progress";
  if (isSessionStatus && facts.failedChecks === 0 && lastLookAt > now) return Math.min(now + backedOff, lastLookAt);
  return now + backedOff;
}

function checkIntervalMs(facts: ScheduleFacts): number | null {
  switch (facts.status) {
    case "created":
    case "waiting":
    case "in_progress":
      return pace(PACES.undecided, facts.now - facts.createdAt, facts.isWatched);
    case "in_review":
      return pace(PACES.in_review, facts.now - facts.statusAt, facts.isWatched);
    case "authorized":
      return facts.hasOpenWish ? WISH_RETRY_MS : pace(PACES.authorized, facts.now - facts.statusAt, facts.isWatched);
    case "cancelled":
    case "expired":
    case "rejected":
      if (facts.sessionExpiresAt === null || facts.now >= facts.sessionExpiresAt) return null;
      return pace(PACES.ended, facts.now - facts.statusAt, facts.isWatched);
    case "captured":
    case "released":
    case "lapsed":
      return facts.hasLateWish ? WISH_RETRY_MS : null;
  }
}

function pace(paces: Pace[], ageMs: number, isWatched: boolean): number {
  const row = paces.find((one) => ageMs < one.untilAgeMs) ?? paces[paces.length - 1];
  if (!row) throw new RangeError("a table of paces without a row");
  return isWatched ? row.watchedMs : row.unwatchedMs;
}

/** Doubled for every look that brought no answer, up to a cap; never shorter than the plain pace. */
function backOff(intervalMs: number, facts: ScheduleFacts): number {
  const cap = facts.isWatched ? LONGEST_BACK_OFF_MS.watched : LONGEST_BACK_OFF_MS.unwatched;
  return Math.max(intervalMs, Math.min(intervalMs * 2 ** Math.min(facts.failedChecks, 20), cap));
}
