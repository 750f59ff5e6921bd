const DAY_MS = 24 * 60 * 60_000;

/** Klarna holds no money for longer than this after the order was placed (klarna.md 4 [D]). */
export const LONGEST_HOLD_MS = 180 * DAY_MS;
/** Goods that wait to be picked up have their approval extended when it runs out within this time, and once in it. */
export const EXTENDED_WITHIN_MS = 7 * DAY_MS;
/** How often Klarna is asked to send its messages about a payment again, and in what time. */
export const MOST_RESENDS = 3;
export const RESENDS_WITHIN_MS = DAY_MS;

/** Whether Klarna might hold the money any longer than it says now. Unknown how long: it is asked. */
export function isExtendable(
  payment: { createdAt: number; authorizationExpiresAt: number | null },
  now: number,
): boolean {
  const { createdAt, authorizationExpiresAt: endsAt } = payment;
  // Klarna counts in whole days.
  return endsAt === null || (now < endsAt && endsAt < createdAt + LONGEST_HOLD_MS - DAY_MS);
}

/** How pressing an approval is that was not captured yet: `alarm` where a person is called, `soon` where the till extends it. */
export function urgencyOf(leftMs: number): "alarm" | "soon" | "calm" {
  if (leftMs < LAST_DAYS_MS) return "alarm";
  return leftMs < EXTENDED_WITHIN_MS ? "soon" : "calm";
}

const LAST_DAYS_MS = 3 * DAY_MS;

/** Whole days that are left, for people: of the last one, none. */
export function daysLeft(endsAt: number, now: number): number {
  return Math.max(0, Math.floor((endsAt - now) / DAY_MS));
}
