import { type Kysely, sql } from "kysely";

/**
 * What somebody gave back in Klarna's portal can be booked as a return: nobody is asked for it, and it is no promise. And a shift hands on
 * what Klarna has not given back yet.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("carriedPayment").addColumn("owesRefund", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("payback").addColumn("isFound", "integer", (c) => c.notNull().defaultTo(0)).execute();
  const isReplaced = sql`exists (select 1 from "payback" as "other" where "other"."insteadOfId" = "payback"."id")`;
  const elsewhere = sql`(select "refundedElsewhereMinor" from "payment" where "id" = new."paymentId")`;
  await sql`drop trigger "payback_no_more_by_klarna"`.execute(db);
  await sql`create trigger "payback_no_more_by_klarna" before insert on "payback"
    when new."insteadOfId" is null and new."kind" = 'klarna' and new."isFound" = 0 and new."amountMinor" +
      (select total("amountMinor") from "payback" where "paymentId" = new."paymentId" and "insteadOfId" is null
        and "isFound" = 0 and not ${isReplaced}) + ${elsewhere} >
      (select total("amountMinor") from "capture" where "paymentId" = new."paymentId")
    begin select raise(abort, 'more goes back by Klarna than it took'); end`.execute(db);
  await sql`create trigger "payback_no_more_than_found" before insert on "payback"
    when new."isFound" = 1 and new."amountMinor" +
      (select total("amountMinor") from "payback" where "paymentId" = new."paymentId"
        and ("isFound" = 1 or "insteadOfId" is not null)) > ${elsewhere}
    begin select raise(abort, 'more is booked than was found in the portal'); end`.execute(db);
}
