import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { expectTotal, line, openCounter, openForStories, restHand, scan, signIn } from "./support.ts";

/** The least that a finger hits, in pixels of the page. */
const LEAST_PX = 44;
/** The counter's 1024 × 768 at 200 %. */
const AT_200_PERCENT = { viewport: { width: 512, height: 384 }, deviceScaleFactor: 2 };

const stories = openForStories();

test("a sale is made by touch alone, and everything that is tapped is large enough", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till, { hasTouch: true });
  await isLarge(page);
  await page.locator("label").filter({ hasText: /^Ada/ }).tap();
  await tapDigits(page, demoStaff.find((one) => one.name === "Ada")?.pin ?? "");
  await page.getByText("Nothing rung up yet").waitFor();
  await isLarge(page);

  await tile(page, "Head torch 300").tap();
  await line(page, "Head torch 300").waitFor();
  await page.getByRole("link", { name: "Clothing" }).tap();
  await tile(page, "Wool hat").tap();
  await line(page, "Wool hat").getByRole("button", { name: "One more" }).tap();
  await expectTotal(page, "£70.00");
  await page.locator("#lines a", { hasText: "Head torch 300" }).tap();
  await line(page, "Head torch 300").getByRole("button", { name: "Remove" }).tap();
  await expectTotal(page, "£38.00");
  await page.getByRole("button", { name: "Undo" }).tap();
  await expectTotal(page, "£70.00");
  await isLarge(page);

  await lookAtKeys(page);
  await parkAndRecall(page);

  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).tap();
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).tap();
  await page.getByLabel("Cash given").waitFor();
  await isLarge(page);
  await tapDigits(page, "80");
  await restHand(page);
  await page.getByRole("button", { name: /Take cash/ }).tap();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await isLarge(page);
  await restHand(page);
  await page.getByRole("button", { name: /Complete sale/ }).tap();
  await page.locator("#complete", { hasText: "£10.00" }).waitFor();
  await isLarge(page);
  await restHand(page);
  await page.getByRole("link", { name: /Next sale/ }).tap();
  await page.getByText("Nothing rung up yet").waitFor();
  expect(complaints).toEqual([]);
});

test("at 200 % a sale is made without scrolling sideways", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till, AT_200_PERCENT);
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(512);
  await fits();
  await signIn(page, "Ben");
  await page.goto(`${stories.till.url}/sales/new`);
  await fits();
  await scan(page, "2000001010105");
  await line(page, "Head torch 300").waitFor();
  await fits();
  await page.keyboard.press("F1");
  await page.getByRole("heading", { name: "All keys" }).waitFor();
  await fits();
  await page.getByRole("link", { name: "Change keys" }).click();
  await page.getByRole("button", { name: "Save keys" }).waitFor();
  await fits();
  await page.goto(`${stories.till.url}/`);
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await fits();
  await restHand(page);
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await fits();
  await restHand(page);
  await page.getByRole("button", { name: /^Exact/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await fits();
  await page.getByRole("button", { name: /Complete sale/ }).click();
  await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
  await fits();
  expect(complaints).toEqual([]);
});

async function lookAtKeys(page: Page): Promise<void> {
  await page.getByRole("link", { name: "All keys" }).tap();
  await page.getByRole("heading", { name: "All keys" }).waitFor();
  await isLarge(page);
  await page.locator("#key-list").getByRole("button", { name: /^Back/ }).tap();
}

async function parkAndRecall(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Park/ }).tap();
  await page.getByText("Nothing rung up yet").waitFor();
  await restHand(page);
  await page.getByRole("link", { name: /^Recall/ }).tap();
  await page.getByRole("heading", { name: "Parked sales" }).waitFor();
  await isLarge(page);
  await page.getByRole("button", { name: /^Recall/ }).first().tap();
  await expectTotal(page, "£70.00");
}

async function isLarge(page: Page): Promise<void> {
  await page.waitForLoadState();
  expect(await smallTargets(page)).toEqual([]);
}

function tile(page: Page, name: string): Locator {
  return page.locator("#tiles").getByRole("button", { name });
}

async function tapDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator(`[data-digit="${digit}"]`).tap();
}

/** What can be tapped and is smaller than a finger: all but links within a sentence. */
async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    const targets = [...document.querySelectorAll("button, a[href], label.btn, input:not([type=hidden]), select")];
    return targets.flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      const isShown = width > 1 && height > 1 && target.closest(".vh, [inert], p") === null;
      // A radio button is tapped by its label.
      if (
        !isShown || target.matches("[type=radio], [type=checkbox]") || height >= least - 0.5 && width >= least - 0.5
      ) return [];
      return [`${target.textContent?.trim() ?? ""} ${target.className}: ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, LEAST_PX);
}
