import type { Db, Tx } from "../../db/open.ts";
import type { NewShop, ShopRow } from "../../db/schema.ts";

export function findShop(db: Db): Promise<ShopRow | undefined> {
  return db.selectFrom("shop").selectAll().executeTakeFirst();
}

/** The shop where something is sold: it was set up before. */
export async function requireShop(db: Db): Promise<ShopRow> {
  const shop = await findShop(db);
  if (!shop) throw new Error("there is no shop to sell in");
  return shop;
}

export async function insertShop(tx: Tx, shop: NewShop): Promise<void> {
  await tx.insertInto("shop").values(shop).execute();
}

export async function updateShop(tx: Tx, changes: Partial<NewShop>): Promise<void> {
  await tx.updateTable("shop").set(changes).executeTakeFirstOrThrow();
}

/** Proves that the database can be written, by writing: a full disk shows only then. */
export async function touchDatabase(tx: Tx): Promise<void> {
  await tx.insertInto("counter").values({ name: "health", nextValue: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ nextValue: eb("counter.nextValue", "+", 1) }))
    ).execute();
}
