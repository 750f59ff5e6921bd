import { describe, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { bookCaptureFound, captureAgain } from "../../src/operations/attention.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { takeBackUnpaid } from "../../src/operations/come-back.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { receiptFacts } from "../../src/operations/receipts.ts";
import { whyNotReturnable } from "../../src/operations/why-not-returnable.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import type { Operator } from "../../src/shop.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, paybacks, setLimit, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const TENT = 38_900;
const PEGS = 1_200;
const ALL = 2 * TENT + PEGS;

/** Klarna pays for nothing from now on. */
const refuse = () => story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NO", times: 9 });
const called = async () => (await story.attention()).map(({ kind, amountMinor }) => [kind, amountMinor]);
const deeds = (saleId: string) => saleDeedsOf(story.till.shop, saleId);
const jo = () => standAt(story.till, "Jo", 1);

async function cancel(saleId: string) {
  const { shop, press, runner } = story.till;
  const problem = await problemOf(
    cancelSale(shop, press(), await jo(), { saleId, reason: "changed_mind", approval: null }),
  );
  await runner.drain();
  return problem;
}

/** All was picked up, and Klarna refused to pay for any of it. */
async function allRefused(told: { cash?: string } = {}) {
  const sold = await story.waiting(told);
  refuse();
  await story.take(sold.saleId, "all");
  return sold;
}

describe("what was picked up and Klarna refused to pay for, once all of it is back,", () => {
  test("is cancelled as a whole, as goods are that went along at once", async () => {
    const { saleId, order } = await allRefused();
    expect(await called()).toEqual([["capture_refused", ALL]]);
    expect(await deeds(saleId)).toEqual(["cancelling", "return"]);
    const page = await (await story.till.signIn("Mona", 1)).open(`/sales/${saleId}/cancelling`);
    expect(page.text).toContain("Only if all goods are back here");
    expect(await cancel(saleId)).toBe("nothing");
    expect([await called(), order()?.status, await accounts(story.till)]).toEqual([[], "CANCELLED", {}]);
    await story.booksHold();
  });

  test("is cancelled on no page that is older than the pick-up, and says that all of it is here", async () => {
    const { saleId } = await story.waiting();
    const desk = await story.till.signIn("Mona", 1);
    const page = await desk.open(`/sales/${saleId}/cancelling`);
    expect(page.text).toContain("All goods stay here");
    refuse();
    await story.take(saleId, "all");
    const answer = await desk.submit(page, `/sales/${saleId}/cancelling`, { reason: "mistake" });
    expect(answer.text).toContain("Something of this sale was handed over");
    expect(answer.text).toContain("Only if all goods are back here");
    expect([(await saleRow(story.till, saleId)).status, await called()]).toEqual([
      "completed",
      [["capture_refused", ALL]],
    ]);
    await desk.submit(answer, `/sales/${saleId}/cancelling`, { reason: "mistake" });
    expect([(await saleRow(story.till, saleId)).status, await called()]).toEqual(["voided", []]);
  });

  test("hands back what was paid in cash, be it picked up in parts", async () => {
    const { saleId, lines } = await story.waiting({ cash: "200" });
    refuse();
    await story.take(saleId, [[lines[0]!.id, 1]]);
    expect(await deeds(saleId)).not.toContain("cancelling");
    expect(await cancel(saleId)).toBe("not_cancellable");
    await story.take(saleId, "all");
    expect(await cancel(saleId)).toBe("nothing");
    expect(await accounts(story.till)).toEqual({});
    await story.booksHold();
  });

  test("is cancelled also after somebody has cancelled Klarna's order in its portal", async () => {
    const { saleId, paymentId } = await allRefused();
    const { orderId } = await paymentRow(story.till, paymentId);
    expect(story.till.simulator.control.actInPortal(orderId ?? "", "cancel")).toBe(true);
    await story.later(HOUR_MS);
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(await deeds(saleId)).toContain("cancelling");
    expect(await cancel(saleId)).toBe("nothing");
    expect([await called(), await accounts(story.till)]).toEqual([[], {}]);
  });

  test("is exchanged as a whole", async () => {
    const { saleId, order } = await allRefused();
    const { shop, press, seen } = story.till;
    const by = await jo();
    const chosen = { lines: [], freeMinor: 0, note: "", shownMinor: 0, foundMinor: 0 };
    const { newSaleId } = await startExchange(shop, press(), by, { ...chosen, saleId, approval: null });
    const { totalMinor } = await shop.db.read.selectFrom("exchange").select("totalMinor").executeTakeFirstOrThrow();
    expect(totalMinor).toBe(ALL);
    await addLine(shop, press(), by, { saleId: newSaleId, quantity: 1, typed: "TNT-PEG10" });
    await takeCash(shop, press(), by, { ...await seen(newSaleId), given: "12" });
    await completeSale(shop, press(), by, newSaleId);
    await story.till.runner.drain();
    expect([(await saleRow(story.till, saleId)).status, order()?.status]).toEqual(["voided", "CANCELLED"]);
    await story.booksHold();
  });
});

describe("what Klarna did pay for of a sale, though it refused the rest,", () => {
  const why = async (saleId: string) =>
    await whyNotReturnable(story.till.shop.db.read, await saleRow(story.till, saleId), story.till.shop.klarna);
  const returnPage = async (saleId: string) =>
    (await (await story.till.signIn("Mona", 1)).open(`/sales/${saleId}/return`)).text;

  /** The pegs were paid for, the tents were taken along as well and refused. */
  async function tentsRefused() {
    const sold = await story.waiting();
    await story.take(sold.saleId, [[sold.lines[1]!.id, 1]]);
    refuse();
    await story.take(sold.saleId, [[sold.lines[0]!.id, 2]]);
    return sold;
  }

  test("comes back, and no more than that; then nothing is waited for that never comes", async () => {
    const { saleId, order } = await tentsRefused();
    expect(await deeds(saleId)).toEqual(["cancelling", "return"]);
    expect(await returnPage(saleId)).toContain("Klarna refused to pay for a part of this sale");
    const tent = takeBack(story.till, saleId, { lines: [{ at: 0, quantity: 1 }], shownMinor: TENT });
    expect(await problemOf(tent)).toBe("return_too_much");
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await story.till.runner.drain();
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: PEGS });
    expect(await why(saleId)).toBe("refused");
    const page = await returnPage(saleId);
    expect(page).not.toContain("Wait until");
    expect(page).toContain('href="/attention/att_');
    await story.booksHold();
  });

  test("does not come back while Klarna owes an answer about the rest", async () => {
    const { saleId, lines: [tents, pegs] } = await story.waiting();
    await story.take(saleId, [[pegs!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "capture", status: 503 });
    await story.take(saleId, [[tents!.id, 2]]);
    expect(await why(saleId)).toBe("not_taken");
    await story.later(HOUR_MS);
    expect(await why(saleId)).toBeNull();
  });

  test("is captured for the rest when that is asked for again, as if nothing had come back", async () => {
    const { saleId, paymentId } = await tentsRefused();
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await story.till.runner.drain();
    story.till.simulator.control.clearFaults();
    const [item] = await story.attention();
    await captureAgain(story.till.shop, story.till.press(), await jo(), { itemId: item!.id, approval: null });
    expect((await story.captures(paymentId)).toSorted((a, b) => a - b)).toEqual([PEGS, 2 * TENT]);
    expect(await called()).toEqual([]);
    await story.booksHold();
  });
});

