import type { Insertable } from "kysely";
import type { Tx } from "../../db/open.ts";
import type { ActionResultTable } from "../../db/schema.ts";

export function findActionResult(tx: Tx, actionId: string) {
  return tx.selectFrom("actionResult").selectAll().where("actionId", "=", actionId).executeTakeFirst();
}

export async function insertActionResult(tx: Tx, result: Insertable<ActionResultTable>): Promise<void> {
  await tx.insertInto("actionResult").values(result).execute();
}

/** Forgets results older than this; says how many there were. */
export async function deleteActionResultsBefore(tx: Tx, before: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom("actionResult").where("createdAt", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}
