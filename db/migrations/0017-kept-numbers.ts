import { type Kysely, sql } from "kysely";

/** Which receipt said the whole number of a gift card that was sold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["receiptPrint", "receiptMail"]) {
    await db.schema.alterTable(table).addColumn("showsNumbers", "integer", (c) => c.notNull().defaultTo(0)).execute();
    // Until now each of them did.
    await sql`update ${sql.table(table)} set "showsNumbers" = 1
      where "saleId" in (select "saleId" from "lineItem" where "giftCardNumber" is not null)`.execute(db);
  }
}
