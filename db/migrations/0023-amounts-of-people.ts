import { type Kysely, sql } from "kysely";

/**
 * Payments of one amount at one register, of one person, or both: of a price that is sold every day there are too many to
 * read each one only to see that somebody else took it. The indexes are like those of migration 0020.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const register = sql`coalesce("heldByRegisterId", "registerId")`;
  const staff = sql`coalesce("heldByStaffId", "staffId")`;
  const narrowed = {
    payment_listed_by_amount_and_register: [register],
    payment_listed_by_amount_and_staff: [staff],
    payment_listed_by_amount_and_register_and_staff: [register, staff],
  };
  for (const [name, by] of Object.entries(narrowed)) {
    const columns = sql.join([sql`"amountMinor"`, ...by, sql`"status"`, sql`"mode"`, sql`"createdAt"`]);
    await sql`create index ${sql.ref(name)} on "payment" (${columns})`.execute(db);
  }
}
