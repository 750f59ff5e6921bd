import { describe, expect, test } from "vitest";
import { bookCaptureFound, closeWithReason, releaseAgain } from "../../src/operations/attention.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf, suggestedSplit } from "../../src/operations/refundable.ts";
import { pickUpView } from "../../src/routes/present-pick-up.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { setLimit, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

/** What somebody does in Klarna's portal with money for goods that are let go of: nobody is called for ever, and nobody loses any. */
const story = openForPickUps();

const jo = () => standAt(story.till, "Jo", 1);
const called = async () => (await story.attention()).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted();

async function inPortal(paymentId: string, deed: "capture" | "refund", amountMinor?: number): Promise<void> {
  const { orderId } = await paymentRow(story.till, paymentId);
  story.till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
}

async function letGo(saleId: string): Promise<string> {
  return await problemOf(letRestGo(story.till.shop, story.till.press(), await jo(), { saleId, approval: null }));
}

async function daysPass(days: number): Promise<void> {
  for (let day = 0; day < days; day++) await story.later(24 * HOUR_MS);
}

async function anHourPasses(): Promise<void> {
  for (let look = 0; look < 6; look++) await story.later(HOUR_MS / 6);
}

const refuse = (kind: "capture" | "cancelOrder" | "releaseRemaining") =>
  story.till.simulator.control.addFault({ kind, status: 403, errorCode: "NOT_ALLOWED" });

