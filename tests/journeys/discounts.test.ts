import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "../support/axe.ts";
import { complaintsOf } from "./payment-scenes.ts";
import {
  completeSale,
  type Counter,
  expectTotal,
  line,
  openCounter,
  openForStories,
  restHand,
  scan,
  signIn,
  TENT_BARCODE,
} from "./support.ts";
import { putTaxOnTop } from "./till-book.ts";

const stories = openForStories();

test("3* and 10% are about the line that is chosen, also before a name and while the last answer is on its way", async () => {
  const { page, complaints } = await newSale("Ada");
  await scan(page, TENT_BARCODE);
  await scan(page, "3*");
  await line(page, "Ridgeline 3 tent").getByText("3 ×").waitFor();
  await scan(page, "2*head torch");
  await line(page, "Head torch 300").getByText("2 ×").waitFor();
  await expectTotal(page, "£1,231.00");

  await line(page, "Ridgeline 3 tent").getByRole("link", { name: "Ridgeline 3 tent" }).click();
  await page.locator(".line.is-on", { hasText: "Ridgeline" }).waitFor();
  await scan(page, "10%");
  await line(page, "Ridgeline 3 tent").getByText("£389.00 each · 10% off, −£116.70").waitFor();
  await page.locator("#scan-result").getByText("New price for").waitFor();
  await expectTotal(page, "£1,114.30");

  // While somebody types, only hits are shown; Enter takes the first as many times as was said.
  await page.locator("#scan").fill("4*gas can");
  await page.locator("#scan-result").getByText("adds 4 of the first.").waitFor();
  await page.keyboard.press("Enter");
  await line(page, "Gas canister 230 g").getByText("4 ×").waitFor();
  await scan(page, "0%");
  await page.locator("#scan-result").getByText("Gas canister 230 g").waitFor();
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a discount over the limit is approved by a manager on the same screen; a wrong PIN loses nothing", async () => {
  const counter = await newSale("Ada");
  const { page } = counter;
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await scan(page, "40%");
  await page.getByRole("heading", { name: "A manager must approve this" }).waitFor();
  const facts = await page.locator("#approval-area dl").innerText();
  for (const fact of ["40%", "Ridgeline 3 tent", "£389.00 → £233.40", "Ada"]) expect(facts).toContain(fact);
  await page.getByText("Ada may give up to 10%").waitFor();
  expect(await page.locator("#approverId").innerText()).toBe("Mona");
  expect(await violations(page)).toEqual([]);

  // The PIN can be typed at once.
  await page.keyboard.type("123456");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "That PIN is not right." }).waitFor();
  await expectTotal(page, "£389.00");
  await restHand(page);
  for (const digit of "999999") {
    await page.getByRole("button", { name: digit, exact: true }).click();
    await restHand(page);
  }
  await page.getByRole("button", { name: /Approve 40% off/ }).click();
  await line(page, "Ridgeline 3 tent").getByText("40% off, −£155.60").waitFor();
  await expectTotal(page, "£233.40");

  // One more of it is asked about again, and left; the same scanned once more has nothing off.
  await restHand(page);
  await page.getByRole("button", { name: "One more Ridgeline 3 tent" }).click();
  await page.getByRole("heading", { name: "A manager must approve this" }).waitFor();
  const more = await page.locator("#approval-area dl").innerText();
  for (const fact of ["1 → 2", "Ridgeline 3 tent", "£233.40 → £466.80"]) expect(more).toContain(fact);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: /Leave it/ }).click();
  await line(page, "Ridgeline 3 tent").getByText("40% off, −£155.60").waitFor();
  await scan(page, TENT_BARCODE);
  await expectTotal(page, "£622.40");
  expect(complaintsOf(counter)).toEqual([]);
});

