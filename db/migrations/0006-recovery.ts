import { type Kysely, sql } from "kysely";
import { makeAppendOnly, strict } from "../dialect.ts";

const OPEN = ["created", "waiting", "in_progress", "in_review", "authorized"];

/**
 * Payments that a backup did not hold and the logbook gave back, and what happened to the till itself. Such a payment
 * does not stand in the way of another one of its sale; and what its sale was is known to nobody, so once Klarna holds
 * the money the lines may be rung up again under it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("payment").addColumn("recoveredAt", "integer").execute();
  await db.schema.dropIndex("payment_one_open").execute();
  const open = sql.join(OPEN.map((status) => sql.lit(status)));
  await db.schema.createIndex("payment_one_open").unique().on("payment").column("saleId")
    .where(
      sql<boolean>`"status" in (${open}) and "correctedAt" is null and "savedAt" is null and "recoveredAt" is null`,
    ).execute();
  await lockLines(db, open);
  await db.schema.createTable("tillEvent").modifyEnd(strict)
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("at", "integer", (c) => c.notNull())
    .addColumn("staffId", "text", (c) => c.references("staff.id"))
    .addColumn("reason", "text")
    .addColumn("detail", "text")
    .execute();
  await makeAppendOnly(db, "tillEvent");
}

async function lockLines(db: Kysely<unknown>, open: ReturnType<typeof sql.join>): Promise<void> {
  const saleIds = { insert: 'new."saleId"', update: 'old."saleId", new."saleId"', delete: 'old."saleId"' };
  for (const verb of ["insert", "update", "delete"] as const) {
    const name = sql.ref(`lineItem_locked_${verb}`);
    await sql`drop trigger ${name}`.execute(db);
    await sql`create trigger ${name} before ${sql.raw(verb)} on "lineItem"
      when exists (select 1 from "payment" where "saleId" in (${sql.raw(saleIds[verb])}) and "status" in (${open})
        and not ("recoveredAt" is not null and "status" = 'authorized'))
      begin select raise(abort, 'the basket is locked while Klarna is open'); end`.execute(db);
  }
}
