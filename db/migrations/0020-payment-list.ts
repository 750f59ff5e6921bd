import { type Kysely, sql } from "kysely";

/**
 * The list of payments by every filter, newest first. A payment's place in it is where it is worked at now: the register
 * and the person who took it over, or those who started it. Each index holds the status before the time, so that every
 * status is read from its newest on and what is passed over is never more than a page. None begins with the mode, which
 * half of all books share: SQLite would take it for what narrows most, in other questions too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const register = sql`coalesce("heldByRegisterId", "registerId")`;
  const staff = sql`coalesce("heldByStaffId", "staffId")`;
  const amount = sql`"amountMinor"`;
  const narrowed = {
    payment_listed: [],
    payment_listed_by_register: [register],
    payment_listed_by_staff: [staff],
    payment_listed_by_register_and_staff: [register, staff],
    payment_listed_by_amount: [amount],
  };
  for (const [name, by] of Object.entries(narrowed)) {
    const columns = sql.join([...by, sql`"status"`, sql`"mode"`, sql`"createdAt"`]);
    await sql`create index ${sql.ref(name)} on "payment" (${columns})`.execute(db);
  }
  await db.schema.createIndex("payment_by_klarna_reference").on("payment").column("klarnaReference").execute();
}