test("a price by hand, a note, something not in the catalogue and a discount on the sale: it is paid as it stands", async () => {
  const counter = await newSale("Ben");
  const { page } = counter;
  await page.keyboard.press("PageUp");
  await page.getByLabel("What it is").fill("Old tent pole");
  await page.getByLabel("Price of one").fill("five");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("This is not an amount.").waitFor();
  expect(await page.getByLabel("What it is").inputValue()).toBe("Old tent pole");
  await page.getByLabel("Price of one").fill("5");
  await page.getByLabel("How many").fill("2");
  await restHand(page);
  await page.getByRole("button", { name: "Add it" }).click();
  await line(page, "Old tent pole").getByText("£5.00 each").waitFor();

  await scan(page, TENT_BARCODE);
  await page.locator(".line.is-on", { hasText: "Ridgeline 3 tent" }).waitFor();
  await page.keyboard.press("F7");
  await page.getByLabel("Price of one").fill("370");
  await page.getByRole("button", { name: "Set price" }).click();
  await line(page, "Ridgeline 3 tent").getByText("£370.00 each, was £389.00").waitFor();
  await page.keyboard.press("F7");
  await page.getByLabel("Note for the receipt").fill("From the window");
  await page.getByRole("button", { name: "Save note" }).click();
  await line(page, "Ridgeline 3 tent").getByText("“From the window”").waitFor();

  await page.locator("#strip").getByRole("link", { name: /More…/ }).click();
  await page.getByLabel("How much").fill("10");
  await page.getByRole("button", { name: "Percent off" }).click();
  // With the lower price it is more than Ben may give on the tent.
  await page.getByRole("heading", { name: "A senior or a manager must approve this" }).waitFor();
  await page.getByRole("link", { name: /Leave it/ }).click();
  await page.locator("#strip").getByRole("link", { name: /More…/ }).click();
  await page.getByLabel("How much").fill("10");
  await page.getByRole("button", { name: "Amount off" }).click();
  await page.locator("#totals").getByText("Discount on the sale").waitFor();
  await expectTotal(page, "£370.00");
  await payCash(page, "400", "£30.00");
  expect(complaintsOf(counter)).toEqual([]);
});

test("without script a discount over the limit is approved as well", async () => {
  const { page } = await newSale("Ada", { javaScriptEnabled: false });
  await page.locator("#scan").fill(TENT_BARCODE);
  await page.keyboard.press("Enter");
  await line(page, "Ridgeline 3 tent").waitFor();
  await page.getByRole("link", { name: /Change…/ }).click();
  await page.getByLabel("How much").fill("25");
  await page.getByRole("button", { name: "Percent off" }).click();
  await page.getByRole("heading", { name: "A senior or a manager must approve this" }).waitFor();
  await page.getByLabel("Senior or manager").selectOption("Jo");
  await page.getByLabel("Their PIN").fill("333333");
  await page.getByRole("button", { name: /Approve 25% off/ }).click();
  await line(page, "Ridgeline 3 tent").getByText("25% off, −£97.25").waitFor();
  await page.locator("#scan").fill("2*");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "A senior or a manager must approve this" }).waitFor();
  await page.getByLabel("Senior or manager").selectOption("Jo");
  await page.getByLabel("Their PIN").fill("333333");
  await page.getByRole("button", { name: /Approve £583.50/ }).click();
  await line(page, "Ridgeline 3 tent").getByText("2 ×").waitFor();
});

test("a manager changes what a cashier may give, and it counts at once", async () => {
  const manager = await newSale("Mona");
  const { page } = manager;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Discounts and cash" }).click();
  await page.getByLabel("A cashier, in percent").fill("30");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("A senior may give at least what a cashier may").waitFor();
  expect(await page.getByLabel("A cashier, in percent").inputValue()).toBe("30");
  await page.getByLabel("A senior, in percent").fill("40");
  await restHand(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("It counts from the next discount").waitFor();
  const cashier = await newSale("Aisha");
  await scan(cashier.page, TENT_BARCODE);
  await scan(cashier.page, "30%");
  await line(cashier.page, "Ridgeline 3 tent").getByText("30% off").waitFor();
  expect([...complaintsOf(manager), ...cashier.complaints]).toEqual([]);
});

// The last one, for it changes the shop.
test("where prices are without tax it stands below them, and is paid on top", async () => {
  putTaxOnTop(stories.till);
  const { page, complaints } = await newSale("Ada");
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").getByText("£389.00").waitFor();
  await scan(page, "10%");
  await line(page, "Ridgeline 3 tent").getByText("£350.10").waitFor();
  const totals = await page.locator("#totals").innerText();
  for (const row of [/Subtotal\s+£389.00/, /Discount\s+−£38.90/, /Tax\s+£70.02/]) expect(totals).toMatch(row);
  expect(totals).not.toContain("included");
  await expectTotal(page, "£420.12");
  await payCash(page, "420.12", "Paid in full");
  expect(complaints).toEqual([]);
});

async function newSale(name: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Counter> {
  const counter = await openCounter(stories.browser, stories.till, options);
  await signIn(counter.page, name);
  await counter.page.goto(`${stories.till.url}/sales/new`);
  await counter.page.getByText("Nothing rung up yet").waitFor();
  return counter;
}

/** From the basket to the end of the sale. */
async function payCash(page: Page, given: string, ends: string): Promise<void> {
  await page.keyboard.press("F10");
  await page.locator("#tender").getByRole("link", { name: /^Cash/ }).click();
  await page.getByLabel("Cash given").fill(given);
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await completeSale(page);
  await page.locator("#complete", { hasText: ends }).waitFor();
}
