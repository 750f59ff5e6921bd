import Database from "better-sqlite3";
import { Kysely, type LogEvent } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openForReading } from "../../db/dialect.ts";
import type { Schema } from "../../db/schema.ts";
import { searchProducts } from "../../src/store/product-search.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";

let till: TestTill;

beforeEach(async () => {
  till = await openTestTill();
});

afterEach(() => till.close());

const namesFor = async (typed: string) => (await searchProducts(till.shop.db.read, typed)).map(({ name }) => name);

describe("searchProducts", () => {
  test("finds every word anywhere in name or code, in any order and case", async () => {
    expect(await namesFor("TENT ridge")).toEqual(["Ridgeline 2 tent", "Ridgeline 3 tent"]);
    expect(await namesFor("rdg3")).toEqual(["Ridgeline 3 tent"]);
    expect(await namesFor("ridge boots")).toEqual([]);
  });

  test("those whose name begins with what was typed come first, then the others by name", async () => {
    expect(await namesFor("tent")).toEqual([
      "Tent pegs, 10",
      "Tent repair patches",
      "Curlew 1 bivvy tent",
      "Ridgeline 2 tent",
      "Ridgeline 3 tent",
    ]);
  });

  test("one or two letters are the beginning of a word", async () => {
    expect(await namesFor("dr")).toEqual(["Dry bag 20 l"]);
    expect(await namesFor("ba")).toContain("Dry bag 20 l");
    expect(await namesFor("ry")).not.toContain("Dry bag 20 l");
    expect((await namesFor("d")).every((name) => /^d/i.test(name))).toBe(true);
    expect(await namesFor("tent 2")).toEqual(["Ridgeline 2 tent"]);
  });

  test.each([
    '"',
    '"" OR *',
    "%",
    "_",
    "tent*",
    "NEAR(tent",
    "'; drop table",
    "\u0000",
    "-tent",
    "words:tent",
    "^tent",
  ])(
    "%j is only letters",
    async (typed) => {
      expect(await namesFor(typed)).toEqual([]);
    },
  );

  test("what is renamed, taken out of sale or removed is found as it is now", async () => {
    const change = (changes: { searchText?: string; name?: string; isActive?: number }) =>
      inTransaction(
        till.shop.db,
        (tx) => tx.updateTable("product").set(changes).where("code", "=", "TNT-RDG3").execute(),
      );
    await change({ name: "Skyline 3 tent", searchText: "skyline 3 tent tnt-rdg3" });
    expect(await namesFor("skyl")).toEqual(["Skyline 3 tent"]);
    expect(await namesFor("ridgeline 3 te")).toEqual([]);
    await change({ isActive: 0 });
    expect(await namesFor("skyl")).toEqual([]);
    await change({ isActive: 1 });
    await inTransaction(till.shop.db, async (tx) => {
      await tx.deleteFrom("productBarcode").execute();
      await tx.deleteFrom("product").where("code", "=", "TNT-RDG3").execute();
    });
    expect(await namesFor("skyl")).toEqual([]);
    expect(await namesFor("ridgeline 2")).toEqual(["Ridgeline 2 tent"]);
  });

  test("a copy of the database finds the same, whatever its rows are numbered", async () => {
    const file = `${till.folder}/copy.sqlite`;
    await inTransaction(till.shop.db, async (tx) => {
      await tx.deleteFrom("productBarcode").execute();
      await tx.deleteFrom("product").where("code", "=", "TNT-RDG2").execute();
    });
    const database: Database.Database = new Database(`${till.folder}/till.sqlite`);
    database.exec(`vacuum into '${file}'`);
    database.close();
    const copy = new Kysely<Schema>({ dialect: openForReading(file) });
    expect((await searchProducts(copy, "kestrel 44")).map(({ code }) => code)).toEqual(["FTW-KST44"]);
    await copy.destroy();
  });
});

test.each(["tent", "ridge tent", "te", "t", "merino m", "no such thing", "2 3 te tent"])(
  "a search for %j reads no more of the catalogue than an index shows",
  async (typed) => {
    const file = `${till.folder}/till.sqlite`;
    const queries: LogEvent["query"][] = [];
    const db = new Kysely<Schema>({ dialect: openForReading(file), log: ({ query }) => void queries.push(query) });
    await searchProducts(db, typed);
    await db.destroy();
    const database: Database.Database = new Database(file, { readonly: true });
    const steps = queries.flatMap(({ sql, parameters }) =>
      database.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters)
    ).map(({ detail }) => detail);
    database.close();
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps.filter((one) => /product/.test(one))) {
      expect(step).toMatch(/^SEARCH product USING INDEX|^SCAN productWords VIRTUAL TABLE INDEX \d+:M/);
    }
  },
);
