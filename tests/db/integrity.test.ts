import Database from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkDatabase, DamagedDatabaseError } from "../../db/integrity.ts";
import { hidesTransactions } from "../../db/wal-check.ts";
import { sentenceFor } from "../../src/start-problems.ts";
import { payWithKlarna, post, ringUp } from "../routes/scene.ts";
import { openTestTill } from "../support/test-till.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "tillside-integrity-" });
  file = `${folder}/till.sqlite`;
});

afterEach(() => Deno.remove(folder, { recursive: true }));

describe("a database", () => {
  beforeEach(async () => {
    const till = await openTestTill();
    const ada = await till.signIn("Ada");
    const saleId = await ringUp(till, ada);
    const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
    await post(ada, `/payments/${paymentId}/saving`);
    await post(ada, `/sales/${saleId}/completion`);
    await till.runner.drain();
    const { id } = await till.shop.db.read.selectFrom("tender").select("id").executeTakeFirstOrThrow();
    const back = { free: "5", note: "Scratched", shown: "500", [`split.${id}`]: "5", do: "give" };
    expect((await post(ada, `/sales/${saleId}/return`, back)).status).toBe(303);
    await sql`vacuum into ${file}`.execute(till.shop.db.write);
    await till.close();
  });

  test("that is as it was written passes, and nothing is written to it", async () => {
    const before = await Deno.readFile(file);
    checkDatabase(file, false);
    expect(await Deno.readFile(file)).toEqual(before);
  });

  test("with a sale of nothing but what is free, for which nobody paid, passes", async () => {
    const till = await openTestTill();
    const ada = await till.signIn("Ada");
    await till.shop.db.write.updateTable("product").set({ priceMinor: 0 }).execute();
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/completion`);
    expect(await till.shop.db.read.selectFrom("sale").select("status").execute()).toEqual([{ status: "completed" }]);
    await sql`vacuum into ${`${folder}/free.sqlite`}`.execute(till.shop.db.write);
    await till.close();
    checkDatabase(`${folder}/free.sqlite`, false);
  });

  test.each([
    ["a booking", `update "journalEntry" set "amountMinor" = "amountMinor" + 1 where "position" = 1`],
    ["a line of a sale", `update "lineItem" set "unitPriceMinor" = 1`],
    ["a finished sale", `update "tender" set "amountMinor" = 1, "paymentId" = null`],
    ["a return", `update "returnLine" set "amountMinor" = "amountMinor" + 1`],
    ["a Klarna payment of a sale", `update "payment" set "amountMinor" = 1`],
    ["the history of a Klarna payment", `update "payment" set "status" = 'released'`],
  ])("in which %s does not add up is refused in words, unless it is wanted all the same", (what, change) => {
    const database = new Database(file);
    for (
      const { name } of database.prepare<[], { name: string }>("select name from sqlite_master where type = 'trigger'")
        .all()
    ) {
      database.exec(`drop trigger "${name}"`);
    }
    database.exec(change);
    database.close();
    expect(() => checkDatabase(file, false)).toThrow(DamagedDatabaseError);
    expect(() => checkDatabase(file, false)).toThrow(`${what} does not add up`);
    checkDatabase(file, true);
  });

  test("whose rows point at nothing, or whose file is broken, is refused however it is started", async () => {
    const database = new Database(file);
    database.pragma("foreign_keys = OFF");
    database.exec(`delete from "customer"`);
    database.close();
    expect(() => checkDatabase(file, true)).toThrow("is damaged");
    // An old logbook put back with it would know nothing of the payments made since.
    expect(sentenceOf(() => checkDatabase(file, true))).toContain("leave payments.log where it is");
    const bytes = await Deno.readFile(file);
    await Deno.writeFile(file, bytes.slice(0, bytes.byteLength / 2));
    expect(sentenceOf(() => checkDatabase(file, true))).toContain("is damaged");
  });
});

describe("the write-ahead log", () => {
  const COMMITS = 6;
  let log: Uint8Array<ArrayBuffer>;

  /** A page of 4096 bytes and its header are one frame; each of these commits is one. */
  const FRAME = 4096 + 24;

  beforeEach(async () => {
    const database = new Database(file);
    database.pragma("journal_mode = WAL");
    database.exec("create table t (at integer)");
    database.pragma("wal_checkpoint(TRUNCATE)");
    for (let count = 0; count < COMMITS; count++) database.exec("insert into t values (1)");
    log = await Deno.readFile(`${file}-wal`);
    database.close();
  });

  const hides = async (bytes: Uint8Array) => {
    await Deno.writeFile(`${file}-wal`, bytes);
    return hidesTransactions(`${file}-wal`);
  };
  const turned = (at: number) => log.map((byte, index) => index === at ? byte ^ 4 : byte);

  test("that is whole, empty, not there or cut off at any place hides nothing that can be seen", async () => {
    expect(log.byteLength).toBe(32 + COMMITS * FRAME);
    expect(await hides(log)).toBe(false);
    for (let at = 0; at < log.byteLength; at += 997) expect(await hides(log.slice(0, at))).toBe(false);
    await Deno.remove(`${file}-wal`);
    expect(hidesTransactions(`${file}-wal`)).toBe(false);
  });

  test("with a bit turned over before the last transaction hides all that follow", async () => {
    for (let frame = 0; frame < COMMITS - 1; frame++) {
      for (const at of [0, 5, 9, 17, 24, 3_000]) expect(await hides(turned(32 + frame * FRAME + at))).toBe(true);
    }
    for (let at = 0; at < 32; at++) expect(await hides(turned(at)), `byte ${at}`).toBe(true);
  });

  test("with a bit turned over in its last transaction is as a power cut leaves it", async () => {
    expect(await hides(turned(32 + (COMMITS - 1) * FRAME + 3_000))).toBe(false);
  });

  test("that was begun anew over a longer one hides nothing: what follows is of the old one", async () => {
    const database = new Database(file);
    database.exec("insert into t values (2)");
    database.pragma("wal_checkpoint(RESTART)");
    database.exec("insert into t values (3)");
    const begunAnew = await Deno.readFile(`${file}-wal`);
    database.close();
    expect(await hides(begunAnew)).toBe(false);
  });

  test("is looked at before a till starts", async () => {
    await Deno.writeFile(`${file}-wal`, turned(40));
    expect(sentenceOf(() => checkDatabase(file, false))).toContain("--despite-damage");
  });
});

function sentenceOf(deed: () => void): string | null {
  try {
    deed();
    return null;
  } catch (error) {
    return sentenceFor(error);
  }
}
