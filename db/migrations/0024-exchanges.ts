import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

/**
 * Goods of a finished sale that are exchanged for those of a new one: what is to come back, until the new sale is completed, and
 * then the credits, which are what of the old sale's money pays for the new one and went nowhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.createTable("exchange").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("saleId", "text", (c) => c.notNull().references("sale.id"))
    .addColumn("newSaleId", "text", (c) => c.notNull().unique().references("sale.id"))
    .addColumn("kind", "text", (c) => c.notNull().check(sql`"kind" in ('returned', 'cancelled', 'not_taken')`))
    .addColumn("wanted", "text", (c) => c.notNull())
    .addColumn("totalMinor", "integer", (c) => c.notNull().check(sql`"totalMinor" > 0`))
    .addColumn("approvedBy", "text", (c) => c.references("staff.id"))
    .addColumn("staffId", "text", (c) => c.notNull().references("staff.id"))
    .addColumn("at", "integer", (c) => c.notNull())
    .addColumn("endedAt", "integer")
    .addColumn("outcome", "text", (c) => c.check(sql`"outcome" in ('done', 'stopped')`))
    .addColumn("returnId", "text", (c) => c.references("saleReturn.id"))
    .addCheckConstraint("exchange_end", sql`("endedAt" is null) = ("outcome" is null)`)
    .execute();
  // Two exchanges of one sale at once could give the same goods back twice.
  await schema.createIndex("exchange_under_way").unique().on("exchange").column("saleId")
    .where(sql<boolean>`"endedAt" is null`).execute();
  await schema.createIndex("exchange_by_return").on("exchange").column("returnId").execute();
  await schema.createTable("credit").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("returnId", "text", (c) => c.notNull().references("saleReturn.id"))
    .addColumn("rootTenderId", "text", (c) => c.notNull().references("tender.id"))
    .addColumn("fromCreditId", "text", (c) => c.references("credit.id"))
    .addColumn("tenderId", "text", (c) => c.notNull().references("tender.id"))
    .addColumn("amountMinor", "integer", (c) => c.notNull().check(sql`"amountMinor" > 0`))
    .execute();
  await schema.createIndex("credit_by_return").on("credit").column("returnId").execute();
  await schema.createIndex("credit_by_tender").on("credit").column("tenderId").execute();
  await schema.createIndex("credit_by_root").on("credit").column("rootTenderId").execute();
  await schema.createIndex("credit_by_source").on("credit").column("fromCreditId").execute();
  await makeAppendOnly(db, "credit");
  await schema.alterTable("payback").addColumn("creditId", "text", (c) => c.references("credit.id")).execute();
  await schema.createIndex("payback_by_credit").on("payback").column("creditId").execute();
  await refuseMoreThanWasPaid(db);
}

type Kind = ReturnType<typeof sql>;

/**
 * What left a sale in this way before, as money or as credit, and what came in by it: cash by what it was good for, rounding included. What
 * Klarna refused and went another way instead counts for nothing. Coins of a credit are the new sale's own.
 */
async function refuseMoreThanWasPaid(db: Kysely<unknown>): Promise<void> {
  const sale = sql`(select "saleId" from "saleReturn" where "id" = new."returnId")`;
  const isOf = (column: string, kind: Kind) =>
    sql`(${sql.ref(column)} = ${kind} or (${kind} = 'cash' and ${sql.ref(column)} = 'rounding'))`;
  const wentBy = (kind: Kind) =>
    sql`(select total("payback"."amountMinor") from "payback" join "saleReturn" on "saleReturn"."id" = "payback"."returnId"
      where ${isOf("payback.kind", kind)} and "payback"."insteadOfId" is null and "payback"."creditId" is null
      and not exists (select 1 from "payback" as "other" where "other"."insteadOfId" = "payback"."id")
      and "saleReturn"."saleId" = ${sale})
    + (select total("credit"."amountMinor") from "credit" join "saleReturn" on "saleReturn"."id" = "credit"."returnId"
      join "tender" on "tender"."id" = "credit"."rootTenderId"
      where "tender"."kind" = ${kind} and "credit"."fromCreditId" is null and "saleReturn"."saleId" = ${sale})`;
  const cameBy = (kind: Kind) =>
    sql`(select total("amountMinor") from "tender" where ${
      isOf("kind", kind)
    } and "removedAt" is null and "saleId" = ${sale})
    + (select total("credit"."amountMinor") from "credit" join "tender" as "into" on "into"."id" = "credit"."tenderId"
      join "tender" as "root" on "root"."id" = "credit"."rootTenderId"
      where ${kind} = 'cash' and "root"."kind" = 'cash' and "into"."saleId" = ${sale})`;
  await sql`drop trigger "payback_no_more"`.execute(db);
  const ofMoney = sql`new."kind"`;
  await sql`create trigger "payback_no_more" before insert on "payback"
    when new."insteadOfId" is null and new."creditId" is null and new."kind" not in ('rounding', 'klarna')
      and new."amountMinor" + ${wentBy(ofMoney)} > ${cameBy(ofMoney)}
    begin select raise(abort, 'more goes back than was paid'); end`.execute(db);
  const ofCredit = sql`(select "kind" from "tender" where "id" = new."rootTenderId")`;
  await sql`create trigger "credit_no_more" before insert on "credit"
    when new."fromCreditId" is null and new."amountMinor" + ${wentBy(ofCredit)} > ${cameBy(ofCredit)}
    begin select raise(abort, 'more goes on than was paid'); end`.execute(db);
  for (const table of ["payback", "credit"]) {
    const source = sql.raw(table === "payback" ? 'new."creditId"' : 'new."fromCreditId"');
    await sql`create trigger ${sql.ref(`${table}_no_more_of_credit`)} before insert on ${sql.table(table)}
      when ${source} is not null and new."amountMinor"
        + (select total("amountMinor") from "payback" where "creditId" = ${source} and "insteadOfId" is null)
        + (select total("amountMinor") from "credit" where "fromCreditId" = ${source})
        > (select "amountMinor" from "credit" where "id" = ${source})
      begin select raise(abort, 'more of a credit goes than it was'); end`.execute(db);
  }
}
