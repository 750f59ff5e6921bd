import { describe, expect, test } from "vitest";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { checkPayment } from "../../src/operations/check-payment.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, later, take, captures, wishes, attention, booksHold } = story;

describe("goods that are picked up later", () => {
  test("are booked with their sale, and nothing is asked of Klarna for them yet", async () => {
    const { saleId, paymentId } = await waiting();
    await later(HOUR_MS);
    expect(await saleRow(story.till, saleId)).toMatchObject({
      status: "completed",
      handedOverAt: null,
      receiptNumber: 1,
    });
    expect(await wishes(paymentId, "capture")).toEqual([]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("authorized");
    await booksHold();
  });

  test("are captured as they are handed over, until nothing is left", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    const [tent, cup] = [tents!.totalMinor / 2, pegs!.totalMinor];
    await take(saleId, [[tents!.id, 1], [pegs!.id, 1]]);
    expect(await captures(paymentId)).toEqual([tent + cup]);
    expect(order()).toMatchObject({ status: "PART_CAPTURED" });
    expect((await paymentRow(story.till, paymentId)).status).toBe("authorized");
    await later(HOUR_MS);
    expect(await attention()).toEqual([]);
    await take(saleId, "all");
    expect(await captures(paymentId)).toEqual([tent + cup, tent]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect((await saleRow(story.till, saleId)).handedOverAt).not.toBeNull();
    expect(order()?.captures.map((one) => one.order_lines?.map(({ name, quantity }) => [name, quantity]))).toEqual([
      [[tents!.name, 1], [pegs!.name, 1]],
      [[tents!.name, 1]],
    ]);
    await booksHold();
  });

  test("are paid by what was not Klarna's first", async () => {
    const { saleId, paymentId, lines: [tents, pegs] } = await waiting({ cash: "20" });
    await take(saleId, [[pegs!.id, 1]]);
    expect(await captures(paymentId)).toEqual([]);
    await take(saleId, [[tents!.id, 1]]);
    expect(await captures(paymentId)).toEqual([pegs!.totalMinor + tents!.totalMinor / 2 - 2_000]);
    await take(saleId, "all");
    const all = await captures(paymentId);
    expect(all.reduce((sum, amount) => sum + amount, 0)).toBe((await paymentRow(story.till, paymentId)).amountMinor);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
  });

  test("are never more than wait", async () => {
    const { saleId, lines: [tents] } = await waiting();
    for (
      const pieces of [[[tents!.id, 3]], [[tents!.id, 0]], [[tents!.id, 1.5]], [["lin_other", 1]], []] as [
        string,
        number,
      ][][]
    ) {
      expect(await problemOf(take(saleId, pieces))).toBe("not_that_many");
    }
    await take(saleId, "all");
    expect(await problemOf(take(saleId, "all"))).toBe("nothing_waits");
  });

  test("are handed over once by a double click", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    const action = story.till.press();
    const wanted = { saleId, pieces: new Map([[tents!.id, 1]]) };
    await handOver(story.till.shop, action, story.till.ada, wanted);
    await handOver(story.till.shop, action, story.till.ada, wanted);
    await story.till.runner.drain();
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2]);
  });

  test("stay here when Klarna's approval has run out", async () => {
    const { saleId, paymentId } = await waiting();
    story.till.simulator.control.addFault({
      kind: "extendAuthorization",
      status: 403,
      errorCode: "NOT_ALLOWED",
      times: 50,
    });
    await later(29 * 24 * HOUR_MS);
    await checkPayment(story.till.shop, paymentId, "cashier");
    expect((await paymentRow(story.till, paymentId)).status).toBe("lapsed");
    expect(await problemOf(take(saleId, "all"))).toBe("klarna_let_go");
    expect((await saleRow(story.till, saleId)).handedOverAt).toBeNull();
  });
});

