import { sql } from "kysely";
import type { Db } from "../../db/open.ts";

/** A line of a sale that was booked in a shift, as far as its tax goes. */
export type TaxedLine = {
  id: string;
  saleId: string;
  taxCode: string;
  taxRateBasisPoints: number;
  isTaxFree: number;
  totalMinor: number;
  taxMinor: number;
};

/** At which rates things were sold in a shift, came back in it, or were booked back: each once. */
export function ratesInShift(db: Db, shiftId: string) {
  return goodsInShift(db, shiftId).select(["taxCode", "taxRateBasisPoints", "isTaxFree"]).distinct()
    .orderBy("taxRateBasisPoints", "desc").execute();
}

/** The lines of all sales that were booked in a shift which bear tax under this code. */
export function taxedLines(db: Db, shiftId: string, taxCode: string): Promise<TaxedLine[]> {
  return goodsInShift(db, shiftId).where("taxCode", "=", taxCode).where("isTaxFree", "=", 0)
    .select(["id", "saleId", "taxCode", "taxRateBasisPoints", "isTaxFree", "totalMinor", "taxMinor"]).execute();
}

/** What was booked in a shift under a tax code, booking by booking: above zero what was sold. */
export function bookingsOfCode(db: Db, shiftId: string, taxCode: string) {
  const sumOn = (account: string) =>
    sql<number>`coalesce(-sum("amountMinor") filter (where "account" = ${account}), 0)`;
  return db.selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalEntry.journalId")
    .where("shiftId", "=", shiftId).where("account", "in", [`sales:${taxCode}`, `tax:${taxCode}`])
    .groupBy("journal.id").select(["journal.id", "cause", "saleId", "returnId"])
    .select([sumOn(`sales:${taxCode}`).as("netMinor"), sumOn(`tax:${taxCode}`).as("taxMinor")]).execute();
}

/** The bookings of what was not taken of a sale, in the order in which they were written. */
export async function bookingsOfUntaken(db: Db, saleId: string): Promise<string[]> {
  const rows = await db.selectFrom("journal").select("id").where("saleId", "=", saleId)
    .where("cause", "=", "rest_not_taken").orderBy(sql`rowid`).execute();
  return rows.map(({ id }) => id);
}

function goodsInShift(db: Db, shiftId: string) {
  const booked = db.selectFrom("journal").select("saleId").where("shiftId", "=", shiftId).where(
    "saleId",
    "is not",
    null,
  );
  return db.selectFrom("lineItem").where(sql.ref("saleId"), "in", booked).where("removedAt", "is", null)
    .where("kind", "=", "goods");
}
