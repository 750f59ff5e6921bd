import { expect, test } from "vitest";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { pickUpView, saleDeedsOf, waitingSaleViews } from "../../src/routes/present-pick-up.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, standAt } from "./support.ts";

const story = openForPickUps();
const shown = async (saleId: string) => ({
  view: await pickUpView(story.till.shop, saleId),
  listed: (await waitingSaleViews(story.till.shop, ""))[0]?.paidFor,
  deeds: await saleDeedsOf(story.till.shop, saleId),
});
const orderOf = async (paymentId: string) => (await paymentRow(story.till, paymentId)).orderId ?? "";

/** Done in Klarna's portal, and heard of here; what was taken there is booked. */
async function inPortal(paymentId: string, deed: "capture" | "refund", amountMinor?: number) {
  const { shop, press, simulator } = story.till;
  simulator.control.actInPortal(await orderOf(paymentId), deed, amountMinor);
  await story.later(26 * HOUR_MS);
  const jo = await standAt(story.till, "Jo", 1);
  for (const { id: itemId, kind } of await story.attention()) {
    if (kind === "captured_elsewhere") await bookCaptureFound(shop, press(), jo, { itemId, approval: null });
  }
}

type Leaving = [string, number][] | "all";

async function leaves(saleId: string, pieces: Leaving) {
  const wanted = { saleId, pieces: pieces === "all" ? "all" as const : new Map(pieces) };
  return await problemOf(handOver(story.till.shop, story.till.press(), story.till.ada, wanted));
}

test("Klarna holds what waits, from the first piece to the last", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting();
  expect(await shown(saleId)).toMatchObject({ view: { paidFor: "held" }, listed: "held" });
  await story.take(saleId, [[pegs!.id, 1]]);
  expect(await shown(saleId)).toMatchObject({ view: { paidFor: "held" }, listed: "held" });
  await story.take(saleId, "all");
  expect((await shown(saleId)).view).toMatchObject({ isDone: true, paidFor: "paid" });
});

test("a rest that Klarna let go of after a part was taken is lost: it is let go here, and not handed over", async () => {
  const { saleId, paymentId, lines: [tents, pegs] } = await story.waiting();
  await story.take(saleId, [[pegs!.id, 1]]);
  story.till.simulator.control.actInPortal(await orderOf(paymentId), "release");
  await story.later(HOUR_MS);
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await shown(saleId)).toEqual({
    view: expect.objectContaining({ paidFor: "gone", leftMinor: tents!.totalMinor, backMinor: 0, canLetGo: true }),
    listed: "gone",
    deeds: ["dropping", "rest", "return"],
  });
  const { till } = story;
  const refused = await problemOf(handOver(till.shop, till.press(), till.ada, { saleId, pieces: "all" }));
  expect(refused, "what is not offered would be refused").toBe("klarna_let_go");
  const jo = await standAt(till, "Jo", 1);
  await letRestGo(till.shop, till.press(), jo, { saleId, approval: null });
  expect((await shown(saleId)).view?.isDone).toBe(true);
  await story.booksHold();
});

test("what Klarna has paid ahead is paid, though it holds nothing any more", async () => {
  const { saleId, paymentId } = await story.waiting();
  const { amountMinor } = await paymentRow(story.till, paymentId);
  await inPortal(paymentId, "capture", amountMinor);
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await shown(saleId)).toMatchObject({
    view: { paidFor: "paid" },
    listed: "paid",
    deeds: ["pick-up", "return"],
  });
});

test("goods whose money went back in the portal do not leave", async () => {
  const { saleId, paymentId } = await story.waiting();
  await inPortal(paymentId, "capture");
  await inPortal(paymentId, "refund");
  expect(await shown(saleId)).toMatchObject({ view: { paidFor: "gone", canLetGo: true }, listed: "gone" });
  expect((await shown(saleId)).deeds).not.toContain("pick-up");
  expect(await leaves(saleId, "all")).toBe("klarna_let_go");
  await story.booksHold();
});

test("also where nobody has heard of it yet, for nothing else asks about what is captured by day", async () => {
  const { saleId, paymentId, lines: [, pegs] } = await story.waiting();
  await inPortal(paymentId, "capture");
  story.till.simulator.control.actInPortal(await orderOf(paymentId), "refund");
  expect(await leaves(saleId, [[pegs!.id, 1]])).toBe("klarna_let_go");
});

