import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { cancelPayment, complaintsOf, openWindow, ringUpTorch } from "./payment-scenes.ts";
import {
  completeSale,
  type Counter,
  openCounter,
  openForStories,
  passReminder,
  restHand,
  saveAndComplete,
  says,
  signIn,
  tapTile,
} from "./support.ts";
import { coinsFrom } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a gift card is sold, and pays a part beside cash, a card and Klarna; its number is on its first receipt alone", async () => {
  const number = await sellCard("10", "JOURNEY-0001");
  expect(number).toBe("JOUR NEY0 001");

  const { page, complaints } = await ringUpTorch(stories);
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill("5");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await leftToPay(page, "£27.00");
  await page.keyboard.press("F8");
  await page.getByLabel("Gift card number").fill("journey 0001");
  await page.keyboard.press("Enter");
  await page.getByText("On card …0001").waitFor();
  expect(await page.getByLabel("Amount to take now").inputValue()).toBe("10.00");
  expect(await page.content()).not.toMatch(/JOURNEY/i);
  await restHand(page);
  await page.getByRole("button", { name: /Take from the gift card/ }).click();
  await leftToPay(page, "£17.00");
  await page.keyboard.press("F6");
  await page.getByLabel("Amount to take now").fill("7");
  await page.getByLabel("Reference on the slip").fill("A-204417");
  await page.keyboard.press("Enter");
  await leftToPay(page, "£10.00");
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await says(page, "Waiting");
  expect(await page.locator("#pay .pay-head").innerText()).toContain("£10.00");
  await approveByCode(page);
  await saveAndComplete(page);

  const receipt = await printed(page);
  for (
    const row of [
      "Total\t£32.00",
      "Cash\t5.00",
      "Gift card\t10.00",
      "Gift card …0001",
      "Card\t7.00",
      "Slip A-204417",
      "Klarna\t10.00",
    ]
  ) {
    expect(receipt).toContain(row);
  }
  expect(receipt).not.toContain("JOUR");
  await page.goto(`${stories.till.url}/payments`);
  expect(await page.locator("#list").innerText()).toMatch(/Finished sales of today:.*Card £7.00.*Gift card £10.00/);
  expect(complaints).toEqual([]);
});

test("what is on a card and how it came there is found by its number, which stays out of every address", async () => {
  await sellCard("25", "JOURNEY-0002");
  const { page } = await counter();
  await page.goto(`${stories.till.url}/gift-cards`);
  await page.getByLabel("Gift card number").fill("NOSUCHCARD");
  await page.keyboard.press("Enter");
  await page.getByText("No gift card has this number.").waitFor();
  expect(await page.getByLabel("Gift card number").inputValue()).toBe("NOSUCHCARD");
  await page.getByLabel("Gift card number").fill("JOURNEY-0002");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Gift card …0002" }).waitFor();
  expect(await page.locator("main").innerText()).toContain("£25.00");
  expect(page.url()).toMatch(/\/gift-cards\/gif_\w+$/);
});

test("Klarna is cancelled, and a card is one tap away with what is due typed already", async () => {
  const { page, complaints } = await openWindow(stories);
  await passReminder(page);
  await cancelPayment(page);
  await says(page, "Cancelled");
  await page.locator("#pay").getByRole("link", { name: /^Card/ }).click();
  await page.getByRole("heading", { name: "Card", exact: true }).waitFor();
  expect(await page.getByLabel("Amount to take now").inputValue()).toBe("32.00");
  await restHand(page);
  await page.getByRole("button", { name: /Record as taken/ }).click();
  await everythingPaid(page);
  await completeSale(page);
  await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
  expect(complaints).toEqual([]);
});

