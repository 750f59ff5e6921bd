import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, freshIds, ringUp } from "./scene.ts";

let till: TestTill;
let ada: Browser;
let trouble: string | null;

beforeEach(async () => {
  trouble = null;
  till = await openTestTill({
    beforeStatement(statement) {
      if (trouble !== null && !statement.startsWith("select")) {
        throw new Database.SqliteError("database or disk is full", trouble);
      }
    },
  });
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

test.each([
  ["SQLITE_FULL", "The till’s disk is full"],
  ["SQLITE_IOERR_WRITE", "does not let it write"],
  ["SQLITE_BUSY", "The till is busy"],
])("a form that cannot be written down (%s) says so in words, and the same form works later", async (code, words) => {
  const saleId = await ringUp(till, ada);
  const before = await dump(till);
  const form = { ...await freshIds(ada), typed: "CLO-HAT" };
  trouble = code;
  for (const headers of [{}, { "hx-request": "true" }]) {
    const answer = await ada.send("POST", `/sales/${saleId}/lines`, form, headers);
    // Not a 5xx, which the page takes for a till that is gone.
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(words);
  }
  trouble = null;
  expect(await dump(till)).toEqual(before);
  expect((await ada.send("POST", `/sales/${saleId}/lines`, form)).status).toBe(303);
  expect(till.lines.join("\n")).not.toContain('"event":"fault"');
});

test("whoever is signed in goes on looking, even when it is time to renew their session", async () => {
  const saleId = await ringUp(till, ada);
  till.clock.advance(61_000);
  trouble = "SQLITE_FULL";
  for (const path of [`/sales/${saleId}`, "/payments", "/sales/parked"]) {
    expect((await ada.open(path)).status).toBe(200);
  }
});
