import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { ringUpTorch } from "./payment-scenes.ts";
import { expectTotal, openForStories, passReminder, saveAndComplete, says } from "./support.ts";
import { fillBasket } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a part in cash and the rest by Klarna, which is told of the part as one negative line without tax", async () => {
  const { page, complaints } = await ringUpTorch(stories);
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill("12");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.locator("#tender .big", { hasText: "£20.00" }).waitFor();
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await says(page, "Waiting");
  expect(await page.locator("#pay .pay-head").innerText()).toContain("£20.00");
  await payByCode(page);

  const [order] = klarna.control.listOrders();
  expect(order?.order_amount).toBe(2_000);
  const lines = order?.order_lines ?? [];
  expect(lines.filter((line) => line.type === "gift_card")).toMatchObject([
    { quantity: 1, unit_price: -1_200, total_amount: -1_200, tax_rate: 0, total_tax_amount: 0 },
  ]);
  expect(lines.filter((line) => line.type === "physical")).toMatchObject([{ total_amount: 3_200 }]);

  await saveAndComplete(page);
  await page.getByRole("button", { name: /^Print/ }).click();
  const receipt = await page.locator(".receipt").innerText();
  for (const row of ["Total\t£32.00", "Cash\t12.00", "Klarna\t20.00"]) expect(receipt).toContain(row);
  expect(complaints).toEqual([]);
});

test("a basket of 500 lines is paid with Klarna, and nothing of it is lost", async () => {
  const { page, complaints } = await ringUpTorch(stories);
  fillBasket(stories.till, 500);
  await page.reload();
  await expectTotal(page, "£16,000.00");
  expect(await page.locator("#lines .line").count()).toBe(500);
  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await says(page, "Waiting");
  expect(await page.locator("#lines .line").count()).toBe(500);
  await payByCode(page);
  const [order] = klarna.control.listOrders();
  expect(order?.order_amount).toBe(1_600_000);
  expect(order?.order_lines).toHaveLength(500);
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

/** The rest of it: the QR code, and the customer approves. */
async function payByCode(page: Page): Promise<void> {
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
}
