/** Why the till may not sell now, with what a person must know of it. Times are epoch milliseconds. */
export type SellingStop =
  /** A backup was put back: of `total` payments Klarna has answered about `read`; `lost` were not in the backup. */
  | { why: "recovery"; read: number; total: number; lost: number }
  /** The machine's clock shows an earlier time than the last booking bears. */
  | { why: "clock"; wallAt: number; lastEntryAt: number };

/** Time servers move a clock by so much every day. */
const SMALL_STEP_MS = 60_000;

/** Whether the machine's clock went back past what is booked already. */
export function isClockBehind(wallAt: number, lastEntryAt: number): boolean {
  return wallAt < lastEntryAt - SMALL_STEP_MS;
}
