import { expect, test } from "vitest";
import { bookCaptureFound, closeWithReason } from "../../src/operations/attention.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, take, attention, later, booksHold } = story;
const TENT = 38_900;
const PEGS = 1_200;

const called = async () => (await attention()).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted();
const itemOf = async (kind: string) => (await attention()).find((one) => one.kind === kind)?.id ?? "";
const jo = () => standAt(story.till, "Jo", 1);
const refuseCapture = () =>
  story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED", times: 1 });
const letGo = async (saleId: string) =>
  await problemOf(letRestGo(story.till.shop, story.till.press(), await jo(), { saleId, approval: null }));

async function inPortal(paymentId: string, deed: "capture" | "refund" | "release", amountMinor?: number) {
  const { orderId } = await paymentRow(story.till, paymentId);
  story.till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
  await later(HOUR_MS);
}

/** Pegs that Klarna paid for, and a tent that the customer carries home though Klarna refused to pay for it, by a senior's word. */
async function tentUnpaid() {
  const sold = await waiting();
  const [tents, pegs] = sold.lines;
  await take(sold.saleId, [[pegs!.id, 1]]);
  refuseCapture();
  await take(sold.saleId, [[tents!.id, 1]]);
  const wanted = { itemId: await itemOf("capture_refused"), reason: "By hand", approval: null };
  await closeWithReason(story.till.shop, story.till.press(), await jo(), wanted);
  return sold;
}

test("what the customer carries home unpaid is called lost once the rest is let go, also where Klarna paid for a part", async () => {
  const { saleId, paymentId } = await tentUnpaid();
  expect(await letGo(saleId)).toBe("nothing");
  await later(26 * HOUR_MS);
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await called()).toEqual([["money_lost", TENT]]);
  const wanted = { itemId: await itemOf("money_lost"), reason: "Paid in cash", approval: null };
  await closeWithReason(story.till.shop, story.till.press(), await jo(), wanted);
  await later(26 * HOUR_MS);
  expect(await called(), "put away, it does not come again").toEqual([]);
  await booksHold();
});

test("so it is where the portal let go of it while Klarna was away for the till", async () => {
  const { saleId, paymentId } = await tentUnpaid();
  story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 503, times: 2 });
  expect(await letGo(saleId)).toBe("nothing");
  await inPortal(paymentId, "release");
  await later(HOUR_MS);
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await called()).toEqual([["money_lost", TENT]]);
});

test("nobody is called where all that left is paid", async () => {
  const { saleId, lines: [, pegs] } = await waiting();
  await take(saleId, [[pegs!.id, 1]]);
  expect(await letGo(saleId)).toBe("nothing");
  await later(26 * HOUR_MS);
  expect(await called()).toEqual([]);
});

test("at stake is what was given back in the portal, and what of the rest is lost, and not the whole payment", async () => {
  const { saleId, paymentId, lines: [tents] } = await waiting();
  await take(saleId, [[tents!.id, 1]]);
  await inPortal(paymentId, "refund", 500);
  expect(await called()).toEqual([["refunded_elsewhere", 500]]);
  await inPortal(paymentId, "release");
  expect(await called()).toEqual([["money_lost", TENT + PEGS], ["refunded_elsewhere", 500]]);
});

test("so it is with what the night finds given back of a payment that is over", async () => {
  const { saleId, paymentId } = await waiting();
  await take(saleId, "all");
  await inPortal(paymentId, "refund", 500);
  await later(26 * HOUR_MS);
  expect(await called()).toEqual([["refunded_elsewhere", 500]]);
});

test("a refused capture passes, and stops nothing any more, once the portal's capture of as much is booked", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await waiting();
  refuseCapture();
  await take(saleId, [[pegs!.id, 1]]);
  await inPortal(paymentId, "capture", PEGS);
  expect(await called()).toEqual([["capture_refused", PEGS], ["captured_elsewhere", PEGS]]);
  const wanted = { itemId: await itemOf("captured_elsewhere"), approval: null };
  await bookCaptureFound(story.till.shop, story.till.press(), await jo(), wanted);
  expect(await called()).toEqual([]);
  expect(await letGo(saleId)).toBe("nothing");
});

test("it stays where the portal took less than is owed", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await waiting();
  refuseCapture();
  await take(saleId, [[pegs!.id, 1]]);
  await inPortal(paymentId, "capture", PEGS - 100);
  const wanted = { itemId: await itemOf("captured_elsewhere"), approval: null };
  await bookCaptureFound(story.till.shop, story.till.press(), await jo(), wanted);
  expect((await called()).map(([kind]) => kind)).toEqual(["capture_refused"]);
});
