import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openForWriting } from "../../db/dialect.ts";
import { migrations } from "../../db/migrations/index.ts";
import type { Schema } from "../../db/schema.ts";

test("messages that were sent before there were routes went by Klarna, and QR codes by nobody", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tillside-db-" });
  const db = new Kysely<Schema>({ dialect: openForWriting(`${folder}/till.sqlite`) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  try {
    await migrator.migrateTo("0002-endings");
    await db.connection().execute(async (one) => {
      await sql`pragma foreign_keys = off`.execute(one);
      for (const channel of ["sms", "email", "qr"] as const) {
        await one.insertInto("sending").values({
          id: channel,
          paymentId: "pay_1",
          channel,
          state: "done",
          askedAt: 1,
        }).execute();
      }
    });
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await db.selectFrom("sending").select(["id", "via"]).orderBy("id").execute()).toEqual([
      { id: "email", via: "klarna" },
      { id: "qr", via: null },
      { id: "sms", via: "klarna" },
    ]);
  } finally {
    await db.destroy();
    await Deno.remove(folder, { recursive: true });
  }
});
