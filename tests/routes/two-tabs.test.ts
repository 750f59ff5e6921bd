import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, formOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, linesOfSale, payWithKlarna, post, ringUp, saleRow } from "./scene.ts";

const CHANGED =
  "This basket was changed from somewhere else in the meantime. Here it is as it is now; please try again.";

let till: TestTill;
let ada: Browser;
let ben: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  ben = await till.signIn("Ben", 2);
});

afterEach(() => till.close());

describe("a basket open in two tabs", () => {
  test.each([{}, { "hx-request": "true" }])(
    "the second change is refused with the basket as it is now, from which it succeeds (%o)",
    async (kind) => {
      const { saleId, lineId, page } = await openLine();
      const other = await ben.open(`/sales/${saleId}?line=${lineId}`);
      await ben.submit(other, quantityForm(lineId), { quantity: "7" });
      const before = await dump(till);
      const form = formOn(page.text, quantityForm(lineId));
      const refused = await ada.send("POST", form.action, { ...form.fields, quantity: "2" }, kind);
      expect(refused.status).toBe(409);
      expect(refused.text).toContain(CHANGED);
      expect(refused.text).toContain("2,723.00");
      expect(await dump(till)).toEqual(before);
      const again = await ada.submit(refused, quantityForm(lineId), { quantity: "2" });
      expect(again.status).toBe(200);
      expect((await linesOfSale(till, saleId))[0]).toMatchObject({ quantity: 2 });
    },
  );

  test.each(["removal", "restoration"])("a %s on an old basket is refused too", async (deed) => {
    const { saleId, lineId } = await openLine();
    const { version } = await saleRow(till, saleId);
    await post(ben, `/sales/${saleId}/lines`, { typed: "CLO-HAT" });
    const before = await dump(till);
    const answer = await post(ada, `/sales/${saleId}/lines/${lineId}/${deed}`, { version: String(version) });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(CHANGED);
    expect(answer.text).toContain("Wool hat");
    expect(await dump(till)).toEqual(before);
  });

  test("a scan is never lost to what another tab did", async () => {
    const { saleId, lineId, page } = await openLine();
    const { version } = await saleRow(till, saleId);
    await post(ben, `/sales/${saleId}/lines/${lineId}/removal`, { version: String(version) });
    await ada.submit(page, /\/lines$/, { typed: "CLO-HAT" });
    const kept = (await linesOfSale(till, saleId)).filter((line) => line.removedAt === null);
    expect(kept.map(({ name, quantity }) => [name, quantity])).toEqual([["Wool hat", 1]]);
  });
});

describe("a sale at another register", () => {
  test("opens by its address, with its basket or with the payment that is under way", async () => {
    const saleId = await ringUp(till, ada, ["TNT-RDG3"]);
    const page = await ben.open(`/sales/${saleId}`);
    expect([page.status, page.path]).toEqual([200, `/sales/${saleId}`]);
    expect(page.text).toContain("Ridgeline 3 tent");
    const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
    expect((await ben.open(`/sales/${saleId}`)).path).toBe(`/payments/${paymentId}`);
  });

  test("parked at one register it waits at every other, and goes on where it is recalled", async () => {
    const saleId = await ringUp(till, ada, ["TNT-RDG3", "CLO-HAT"]);
    const page = await ada.open(`/sales/${saleId}`);
    const next = await ada.submit(page, /parking$/);
    expect(next.path).toMatch(/^\/sales\/sal_/);
    expect(next.path).not.toBe(`/sales/${saleId}`);
    expect(await saleRow(till, saleId)).toMatchObject({ status: "parked", parkedAt: till.clock.now() });
    const parked = await ben.open("/sales/parked");
    expect(parked.text).toContain("408.00");
    const recalled = await ben.submit(parked, `/sales/${saleId}/recall`);
    expect([recalled.status, recalled.path]).toEqual([200, `/sales/${saleId}`]);
    const { id: place } = await register(2);
    expect(await saleRow(till, saleId)).toMatchObject({ status: "open", parkedAt: null, registerId: place });
    expect((await ben.open("/")).path).toBe(`/sales/${saleId}`);
    expect((await ada.open("/")).path).not.toBe(`/sales/${saleId}`);
    expect((await linesOfSale(till, saleId)).map((line) => line.name)).toEqual(["Ridgeline 3 tent", "Wool hat"]);
  });

  test("while it is parked nothing in it changes, and the answer says why", async () => {
    const saleId = await ringUp(till, ada, ["TNT-RDG3"]);
    await post(ada, `/sales/${saleId}/parking`);
    const before = await dump(till);
    for (const path of ["lines", "tenders", "payments", "completion", "parking", "customer"]) {
      const fields = { typed: "CLO-HAT", kind: "cash", given: "5", customerId: "" };
      const answer = await post(ben, `/sales/${saleId}/${path}`, fields);
      expect(answer.status).toBe(409);
      expect(answer.text).toContain(
        "This sale is not open: it is parked, given up or already finished. Nothing was changed.",
      );
    }
    expect(await dump(till)).toEqual(before);
  });

  test("completed at another register it takes that register's next receipt number", async () => {
    expect(await sellAt(ada, await ringUp(till, ada))).toEqual([1, 1]);
    expect(await sellAt(ada, await ringUp(till, ada))).toEqual([1, 2]);
    expect(await sellAt(ben, await ringUp(till, ada))).toEqual([2, 1]);
    const parked = await ringUp(till, ada);
    await post(ada, `/sales/${parked}/parking`);
    await post(ben, `/sales/${parked}/recall`);
    expect(await sellAt(ben, parked)).toEqual([2, 2]);
    expect(await sellAt(ada, await ringUp(till, ben))).toEqual([1, 3]);
  });

  test("completed in two places at once it is completed once, with one receipt number", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
    const path = `/sales/${saleId}/completion`;
    const statuses = (await Promise.all([post(ada, path), post(ben, path)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 409]);
    const numbers = await till.shop.db.read.selectFrom("receiptSeries").select("nextNumber").execute();
    expect(numbers).toEqual([{ nextNumber: 2 }]);
    expect((await dump(till, ["journal"]))["journal"]).toHaveLength(1);
  });
});

/** A tent rung up by Ada, with its line opened in her tab. */
async function openLine() {
  const saleId = await ringUp(till, ada, ["TNT-RDG3"]);
  const lineId = (await linesOfSale(till, saleId))[0]?.id ?? "";
  return { saleId, lineId, page: await ada.open(`/sales/${saleId}?line=${lineId}`) };
}

function quantityForm(lineId: string): RegExp {
  return new RegExp(`${lineId}/quantity$`);
}

async function register(number: number) {
  return await till.shop.db.read.selectFrom("register").selectAll().where("number", "=", number)
    .executeTakeFirstOrThrow();
}

/** Takes cash for a sale and completes it; the number of the register it counts for, and its receipt's. */
async function sellAt(who: Browser, saleId: string): Promise<[number, number | null]> {
  await post(who, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
  const answer = await post(who, `/sales/${saleId}/completion`);
  expect(answer).toMatchObject({ status: 303, location: `/sales/${saleId}` });
  const { receiptNumber, registerId } = await saleRow(till, saleId);
  const { number } = await till.shop.db.read.selectFrom("register").select("number").where("id", "=", registerId)
    .executeTakeFirstOrThrow();
  return [number, receiptNumber];
}
