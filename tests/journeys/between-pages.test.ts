import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, textSent } from "./payment-scenes.ts";
import { scanKeys } from "./scanner.ts";
import {
  expectTotal,
  heard,
  line,
  listen,
  openCounter,
  openForStories,
  payCash,
  restHand,
  says,
  signIn,
  TENT_BARCODE,
} from "./support.ts";

const [HAT, TORCH] = ["2000003007103", "2000001010105"];

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

test("the last one counts, too, that is pressed while the answer to the first is being drawn", async () => {
  const counter = await standAtTill();
  const { page } = counter;
  await page.evaluate(() => {
    const pressReturns = () => document.querySelector<HTMLAnchorElement>("nav a[href='/returns']")?.click();
    document.addEventListener("htmx:before:swap", pressReturns, { once: true });
  });
  await page.getByRole("link", { name: "Customers" }).click();
  await page.waitForURL(/\/returns$/);
  expect(await page.locator("nav [aria-current=page]").innerText()).toBe("Returns");
  expect(complaintsOf(counter)).toEqual([]);
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

test("what a page had asked for is not drawn on the next one, which may be another sale's", async () => {
  const { page } = await standAtTill();
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  const first = saleIn(page);
  await page.keyboard.press("Insert");
  await page.getByText("Nothing rung up yet").waitFor();
  await scanKeys(page, HAT);
  await line(page, "Wool hat").waitFor();
  const second = saleIn(page);
  await answerLate(page, "**/lines", 5_000);
  await answerLate(page, "**/products?*", 1_500);
  await scanKeys(page, TORCH);
  await page.getByRole("button", { name: /^Park/ }).click();
  await page.getByText("The till has not answered the last scan yet.").waitFor();
  await page.getByRole("button", { name: /^Park/ }).click();
  await page.getByText("Nothing rung up yet").waitFor();
  await page.waitForTimeout(3_000);
  expect(await page.locator("#lines .line").count()).toBe(0);
  const addresses = await page.locator("#strip a, #strip form, #tiles form").evaluateAll((all) =>
    all.map((one) => one.getAttribute("href") ?? one.getAttribute("action")).join()
  );
  for (const sale of [first, second]) expect(addresses).not.toContain(sale);
});

test("a search that is answered on the page after it shows nothing there", async () => {
  const { page } = await standAtTill();
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  const first = saleIn(page);
  await answerLate(page, "**/products?*", 1_500);
  await page.locator("#scan").pressSequentially("hat", { delay: 150 });
  await page.waitForTimeout(250);
  await page.keyboard.press("Insert");
  await page.getByText("Nothing rung up yet").waitFor();
  await page.waitForTimeout(2_000);
  expect(await page.locator("#tiles form").getAttribute("action")).not.toContain(first);
});

test("Pay waits for every change of the basket, so that one amount is shown", async () => {
  const { page } = await standAtTill();
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await answerLate(page, "**/quantity", 1_000);
  await page.getByRole("button", { name: "One more Ridgeline 3 tent" }).click();
  await page.keyboard.press("F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  expect(await page.locator("#tender .big").innerText()).toBe("£778.00");
  await expectTotal(page, "£778.00");
});

test("a page in another language says so, whoever stood there before", async () => {
  const { page } = await openCounter(stories.browser, stories.till);
  const language = () => page.locator("body").getAttribute("lang");
  expect(await language()).toBe("en-GB");
  await page.locator("[hreflang=sv]").first().click();
  await expect.poll(language).toMatch(/^sv/);
  await page.locator("label").filter({ hasText: /^Ben/ }).click();
  await page.locator("input[name=pin]").fill(demoStaff.find(({ name }) => name === "Ben")?.pin ?? "");
  await page.locator("#scan").waitFor();
  expect(await language()).toMatch(/^sv/);
});

test("times are true once a terminal's clock was put right, without a reload", async () => {
  const { page, context } = await openCounter(stories.browser, stories.till);
  await context.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - Number(document.documentElement.dataset["slow"] ?? 3_600_000);
  });
  await page.goto(stories.till.url);
  await signIn(page, "Jo");
  await page.evaluate(() => document.documentElement.dataset["slow"] = "0");
  await page.getByRole("link", { name: "Payments" }).click();
  await page.locator("body.office").waitFor();
  expect(Math.abs(Number(await page.locator("body").getAttribute("data-offset")))).toBeLessThan(30_000);
});

test("a search leaves what is on the screen where the till does not answer, and its page has what it asked for in its address", async () => {
  const { page } = await standAtTill();
  await page.keyboard.press("F3");
  const field = page.getByLabel(/Name, mobile or e-mail/);
  await page.route("**/customer?*", (route) => route.abort());
  const readings = countReadings(page);
  await field.fill("Sam");
  await field.press("Enter");
  await page.waitForTimeout(1_000);
  expect(await field.inputValue()).toBe("Sam");
  await page.unroute("**/customer?*");
  await field.press("Enter");
  await page.waitForURL(/\/customer\?.*q=Sam/);
  await page.getByRole("button", { name: "Choose Sam Karim" }).waitFor();
  expect(readings()).toBe(0);
});

test("a line that cannot be chosen, since it is refused, is answered with the page that says so", async () => {
  const { page } = await standAtTill();
  for (const code of [TENT_BARCODE, HAT]) await scanKeys(page, code);
  await line(page, "Wool hat").waitFor();
  await page.route("**/sales/*?line=*", async (route) => {
    await route.continue({ url: route.request().url().replace(/sal_\w+/, "none") });
  });
  await line(page, "Ridgeline 3 tent").getByRole("link").click();
  await page.getByRole("heading", { name: "This page is not here" }).waitFor();
});

test("a page that links lead to is begun at its top, and Back leads to where one was on the page before", async () => {
  const { page } = await standAtTill();
  await page.setViewportSize({ width: 1024, height: 300 });
  await page.goto(`${stories.till.url}/settings/keys`);
  await page.evaluate(() => scrollTo(0, 200));
  // By its key, so that nothing is scrolled to be pressed.
  await page.locator("header a[href='/settings/klarna']").evaluate((link: HTMLElement) => link.click());
  await page.locator("#connection").waitFor();
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  await expect.poll(scrolled).toBe(0);
  await page.goBack();
  await page.locator("main [form='usual-keys']").first().waitFor();
  await page.waitForTimeout(300);
  expect(await scrolled()).toBe(200);
});

test("a form that is answered with its own page leaves one where one was on it", async () => {
  const { page } = await standAtTill();
  await page.setViewportSize({ width: 1024, height: 300 });
  await page.goto(`${stories.till.url}/settings/keys`);
  await page.evaluate(() => scrollTo(0, 200));
  await page.locator("main").evaluate((main) => main.dataset["old"] = "");
  await page.locator("main [form='usual-keys']").first().evaluate((button: HTMLElement) => button.click());
  await page.locator("main:not([data-old])").waitFor();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => Math.round(scrollY))).toBe(200);
});

test("a receipt is printed under its own name", async () => {
  const { page } = await standAtTill();
  await scanKeys(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await payCash(page);
  await page.evaluate(() => globalThis.print = () => document.documentElement.dataset["printed"] = document.title);
  await restHand(page);
  await page.locator("#complete").getByRole("button", { name: /^Print/ }).click();
  const printed = () => page.evaluate(() => document.documentElement.dataset["printed"]);
  await expect.poll(printed).toMatch(/^Receipt/);
});

const saleIn = (page: Page) => /sal_\w+/.exec(page.url())?.[0] ?? "no sale";

async function answerLate(page: Page, address: string, ms: number): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(ms);
    await route.fulfill({ response }).catch(() => {});
  });
}

function countReadings(page: Page): () => number {
  let readings = 0;
  page.on("domcontentloaded", () => readings++);
  return () => readings;
}

async function standAtTill() {
  const counter = await openCounter(stories.browser, stories.till);
  await signIn(counter.page, "Mona");
  await counter.page.goto(`${stories.till.url}/sales/new`);
  await counter.page.getByText("Nothing rung up yet").waitFor();
  return counter;
}
