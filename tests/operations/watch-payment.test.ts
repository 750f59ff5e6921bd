import { afterEach, beforeEach, expect, test } from "vitest";
import { watchPayment } from "../../src/operations/watch-payment.ts";
import { hintPayment } from "../../src/store/due-payments.ts";
import { updatePayment } from "../../src/store/payments.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openStory, type Story } from "./story.ts";

const MINUTE_MS = 60_000;

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

/** The next look is planned for this long from now. */
async function plan(afterMs: number): Promise<void> {
  const { shop, clock } = story.till;
  await inTransaction(shop.db, (tx) => hintPayment(tx, story.paymentId, clock.now() + afterMs));
}

async function waitsMs(): Promise<number> {
  return ((await story.payment()).nextCheckAt ?? 0) - story.till.clock.now();
}

test("a payment that was looked at seldom is looked at now that somebody opens its window", async () => {
  await plan(10 * MINUTE_MS);
  await watchPayment(story.till.shop, story.paymentId);
  expect(await waitsMs()).toBe(0);
});

test("a look that is due soon stays as it was planned", async () => {
  await plan(3_000);
  await watchPayment(story.till.shop, story.paymentId);
  expect(await waitsMs()).toBe(3_000);
});

test("where Klarna asked to be left alone, watching is no reason to ask", async () => {
  await plan(MINUTE_MS);
  const { shop } = story.till;
  await inTransaction(shop.db, (tx) => updatePayment(tx, story.paymentId, { failureCode: "TOO_MANY_REQUESTS" }));
  await watchPayment(shop, story.paymentId);
  expect(await waitsMs()).toBe(MINUTE_MS);
});

test("a payment that Klarna has decided is left to its sparse looks", async () => {
  story.customer.approves();
  await story.look();
  const planned = await waitsMs();
  await watchPayment(story.till.shop, story.paymentId);
  expect(await waitsMs()).toBe(planned);
});
