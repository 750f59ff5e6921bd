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
    deeds: ["rest", "return"],
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
  story.till.simulator.control.actInPortal(await orderOf(paymentId), "capture", amountMinor);
  await story.later(HOUR_MS);
  const jo = await standAt(story.till, "Jo", 1);
  for (const { id: itemId } of await story.attention()) {
    await bookCaptureFound(story.till.shop, story.till.press(), jo, { itemId, approval: null });
  }
  expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  expect(await shown(saleId)).toMatchObject({
    view: { paidFor: "paid" },
    listed: "paid",
    deeds: ["pick-up", "return"],
  });
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
