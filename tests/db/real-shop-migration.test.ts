import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openForWriting } from "../../db/dialect.ts";
import { migrations } from "../../db/migrations/index.ts";
import type { Schema } from "../../db/schema.ts";

test("a shop from before there were real ones is the demo shop, and its accounts are none that the page connected", async () => {
  const db = new Kysely<Schema>({ dialect: openForWriting(":memory:") });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  await migrator.migrateTo("0002-endings");
  await sql`insert into shop values ('shp_1', 'Fernbank', 'GB', 'GBP', 'en-GB', 'UTC', 'inclusive', '', '', 0)`.execute(
    db,
  );
  await sql`insert into "klarnaAccount" values ('kla_1', 'practice', 'simulator', 'practice', null, null, 0)`.execute(
    db,
  );
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  expect(await db.selectFrom("shop").select("isDemo").execute()).toEqual([{ isDemo: 1 }]);
  expect(await db.selectFrom("klarnaAccount").select(["isCurrent", "connectedAt"]).execute())
    .toEqual([{ isCurrent: 0, connectedAt: null }]);
  const second = { id: "kla_2", mode: "live" as const, baseUrl: "x", username: "x", createdAt: 0 };
  const rest = { sealedPassword: null, keyId: null, isCurrent: 1 };
  await db.updateTable("klarnaAccount").set({ isCurrent: 1 }).execute();
  await expect(db.insertInto("klarnaAccount").values({ ...second, ...rest }).execute()).rejects.toThrow("UNIQUE");
  await db.destroy();
});
