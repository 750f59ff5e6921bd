import { beforeEach, describe, expect, test } from "vitest";
import { requireCard, sellGiftCard } from "../../src/operations/gift-cards.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { settleRefund } from "../../src/operations/settle-refund.ts";
import { takeGiftCard } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { exchangeNote, exchangeView } from "../../src/routes/present-exchange.ts";
import { newId } from "../../src/shop.ts";
import { createMemoryLogbook } from "../support/memory-logbook.ts";
import { HAT, openForExchanges, TENT } from "./exchange-story.ts";
import { paybacks, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const story = openForExchanges();
let till: Scene;

beforeEach(async () => {
  till = await story.open();
});

describe("where the smallest coin is worth five", () => {
  beforeEach(() => till.shop.db.write.updateTable("shop").set({ cashStepMinor: 5 }).execute());

  /** A hat for 19.00 with so much off it, in cash: the new sale has a price that coins do not make, too. */
  async function soldForCash(priceMinor: number): Promise<string> {
    await till.shop.db.write.updateTable("product").set({ priceMinor }).where("code", "=", "CLO-HAT").execute();
    const saleId = await till.ringUp("CLO-HAT", "CLO-HAT");
    await story.pays(saleId, { cash: "100" });
    await story.completes(saleId);
    return saleId;
  }

  test.each([501, 502, 503, 504])(
    "hats at %i each are exchanged and come back in coins that there are",
    async (price) => {
      const saleId = await soldForCash(price);
      const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["CLO-HAT"]);
      await story.credits(newSaleId);
      await story.completes(newSaleId);
      await takeBack(till, newSaleId, { lines: [{ at: 0, quantity: 1 }] });
      await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] });
      for (const { kind, amountMinor } of await paybacks(till)) if (kind === "cash") expect(amountMinor % 5).toBe(0);
      expect([await story.left(saleId), await story.left(newSaleId)]).toEqual([{}, {}]);
    },
  );

  test.each([501, 502, 503, 504])("hats at %i each: what is said to go back is what is handed out", async (price) => {
    const saleId = await soldForCash(price);
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 2 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    const { back, steps } = await exchangeView(till.shop, newSaleId, "difference");
    await story.completes(newSaleId);
    const cash = (await paybacks(till)).filter(({ kind }) => kind === "cash");
    expect(back).toMatchObject(cash.map(({ kind, amountMinor }) => ({ kind, amountMinor })));
    const [refund] = steps;
    expect(refund).toEqual({ kind: "refund", amountMinor: cash[0]?.amountMinor, state: "next" });
  });

  test("what is less than a coin is no step", async () => {
    const saleId = await soldForCash(502);
    await till.shop.db.write.updateTable("product").set({ priceMinor: 1_003 }).where("code", "=", "CLO-HAT").execute();
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 2 }, ["CLO-HAT"]);
    await story.credits(newSaleId);
    const kinds = async () => (await exchangeView(till.shop, newSaleId, "difference")).steps.map(({ kind }) => kind);
    expect(await kinds()).toEqual(["hand_over"]);
    await story.completes(newSaleId);
    expect(await kinds()).toEqual(["hand_over"]);
  });

  test("all that was paid with rounded cash is exchanged at once", async () => {
    const saleId = await soldForCash(501);
    const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 2 }, ["CLO-HAT", "CLO-HAT"]);
    await story.credits(newSaleId);
    await story.completes(newSaleId);
    expect(await story.left(newSaleId)).toEqual({ cash: 1_002 });
  });
});

test("what Klarna refused and went back in cash leaves Klarna's money free for an exchange", async () => {
  const { saleId } = await story.sold({ codes: ["CLO-SCK", "CLO-HAT"], cash: "14" });
  till.simulator.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
  await takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }] });
  const item = await till.shop.db.read.selectFrom("attentionItem").select("id").executeTakeFirstOrThrow();
  const mona = await standAt(till, "Mona", 3);
  const wanted = { itemId: item.id, way: "cash", reference: "", approval: null } as const;
  await settleRefund(till.shop, till.press(), mona, wanted);
  const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["CLO-HAT"]);
  await story.credits(newSaleId);
  await story.completes(newSaleId);
  expect(await story.left(newSaleId)).toEqual({ klarna: HAT });
});

test("of a sale that is cancelled for it the cash goes back too, and is said before and after", async () => {
  const { saleId } = await story.sold({ codes: ["TNT-RDG3"], isForPickUp: true, cash: "40" });
  till = Object.assign(till, { ada: await standAt(till, "Jo", 1) });
  const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
  await story.pays(newSaleId, { cash: "20" });
  await story.completes(newSaleId);
  const view = await exchangeView(till.shop, newSaleId, "difference");
  expect(view.back).toEqual([{ kind: "cash", amountMinor: 4_000 }]);
  expect(view.steps).toMatchObject([
    { kind: "pay", amountMinor: HAT, state: "done" },
    { kind: "let_go", amountMinor: TENT - 4_000, state: "done" },
    { kind: "refund", amountMinor: 4_000 },
    { kind: "hand_over", state: "done" },
  ]);
});

test("what is paid in part by something else than what comes back is still to be paid; then the rest of the steps is next", async () => {
  const { saleId } = await story.sold({ codes: ["CLO-HAT"] });
  const newSaleId = await story.exchanges(saleId, { "CLO-HAT": 1 }, ["TNT-RDG3"]);
  await story.credits(newSaleId);
  await story.pays(newSaleId, { cash: "100" });
  const steps = async () => (await exchangeView(till.shop, newSaleId, "difference")).steps;
  const [pay, handOver] = [{ kind: "pay", amountMinor: TENT - HAT }, { kind: "hand_over" }];
  expect(await steps()).toEqual([{ ...pay, state: "next" }, { ...handOver, state: "then" }]);
  await story.pays(newSaleId, { cash: "270" });
  expect(await steps()).toEqual([{ ...pay, state: "done" }, { ...handOver, state: "next" }]);
});

