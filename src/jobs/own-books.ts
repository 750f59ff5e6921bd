import { isYetToCome } from "../clock.ts";
import { lastNightAt } from "../domain/night.ts";
import { checkOwnBooks } from "../operations/own-books.ts";
import type { Shop } from "../shop.ts";
import { findShop } from "../store/shop.ts";

/** What was booked within this time is looked through again each night. */
const BACK_MS = 8 * 24 * 60 * 60_000;
const EVERY_MS = 60_000;

/** Once a night, and at the first start after it, the till holds its own books against their rules. */
export function createBookCheck() {
  let checkedFor: number | null = null;
  let notBefore = -Infinity;
  return async function checkBooks(shop: Shop): Promise<boolean> {
    const now = shop.clock.now();
    if (isYetToCome(notBefore, now, EVERY_MS)) return false;
    notBefore = now + EVERY_MS;
    const zone = (await findShop(shop.db.read))?.timeZone;
    const night = zone === undefined ? null : lastNightAt(now, zone);
    if (night === null || night === checkedFor) return false;
    await checkOwnBooks(shop, now - BACK_MS);
    checkedFor = night;
    return false;
  };
}
