import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";
import { waitingSale } from "./waiting-sale.ts";

let till: TestTill;
let jo: Browser;
let ids: Record<string, string>;

/** Two packs of pegs wait. */
beforeAll(async () => {
  till = await openTestTill();
  jo = await till.signIn("Jo");
  ids = await waitingSale(till, jo);
});

afterAll(() => till.close());

const page = async () => (await jo.open(`/sales/${ids["saleId"]}/return`)).text;
const leads = () => `href="/sales/${ids["saleId"]}/pick-up"`;
const REFUND = 'value="give"';
const EXCHANGE = 'value="exchange"';
const countOf = (text: string, what: string) => text.split(what).length - 1;

test("of goods that all wait nothing comes back: the page leads to where they are handed over, and exchanges them", async () => {
  const text = await page();
  expect(text).toContain("Goods for £24.00 of this sale are still here");
  expect(text).toContain(leads());
  expect([countOf(text, REFUND), countOf(text, EXCHANGE)]).toEqual([0, 1]);
  expect(text).toContain("Klarna has not taken £24.00 yet.");
  const { write } = till.shop.db;
  await write.updateTable("payment").set({ status: "lapsed" }).execute();
  expect(await page()).not.toContain("Klarna has not taken");
  await write.updateTable("payment").set({ status: "authorized" }).execute();
});

test("what was taken comes back, and nothing else: not even by the button for everything", async () => {
  await post(jo, `/sales/${ids["saleId"]}/hand-overs`, { what: "some", [`pieces-${ids["lineId"]}`]: "1" });
  await till.runner.drain();
  const before = await page();
  expect(before).toContain("bought 2 · 1 still to be picked up");
  expect(before).toContain("Goods for £12.00 of this sale are still here");
  expect(before).toContain(leads());
  const form = { [`quantity.${ids["lineId"]}`]: "0", do: "everything" };
  const { text } = await post(jo, `/sales/${ids["saleId"]}/return`, form);
  expect(text).toContain("Refund £12.00");
  expect(text).toContain("To exchange something that was taken");
  // What waits can be exchanged as long as nothing is chosen; what was taken cannot.
  expect([countOf(before, REFUND), countOf(before, EXCHANGE)]).toEqual([0, 1]);
  expect([countOf(text, REFUND), countOf(text, EXCHANGE)]).toEqual([1, 0]);
});

test("more than was taken is refused in words; what was taken goes back, and its receipt says so", async () => {
  const quantity = `quantity.${ids["lineId"]}`;
  const path = `/sales/${ids["saleId"]}/return`;
  const key = /name="split\.([^"]+)"/.exec((await post(jo, path, { [quantity]: "1", do: "show" })).text)?.[1];
  const split = (amount: string) => ({ [`split.${key}`]: amount });
  const both = await post(jo, path, { [quantity]: "2", ...split("24.00"), shown: "2400", found: "0", do: "give" });
  expect(both.text).toContain("More comes back than is left of the sale");
  const one = { [quantity]: "1", ...split("12.00"), shown: "1200", found: "0", do: "give" };
  const given = await post(jo, path, one);
  const done = given.headers.get("location") ?? "";
  expect((await jo.open(done)).text).toContain("confirmed by Klarna");
  const receipt = (await jo.open(`${done}/receipt`)).text;
  for (const words of ["RETURN", "1 × ", "12.00", "Klarna was asked to lower what you owe"]) {
    expect(receipt).toContain(words);
  }
});

test("after that the page says that the rest waits, and what came back before", async () => {
  const text = await page();
  expect(text).toContain("Goods for £12.00 of this sale are still here");
  expect(text).toContain("Return 1");
  expect(text).not.toContain("To exchange something that was taken");
  expect([countOf(text, REFUND), countOf(text, EXCHANGE)]).toEqual([0, 1]);
});
