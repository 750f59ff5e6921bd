import type { Browser, Page } from "playwright-core";
import type { Till } from "../support/till-process.ts";
import { type Counter, line, openCounter, passReminder, says, signIn, startKlarna, tapTile } from "./support.ts";

export type Stories = { readonly browser: Browser; readonly till: Till };

export type Start = { customer?: string; who?: string; register?: string; javaScriptEnabled?: boolean };

/** What the head torch of these stories costs. */
export const TORCH_PRICE = "£32.00";
export const SAM_MOBILE = "+447755564318";

/** Somebody signs in and rings up a head torch in a new sale. */
export async function ringUpTorch({ browser, till }: Stories, start: Start = {}): Promise<Counter> {
  const { who = "Ada", register = "Till 1, Front door", javaScriptEnabled = true } = start;
  const counter = await openCounter(browser, till, { javaScriptEnabled });
  const { page } = counter;
  await signIn(page, who, register);
  await page.goto(`${till.url}/sales/new`);
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  return counter;
}

/** The same, up to the Klarna window with its reminder. */
export async function openWindow(stories: Stories, start: Start = {}): Promise<Counter> {
  const counter = await ringUpTorch(stories, start);
  await startKlarna(counter.page, start.customer ?? "Sam Karim");
  await says(counter.page, "Waiting");
  return counter;
}

/** The same, and the customer has got a text message from Klarna. */
export async function textSent(stories: Stories, start: Start = {}): Promise<Counter> {
  const counter = await openWindow(stories, start);
  await passReminder(counter.page);
  await counter.page.getByRole("button", { name: /Text message/ }).click();
  await says(counter.page, "Text sent to");
  return counter;
}

/** Presses Cancel and says that it is meant. */
export async function cancelPayment(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Cancel payment" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
}

/** A sentence in the window, wherever in it. */
export async function reads(page: Page, words: string | RegExp): Promise<void> {
  await page.locator("#pay").getByText(words).first().waitFor();
}

/** What the browser complained about, but for refusals, which it counts as failures and which are meant. */
export function complaintsOf({ complaints }: Counter): string[] {
  return complaints.filter((text) => !/status of 4(03|09|22)/.test(text));
}

/** The window has asked once more how the payment stands, and shows the answer. */
export async function newsArrives(page: Page): Promise<void> {
  await page.locator("#pay-live").evaluate((live) => live.setAttribute("data-before", ""));
  await page.locator("#pay-live:not([data-before])").waitFor();
}

/** What was given back in Klarna's portal, as an amount beyond the goods. */
export async function bookReturnFound(page: Page, amount: string): Promise<void> {
  await page.getByText(`gave back £${amount}`).waitFor();
  await page.getByRole("link", { name: "Book the return" }).click();
  await page.getByLabel("Amount, in GBP").fill(amount);
  await page.getByLabel("What for").fill("The strap came back");
  await page.getByRole("button", { name: "Work it out" }).click();
  await page.getByText("it is only booked").waitFor();
  await page.getByRole("button", { name: `Refund £${amount}` }).click();
  await page.waitForURL(/\/returns\/ret_/);
}
