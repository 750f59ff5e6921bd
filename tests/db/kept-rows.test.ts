import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStory, type Story } from "../operations/story.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
  story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
  await story.complete();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const run = (statement: string) => sql.raw(statement).execute(story.till.shop.db.write);

describe("the database itself refuses", () => {
  test.each([
    ["another key", `update "wish" set "idempotencyKey" = 'other'`, "fixed"],
    ["another amount", `update "wish" set "amountMinor" = 1`, "fixed"],
    ["that something else was wished", `update "wish" set "kind" = 'release'`, "fixed"],
    ["that nothing was wished", `delete from "wish"`, "never deleted"],
    ["that more was paid", `update "tender" set "amountMinor" = "amountMinor" + 1`, "fixed"],
    ["that nothing was paid", `delete from "tender"`, "never deleted"],
    ["that nobody was called", `delete from "attentionItem"`, "never deleted"],
    [
      "one more entry in what was booked before",
      `insert into "journalEntry" ("journalId", "position", "account", "amountMinor", "currency")
        select "id", 99, 'cash', 1, 'GBP' from "journal" order by rowid limit 1`,
      "complete",
    ],
  ])("%s", async (_, statement, why) => {
    // A second booking, so that the first one is complete.
    await run(`insert into "journal" ("id", "cause", "saleId", "paymentId", "mode", "shiftId", "staffId", "at")
      select 'jnl_00000000000000000000000009', "cause", "saleId", "paymentId", "mode", "shiftId", "staffId", "at"
      from "journal" limit 1`);
    await expect(run(statement)).rejects.toThrow(why);
  });

  test("that what was handed back is paid after all", async () => {
    await run(`update "tender" set "removedAt" = 1`);
    await expect(run(`update "tender" set "removedAt" = null`)).rejects.toThrow("fixed");
    await expect(run(`update "tender" set "removedAt" = 2`)).rejects.toThrow("fixed");
  });

  test("that Klarna took something else than it took", async () => {
    await run(`insert into "capture" ("id", "paymentId", "wishId", "amountMinor", "klarnaCaptureId", "capturedAt")
      select 'cap_00000000000000000000000009', "paymentId", "id", 5, 'k', 0 from "wish" limit 1`);
    await expect(run(`update "capture" set "amountMinor" = 6`)).rejects.toThrow("append-only");
    await expect(run(`delete from "capture"`)).rejects.toThrow("append-only");
  });
});
