import Database from "better-sqlite3";
import { Kysely, type LogEvent } from "kysely";
import { expect, test } from "vitest";
import { openForReading, openForWriting } from "../../db/dialect.ts";
import { createCallbackApp } from "../../src/routes/callbacks.ts";
import { customerNamed } from "../operations/support.ts";
import { takeBack } from "../operations/returns-support.ts";
import { openStory, type Story } from "../operations/story.ts";
import { setUpScreen } from "../routes/display-scene.ts";
import { post } from "../routes/scene.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";

/** What grows with every sale. */
const LARGE = [
  "sale",
  "lineItem",
  "tender",
  "payment",
  "paymentEvent",
  "wish",
  "capture",
  "refund",
  "saleReturn",
  "returnLine",
  "payback",
  "journal",
  "customer",
  "customerEvent",
  "receiptPrint",
  "receiptMail",
];
/** The newest rows are at the end of what is read, so that no more than these are. */
const NEWEST = /order by (rowid|"number"|"createdAt"|"payment"\."createdAt" desc, "payment"\."id") desc limit \+\?$/;

test("nothing that a day with its night asks of the books reads all that was ever sold", async () => {
  const story = await openStory();
  try {
    const customers = {
      kept: await customerNamed(story.till, "Karim"),
      other: await customerNamed(story.till, "Karimi"),
    };
    const statements = await listenTo(story, () => liveADay(story, customers));
    expect(statements.size).toBeGreaterThan(80);
    expect(scansIn(`${story.till.folder}/till.sqlite`, statements)).toEqual([]);
  } finally {
    await story.till.close();
  }
});

/** A payment from its link to its capture, every page on the way, a call from outside, and the night. */
async function liveADay(story: Story, { kept, other }: { kept: string; other: string }): Promise<void> {
  const { till, saleId, paymentId } = story;
  const browser = await till.signIn("Mona");
  const customer = [`/sales/${saleId}/customer/${kept}/edit`, "/customers?q=kar", `/customers/${kept}`];
  const double = `/customers/${kept}/merge/${other}`;
  const lists = ["/", "/sales/new", "/pick-ups", "/sales/parked", "/payments", "/attention", "/settings/klarna"];
  const screen = ["/customer-screen", await setUpScreen(await till.signIn("Ada"))];
  const pages = [...lists, ...customer, double, ...screen, `/payments/${paymentId}`];
  await till.runner.drain();
  await story.send("sms");
  for (const page of pages) expect((await browser.open(page)).status).toBe(200);
  await createCallbackApp(till.shop).request("/klarna/nobody-knows-this", { method: "POST" });
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  till.shop.receipts.mailer = createMemoryMailer();
  const receipt = `/sales/${saleId}/receipt`;
  await post(browser, `/sales/${saleId}/prints`, { way: "screen" });
  await post(browser, `/sales/${saleId}/receipt-mails`, { email: "sam.karim@example.com" });
  for (const page of [receipt, "/sales/find", "/sales/find?q=1&day=2026-11-24", "/sales/find?q=kar"]) {
    expect((await browser.open(page)).status).toBe(200);
  }
  await story.look();
  for (const page of ["/returns", `/sales/${saleId}/return`]) expect((await browser.open(page)).status).toBe(200);
  const returnId = await takeBack(till, saleId, { freeMinor: 500, note: "Scratched" });
  expect((await browser.open(`/returns/${returnId}`)).status).toBe(200);
  await browser.open(`/customers/${kept}`);
  till.clock.advance(24 * 60 * 60_000);
  await till.runner.drain();
}

/** Every statement that is run meanwhile, with what was filled in. */
async function listenTo(story: Story, live: () => Promise<void>): Promise<Map<string, readonly unknown[]>> {
  const { db } = story.till.shop;
  const file = `${story.till.folder}/till.sqlite`;
  const statements = new Map<string, readonly unknown[]>();
  const log = ({ query }: LogEvent) => void statements.set(query.sql, query.parameters);
  const before = [db.read, db.write];
  db.read = new Kysely({ dialect: openForReading(file), log });
  db.write = new Kysely({ dialect: openForWriting(file), log });
  for (const one of before) await one.destroy();
  await live();
  return statements;
}

/** Half of all books are of the same mode, and most payments of it are of one status. */
function readsAll(detail: string): boolean {
  // An index of what Klarna still owes an answer about is empty most of the time.
  if (detail.endsWith("INDEX wish_to_refund")) return false;
  return LARGE.includes(/^SCAN (\w+)/.exec(detail)?.[1] ?? "") || /\((status=\? AND )?mode=\?\)$/.test(detail);
}

function scansIn(file: string, statements: Map<string, readonly unknown[]>): string[] {
  const database: Database.Database = new Database(file, { readonly: true });
  try {
    return [...statements].filter(([sql]) => /^(select|update|delete)/.test(sql) && !NEWEST.test(sql))
      .flatMap(([sql, values]) => {
        const plan = database.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...values);
        return plan.filter(({ detail }) => readsAll(detail)).map(({ detail }) => `${detail}: ${sql}`);
      });
  } finally {
    database.close();
  }
}
