import { type Kysely, sql } from "kysely";
import { makeAppendOnly } from "../dialect.ts";

/**
 * When an order was first read that does not show what was wished, and what had been handed over by the time of a return. And the database itself holds to what was wished, to what Klarna
 * did, and to what was booked once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("wish").addColumn("notThereAt", "integer").execute();
  await db.schema.alterTable("saleReturn").addColumn("afterHandOver", "integer").execute();
  await sql`create trigger "wish_fixed" before update on "wish"
    when new."idempotencyKey" is not old."idempotencyKey" or new."amountMinor" is not old."amountMinor"
      or new."kind" is not old."kind" or new."paymentId" is not old."paymentId" or new."paybackId" is not old."paybackId"
    begin select raise(abort, 'what was wished is fixed before it is sent'); end`.execute(db);
  for (const table of ["capture", "refund"]) await makeAppendOnly(db, table);
  for (const table of ["wish", "attentionItem"]) {
    await sql`create trigger ${sql.ref(`${table}_no_delete`)} before delete on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`${table} is never deleted`)}); end`.execute(db);
  }
  // Entries are written with their journal, so that none can be added to what was booked before.
  await sql`create trigger "journalEntry_with_journal" before insert on "journalEntry"
    when new."journalId" <> (select "id" from "journal" order by rowid desc limit 1)
    begin select raise(abort, 'a journal is complete once another follows'); end`.execute(db);
}
