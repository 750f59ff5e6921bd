import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeQuantity } from "../../src/operations/basket.ts";
import { requireCard, sellGiftCard } from "../../src/operations/gift-cards.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { takeBackTender, takeCash, takeGiftCard } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { newId } from "../../src/shop.ts";
import { giftCardHistory } from "../../src/store/gift-cards.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { tendersOf } from "../../src/store/sales.ts";
import { linesIn, openScene, paymentRow, problemOf, type Scene } from "./support.ts";

const PRINTED = "CARD-2026-0001";
const TENT_MINOR = 38_900;

let till: Scene;

beforeEach(async () => {
  till = await openScene();
});

afterEach(async () => {
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  await till.close();
});

const sell = (saleId: string, amount: string, number = PRINTED) =>
  sellGiftCard(till.shop, till.press(), till.ada, { saleId, amount, number });

async function payInCash(saleId: string): Promise<void> {
  await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "1000" });
}

const complete = (saleId: string) => completeSale(till.shop, till.press(), till.ada, saleId);

/** A card that was sold for this and is worth it; its id. */
async function cardWorth(amount: string, number = PRINTED): Promise<string> {
  const saleId = newId(till.shop, "sal");
  await sell(saleId, amount, number);
  await payInCash(saleId);
  await complete(saleId);
  return (await card(number)).card.id;
}

const { mode } = { mode: "practice" as const };
const card = (number = PRINTED) => requireCard(till.shop.db.read, { number, mode });
const balance = async (number = PRINTED) => (await card(number)).balanceMinor;

async function redeem(saleId: string, giftCardId: string, amount = "") {
  const wanted = { ...await till.seen(saleId), giftCardId, amount };
  return await takeGiftCard(till.shop, till.press(), till.ada, wanted);
}

describe("a gift card that is sold", () => {
  test("is a line without tax, known on screens by the last of its number", async () => {
    const saleId = newId(till.shop, "sal");
    await sell(saleId, "25");
    expect(await linesIn(till, saleId)).toMatchObject([{
      kind: "gift_card",
      name: "Gift card …0001",
      giftCardNumber: "CARD20260001",
      totalMinor: 2_500,
      taxMinor: 0,
      quantity: 1,
    }]);
  });

  test("is worth nothing before its sale is completed, and then what was paid for it", async () => {
    const saleId = newId(till.shop, "sal");
    await sell(saleId, "25");
    await payInCash(saleId);
    expect(await problemOf(card())).toBe("gift_card_missing");
    await complete(saleId);
    expect(await balance()).toBe(2_500);
  });

  test("is worth nothing when its sale is given up, or when it was taken out of the basket", async () => {
    const saleId = newId(till.shop, "sal");
    await sell(saleId, "25");
    await voidSale(till.shop, till.press(), till.ada, { saleId, reason: "mistake", approval: null });
    expect(await problemOf(card())).toBe("gift_card_missing");
  });

  test("gets a new number of sixteen digits when none was typed", async () => {
    const saleId = newId(till.shop, "sal");
    await sell(saleId, "25", " ");
    await sell(saleId, "25", "");
    const [one, other] = await linesIn(till, saleId);
    expect(one?.giftCardNumber).toMatch(/^\d{16}$/);
    expect(other?.giftCardNumber).not.toBe(one?.giftCardNumber);
  });

  test("twice in one basket under one number is refused, and so is a quantity", async () => {
    const saleId = newId(till.shop, "sal");
    const { lineId } = await sell(saleId, "25");
    expect(await problemOf(sell(saleId, "10", "card 2026 0001"))).toBe("one_gift_card");
    const wanted = { ...await till.seen(saleId), lineId, quantity: 2 };
    expect(await problemOf(changeQuantity(till.shop, till.press(), till.ada, wanted))).toBe("one_gift_card");
  });

  test("once more in another sale is worth both", async () => {
    await cardWorth("25");
    await cardWorth("10");
    expect(await balance()).toBe(3_500);
  });

  test.each(["0", "", "x", "-1"])("for %j is refused, and no sale is begun", async (amount) => {
    expect(await problemOf(sell(newId(till.shop, "sal"), amount))).toBe("bad_amount");
    expect(await till.shop.db.read.selectFrom("sale").selectAll().execute()).toEqual([]);
  });

  test.each(["12345", "€".repeat(8)])("under the number %j is refused", async (number) => {
    expect(await problemOf(sell(newId(till.shop, "sal"), "25", number))).toBe("bad_gift_card");
  });

  test("cannot be put into a basket that is locked", async () => {
    const saleId = await till.ringUp("TNT-RDG3");
    await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "10" });
    expect(await problemOf(sell(saleId, "25"))).toBe("sale_locked");
  });
});

