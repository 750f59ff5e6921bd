import type { Kysely } from "kysely";

/** Everybody's own keys: null is the default set. Keys of a single letter can be switched off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("staff").addColumn("keyMap", "text").execute();
  await db.schema.alterTable("staff").addColumn("hasLetterKeys", "integer", (c) => c.notNull().defaultTo(1)).execute();
}
