import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  approve,
  expectTotal,
  line,
  logIn,
  openCounter,
  openForStories,
  openMessage,
  passReminder,
  PATIENCE_MS,
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

test("a sale is paid with Klarna by text message, from the first scan to the receipt and the capture", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada");

  await ringUpWithCorrections(page);
  await startKlarna(page, "Sam Karim");
  await says(page, "Waiting");
  await page.getByText("Basket locked").waitFor();
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");

  const phone = await takePhone(browser);
  await openMessage(phone, till, "+447755564318");
  await says(page, "In progress");
  await logIn(phone, "+447755564318");
  await approve(phone);
  await says(page, "Completed");
  expect(await page.title()).toContain("Completed");
  const reference = await phone.locator(".code").innerText();

  await saveAndComplete(page);
  await page.locator("#complete").getByText("Paid in full").waitFor();
  await page.getByRole("button", { name: /^Print/ }).click();
  const receipt = page.locator(".receipt");
  await receipt.getByText("£425.00").waitFor();
  expect(await receipt.innerText()).toContain("PRACTICE");
  expect(await receipt.innerText()).toContain("You pay Klarna, not the shop");
  expect(await receipt.innerText()).toContain(`Reference ${reference}`);

  await page.goto(`${till.url}/payments`);
  const row = page.locator("#list tbody tr", { hasText: "Sam Karim" });
  expect(await row.innerText()).toContain("Completed");
  await row.getByRole("link").first().click();
  await page.locator("#pay").waitFor();
  await expect.poll(async () => {
    await page.reload();
    return await page.locator("#pay-state").innerText();
  }, { timeout: PATIENCE_MS }).toContain("Klarna pays the shop for it.");
  expect(complaints).toEqual([]);
});

/** A scan, a tile, one more of it, a product found by its name, taken out and put back: £425.00. */
async function ringUpWithCorrections(page: Page): Promise<void> {
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await tapTile(page, "Hiking socks");
  await line(page, "Hiking socks").waitFor();
  await line(page, "Hiking socks").getByRole("button", { name: "One more" }).click();
  await expectTotal(page, "£417.00");
  await page.locator("#scan").pressSequentially("boot wax");
  await page.locator("#tiles").getByRole("button", { name: /Boot wax/ }).waitFor();
  await page.keyboard.press("Enter");
  await expectTotal(page, "£425.00");
  await page.getByRole("button", { name: /Remove Boot wax/ }).click();
  await expectTotal(page, "£417.00");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectTotal(page, "£425.00");
}
