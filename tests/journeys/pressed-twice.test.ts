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
  says,
  signIn,
  startKlarna,
  takePhone,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();

test("scans and taps that follow without a pause all land, each once and in one basket", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ben", "Till 2, Front desk");
  await page.locator("#scan").waitFor();
  await typeScan(page, TENT_BARCODE);
  await typeScan(page, "2000003006106");
  await typeScan(page, TENT_BARCODE);
  await expectTotal(page, "£792.00");
  await page.locator("#tiles").getByRole("button", { name: "Boot wax" }).dblclick();
  await page.locator("#tiles").getByRole("button", { name: "Lace pair" }).click();
  await expectTotal(page, "£812.50");
  expect(await page.locator("#lines .line").count()).toBe(4);
  await page.reload();
  await expectTotal(page, "£812.50");
  expect(complaints).toEqual([]);
});

test("Pay, Save and Complete pressed twice are done once", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await page.locator("#scan").waitFor();
  await typeScan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).dblclick();
  await says(page, "Text sent to");
  const phone = await takePhone(browser);
  await openMessage(phone, till, "+447755564318");
  await logIn(phone, "+447755564318");
  await approve(phone);
  await phone.goto(`${till.phoneUrl}/inbox/${encodeURIComponent("+447755564318")}?refresh=off`);
  expect(await phone.getByRole("link", { name: "Open link" }).count()).toBe(1);

  await says(page, "Completed");
  await page.locator("#save").dblclick();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  expect(await page.locator("#payments li").count()).toBe(1);
  const sale = page.url().replace(/\/tender$/, "");
  await page.getByRole("button", { name: /Complete sale/ }).dblclick();
  await page.locator("#complete").or(page.getByText("Nothing rung up yet")).first().waitFor();
  await page.goto(sale);
  await page.locator("#complete").getByText("Paid in full").waitFor();
  await page.goto(`${till.url}/payments`);
  expect(await page.locator("#list tbody tr").count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("Klarna pressed twice for a known customer opens one payment", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Aisha", "Till 3, Workshop");
  await page.locator("#scan").waitFor();
  await typeScan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await page.locator("#customer").getByRole("link").click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Priya");
  await page.getByRole("button", { name: /Choose.*Priya Nair/ }).click();
  await page.locator("#customer", { hasText: "Priya Nair" }).waitFor();
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).dblclick();
  await page.locator("#tender").getByRole("button", { name: /Klarna/ }).dblclick();
  await says(page, "Waiting");
  await page.goto(`${till.url}/payments?filter=open`);
  expect(await page.locator("#list tbody tr").count()).toBe(1);
  expect(complaints).toEqual([]);
});

/** Key by key and at once, wherever the focus is, as a scanner that thinks it is a keyboard does. */
async function typeScan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}
