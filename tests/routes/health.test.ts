import { sql } from "kysely";
import { expect, test } from "vitest";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { payWithKlarna, post, ringUp, setScene } from "./scene.ts";

test("a till that writes and whose loop beats is well, whoever asks under whatever name", async () => {
  await inTill(async (till) => {
    expect(await health(till)).toEqual([200, { database: "ok", jobs: "ok" }]);
    const stranger = await till.browser().send("GET", "/health", undefined, { host: "10.0.0.7" });
    expect(stranger.status).toBe(200);
  });
});

test("a database that can only be read makes it unwell until it can be written again", async () => {
  await inTill(async (till) => {
    await sql`pragma query_only = on`.execute(till.shop.db.write);
    expect(await health(till)).toEqual([503, { database: "cannot be written", jobs: "ok" }]);
    await sql`pragma query_only = off`.execute(till.shop.db.write);
    expect(await health(till)).toEqual([200, { database: "ok", jobs: "ok" }]);
  });
});

test("a database that is closed makes it unwell", async () => {
  await inTill(async (till) => {
    await till.shop.db.write.destroy();
    expect(await health(till)).toEqual([503, { database: "cannot be written", jobs: "ok" }]);
  });
});

test("a loop that went round last 15 s ago hangs, and is well again when it goes on", async () => {
  await inTill(async (till) => {
    await till.runner.drain();
    till.clock.advance(14_999);
    expect((await health(till))[0]).toBe(200);
    till.clock.advance(1);
    expect(await health(till)).toEqual([503, { database: "ok", jobs: "not running" }]);
    await till.runner.drain();
    expect(await health(till)).toEqual([200, { database: "ok", jobs: "ok" }]);
  });
});

test("Klarna being away is no illness of the till, which goes on taking cash", async () => {
  const till = await openTestTill({ klarnaFetch: () => Promise.reject(new TypeError("connection refused")) });
  const ada = await till.signIn("Ada");
  const { saleId } = await setScene(till, ada);
  await post(ada, `/sales/${saleId}/payments`);
  await till.runner.drain();
  expect(await till.shop.db.read.selectFrom("payment").select(["status", "failedChecks"]).execute()).toEqual([
    { status: "created", failedChecks: 1 },
  ]);
  expect(await health(till)).toEqual([200, { database: "ok", jobs: "ok" }]);
  const other = await ringUp(till, ada);
  expect(await post(ada, `/sales/${other}/tenders`, { kind: "cash", given: "400" })).toMatchObject({ status: 303 });
  expect(await post(ada, `/sales/${other}/completion`)).toMatchObject({ status: 303, location: `/sales/${other}` });
  await till.close();
});

test("many looks at its health change nothing that a shop would see", async () => {
  await inTill(async (till) => {
    const ada = await till.signIn("Ada");
    const { saleId } = await setScene(till, ada);
    await payWithKlarna(till, ada, saleId, "waiting");
    const sale = till.shop.db.read.selectFrom("sale").selectAll();
    const before = await sale.execute();
    for (let look = 0; look < 5; look++) await health(till);
    expect(await sale.execute()).toEqual(before);
    expect(await before.map((row) => row.code)).toEqual([20_001]);
    await ringUp(till, ada);
    expect((await sale.orderBy("code", "desc").executeTakeFirstOrThrow()).code).toBe(20_002);
  });
});

async function health(till: TestTill): Promise<[number, unknown]> {
  const { status, text } = await till.browser().send("GET", "/health");
  return [status, JSON.parse(text)];
}

async function inTill(story: (till: TestTill) => Promise<void>): Promise<void> {
  const till = await openTestTill();
  try {
    await story(till);
  } finally {
    await till.close();
  }
}
