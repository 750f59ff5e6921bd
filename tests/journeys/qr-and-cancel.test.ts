import { expect, test } from "vitest";
import {
  approve,
  completeSale,
  line,
  logIn,
  openCounter,
  openForStories,
  passReminder,
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

test("a customer without mobile or e-mail on file pays by the QR code on the screen", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await startKlarna(page, "Jon Karimi");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  expect(await page.locator("#pay svg.qr path").count()).toBeGreaterThan(0);

  const link = await page.locator("[data-copy]").getAttribute("data-copy");
  const phone = await takePhone(browser);
  await phone.goto(link ?? "");
  await says(page, "In progress");
  await logIn(phone, "+447700900123");
  await approve(phone);
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

test("the cashier cancels: Klarna closes the link, the basket opens again and cash is taken instead", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ben", "Till 3, Workshop");
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen");
  const link = await page.locator("[data-copy]").getAttribute("data-copy");

  await page.getByRole("link", { name: "Cancel payment" }).click();
  await page.getByText("Really cancel?").waitFor();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await says(page, "Cancelled");
  const phone = await takePhone(browser);
  await phone.goto(link ?? "");
  await phone.getByRole("heading", { name: "The shop stopped this payment" }).waitFor();
  expect(await page.getByText("Basket locked").count()).toBe(0);

  await page.getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill("40");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await page.getByText("£8.00").first().waitFor();
  await completeSale(page);
  await page.locator("#complete", { hasText: "£8.00" }).waitFor();
  expect(complaints).toEqual([]);
});

test("after a cancellation a new link is opened from the same window", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Aisha", "Till 2, Front desk");
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Sam Karim");
  await page.getByRole("link", { name: "Cancel payment" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await says(page, "Cancelled");

  await page.getByRole("button", { name: /Send a new link/ }).click();
  await passReminder(page);
  expect(await page.locator("header.bar").count()).toBe(1);
  expect(page.url()).toContain("/payments/pay_");
  await page.goto(`${till.url}/payments`);
  const rows = page.locator("#list tbody tr", { hasText: "Front desk" });
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringContaining("Waiting"),
    expect.stringContaining("Cancelled"),
  ]);
  expect(complaints).toEqual([]);
});
