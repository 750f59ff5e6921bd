import { type Kysely, sql } from "kysely";
import { strict } from "../dialect.ts";

/**
 * By what route each message with a link went, to which address (as a key nobody can read it from) and what a refusal
 * was about; and which ways Klarna refuses for the shop.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["via", "addressKey", "refusalAbout"]) {
    await db.schema.alterTable("sending").addColumn(column, "text").execute();
  }
  await sql`update "sending" set "via" = 'klarna' where "channel" <> 'qr'`.execute(db);
  await db.schema.createIndex("sending_by_address").on("sending").columns(["addressKey", "askedAt"]).execute();
  await db.schema.createTable("klarnaChannel").modifyEnd(strict)
    .addColumn("klarnaAccountId", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("refusedAt", "integer", (c) => c.notNull())
    .addColumn("code", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("klarnaChannel_key", ["klarnaAccountId", "channel"])
    .addForeignKeyConstraint("klarnaChannel_account", ["klarnaAccountId"], "klarnaAccount", ["id"])
    .execute();
}
