import { afterEach, beforeEach, expect, test } from "vitest";
import { hintPayment, startAllLooks } from "../../../src/store/due-payments.ts";
import { brokenRules } from "../../../src/store/own-books.ts";
import { inTransaction } from "../../../src/store/transaction.ts";
import { accounts, refunds, setLimit, takeBack, type Told } from "../returns-support.ts";
import { openStory, type Story } from "../story.ts";

// What Klarna was asked to give back a day ago, unanswered: by now it has forgotten the key.

let story: Story;
const TENT = 38_900;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeEach(async () => {
  story = await openStory();
  await setLimit(story.till, 1_000_000);
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.till.runner.drain();
});

afterEach(async () => {
  expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
  await story.till.close();
});

const control = () => story.till.simulator.control;
const back = (told: Told) => takeBack(story.till, story.saleId, told);
const part = (freeMinor: number): Told => ({ freeMinor, note: "Scratched" });
const wishesToRefund = async () => (await story.wishes()).filter(({ kind }) => kind === "refund");
const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null);

const hint = (tx: Parameters<typeof hintPayment>[0]) => hintPayment(tx, story.paymentId, story.till.clock.now());

/** Our book says of this payment what Klarna's says, and nothing is owed. */
async function expectAgreement(refundedMinor: number): Promise<void> {
  const ours = (await refunds(story.till)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect([ours, story.order()?.refunded_amount]).toEqual([refundedMinor, refundedMinor]);
  const held = await accounts(story.till);
  expect([held["klarna_refund_pending"], held["klarna_receivable"] ?? 0]).toEqual([undefined, TENT - refundedMinor]);
  expect((await story.payment()).status).toBe("captured");
  expect((await story.payment()).nextCheckAt).toBeNull();
}

test("the key is forgotten, and the refund is found by our reference", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  story.till.clock.advance(25 * HOUR_MS);
  await story.till.runner.drain();
  await expectAgreement(1_000);
  expect(await wishesToRefund()).toHaveLength(1);
});

test("the key is forgotten, the refund is not there, and it is asked once more", async () => {
  control().addFault({ kind: "refund", status: 500 });
  await back(part(1_000));
  story.till.clock.advance(25 * HOUR_MS);
  await story.till.runner.drain();
  expect((await wishesToRefund()).map(({ notThereAt }) => notThereAt)).toEqual([story.till.clock.now()]);
  story.till.clock.advance(MINUTE_MS);
  await story.till.runner.drain();
  await expectAgreement(1_000);
  const wishes = await wishesToRefund();
  expect(wishes.map(({ state }) => state)).toEqual(["refused", "done"]);
  expect(new Set(wishes.map(({ paybackId }) => paybackId)).size).toBe(1);
});

test("the key is forgotten, and one read of the order does not show the refund yet: the next one does", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older" });
  await story.till.runner.drain();
  story.till.clock.advance(MINUTE_MS);
  await story.till.runner.drain();
  await expectAgreement(1_000);
  expect(await wishesToRefund()).toHaveLength(1);
});

test.each([
  ["a call from Klarna", () => inTransaction(story.till.shop.db, (tx) => hint(tx))],
  ["a restart", () => inTransaction(story.till.shop.db, (tx) => startAllLooks(tx, story.till.clock.now()))],
  ["something else that comes back", async () => void await back(part(500))],
])("%s makes the second read come sooner, and not sooner count", async (_, happens) => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older", times: 2 });
  await story.till.runner.drain();
  story.till.clock.advance(1_000);
  await happens();
  await story.till.runner.drain();
  for (let looks = 0; looks < 4; looks++) {
    story.till.clock.advance(MINUTE_MS);
    await story.till.runner.drain();
  }
  const given = control().listOrders()[0]?.refunds.map((refund) => refund.refunded_amount);
  expect(given).toEqual((await refunds(story.till)).map(({ amountMinor }) => amountMinor));
});

test("a clock that has been set back since makes no key look young", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  const [wish] = await wishesToRefund();
  const firstSentAt = story.till.clock.now() + 72 * HOUR_MS;
  await story.till.shop.db.write.updateTable("wish").set({ firstSentAt }).where("id", "=", wish?.id ?? "").execute();
  story.till.clock.advance(25 * HOUR_MS);
  await story.till.runner.drain();
  await expectAgreement(1_000);
});

test("the key is forgotten, no read shows the refund, and it is found when the same is refused", async () => {
  control().addFault({ kind: "refund", status: 500, applied: true });
  await back(part(1_000));
  story.till.clock.advance(25 * HOUR_MS);
  control().addFault({ kind: "readOrder", lie: "older", times: 3 });
  control().addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
  await story.till.runner.drain();
  story.till.clock.advance(MINUTE_MS);
  await story.till.runner.drain();
  await expectAgreement(1_000);
  expect((await wishesToRefund()).map(({ state }) => state)).toEqual(["done", "done"]);
  expect(await open()).toEqual([]);
});