describe("a part that is taken for nothing", () => {
  test("as Klarna lets go is called out within the hour, and no longer than until it was given back", async () => {
    const { saleId, lines: [, pegs], paymentId } = await story.waiting();
    await story.take(saleId, [[pegs!.id, 1]]);
    const { gateway } = story.till.shop.klarna;
    const { releaseRemainder } = gateway!;
    gateway!.releaseRemainder = async (...wanted) => {
      await inPortal(paymentId, "capture", 10_000);
      return await releaseRemainder(...wanted);
    };
    await letGo(saleId);
    await anHourPasses();
    expect(await called()).toEqual([["captured_voided", 10_000]]);
    await inPortal(paymentId, "refund", 10_000);
    await daysPass(3);
    expect(await called()).toEqual([]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  });

  test("and found by the night is called out in the same way", async () => {
    const { saleId, lines: [, pegs], paymentId } = await story.waiting();
    await story.take(saleId, [[pegs!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
    await letGo(saleId);
    await inPortal(paymentId, "capture", 10_000);
    await daysPass(3);
    expect(await called()).toEqual([["captured_voided", 10_000]]);
    await inPortal(paymentId, "refund", 10_000);
    await daysPass(3);
    expect(await called()).toEqual([]);
  });

  test("is settled while Klarna still holds the rest, which can then be let go", async () => {
    const { saleId, paymentId, lines: [tents], order } = await story.waiting();
    await story.take(saleId, [[tents!.id, 1]]);
    refuse("releaseRemaining");
    await letGo(saleId);
    const [item] = await story.attention();
    expect(await called()).toEqual([["release_refused", tents!.totalMinor / 2 + 1_200]]);
    await inPortal(paymentId, "capture", 10_000);
    await story.later(HOUR_MS);
    await inPortal(paymentId, "refund", 10_000);
    await story.later(HOUR_MS);
    expect((await called()).map(([kind]) => kind)).toEqual(["release_refused"]);
    const again = releaseAgain(story.till.shop, story.till.press(), await jo(), { itemId: item!.id, approval: null });
    expect(await problemOf(again)).toBe("nothing");
    expect(order()?.status).toBe("CLOSED");
  });

  test("keeps nothing of a cancelled sale held: what is left of the order is let go all the same", async () => {
    const { saleId, paymentId, order } = await story.waiting();
    story.till.simulator.control.addFault({ kind: "cancelOrder", status: 503, times: 3 });
    const wanted = { saleId, reason: "mistake" as const, approval: null };
    await cancelSale(story.till.shop, story.till.press(), await jo(), wanted);
    await inPortal(paymentId, "capture", 10_000);
    for (let hour = 0; hour < 2; hour++) await anHourPasses();
    expect(order()?.remaining_authorized_amount).toBe(0);
    expect(await called()).toEqual([["captured_voided", 10_000]]);
    await inPortal(paymentId, "refund", 10_000);
    await daysPass(1);
    expect(await called()).toEqual([]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
  });

  test("is not what is owed for goods that left: that can be booked", async () => {
    const { saleId, lines: [, pegs], paymentId } = await story.waiting();
    refuse("capture");
    await story.take(saleId, [[pegs!.id, 1]]);
    const [item] = await story.attention();
    expect(await called()).toEqual([["capture_refused", pegs!.totalMinor]]);
    const { shop, press } = story.till;
    const words = { itemId: item!.id, reason: "I take it in the portal", approval: null };
    await closeWithReason(shop, press(), await jo(), words);
    refuse("cancelOrder");
    await letGo(saleId);
    await inPortal(paymentId, "capture", pegs!.totalMinor);
    await story.later(HOUR_MS);
    const found = (await story.attention()).find(({ kind }) => kind === "captured_elsewhere");
    expect(found?.amountMinor).toBe(pegs!.totalMinor);
    const book = bookCaptureFound(shop, press(), await jo(), { itemId: found?.id ?? "", approval: null });
    expect(await problemOf(book)).toBe("nothing");
  });
});

describe("what the portal took and gave back as the rest was let go of while Klarna was away", () => {
  const bookFound = async () => {
    const [item] = (await story.attention()).filter(({ kind }) => kind === "captured_elsewhere");
    const wanted = { itemId: item?.id ?? "", approval: null };
    return await problemOf(bookCaptureFound(story.till.shop, story.till.press(), await jo(), wanted));
  };

  test("is booked for what was kept of it, where that is owed for goods that left", async () => {
    const { saleId, lines: [, pegs], paymentId, order } = await story.waiting();
    refuse("capture");
    await story.take(saleId, [[pegs!.id, 1]]);
    const [item] = await story.attention();
    const { shop, press } = story.till;
    await closeWithReason(shop, press(), await jo(), { itemId: item!.id, reason: "in the portal", approval: null });
    story.till.simulator.control.addFault({ kind: "cancelOrder", status: 503, times: 2 });
    await letGo(saleId);
    await inPortal(paymentId, "capture");
    await anHourPasses();
    expect(await called()).toEqual([["captured_voided", 2 * 38_900]]);
    await inPortal(paymentId, "refund", 2 * 38_900);
    await anHourPasses();
    expect(await called()).toEqual([["captured_elsewhere", 1_200]]);
    expect(await bookFound()).toBe("nothing");
    await daysPass(3);
    expect([await story.captures(paymentId), await called()]).toEqual([[1_200], []]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(order()!.captured_amount - order()!.refunded_amount).toBe(1_200);
    await story.booksHold();
  });

  test("does not stand for what had gone back before, of goods that left", async () => {
    const { saleId, lines: [, pegs], paymentId } = await story.waiting();
    await story.take(saleId, [[pegs!.id, 1]]);
    await inPortal(paymentId, "refund", 500);
    await story.later(HOUR_MS);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
    await letGo(saleId);
    await inPortal(paymentId, "capture", 10_000);
    await anHourPasses();
    const found = ["refunded_elsewhere", 500];
    expect(await called()).toEqual([["captured_voided", 10_000], found]);
    await inPortal(paymentId, "refund", 10_000);
    await anHourPasses();
    expect(await called()).toEqual([found]);
    await takeBack(story.till, saleId, { by: await jo(), freeMinor: 500, note: "a hole", split: { found: 500 } });
    await daysPass(3);
    expect(await called()).toEqual([]);
    await story.booksHold();
  });
});

test("a part that was taken in the portal, which let go of the rest, is booked, and goods that wait for the rest are let go of", async () => {
  const { saleId, paymentId, order } = await story.waiting();
  await inPortal(paymentId, "capture", 10_000);
  story.till.simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "release");
  await story.later(HOUR_MS);
  const [item] = await story.attention();
  expect(await called()).toEqual([["captured_elsewhere", 10_000]]);
  const { shop, press } = story.till;
  await bookCaptureFound(shop, press(), await jo(), { itemId: item!.id, approval: null });
  await anHourPasses();
  expect(await called()).toEqual([["money_lost", 69_000]]);
  expect(await letGo(saleId)).toBe("nothing");
  await daysPass(1);
  expect([await called(), order()!.refunded_amount]).toEqual([[], 10_000]);
  await story.booksHold();
});

test("what its portal gave back of that since is not given back again with the rest, and nobody is called", async () => {
  const { saleId, paymentId, lines: [, pegs], order } = await story.waiting();
  const { shop, press, simulator } = story.till;
  await story.take(saleId, [[pegs!.id, 1]]);
  await inPortal(paymentId, "capture", 10_000);
  simulator.control.actInPortal(order()!.order_id, "release");
  await story.later(HOUR_MS);
  const [item] = await story.attention();
  await bookCaptureFound(shop, press(), await jo(), { itemId: item!.id, approval: null });
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  await inPortal(paymentId, "refund", 1_000);
  expect(await letGo(saleId)).toBe("nothing");
  await daysPass(1);
  expect(order()).toMatchObject({ captured_amount: 10_000 + pegs!.totalMinor, refunded_amount: 10_000 });
  expect(await called()).toEqual([]);
  await story.booksHold();
});

test("a call that money is lost says what is due for goods that left once the others are let go of", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await story.waiting();
  story.till.simulator.control.addFault({ kind: "capture", status: 503 });
  await story.take(saleId, [[pegs!.id, 1]]);
  story.till.simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "cancel");
  await anHourPasses();
  expect(await called()).toEqual([["money_lost", 79_000]]);
  await letGo(saleId);
  expect(await called()).toEqual([["money_lost", 1_200]]);
});

describe("a part of the rest that was taken in the portal, and booked", () => {
  async function paidAhead(taken: "tents" | "pegs") {
    const { saleId, paymentId, lines: [tents, pegs], order } = await story.waiting();
    await setLimit(story.till, 1_000_000);
    await story.take(saleId, [[(taken === "tents" ? tents : pegs)!.id, 1]]);
    await inPortal(paymentId, "capture", 10_000);
    await story.later(HOUR_MS);
    const [item] = await story.attention();
    await bookCaptureFound(story.till.shop, story.till.press(), await jo(), { itemId: item!.id, approval: null });
    const keptMinor = () => order()!.captured_amount - order()!.refunded_amount;
    return { saleId, paymentId, keptMinor };
  }

  async function refundable(saleId: string) {
    return await refundableOf(story.till.shop.db.read, await saleRow(story.till, saleId), story.till.shop.klarna);
  }

  test("and given back there goes off the books with the rest: its call ends, and what comes back later is paid back", async () => {
    const { saleId, paymentId, keptMinor } = await paidAhead("pegs");
    await inPortal(paymentId, "refund", 10_000);
    await story.later(HOUR_MS);
    expect(await called()).toEqual([["refunded_elsewhere", expect.any(Number)]]);
    const view = await pickUpView(story.till.shop, saleId);
    expect(view).toMatchObject({ paidFor: "held", canLetGo: true, paidMinor: 0, backMinor: 10_000 });
    expect(view?.back).toEqual([{ kind: "klarna", isFound: true, amountMinor: 10_000 }]);
    await letGo(saleId);
    expect(await called()).toEqual([]);
    const [way] = suggestedSplit(await refundable(saleId), 1_200)!.filter(({ amountMinor }) => amountMinor > 0);
    expect(way).toEqual({ key: expect.not.stringContaining("found"), amountMinor: 1_200 });
    await takeBack(story.till, saleId, { by: await jo(), lines: [{ at: 1, quantity: 1 }] });
    await daysPass(4);
    expect(keptMinor()).toBe(0);
    expect(await called()).toEqual([]);
    await story.booksHold();
  });

  test("goes back with the rest, whatever the portal gave back of what had left", async () => {
    const { saleId, paymentId, keptMinor } = await paidAhead("tents");
    await inPortal(paymentId, "refund", 38_900);
    await story.later(HOUR_MS);
    await letGo(saleId);
    await story.later(HOUR_MS);
    await takeBack(story.till, saleId, { by: await jo(), lines: [{ at: 0, quantity: 1 }] });
    await daysPass(4);
    expect(keptMinor()).toBe(0);
    expect(await called()).toEqual([]);
    await story.booksHold();
  });
});

test("goods that were paid for and refunded in the portal are paid for by nobody, and are not handed over", async () => {
  const { saleId, paymentId } = await story.waiting();
  await inPortal(paymentId, "capture");
  await story.later(HOUR_MS);
  const [item] = await story.attention();
  await bookCaptureFound(story.till.shop, story.till.press(), await jo(), { itemId: item!.id, approval: null });
  await inPortal(paymentId, "refund");
  await daysPass(3);
  expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ paidFor: "gone", canLetGo: true });
  expect(await letGo(saleId)).toBe("nothing");
  await daysPass(1);
  expect(await called()).toEqual([]);
  await story.booksHold();
});
