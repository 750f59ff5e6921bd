import { describe, expect, test } from "vitest";
import { bookCaptureFound, releaseAgain } from "../../src/operations/attention.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, take, attention, booksHold, later } = story;

async function letGo(saleId: string): Promise<string> {
  const jo = await standAt(story.till, "Jo", 1);
  return await problemOf(letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null }));
}

async function inPortal(paymentId: string, deed: "capture" | "refund", amountMinor: number): Promise<void> {
  const { orderId } = await paymentRow(story.till, paymentId);
  story.till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
}

const called = async () => (await attention()).map(({ kind, amountMinor }) => [kind, amountMinor]);

/** The pegs are handed over, and the tents, which still wait, are taken in Klarna's portal. */
async function tentsTakenInPortal() {
  const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
  await take(saleId, [[pegs!.id, 1]]);
  await inPortal(paymentId, "capture", tents!.totalMinor);
  return { saleId, paymentId, order, tentsMinor: tents!.totalMinor };
}

test("a rest that somebody has just taken in Klarna's portal is not let go: it is booked first, and given back as a return", async () => {
  const { saleId, paymentId } = await tentsTakenInPortal();
  expect(await letGo(saleId)).toBe("capture_unsettled");
  expect((await attention()).map(({ kind }) => kind)).toEqual(["captured_elsewhere"]);
  const jo = await standAt(story.till, "Jo", 1);
  const [item] = await attention();
  await bookCaptureFound(story.till.shop, story.till.press(), jo, { itemId: item?.id ?? "", approval: null });
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await letGo(saleId)).toBe("rest_paid");
  const sale = await saleRow(story.till, saleId);
  const { ways } = await refundableOf(story.till.shop.db.read, sale, story.till.shop.klarna);
  expect(ways.map(({ leftMinor }) => leftMinor)).toEqual([79_000]);
});

describe("a rest that is taken in Klarna's portal after it was let go, and before Klarna has heard of that", () => {
  async function takenMeanwhile() {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    await take(saleId, [[pegs!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
    expect(await letGo(saleId)).toBe("nothing");
    await inPortal(paymentId, "capture", tents!.totalMinor);
    for (let look = 0; look < 3; look++) await later(10 * 60_000);
    return { saleId, paymentId, order, tentsMinor: tents!.totalMinor };
  }

  test("is called out as to be given back, and cannot be booked: nothing was sold for it", async () => {
    const { tentsMinor } = await takenMeanwhile();
    expect(await called()).toEqual([["captured_voided", tentsMinor]]);
    const jo = await standAt(story.till, "Jo", 1);
    const [item] = await attention();
    const book = bookCaptureFound(story.till.shop, story.till.press(), jo, { itemId: item?.id ?? "", approval: null });
    expect(await problemOf(book)).toBe("attention_closed");
    await later(24 * HOUR_MS);
    expect(await called()).toEqual([["captured_voided", tentsMinor]]);
  });

  test("is settled once it was given back there, and is nobody's money for what comes back later", async () => {
    const { saleId, paymentId, tentsMinor, order } = await takenMeanwhile();
    await inPortal(paymentId, "refund", 10_000);
    await later(HOUR_MS);
    expect(await called()).toEqual([["captured_voided", tentsMinor - 10_000]]);
    await inPortal(paymentId, "refund", tentsMinor - 10_000);
    await later(HOUR_MS);
    expect(order()).toMatchObject({ captured_amount: tentsMinor + 1_200, refunded_amount: tentsMinor });
    expect(await called()).toEqual([]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    const { read } = story.till.shop.db;
    const { ways } = await refundableOf(read, await saleRow(story.till, saleId), story.till.shop.klarna);
    expect(ways.map(({ leftMinor, isFound }) => [leftMinor, isFound])).toEqual([[1_200, false]]);
    story.till.clock.advance(24 * HOUR_MS);
    await later(24 * HOUR_MS);
    expect(await called()).toEqual([]);
    await booksHold();
  });
});

describe("a release that Klarna refused", () => {
  async function refused() {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 403, errorCode: "NOT_ALLOWED" });
    await letGo(saleId);
    const [item] = await attention();
    expect(item?.kind).toBe("release_refused");
    const { shop, press } = story.till;
    const again = async (who: "Jo" | "Ada" = "Jo") =>
      await problemOf(
        releaseAgain(shop, press(), await standAt(story.till, who, 1), { itemId: item?.id ?? "", approval: null }),
      );
    return { paymentId, order, again, tentsMinor: tents!.totalMinor };
  }

  test("is asked for again by a senior, and is done", async () => {
    const { paymentId, order, again } = await refused();
    expect(await again("Ada")).toBe("needs_senior");
    expect(await again()).toBe("nothing");
    expect(order()).toMatchObject({ status: "CLOSED" });
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await called()).toEqual([]);
    expect(await again()).toBe("attention_closed");
  });

  test("is not asked for again once somebody has taken it, which calls for that", async () => {
    const { paymentId, again, tentsMinor } = await refused();
    await inPortal(paymentId, "capture", tentsMinor / 2);
    expect(await again()).toBe("capture_differs");
    expect((await attention()).map(({ kind }) => kind).toSorted()).toEqual(["captured_voided", "release_refused"]);
  });
});
