import { type Kysely, sql } from "kysely";
import { keepNoWordsOfTheForgotten } from "../dialect.ts";

/** What approvals of discounts were about, and a forgotten customer of whom nothing is left in the file. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addAgreed(db);
  await keepNoWordsOfTheForgotten(db);
}

/**
 * How much off what worth somebody has answered for, beside each discount: an approval for one piece is none for fifty.
 * What stands in the baskets that are not finished yet counts as agreed to.
 */
async function addAgreed(db: Kysely<unknown>): Promise<void> {
  for (const table of ["sale", "lineItem"]) {
    await db.schema.alterTable(table).addColumn("agreedOffMinor", "integer").execute();
    await db.schema.alterTable(table).addColumn("agreedWorthMinor", "integer").execute();
  }
  await agreeToLines(db);
  await sql`update "sale" set ("agreedOffMinor", "agreedWorthMinor") = (
    select coalesce(sum("saleDiscountMinor"), 0),
      coalesce(sum("quantity" * max("unitPriceMinor", coalesce("listPriceMinor", 0))), 0)
    from "lineItem" where "saleId" = "sale"."id" and "removedAt" is null and "kind" = 'goods')
    where "status" in ('open', 'parked') and "discountKind" is not null`.execute(db);
}

/** Baskets that Klarna holds are kept from every change by a trigger, which stands aside for this one. */
async function agreeToLines(db: Kysely<unknown>): Promise<void> {
  const { rows: [trigger] } = await sql<{ sql: string }>`select "sql" from "sqlite_master"
    where "type" = 'trigger' and "name" = 'lineItem_locked_update'`.execute(db);
  await sql`drop trigger "lineItem_locked_update"`.execute(db);
  await sql`update "lineItem" set
    "agreedOffMinor" = "discountMinor" + "quantity" * max(0, coalesce("listPriceMinor", 0) - "unitPriceMinor"),
    "agreedWorthMinor" = "quantity" * max("unitPriceMinor", coalesce("listPriceMinor", 0))
    where ("discountMinor" > 0 or "listPriceMinor" > "unitPriceMinor")
      and "saleId" in (select "id" from "sale" where "status" in ('open', 'parked'))`.execute(db);
  await sql.raw(trigger!.sql).execute(db);
}
