import { type Kysely, sql } from "kysely";

/**
 * Which sale a register shows its customer: the one that was worked at there last, and not wherever it stands. And what two
 * limits are counted by: what a register's printer still has before it, and what went to one address.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("register").addColumn("shownSaleId", "text", (c) => c.references("sale.id")).execute();
  await db.schema.createIndex("receiptPrint_by_register").on("receiptPrint").columns(["registerId", "askedAt"])
    .execute();
  await db.schema.createIndex("receiptMail_by_address").on("receiptMail")
    .expression(sql`lower("address"), "askedAt"`).execute();
}
