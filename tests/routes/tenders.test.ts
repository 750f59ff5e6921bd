import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, formOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { newId } from "../../src/shop.ts";
import { paymentRow, payWithKlarna, post, ringUp, saleRow } from "./scene.ts";

const MINUTE = 60_000;

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

const tenders = () => till.shop.db.read.selectFrom("tender").selectAll().where("removedAt", "is", null).execute();

/** Where the number of a gift card leads that is shown for a sale, and what says there that it was. */
async function show(saleId: string, number = "PRINTED-0042", who = ada) {
  const { location } = await post(who, `/sales/${saleId}/tender/gift-card`, { number });
  return { location: location ?? "", card: location?.split("?card=")[1] ?? "" };
}

/** A gift card of this number, sold for £25; its id. */
async function soldCard(number = "PRINTED-0042"): Promise<string> {
  const saleId = newId(till.shop, "sal");
  await post(ada, `/sales/${saleId}/gift-cards`, { amount: "25", number });
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "25" });
  await post(ada, `/sales/${saleId}/completion`);
  const cards = await till.shop.db.read.selectFrom("giftCard").select("id").execute();
  return cards.at(-1)?.id ?? "";
}

describe.each([
  ["card", { kind: "card", amount: "400", reference: "A-1" }, "more than is left to pay", 422],
  ["card", { kind: "card", amount: "many", reference: "A-1" }, "This is not an amount", 422],
  ["card", { kind: "card", amount: "1", reference: "x".repeat(70) }, "The reference is too long", 422],
  ["klarna-card", { kind: "klarna_card", amount: "1", reference: "42" }, "the last four digits", 422],
  ["cash", { kind: "cash", given: "many" }, "This is not an amount", 422],
])("what is wrong in the panel of %s", (panel, fields, sentence, status) => {
  test(`(${sentence}) is said there, with what was typed still in it, and nothing is taken`, async () => {
    const saleId = await ringUp(till, ada);
    const answer = await post(ada, `/sales/${saleId}/tenders`, fields);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(sentence);
    const { kind, ...typed } = fields;
    expect(formOn(answer.text, `/sales/${saleId}/tenders`).fields).toMatchObject({ kind });
    expect(shown(answer.text, typed)).toEqual(typed);
    expect(await tenders()).toEqual([]);
    expect((await ada.open(`/sales/${saleId}/tender/${panel}`)).status).toBe(200);
  });
});

test("each panel has what is due typed already, and a sale that is paid needs none", async () => {
  const saleId = await ringUp(till, ada);
  const card = await ada.open(`/sales/${saleId}/tender/card`);
  expect(shown(card.text, { amount: "" })).toEqual({ amount: "389.00" });
  await post(ada, `/sales/${saleId}/tenders`, { kind: "card" });
  expect((await ada.open(`/sales/${saleId}/tender/card`)).path).toBe(`/sales/${saleId}/tender`);
});

test("the part for Klarna is asked for only where Klarna can be used", async () => {
  const saleId = await ringUp(till, ada);
  expect((await ada.open(`/sales/${saleId}/tender/klarna`)).path).toBe(`/sales/${saleId}/tender`);
});

