import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { linesOfSale, post, ringUp, saleRow } from "./scene.ts";

const QUICK = { "hx-request": "true" };

let till: TestTill;
let ada: Browser;
let saleId: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  saleId = await ringUp(till, ada, ["TNT-RDG3", "CLO-HAT"]);
});

afterEach(() => till.close());

const type = (typed: string, more: Record<string, string> = {}, headers = {}) =>
  post(ada, `/sales/${saleId}/lines`, { typed, ...more }, headers);
const quantities = async () => (await linesOfSale(till, saleId)).map(({ name, quantity }) => `${quantity} ${name}`);
const idOfLine = async (index: number) => (await linesOfSale(till, saleId))[index]?.id ?? "";

describe("what is typed into the scan field", () => {
  test("3* is so many of the last line, or of the one that is chosen", async () => {
    await type("3*");
    await type("5 *", { lineId: await idOfLine(0) });
    expect(await quantities()).toEqual(["5 Ridgeline 3 tent", "3 Wool hat"]);
  });

  test("3* before a code or a name adds so many", async () => {
    await type("3*2000001001103");
    await type("2*head torch");
    expect(await quantities()).toEqual(["4 Ridgeline 3 tent", "1 Wool hat", "2 Head torch 300"]);
  });

  test("hits of 3* and a word each add three", async () => {
    const hits = await type("3*tent", {}, QUICK);
    expect(hits.text).toContain("adds 3 of the first.");
    expect(hits.text).toContain(`data-query="3*tent"`);
    const form = /<input type="hidden" name="quantity" value="3"\/>/;
    expect(hits.text).toMatch(form);
    const whileTyping = await ada.send("GET", `/sales/${saleId}/products?typed=3*tent`, undefined, QUICK);
    expect(whileTyping.text).toMatch(form);
    const page = await ada.open(`/sales/${saleId}/products?q=3*tent`);
    expect(page.text).toMatch(form);
  });

  test.each(["3*", "10%"])("%s while it is being typed searches nothing", async (typed) => {
    const path = `/sales/${saleId}/products?typed=${encodeURIComponent(typed)}`;
    const { text } = await ada.send("GET", path, undefined, QUICK);
    expect(text).not.toContain("data-query");
    expect(text).toContain("Gas canister 230 g");
  });

  test("10% is a discount on the chosen line, and 0% takes it away", async () => {
    expect((await type("10%", {}, QUICK)).text).toContain("New price for");
    expect((await linesOfSale(till, saleId))[1]).toMatchObject({ discountValue: 1_000, totalMinor: 17_10 });
    await type("0%");
    expect((await linesOfSale(till, saleId))[1]).toMatchObject({ discountKind: null, totalMinor: 19_00 });
  });

  test("a percentage past the limit brings the colleague's panel to the whole page, and changes nothing", async () => {
    const { version } = await saleRow(till, saleId);
    const answer = await type("50%", { lineId: await idOfLine(0) }, QUICK);
    expect(answer.headers.get("hx-retarget")).toBe("body");
    expect(answer.text).toContain("A manager must approve this");
    expect(answer.text).toContain("£389.00 → £194.50");
    expect((await saleRow(till, saleId)).version).toBe(version);
  });

  test("more of what a colleague agreed to is shown to one again, also by the + of its line; less is not", async () => {
    const mona = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
      .executeTakeFirstOrThrow();
    const agreed = { approverId: mona.id, pin: "999999" };
    const lineId = await idOfLine(0);
    const discount = await type("50%", { lineId }, QUICK);
    await ada.submit(discount, `/sales/${saleId}/lines/${lineId}/discount`, agreed);
    expect((await linesOfSale(till, saleId))[0]).toMatchObject({ totalMinor: 194_50 });

    const path = `/sales/${saleId}/lines/${lineId}/quantity`;
    const version = async () => ({ version: String((await saleRow(till, saleId)).version) });
    const asked = [
      await type("3*", { lineId }, QUICK),
      await post(ada, path, { quantity: "3", ...await version() }, QUICK),
    ];
    for (const answer of asked) {
      expect(answer.headers.get("hx-retarget")).toBe("body");
      expect(answer.text).toContain("A manager must approve this");
      expect(answer.text).toContain("1 → 3");
      expect(answer.text).toContain("£194.50 → £583.50");
    }
    expect(await quantities()).toEqual(["1 Ridgeline 3 tent", "1 Wool hat"]);
    const wrong = await ada.submit(asked[1]!, path, { ...agreed, pin: "000000" });
    expect(wrong.status).toBe(403);
    expect(wrong.text).toContain("That PIN is not right.");
    till.clock.advance(60_000);
    await ada.submit(wrong, path, agreed);
    expect(await quantities()).toEqual(["3 Ridgeline 3 tent", "1 Wool hat"]);
    await post(ada, path, { quantity: "2", ...await version() }, QUICK);
    expect(await quantities()).toEqual(["2 Ridgeline 3 tent", "1 Wool hat"]);
  });

  test.each([
    ["0*", "a whole number from 1 to 9999"],
    ["150%", "That is not a discount."],
  ])("%s is refused in words", async (typed, words) => {
    const answer = await type(typed, {}, QUICK);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await quantities()).toEqual(["1 Ridgeline 3 tent", "1 Wool hat"]);
  });

  test("about a line that is gone, or in an empty basket, it says so", async () => {
    const gone = await type("3*", { lineId: newId(till.shop, "lin") }, QUICK);
    expect(gone.text).toContain("That line is no longer in the basket.");
    saleId = newId(till.shop, "sal");
    for (const typed of ["3*", "10%"]) {
      expect((await type(typed, {}, QUICK)).text).toContain("There is nothing in the basket yet.");
    }
  });

  test("what was added or changed is the line that is chosen next", async () => {
    const answer = await type("TNT-RDG3", {}, QUICK);
    expect(answer.text).toMatch(new RegExp(`class="line is-on" id="line-${await idOfLine(0)}"`));
    const { location } = await type("TNT-RDG3");
    expect(location).toBe(`/sales/${saleId}?line=${await idOfLine(0)}`);
  });
});