test("Klarna first for a part, the rest on a card afterwards", async () => {
  const opened = await ringUpTorch(stories);
  const { page } = opened;
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.getByRole("link", { name: "Only a part…" }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await page.getByLabel("Amount to take now").fill("40");
  await page.keyboard.press("Enter");
  await page.getByText("That is more than is left to pay").waitFor();
  expect(await page.getByLabel("Amount to take now").inputValue()).toBe("40");
  await page.getByLabel("Amount to take now").fill("20");
  await page.keyboard.press("Enter");
  await says(page, "Waiting");
  await approveByCode(page);
  await page.locator("#save").click();
  await leftToPay(page, "£12.00");
  await page.keyboard.press("F6");
  await page.getByRole("heading", { name: "Card", exact: true }).waitFor();
  await page.getByRole("button", { name: /Record as taken/ }).click();
  await everythingPaid(page);
  await completeSale(page);
  await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
  expect(complaintsOf(opened)).toEqual([]);
});

test("a one-time card of Klarna's is known by its last four digits", async () => {
  const { page } = await ringUpTorch(stories);
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.getByRole("link", { name: "One-time card…" }).click();
  await page.getByLabel("Last four digits of that card").fill("42");
  await page.keyboard.press("Enter");
  await page.getByText("Type the last four digits of the card.").waitFor();
  await page.getByLabel("Last four digits of that card").fill("4242");
  await page.keyboard.press("Enter");
  await everythingPaid(page);
  expect(await page.locator("#strip-tender").innerText()).toContain("Klarna one-time card …4242");
});

test("without script a gift card is sold and pays", async () => {
  await sellCard("40", "JOURNEY-0003", false);
  const { page } = await ringUpTorch(stories, { javaScriptEnabled: false });
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /^Gift card/ }).click();
  await page.getByLabel("Gift card number").fill("JOURNEY-0003");
  await page.getByRole("button", { name: /Look up/ }).click();
  expect(await page.getByLabel("Amount to take now").inputValue()).toBe("32.00");
  await page.getByRole("button", { name: /Take from the gift card/ }).click();
  await everythingPaid(page);
});

test("where coins go no lower than a crown the cash is rounded, and says so before and after", async () => {
  coinsFrom(stories.till, 100);
  const { page, complaints } = await counter();
  await page.goto(`${stories.till.url}/sales/new`);
  await tapTile(page, "Energy bar");
  await page.locator("#lines .line").waitFor();
  await page.keyboard.press("F4");
  await page.getByText("£2.00 in cash").waitFor();
  expect(await page.locator("#tender").innerText()).toContain("Rounded by +£0.20");
  await page.getByRole("button", { name: "Exact £2.00" }).click();
  await everythingPaid(page);
  expect(await page.locator("#strip-tender").innerText()).toMatch(/Cash\s+£2.00\s+Rounding\s+−£0.20/);
  await completeSale(page);
  await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
  const receipt = await printed(page);
  for (const row of ["Total\t£1.80", "Cash\t2.00", "Rounding of cash\t0.20"]) expect(receipt).toContain(row);
  coinsFrom(stories.till, 1);
  expect(complaints).toEqual([]);
});

async function counter(javaScriptEnabled = true): Promise<Counter> {
  const opened = await openCounter(stories.browser, stories.till, { javaScriptEnabled });
  await signIn(opened.page, "Ada", "Till 1, Front door");
  return opened;
}

/** Sells a gift card for cash; the number as its first receipt shows it. */
async function sellCard(amount: string, number: string, javaScriptEnabled = true): Promise<string | undefined> {
  const { page, context } = await counter(javaScriptEnabled);
  await page.goto(`${stories.till.url}/sales/new`);
  await page.locator("#tiles").getByRole("link", { name: /Gift card/ }).click();
  await page.getByLabel("Amount on the card").fill(amount);
  await page.getByLabel("Number of a printed card").fill(number);
  await page.getByRole("button", { name: /Add to basket/ }).last().click();
  await page.locator("#lines .line", { hasText: `Gift card …${number.slice(-4)}` }).waitFor();
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /^Cash/ }).click();
  await page.getByLabel("Cash given").fill(amount);
  await page.getByRole("button", { name: /Take cash/ }).click();
  await everythingPaid(page);
  await completeSale(page);
  await page.getByText("The gift card can be paid with now.").waitFor();
  expect(await printed(page)).not.toContain("JOUR");
  await page.getByRole("button", { name: /^Print/ }).click();
  await page.getByText("use the browser’s own Print").waitFor();
  const receipt = await page.locator(".receipt").innerText();
  await context.close();
  return /JOUR NEY0 \d+/.exec(receipt)?.[0];
}

async function leftToPay(page: Page, amount: string): Promise<void> {
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await page.locator("#tender .big", { hasText: amount }).waitFor();
}

async function everythingPaid(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
}

async function printed(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Show the receipt" }).click();
  await page.locator(".receipt").waitFor();
  return await page.locator(".receipt").innerText();
}

/** The QR code, and the customer approves. */
async function approveByCode(page: Page): Promise<void> {
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
}
