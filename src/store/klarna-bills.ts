import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { KlarnaBillRow, KlarnaBillTable } from "../../db/schema.ts";

export function findBill(db: Db, paymentId: string): Promise<KlarnaBillRow | undefined> {
  return db.selectFrom("klarnaBill").selectAll().where("paymentId", "=", paymentId).executeTakeFirst();
}

/** Keeps who Klarna's bill names, instead of whoever it named before. */
export async function keepBill(tx: Tx, bill: Insertable<KlarnaBillTable>): Promise<void> {
  await tx.insertInto("klarnaBill").values(bill)
    .onConflict((conflict) => conflict.column("paymentId").doUpdateSet(bill)).execute();
}

/** Forgets bills that were read before: by then they were compared, or nobody will. */
export async function deleteBillsReadBefore(tx: Tx, at: number): Promise<void> {
  await tx.deleteFrom("klarnaBill").where("readAt", "<", at).execute();
}
