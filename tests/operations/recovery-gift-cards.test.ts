import { expect, test } from "vitest";
import { requireCard, sellGiftCard } from "../../src/operations/gift-cards.ts";
import { whyNotSelling } from "../../src/operations/may-sell.ts";
import { completeSale, parkSale } from "../../src/operations/sale-life.ts";
import { takeBackTender, takeCash, takeGiftCard } from "../../src/operations/take-tender.ts";
import { voidSale } from "../../src/operations/void-sale.ts";
import { newId } from "../../src/shop.ts";
import { giftCardHistory } from "../../src/store/gift-cards.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { tendersOf } from "../../src/store/sales.ts";
import { backUp } from "../support/test-till.ts";
import { prepareLoss, restore } from "./recovery-support.ts";
import { openScene, problemOf, type Scene } from "./support.ts";

const NUMBER = "PRINTED0042";
const loss = prepareLoss();

async function openTill(): Promise<Scene> {
  const till = await openScene({ logbook: loss.logbook });
  loss.tills.push(till);
  return till;
}

const cardIn = (till: Scene, number = NUMBER) => requireCard(till.shop.db.read, { number, mode: "practice" });

async function sell(till: Scene, number = NUMBER): Promise<string> {
  const saleId = newId(till.shop, "sal");
  await sellGiftCard(till.shop, till.press(), till.ada, { saleId, amount: "25", number });
  await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "25" });
  await completeSale(till.shop, till.press(), till.ada, saleId);
  return (await cardIn(till, number)).card.id;
}

async function spend(till: Scene, giftCardId: string, amount: string) {
  const saleId = await till.ringUp("TNT-RDG3");
  const wanted = { ...await till.seen(saleId), giftCardId, amount };
  return { saleId, ...await takeGiftCard(till.shop, till.press(), till.ada, wanted) };
}

const lastEvent = async (till: Scene) =>
  JSON.parse((await till.shop.db.read.selectFrom("tillEvent").select("detail").executeTakeFirstOrThrow()).detail ?? "");

test("what was spent off a gift card after the backup is not on it again, and the books say why", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  const backup = await backUp(first);
  await spend(first, giftCardId, "10");
  await spend(first, giftCardId, "5");
  const till = await restore(loss, backup);
  expect((await cardIn(till)).balanceMinor).toBe(1_000);
  const history = await giftCardHistory(till.shop.db.read, giftCardId);
  expect(history.filter(({ cause }) => cause === "recovered")).toMatchObject([{ amountMinor: -1_500 }]);
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
  const booked = await till.shop.db.read.selectFrom("journalEntry").innerJoin("journal", "journal.id", "journalId")
    .where("cause", "=", "gift_card_recovered").select(["account", "amountMinor"]).execute();
  expect(booked).toEqual([
    { account: "gift_card_recovered", amountMinor: 1_500 },
    { account: "lost_with_backup", amountMinor: -1_500 },
  ]);
  expect(await lastEvent(till)).toMatchObject({ cardsCorrected: 1, cardsLost: 0 });
  await till.runner.drain();
  expect(await whyNotSelling(till.shop)).toBeNull();
});

test("what came back onto it after the backup is on it, by a tender taken back as by a sale given up", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  const [one, other] = [await spend(first, giftCardId, "10"), await spend(first, giftCardId, "5")];
  const backup = await backUp(first);
  await takeBackTender(first.shop, first.press(), first.ada, one);
  await voidSale(first.shop, first.press(), first.ada, { saleId: other.saleId, reason: "mistake", approval: null });
  const till = await restore(loss, backup);
  expect((await cardIn(till)).balanceMinor).toBe(2_500);
  expect(await lastEvent(till)).toMatchObject({ cardsCorrected: 1 });
});

