import { type Kysely, sql } from "kysely";

const OPEN = ["created", "waiting", "in_progress", "in_review", "authorized"];

/**
 * What every ending of a payment needs: when it was last seen unpaid, who took it over, how an ID compared, and how a
 * sale was given up. And a saved payment no longer stands in the way of another one for the rest of its sale.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const columns = {
    payment: { seenUnpaidAt: "integer", heldByRegisterId: "text", heldByStaffId: "text", idCheckAnswer: "text" },
    sale: { voidedAt: "integer", voidedBy: "text", voidReason: "text" },
  } as const;
  for (const [table, added] of Object.entries(columns)) {
    for (const [column, type] of Object.entries(added)) {
      await db.schema.alterTable(table).addColumn(column, type).execute();
    }
  }
  await db.schema.dropIndex("payment_one_open").execute();
  const open = sql.join(OPEN.map((status) => sql.lit(status)));
  await db.schema.createIndex("payment_one_open").unique().on("payment").column("saleId")
    .where(sql<boolean>`"status" in (${open}) and "correctedAt" is null and "savedAt" is null`).execute();
}
