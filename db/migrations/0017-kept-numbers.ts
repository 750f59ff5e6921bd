import { type Kysely, sql } from "kysely";

/** Which receipt said the whole number of a gift card that was sold, and by which number a sale had no tax. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["receiptPrint", "receiptMail"]) {
    await db.schema.alterTable(table).addColumn("showsNumbers", "integer", (c) => c.notNull().defaultTo(0)).execute();
    // Until now each of them did.
    await sql`update ${sql.table(table)} set "showsNumbers" = 1
      where "saleId" in (select "saleId" from "lineItem" where "giftCardNumber" is not null)`.execute(db);
  }
  await db.schema.alterTable("sale").addColumn("taxNumber", "text").execute();
  await db.schema.alterTable("sale").addColumn("taxFreeBy", "text", (c) => c.references("staff.id")).execute();
  await sql`update "sale" set "taxNumber" = (select "taxNumber" from "customer" where "customer"."id" = "sale"."customerId")
    where "isTaxFree" = 1`.execute(db);
}
