import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

/**
 * Goods that are paid and not taken home yet: a finished sale may wait for its pick-up, and each time that some of it is handed over, or
 * not taken after all, is a row. A wish to capture says up to which of them it reaches.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable("sale").addColumn("forPickUpAt", "integer").execute();
  await schema.alterTable("sale").addColumn("handedOverAt", "integer").execute();
  await schema.alterTable("wish").addColumn("upToHandOver", "integer").execute();
  await schema.createIndex("sale_for_pick_up").on("sale").column("forPickUpAt")
    .where(sql<boolean>`"forPickUpAt" is not null and "handedOverAt" is null`).execute();
  await schema.createTable("handOver").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("valueMinor", "integer", (c) => c.notNull())
    .addColumn("registerId", "text", (c) => c.notNull().references("register.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addUniqueConstraint("handOver_place", ["saleId", "position"])
    .execute();
  await schema.createTable("handOverLine").modifyEnd(strict)
    .addColumn("handOverId", "text", (c) => c.notNull().references("handOver.id"))
    .addColumn("lineItemId", "text", (c) => c.notNull().references("lineItem.id"))
    .addColumn("quantity", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("handOverLine_key", ["handOverId", "lineItemId"])
    .execute();
  for (const table of ["handOver", "handOverLine"]) await makeAppendOnly(db, table);
}
