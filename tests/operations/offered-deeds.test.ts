import { expect, test } from "vitest";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { takeOverPayment } from "../../src/operations/payment-window.ts";
import { callFirstOf, pickUpView, saleDeedsOf, settleFirstOf } from "../../src/routes/present-pick-up.ts";
import { heldPayments } from "../../src/store/pick-ups.ts";
import { openPaymentsAt } from "../../src/store/shifts.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, standAt } from "./support.ts";

/** What a finished sale offers is what would not be refused. */
const story = openForPickUps();
const REFUSED = { status: 403, errorCode: "NOT_ALLOWED" } as const;

async function inPortal(paymentId: string, deed: "capture" | "cancel", amountMinor?: number) {
  const { till } = story;
  const { orderId } = await paymentRow(till, paymentId);
  if (amountMinor === undefined) till.simulator.control.actInPortal(orderId ?? "", deed);
  else till.simulator.control.actInPortal(orderId ?? "", deed, amountMinor);
  await story.later(HOUR_MS);
}

const deeds = (saleId: string) => saleDeedsOf(story.till.shop, saleId);

test("no hand-over where not a single piece is paid for, though some money was taken", async () => {
  const { saleId, paymentId } = await story.waiting({ cash: "5" });
  await inPortal(paymentId, "cancel");
  const all = handOver(story.till.shop, story.till.press(), story.till.ada, { saleId, pieces: "all" });
  expect(await problemOf(all)).toBe("klarna_let_go");
  expect(await deeds(saleId)).toEqual(["dropping", "cancelling", "return"]);
});

test("a hand-over where that money pays for a piece", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await story.waiting({ cash: "20" });
  await inPortal(paymentId, "cancel");
  expect(await deeds(saleId)).toContain("pick-up");
  await story.take(saleId, [[pegs!.id, 1]]);
  expect(await deeds(saleId), "what is left of it pays for no tent").not.toContain("pick-up");
});

test("the rest is not let go of while a call about what left is open, and that call is led to", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting();
  story.till.simulator.control.addFault({ kind: "capture", ...REFUSED });
  await story.take(saleId, [[pegs!.id, 1]]);
  const [item] = await story.attention();
  expect(await deeds(saleId)).toEqual(["pick-up"]);
  expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ canLetGo: false });
  expect(await callFirstOf(story.till.shop, saleId)).toEqual({ why: "capture_refused", callId: item?.id });
});

test("nor while Klarna owes an answer about it, which is said where the goods are handed over", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting();
  const { shop, press, ada } = story.till;
  await handOver(shop, press(), ada, { saleId, pieces: new Map([[pegs!.id, 1]]) });
  expect(await deeds(saleId)).not.toContain("rest");
  expect(await settleFirstOf(shop, saleId)).toEqual({ why: "capture_pending", callId: null });
  await story.till.runner.drain();
  expect(await deeds(saleId)).toContain("rest");
  expect(await settleFirstOf(shop, saleId)).toBeNull();
});

test("nothing while what was taken in Klarna's portal is not booked, and that is led to", async () => {
  const { saleId, paymentId } = await story.waiting();
  await inPortal(paymentId, "capture", 100);
  const [item] = await story.attention();
  expect(await deeds(saleId)).toEqual([]);
  expect(await callFirstOf(story.till.shop, saleId)).toEqual({ why: "captured_elsewhere", callId: item?.id });
});

test("a rest that was let go of, and that Klarna would not let go of, is not told as still to be captured", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting();
  const { shop, press } = story.till;
  await story.take(saleId, [[pegs!.id, 1]]);
  story.till.simulator.control.addFault({ kind: "releaseRemaining", ...REFUSED });
  const held = async () => (await heldPayments(shop.db.read, "practice", story.till.clock.now())).count;
  expect(await held()).toBe(1);
  await letRestGo(shop, press(), await standAt(story.till, "Jo", 1), { saleId, approval: null });
  expect((await story.attention()).map(({ kind }) => kind)).toEqual(["release_refused"]);
  expect(await held()).toBe(0);
});

test("a payment of a finished sale is not taken over by another register, in whose closing it would be then", async () => {
  const { paymentId } = await story.waiting();
  const { shop, press, ada } = story.till;
  const jo = await standAt(story.till, "Jo", 2);
  expect(await problemOf(takeOverPayment(shop, press(), jo, paymentId))).toBe("sale_not_open");
  const listed = async (registerId: string) => (await openPaymentsAt(shop.db.read, registerId, "practice")).length;
  expect([await listed(ada.registerId), await listed(jo.registerId)]).toEqual([1, 0]);
});