describe("of a part that was handed over", () => {
  test("a capture whose answer was lost is taken once", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    story.till.simulator.control.addFault({ kind: "capture", drop: true, applied: true });
    await take(saleId, [[tents!.id, 1]]);
    await later(30_000);
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2]);
    expect(order()?.captures).toHaveLength(1);
    expect((await paymentRow(story.till, paymentId)).status).toBe("authorized");
  });

  test("a capture whose key Klarna has forgotten is found in the order, or asked for anew with the same goods", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    const { control } = story.till.simulator;
    control.addFault({ kind: "capture", drop: true, applied: true });
    await take(saleId, [[tents!.id, 1]]);
    story.till.clock.advance(25 * HOUR_MS);
    await story.till.runner.drain();
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2]);
    control.addFault({ kind: "capture", drop: true });
    await take(saleId, [[pegs!.id, 1]]);
    story.till.clock.advance(25 * HOUR_MS);
    await story.till.runner.drain();
    await later(60_000);
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2, pegs!.totalMinor]);
    expect(order()?.captures.at(-1)?.order_lines?.map(({ name }) => name)).toEqual([pegs!.name]);
  });

  test("a capture that one read of the order does not show yet is found by the next, and not asked for anew", async () => {
    const { saleId, paymentId, lines: [tents], order } = await waiting();
    const { control } = story.till.simulator;
    control.addFault({ kind: "capture", drop: true, applied: true });
    await take(saleId, [[tents!.id, 1]]);
    story.till.clock.advance(25 * HOUR_MS);
    control.addFault({ kind: "readOrder", lie: "older" });
    await story.till.runner.drain();
    expect(await captures(paymentId)).toEqual([]);
    await later(60_000);
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2]);
    expect(order()?.captures).toHaveLength(1);
  });

  test("a capture that was taken for never done is found when the same is refused later", async () => {
    const { saleId, paymentId, order } = await waiting();
    const { control } = story.till.simulator;
    control.addFault({ kind: "capture", drop: true, applied: true });
    await take(saleId, "all");
    story.till.clock.advance(25 * HOUR_MS);
    control.addFault({ kind: "readOrder", lie: "older", times: 2 });
    await story.till.runner.drain();
    await later(60_000);
    const asked = await story.wishes(paymentId, "capture");
    expect(asked.map(({ state, answerCode }) => [state, answerCode])).toEqual([
      ["done", null],
      ["done", "done_earlier"],
    ]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(order()?.captures.map(({ reference }) => reference)).toEqual([asked[0]?.id]);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("two captures that wait for Klarna go one after the other, the older first", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    story.till.simulator.control.addFault({ kind: "capture", status: 503, times: 2 });
    await take(saleId, [[tents!.id, 1]]);
    await take(saleId, [[pegs!.id, 1]]);
    await later(60_000);
    await later(60_000);
    expect(order()?.captures.map((one) => one.captured_amount)).toEqual([tents!.totalMinor / 2, pegs!.totalMinor]);
    expect(await captures(paymentId)).toHaveLength(2);
  });

  test("a capture that was refused calls a person, and is asked again with all that is due by then", async () => {
    const { saleId, paymentId, lines: [tents, pegs] } = await waiting();
    story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
    await take(saleId, [[tents!.id, 1]]);
    expect((await attention()).map(({ kind }) => kind)).toEqual(["capture_refused"]);
    await take(saleId, [[pegs!.id, 1]]);
    // What is due by now is asked for as a whole.
    expect(await captures(paymentId)).toEqual([tents!.totalMinor / 2 + pegs!.totalMinor]);
    await take(saleId, "all");
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await attention()).toEqual([]);
  });

  test("what was captured in part in Klarna's portal calls a person", async () => {
    const { paymentId } = await waiting();
    story.till.simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "capture", 100);
    await later(HOUR_MS);
    expect((await attention()).map(({ kind }) => kind)).toEqual(["captured_elsewhere"]);
  });

  test("what was captured in part in Klarna's portal is booked, and counts for what is handed over", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    const { shop, simulator, press } = story.till;
    simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "capture", 100);
    await later(HOUR_MS);
    const [item] = await attention();
    const jo = await standAt(story.till, "Jo", 1);
    await bookCaptureFound(shop, press(), jo, { itemId: item?.id ?? "", approval: null });
    expect((await paymentRow(story.till, paymentId)).status).toBe("authorized");
    await take(saleId, [[tents!.id, 1]]);
    expect((await captures(paymentId)).toSorted((a, b) => a - b)).toEqual([100, tents!.totalMinor / 2 - 100]);
    await take(saleId, "all");
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("when the rest runs out a person is called, and the payment is captured in part", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    story.till.simulator.control.addFault({
      kind: "extendAuthorization",
      status: 403,
      errorCode: "NOT_ALLOWED",
      times: 50,
    });
    await later(29 * 24 * HOUR_MS);
    await checkPayment(story.till.shop, paymentId, "cashier");
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await attention()).toMatchObject([{ kind: "money_lost", klarnaSays: "rest_gone" }]);
    expect(await problemOf(take(saleId, "all"))).toBe("klarna_let_go");
  });
});
