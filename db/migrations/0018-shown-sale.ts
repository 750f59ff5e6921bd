import type { Kysely } from "kysely";

/** Which sale a register shows its customer: the one that was worked at there last, and not wherever it stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("register").addColumn("shownSaleId", "text", (c) => c.references("sale.id")).execute();
}
