import { beforeEach, describe, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { cancelPayment } from "../../src/operations/payment-wishes.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { paybacks, refunds, setLimit, takeBack } from "./returns-support.ts";
import { beginExchange, HAT, openForExchanges, TENT } from "./exchange-story.ts";
import { linesIn, paymentRow, problemOf, saleRow, type Scene } from "./support.ts";

const story = openForExchanges();
let till: Scene;

beforeEach(async () => {
  till = await story.open();
});

const sumOf = (rows: readonly { amountMinor: number }[]) => rows.reduce((sum, one) => sum + one.amountMinor, 0);

describe("an exchange of what Klarna paid", () => {
  test("for something of the same price moves no money, and Klarna hears nothing", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["TNT-RDG3"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect((await saleRow(till, newSaleId)).status).toBe("completed");
    expect((await story.order(paymentId))?.refunds).toEqual([]);
    expect(await story.accounts()).not.toHaveProperty("exchange_credit");
    expect(await story.accounts()).toMatchObject({ klarna_receivable: TENT });
    expect([await story.left(saleId), await story.left(newSaleId)]).toEqual([{}, { klarna: TENT }]);
    expect((await saleRow(till, newSaleId)).customerId).toBe((await saleRow(till, saleId)).customerId);
  });

  test("for something cheaper gives the difference back by Klarna", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect((await story.order(paymentId))?.refunded_amount).toBe(TENT - HAT);
    expect(await story.accounts()).toMatchObject({ klarna_receivable: HAT });
    expect(await story.left(newSaleId)).toEqual({ klarna: HAT });
    const { returnId, endedAt } = await story.exchange(newSaleId);
    expect([returnId, endedAt]).toEqual([expect.stringMatching(/^ret_/), till.clock.now()]);
  });

  test("for something dearer is paid the difference in any way, also by Klarna", async () => {
    const { saleId } = await story.sold({ codes: ["CLO-HAT"] });
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
    await story.credits(newSaleId);
    await story.pays(newSaleId, { cash: "100" });
    const second = await story.paysByKlarna(newSaleId);
    await story.completes(newSaleId);
    const order = await story.order(second);
    expect(order).toMatchObject({ order_amount: TENT - HAT - 10_000, captured_amount: TENT - HAT - 10_000 });
    expect(order?.order_lines.map((line) => line.total_amount)).toEqual([TENT, -HAT - 10_000]);
    expect(await refunds(till)).toEqual([]);
    expect(await story.left(newSaleId)).toEqual({ klarna: HAT, cash: 10_000 });
  });

  test("may be paid anew in full, and then all of the old goes back", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["CLO-HAT"] });
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
    const second = await story.paysByKlarna(newSaleId);
    expect((await story.order(paymentId))?.refunded_amount).toBe(0);
    await story.completes(newSaleId);
    expect((await story.order(second))?.captured_amount).toBe(TENT);
    expect((await story.order(paymentId))?.refunded_amount).toBe(HAT);
    expect(await story.accounts()).toMatchObject({ klarna_receivable: TENT });
  });

  test("changes nothing where Klarna says no: the old sale stands, and can come back after the exchange is stopped", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["CLO-HAT"] });
    const before = await story.accounts();
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
    await story.credits(newSaleId);
    const second = await story.opensKlarna(newSaleId);
    till.simulator.control.decline((await paymentRow(till, second)).reference);
    await cancelPayment(till.shop, till.press(), till.ada, second);
    await till.runner.drain();
    expect(await problemOf(story.completes(newSaleId))).toBe("sale_not_paid");
    expect(await story.accounts()).toEqual(before);
    expect((await story.order(paymentId))?.refunded_amount).toBe(0);
    await story.drops(newSaleId);
    await story.stops(newSaleId);
    await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] });
    expect((await story.order(paymentId))?.refunded_amount).toBe(HAT);
  });

  test("has its refund asked for again until Klarna answers", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    till.simulator.control.addFault({ kind: "refund", status: 503, times: 3 });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect(await story.accounts()).toMatchObject({ klarna_refund_pending: HAT - TENT });
    for (let step = 0; step < 5; step++) {
      till.clock.advance(10 * 60_000);
      await till.runner.drain();
    }
    expect((await story.order(paymentId))?.refunded_amount).toBe(TENT - HAT);
    expect(await story.accounts()).not.toHaveProperty("klarna_refund_pending");
  });
});

