import type { Kysely } from "kysely";

/** When the order of a payment that is over was last read again at night; and the ledger found by sale and by time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("payment").addColumn("nightReadAt", "integer").execute();
  await db.schema.createIndex("journal_by_sale").on("journal").column("saleId").execute();
  await db.schema.createIndex("journal_by_time").on("journal").columns(["mode", "at"]).execute();
}
