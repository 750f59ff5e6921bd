import { describe, expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, later, take, captures, attention, booked, booksHold } = story;

describe("the rest that the customer does not take", () => {
  const letGo = (saleId: string) =>
    standAt(story.till, "Jo", 1).then((jo) =>
      letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null })
    );

  test("is let go by Klarna, and is not sold after all", async () => {
    const { saleId, paymentId, lines: [tents, pegs], order } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    await letGo(saleId);
    await story.till.runner.drain();
    const kept = tents!.totalMinor / 2;
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(order()).toMatchObject({ status: "CLOSED" });
    const { klarna_receivable: held, ...sold } = await booked(saleId);
    expect(held).toBe(kept);
    expect(Object.values(sold).reduce((sum, amount) => sum + amount, 0)).toBe(-kept);
    expect((await saleRow(story.till, saleId)).handedOverAt).not.toBeNull();
    expect(pegs!.totalMinor).toBeGreaterThan(0);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("is released where all that was handed over was paid in another way", async () => {
    const { saleId, paymentId, lines: [, pegs] } = await waiting({ cash: "12" });
    await take(saleId, [[pegs!.id, 1]]);
    await letGo(saleId);
    await story.till.runner.drain();
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(await captures(paymentId)).toEqual([]);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test.each([false, true])(
    "has lapsed, and is not lost, where Klarna's promise ran out before it was heard (asked: %s)",
    async (isAsked) => {
      const { saleId, paymentId, lines: [, pegs], order } = await waiting({ cash: "12" });
      await take(saleId, [[pegs!.id, 1]]);
      const expires = () => story.till.simulator.control.expireOrder(order()?.order_id ?? "");
      if (isAsked) story.till.simulator.control.addFault({ kind: "cancelOrder", status: 503, times: 2 });
      else expires();
      await letGo(saleId);
      if (isAsked) expires();
      for (let look = 0; look < 3; look++) await later(10 * 60_000);
      expect(order()).toMatchObject({ status: "EXPIRED" });
      expect((await paymentRow(story.till, paymentId)).status).toBe("lapsed");
      expect(await attention()).toEqual([]);
      await booksHold();
    },
  );

  test("needs a senior, and Klarna's answer about what was handed over", async () => {
    const { saleId, lines: [tents] } = await waiting();
    story.till.simulator.control.addFault({ kind: "capture", status: 503, times: 99 });
    await take(saleId, [[tents!.id, 1]]);
    expect(await problemOf(letRestGo(story.till.shop, story.till.press(), story.till.ada, { saleId, approval: null })))
      .toBe(
        "needs_senior",
      );
    expect(await problemOf(letGo(saleId))).toBe("capture_pending");
  });

  test("is let go once, though the answer was lost", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", drop: true, applied: true });
    await letGo(saleId);
    story.till.clock.advance(25 * HOUR_MS);
    await story.till.runner.drain();
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await attention()).toEqual([]);
  });

  test("calls a person when Klarna refuses, until the portal has let it go", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    story.till.simulator.control.addFault({ kind: "releaseRemaining", status: 403, errorCode: "NOT_ALLOWED" });
    await letGo(saleId);
    expect((await attention()).map(({ kind }) => kind)).toEqual(["release_refused"]);
    story.till.simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "release");
    await later(HOUR_MS);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(await attention()).toEqual([]);
  });
});

describe("a finished sale of which nothing was handed over", () => {
  const cancel = async (saleId: string) => {
    await cancelSale(story.till.shop, story.till.press(), await standAt(story.till, "Jo", 1), {
      saleId,
      reason: "mistake",
      approval: null,
    });
    await story.till.runner.drain();
  };

  test("can be cancelled: Klarna lets go, cash goes back, and its booking is booked back", async () => {
    const { saleId, paymentId, order } = await waiting({ cash: "20" });
    await cancel(saleId);
    expect(await saleRow(story.till, saleId)).toMatchObject({ status: "voided", voidReason: "mistake" });
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(order()).toMatchObject({ status: "CANCELLED" });
    expect(Object.values(await booked(saleId)).every((sum) => sum === 0)).toBe(true);
    const drawer = await story.till.shop.db.read.selectFrom("drawerEntry").select(["cause", "amountMinor"]).execute();
    expect(drawer).toEqual([{ cause: "taken", amountMinor: 2_000 }, { cause: "given_back", amountMinor: -2_000 }]);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("needs a senior", async () => {
    const { saleId } = await waiting();
    const wanted = { saleId, reason: "mistake", approval: null } as const;
    expect(await problemOf(cancelSale(story.till.shop, story.till.press(), story.till.ada, wanted))).toBe(
      "needs_senior",
    );
  });

  test("cannot be cancelled once something was handed over", async () => {
    const { saleId, lines: [tents] } = await waiting();
    await take(saleId, [[tents!.id, 1]]);
    expect(await problemOf(cancel(saleId))).toBe("not_cancellable");
  });

  test("is asked about until Klarna has let go", async () => {
    const { saleId, paymentId } = await waiting();
    story.till.simulator.control.addFault({ kind: "cancelOrder", drop: true, times: 2 });
    await cancel(saleId);
    expect((await paymentRow(story.till, paymentId)).status).toBe("authorized");
    await later(10 * 60_000);
    await later(10 * 60_000);
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(await attention()).toEqual([]);
  });
});
