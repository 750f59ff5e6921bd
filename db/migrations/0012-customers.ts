import type { Kysely } from "kysely";
import { indexCustomerWords, makeAppendOnly, strict } from "../dialect.ts";

/**
 * Customers who are found by three letters, who agreed to be kept or are forgotten after their sale, who pay no tax by
 * a number, and whose doubles were put together.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const customer = () => db.schema.alterTable("customer");
  await customer().addColumn("taxNumber", "text").execute();
  await customer().addColumn("consentAt", "integer").execute();
  await customer().addColumn("consentBy", "text", (c) => c.references("staff.id")).execute();
  // Whoever is on file by now was never asked: they stay until somebody asks them.
  await customer().addColumn("isForSaleOnly", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await customer().addColumn("forgottenAt", "integer").execute();
  await customer().addColumn("mergedIntoId", "text", (c) => c.references("customer.id")).execute();
  await db.schema.createIndex("customer_for_sale_only").on("customer").columns(["isForSaleOnly", "forgottenAt"])
    .execute();
  await db.schema.createIndex("customer_by_merge").on("customer").column("mergedIntoId").execute();
  // A customer's purchases, newest first; it holds all that the index before it did.
  await db.schema.dropIndex("sale_by_customer").execute();
  await db.schema.createIndex("sale_by_customer").on("sale").columns(["customerId", "mode", "completedAt"]).execute();
  await createEvents(db);
  await indexCustomerWords(db);
}

/** What happened to a record, without anything of what it says: this is never forgotten. */
async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("customerEvent").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("customerId", "text", (c) => c.notNull().references("customer.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("otherId", "text", (c) => c.references("customer.id"))
    .addColumn("staffId", "text", (c) => c.references("staff.id"))
    .addColumn("approvedBy", "text", (c) => c.references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addColumn("detail", "text")
    .execute();
  await db.schema.createIndex("customerEvent_by_customer").on("customerEvent").column("customerId").execute();
  await makeAppendOnly(db, "customerEvent");
}
