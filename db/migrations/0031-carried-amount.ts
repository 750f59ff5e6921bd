import type { Kysely } from "kysely";

/** How much Klarna held of a payment that a closing handed on, or owed; null, of reports from before: all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("carriedPayment").addColumn("amountMinor", "integer").execute();
}
