import { sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";

const NAME = "logbook";

/** The number of the last line that this database has taken for the logbook; 0 when it has taken none. */
export async function logbookNumber(db: Db): Promise<number> {
  const row = await db.selectFrom("counter").select("nextValue").where("name", "=", NAME).executeTakeFirst();
  return row?.nextValue ?? 0;
}

/** The number for the next line: above all this database has taken and all that are in the logbook. */
export async function takeLogbookNumber(tx: Tx, lastInLogbook: number): Promise<number> {
  const { nextValue } = await tx.insertInto("counter").values({ name: NAME, nextValue: lastInLogbook + 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ nextValue: sql`max("counter"."nextValue", ${lastInLogbook}) + 1` })
    )
    .returning("nextValue").executeTakeFirstOrThrow();
  return nextValue;
}

/** The database has caught up with the logbook as far as this line. */
export async function catchUpWithLogbook(tx: Tx, lastInLogbook: number): Promise<void> {
  await tx.insertInto("counter").values({ name: NAME, nextValue: lastInLogbook })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ nextValue: sql`max("counter"."nextValue", ${lastInLogbook})` })
    ).execute();
}
