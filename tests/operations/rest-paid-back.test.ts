import { describe, expect, test } from "vitest";
import { bookCaptureFound, closeWithReason } from "../../src/operations/attention.ts";
import { exchangeableAs } from "../../src/operations/exchange.ts";
import { requireCard, sellGiftCard } from "../../src/operations/gift-cards.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash, takeGiftCard } from "../../src/operations/take-tender.ts";
import { pickUpView } from "../../src/routes/present-pick-up.ts";
import { newId } from "../../src/shop.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { accounts, paybacks, refunds, setLimit, takeBack } from "./returns-support.ts";
import { paymentRow, problemOf, saleRow, standAt } from "./support.ts";

const story = openForPickUps();
const { waiting, take, attention, booksHold } = story;
const PEGS = 1_200;

async function letGo(saleId: string, shownMinor?: number) {
  const jo = await standAt(story.till, "Jo", 1);
  const seen = shownMinor === undefined ? {} : { shownMinor };
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, ...seen, approval: null });
  await story.till.runner.drain();
}

/** Somebody takes money in Klarna's portal, and it is booked. */
async function takenInPortal(paymentId: string, amountMinor: number) {
  const { shop, simulator, press } = story.till;
  simulator.control.actInPortal((await paymentRow(story.till, paymentId)).orderId ?? "", "capture", amountMinor);
  await story.later(HOUR_MS);
  const jo = await standAt(story.till, "Jo", 1);
  for (const { id: itemId } of await attention()) await bookCaptureFound(shop, press(), jo, { itemId, approval: null });
}

const coins = () =>
  story.till.shop.db.read.selectFrom("drawerEntry").select(["cause", "amountMinor"]).orderBy("position").execute();

