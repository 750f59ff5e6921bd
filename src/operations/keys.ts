import { clashesIn, type KeyMap, keysToKeep } from "../domain/keys.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { keepKeys } from "../store/staff.ts";
import { type Action, once } from "./once.ts";

/** Keeps which keys somebody presses, for themselves and at every register. Throws keys_clash. */
export async function saveKeys(shop: Shop, action: Action, keys: KeyMap, hasLetterKeys: boolean): Promise<void> {
  await once(shop, action, async (tx) => {
    if (clashesIn(keys).length > 0) throw new AppError({ kind: "keys_clash" });
    await keepKeys(tx, action.staffId, keysToKeep(keys), hasLetterKeys);
    return {};
  });
}