test("nor where Klarna still holds the money for others: what leaves is what it had paid ahead", async () => {
  const { saleId, paymentId, lines: [tents] } = await story.waiting();
  const tentMinor = tents!.totalMinor / 2;
  await inPortal(paymentId, "capture", tentMinor);
  story.till.simulator.control.actInPortal(await orderOf(paymentId), "refund", tentMinor);
  expect(await leaves(saleId, [[tents!.id, 1]])).toBe("klarna_let_go");
});

test("nor where it took a part of them and gave it back, all at once or piece by piece: what Klarna holds is let go", async () => {
  const { saleId, paymentId, lines: [tents, pegs], order } = await story.waiting();
  const tentMinor = tents!.totalMinor / 2;
  await inPortal(paymentId, "capture", tentMinor);
  await inPortal(paymentId, "refund", tentMinor);
  const heldMinor = tentMinor + pegs!.totalMinor;
  const view = expect.objectContaining({ paidFor: "held", paidMinor: 0, heldMinor });
  expect(await shown(saleId)).toEqual({ view, listed: "held", deeds: ["rest", "return"] });
  for (const pieces of ["all", [[tents!.id, 1], [pegs!.id, 1]], [[pegs!.id, 1]]] satisfies Leaving[]) {
    expect(await leaves(saleId, pieces)).toBe("klarna_let_go");
  }
  const { shop, press } = story.till;
  await letRestGo(shop, press(), await standAt(story.till, "Jo", 1), { saleId, approval: null });
  await story.later(HOUR_MS);
  expect(order()).toMatchObject({
    captured_amount: tentMinor,
    refunded_amount: tentMinor,
    remaining_authorized_amount: 0,
  });
  await story.booksHold();
});

test("of what the portal took of them so much leaves as it did not give back", async () => {
  const { saleId, paymentId, lines: [tents, pegs] } = await story.waiting();
  await inPortal(paymentId, "capture");
  await inPortal(paymentId, "refund", 20_000);
  expect(await shown(saleId)).toMatchObject({ view: { paidFor: "gone", paidMinor: 59_000 }, listed: "gone" });
  expect(await leaves(saleId, "all")).toBe("klarna_let_go");
  expect(await leaves(saleId, [[tents!.id, 1], [pegs!.id, 1]])).toBe("nothing");
  expect(await leaves(saleId, "all")).toBe("klarna_let_go");
  expect((await shown(saleId)).deeds).toEqual(["rest", "return"]);
});

test.each(
  [
    ["let go of the rest", "release", undefined],
    ["gave it back again", "refund", 10_000],
  ] as const,
)("nothing leaves before what the portal took is booked: it may have %s, too", async (_, deed, minor) => {
  const { saleId, paymentId } = await story.waiting();
  const { control } = story.till.simulator;
  for (const [what, amountMinor] of [["capture", 10_000], [deed, minor]] as const) {
    control.actInPortal(await orderOf(paymentId), what, amountMinor);
  }
  await story.later(HOUR_MS);
  expect((await story.attention()).map(({ kind }) => kind)).toEqual(["captured_elsewhere"]);
  expect([await leaves(saleId, "all"), (await shown(saleId)).deeds]).toEqual(["capture_unsettled", []]);
  const jo = await standAt(story.till, "Jo", 1);
  const itemId = (await story.attention())[0]?.id ?? "";
  await bookCaptureFound(story.till.shop, story.till.press(), jo, { itemId, approval: null });
  // At once, and not only when Klarna is asked the next time.
  expect(await leaves(saleId, "all")).toBe("klarna_let_go");
  expect((await shown(saleId)).deeds).toContain("rest");
});

test("what the portal gave back of goods that left keeps the others from nobody", async () => {
  const { saleId, paymentId, lines: [, pegs], order } = await story.waiting();
  await story.take(saleId, [[pegs!.id, 1]]);
  await inPortal(paymentId, "refund", pegs!.totalMinor);
  await story.take(saleId, "all");
  expect(order()?.captured_amount).toBe((await paymentRow(story.till, paymentId)).amountMinor);
});

test("of goods that were paid in cash and taken something comes back, while Klarna holds the money for the rest", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting({ cash: "20" });
  await story.take(saleId, [[pegs!.id, 1]]);
  expect((await shown(saleId)).deeds).toContain("return");
  await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
});

test("of what was taken something comes back, though Klarna would not pay for the next part", async () => {
  const { saleId, lines: [tents, pegs] } = await story.waiting();
  await story.take(saleId, [[pegs!.id, 1]]);
  story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED" });
  await story.take(saleId, [[tents!.id, 1]]);
  expect((await story.attention()).map(({ kind }) => kind)).toEqual(["capture_refused"]);
  expect((await shown(saleId)).deeds).toContain("return");
  await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
});
