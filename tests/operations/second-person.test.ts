import { expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { startExchange } from "../../src/operations/exchange.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { agreeingOf } from "../../src/routes/agreeing.ts";
import { HOUR_MS, openForPickUps } from "./pick-up-story.ts";
import { setLimit, takeBack } from "./returns-support.ts";
import { problemOf, standAt } from "./support.ts";

/** What a senior may decide gives no money back above the shop's limit that a return would not give back. */
const story = openForPickUps();
const jo = () => standAt(story.till, "Jo", 1);
const PINS = { Jo: "333333", Mona: "999999" };

async function agreed(name: keyof typeof PINS) {
  return { staffId: (await standAt(story.till, name, 1)).staffId, pin: PINS[name] };
}

const letGo = async (saleId: string, by = jo(), approval: { staffId: string; pin: string } | null = null) =>
  letRestGo(story.till.shop, story.till.press(), await by, { saleId, approval });
const cancel = async (saleId: string, by = jo(), approval: { staffId: string; pin: string } | null = null) =>
  cancelSale(story.till.shop, story.till.press(), await by, { saleId, reason: "mistake", approval });
const drawer = async () =>
  (await story.till.shop.db.read.selectFrom("drawerEntry").select("amountMinor").where("amountMinor", "<", 0).execute())
    .map(({ amountMinor }) => amountMinor);

test("a rest for which much was paid in cash is let go of only with a second person, who is kept", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting({ cash: "300" });
  await setLimit(story.till, 5_000);
  await story.take(saleId, [[pegs!.id, 1]]);
  expect(await problemOf(letGo(saleId))).toBe("needs_second");
  expect(await drawer()).toEqual([]);
  const second = await agreed("Mona");
  await letGo(saleId, jo(), second);
  expect(await drawer()).toEqual([-(30_000 - pegs!.totalMinor)]);
  const back = story.till.shop.db.read.selectFrom("saleReturn").select("approvedBy");
  expect(await back.executeTakeFirstOrThrow()).toEqual({ approvedBy: second.staffId });
});

test("what went back of the sale before counts, too", async () => {
  const { saleId, lines: [tents, pegs] } = await story.waiting({ cash: "20" });
  await story.take(saleId, [[pegs!.id, 1]]);
  await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
  await setLimit(story.till, pegs!.totalMinor + 100);
  expect(tents!.totalMinor).toBeGreaterThan(2_000);
  expect(await problemOf(letGo(saleId))).toBe("needs_second");
});

test("what Klarna only lets go of needs none, and whoever agrees for a cashier is the second person", async () => {
  const { saleId, lines: [, pegs] } = await story.waiting();
  await setLimit(story.till, 0);
  await story.take(saleId, [[pegs!.id, 1]]);
  expect(await problemOf(letGo(saleId))).toBe("nothing");
  const other = await story.waiting({ cash: "300" });
  await setLimit(story.till, 0);
  await story.take(other.saleId, [[other.lines[1]!.id, 1]]);
  const ada = Promise.resolve(story.till.ada);
  expect(await problemOf(letGo(other.saleId, ada))).toBe("needs_senior");
  expect(await problemOf(letGo(other.saleId, ada, await agreed("Jo")))).toBe("nothing");
});

test("a finished sale is cancelled, or exchanged as a whole, without one only where little was paid beside Klarna", async () => {
  const { saleId } = await story.waiting({ cash: "300" });
  await setLimit(story.till, 29_999);
  const { shop, press } = story.till;
  const terms = { saleId, lines: [], freeMinor: 0, note: "", shownMinor: 0, foundMinor: 0, approval: null };
  expect(await problemOf(startExchange(shop, press(), await jo(), terms))).toBe("needs_second");
  expect(await problemOf(cancel(saleId))).toBe("needs_second");
  await setLimit(story.till, 30_000);
  expect(await problemOf(cancel(saleId))).toBe("nothing");
});

test("the pages ask for one of the others just where it would be refused without", async () => {
  await story.waiting();
  await setLimit(story.till, 5_000);
  const asked = async (by: "Ada" | "Jo", moreMinor: number) => {
    const back = { returnedMinor: 4_000, moreMinor };
    const { approvers, limitMinor } = await agreeingOf(story.till.shop, await standAt(story.till, by, 1), back);
    return [approvers.map(({ name }) => name), limitMinor];
  };
  expect(await asked("Jo", 1_000)).toEqual([[], null]);
  expect(await asked("Jo", 1_001)).toEqual([["Marek", "Mona"], 5_000]);
  expect(await asked("Ada", 0)).toEqual([["Jo", "Marek", "Mona"], null]);
  expect(await asked("Ada", 1_001)).toEqual([["Jo", "Marek", "Mona"], 5_000]);
});

test("while the till may not sell no money goes back for a rest or a cancelled sale, as none does for a return", async () => {
  const { saleId } = await story.waiting({ cash: "20" });
  story.till.clock.setWall(-2 * HOUR_MS);
  expect(await problemOf(cancel(saleId))).toBe("not_selling");
  const other = await story.waiting({ cash: "20" });
  await story.take(other.saleId, [[other.lines[1]!.id, 1]]);
  story.till.clock.setWall(-2 * HOUR_MS);
  expect(await problemOf(letGo(other.saleId))).toBe("not_selling");
});
