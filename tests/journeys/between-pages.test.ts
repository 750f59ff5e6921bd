import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, textSent } from "./payment-scenes.ts";
import { scanKeys } from "./scanner.ts";
import { heard, line, listen, openCounter, openForStories, says, signIn, TENT_BARCODE } from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("links at the till turn the page without reading it anew, with their own addresses, and Back leads back", async () => {
  const counter = await standAtTill();
  const { page } = counter;
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  const readings = countReadings(page);
  await page.keyboard.press("F3");
  await page.getByLabel(/Name, mobile or e-mail/).waitFor();
  expect(page.url()).toMatch(/\/sales\/sal_\w+\/customer$/);
  await page.keyboard.press("Escape");
  await page.locator("#scan").waitFor();
  await page.keyboard.press("F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  expect(page.url()).toMatch(/\/tender$/);
  await page.goBack();
  await page.locator("#scan").waitFor();
  await page.getByRole("link", { name: "Payments" }).click();
  await page.locator("body.office").waitFor();
  expect(page.url()).toMatch(/\/payments$/);
  await page.reload();
  await page.locator("body.office").waitFor();
  expect(readings()).toBe(1);
  expect(complaintsOf(counter)).toEqual([]);
});

test("of two links pressed one after the other the last one counts, however late the first is answered", async () => {
  const counter = await standAtTill();
  const { page } = counter;
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await page.route("**/customer", async (route) => {
    await page.waitForTimeout(700);
    await route.continue().catch(() => {});
  });
  await page.keyboard.press("F3");
  await page.keyboard.press("F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await page.waitForTimeout(1000);
  expect(page.url()).toMatch(/\/tender$/);
  expect(await page.getByRole("heading", { name: "How is the customer paying?" }).count()).toBe(1);
  expect(complaintsOf(counter).filter((one) => !one.includes("ERR_ABORTED"))).toEqual([]);
});

test("a payment that was approved long ago is opened without the sound of an approval", async () => {
  const counter = await textSent(stories);
  const { page } = counter;
  klarna.customer.approves();
  await says(page, "Completed");
  await page.goto(`${stories.till.url}/payments`);
  await listen(page);
  await page.locator("main a[href^='/payments/']").first().click();
  await says(page, "Completed");
  expect(await heard(page)).toEqual([]);
  expect(complaintsOf(counter)).toEqual([]);
});

function countReadings(page: Page): () => number {
  let readings = 0;
  page.on("domcontentloaded", () => readings++);
  return () => readings;
}

async function standAtTill() {
  const counter = await openCounter(stories.browser, stories.till);
  await signIn(counter.page, "Mona");
  return counter;
}