describe("paying with a gift card", () => {
  test("takes what is due, or what is on it if that is less", async () => {
    const giftCardId = await cardWorth("25");
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await redeem(saleId, giftCardId)).toMatchObject({ amountMinor: 2_500 });
    expect(await balance()).toBe(0);
    expect(await tendersOf(till.shop.db.read, saleId)).toMatchObject([{ kind: "gift_card", amountMinor: 2_500 }]);
    expect(await problemOf(redeem(saleId, giftCardId))).toBe("gift_card_empty");
  });

  test("takes the part that is named, and never more than is on it or due", async () => {
    const giftCardId = await cardWorth("500");
    const saleId = await till.ringUp("TNT-RDG3");
    await redeem(saleId, giftCardId, "20");
    expect(await balance()).toBe(48_000);
    expect(await problemOf(redeem(saleId, giftCardId, "369.01"))).toBe("more_than_due");
    const small = await cardWorth("5", "SMALL1");
    expect(await problemOf(redeem(saleId, small, "5.01"))).toBe("gift_card_short");
    await redeem(saleId, giftCardId);
    expect(await balance()).toBe(50_000 - TENT_MINOR);
  });

  test("two sales at once share what is on it, and it is never below zero", async () => {
    const giftCardId = await cardWorth("25");
    const sales = [await till.ringUp("TNT-RDG3"), await till.ringUp("TNT-RDG3"), await till.ringUp("TNT-RDG3")];
    const wanted = await Promise.all(sales.map(async (saleId) => ({ ...await till.seen(saleId), giftCardId })));
    const said = await Promise.all(
      wanted.map((one) => problemOf(takeGiftCard(till.shop, till.press(), till.ada, { ...one, amount: "10" }))),
    );
    expect(said.toSorted()).toEqual(["gift_card_short", "nothing", "nothing"]);
    expect(await balance()).toBe(500);
  });

  test("one press sent twice at once takes once", async () => {
    const giftCardId = await cardWorth("25");
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), giftCardId, amount: "10" };
    const press = till.press();
    const both = [1, 2].map(() => takeGiftCard(till.shop, press, till.ada, wanted));
    const [one, other] = await Promise.all(both);
    expect(one).toEqual(other);
    expect(await balance()).toBe(1_500);
  });

  test("taken back, or in a sale that is given up, it is on the card again", async () => {
    const giftCardId = await cardWorth("25");
    const saleId = await till.ringUp("TNT-RDG3");
    const { tenderId } = await redeem(saleId, giftCardId, "10");
    await takeBackTender(till.shop, till.press(), till.ada, { saleId, tenderId });
    expect(await balance()).toBe(2_500);
    await redeem(saleId, giftCardId, "15");
    await voidSale(till.shop, till.press(), till.ada, { saleId, reason: "changed_mind", approval: null });
    expect(await balance()).toBe(2_500);
    const history = await giftCardHistory(till.shop.db.read, giftCardId);
    expect(history.map((entry) => [entry.cause, entry.amountMinor])).toEqual(
      expect.arrayContaining([["sold", 2_500], ["redeemed", -1_000], ["given_back", 1_000], ["given_back", 1_500]]),
    );
  });

  test("a card of the other book is not there", async () => {
    const giftCardId = await cardWorth("25");
    await till.shop.db.write.updateTable("giftCard").set({ mode: "live" }).execute();
    const saleId = await till.ringUp("TNT-RDG3");
    expect(await problemOf(redeem(saleId, giftCardId))).toBe("gift_card_missing");
    await till.shop.db.write.updateTable("giftCard").set({ mode: "practice" }).execute();
  });

  test("a sale that is paid with it in full is completed, and the books say so", async () => {
    const giftCardId = await cardWorth("400");
    const saleId = await till.ringUp("TNT-RDG3");
    await redeem(saleId, giftCardId);
    await complete(saleId);
    const entries = await till.shop.db.read.selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalId")
      .where("saleId", "=", saleId).select(["account", "amountMinor"]).execute();
    expect(entries).toContainEqual({ account: "gift_card_liability", amountMinor: TENT_MINOR });
  });
});

describe("a gift card beside Klarna", () => {
  test("Klarna first, then the card: what Klarna captures lists what it was asked for", async () => {
    const giftCardId = await cardWorth("25");
    const saleId = await till.ringUp("TNT-RDG3");
    const wanted = { ...await till.seen(saleId), amount: "364" };
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, wanted);
    await approve(paymentId);
    await savePayment(till.shop, till.press(), till.ada, paymentId);
    await redeem(saleId, giftCardId);
    await complete(saleId);
    till.clock.advance(4_000);
    await till.runner.drain();
    const order = till.simulator.control.findOrder((await paymentRow(till, paymentId)).reference);
    expect(order).toMatchObject({ order_amount: 36_400, captured_amount: 36_400 });
    const sums = (lines: { name: string; total_amount: number }[]) => lines.map((one) => [one.name, one.total_amount]);
    expect(sums(order?.captures[0]?.order_lines ?? [])).toEqual(sums(order?.order_lines ?? []));
    expect(await balance()).toBe(0);
  });

  test("the card first: Klarna is told of it as a line of its own", async () => {
    const giftCardId = await cardWorth("25");
    const saleId = await till.ringUp("TNT-RDG3");
    await redeem(saleId, giftCardId);
    const { paymentId } = await startPayment(till.shop, till.press(), till.ada, await till.seen(saleId));
    await approve(paymentId);
    const order = till.simulator.control.findOrder((await paymentRow(till, paymentId)).reference);
    expect(order?.order_lines).toContainEqual(
      expect.objectContaining({ type: "gift_card", name: "Gift card", total_amount: -2_500 }),
    );
  });
});

async function approve(paymentId: string): Promise<void> {
  await till.runner.drain();
  till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
  till.clock.advance(4_000);
  await till.runner.drain();
}
