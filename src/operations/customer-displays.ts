import { displayToken, hashToken } from "../security/session-token.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { deleteDisplay, findDisplayBy, findDisplayOf, putDisplay } from "../store/displays.ts";
import { type Action, once } from "./once.ts";

/** Makes a new address for the screen that this register turns to its customer. The one before stops at once. */
export function renewDisplay(shop: Shop, action: Action, by: Operator): Promise<{ displayId: string }> {
  return once(shop, action, async (tx) => {
    const id = newId(shop, "dsp");
    const { registerId, staffId } = by;
    const tokenHash = hashToken(displayToken(id, shop.keys));
    await putDisplay(tx, { registerId, id, tokenHash, staffId, createdAt: shop.clock.now() });
    return { displayId: id };
  });
}

/** Takes the address away, from every window and tablet that shows it. */
export function endDisplay(shop: Shop, action: Action, by: Operator): Promise<{ registerId: string }> {
  return once(shop, action, async (tx) => {
    await deleteDisplay(tx, by.registerId);
    return { registerId: by.registerId };
  });
}

/** The token of this register's screen; null: it has none, or one made with a key that is gone. */
export async function displayTokenOf(shop: Shop, registerId: string): Promise<string | null> {
  const display = await findDisplayOf(shop.db.read, registerId);
  if (!display) return null;
  const token = displayToken(display.id, shop.keys);
  return hashToken(token) === display.tokenHash ? token : null;
}

/** Whose screen this token opens; null: nobody's, or nobody's any more. */
export async function findDisplay(shop: Shop, token: string): Promise<{ registerId: string } | null> {
  return await findDisplayBy(shop.db.read, hashToken(token)) ?? null;
}
