import type { Kysely } from "kysely";

/** What Klarna owed of a payment that a closing handed on, beside what it held of it; null: nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("carriedPayment").addColumn("owedMinor", "integer").execute();
}
