import { afterEach, beforeEach, expect, test } from "vitest";
import { closeShift, countDrawer, shiftFigures } from "../../src/operations/shift.ts";
import { settleRefund } from "../../src/operations/settle-refund.ts";
import { findOpenShift, openPaymentsAt } from "../../src/store/shifts.ts";
import { openSold, takeBack } from "./returns-support.ts";
import type { Story } from "./story.ts";
import { problemOf, standAt } from "./support.ts";

let story: Story;

beforeEach(async () => {
  story = await openSold();
});

afterEach(() => story.till.close());

const back = () => takeBack(story.till, story.saleId, { freeMinor: 1_000, note: "Scratched" });
const listed = async (registerId = story.by.registerId) =>
  (await openPaymentsAt(story.till.shop.db.read, registerId, "practice")).map(({ id, owesRefund }) => [id, owesRefund]);

async function close(carried: readonly string[]) {
  const { shop } = story.till;
  await countDrawer(shop, story.action(), story.by, { countedMinor: 0, pieces: null });
  return await closeShift(shop, story.action(), story.by, { count: 1, reason: "", left: "0", carried });
}

test("what Klarna has not given back yet is handed on by its name, and counts in no figures of the next shift", async () => {
  expect(await listed()).toEqual([]);
  story.till.simulator.control.addFault({ kind: "refund", status: 500, times: 3 });
  await back();
  expect(await listed()).toEqual([[story.paymentId, 1]]);
  const elsewhere = await standAt(story.till, "Jo", 2);
  expect(await listed(elsewhere.registerId)).toEqual([]);
  expect(await problemOf(close([]))).toBe("payments_not_carried");
  await closeShift(story.till.shop, story.action(), story.by, {
    count: 1,
    reason: "",
    left: "0",
    carried: [story.paymentId],
  });
  const { read } = story.till.shop.db;
  expect(await read.selectFrom("carriedPayment").selectAll().execute()).toMatchObject([
    { paymentId: story.paymentId, status: "captured", owesRefund: 1 },
  ]);
  for (let looks = 0; looks < 5; looks++) await story.laterOn();
  expect(story.order()?.refunded_amount).toBe(1_000);
  expect(await listed()).toEqual([]);
  const ada = await standAt(story.till, "Ada", 1);
  const shift = await findOpenShift(read, ada.registerId, "practice");
  expect((await shiftFigures(read, shift!)).payments).toEqual([]);
});

test("what Klarna refused is listed until somebody settles it", async () => {
  story.till.simulator.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
  await back();
  await story.till.runner.drain();
  expect(await listed()).toEqual([[story.paymentId, 1]]);
  const item = (await story.attention()).find(({ kind }) => kind === "refund_refused");
  const jo = await standAt(story.till, "Jo", 2);
  const wanted = { itemId: item?.id ?? "", way: "cash", reference: "", approval: null } as const;
  await settleRefund(story.till.shop, story.action(), jo, wanted);
  expect(await listed()).toEqual([]);
});
