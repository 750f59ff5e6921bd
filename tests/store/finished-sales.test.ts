import Database from "better-sqlite3";
import { Kysely, type LogEvent } from "kysely";
import { expect, test } from "vitest";
import { openForReading } from "../../db/dialect.ts";
import type { Schema } from "../../db/schema.ts";
import { type FinishedSaleQuery, finishedSales } from "../../src/store/finished-sales.ts";
import { openScene } from "../operations/support.ts";

const NOTHING: FinishedSaleQuery = { mode: "practice", number: null, words: "", from: null, until: null, after: null };
const MOST = /SEARCH sale USING .*(sale_by_completion|sale_by_status|sale_by_register)/;

test.each<[string, Partial<FinishedSaleQuery>, RegExp]>([
  ["a number", { number: 20_391 }, /sale_by_receipt \(receiptNumber=\?\)/],
  ["a customer", { words: "kar sam" }, /sale_by_customer \(customerId=\?/],
  ["a number on a day", { number: 20_391, from: 1, until: 2 }, /sale_by_receipt/],
])("finished sales are found by %s without reading what was ever sold", async (_, wanted, index) => {
  const plan = await planOf({ ...NOTHING, ...wanted });
  expect(plan.some((detail) => index.test(detail)), plan.join("\n")).toBe(true);
  expect(plan.filter((detail) => MOST.test(detail))).toEqual([]);
});

const DAY = { from: 1, until: 9 };
const AFTER = { after: { at: 5, id: "sal_1" } };

test.each<[string, Partial<FinishedSaleQuery>, string]>([
  ["of a day", DAY, "(completedAt>? AND completedAt<?)"],
  ["of a day behind another one", { ...DAY, ...AFTER }, "(completedAt>? AND completedAt<?)"],
  ["that are the newest", {}, "(completedAt>?)"],
  ["behind another one", AFTER, "(completedAt>? AND completedAt<?)"],
])(
  "finished sales %s are read in the order of their completion, and no others",
  async (_, wanted, range) => {
    const plan = await planOf({ ...NOTHING, ...wanted });
    expect(plan).toContain(`SEARCH sale USING INDEX sale_by_completion ${range}`);
    // No sorting but of sales of the same moment.
    expect(plan.filter((detail) => detail.includes("ORDER BY"))).toEqual(["USE TEMP B-TREE FOR LAST TERM OF ORDER BY"]);
  },
);

/** How SQLite goes about the statement that finds them. */
async function planOf(query: FinishedSaleQuery): Promise<string[]> {
  const scene = await openScene();
  const file = `${scene.folder}/till.sqlite`;
  const statements: LogEvent[] = [];
  const listened = new Kysely<Schema>({ dialect: openForReading(file), log: (event) => void statements.push(event) });
  await finishedSales(listened, query);
  await listened.destroy();
  const database: Database.Database = new Database(file, { readonly: true });
  const plan = statements.flatMap(({ query: { sql, parameters } }) =>
    database.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters)
  ).map(({ detail }) => detail);
  database.close();
  await scene.close();
  return plan;
}
