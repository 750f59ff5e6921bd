import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, payWithKlarna, post, saleRow, type Scene, setScene } from "./scene.ts";

const LOCKED = "the basket is locked while Klarna is open";

let till: TestTill;
let ada: Browser;
let scene: Scene;
let paymentId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  scene = await setScene(till, ada);
  paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
});

afterEach(() => till.close());

test("past every route, the database refuses to add, change, move or take away a line of a locked sale", async () => {
  const before = await dump(till);
  for (const deed of deeds(scene.lineId)) await expect(deed.execute(till.shop.db.write)).rejects.toThrow(LOCKED);
  expect(await dump(till)).toEqual(before);
});

test("whatever became of the sale's own row, its lines stay locked while the payment is open", async () => {
  for (const status of ["parked", "completed", "voided"] as const) {
    await till.shop.db.write.updateTable("sale").set({ status }).where("id", "=", scene.saleId).execute();
    const before = await dump(till);
    for (const deed of deeds(scene.lineId)) await expect(deed.execute(till.shop.db.write)).rejects.toThrow(LOCKED);
    const version = String((await saleRow(till, scene.saleId)).version);
    const verbs = [
      "lines",
      `lines/${scene.lineId}/removal`,
      "customer",
      "tenders",
      "payments",
      "parking",
      "completion",
    ];
    for (const verb of verbs) {
      const fields = { typed: "CLO-SCK", version, customerId: "", kind: "cash", given: "5" };
      expect([verb, (await post(ada, `/sales/${scene.saleId}/${verb}`, fields)).status]).toEqual([verb, 409]);
    }
    expect(await dump(till)).toEqual(before);
  }
});

test("the lock goes with the payment: once that is cancelled, lines may change again, and another try may start", async () => {
  await post(ada, `/payments/${paymentId}/cancellation`);
  await post(ada, `/sales/${scene.saleId}/tenders/${scene.tenderId}/removal`);
  expect((await post(ada, `/sales/${scene.saleId}/lines`, { typed: "CLO-SCK" })).status).toBe(303);
  const again = await payWithKlarna(till, ada, scene.saleId, "waiting");
  expect(again).not.toBe(paymentId);
  const references = await till.shop.db.read.selectFrom("payment").select(["reference", "amountMinor"])
    .orderBy("attempt").execute();
  expect(references).toEqual([
    { reference: "20001-1", amountMinor: 37_900 },
    { reference: "20001-2", amountMinor: 40_300 },
  ]);
});

test("a saved payment lets the sale be completed, and its lines still cannot change", async () => {
  till.simulator.control.approve("20001-1");
  till.clock.advance(4_000);
  await till.runner.drain();
  await post(ada, `/payments/${paymentId}/saving`);
  for (const deed of deeds(scene.lineId)) await expect(deed.execute(till.shop.db.write)).rejects.toThrow(LOCKED);
  expect((await post(ada, `/sales/${scene.saleId}/lines`, { typed: "CLO-SCK" })).status).toBe(409);
  expect((await post(ada, `/sales/${scene.saleId}/completion`)).location).toBe(`/sales/${scene.saleId}`);
});

/** What a route with a mistake in it might do to a line. */
function deeds(lineId: string) {
  const copied = `"saleId", "productId", "productCode", "name", "quantity", "unitPriceMinor", "taxCode",
    "taxRateBasisPoints", "priceStyle", "totalMinor", "taxMinor", "createdAt", "removedAt", "discountMinor"`;
  return [
    sql`insert into "lineItem" ("id", "position", ${sql.raw(copied)})
      select "id" || 'x', "position" + 100, ${sql.raw(copied)} from "lineItem" where "id" = ${lineId}`,
    sql`update "lineItem" set "quantity" = 5 where "id" = ${lineId}`,
    sql`update "lineItem" set "saleId" = 'elsewhere' where "id" = ${lineId}`,
    sql`delete from "lineItem" where "id" = ${lineId}`,
  ];
}
