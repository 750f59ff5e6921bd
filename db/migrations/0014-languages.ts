import type { Kysely } from "kysely";

/** What each of the staff reads, and what each customer is told in; null: as usual in the shop. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("staff").addColumn("language", "text").execute();
  await db.schema.alterTable("customer").addColumn("language", "text").execute();
}
