import type { Kysely } from "kysely";

/** What the customer is handed for a return is printed and e-mailed as a sale's receipt is; null: it is the sale's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["receiptPrint", "receiptMail"]) {
    await db.schema.alterTable(table).addColumn("returnId", "text", (c) => c.references("saleReturn.id")).execute();
  }
}
