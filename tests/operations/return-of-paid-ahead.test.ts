import { expect, test } from "vitest";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { pickUpView, saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, takeBack, type Told } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const TENT = 38_900;
const PEGS = 1_200;
const [TENTS_AT, PEGS_AT] = [0, 1];
const jo = () => standAt(story.till, "Jo", 1);

async function inPortal(paymentId: string, deed: "capture" | "refund", amountMinor?: number) {
  const { orderId } = await paymentRow(story.till, paymentId);
  story.till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
  await story.later(26 * HOUR_MS);
}

/** Two tents and pegs wait, and Klarna's portal has taken the money for all of it. */
async function paidAhead() {
  const sold = await story.waiting();
  await inPortal(sold.paymentId, "capture");
  const [item] = await story.attention();
  const wanted = { itemId: item?.id ?? "", approval: null };
  await bookCaptureFound(story.till.shop, story.till.press(), await jo(), wanted);
  return sold;
}

const back = async (saleId: string, told: Told) => {
  await takeBack(story.till, saleId, { by: await jo(), ...told });
  await story.till.runner.drain();
};
const refused = async (saleId: string, told: Told) => await problemOf(takeBack(story.till, saleId, told));
const part = (at: number, partMinor: number): Told => ({ lines: [{ at, partMinor }], shownMinor: partMinor });
const free = (freeMinor: number): Told => ({ freeMinor, note: "Kind", shownMinor: freeMinor });
const leftOf = async (saleId: string) => {
  const refundable = await refundableOf(story.till.shop.db.read, await saleRow(story.till, saleId), null);
  return refundable.left.map(({ quantity, amountMinor }) => [quantity, amountMinor]);
};

test("of goods that are paid ahead and wait only whole pieces come back: less would pay for them when they leave", async () => {
  const { saleId } = await paidAhead();
  expect(await refused(saleId, part(PEGS_AT, 500))).toBe("return_only_whole");
  expect(await refused(saleId, part(TENTS_AT, 2 * TENT))).toBe("return_only_whole");
  expect(await refused(saleId, free(1))).toBe("return_only_whole");
  expect(await refused(saleId, part(PEGS_AT, PEGS + 1))).toBe("return_too_much");
  await back(saleId, { lines: [{ at: TENTS_AT, quantity: 1 }] });
  expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ paidFor: "paid", leftMinor: TENT + PEGS });
  await story.take(saleId, "all");
  expect(await accounts(story.till)).toMatchObject({ klarna_receivable: TENT + PEGS });
  await story.booksHold();
});

test("of what left a part of the price comes back, and takes nothing off the pieces that wait", async () => {
  const { saleId, lines: [tents] } = await paidAhead();
  await story.take(saleId, [[tents!.id, 1]]);
  expect(await refused(saleId, part(TENTS_AT, TENT + 1))).toBe("return_only_whole");
  await back(saleId, part(TENTS_AT, 10_000));
  expect(await refused(saleId, free(TENT - 9_999))).toBe("return_only_whole");
  // The tent that comes back first is the one that the customer has.
  await back(saleId, { lines: [{ at: TENTS_AT, quantity: 1 }], shownMinor: TENT - 10_000 });
  expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ paidFor: "paid", leftMinor: TENT + PEGS });
  expect(await leftOf(saleId)).toEqual([[1, TENT], [1, PEGS]]);
  await back(saleId, { lines: [{ at: TENTS_AT, quantity: 1 }], shownMinor: TENT });
  await story.take(saleId, "all");
  await back(saleId, free(PEGS));
  expect(await leftOf(saleId)).toEqual([[0, 0], [1, 0]]);
  await story.booksHold();
});

test("after a refund in the portal the rest is let go of as it is offered, whatever came back before", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await paidAhead();
  await story.take(saleId, [[pegs!.id, 1]]);
  await back(saleId, part(PEGS_AT, 500));
  await back(saleId, { lines: [{ at: TENTS_AT, quantity: 1 }] });
  await inPortal(paymentId, "refund", 20_000);
  expect(await saleDeedsOf(story.till.shop, saleId)).toContain("rest");
  const { shop, press } = story.till;
  await letRestGo(shop, press(), await jo(), { saleId, shownMinor: TENT, approval: null });
  await story.later(26 * HOUR_MS);
  expect(await accounts(story.till)).toMatchObject({ klarna_receivable: PEGS - 500 });
  expect(await leftOf(saleId)).toEqual([[0, 0], [1, PEGS - 500]]);
  expect(await story.attention()).toEqual([]);
  await story.booksHold();
});
