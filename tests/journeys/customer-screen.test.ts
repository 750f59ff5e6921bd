import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Till } from "../support/till-process.ts";
import {
  approve,
  completeSale,
  line,
  logIn,
  openCounter,
  openForStories,
  passReminder,
  PATIENCE_MS,
  restHand,
  saveAndComplete,
  says,
  scan,
  signIn,
  startKlarna,
  takePhone,
  tapTile,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();
const TABLET = { width: 800, height: 1280 };
/** What is rung up is in the customer's sight before they look up. */
const AT_ONCE_MS = 1_000;

test("a customer follows their sale on a second window: basket, code, opened, paid, thanks", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada", "Till 1, Front door");
  const screen = await openScreen(page);
  await shows(screen, "Welcome");

  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await screen.locator("#show .line", { hasText: "Ridgeline 3 tent" }).waitFor({ timeout: AT_ONCE_MS });
  await tapTile(page, "Head torch 300");
  await screen.locator("#show .line", { hasText: "Head torch 300" }).waitFor();

  await startKlarna(page, "Sam Karim");
  await shows(screen, "Scan the code");
  expect(await screen.locator("svg.qr path").count()).toBe(1);
  await passReminder(page);
  await page.getByRole("button", { name: /E-mail/ }).click();
  await shows(screen, "You get an e-mail with a link");
  await says(page, "E-mail sent to");
  await page.getByRole("button", { name: /QR code/ }).click();
  await shows(screen, "Scan the code");

  const phone = await takePhone(browser);
  await phone.goto(await page.locator("[data-copy]").getAttribute("data-copy") ?? "");
  await shows(screen, "Klarna is open on your phone");
  await logIn(phone, "sam.karim@example.com");
  await approve(phone);
  await shows(screen, "Klarna has confirmed it.");
  await saveAndComplete(page);
  await shows(screen, "Thank you");
  expect(await screen.locator("a, button, input, form").count()).toBe(0);
  expect(await screen.locator("body").innerText()).not.toMatch(/Sam|Karim|@|Ada/);
  expect(complaints).toEqual([]);
});

test("a tablet that was never signed in lives through a reload and a killed till, and shows the change", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ben", "Till 2, Front desk");
  const screen = await takeTablet(browser, till, page);
  await tapTile(page, "Head torch 300");
  await shows(screen, "Head torch 300");
  await screen.reload();
  await shows(screen, "Head torch 300");

  await till.kill();
  await screen.locator("#offline:not([hidden])").waitFor();
  await till.restart();
  await screen.locator("#offline[hidden]").waitFor({ state: "attached" });
  await page.locator("#offline[hidden]").waitFor({ state: "attached" });
  await scan(page, "CLO-HAT");
  await shows(screen, "Wool hat");

  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill("200");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await shows(screen, "Your change");
  await completeSale(page);
  await shows(screen, "Thank you");
  await shows(screen, "Your change");
});

test("a parked sale is gone from it, another register's is never on it, and a stopped one says so and goes quiet", async () => {
  const { browser, till } = stories;
  const first = await openCounter(browser, till);
  await signIn(first.page, "Ada", "Till 1, Front door");
  await first.page.goto(`${till.url}/sales/new`);
  const second = await openCounter(browser, till);
  await signIn(second.page, "Ben", "Till 3, Workshop");
  const screen = await takeTablet(browser, till, second.page);
  await shows(screen, "Welcome");

  await scan(first.page, TENT_BARCODE);
  await line(first.page, "Ridgeline 3 tent").waitFor();
  await tapTile(second.page, "Head torch 300");
  await shows(screen, "Head torch 300");
  expect(await screen.locator("#show").innerText()).not.toContain("Ridgeline");
  await second.page.getByRole("button", { name: /Park/ }).click();
  await shows(screen, "Welcome");

  await second.page.goto(`${till.url}/customer-screen`);
  await second.page.getByText("A screen is connected.").waitFor();
  await second.page.getByRole("button", { name: "Stop the customer’s screen" }).click();
  await shows(screen, "This screen was stopped");
  expect(await screen.locator("#show-stream, #show-poll").count()).toBe(0);
});

test("without script it refreshes itself", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ada", "Till 1, Front door");
  await page.goto(`${till.url}/sales/new`);
  const address = await addressOf(page, till);
  const context = await browser.newContext({ viewport: TABLET, javaScriptEnabled: false });
  const screen = await context.newPage();
  await screen.goto(till.url + address);
  await page.goto(`${till.url}/sales/new`);
  await scan(page, TENT_BARCODE);
  await screen.locator("#show .line", { hasText: "Ridgeline 3 tent" }).waitFor({ timeout: PATIENCE_MS });
});

async function shows(screen: Page, words: string): Promise<void> {
  await screen.locator("#show", { hasText: words }).waitFor();
}

/** Sets it up at this register and opens it as a second window of the same browser; the till's own window is back at the sale. */
async function openScreen(page: Page): Promise<Page> {
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("link", { name: "Customer’s screen" }).click();
  await page.getByRole("button", { name: "Set up the customer’s screen" }).click();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Open the customer’s screen" }).click();
  const screen = await opened;
  await restHand(page);
  await page.getByRole("link", { name: "Sale", exact: true }).click();
  await page.locator("#scan").waitFor();
  return screen;
}

/** Sets it up at this register and opens it in a browser of its own. */
async function takeTablet(browser: Browser, till: Till, page: Page): Promise<Page> {
  const address = await addressOf(page, till);
  await page.goto(`${till.url}/sales/new`);
  const context = await browser.newContext({ viewport: TABLET });
  context.setDefaultTimeout(PATIENCE_MS);
  const screen = await context.newPage();
  await screen.goto(till.url + address);
  return screen;
}

/** The path of this register's screen, which an earlier story may have set up. */
async function addressOf(page: Page, till: Till): Promise<string> {
  await page.goto(`${till.url}/customer-screen`);
  const setUp = page.getByRole("button", { name: "Set up the customer’s screen" });
  if (await setUp.count() > 0) await setUp.click();
  const link = page.getByRole("link", { name: "Open the customer’s screen" });
  await link.waitFor();
  return await link.getAttribute("href") ?? "";
}
