import type { Db, Tx } from "../../db/open.ts";
import type { ShopRow } from "../../db/schema.ts";
import type { Mode } from "../domain/sale.ts";

export function findShop(db: Db): Promise<ShopRow | undefined> {
  return db.selectFrom("shop").selectAll().executeTakeFirst();
}

/**
 * The row of the Klarna account we were started with, made when it is new: one for each place, whoever signs in there,
 * so that new credentials find the payments of the old ones. Its password stays in the settings.
 */
export async function keepKlarnaAccount(
  tx: Tx,
  account: { id: string; mode: Mode; baseUrl: string; username: string; createdAt: number },
): Promise<string> {
  const known = await tx.selectFrom("klarnaAccount").select("id").where("baseUrl", "=", account.baseUrl)
    .where("mode", "=", account.mode).orderBy("createdAt").executeTakeFirst();
  if (known) {
    await tx.updateTable("klarnaAccount").set({ username: account.username }).where("id", "=", known.id).execute();
    return known.id;
  }
  await tx.insertInto("klarnaAccount").values({ ...account, sealedPassword: null, keyId: null }).execute();
  return account.id;
}

/** Proves that the database can be written, by writing: a full disk shows only then. */
export async function touchDatabase(tx: Tx): Promise<void> {
  await tx.insertInto("counter").values({ name: "health", nextValue: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ nextValue: eb("counter.nextValue", "+", 1) }))
    ).execute();
}