describe("a gift card", () => {
  test("is found by its number, which no address and no page holds, and what is on it is offered", async () => {
    const giftCardId = await soldCard();
    const saleId = await ringUp(till, ada);
    const { location, card } = await show(saleId, "printed 0042");
    const page = await ada.open(location);
    expect(page.text).toContain("On card …0042");
    expect(page.text).not.toMatch(/PRINTED/i);
    expect(formOn(page.text, `/sales/${saleId}/tenders`).fields).toMatchObject({ kind: "gift_card", card });
    expect(shown(page.text, { amount: "" })).toEqual({ amount: "25.00" });
    const looked = await post(ada, "/gift-cards", { number: "PRINTED-0042" });
    expect(looked.location).toBe(`/gift-cards/${giftCardId}`);
  });

  test.each([["12", 422], ["NOSUCHCARD", 404]])("of number %s is not there, in words", async (number, status) => {
    const saleId = await ringUp(till, ada);
    for (const path of ["/gift-cards", `/sales/${saleId}/tender/gift-card`]) {
      const answer = await post(ada, path, { number });
      expect(answer.status).toBe(status);
      expect(shown(answer.text, { number })).toEqual({ number });
    }
  });

  test("with too little on it is said so beside what was typed", async () => {
    await soldCard();
    const saleId = await ringUp(till, ada);
    const { card } = await show(saleId);
    const answer = await post(ada, `/sales/${saleId}/tenders`, { kind: "gift_card", card, amount: "30" });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("There is less than that on this gift card.");
    expect(formOn(answer.text, `/sales/${saleId}/tenders`).fields).toMatchObject({ card });
    expect(shown(answer.text, { amount: "" })).toEqual({ amount: "30" });
  });

  test("is not paid with by its id, nor by what was shown to another sale, another session or long ago", async () => {
    const giftCardId = await soldCard();
    const saleId = await ringUp(till, ada);
    const ben = await till.signIn("Ben", 2);
    const { card } = await show(saleId);
    const elsewhere = [(await show(await ringUp(till, ada))).card, (await show(saleId, "PRINTED-0042", ben)).card];
    const pay = (fields: Record<string, string>) =>
      post(ada, `/sales/${saleId}/tenders`, { kind: "gift_card", ...fields });
    for (const fields of [{ card: giftCardId }, { giftCardId }, ...elsewhere.map((one) => ({ card: one }))]) {
      const answer = await pay(fields);
      expect([answer.status, answer.text.includes("scan the gift card’s number again")]).toEqual([409, true]);
      expect(answer.text).toContain('name="number"');
    }
    expect((await ada.open(`/sales/${saleId}/tender/gift-card?card=${giftCardId}`)).text).toContain('name="number"');
    till.clock.advance(11 * MINUTE);
    expect((await pay({ card })).status).toBe(409);
    expect(await tenders()).toMatchObject([{ kind: "cash" }]);
    expect((await pay({ card: (await show(saleId)).card })).status).toBe(303);
    expect(await tenders()).toMatchObject([{ kind: "cash" }, { kind: "gift_card", amountMinor: 2_500 }]);
  });

  test("cannot be sold for nothing, and what was typed stays", async () => {
    const saleId = await ringUp(till, ada);
    const answer = await post(ada, `/sales/${saleId}/gift-cards`, { amount: "none", number: "PRINTED-1" });
    expect(answer.status).toBe(422);
    const typed = { amount: "none", number: "PRINTED-1" };
    expect(shown(answer.text, typed)).toEqual(typed);
  });

  test("that was scanned first only lacks its amount, where the next key lands", async () => {
    const saleId = await ringUp(till, ada);
    const page = await ada.open(`/sales/${saleId}/gift-card`);
    expect(page.text).toMatch(/<input [^>]*id="number"[^>]*autofocus/);
    const answer = await post(ada, `/sales/${saleId}/gift-cards`, { amount: "", number: "PRINTED-3" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Please fill this in");
    expect(answer.text).toMatch(/<input [^>]*id="amount"[^>]*autofocus/);
    expect(shown(answer.text, { number: "" })).toEqual({ number: "PRINTED-3" });
  });

  test("of a quick amount takes the number along", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/gift-cards`, { amount: "", quick: "50.00", number: "PRINTED-2" });
    const lines = await till.shop.db.read.selectFrom("lineItem").selectAll().where("kind", "=", "gift_card").execute();
    expect(lines).toMatchObject([{ giftCardNumber: "PRINTED2", totalMinor: 5_000 }]);
  });
});

test("before a link is out one press cancels Klarna and goes on to a card", async () => {
  const saleId = await ringUp(till, ada);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  const { location } = await post(ada, `/payments/${paymentId}/cancellation`, { instead: "card" });
  expect((await paymentRow(till, paymentId)).status).toBe("cancelled");
  expect(location).toBe(`/sales/${saleId}/tender/card`);
  expect((await saleRow(till, saleId)).status).toBe("open");
});

/** What stands in these fields of a page. */
function shown(html: string, fields: Record<string, string>): Record<string, string | undefined> {
  const valueOf = (name: string) => new RegExp(`<input [^>]*name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];
  return Object.fromEntries(Object.keys(fields).map((name) => [name, valueOf(name)]));
}
