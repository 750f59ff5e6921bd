import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, type ShopDatabase } from "../db/open.ts";
import { createLog } from "../src/log.ts";
import { openShop } from "../src/open-shop.ts";
import { systemRandom } from "../src/random.ts";
import { loadKeys } from "../src/security/key-file.ts";
import { createTestClock } from "./support/test-till.ts";

let folder: string;
let db: ShopDatabase;

beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "tillside-open-" });
  db = await openDatabase(`${folder}/till.sqlite`);
});

afterEach(async () => {
  await db.close();
  await Deno.remove(folder, { recursive: true });
});

/** The account that a till started with these settings works for. */
async function accountAt(place: string, url: string, username: string): Promise<string> {
  const clock = createTestClock(1_795_521_600_000);
  const source = place === "simulator" ? "simulator" as const : "settings" as const;
  const klarna = { source, mode: "practice" as const, place, url, credentials: { username, password: "x" } };
  const keys = loadKeys(folder, systemRandom);
  const log = createLog(clock, () => {});
  const pinCost = { memory: 64, passes: 1 };
  const parts = { db, clock, random: systemRandom, log, keys, klarna, fetch: globalThis.fetch, callbackUrl: null };
  const shop = await openShop({ ...parts, firstShop: "demo", pinCost });
  return shop.klarna.accountId;
}

test("practice is one account, whatever port the simulator listens at", async () => {
  const first = await accountAt("simulator", "http://127.0.0.1:8010", "practice");
  expect(await accountAt("simulator", "http://127.0.0.1:51234", "practice")).toBe(first);
});

test("new credentials at the same place find the payments of the old ones; another place does not", async () => {
  const place = "https://api.playground.klarna.com";
  const first = await accountAt(place, place, "PK1_old");
  expect(await accountAt(place, place, "PK1_new")).toBe(first);
  const [account] = await db.read.selectFrom("klarnaAccount").select("username").execute();
  expect(account?.username).toBe("PK1_new");
  const elsewhere = "https://api-na.playground.klarna.com";
  expect(await accountAt(elsewhere, elsewhere, "PK1_new")).not.toBe(first);
});
