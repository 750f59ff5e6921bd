import { expect, test } from "vitest";
import { bookCaptureFound, captureAgain, closeWithReason } from "../../src/operations/attention.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { lookAtNight } from "../../src/operations/nightly-look.ts";
import { callFirstOf, pickUpView, saleDeedsOf } from "../../src/routes/present-pick-up.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

/** Somebody lowers the amount of an order of 790.00 in Klarna's portal. */
const story = openForPickUps();
const ALL = 79_000;
const LOWERED = 40_100;

const called = async () =>
  (await story.attention()).map(({ kind, amountMinor }) => [kind, amountMinor] as const).toSorted();
const item = async (kind: string) => (await story.attention()).find((one) => one.kind === kind)?.id ?? "";
const deeds = (saleId: string) => saleDeedsOf(story.till.shop, saleId);
const reason = "as it was agreed";

/** Senior's deeds, each as the problem it ends in. */
async function deedsOf() {
  const { shop, press, runner } = story.till;
  const by = await standAt(story.till, "Jo", 1);
  const done = async (deed: Promise<unknown>) => {
    const problem = await problemOf(deed);
    await runner.drain();
    return problem;
  };
  const approval = null;
  const chosen = { lines: [], freeMinor: 0, note: "", shownMinor: 0, foundMinor: 0, approval };
  return {
    handsOver: (saleId: string) => done(handOver(shop, press(), by, { saleId, pieces: "all" })),
    cancels: (saleId: string) => done(cancelSale(shop, press(), by, { saleId, reason: "mistake", approval })),
    letsGo: (saleId: string) => done(letRestGo(shop, press(), by, { saleId, approval })),
    exchanges: (saleId: string) => done(startExchange(shop, press(), by, { ...chosen, saleId })),
    putsAway: async (kind: string) =>
      await done(closeWithReason(shop, press(), by, { itemId: await item(kind), reason, approval })),
    asksAgain: async () =>
      await done(captureAgain(shop, press(), by, { itemId: await item("capture_refused"), approval })),
    books: async () =>
      await done(bookCaptureFound(shop, press(), by, { itemId: await item("captured_elsewhere"), approval })),
  };
}

