import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";

const SOLD = "PRINTED0042";
/** As the till makes them, of a card that is not in its books. */
const FOREIGN = "6035710000000424";

let till: TestTill;
let ada: Browser;
let saleId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  const sold = newId(till.shop, "sal");
  await post(ada, `/sales/${sold}/gift-cards`, { amount: "25", number: SOLD });
  await post(ada, `/sales/${sold}/tenders`, { kind: "card" });
  await post(ada, `/sales/${sold}/completion`);
  saleId = newId(till.shop, "sal");
});

afterEach(() => till.close());

const scan = (typed: string, headers: Record<string, string> = { "hx-request": "true", "hx-target": "#strip" }) =>
  post(ada, `/sales/${saleId}/lines`, { typed }, headers);

test("a gift card scanned as a product is told by its end alone, and what is on it is one press away", async () => {
  const card = await till.shop.db.read.selectFrom("giftCard").select("id").executeTakeFirstOrThrow();
  for (const { status, text } of [await scan(SOLD), await scan("printed-0042", {}), await scan(`3*${SOLD}`)]) {
    expect(status).toBe(404);
    expect(text).not.toMatch(/printed-?0042/i);
    expect(text).toContain("This looks like gift card …0042, and is no product. Nothing was added.");
    expect(text).toContain(`href="/gift-cards/${card.id}"`);
    expect(text).not.toContain("products?q=");
  }
});

test.each([FOREIGN, "6035 7100 0000 0424", "6035710000000425"])("so is %s, though it is in no book", async (number) => {
  const { text } = await scan(number);
  expect(text).not.toContain(number);
  expect(text).toContain("gift card …042");
  expect(text).toContain('href="/gift-cards"');
});

test("a search by such a number finds nothing and says it nowhere", async () => {
  for (const number of [SOLD, FOREIGN]) {
    const asTyped = { "hx-request": "true", "hx-target": "#tiles" };
    const typed = await ada.send("GET", `/sales/${saleId}/products?typed=${number}`, undefined, asTyped);
    for (const { status, text } of [typed, await ada.open(`/sales/${saleId}/products?q=${number}`)]) {
      expect(status).toBe(200);
      expect(text).not.toContain(number);
    }
  }
});

test("a product of that very code is a product", async () => {
  await till.shop.db.write.updateTable("product").set({ code: FOREIGN }).where("code", "=", "TNT-RDG3").execute();
  expect((await scan(FOREIGN)).status).toBe(200);
});

test("a product's code that is missing is said whole, and can be searched for", async () => {
  const { text } = await scan("5012345678900");
  expect(text).toContain("products?q=5012345678900");
});
