import type { Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, ringUpTorch } from "./payment-scenes.ts";
import {
  completeSale,
  type Counter,
  openForStories,
  passReminder,
  payCash,
  restHand,
  saveAndComplete,
  says,
  scan,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => {
  klarna.through = null;
  klarna.control.clearFaults();
});
afterAll(() => klarna.close());

/** A wool hat for £19.00, a fell jacket for £199.00, and the torch itself. */
const HAT = "2000003007103";
const TORCH = "2000001010105";
const JACKET = "2000003004102";
const TORCH_MINOR = 3_200;

const newestOrder = () => klarna.control.listOrders()[0];

/** A torch for £32.00, by Klarna. Answers the sale's code. */
async function sold(page: Page): Promise<string> {
  await page.keyboard.press("F10");
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).first().click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await approved(page);
  await saveAndComplete(page);
  await expect.poll(() => newestOrder()?.status).toBe("CAPTURED");
  return /\d{5}/.exec(await page.locator("#done-title").innerText())?.[0] ?? "";
}

async function approved(page: Page): Promise<void> {
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
}

/** The torch comes back, and something else is rung up for it: its page of steps. */
async function exchanges(page: Page, code: string, barcode: string): Promise<void> {
  await page.getByRole("link", { name: "Returns", exact: true }).click();
  await page.getByLabel(/receipt/i).first().fill(`S-${code}`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Return from sale ${code}` }).waitFor();
  await page.getByRole("button", { name: /^One more of/ }).click();
  await page.locator("#strip .grand", { hasText: "£32.00" }).waitFor();
  await restHand(page);
  await page.getByRole("button", { name: "Exchange for something else" }).click();
  await page.locator("#exchange-note", { hasText: `£32.00 comes back from sale ${code}` }).waitFor();
  await scan(page, barcode);
  await page.locator("#strip .line").first().waitFor();
  await page.keyboard.press("F10");
  await page.getByRole("heading", { name: "Exchange, in a safe order" }).waitFor();
}

/** The till is killed and started again, and its page opened anew. */
async function killed({ page, complaints }: Counter): Promise<void> {
  const path = page.url();
  await stories.till.kill();
  await stories.till.restart();
  await page.goto(path);
  // A page that asks a dead till hears of it.
  complaints.length = 0;
}

test("for something dearer the difference is paid first: declined, killed and started again, the old sale stands until it is", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  const code = await sold(page);
  const [old] = klarna.control.listOrders();
  await exchanges(page, code, JACKET);
  await page.locator("#step-pay", { hasText: "Take £167.00" }).waitFor();
  await page.keyboard.press("F10");
  await page.getByRole("link", { name: /^Take £167.00/ }).waitFor();

  const exchangePage = page.url();
  await killed(counter);
  await page.locator("#step-pay", { hasText: "Next" }).waitFor();
  await page.keyboard.press("F10");
  await page.locator("#tender .big", { hasText: "£167.00" }).waitFor();
  await page.keyboard.press("F9");
  await passReminder(page);
  klarna.customer.declines();
  await says(page, "One try did not go through");
  klarna.customer.cancels();
  await says(page, "Cancelled");
  expect(klarna.control.listOrders()).toHaveLength(1);
  expect(old?.refunded_amount).toBe(0);

  await page.goto(exchangePage);
  await page.keyboard.press("F10");
  await page.locator("#tender .big", { hasText: "£167.00" }).waitFor();
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill("170");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await completeSale(page);
  await page.locator("#complete", { hasText: "£3.00" }).waitFor();
  await page.getByRole("link", { name: `£32.00 comes back from sale ${code}` }).click();
  await page.locator("#exchange", { hasText: "Both halves are in the books." }).waitFor();
  expect(klarna.control.listOrders()[0]).toMatchObject({ captured_amount: TORCH_MINOR, refunded_amount: 0 });
  expect(complaintsOf(counter)).toEqual([]);
});

test("for something cheaper the difference goes back to Klarna, though its answer was lost", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  const code = await sold(page);
  await exchanges(page, code, HAT);
  await page.locator("#step-refund", { hasText: "Give back £13.00" }).waitFor();
  await page.keyboard.press("F10");
  const complete = page.getByRole("button", { name: /Complete the exchange/ });
  await complete.waitFor();
  expect(newestOrder()?.refunded_amount).toBe(0);
  klarna.control.addFault({ kind: "refund", status: 500, applied: true });
  await restHand(page);
  await complete.click();
  await page.locator("#complete").waitFor();
  await page.getByRole("link", { name: /comes back from sale/ }).click();
  await page.locator("#step-refund", { hasText: "Done" }).waitFor();
  expect(newestOrder()?.refunds.map((refund) => refund.refunded_amount)).toEqual([1_300]);
  expect(complaintsOf(counter)).toEqual([]);
});

test("for something cheaper it goes on where it was, though the till is killed after each of its steps", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  const code = await sold(page);
  await exchanges(page, code, HAT);
  await killed(counter);
  await page.getByRole("button", { name: /^Start: what comes back pays for it/ }).click();
  const complete = page.getByRole("button", { name: /Complete the exchange/ });
  await complete.waitFor();
  await killed(counter);
  klarna.control.addFault({ kind: "refund", status: 503, times: 2 });
  await complete.click();
  await page.locator("#complete").waitFor();
  await killed(counter);
  await page.getByRole("link", { name: /comes back from sale/ }).click();
  await page.locator("#step-refund", { hasText: "Done" }).waitFor();
  expect(newestOrder()?.refunds.map((refund) => refund.refunded_amount)).toEqual([1_300]);
  expect(complaintsOf(counter)).toEqual([]);
});

test("for something of the same price Klarna is asked for nothing", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  const code = await sold(page);
  const before = structuredClone(klarna.control.listOrders());
  await exchanges(page, code, TORCH);
  await restHand(page);
  await page.getByRole("button", { name: /^Start: what comes back pays for it/ }).click();
  await restHand(page);
  await page.getByRole("button", { name: /Complete the exchange/ }).click();
  await page.locator("#complete").waitFor();
  await page.getByRole("link", { name: /comes back from sale/ }).click();
  await page.locator("#exchange", { hasText: "Both halves are in the books." }).waitFor();
  expect(klarna.control.listOrders()).toEqual(before);
  expect(complaintsOf(counter)).toEqual([]);
});

test("all of it may be paid anew by Klarna; then Klarna gives all of the old back", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  const code = await sold(page);
  const old = newestOrder()?.order_id;
  await exchanges(page, code, JACKET);
  await page.getByRole("link", { name: "New payment for all £199.00 instead" }).click();
  await page.locator("#step-refund", { hasText: "Give back £32.00" }).waitFor();
  await page.getByRole("link", { name: /^Take £199.00/ }).click();
  await page.locator("#tender .big", { hasText: "£199.00" }).waitFor();
  await page.keyboard.press("F9");
  await approved(page);
  const oldOrder = () => klarna.control.listOrders().find((order) => order.order_id === old);
  expect(oldOrder()?.refunded_amount).toBe(0);
  await saveAndComplete(page);
  await expect.poll(() => oldOrder()?.refunded_amount).toBe(TORCH_MINOR);
  await expect.poll(() => newestOrder()?.captured_amount).toBe(19_900);
  expect(complaintsOf(counter)).toEqual([]);
});

test("without script something of the same price moves no money, and the exchange may be stopped before", async () => {
  const { page } = await ringUpTorch(stories, { javaScriptEnabled: false });
  await payCash(page);
  const receipt = page.url();
  const begin = async () => {
    await page.goto(`${receipt}/return`);
    await page.getByRole("button", { name: "Everything" }).click();
    await page.getByRole("button", { name: "Exchange for something else" }).click();
  };
  await begin();
  await page.goto(`${receipt}/return`);
  await page.getByText("An exchange of this sale is under way").waitFor();
  await page.getByRole("link", { name: "Steps of the exchange" }).click();
  await page.getByRole("button", { name: "Nothing comes back after all" }).click();
  expect(await page.locator("#exchange-note").count()).toBe(0);
  await begin();
  await page.getByRole("button", { name: /Head torch 300/ }).click();
  await page.locator("#strip").getByRole("link", { name: /Steps of the exchange/ }).click();
  await page.getByRole("button", { name: /^Start: what comes back pays for it/ }).click();
  await page.getByRole("button", { name: /Complete the exchange/ }).click();
  await page.locator("#complete").waitFor();
  expect(await page.locator("#complete .pairs").innerText()).toContain("Exchange");
});
