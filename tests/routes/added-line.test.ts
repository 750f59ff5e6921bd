import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfCustomer, idOfProduct, linesOfSale, post, ringUp, saleRow } from "./scene.ts";

const QUICK = { "hx-request": "true" };
const HAT = "CLO-HAT";

let till: TestTill;
let ada: Browser;
let saleId: string;
/** What the browser shows of the basket. */
let strip: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  saleId = await ringUp(till, ada, ["TNT-RDG3", "CLO-MERM"]);
  strip = (await ada.open(`/sales/${saleId}`)).text;
});

afterEach(() => till.close());

const shown = () => /data-seen="([^"]*)"/.exec(strip)?.[1] ?? "";
const seenNow = () => ({ ...QUICK, "basket-seen": shown() });
const add = (typed: string, headers: Record<string, string> = seenNow()) =>
  post(ada, `/sales/${saleId}/lines`, { typed }, headers);
const isWhole = ({ text }: { text: string }) => text.includes('id="strip"');

describe("a product added to the basket on the screen", () => {
  test("is answered with its line and the sums, and says which basket they belong to", async () => {
    const before = shown();
    const answer = await add(HAT);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("basket-seen")).toBe(before);
    expect(isWhole(answer)).toBe(false);
    const names = [...answer.text.matchAll(/<b>([^<]*)<\/b>/g)].map(([, name]) => name);
    expect(names).toContain("Wool hat");
    expect(names).not.toContain("Ridgeline 3 tent");
    expect(answer.text).toContain("Pay £");
    expect(answer.text.length).toBeLessThan(4_500);
  });

  test("put in its place it makes the very basket that the page would show", async () => {
    await post(ada, `/sales/${saleId}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    strip = (await ada.open(`/sales/${saleId}`)).text;
    let small = 0;
    for (
      const [index, typed] of [HAT, "TNT-RDG3", "10%", HAT, "3*", HAT, "CLO-SCK", "2*CLO-GLVM", "TNT-RDG3"].entries()
    ) {
      if (index === 4) await giveOff("5");
      const answer = await add(typed);
      expect(answer.status).toBe(200);
      if (isWhole(answer)) strip = answer.text;
      else {
        small++;
        putInPlace(answer.text);
      }
      const page = await ada.open(`/sales/${saleId}?line=${shown().split(" ")[1]}`);
      expect(partsOf(strip)).toEqual(partsOf(page.text));
    }
    expect(small).toBeGreaterThan(4);
  });

  test("by a tile it is answered in the same way", async () => {
    const productId = await idOfProduct(till, HAT);
    const answer = await post(ada, `/sales/${saleId}/lines`, { productId, quantity: "2" }, seenNow());
    expect(isWhole(answer)).toBe(false);
    expect(answer.text).toMatch(/2 ×[\s\S]*Wool hat/);
  });

  test("sent again because its answer was lost it is answered once more, and is in the basket once", async () => {
    const action = { typed: HAT, actionId: "act_01m8hzsc9pc94x0h06rrfptvy1" };
    const send = () => post(ada, `/sales/${saleId}/lines`, action, seenNow());
    const [first, again] = [await send(), await send()];
    expect([isWhole(first), isWhole(again)]).toEqual([false, false]);
    expect((await linesOfSale(till, saleId)).map(({ quantity }) => quantity)).toEqual([1, 1, 1]);
  });
});

describe("the whole basket is the answer", () => {
  test.each([
    ["to a page that does not say what it shows", () => QUICK],
    [
      "to an older basket",
      () => ({ ...QUICK, "basket-seen": shown().replace(/^\d+/, (version) => `${+version - 1}`) }),
    ],
    ["where another line is chosen than there is", () => ({ ...QUICK, "basket-seen": shown().slice(0, -1) + "!" })],
    ["to what is no version at all", () => ({ ...QUICK, "basket-seen": "x y" })],
  ])("%s", async (_, headers) => {
    const answer = await add(HAT, headers());
    expect([answer.status, isWhole(answer), answer.headers.get("basket-seen")]).toEqual([200, true, null]);
  });

  test("after another tab changed the basket, also to a scan that was sent before that and is sent again", async () => {
    const ben = await till.signIn("Ben", 2);
    const action = { typed: HAT, actionId: "act_01m8hzsc9pc94x0h06rrfptvy1" };
    const send = () => post(ada, `/sales/${saleId}/lines`, action, seenNow());
    const first = await send();
    await post(ben, `/sales/${saleId}/lines`, { typed: "TNT-RDG3" });
    const answerWasLost = await send();
    putInPlace(first.text);
    const answerWasSeen = await send();
    expect([first, answerWasLost, answerWasSeen].map(isWhole)).toEqual([false, true, true]);
    expect(isWhole(await add("CLO-SCK"))).toBe(true);
  });

  test("to the first line of a sale, and to what is no added product", async () => {
    const { version } = await saleRow(till, saleId);
    for (const typed of ["3*", "10%", "0000000000000", "nothing like it"]) {
      expect([typed, isWhole(await add(typed))]).toEqual([typed, true]);
    }
    strip = (await ada.open(`/sales/${saleId}`)).text;
    const [line] = await linesOfSale(till, saleId);
    const removed = await post(ada, `/sales/${saleId}/lines/${line?.id}/removal`, {
      version: String(Number(version) + 2),
    }, seenNow());
    expect(isWhole(removed)).toBe(true);
    saleId = (await ada.open("/sales/new")).path.split("/").at(-1) ?? "";
    expect(isWhole(await add(HAT, { ...QUICK, "basket-seen": "0 " }))).toBe(true);
  });

  test("where the sale is locked, put aside or may not be sold in: it says why", async () => {
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
    const locked = await add(HAT);
    expect([locked.status, isWhole(locked)]).toEqual([409, true]);
    saleId = await ringUp(till, ada);
    strip = (await ada.open(`/sales/${saleId}`)).text;
    await post(ada, `/sales/${saleId}/parking`);
    const parked = await add(HAT);
    expect([parked.status, isWhole(parked)]).toEqual([409, true]);
  });

  test("a page without script is led to it as ever", async () => {
    const answer = await add(HAT, { "basket-seen": shown() });
    expect([answer.status, answer.location?.startsWith(`/sales/${saleId}?line=`)]).toEqual([303, true]);
  });
});

async function giveOff(discount: string): Promise<void> {
  const { version } = await saleRow(till, saleId);
  const fields = { discount, kind: "amount", version: String(version) };
  const mona = await till.signIn("Mona", 2);
  expect((await post(mona, `/sales/${saleId}/discount`, fields)).status).toBe(303);
  strip = (await ada.open(`/sales/${saleId}`)).text;
}

const PARTS = /id="(line-lin_\w+|chosen-line|customer|totals|pay-link|klarna-form)"/g;

/** As added-line.js does: what has a name that is there takes its place, a new line comes last. */
function putInPlace(text: string): void {
  for (const id of idsIn(text)) {
    const part = elementOf(text, id);
    const there = elementOf(strip, id);
    strip = there === ""
      ? strip.replace(/(<ul class="lines"[\s\S]*?)<\/ul>/, `$1${part}</ul>`)
      : strip.replace(there, part);
  }
}

/** In their order, without what is another one in each answer. */
function partsOf(text: string): string[] {
  const all = idsIn(text).map((id) => elementOf(text, id));
  return all.map((part) => part.replaceAll(/act_\w{26}/g, "act"));
}

const idsIn = (text: string) => [...text.matchAll(PARTS)].map(([, id = ""]) => id);

/** The whole element with this id; empty: there is none. */
function elementOf(text: string, id: string): string {
  const start = new RegExp(`<(\\w+)[^<>]*id="${id}"[^<>]*>`).exec(text);
  const [opening = "", tag = ""] = start ?? [];
  if (!start || opening.endsWith("/>")) return opening;
  let depth = 0;
  for (const { 0: one, index } of text.slice(start.index).matchAll(new RegExp(`</?${tag}[ >]`, "g"))) {
    depth += one.startsWith("</") ? -1 : 1;
    if (depth === 0) return text.slice(start.index, start.index + index + tag.length + 3);
  }
  throw new Error(`${id} has no end`);
}
