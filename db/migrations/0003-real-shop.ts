import { type Kysely, sql } from "kysely";

/**
 * A shop of somebody's own beside the demo shop, and a Klarna account that its page connects: where it is, by which
 * kind of credentials, and which one is in use. Every shop so far was the demo shop.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("shop").addColumn("isDemo", "integer", (c) => c.notNull().defaultTo(1)).execute();
  const columns = {
    environment: "text",
    region: "text",
    credentialKind: "text",
    connectedAt: "integer",
    removedAt: "integer",
  } as const;
  for (const [column, type] of Object.entries(columns)) {
    await db.schema.alterTable("klarnaAccount").addColumn(column, type).execute();
  }
  await db.schema.alterTable("klarnaAccount").addColumn("isCurrent", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("klarnaAccount_one_current").unique().on("klarnaAccount").column("isCurrent")
    .where(sql.ref("isCurrent"), "=", 1).execute();
}
