import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { openWindow, textSent, TORCH_PRICE } from "./payment-scenes.ts";
import {
  completeSale,
  heard,
  line,
  listen,
  openForStories,
  passReminder,
  PATIENCE_MS,
  says,
  startKlarna,
  tapTile,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("in a tab that nobody looks at, the title and the icon follow the payment", async () => {
  const { page, complaints } = await textSent(stories);
  const seen = new Set([await icon(page)]);
  expect(await page.title()).toContain(`Waiting, ${TORCH_PRICE}`);
  await setHidden(page, true);

  klarna.customer.opens();
  await titleBecomes(page, "In progress");
  seen.add(await icon(page));
  klarna.customer.approves();
  await titleBecomes(page, "Completed");
  seen.add(await icon(page));
  expect(seen.size).toBe(3);

  await setHidden(page, false);
  await page.getByRole("button", { name: /^Save/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  expect(await icon(page)).toBe("/assets/favicon.svg");
  expect(complaints).toEqual([]);
});

test("Completed is heard once, and not once the sound is off", async () => {
  const { page, complaints } = await textSent(stories);
  await listen(page);
  klarna.customer.approves();
  await says(page, "Completed");
  await expect.poll(() => heard(page), { timeout: PATIENCE_MS }).toEqual(["done"]);
  await page.getByRole("button", { name: /^Save/ }).click();
  await completeSale(page);
  await page.locator("#complete").waitFor();
  await page.getByRole("button", { name: "Sound is on. Turn it off" }).click();
  await page.getByRole("button", { name: "Sound is off. Turn it on" }).waitFor();
  expect(await heard(page)).toEqual(["done"]);

  await page.keyboard.press("F10");
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await listen(page);
  klarna.customer.approves();
  await says(page, "Completed");
  expect(await heard(page)).toEqual([]);
  await page.getByRole("button", { name: "Sound is off. Turn it on" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a scan while the window is open presses nothing, is heard, and is told that the basket is locked", async () => {
  const { page, complaints } = await openWindow(stories);
  await listen(page);
  // With Y, N and Q in it, which are keys of this window.
  await page.keyboard.type("YN2Q00104");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "The basket is locked. That scan was not added." }).waitFor();
  expect(await heard(page)).toEqual(["locked"]);
  await says(page, "Nothing sent to the customer yet");
  await page.getByRole("button", { name: /^Yes/ }).waitFor();
  expect(await page.locator("#lines .line").count()).toBe(1);
  await page.keyboard.press("N");
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  expect(complaints).toEqual([]);
});

/** A browser without a screen never hides a tab: the page is told, as a browser with one would tell it. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    Object.defineProperty(document, "visibilityState", {
      get: () => hidden ? "hidden" : "visible",
      configurable: true,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

async function icon(page: Page): Promise<string | null> {
  return await page.locator("link#page-icon").getAttribute("href");
}

/** The title, which a browser shows on the tab, begins with this word. */
async function titleBecomes(page: Page, word: string): Promise<void> {
  await expect.poll(() => page.title(), { timeout: PATIENCE_MS }).toMatch(new RegExp(`^${word},`));
}
