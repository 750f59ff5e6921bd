import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { GOODS, namesOf, scanKeys, standAtTill } from "./scanner.ts";
import { line, middleOf, openForStories, scan } from "./support.ts";

const [TENT, PEGS, HAT, TORCH] = ["2000001001103", "2000001005101", "2000003007103", "2000001010105"];

const stories = openForStories();

describe("added to the basket on the screen", () => {
  test("twelve in a row are each answered with their line alone, but for the first one", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    const whole: boolean[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/lines")) whole.push(response.headers()["basket-seen"] === undefined);
    });
    for (const [barcode] of [...GOODS, ...GOODS]) await scanKeys(page, barcode);
    await page.locator("#scan-result", { hasText: "Added Insect repellent" }).waitFor();
    await expect.poll(() => whole.length).toBe(24);
    expect(whole).toEqual([true, ...Array.from({ length: 23 }, () => false)]);
    expect(await namesOf(page)).toEqual(GOODS.map(([, name]) => name));
    const shown = await stripOf(page);
    await page.reload();
    expect(await stripOf(page)).toEqual(shown);
    // And what it put there can be pressed.
    await page.getByRole("button", { name: "Remove Insect repellent" }).click();
    await line(page, "Insect repellent").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await line(page, "Insect repellent").waitFor();
    expect(counter.complaints).toEqual([]);
  });

  test("by two tabs in turn, each shows all of it after its own scan", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    for (const code of [TENT, HAT]) await scanKeys(page, code);
    await line(page, "Wool hat").waitFor();
    const other = await counter.context.newPage();
    await other.goto(page.url());
    await scanKeys(other, PEGS);
    await line(other, "Tent pegs, 10").waitFor();
    await scanKeys(page, TORCH);
    await line(page, "Head torch 300").waitFor();
    expect(await namesOf(page)).toEqual(["Ridgeline 3 tent", "Wool hat", "Tent pegs, 10", "Head torch 300"]);
    await scanKeys(page, TORCH);
    await scanKeys(other, HAT);
    await page.locator("#scan-result", { hasText: "Added Head torch 300" }).waitFor();
    await line(other, "Head torch 300").waitFor();
    await page.reload();
    expect(await stripOf(other)).toEqual(await stripOf(page));
    expect(counter.complaints).toEqual([]);
  });

  test("an answer that is about another basket than the one on the screen leads to the whole of it", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    for (const code of [TENT, HAT]) await scanKeys(page, code);
    await line(page, "Wool hat").waitFor();
    await page.route("**/lines", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "basket-seen": "1 nothing" } });
    });
    const isLoaded = page.waitForEvent("load");
    await scanKeys(page, PEGS);
    await isLoaded;
    expect(await namesOf(page)).toEqual(["Ridgeline 3 tent", "Wool hat", "Tent pegs, 10"]);
    expect(counter.complaints).toEqual([]);
  });
});

test("the way to pay that is pressed while a scan is answered leads there", async () => {
  const { page, complaints } = await standAtTill(stories);
  await scan(page, TENT);
  await line(page, "Ridgeline 3 tent").waitFor();
  const { x, y } = await middleOf(page.locator("#pay-link"));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await scan(page, PEGS);
  await line(page, "Tent pegs, 10").waitFor();
  await page.mouse.up();
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  expect(complaints).toEqual([]);
});

/** What the basket says of each line and of the sums; which line is chosen is each page's own. */
async function stripOf(page: Page): Promise<string[]> {
  const rows = await page.locator("#lines .line").evaluateAll((lines) =>
    lines.map((line) => [...line.querySelectorAll(":scope > :not(.row)")].map((part) => part.textContent).join(" "))
  );
  return [...rows, ...await page.locator("#totals dd, #pay-link").allInnerTexts()];
}