test("what goes back on a card is said with the new sale, for somebody must do it on the terminal", async () => {
  const saleId = await till.ringUp("TNT-RDG3");
  await story.pays(saleId, { card: "389" });
  await story.completes(saleId);
  const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
  await story.credits(newSaleId);
  const back = [{ kind: "card", amountMinor: TENT - HAT }];
  const [byCard] = (await exchangeView(till.shop, newSaleId, "difference")).back;
  expect(byCard).toMatchObject(back[0]!);
  const complete = (slip: string) =>
    completeSale(till.shop, till.press(), till.ada, newSaleId, { slips: { [byCard?.slipKey ?? ""]: slip } });
  expect(await problemOf(complete("1".repeat(61)))).toBe("reference_too_long");
  await complete(" SLIP 4711 ");
  expect((await exchangeNote(till.shop, await saleRow(till, newSaleId), []))?.back).toEqual(back);
  expect((await paybacks(till)).map(({ kind, reference }) => [kind, reference])).toEqual([["card", "SLIP 4711"]]);
});

test("whoever completes an exchange types what the terminal's slip says, as with a return", async () => {
  const saleId = await till.ringUp("TNT-RDG3");
  await story.pays(saleId, { card: "389" });
  await story.completes(saleId);
  const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
  await story.credits(newSaleId);
  const browser = await till.signIn("Mona", 1);
  const shown = await browser.open(`/sales/${newSaleId}/exchange`);
  const [, field = ""] = /name="(slip\.[^"]+)"/.exec(shown.text) ?? [];
  const done = await browser.submit(shown, `/sales/${newSaleId}/completion`, { [field]: "SLIP 4711" });
  expect(done.status).toBe(200);
  expect((await paybacks(till)).map(({ kind, reference }) => [kind, reference])).toEqual([["card", "SLIP 4711"]]);
});

test("a gift card that holds more after an exchange is in the logbook with what it holds", async () => {
  const cardSale = newId(till.shop, "sal");
  const number = "CARD-2026-0001";
  await sellGiftCard(till.shop, till.press(), till.ada, { saleId: cardSale, amount: "400", number });
  await story.pays(cardSale, { cash: "400" });
  await story.completes(cardSale);
  const { card } = await requireCard(till.shop.db.read, { number, mode: "practice" });
  const saleId = await till.ringUp("TNT-RDG3");
  const wanted = { ...await till.seen(saleId), giftCardId: card.id, amount: "" };
  await takeGiftCard(till.shop, till.press(), till.ada, wanted);
  await story.completes(saleId);
  const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, ["CLO-HAT"]);
  await story.credits(newSaleId);
  const logbook = createMemoryLogbook();
  till.shop.logbook = logbook;
  await story.completes(newSaleId);
  till.shop.logbook = null;
  expect(logbook.lines).toMatchObject([{ kind: "card", card: card.id, balanceMinor: 40_000 - HAT }]);
});

test("nothing is exchanged for a gift card, which would be Klarna's money as cash", async () => {
  const { saleId } = await story.sold({ codes: ["TNT-RDG3"] });
  const newSaleId = await story.exchanges(saleId, { "TNT-RDG3": 1 }, []);
  const selling = sellGiftCard(till.shop, till.press(), till.ada, { saleId: newSaleId, amount: "389", number: "" });
  expect(await problemOf(selling)).toBe("gift_card_exchanged");
});

describe("goods that Klarna has not taken the money for", () => {
  test("are paid for anew first; then the whole sale is cancelled, and Klarna lets go of it", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"], isForPickUp: true });
    till = Object.assign(till, { ada: await standAt(till, "Jo", 1) });
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    expect(await problemOf(story.credits(newSaleId))).toBe("exchange_changed");
    await story.paysByKlarna(newSaleId);
    expect((await paymentRow(till, paymentId)).status).toBe("authorized");
    await story.completes(newSaleId);
    expect((await saleRow(till, saleId)).status).toBe("voided");
    expect(await story.order(paymentId)).toMatchObject({ status: "CANCELLED", captured_amount: 0 });
    expect(await story.accounts()).toMatchObject({ klarna_receivable: HAT });
  });

  test("of which a part was handed over: the order is reduced to that part", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3", "CLO-HAT"], isForPickUp: true });
    till = Object.assign(till, { ada: await standAt(till, "Jo", 1) });
    await story.handsOver(saleId, "CLO-HAT");
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT", "CLO-HAT"]);
    await story.pays(newSaleId, { cash: "50" });
    await story.completes(newSaleId);
    expect(await story.order(paymentId)).toMatchObject({ captured_amount: HAT, remaining_authorized_amount: 0 });
    expect((await paymentRow(till, paymentId)).status).toBe("captured");
  });

  test("need a senior's word, and stay as they are when the new sale is given up", async () => {
    const { saleId, paymentId } = await story.sold({ codes: ["TNT-RDG3"], isForPickUp: true });
    expect(await problemOf(story.exchanges(saleId, {}, ["CLO-HAT"]))).toBe("needs_senior");
    till = Object.assign(till, { ada: await standAt(till, "Jo", 1) });
    const newSaleId = await story.exchanges(saleId, {}, ["CLO-HAT"]);
    const reason = "changed_mind" as const;
    await voidSale(till.shop, till.press(), till.ada, { saleId: newSaleId, reason, approval: null });
    expect((await saleRow(till, saleId)).status).toBe("completed");
    expect((await story.order(paymentId))?.status).toBe("AUTHORIZED");
  });
});
