import type { Kysely } from "kysely";
import { strict } from "../dialect.ts";

/**
 * Who Klarna's bill names, beside the payment and not in its history: personal data, kept only until it was compared.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  let table = db.schema.createTable("klarnaBill").modifyEnd(strict)
    .addColumn("paymentId", "text", (c) => c.primaryKey().notNull().references("payment.id"))
    .addColumn("readAt", "integer", (c) => c.notNull());
  const facts = ["givenName", "familyName", "email", "phone", "street", "street2", "postalCode", "city", "region"];
  for (const column of [...facts, "country"]) table = table.addColumn(column, "text");
  await table.execute();
}
