import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storageTroubleOf } from "../../db/trouble.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openEmptyShop } from "./support.ts";

let shop: Awaited<ReturnType<typeof openEmptyShop>>;

beforeEach(async () => {
  shop = await openEmptyShop();
});

afterEach(() => shop.remove());

test("a full disk is told as such, ends its transaction, and the next one works when there is room", async () => {
  const { db } = shop;
  const big = () =>
    inTransaction(
      db,
      (tx) => sql`insert into "counter" values (${"x".repeat(100_000)}, 1)`.execute(tx).then(() => null),
    );
  const { rows: [pages] } = await sql<{ page_count: number }>`pragma page_count`.execute(db.write);
  await sql`pragma max_page_count = ${sql.raw(String(pages?.page_count))}`.execute(db.write);
  const error = await big().catch((error: unknown) => error);
  expect(storageTroubleOf(error)).toBe("full");
  await sql`pragma max_page_count = 100000`.execute(db.write);
  expect(await big()).toBeNull();
});

test.each([
  ["SQLITE_FULL", "full"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_BUSY_SNAPSHOT", "busy"],
  ["SQLITE_IOERR_WRITE", "unwritable"],
  ["SQLITE_READONLY", "unwritable"],
  ["SQLITE_CONSTRAINT_UNIQUE", null],
  ["SQLITE_CORRUPT", null],
])("%s is %s", (code, trouble) => {
  expect(storageTroubleOf(Object.assign(new Error("x"), { code }))).toBe(trouble);
  expect(storageTroubleOf({ code })).toBeNull();
});
