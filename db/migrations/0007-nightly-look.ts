import type { Kysely } from "kysely";

/** When the order of a payment that is over was last read again at night. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("payment").addColumn("nightReadAt", "integer").execute();
}
