import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openForWriting } from "../../db/dialect.ts";
import { migrations } from "../../db/migrations/index.ts";
import type { Schema } from "../../db/schema.ts";

test("what had come off the baskets of a shop that is updated counts as agreed to, also while Klarna holds one", async () => {
  const db = new Kysely<Schema>({ dialect: openForWriting(":memory:") });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  await migrator.migrateTo("0015-display");
  await sql`pragma foreign_keys = off`.execute(db);
  await sql`pragma ignore_check_constraints = on`.execute(db);
  await insert(db, "sale", { ...SALE, id: "sal_open", code: 1, discountKind: "percent", discountValue: 1_000 });
  await insert(db, "sale", { ...SALE, id: "sal_done", code: 2, status: "completed" });
  const lowered = { ...LINE, id: "lin_1", unitPriceMinor: 90_00, listPriceMinor: 100_00, discountMinor: 18_00 };
  await insert(db, "lineItem", { ...lowered, saleId: "sal_open", saleDiscountMinor: 18_00 });
  await insert(db, "lineItem", { ...LINE, id: "lin_2", saleId: "sal_open", position: 2 });
  await insert(db, "lineItem", { ...LINE, id: "lin_3", saleId: "sal_done", discountMinor: 5_00 });
  await insert(db, "payment", await paymentOf(db, "sal_open"));

  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  const columns = ["id", "agreedOffMinor", "agreedWorthMinor"] as const;
  expect(await db.selectFrom("lineItem").select(columns).orderBy("id").execute()).toEqual([
    { id: "lin_1", agreedOffMinor: 38_00, agreedWorthMinor: 200_00 },
    { id: "lin_2", agreedOffMinor: null, agreedWorthMinor: null },
    { id: "lin_3", agreedOffMinor: null, agreedWorthMinor: null },
  ]);
  expect(await db.selectFrom("sale").select(columns).orderBy("id", "desc").execute()).toEqual([
    { id: "sal_open", agreedOffMinor: 18_00, agreedWorthMinor: 400_00 },
    { id: "sal_done", agreedOffMinor: null, agreedWorthMinor: null },
  ]);
  await expect(db.updateTable("lineItem").set({ quantity: 3 }).where("id", "=", "lin_1").execute())
    .rejects.toThrow("the basket is locked");
  await db.destroy();
});

const SALE = {
  mode: "practice",
  status: "open",
  version: 1,
  registerId: "reg_1",
  shiftId: "shf_1",
  staffId: "stf_1",
  currency: "GBP",
  createdAt: 0,
  updatedAt: 0,
};
const LINE = {
  position: 1,
  name: "Tent",
  quantity: 2,
  unitPriceMinor: 100_00,
  taxCode: "A",
  taxRateBasisPoints: 0,
  priceStyle: "inclusive",
  totalMinor: 0,
  taxMinor: 0,
  createdAt: 0,
};

/** A payment that holds the basket: whatever its table wants, it has. */
async function paymentOf(db: Kysely<Schema>, saleId: string): Promise<Record<string, string | number>> {
  const { rows } = await sql<{ name: string; type: string; notnull: number; dflt_value: string | null }>`
    pragma table_info("payment")`.execute(db);
  const needed = rows.filter((column) => column.notnull === 1 && column.dflt_value === null);
  const any = Object.fromEntries(needed.map(({ name, type }) => [name, type.toLowerCase() === "text" ? "x" : 1]));
  return { ...any, id: "pay_1", saleId, status: "waiting" };
}

async function insert(db: Kysely<Schema>, table: string, row: Record<string, string | number>): Promise<void> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
}