describe("all that is left of a sale of which Klarna paid for a part", () => {
  async function tentsRefused(told: { cash?: string } = {}) {
    const sold = await story.waiting(told);
    await story.take(sold.saleId, [[sold.lines[1]!.id, 1]]);
    refuse();
    await story.take(sold.saleId, [[sold.lines[0]!.id, 2]]);
    return sold;
  }

  async function comesBack(saleId: string, shownMinor: number, by: Operator | null = null) {
    const { shop, press, runner } = story.till;
    const wanted = { saleId, reason: "changed_mind", shownMinor, approval: null } as const;
    const problem = await problemOf(takeBackUnpaid(shop, press(), by ?? await jo(), wanted));
    await runner.drain();
    return problem;
  }

  test("comes off the books when it comes back: what was paid goes back, and Klarna lets go of the rest", async () => {
    const { saleId, paymentId, order } = await tentsRefused();
    expect(await deeds(saleId)).toEqual(["cancelling", "return"]);
    expect(await comesBack(saleId, PEGS - 1)).toBe("return_changed");
    expect(await comesBack(saleId, PEGS)).toBe("nothing");
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: PEGS, remaining_authorized_amount: 0 });
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect([await called(), await accounts(story.till), await deeds(saleId)]).toEqual([[], {}, []]);
    await story.later(26 * HOUR_MS);
    expect(await called()).toEqual([]);
    const facts = await receiptFacts(story.till.shop.db.read, saleId);
    expect(facts).toMatchObject({ letGoMinor: 2 * TENT, wentBack: [{ kind: "klarna", amountMinor: PEGS }] });
    expect(facts.notTaken.map(({ quantity }) => quantity)).toEqual([2, 1]);
    await story.booksHold();
  });

  test("also where what was paid came back before", async () => {
    const { saleId, order } = await tentsRefused();
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await story.till.runner.drain();
    expect(await comesBack(saleId, 0)).toBe("nothing");
    expect(order()).toMatchObject({ captured_amount: PEGS, refunded_amount: PEGS, remaining_authorized_amount: 0 });
    expect([await called(), await accounts(story.till)]).toEqual([[], {}]);
    await story.booksHold();
  });

  test("with what was paid in cash, above the limit with a second person", async () => {
    const { saleId } = await tentsRefused({ cash: "5" });
    await setLimit(story.till, 1_000);
    expect(await comesBack(saleId, PEGS)).toBe("needs_second");
    await setLimit(story.till, PEGS);
    expect(await comesBack(saleId, PEGS)).toBe("nothing");
    const went = (await paybacks(story.till)).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted();
    expect(went).toEqual([["cash", 500], ["klarna", 700]]);
    expect(await accounts(story.till)).toEqual({});
    await story.booksHold();
  });

  test("is a senior's to take back, and nothing of it while Klarna owes an answer or has paid for all", async () => {
    const { saleId, lines: [tents, pegs] } = await story.waiting();
    await story.take(saleId, [[pegs!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "capture", status: 503 });
    await story.take(saleId, [[tents!.id, 2]]);
    expect(await comesBack(saleId, PEGS, story.till.ada)).toBe("needs_senior");
    expect(await comesBack(saleId, PEGS)).toBe("not_cancellable");
    await story.later(HOUR_MS);
    expect(await deeds(saleId)).toEqual(["return"]);
    expect(await comesBack(saleId, ALL)).toBe("not_cancellable");
  });

  test("is taken back on the page on which a sale is cancelled, which says what goes back", async () => {
    const { saleId, order } = await tentsRefused();
    const desk = await story.till.signIn("Mona", 1);
    const page = await desk.open(`/sales/${saleId}/cancelling`);
    expect(page.text).toContain("Cancel what is left of sale");
    expect(page.text).toContain(`name="shown" value="${PEGS}"`);
    await desk.submit(page, `/sales/${saleId}/cancelling`, { reason: "mistake" });
    await story.till.runner.drain();
    expect(order()).toMatchObject({ refunded_amount: PEGS, remaining_authorized_amount: 0 });
  });

  test("is said to be back on the page of its sale, also of goods that went along at once", async () => {
    const { saleId, paymentId } = await story.waiting({
      isForPickUp: false,
      pays: () => Promise.resolve(void refuse()),
    });
    const { orderId } = await paymentRow(story.till, paymentId);
    story.till.simulator.control.actInPortal(orderId ?? "", "capture", PEGS);
    await story.later(HOUR_MS);
    const itemId = (await story.attention()).find(({ kind }) => kind === "captured_elsewhere")?.id ?? "";
    await bookCaptureFound(story.till.shop, story.till.press(), await jo(), { itemId, approval: null });
    expect(await comesBack(saleId, PEGS)).toBe("nothing");
    const page = await (await story.till.signIn("Mona", 1)).open(`/sales/${saleId}`);
    expect(page.text).toContain("Goods for £778.00 came back unpaid, noted by Jo");
  });
});
