import type { Kysely } from "kysely";

/** What was paid already for goods that the customer does not take after all, and went back with that; null: nothing was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("handOver").addColumn("returnId", "text", (c) => c.references("saleReturn.id")).execute();
}
