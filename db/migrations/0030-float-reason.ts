import type { Kysely } from "kysely";

/** Why the float is not what the closing before left in the drawer; null: it is, or nobody has counted it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("shift").addColumn("floatReason", "text").execute();
}
