import { expect, test } from "vitest";
import { scanKeys, standAtTill } from "./scanner.ts";
import { line, openForStories } from "./support.ts";

const [TENT, PEGS, HAT] = ["2000001001103", "2000001005101", "2000003007103"];
const UNKNOWN = "96385074";
/** Beside the scan field, or above it once something else is answered there. */
const MISSED = "#scan-missed [data-missed], #scan-result [data-missed]";

const stories = openForStories();

test("a scan is rung up, too, where the browser sends it by itself, since htmx is not there", async () => {
  const { page } = await standAtTill(stories, "Mona");
  await page.route("**/htmx.min.js", (route) => route.abort());
  await page.reload();
  await scanKeys(page, TENT);
  await line(page, "Ridgeline 3 tent").waitFor();
});

test("a quantity that was typed and not sent is not shown as the line's after a scan that added nothing", async () => {
  const { page } = await standAtTill(stories, "Mona");
  await scanKeys(page, TENT);
  const quantity = page.getByRole("textbox", { name: "Quantity of Ridgeline 3 tent" });
  await quantity.fill("5");
  await scanKeys(page, UNKNOWN);
  await page.locator(MISSED, { hasText: UNKNOWN }).waitFor();
  expect(await quantity.inputValue()).toBe("1");
});

test("a line that was chosen before a scan, and answered after it, leaves what was scanned in the basket", async () => {
  const { page } = await standAtTill(stories, "Mona");
  for (const code of [TENT, HAT]) await scanKeys(page, code);
  await line(page, "Wool hat").waitFor();
  await page.route("**/sales/*?line=*", async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(1_000);
    await route.fulfill({ response });
  });
  await line(page, "Ridgeline 3 tent").getByRole("link").click();
  await page.waitForTimeout(300);
  await scanKeys(page, PEGS);
  await line(page, "Tent pegs, 10").waitFor();
  await page.waitForTimeout(1_200);
  expect(await page.locator("#lines .line").count()).toBe(3);
});

test("hits that come when nothing is searched for any more are not shown", async () => {
  const { page } = await standAtTill(stories, "Mona");
  await page.route("**/products?typed=wool*", async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(1_000);
    await route.fulfill({ response });
  });
  const asked = page.waitForRequest("**/products?typed=wool*");
  await page.locator("#scan").pressSequentially("wool", { delay: 120 });
  const answered = (await asked).response();
  await page.locator("#scan").fill("");
  await answered;
  await page.waitForTimeout(500);
  expect(await page.locator("#tiles").getAttribute("data-query")).toBeNull();
});

test("what is selected in the scan field is no part of the scan that is typed over it", async () => {
  const { page } = await standAtTill(stories, "Mona");
  // Both together would be an article number, too.
  await page.keyboard.type("12348", { delay: 120 });
  await expect.poll(() => page.locator("#scan").inputValue()).toBe("12348");
  await page.keyboard.press("F2");
  await scanKeys(page, UNKNOWN);
  await page.locator(MISSED, { hasText: `“${UNKNOWN}”` }).waitFor();
});

test("what is typed fast while the page is turned stands in the field of the new one", async () => {
  const { page } = await standAtTill(stories, "Mona");
  const wire = await page.context().newCDPSession(page);
  const startedAt = Date.now();
  const press = (key: string, atMs: number) =>
    wire.send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key,
      text: key,
      timestamp: (startedAt + atMs) / 1000,
      windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0),
    });
  await press("w", 0);
  await page.evaluate(() => {
    const old = document.getElementById("scan");
    const next = old?.cloneNode();
    if (!(next instanceof HTMLInputElement)) throw new Error("no scan field");
    old?.replaceWith(next);
    next.value = "";
    next.focus();
  });
  await press("o", 20);
  await press("o", 40);
  await press("l", 200);
  await expect.poll(() => page.locator("#scan").inputValue()).toMatch(/ool$/);
});
