import type { Db } from "../../db/open.ts";
import { isClockBehind, type SellingStop } from "../domain/selling.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { clockConfirmation, insertTillEvent, lastBooking } from "../store/books.ts";
import { turnTimeBack } from "../store/due-payments.ts";
import { type Approval, approverOf } from "./approval.ts";
import { type Action, once } from "./once.ts";
import { recoveryProgress } from "./recovery.ts";

/**
 * Why the till may not sell now; null: it may. What is open stays in everybody's hands meanwhile: payments are looked
 * at, saved, cancelled and given back.
 */
export async function whyNotSelling(shop: Shop, db: Db = shop.db.read): Promise<SellingStop | null> {
  const { recovery } = shop;
  if (recovery === null) return await clockStop(shop, db);
  return { why: "recovery", lost: recovery.lost, ...await recoveryProgress(db, recovery) };
}

/** Throws not_selling where a sale begins, takes money or ends. */
export async function requireSelling(shop: Shop, db: Db): Promise<void> {
  const stop = await whyNotSelling(shop, db);
  if (stop) throw new AppError({ kind: "not_selling", why: stop.why });
}

/**
 * A manager says that the clock is right and the last booking's time was wrong: the till follows the clock and sells
 * again. The word is about that booking; it does not cover a clock that is set back once more. Throws needs_manager.
 */
export async function confirmClock(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { reason: string; approval: Approval },
): Promise<Record<never, never>> {
  const staffId = await approverOf(shop, by, "manager", wanted.approval);
  return await once(shop, action, async (tx, afterCommit) => {
    const booking = await lastBooking(tx);
    if (!booking || await clockStop(shop, tx) === null) return {};
    const wallAt = shop.clock.wall();
    const event = { id: newId(shop, "evt"), kind: "clock_confirmed" as const, at: wallAt, staffId };
    const detail = JSON.stringify({ bookingId: booking.id, bookedAt: booking.at, wallAt });
    await insertTillEvent(tx, { ...event, reason: wanted.reason, detail });
    await turnTimeBack(tx, wallAt, shop.clock.now() - wallAt);
    afterCommit(() => {
      shop.clock.followWall();
      shop.wakeJobs();
    });
    return {};
  });
}

async function clockStop(shop: Shop, db: Db): Promise<SellingStop | null> {
  const booking = await lastBooking(db);
  const wallAt = shop.clock.wall();
  if (!booking || !isClockBehind(wallAt, booking.at)) return null;
  const confirmed = await clockConfirmation(db);
  const isOverruled = confirmed?.bookingId === booking.id && !isClockBehind(wallAt, confirmed.wallAt);
  return isOverruled ? null : { why: "clock", wallAt, lastEntryAt: booking.at };
}
