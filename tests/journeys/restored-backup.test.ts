import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import {
  completeSale,
  line,
  openCounter,
  openForStories,
  passReminder,
  PATIENCE_MS,
  restHand,
  says,
  scan,
  signIn,
  startKlarna,
  TENT_BARCODE,
} from "./support.ts";
import { bookAhead } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

/** As an owner does every night: a copy of the database, while the till goes on. */
function backUp(): void {
  const book = new Database(`${stories.till.dataFolder}/till.sqlite`, { readonly: true });
  book.exec(`vacuum into '${stories.till.dataFolder}/backup.sqlite'`);
  book.close();
}

/** The database is gone, and the copy of it is put back. What lies beside it stays. Klarna cannot be reached meanwhile. */
async function putBackWithoutKlarna(): Promise<void> {
  const { till } = stories;
  await till.stop();
  await klarna.unplug();
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(`${till.dataFolder}/till.sqlite${end}`).catch(() => {});
  await Deno.rename(`${till.dataFolder}/backup.sqlite`, `${till.dataFolder}/till.sqlite`);
  await till.restart();
}

/** A tent that Sam pays on the phone, after the backup; Klarna's reference of it. */
async function payAfterBackup(page: Page): Promise<string> {
  const known = new Set(klarna.control.listOrders().map((order) => order.order_id));
  backUp();
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");
  klarna.customer.approves();
  await says(page, "Completed");
  const order = klarna.control.listOrders().find(({ order_id }) => !known.has(order_id));
  return order?.merchant_reference1 ?? "none";
}

const statusOf = (reference: string) => klarna.control.findOrder(reference)?.status;

test("a payment made after the backup is found again, its sale rung up again, and both books agree", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ada");
  const reference = await payAfterBackup(page);

  await putBackWithoutKlarna();
  await page.goto(till.url);
  await page.getByRole("heading", { name: "This till was restored from a backup" }).waitFor();
  await page.getByText("0 of 1").waitFor();
  // A sale is refused in words, and every page says why.
  await page.goto(`${till.url}/sales/new`);
  await scan(page, TENT_BARCODE);
  await page.locator("#scan-result", { hasText: "restored from a backup" }).waitFor();
  await page.locator("#selling", { hasText: "Nothing can be sold yet." }).waitFor();
  await page.getByRole("link", { name: "See why" }).click();
  klarna.plugIn();
  await page.waitForURL(/\/sales\//);

  await page.getByRole("link", { name: /needs a person/ }).click();
  await page.getByText("Found again").waitFor();
  expect(await page.locator(".task").innerText()).toContain("£389.00");
  await page.getByRole("link", { name: "Decide" }).click();
  await page.getByRole("button", { name: "Ring the sale up again" }).click();
  await page.getByText("Klarna holds £389.00 for it").waitFor();
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#save").click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await completeSale(page);
  await page.locator("#complete").waitFor();
  await expect.poll(() => statusOf(reference), { timeout: PATIENCE_MS }).toBe("CAPTURED");
  expect(klarna.control.findOrder(reference)?.captured_amount).toBe(38_900);
  await page.goto(`${till.url}/attention`);
  await page.getByText("Nothing needs you").waitFor();
  expect(till.logs()).not.toContain('"event":"fault"');
});

test("a manager opens the till without waiting for Klarna, and the money of a lost sale goes back", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await page.goto(`${till.url}/sales/new`);
  const reference = await payAfterBackup(page);

  await putBackWithoutKlarna();
  await page.goto(till.url);
  await page.getByText("Open the till without waiting").click();
  await page.getByLabel("Reason").fill("no internet until Monday");
  await page.getByLabel("Senior or manager").selectOption({ label: "Mona" });
  await page.getByLabel("Their PIN").fill("999999");
  await page.getByRole("button", { name: "Open the till" }).click();
  await page.waitForURL(/\/sales\//);
  await page.getByRole("link", { name: /needs a person/ }).click();
  await page.getByText("Not asked yet").waitFor();

  klarna.plugIn();
  await page.getByText("Found again").waitFor();
  await page.getByRole("link", { name: "Decide" }).click();
  await page.getByRole("link", { name: "Give the money back" }).click();
  await restHand(page);
  await page.getByRole("button", { name: /Yes, release it/ }).click();
  await expect.poll(() => statusOf(reference), { timeout: PATIENCE_MS }).toBe("CANCELLED");
  await page.goto(`${till.url}/attention`);
  await page.getByText("Nothing needs you").waitFor();
  expect(till.logs()).not.toContain('"event":"fault"');
});

test("a clock behind the last booking stops the till, until a manager says that it is right", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await page.goto(`${till.url}/sales/new`);
  bookAhead(till, 3_600_000);
  await scan(page, TENT_BARCODE);
  await page.locator("#selling", { hasText: "Nothing can be sold now." }).waitFor();
  await page.getByRole("link", { name: "See why" }).click();
  await page.getByRole("heading", { name: "The clock has gone back" }).waitFor();
  await page.locator("summary", { hasText: "The clock is right" }).click();
  await page.getByLabel("Reason").fill("compared with the radio");
  await page.getByLabel("Senior or manager").selectOption({ label: "Mona" });
  await page.getByLabel("Their PIN").fill("999999");
  await page.getByRole("button", { name: "The clock is right" }).click();
  await page.waitForURL(/\/sales\//);
  await page.goto(`${till.url}/sales/new`);
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  expect(await page.locator("#selling").innerText()).toBe("");
});
