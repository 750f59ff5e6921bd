import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openForWriting } from "../../db/dialect.ts";
import { migrations } from "../../db/migrations/index.ts";
import type { Schema } from "../../db/schema.ts";
import { searchCustomers } from "../../src/store/customer-search.ts";

test("customers who were on file before are found by three letters, and stay until somebody asks them", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tillside-db-" });
  const db = new Kysely<Schema>({ dialect: openForWriting(`${folder}/till.sqlite`) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  try {
    await migrator.migrateTo("0009-selling");
    const dates = { createdAt: 1, updatedAt: 1 };
    const row = { id: "cus_1", givenName: "Sam", familyName: "Karim", country: "GB", searchText: "sam karim" };
    await db.insertInto("customer").values({ ...row, ...dates }).execute();
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await searchCustomers(db, "ari")).toMatchObject([{ id: "cus_1", isForSaleOnly: 0, consentAt: null }]);
    // Packing the file gives rows of `customer` other numbers, and must not turn one customer into another.
    for (const id of ["cus_0", "cus_2"]) {
      await db.insertInto("customer").values({ ...row, ...dates, id, searchText: `other ${id}` }).execute();
    }
    await db.deleteFrom("customer").where("id", "=", "cus_0").execute();
    await sql`vacuum`.execute(db);
    expect(await searchCustomers(db, "ari")).toMatchObject([{ id: "cus_1" }]);
    expect(await searchCustomers(db, "other")).toMatchObject([{ id: "cus_2" }]);
  } finally {
    await db.destroy();
    await Deno.remove(folder, { recursive: true });
  }
});
