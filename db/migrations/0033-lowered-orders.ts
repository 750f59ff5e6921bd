import type { Kysely } from "kysely";

/** To how much somebody lowered a payment's order in Klarna's portal, as it said last; null: it is as it was asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("payment").addColumn("loweredToMinor", "integer").execute();
}
