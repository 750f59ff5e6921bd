import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_KEYS } from "../../src/domain/keys.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { post } from "./scene.ts";

const FIELDS = { ...DEFAULT_KEYS, hasLetterKeys: "1" };

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

test("the list names every key, as a page without script and as a part with it", async () => {
  const page = await ada.open("/help/keys");
  expect(page.text).toContain("<!DOCTYPE html>");
  for (const cap of ["F1", "F2", "F9", "F10", "Ins", "Del", "Esc", "?", "3*", "10%"]) {
    expect(page.text).toContain(`<kbd>${cap}</kbd>`);
  }
  const part = await ada.send("GET", "/help/keys", undefined, { "hx-request": "true" });
  expect(part.text).toMatch(/^<dialog/);
});

test("back leads to the page one came from, and never elsewhere", async () => {
  const backFrom = async (referer: string) => {
    const { text } = await ada.send("GET", "/help/keys", undefined, { referer });
    return /<a class="btn btn-quiet" href="([^"]*)"/.exec(text)?.[1];
  };
  expect(await backFrom("http://till.test/payments?day=today")).toBe("/payments?day=today");
  expect(await backFrom("http://till.test/settings/keys")).toBe("/");
  expect(await backFrom("http://elsewhere.test/payments")).toBe("/");
  expect(await backFrom("")).toBe("/");
});

test("a key of one's own stands on the button, presses it, and is nobody else's", async () => {
  const { status } = await post(ada, "/settings/keys", { ...FIELDS, customer: "Home" });
  expect(status).toBe(303);
  expect(await pageOf(ada)).toMatch(/data-key="Home">\s*Add\s*<kbd>Home<\/kbd>/);
  const ben = await till.signIn("Ben", 2);
  expect(await pageOf(ben)).toMatch(/data-key="F3">\s*Add\s*<kbd>F3<\/kbd>/);
  await post(ada, "/settings/keys", { ...FIELDS, set: "default", customer: "Home" });
  expect(await pageOf(ada)).toMatch(/data-key="F3"/);
});

test("back to the usual keys is a form of its own, so that Enter on the page cannot mean it", async () => {
  await post(ada, "/settings/keys", { ...FIELDS, customer: "Home" });
  const { text } = await ada.open("/settings/keys");
  const [first] = /<form(?![^>]*usual-keys)[^>]*settings\/keys[\s\S]*?<\/form>/.exec(text) ?? [""];
  expect(first.match(/<button[^>]*>/g)).toEqual([
    expect.stringContaining('form="usual-keys"'),
    expect.stringContaining("btn-main"),
  ]);
  await post(ada, "/settings/keys", { set: "default" });
  expect(await pageOf(ada)).toMatch(/data-key="F3"/);
});

test("one key for two things is refused in words, with what was chosen still there", async () => {
  const { status, text } = await post(ada, "/settings/keys", { ...FIELDS, cash: "F6" });
  expect(status).toBe(422);
  expect(text).toContain("One key would do two things, so nothing was changed.");
  expect(text.match(/Something else has this key, too/g)).toHaveLength(2);
  expect(/<select[^>]*id="cash"[\s\S]*?<\/select>/.exec(text)?.[0]).toMatch(/value="F6" selected/);
  expect(await pageOf(ada)).toMatch(/data-key="F3"/);
});

test("letters that are off press nothing and stand on no button", async () => {
  await post(ada, "/settings/keys", DEFAULT_KEYS);
  const { text } = await ada.open("/help/keys");
  expect(text).toContain("Keys of a single letter are off for you.");
  expect(text).not.toContain("<kbd>?</kbd>");
  expect(text).not.toContain('data-key-too="?"');
});

test("a key that is not to be had is refused and nothing is changed", async () => {
  expect((await post(ada, "/settings/keys", { ...FIELDS, cash: "F12" })).status).toBe(422);
  expect((await post(ada, "/settings/keys", { ...FIELDS, cash: "C" })).status).toBe(422);
  expect(await pageOf(ada)).toMatch(/data-key="F2"/);
});

async function pageOf(browser: Browser): Promise<string> {
  return (await browser.open("/sales/new")).text;
}
