import { beforeEach, expect, test } from "vitest";
import { hintPayment, startAllLooks } from "../../../src/store/due-payments.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { refunds } from "../returns-support.ts";
import { HOUR_MS, MINUTE_MS, openForRefunds } from "./refund-story.ts";

// What Klarna was asked to give back a day ago, unanswered: by now it has forgotten the key.

const scene = openForRefunds();
const { control, back, part, wishesToRefund, open, expectAgreement, sold } = scene;

beforeEach(() => sold());

const hint = (tx: Parameters<typeof hintPayment>[0]) =>
  hintPayment(tx, scene.story.paymentId, scene.story.till.clock.now());

test("the key is forgotten, and the refund is found by our reference", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  scene.story.till.clock.advance(25 * HOUR_MS);
  await scene.story.till.runner.drain();
  await expectAgreement(1_000);
  expect(await wishesToRefund()).toHaveLength(1);
});

test("the key is forgotten, the refund is not there, and it is asked once more", async () => {
  control().addFault({ kind: "refund", status: 500 });
  await back(part(1_000));
  scene.story.till.clock.advance(25 * HOUR_MS);
  await scene.story.till.runner.drain();
  expect((await wishesToRefund()).map(({ notThereAt }) => notThereAt)).toEqual([scene.story.till.clock.now()]);
  scene.story.till.clock.advance(MINUTE_MS);
  await scene.story.till.runner.drain();
  await expectAgreement(1_000);
  const wishes = await wishesToRefund();
  expect(wishes.map(({ state }) => state)).toEqual(["refused", "done"]);
  expect(new Set(wishes.map(({ paybackId }) => paybackId)).size).toBe(1);
});

test("the key is forgotten, and one read of the order does not show the refund yet: the next one does", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  scene.story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older" });
  await scene.story.till.runner.drain();
  scene.story.till.clock.advance(MINUTE_MS);
  await scene.story.till.runner.drain();
  await expectAgreement(1_000);
  expect(await wishesToRefund()).toHaveLength(1);
});

test.each([
  ["a call from Klarna", () => inTransaction(scene.story.till.shop.db, (tx) => hint(tx))],
  ["a restart", () => inTransaction(scene.story.till.shop.db, (tx) => startAllLooks(tx, scene.story.till.clock.now()))],
  ["something else that comes back", async () => void await back(part(500))],
])("%s makes the second read come sooner, and not sooner count", async (_, happens) => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  scene.story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older", times: 2 });
  await scene.story.till.runner.drain();
  scene.story.till.clock.advance(1_000);
  await happens();
  await scene.story.till.runner.drain();
  for (let looks = 0; looks < 4; looks++) {
    scene.story.till.clock.advance(MINUTE_MS);
    await scene.story.till.runner.drain();
  }
  const given = control().listOrders()[0]?.refunds.map((refund) => refund.refunded_amount);
  expect(given).toEqual((await refunds(scene.story.till)).map(({ amountMinor }) => amountMinor));
});

test("a clock that has been set back since makes no key look young", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  const [wish] = await wishesToRefund();
  const firstSentAt = scene.story.till.clock.now() + 72 * HOUR_MS;
  await scene.story.till.shop.db.write.updateTable("wish").set({ firstSentAt }).where("id", "=", wish?.id ?? "")
    .execute();
  scene.story.till.clock.advance(25 * HOUR_MS);
  await scene.story.till.runner.drain();
  await expectAgreement(1_000);
});

test("the key is forgotten, no read shows the refund, and it is found when the same is refused", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  scene.story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older", times: 3 });
  control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
  await scene.story.till.runner.drain();
  scene.story.till.clock.advance(MINUTE_MS);
  await scene.story.till.runner.drain();
  await expectAgreement(1_000);
  expect((await wishesToRefund()).map(({ state }) => state)).toEqual(["done", "done"]);
  expect(await open()).toEqual([]);
});