describe("what is paid already for goods that the customer does not take", () => {
  test("in cash goes back out of the drawer, less what was used up by the goods that left", async () => {
    const { saleId, paymentId, lines: [, pegs], order } = await waiting({ cash: "200" });
    await take(saleId, [[pegs!.id, 1]]);
    expect(await pickUpView(story.till.shop, saleId)).toMatchObject({
      canLetGo: true,
      backMinor: 20_000 - PEGS,
      back: [{ kind: "cash", amountMinor: 20_000 - PEGS }],
    });
    await letGo(saleId, 20_000 - PEGS);
    expect(await coins()).toEqual([{ cause: "taken", amountMinor: 20_000 }, {
      cause: "given_back",
      amountMinor: PEGS - 20_000,
    }]);
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(order()).toMatchObject({ status: "CANCELLED", captured_amount: 0 });
    const { cash, klarna_receivable: held, ...sold } = await accounts(story.till);
    expect([cash, held]).toEqual([PEGS, undefined]);
    expect(Object.values(sold).reduce((sum, amount) => sum + amount, 0)).toBe(-PEGS);
    expect((await saleRow(story.till, saleId)).handedOverAt).not.toBeNull();
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("leaves just what the customer has to be returned later", async () => {
    const { saleId, lines: [, pegs] } = await waiting({ cash: "200" });
    await setLimit(story.till, 1_000_000);
    await take(saleId, [[pegs!.id, 1]]);
    await letGo(saleId);
    const { left, ways } = await refundableOf(story.till.shop.db.read, await saleRow(story.till, saleId), null);
    expect(left.map(({ quantity, amountMinor }) => [quantity, amountMinor])).toEqual([[0, 0], [1, PEGS]]);
    expect(ways.map(({ leftMinor }) => leftMinor).filter((minor) => minor > 0)).toEqual([PEGS]);
    await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }], by: await standAt(story.till, "Jo", 1) });
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });

  test("goes back in coins that there are", async () => {
    const { saleId, lines: [, pegs] } = await waiting({ cash: "200.02" });
    await story.till.shop.db.write.updateTable("shop").set({ cashStepMinor: 5 }).execute();
    await take(saleId, [[pegs!.id, 1]]);
    const [back] = (await pickUpView(story.till.shop, saleId))?.back ?? [];
    await letGo(saleId);
    expect((await coins()).at(-1)?.amountMinor).toBe(-(back?.amountMinor ?? 0));
    expect((back?.amountMinor ?? 1) % 5).toBe(0);
    await booksHold();
  });

  test("is not given back where something else was shown", async () => {
    const { saleId, lines: [, pegs] } = await waiting({ cash: "200" });
    await take(saleId, [[pegs!.id, 1]]);
    expect(await problemOf(letGo(saleId, 20_000))).toBe("return_changed");
    expect((await coins()).length).toBe(1);
    expect((await saleRow(story.till, saleId)).handedOverAt).toBeNull();
  });

  test("with a gift card is on it again", async () => {
    const { saleId, lines: [, pegs], card } = await paidByCard();
    await take(saleId, [[pegs!.id, 1]]);
    await letGo(saleId);
    const { entries } = await balances();
    expect(entries.filter(({ giftCardId }) => giftCardId === card.id).reduce((sum, one) => sum + one.amountMinor, 0))
      .toBe(10_000 - PEGS);
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("by Klarna, which somebody took in its portal, is refunded; Klarna lets go of the rest", async () => {
    const { saleId, paymentId, lines: [, pegs], order } = await waiting();
    await take(saleId, [[pegs!.id, 1]]);
    await takenInPortal(paymentId, 5_000);
    await letGo(saleId, 5_000);
    expect((await paymentRow(story.till, paymentId)).status).toBe("captured");
    expect(order()).toMatchObject({ captured_amount: PEGS + 5_000, refunded_amount: 5_000 });
    expect((await refunds(story.till)).map(({ amountMinor }) => amountMinor)).toEqual([5_000]);
    expect(await accounts(story.till)).toMatchObject({ klarna_receivable: PEGS });
    expect(await accounts(story.till)).not.toHaveProperty("klarna_refund_pending");
    expect(await attention()).toEqual([]);
    await booksHold();
  });

  test("goes back in both ways at once, also where nothing has left the shop", async () => {
    const { saleId, paymentId, order } = await waiting({ cash: "200" });
    await takenInPortal(paymentId, 5_000);
    expect(await pickUpView(story.till.shop, saleId)).toMatchObject({ canLetGo: true, backMinor: 25_000 });
    await letGo(saleId);
    expect((await paybacks(story.till)).map(({ kind, amountMinor }) => [kind, amountMinor]).toSorted()).toEqual([
      ["cash", 20_000],
      ["klarna", 5_000],
    ]);
    expect(order()).toMatchObject({ captured_amount: 5_000, refunded_amount: 5_000 });
    expect(await accounts(story.till)).toEqual({});
    await booksHold();
  });

  test("is settled first where a person was called about it; then the rest is let go, though Klarna never paid", async () => {
    const { saleId, paymentId, lines: [tents] } = await waiting();
    const { shop, simulator, press } = story.till;
    simulator.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED", times: 9 });
    await take(saleId, [[tents!.id, 1]]);
    expect(await problemOf(letGo(saleId))).toBe("capture_unsettled");
    const [item] = await attention();
    const jo = await standAt(story.till, "Jo", 1);
    await closeWithReason(shop, press(), jo, { itemId: item?.id ?? "", reason: "paid by transfer", approval: null });
    await letGo(saleId);
    expect((await paymentRow(story.till, paymentId)).status).toBe("released");
    expect(await accounts(story.till)).toMatchObject({ klarna_receivable: tents!.totalMinor / 2 });
    await booksHold();
  });

  test("keeps the rest from being exchanged before it went back", async () => {
    const { saleId, lines: [, pegs] } = await waiting({ cash: "200" });
    await take(saleId, [[pegs!.id, 1]]);
    const asked = exchangeableAs(story.till.shop.db.read, await saleRow(story.till, saleId), story.till.shop);
    expect(await problemOf(asked)).toBe("rest_paid_otherwise");
  });
});

async function balances() {
  return { entries: await story.till.shop.db.read.selectFrom("giftCardEntry").selectAll().execute() };
}

/** The goods wait, and are paid with a gift card of 100 and with Klarna. */
async function paidByCard() {
  const paid = await waiting({
    pays: async (saleId) => {
      const { shop, ada, press, seen } = story.till;
      const cardSale = newId(shop, "sal");
      const number = "CARD-2026-0001";
      await sellGiftCard(shop, press(), ada, { saleId: cardSale, amount: "100", number });
      await takeCash(shop, press(), ada, { ...await seen(cardSale), given: "100" });
      await completeSale(shop, press(), ada, cardSale);
      const { card } = await requireCard(shop.db.read, { number, mode: "practice" });
      await takeGiftCard(shop, press(), ada, { ...await seen(saleId), giftCardId: card.id, amount: "" });
    },
  });
  const card = await story.till.shop.db.read.selectFrom("giftCard").selectAll().executeTakeFirstOrThrow();
  return { ...paid, card };
}