describe("what was exchanged before", () => {
  test("comes back by Klarna, and never more than Klarna took", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT", "CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    await takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }] });
    await takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }] });
    expect((await story.order(paymentId))?.refunded_amount).toBe(TENT);
    expect(await story.accounts()).toEqual({});
    const confirmed = await till.shop.db.read.selectFrom("journal").select("saleId")
      .where("cause", "=", "refund_confirmed").orderBy("at").orderBy("id").execute();
    expect(confirmed.map((one) => one.saleId).toSorted()).toEqual([saleId, newSaleId, newSaleId].toSorted());
    const refund = (await story.order(paymentId))?.refunds.at(-1);
    expect(refund?.order_lines ?? []).toEqual([]);
  });

  test("is exchanged again, and its money stays Klarna's", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    const second = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT", "CLO-HAT"]);
    await story.credits(second);
    await story.completes(second);
    const third = await story.exchanges(second, { "CLO-HAT": 1 }, ["CLO-HAT"]);
    await story.credits(third);
    await story.completes(third);
    expect([await story.left(saleId), await story.left(second), await story.left(third)])
      .toEqual([{}, { klarna: HAT }, { klarna: HAT }]);
    await takeBack(till, third, { lines: [{ at: 0, quantity: 1 }] });
    await takeBack(till, second, { lines: [{ at: 0, quantity: 1 }] });
    expect((await story.order(paymentId))?.refunded_amount).toBe(TENT);
    expect(await story.accounts()).toEqual({});
  });

  test("keeps the ways in which it was paid: Klarna gives back first, and coins go on", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3", "CLO-HAT"], cash: "10", card: "5" });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect((await story.order(paymentId))?.refunded_amount).toBe(TENT - HAT);
    expect(await story.left(newSaleId)).toEqual({ klarna: HAT });
    const again = await story.exchanges(newSaleId, { "CLO-HAT": 1 }, ["CLO-HAT"]);
    await story.credits(again);
    await story.completes(again);
    expect(await story.left(saleId)).toEqual({ card: 500, cash: 1_000, klarna: 400 });
    await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await takeBack(till, again, { lines: [{ at: 0, quantity: 1 }] });
    expect(await story.accounts()).toEqual({});
    expect(sumOf(await refunds(till))).toBe(TENT + HAT - 1_500);
  });

  test("of coins goes back in coins", async () => {
    const saleId = await till.ringUp("CLO-HAT");
    await story.pays(saleId, { cash: "20" });
    await story.completes(saleId);
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect([await story.left(saleId), await story.left(newSaleId)]).toEqual([{}, { cash: HAT }]);
    await takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }] });
    expect(await paybacks(till)).toMatchObject([{ kind: "cash", amountMinor: HAT }]);
    expect(await story.accounts()).toEqual({});
  });
});

describe("while an exchange is under way", () => {
  test("the press that began it, sent again, leads to the same sale", async () => {
    const { saleId } = await story.sold({ codes: ["TNT-RDG3"] });
    const press = till.press();
    const first = await beginExchange(till, saleId, press);
    expect(await beginExchange(till, saleId, press)).toEqual(first);
    expect(await till.shop.db.read.selectFrom("exchange").selectAll().execute()).toHaveLength(1);
  });

  test("nothing else of its sale comes back, and no second one begins", async () => {
    const { saleId } = await story.sold({ codes: ["TNT-RDG3", "CLO-HAT"] });
    await story.exchanges(saleId, { "TNT-RDG3": 1 }, []);
    expect(await problemOf(takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }] }))).toBe("not_returnable");
    expect(await problemOf(story.exchanges(saleId, { "CLO-HAT": 1 }, []))).toBe("not_returnable");
  });

  test("the basket is as it was when the credit was taken, until that is given up", async () => {
    const { saleId } = await story.sold({ codes: ["TNT-RDG3"] });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    const adds = () => addLine(till.shop, till.press(), till.ada, { saleId: newSaleId, quantity: 1, typed: "CLO-SCK" });
    expect(await problemOf(adds())).toBe("sale_locked");
    expect(await problemOf(story.credits(newSaleId))).toBe("nothing_due");
    expect(await problemOf(story.stops(newSaleId))).toBe("exchange_changed");
    await story.drops(newSaleId);
    await adds();
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect(await linesIn(till, newSaleId)).toHaveLength(2);
  });

  test("giving the new sale up ends it, and what it took in cash is handed back", async () => {
    const { saleId } = await story.sold({ codes: ["CLO-HAT"] });
    const before = await story.accounts();
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
    await story.credits(newSaleId);
    await story.pays(newSaleId, { cash: "100" });
    const reason = "changed_mind" as const;
    await voidSale(till.shop, till.press(), till.ada, { saleId: newSaleId, reason, approval: null });
    expect(await story.accounts()).toEqual(before);
    expect(await story.left(saleId)).toEqual({ klarna: HAT });
    await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] });
  });

  test("money given back in Klarna's portal leaves too little: it is said, nothing is half done, and the new sale is paid as any other", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"] });
    const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    till.simulator.control.actInPortal((await paymentRow(till, paymentId)).orderId ?? "", "refund");
    till.clock.advance(1_000);
    expect(await problemOf(story.completes(newSaleId))).toBe("return_too_much");
    expect((await story.exchange(newSaleId)).endedAt).toBeNull();
    await story.drops(newSaleId);
    await story.stops(newSaleId);
    await story.pays(newSaleId, { cash: "20" });
    await story.completes(newSaleId);
    expect((await saleRow(till, newSaleId)).status).toBe("completed");
  });

  test("above the limit a second person has agreed before it began", async () => {
    await setLimit(till, 10_000);
    const { saleId } = await story.sold({ codes: ["TNT-RDG3"] });
    expect(await problemOf(story.exchanges(saleId, { "TNT-RDG3": 1 }, []))).toBe("needs_second");
  });
});
