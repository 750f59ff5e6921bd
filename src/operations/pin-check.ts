import type { StaffRow } from "../../db/schema.ts";
import { isYetToCome } from "../clock.ts";
import { AppError } from "../errors.ts";
import { longestDelayMs, pinDelayMs, verifyPin } from "../security/pins.ts";
import type { Shop } from "../shop.ts";
import { findStaff, notePinTry } from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";

/** The person whose PIN this is. Throws wrong_pin, and pin_too_soon while the growing delay after wrong ones lasts. */
export async function checkPin(shop: Shop, staffId: string, pin: string): Promise<StaffRow> {
  const staff = await countPinTry(shop, staffId, shop.clock.now());
  if (!await verifyPin(pin, staff.pinHash, shop.keys)) throw new AppError({ kind: "wrong_pin" });
  await inTransaction(shop.db, (tx) => notePinTry(tx, staff.id, 0, 0));
  return staff;
}

/** Counts a try before the PIN is looked at, and one after the other, so that many tries at once are no way round. */
function countPinTry(shop: Shop, staffId: string, now: number): Promise<StaffRow> {
  return inTransaction(shop.db, async (tx) => {
    const staff = await findStaff(tx, staffId);
    if (!staff) throw new AppError({ kind: "bad_form" });
    if (isYetToCome(staff.nextPinAt, now, longestDelayMs)) {
      throw new AppError({ kind: "pin_too_soon", waitMs: staff.nextPinAt - now });
    }
    const failedPins = staff.failedPins + 1;
    await notePinTry(tx, staff.id, failedPins, now + pinDelayMs(failedPins));
    return staff;
  });
}