test("one more or one less is of what the line showed, whatever was typed beside it and not sent", async () => {
  const page = await ada.open(`/sales/${saleId}?line=${await idOfLine(1)}`);
  expect(page.text).toMatch(/name="to" value="2" aria-label="One more Wool hat"/);
  for (const [typed, to] of [["9", "2"], ["nine", "3"], ["", "1"]] as const) {
    const { version } = await saleRow(till, saleId);
    const fields = { quantity: typed, to, version: String(version) };
    await post(ada, `/sales/${saleId}/lines/${await idOfLine(1)}/quantity`, fields);
    expect(await quantities()).toEqual(["1 Ridgeline 3 tent", `${to} Wool hat`]);
  }
});

test("a colleague's panel keeps what was typed over a wrong PIN", async () => {
  const { version } = await saleRow(till, saleId);
  const mona = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  const path = `/sales/${saleId}/discount`;
  const asked = await post(ada, path, { discount: "60.00", kind: "amount", version: String(version) });
  expect(asked.text).toContain("The whole sale");
  const answer = await ada.submit(asked, path, { approverId: mona.id, pin: "000000" });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain("That PIN is not right.");
  expect(answer.text).toContain(`name="discount" value="60.00"`);
  const given = await ada.submit(answer, path, { approverId: mona.id, pin: "999999" });
  expect(given.text).toContain("Discount on the sale");
  expect(await saleRow(till, saleId)).toMatchObject({
    discountKind: "amount",
    discountValue: 60_00,
    discountBy: mona.id,
  });
});

test("the panels of a sale lead back to it once nothing can be changed any more", async () => {
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
  for (const panel of ["more", `lines/${await idOfLine(0)}`]) {
    expect((await ada.open(`/sales/${saleId}/${panel}`)).path).toBe(`/sales/${saleId}`);
  }
  const { version } = await saleRow(till, saleId);
  const answer = await post(ada, `/sales/${saleId}/note`, { note: "late", version: String(version) });
  expect([answer.status, answer.text.includes("A payment has already been taken")]).toEqual([409, true]);
});