/** What is sent to Klarna by somebody else, with the credentials of this till. */
async function lower(orderId: string, amountMinor: number) {
  const sent = { authorization: "", origin: "" };
  story.till.wire.through = async (request, on) => {
    sent.authorization = request.headers.get("authorization") ?? "";
    sent.origin = new URL(request.url).origin;
    return await on(request);
  };
  await story.later(HOUR_MS);
  story.till.wire.through = null;
  const answer = await story.till.simulator.app.fetch(
    new Request(`${sent.origin}/ordermanagement/v1/orders/${orderId}/authorization`, {
      method: "PATCH",
      headers: {
        authorization: sent.authorization,
        "content-type": "application/json",
        "klarna-idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify({ order_amount: amountMinor }),
    }),
  );
  expect(answer.status).toBe(204);
  await story.later(HOUR_MS);
}

async function lowered() {
  const sold = await story.waiting();
  const orderId = (await paymentRow(story.till, sold.paymentId)).orderId ?? "";
  await lower(orderId, LOWERED);
  expect(await called()).toEqual([["order_differs", ALL]]);
  const captureInPortal = async () => {
    expect(story.till.simulator.control.actInPortal(orderId, "capture")).toBe(true);
    await story.later(HOUR_MS);
  };
  return { ...sold, orderId, captureInPortal };
}

test("nothing leaves for it, nor is it let go of, cancelled or exchanged, until a person has seen to it", async () => {
  const { saleId, orderId } = await lowered();
  const { handsOver, cancels, letsGo, exchanges } = await deedsOf();
  for (const deed of [handsOver, cancels, letsGo, exchanges]) expect(await deed(saleId)).toBe("capture_unsettled");
  expect(await deeds(saleId)).toEqual([]);
  expect(await callFirstOf(story.till.shop, saleId)).toEqual({
    why: "order_differs",
    callId: await item("order_differs"),
  });
  const page = await (await story.till.signIn("Mona", 1)).open(`/sales/${saleId}/pick-up`);
  expect(page.text).toContain("Klarna’s order is not what was asked for");
  const returning = await (await story.till.signIn("Mona", 1)).open(`/sales/${saleId}/return`);
  expect(returning.text).toContain("Klarna’s order is not what was asked for");
  expect(returning.text).not.toContain("Cancel it as a whole");
  await lower(orderId, ALL);
  expect(await called()).toEqual([]);
  expect(await handsOver(saleId)).toBe("nothing");
});

test("once a word has put that away nobody is called for it again, and the sale can be given up", async () => {
  const { saleId, order } = await lowered();
  const { putsAway, cancels } = await deedsOf();
  expect(await putsAway("order_differs")).toBe("nothing");
  await story.later(HOUR_MS);
  expect(await called()).toEqual([]);
  expect(await deeds(saleId)).toEqual(["pick-up", "dropping", "cancelling", "return"]);
  expect(await cancels(saleId)).toBe("nothing");
  expect([(await saleRow(story.till, saleId)).status, order()?.status]).toEqual(["voided", "CANCELLED"]);
});

test("lowered further after that, somebody is called again, and the list says to how much", async () => {
  const { orderId } = await lowered();
  const { putsAway } = await deedsOf();
  await putsAway("order_differs");
  await lower(orderId, 39_000);
  expect(await called()).toEqual([["order_differs", ALL]]);
  const page = await (await story.till.signIn("Mona", 1)).open("/attention");
  expect(page.text).toContain("an order for £390.00");
});

test("what the portal takes of it is told, stops cancelling and can be booked", async () => {
  const { saleId, paymentId, captureInPortal } = await lowered();
  const { cancels, books } = await deedsOf();
  await captureInPortal();
  expect(await called()).toEqual([["captured_elsewhere", LOWERED], ["order_differs", ALL]]);
  expect(await cancels(saleId)).toBe("klarna_captured");
  expect(await books()).toBe("nothing");
  expect(await story.captures(paymentId)).toEqual([LOWERED]);
});

test("goods leave for what it still holds and no more, and the rest is let go of", async () => {
  const { saleId, paymentId, lines: [tents, pegs] } = await lowered();
  const { putsAway, handsOver, letsGo } = await deedsOf();
  await putsAway("order_differs");
  expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ paidFor: "held", heldMinor: LOWERED });
  expect(await handsOver(saleId)).toBe("klarna_let_go");
  await story.take(saleId, [[tents!.id, 1], [pegs!.id, 1]]);
  expect(await deeds(saleId)).not.toContain("pick-up");
  await story.later(HOUR_MS);
  expect([await story.captures(paymentId), await called()]).toEqual([[LOWERED], [["money_lost", ALL - LOWERED]]]);
  expect(await letsGo(saleId)).toBe("nothing");
  await story.later(26 * HOUR_MS);
  expect(await called()).toEqual([]);
  await story.booksHold();
});

/** All of the goods left, Klarna refused to pay, and the order was lowered after that; a word has put that away. */
async function loweredTooLate() {
  const sold = await story.waiting();
  const { handsOver, putsAway } = await deedsOf();
  story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NO" });
  expect(await handsOver(sold.saleId)).toBe("nothing");
  const orderId = (await paymentRow(story.till, sold.paymentId)).orderId ?? "";
  await lower(orderId, LOWERED);
  await putsAway("order_differs");
  expect(await called()).toEqual([["capture_refused", ALL]]);
  return { ...sold, orderId };
}

test("goods that left for it are paid as far as the order goes when their capture is asked for again, and what is missing calls a person", async () => {
  const { paymentId } = await loweredTooLate();
  const { asksAgain } = await deedsOf();
  expect(await asksAgain()).toBe("nothing");
  await story.later(HOUR_MS);
  expect([await story.captures(paymentId), (await paymentRow(story.till, paymentId)).status]).toEqual([
    [LOWERED],
    "captured",
  ]);
  expect((await called()).map(([kind]) => kind)).toEqual(["money_lost"]);
});

test("what the portal took of it after the goods left is booked, and the night finds what went back there", async () => {
  const { paymentId, orderId } = await loweredTooLate();
  const { asksAgain, books } = await deedsOf();
  expect(story.till.simulator.control.actInPortal(orderId, "capture")).toBe(true);
  await story.later(HOUR_MS);
  expect(await asksAgain()).toBe("capture_differs");
  expect(await books()).toBe("nothing");
  await story.later(HOUR_MS);
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  story.till.simulator.control.actInPortal(orderId, "refund", 500);
  await lookAtNight(story.till.shop, paymentId);
  expect((await paymentRow(story.till, paymentId)).refundedElsewhereMinor).toBe(500);
  expect((await called()).map(([kind]) => kind)).toEqual(["money_lost", "refunded_elsewhere"]);
});
