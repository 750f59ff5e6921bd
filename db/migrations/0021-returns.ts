import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

/** What comes back of finished sales, line by line, and each way in which the money for it goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable("shop").addColumn("returnLimitMinor", "integer", (c) => c.notNull().defaultTo(10_000))
    .execute();
  await schema.alterTable("payment").addColumn("refundedElsewhereMinor", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await createReturns(db);
  await createPaybacks(db);
  await schema.alterTable("wish").addColumn("paybackId", "text", (c) => c.references("payback.id")).execute();
  await schema.createIndex("wish_by_payback").on("wish").column("paybackId").execute();
  await schema.alterTable("journal").addColumn("returnId", "text", (c) => c.references("saleReturn.id")).execute();
  await schema.createIndex("journal_by_return").on("journal").column("returnId").execute();
  await schema.createIndex("wish_to_refund").on("wish").column("paymentId")
    .where(sql<boolean>`"kind" = 'refund' and "state" in ('asked', 'unknown')`).execute();
  for (const table of ["saleReturn", "returnLine", "payback"]) await makeAppendOnly(db, table);
  await refuseMoreThanWasSold(db);
  await refuseMoreThanWasPaid(db);
}

async function createReturns(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("saleReturn").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("mode", "text", (c) => c.notNull())
    .addColumn("registerId", "text", (c) => c.notNull().references("register.id"))
    .addColumn("shiftId", "text", (c) => c.notNull().references("shift.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("approvedBy", "text", (c) => c.references("staff.id"))
    .addColumn("totalMinor", "integer", (c) => c.notNull().check(sql`"totalMinor" > 0`))
    .addColumn("taxMinor", "integer", (c) => c.notNull())
    .addColumn("note", "text")
    .addColumn("at", "integer", (c) => c.notNull())
    .addUniqueConstraint("saleReturn_number", ["mode", "number"])
    .addCheckConstraint("saleReturn_tax", sql`"taxMinor" between 0 and "totalMinor"`)
    .execute();
  await db.schema.createTable("returnLine").modifyEnd(strict)
    .addColumn("returnId", "text", (c) => c.notNull().references("saleReturn.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("lineId", "text", (c) => c.notNull().references("lineItem.id"))
    .addColumn("quantity", "integer", (c) => c.notNull().check(sql`"quantity" >= 0`))
    .addColumn("amountMinor", "integer", (c) => c.notNull().check(sql`"amountMinor" >= 0`))
    .addColumn("taxMinor", "integer", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("backOnShelf", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("returnLine_key", ["returnId", "position"])
    .addCheckConstraint("returnLine_tax", sql`"taxMinor" between 0 and "amountMinor"`)
    .execute();
  await db.schema.createIndex("saleReturn_by_sale").on("saleReturn").column("saleId").execute();
  await db.schema.createIndex("saleReturn_by_shift").on("saleReturn").column("shiftId").execute();
  await db.schema.createIndex("saleReturn_by_time").on("saleReturn").column("at").execute();
  await db.schema.createIndex("returnLine_by_line").on("returnLine").column("lineId").execute();
}

async function createPaybacks(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("payback").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("returnId", "text", (c) => c.notNull().references("saleReturn.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("amountMinor", "integer", (c) => c.notNull())
    .addColumn("tenderId", "text", (c) => c.references("tender.id"))
    .addColumn("paymentId", "text", (c) => c.references("payment.id"))
    .addColumn("giftCardId", "text", (c) => c.references("giftCard.id"))
    .addColumn("reference", "text")
    .addColumn("insteadOfId", "text", (c) => c.references("payback.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addUniqueConstraint("payback_instead", ["insteadOfId", "kind"])
    .addCheckConstraint(
      "payback_known",
      sql`"kind" in ('klarna', 'klarna_card', 'card', 'gift_card', 'cash', 'rounding')`,
    )
    .addCheckConstraint("payback_amount", sql`"kind" = 'rounding' or "amountMinor" > 0`)
    .addCheckConstraint("payback_by_klarna", sql`("kind" = 'klarna') = ("paymentId" is not null)`)
    .execute();
  await db.schema.createIndex("payback_by_return").on("payback").column("returnId").execute();
  await db.schema.createIndex("payback_by_payment").on("payback").column("paymentId").execute();
}

/** No line comes back more than it was sold, in pieces, money or tax, and none with another sale's return. */
async function refuseMoreThanWasSold(db: Kysely<unknown>): Promise<void> {
  const back = (column: string) =>
    sql`new.${sql.ref(column)} + (select total(${sql.ref(column)}) from "returnLine" where "lineId" = new."lineId")`;
  await sql`create trigger "returnLine_no_more" before insert on "returnLine"
    when not exists (select 1 from "lineItem" join "saleReturn" on "saleReturn"."saleId" = "lineItem"."saleId"
      where "lineItem"."id" = new."lineId" and "saleReturn"."id" = new."returnId" and "lineItem"."removedAt" is null
      and ${back("quantity")} <= "lineItem"."quantity" and ${back("amountMinor")} <= "lineItem"."totalMinor"
      and ${back("taxMinor")} <= "lineItem"."taxMinor")
    begin select raise(abort, 'more comes back than was sold'); end`.execute(db);
}

/**
 * No more goes back in a way than came in by it; by Klarna no more than was taken and is not back yet. What Klarna refused
 * for good goes another way instead, and counts there for nothing.
 */
async function refuseMoreThanWasPaid(db: Kysely<unknown>): Promise<void> {
  const isReplaced = sql`exists (select 1 from "payback" as "other" where "other"."insteadOfId" = "payback"."id")`;
  await sql`create trigger "payback_no_more" before insert on "payback"
    when new."insteadOfId" is null and new."kind" not in ('rounding', 'klarna') and new."amountMinor" +
      (select total("payback"."amountMinor") from "payback" join "saleReturn" on "saleReturn"."id" = "payback"."returnId"
        where "payback"."kind" = new."kind" and "payback"."insteadOfId" is null and "saleReturn"."saleId" =
          (select "saleId" from "saleReturn" where "id" = new."returnId")) >
      (select total("amountMinor") from "tender" where "kind" = new."kind" and "removedAt" is null and "saleId" =
        (select "saleId" from "saleReturn" where "id" = new."returnId"))
    begin select raise(abort, 'more goes back than was paid'); end`.execute(db);
  await sql`create trigger "payback_no_more_by_klarna" before insert on "payback"
    when new."insteadOfId" is null and new."kind" = 'klarna' and new."amountMinor" +
      (select total("amountMinor") from "payback" where "paymentId" = new."paymentId" and "insteadOfId" is null
        and not ${isReplaced}) + (select "refundedElsewhereMinor" from "payment" where "id" = new."paymentId") >
      (select total("amountMinor") from "capture" where "paymentId" = new."paymentId")
    begin select raise(abort, 'more goes back by Klarna than it took'); end`.execute(db);
}
