import { beforeEach, describe, expect, test } from "vitest";
import { bookCaptureFound } from "../../src/operations/attention.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { exchangeView } from "../../src/routes/present-exchange.ts";
import { newId } from "../../src/shop.ts";
import { followMode } from "../../src/store/klarna-accounts.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { openForExchanges } from "./exchange-story.ts";
import { takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const story = openForExchanges();
let till: Scene;

beforeEach(async () => {
  till = await story.open();
  till = Object.assign(till, { ada: await standAt(till, "Jo", 1) });
});

const waiting = (codes: string[]) => story.sold({ codes, isForPickUp: true });

describe("goods that wait and are set aside for an exchange", () => {
  const letGo = (saleId: string) => letRestGo(till.shop, till.press(), till.ada, { saleId, approval: null });
  const cancel = (saleId: string) =>
    cancelSale(till.shop, till.press(), till.ada, { saleId, reason: "other", approval: null });

  test("are neither handed over, let go nor cancelled meanwhile; then it can be completed", async () => {
    const { saleId } = await waiting(["TNT-RDG3"]);
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    await story.pays(newSaleId, { cash: "19" });
    for (const deed of [story.handsOver(saleId, "TNT-RDG3"), letGo(saleId), cancel(saleId)]) {
      expect(await problemOf(deed)).toBe("not_returnable");
    }
    await story.completes(newSaleId);
    expect((await saleRow(till, saleId)).status).toBe("voided");
  });

  test("go as before once it was stopped", async () => {
    const { saleId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
    await story.handsOver(saleId, "CLO-HAT");
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    expect(await problemOf(letGo(saleId))).toBe("not_returnable");
    await story.stops(newSaleId);
    await letGo(saleId);
    expect((await saleRow(till, saleId)).handedOverAt).not.toBeNull();
  });

  test("are not set aside while Klarna owes an answer about those that left: it could not be completed", async () => {
    const { saleId, paymentId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
    till.simulator.control.addFault({ kind: "capture", status: 503, times: 99 });
    await story.handsOver(saleId, "CLO-HAT");
    expect((await paymentRow(till, paymentId)).status).toBe("authorized");
    expect(await problemOf(story.exchanges(saleId, {}, ["CLO-HAT"]))).toBe("capture_pending");
  });
});

test("an exchange of what waits is not completed once somebody has taken that in Klarna's portal: both would be paid for", async () => {
  const { saleId, paymentId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
  await story.handsOver(saleId, "CLO-HAT");
  const newSaleId = await story.exchanges(saleId, {}, ["TNT-RDG3"]);
  const newPaymentId = await story.paysByKlarna(newSaleId);
  const { orderId } = await paymentRow(till, paymentId);
  till.simulator.control.actInPortal(orderId ?? "", "capture", 38_900);
  expect(await problemOf(story.completes(newSaleId))).toBe("capture_unsettled");
  expect((await paymentRow(till, newPaymentId)).status).toBe("authorized");
  const calls = await till.shop.db.read.selectFrom("attentionItem").select("kind").where("closedAt", "is", null)
    .execute();
  expect(calls).toEqual([{ kind: "captured_elsewhere" }]);
});

test("nor once that is booked: what was taken for it would go back without anybody having been asked; stopped, both go on by themselves", async () => {
  const { saleId, paymentId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
  await story.handsOver(saleId, "CLO-HAT");
  const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
  await story.pays(newSaleId, { cash: "19" });
  const { orderId } = await paymentRow(till, paymentId);
  till.simulator.control.actInPortal(orderId ?? "", "capture", 10_000);
  expect(await problemOf(story.completes(newSaleId))).toBe("capture_unsettled");
  const { id: itemId } = await till.shop.db.read.selectFrom("attentionItem").select("id").executeTakeFirstOrThrow();
  await bookCaptureFound(till.shop, till.press(), till.ada, { itemId, approval: null });
  expect((await exchangeView(till.shop, newSaleId, "difference")).problem).toEqual({ kind: "rest_paid_otherwise" });
  expect(await problemOf(story.completes(newSaleId))).toBe("rest_paid_otherwise");
  await story.stops(newSaleId);
  await story.completes(newSaleId);
  await letRestGo(till.shop, till.press(), till.ada, { saleId, approval: null });
  await till.runner.drain();
  expect((await story.order(paymentId))?.refunded_amount).toBe(10_000);
});

describe("an exchange that the shop's change from practice to live overtakes", () => {
  test("stays with the goods that come back, in their book", async () => {
    const { saleId } = await waiting(["TNT-RDG3"]);
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    const { clock, shop } = till;
    await inTransaction(shop.db, (tx) => followMode(tx, "live", clock.now(), () => newId(shop, "shf")));
    expect((await saleRow(till, newSaleId)).mode).toBe("practice");
  });

  test("is never completed from one book into the other, and can be stopped", async () => {
    const { saleId } = await waiting(["TNT-RDG3"]);
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    await till.shop.db.write.updateTable("sale").set({ mode: "live" }).where("id", "=", newSaleId).execute();
    await story.pays(newSaleId, { cash: "19" });
    expect(await problemOf(story.completes(newSaleId))).toBe("exchange_other_mode");
    await story.stops(newSaleId);
    await story.completes(newSaleId);
    expect((await saleRow(till, saleId)).status).toBe("completed");
  });
});

describe("of a sale of which a part was taken and the rest waits", () => {
  test("the rest is exchanged, also after what was taken came back; what was taken comes back by itself", async () => {
    const { saleId, paymentId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
    await story.handsOver(saleId, "CLO-HAT");
    expect(await problemOf(story.exchanges(saleId, { "CLO-HAT": 1 }, []))).toBe("exchange_changed");
    await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    await till.runner.drain();
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    expect(await problemOf(takeBack(till, saleId, { lines: [], shownMinor: 0 }))).toBe("not_returnable");
    await story.pays(newSaleId, { cash: "19" });
    await story.completes(newSaleId);
    expect((await paymentRow(till, paymentId)).status).toBe("captured");
    expect(await story.order(paymentId)).toMatchObject({ captured_amount: 1_900, refunded_amount: 1_900 });
    expect((await story.accounts())["klarna_receivable"]).toBeUndefined();
  });
});

test("of what Klarna no longer holds an exchange does not say that it lets go of it", async () => {
  const { saleId, paymentId } = await waiting(["TNT-RDG3"]);
  till.simulator.control.actInPortal((await paymentRow(till, paymentId)).orderId ?? "", "cancel");
  till.clock.advance(60 * 60_000);
  await till.runner.drain();
  const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
  const steps = async () => (await exchangeView(till.shop, newSaleId, "difference")).steps.map(({ kind }) => kind);
  expect(await steps()).toEqual(["pay", "hand_over"]);
  await story.pays(newSaleId, { cash: "19" });
  await story.completes(newSaleId);
  expect(await steps()).toEqual(["pay", "hand_over"]);
});

test("of what Klarna's portal took and gave back of it an exchange does not say that it lets go of it", async () => {
  const { saleId, paymentId } = await waiting(["TNT-RDG3", "CLO-HAT"]);
  const { control } = till.simulator;
  const orderId = (await paymentRow(till, paymentId)).orderId ?? "";
  control.actInPortal(orderId, "capture", 10_000);
  till.clock.advance(60 * 60_000);
  await till.runner.drain();
  const item = await till.shop.db.read.selectFrom("attentionItem").select("id").executeTakeFirstOrThrow();
  await bookCaptureFound(till.shop, till.press(), till.ada, { itemId: item.id, approval: null });
  control.actInPortal(orderId, "refund", 10_000);
  const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
  const { steps } = await exchangeView(till.shop, newSaleId, "difference");
  expect(steps.find(({ kind }) => kind === "let_go")).toMatchObject({ amountMinor: 30_800 });
});
