import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTill, type Till, type TillOptions } from "../support/till-process.ts";

/** How long a step of a story may take on a slow machine. */
export const PATIENCE_MS = 20_000;
const COUNTER = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

/** The ridgeline tent's barcode in the demo shop. */
export const TENT_BARCODE = "2000001001103";

/** A terminal at the counter, with everything its browser complained about. */
export type Counter = { page: Page; context: BrowserContext; complaints: string[] };

export type StoryOptions = { till?: TillOptions; browserArgs?: string[] };

/** A real till and a real browser for the stories of one file, taken down after them. */
export function openForStories(options: StoryOptions = {}): { readonly browser: Browser; readonly till: Till } {
  let browser: Browser | undefined;
  let till: Till | undefined;
  beforeAll(async () => {
    browser = await launchChromium(options.browserArgs);
    till = await startTill(options.till);
  });
  // A page that was left open would go on asking, and slow down the stories after it.
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await till?.discard();
  });
  const opened = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("not open yet");
    return thing;
  };
  return {
    get browser() {
      return opened(browser);
    },
    get till() {
      return opened(till);
    },
  };
}

/** A terminal's browser window at the till. `complaints` gathers script errors and what the content policy stopped. */
export async function openCounter(
  browser: Browser,
  till: { url: string },
  options: BrowserContextOptions = {},
): Promise<Counter> {
  const context = await browser.newContext({ viewport: COUNTER, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(till.url);
  return { page, context, complaints };
}

/** Picks a name, a register and types the PIN, as on the first screen. */
export async function signIn(page: Page, name: string, register?: string): Promise<void> {
  const person = demoStaff.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  if (register) await page.getByLabel("Register").selectOption({ label: register });
  await page.locator("label").filter({ hasText: new RegExp(`^${name}`) }).click();
  await page.getByLabel("PIN", { exact: true }).fill(person.pin);
  const isSent = await page.evaluate(() => "htmx" in window);
  if (!isSent) await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: /Lock this till/ }).waitFor();
}

/** Types a code and Enter, as a scanner does. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.locator("#scan").fill(code);
  await page.keyboard.press("Enter");
}

export async function tapTile(page: Page, name: string): Promise<void> {
  await page.locator("#tiles").getByRole("button", { name }).click();
}

/** One line of the till roll. */
export function line(page: Page, name: string) {
  return page.locator("#lines .line", { hasText: name });
}

/** From the basket to the Klarna window: pay, Klarna, and the customer if the sale has none yet. */
export async function startKlarna(page: Page, customer: string): Promise<void> {
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill(customer);
  if (!await page.evaluate(() => "htmx" in window)) await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Choose ${customer}` }).click();
  await page.locator("#pay").waitFor();
}

/** Past the reminder: the customer is done shopping, has a phone, and has no Klarna account or is not sure. */
export async function passReminder(page: Page): Promise<void> {
  await page.getByRole("button", { name: /No, or not sure/ }).click();
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  await restHand(page);
}

/** Waits until the window says this word, by itself. */
export async function says(page: Page, word: string): Promise<void> {
  await page.locator("#pay-state", { hasText: word }).waitFor();
}

/** Where a finger or a mouse would press it, whatever stands there later. */
export async function middleOf(button: Locator): Promise<{ x: number; y: number }> {
  const box = await button.boundingBox();
  if (!box) throw new Error("there is nothing to press");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Waits as long as a hand needs before a press at the same place counts as another one. */
export async function restHand(page: Page): Promise<void> {
  await page.waitForTimeout(600);
}

/** Presses the button that ends the sale, which stands where the one was that led to it. */
export async function completeSale(page: Page): Promise<void> {
  await restHand(page);
  await page.getByRole("button", { name: /Complete sale/ }).click();
}

/** Puts the approved payment into the sale, which is then a page of its own and not one inside the window. */
export async function saveAndComplete(page: Page): Promise<void> {
  await page.locator("#save").click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  expect(page.url()).toMatch(/\/tender$/);
  expect(await page.locator("header.bar").count()).toBe(1);
  await completeSale(page);
  await page.locator("#complete").waitFor();
}

/** From the basket to the end of its sale: all of it in cash. */
export async function payCash(page: Page): Promise<void> {
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill("400");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await completeSale(page);
  await page.locator("#complete").waitFor();
}

/** From a Klarna payment that came to nothing: one tap to cash, the money, and the end of the sale. */
export async function payInCash(page: Page, given: string, change?: string): Promise<void> {
  await page.locator("#pay").getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill(given);
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await completeSale(page);
  await page.locator("#complete", { hasText: change ?? "Paid in full" }).waitFor();
}

/** The customer's phone. */
export async function takePhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE });
  context.setDefaultTimeout(PATIENCE_MS);
  return await context.newPage();
}

/** Opens the newest message to this number or address and follows its link. */
export async function openMessage(phone: Page, till: Till, contact: string): Promise<void> {
  await phone.goto(till.phoneUrl);
  await phone.getByRole("link", { name: contact }).click();
  await phone.getByRole("link", { name: "Open link" }).first().click();
}

/** Logs in, gives what a new customer must give, and stands before the plans. */
export async function logIn(phone: Page, contact: string, corrections: Record<string, string> = {}): Promise<void> {
  await phone.getByLabel("Mobile number or e-mail").fill(contact);
  await phone.getByRole("button", { name: "Continue" }).click();
  await phone.getByLabel("Six-digit code").fill("123456");
  await phone.getByRole("button", { name: "Continue" }).click();
  const birth = phone.getByLabel("Date of birth");
  await birth.or(phone.getByRole("heading", { name: "Choose how to pay" })).first().waitFor();
  if (await birth.count() === 0) return;
  await giveDetails(phone, corrections);
}

/** Fills in what the shop did not tell Klarna, and corrects what the customer knows better. */
async function giveDetails(phone: Page, corrections: Record<string, string>): Promise<void> {
  const details = { "First name": "Casey", "Last name": "Holt", "Street and number": "14 Mill Lane" };
  const place = { "Postcode": "NN13 0ZZ", "Town": "Brackley", "Date of birth": "1990-05-05" };
  for (const [label, value] of Object.entries({ ...details, ...place })) {
    const field = phone.getByLabel(label, { exact: true });
    if (await field.inputValue() === "") await field.fill(value);
    const correction = corrections[label];
    if (correction !== undefined) await field.fill(correction);
  }
  await phone.getByRole("button", { name: "Continue" }).click();
}

/** Chooses the first plan and approves. */
export async function approve(phone: Page): Promise<void> {
  await phone.getByRole("heading", { name: "Choose how to pay" }).waitFor();
  await phone.getByRole("button", { name: "Continue" }).click();
  await phone.getByRole("button", { name: /^Approve/ }).click();
  await phone.getByRole("heading", { name: "Approved" }).waitFor();
}

/** The amount in the corner of the till roll. */
export async function expectTotal(page: Page, amount: string): Promise<void> {
  await expect.poll(() => page.locator("#strip .grand dd").innerText(), { timeout: PATIENCE_MS }).toBe(amount);
}

/** Keeps the sounds this page makes from now on. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset["heard"] = "";
    document.addEventListener("till:sound", (event) => {
      if (event instanceof CustomEvent) dataset["heard"] += `${event.detail} `;
    });
  });
}

/** The sounds it has made since then. */
export async function heard(page: Page): Promise<string[]> {
  const sounds = await page.evaluate(() => document.documentElement.dataset["heard"] ?? "");
  return sounds.split(" ").filter((sound) => sound !== "");
}