test("what came back onto it after the backup is in no sale any more, so that it comes back once", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  const [one, other] = [await spend(first, giftCardId, "10"), await spend(first, giftCardId, "5")];
  await parkSale(first.shop, first.press(), other.saleId);
  const backup = await backUp(first);
  const seen = await first.seen(one.saleId);
  await takeBackTender(first.shop, first.press(), first.ada, one);
  await voidSale(first.shop, first.press(), first.ada, { saleId: other.saleId, reason: "mistake", approval: null });
  const till = await restore(loss, backup);
  await till.runner.drain();
  expect(await whyNotSelling(till.shop)).toBeNull();
  for (const { saleId } of [one, other]) expect(await tendersOf(till.shop.db.read, saleId)).toEqual([]);
  expect(await problemOf(takeBackTender(till.shop, till.press(), till.ada, one))).toBe("tender_missing");
  expect(await problemOf(completeSale(till.shop, till.press(), till.ada, one.saleId))).toBe("sale_not_paid");
  expect((await till.seen(one.saleId)).version).toBeGreaterThan(seen.version);
  await voidSale(till.shop, till.press(), till.ada, { saleId: other.saleId, reason: "mistake", approval: null });
  expect((await cardIn(till)).balanceMinor).toBe(2_500);
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
});

test("what was taken back and then spent in a sale that is lost is in no sale and not on the card", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  const one = await spend(first, giftCardId, "5");
  const backup = await backUp(first);
  await takeBackTender(first.shop, first.press(), first.ada, one);
  await spend(first, giftCardId, "15");
  const till = await restore(loss, backup);
  expect((await cardIn(till)).balanceMinor).toBe(1_000);
  await voidSale(till.shop, till.press(), till.ada, { saleId: one.saleId, reason: "mistake", approval: null });
  expect((await cardIn(till)).balanceMinor).toBe(1_000);
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
});

test("a tender that stood to the last stays in its sale, whatever else the card paid after the backup", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  const [one, other] = [await spend(first, giftCardId, "5"), await spend(first, giftCardId, "3")];
  const backup = await backUp(first);
  await spend(first, giftCardId, "10");
  await takeCash(first.shop, first.press(), first.ada, { ...await first.seen(other.saleId), given: "1000" });
  await completeSale(first.shop, first.press(), first.ada, other.saleId);
  const till = await restore(loss, backup);
  for (const { saleId, tenderId } of [one, other]) {
    expect(await tendersOf(till.shop.db.read, saleId)).toMatchObject([{ id: tenderId }]);
  }
  expect((await cardIn(till)).balanceMinor).toBe(700);
  await takeBackTender(till.shop, till.press(), till.ada, one);
  expect((await cardIn(till)).balanceMinor).toBe(1_200);
  expect(await brokenRules(till.shop.db.read, 0)).toEqual([]);
});

test("a start in the middle of the recovery, and a till that was only stopped, put nothing right", async () => {
  const first = await openTill();
  const giftCardId = await sell(first);
  await spend(first, giftCardId, "10");
  const whole = await restore(loss, await backUp(first));
  expect(whole.shop.recovery).toBeNull();
  const backup = await backUp(first);
  await spend(first, giftCardId, "5");
  const restored = await restore(loss, backup);
  const again = await restore(loss, await backUp(restored));
  for (const till of [restored, again]) expect((await cardIn(till)).balanceMinor).toBe(1_000);
  expect((await giftCardHistory(again.shop.db.read, giftCardId)).map(({ cause }) => cause)).toHaveLength(3);
});

test("a card that was sold after the backup is counted as lost, and no line holds its number", async () => {
  const first = await openTill();
  const backup = await backUp(first);
  await sell(first);
  expect(JSON.stringify(loss.logbook.lines)).not.toContain(NUMBER);
  const till = await restore(loss, backup);
  expect(await lastEvent(till)).toMatchObject({ cardsCorrected: 0, cardsLost: 1 });
});

test("a line that finds no room on the disk keeps nobody from paying", async () => {
  const till = await openTill();
  const giftCardId = await sell(till);
  loss.logbook.before = () => Promise.reject(new Error("no room"));
  await spend(till, giftCardId, "10");
  expect((await cardIn(till)).balanceMinor).toBe(1_500);
});
