import type { Kysely } from "kysely";
import { strict } from "../dialect.ts";

/** What a register prints on and where, each printing of a receipt, receipts on their way by e-mail, and finding old sales. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const register = () => db.schema.alterTable("register");
  await register().addColumn("paper", "text", (c) => c.notNull().defaultTo("80")).execute();
  await register().addColumn("printerHost", "text").execute();
  await register().addColumn("printerPort", "integer").execute();
  await createPrints(db);
  await createMails(db);
  await db.schema.createIndex("sale_by_completion").on("sale").columns(["completedAt"]).execute();
  await db.schema.createIndex("sale_by_receipt").on("sale").columns(["receiptNumber"]).execute();
}

async function createPrints(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("receiptPrint").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("way", "text", (c) => c.notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("registerId", "text", (c) => c.notNull().references("register.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("askedAt", "integer", (c) => c.notNull())
    .addColumn("triedAt", "integer")
    .addColumn("answeredAt", "integer")
    .addColumn("answerCode", "text")
    .addUniqueConstraint("receiptPrint_number", ["saleId", "kind", "number"])
    .execute();
}

async function createMails(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("receiptMail").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("address", "text")
    .addColumn("maskedAddress", "text", (c) => c.notNull())
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("askedAt", "integer", (c) => c.notNull())
    .addColumn("tries", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("nextTryAt", "integer")
    .addColumn("triedAt", "integer")
    .addColumn("answeredAt", "integer")
    .addColumn("answerCode", "text")
    .execute();
  await db.schema.createIndex("receiptMail_by_sale").on("receiptMail").column("saleId").execute();
  await db.schema.createIndex("receiptMail_by_next_try").on("receiptMail").column("nextTryAt").execute();
}
