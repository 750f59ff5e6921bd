import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  approve,
  completeSale,
  expectTotal,
  line,
  logIn,
  openCounter,
  openForStories,
  passReminder,
  payInCash,
  says,
  scan,
  signIn,
  startKlarna,
  takePhone,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();

test("reload and back keep the sale while it is rung up and while its payment is chosen", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till);
  await signIn(page, "Ada");
  await ringUpTent(page);
  await page.reload();
  await line(page, "Ridgeline 3 tent").waitFor();

  await page.locator("#customer").getByRole("link").click();
  await thereAndBack(page, () => page.getByRole("heading", { name: "Who is the customer?" }));
  await line(page, "Ridgeline 3 tent").getByRole("button", { name: "One more" }).click();
  await expectTotal(page, "£778.00");

  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await thereAndBack(page, () => page.getByRole("heading", { name: "How is the customer paying?" }));
  await expectTotal(page, "£778.00");
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await thereAndBack(page, () => page.getByLabel("Cash given"));
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill("800");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await thereAndBack(page, () => page.getByRole("heading", { name: "Everything is paid" }));
  await page.goto(`${stories.till.url}/`);
  await expectTotal(page, "£778.00");
  await page.locator("#strip").getByText("Cash").waitFor();
  expect(complaints).toEqual([]);
});

test("reload and back keep the one Klarna payment at each of its steps, and the finished sale", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till);
  await signIn(page, "Ben", "Till 2, Front desk");
  await ringUpTent(page);
  await startKlarna(page, "Jon Karimi");
  const payment = page.url();
  await backIsHeldAt(page, payment);
  await says(page, "Waiting");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  await backIsHeldAt(page, payment);
  const link = await linkOnScreen(page);

  const phone = await takePhone(stories.browser);
  await phone.goto(link);
  await says(page, "In progress");
  await backIsHeldAt(page, payment);
  await logIn(phone, "casey.new@example.com");
  await approve(phone);
  await phone.reload();
  await phone.getByRole("heading", { name: "Approved" }).waitFor();
  await says(page, "Completed");
  await backIsHeldAt(page, payment);

  await page.getByRole("button", { name: /^Save/ }).click();
  const paid = page.getByRole("heading", { name: "Everything is paid" });
  await paid.waitFor();
  await page.goBack();
  await paid.waitFor();
  await page.reload();
  await completeSale(page);
  await page.locator("#complete").waitFor();
  await page.reload();
  await page.goBack();
  await page.locator("#complete").getByText("Paid in full").waitFor();
  await page.goto(`${stories.till.url}/payments`);
  expect(await page.locator("#list tbody tr").count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("without JavaScript the QR code's link is on the page, and a cancelled payment leaves the sale to be paid in cash", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till, { javaScriptEnabled: false });
  await signIn(page, "Aisha", "Till 3, Workshop");
  await ringUpTent(page);
  await startKlarna(page, "Jon Karimi");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  const phone = await takePhone(stories.browser);
  await phone.goto(await linkOnScreen(page));
  await says(page, "In progress");
  await page.getByRole("link", { name: "Cancel payment" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await says(page, "Cancelled");
  await payInCash(page, "400", "£11.00");
  expect(complaints).toEqual([]);
});

async function ringUpTent(page: Page): Promise<void> {
  await page.getByText("Nothing rung up yet").waitFor();
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
}

/** Waits for a step, reloads it, and goes back to the one before. */
async function thereAndBack(page: Page, sign: () => ReturnType<Page["locator"]>): Promise<void> {
  await sign().waitFor();
  const here = page.url();
  await page.reload();
  await sign().waitFor();
  expect(page.url()).toBe(here);
  await page.goBack();
  await line(page, "Ridgeline 3 tent").waitFor();
}

/** Reloads the window, and goes back from it: a sale with a payment under way leads into the same window again. */
async function backIsHeldAt(page: Page, payment: string): Promise<void> {
  await page.reload();
  await page.locator("#pay").evaluate((pay) => pay.setAttribute("data-left", ""));
  await page.goBack();
  await page.locator("#pay:not([data-left])").waitFor();
  await expectTotal(page, "£389.00");
  await page.reload();
  await page.waitForURL(payment);
  await page.locator("#pay").waitFor();
}

async function linkOnScreen(page: Page): Promise<string> {
  return await page.locator("[data-copy]").getAttribute("data-copy") ?? "";
}
