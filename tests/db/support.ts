import { demoStaff } from "../../db/demo-shop.ts";
import { openDatabase, type ShopDatabase } from "../../db/open.ts";
import { seedDemoShop, type SeedKit } from "../../db/seeds.ts";
import { formatId, ID_RANDOM_BYTES } from "../../src/domain/ids.ts";
import { systemRandom } from "../../src/random.ts";
import type { Keys } from "../../src/security/key-file.ts";
import { hashPin } from "../../src/security/pins.ts";
import { inTransaction } from "../../src/store/transaction.ts";

export const NOW = Date.UTC(2026, 10, 23, 9, 0);

const secret = new Uint8Array(32).fill(7);
const key = { id: "key_a", pepper: secret, sessions: secret, encryption: secret };
export const keys: Keys = { current: key, byId: (id) => id === key.id ? key : null };

/** A migrated database without a row, in a folder of its own: its two connections must share a file. */
export async function openEmptyShop(): Promise<{ db: ShopDatabase; remove: () => Promise<void> }> {
  const folder = await Deno.makeTempDir({ prefix: "tillside-db-" });
  const db = await openDatabase(`${folder}/shop.db`);
  return {
    db,
    async remove() {
      await db.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** The demo shop, with PINs that cost next to nothing to check. */
export async function openDemoShop(): ReturnType<typeof openEmptyShop> {
  const shop = await openEmptyShop();
  const kit = await makeSeedKit();
  await inTransaction(shop.db, (tx) => seedDemoShop(tx, kit));
  return shop;
}

export async function makeSeedKit(): Promise<SeedKit> {
  const pinHashes = new Map<string, { pinHash: string; keyId: string }>();
  for (const { name, pin } of demoStaff) {
    const pinHash = await hashPin(pin, keys, systemRandom, { memory: 64, passes: 1 });
    pinHashes.set(name, { pinHash, keyId: keys.current.id });
  }
  return { newId: (prefix) => formatId(prefix, NOW, systemRandom.bytes(ID_RANDOM_BYTES)), now: NOW, pinHashes };
}
