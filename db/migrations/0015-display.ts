import type { Kysely } from "kysely";
import { strict } from "../dialect.ts";

/** The screen that a register turns to its customer: one address each, and the sale that was touched last, at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("customerDisplay").modifyEnd(strict)
    .addColumn("registerId", "text", (c) => c.primaryKey().notNull().references("register.id"))
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("tokenHash", "text", (c) => c.notNull())
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("createdAt", "integer", (c) => c.notNull())
    .addUniqueConstraint("customerDisplay_token", ["tokenHash"])
    .execute();
  await db.schema.createIndex("sale_by_register").on("sale").columns(["registerId", "mode", "updatedAt"]).execute();
}
