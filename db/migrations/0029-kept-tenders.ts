import { type Kysely, sql } from "kysely";

/** A tender stays as it was taken; that it was taken back is noted once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger "tender_fixed" before update on "tender"
    when old."removedAt" is not null or new."removedAt" is null
      or new."id" is not old."id" or new."saleId" is not old."saleId" or new."kind" is not old."kind"
      or new."amountMinor" is not old."amountMinor" or new."givenMinor" is not old."givenMinor"
      or new."paymentId" is not old."paymentId" or new."reference" is not old."reference"
    begin select raise(abort, 'a tender is fixed; it can be taken back once'); end`.execute(db);
  await sql`create trigger "tender_no_delete" before delete on "tender"
    begin select raise(abort, 'a tender is never deleted'); end`.execute(db);
}
