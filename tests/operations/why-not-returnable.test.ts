import { expect, test } from "vitest";
import { sellGiftCard } from "../../src/operations/gift-cards.ts";
import { refundableOf } from "../../src/operations/refundable.ts";
import { whyNotReturnable } from "../../src/operations/why-not-returnable.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { openForExchanges } from "./exchange-story.ts";
import { paybacks, takeBack } from "./returns-support.ts";
import { openStory } from "./story.ts";
import { openScene, problemOf, saleRow, type Scene } from "./support.ts";

const story = openForExchanges();
const TENT = 38_900;

const why = async (till: Scene, saleId: string) =>
  await whyNotReturnable(till.shop.db.read, await saleRow(till, saleId), till.shop.klarna);

test("of gift cards alone nothing comes back, and that is what is said", async () => {
  await story.open();
  const till = await openScene();
  const saleId = "sal_" + "0".repeat(26);
  await sellGiftCard(till.shop, till.press(), till.ada, { saleId, amount: "50", number: "" });
  await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "50" });
  await completeSale(till.shop, till.press(), till.ada, saleId);
  expect(await why(till, saleId)).toBe("gift_cards");
  await till.close();
});

test("where Klarna's promise ran out nothing was given back, but never paid", async () => {
  await story.open();
  const lapsed = await openStory();
  const { till, saleId } = lapsed;
  await till.runner.drain();
  lapsed.customer.approves();
  await lapsed.look();
  await lapsed.save();
  till.simulator.control.addFault({ kind: "capture", status: 500 });
  await lapsed.complete();
  till.simulator.control.expireOrder((await lapsed.payment()).orderId ?? "");
  for (let looks = 0; looks < 3; looks++) await lapsed.laterOn();
  expect((await lapsed.payment()).status).toBe("lapsed");
  expect(await why(till, saleId)).toBe("never_paid");
  await till.close();
});

test("what was taken and given back in Klarna's portal before anybody here booked it was never paid here", async () => {
  await story.open();
  const unseen = await openStory();
  const { till, saleId } = unseen;
  await till.runner.drain();
  unseen.customer.approves();
  await unseen.look();
  await unseen.save();
  till.simulator.control.addFault({ kind: "capture", status: 500 });
  await unseen.complete();
  const orderId = (await unseen.payment()).orderId ?? "";
  for (const deed of ["capture", "refund"] as const) till.simulator.control.actInPortal(orderId, deed);
  for (let looks = 0; looks < 3; looks++) await unseen.laterOn();
  expect(await unseen.payment()).toMatchObject({ status: "released", refundedElsewhereMinor: TENT });
  expect(await why(till, saleId)).toBe("never_paid");
  const { ways } = await refundableOf(till.shop.db.read, await saleRow(till, saleId), till.shop.klarna);
  expect(ways.filter(({ leftMinor }) => leftMinor > 0)).toEqual([]);
  await till.close();
});

test("with another Klarna account connected the other ways still give back, and Klarna's gives nothing", async () => {
  const till = await story.open();
  const { saleId } = await story.sold({ codes: ["TNT-RDG3"], cash: "89" });
  till.shop.klarna.accountId = "kla_another";
  const refundable = await refundableOf(till.shop.db.read, await saleRow(till, saleId), till.shop.klarna);
  expect(refundable.isOutOfReach).toBe(true);
  expect(refundable.ways.map(({ kind, leftMinor }) => [kind, leftMinor])).toEqual([["klarna", 0], ["cash", 8_900]]);
  const byKlarna = { freeMinor: 100, note: "Scratched", split: { klarna: 100 } };
  expect(await problemOf(takeBack(till, saleId, byKlarna))).toBe("return_split");
  expect(await problemOf(takeBack(till, saleId, { lines: [{ at: 0, quantity: 1 }], shownMinor: TENT }))).toBe(
    "return_too_much",
  );
  await takeBack(till, saleId, { freeMinor: 8_900, note: "Scratched" });
  expect(await paybacks(till)).toMatchObject([{ kind: "cash", amountMinor: 8_900 }]);
  expect(await why(till, saleId)).toBe("elsewhere");
});
