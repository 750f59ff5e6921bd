import type { Db, Tx } from "../../db/open.ts";
import type { CustomerDisplayRow } from "../../db/schema.ts";

export function findDisplayOf(db: Db, registerId: string): Promise<CustomerDisplayRow | undefined> {
  return db.selectFrom("customerDisplay").selectAll().where("registerId", "=", registerId).executeTakeFirst();
}

/** The screen with this token, while its register is in use. */
export function findDisplayBy(db: Db, tokenHash: string): Promise<{ registerId: string } | undefined> {
  return db.selectFrom("customerDisplay").innerJoin("register", "register.id", "customerDisplay.registerId")
    .where("tokenHash", "=", tokenHash).where("register.isActive", "=", 1).select("registerId").executeTakeFirst();
}

/** The register's screen from now on: the address it had before leads nowhere any more. */
export async function putDisplay(tx: Tx, display: CustomerDisplayRow): Promise<void> {
  const { registerId: _, ...rest } = display;
  await tx.insertInto("customerDisplay").values(display)
    .onConflict((conflict) => conflict.column("registerId").doUpdateSet(rest)).execute();
}

export async function deleteDisplay(tx: Tx, registerId: string): Promise<void> {
  await tx.deleteFrom("customerDisplay").where("registerId", "=", registerId).execute();
}
