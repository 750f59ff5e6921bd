import { expect, test } from "vitest";
import { openCounter, openForStories, passReminder, scan, signIn, startKlarna, TENT_BARCODE } from "./support.ts";

const stories = openForStories();

test("a payment is found by its customer and its till, and its page tells its story and leads to what can be done", async () => {
  const { browser, till } = stories;
  const { page, context, complaints } = await openCounter(browser, till);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "Ada", "Till 1, Front door");
  await scan(page, TENT_BARCODE);
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /E-mail/ }).click();

  await page.goto(`${till.url}/payments`);
  await page.getByLabel("Sale, receipt, reference or customer").fill("karim");
  await page.getByRole("search").getByLabel("Till").selectOption({ label: "Front desk" });
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText("No payment fits").waitFor();
  await page.getByRole("search").getByLabel("Till").selectOption({ label: "Front door" });
  await page.getByRole("button", { name: "Show" }).click();
  await page.locator("#list").getByText("Sam Karim").waitFor();
  expect(new URL(page.url()).searchParams.get("q")).toBe("karim");
  // The list asks for itself, and is still narrowed then.
  const readAt = await page.locator("#list .meta.row").innerText();
  await page.locator("#list .meta.row").filter({ hasNotText: readAt }).waitFor();
  expect(await page.locator("#list tbody tr").count()).toBe(1);

  await page.locator("#list").getByRole("link", { name: /^Details of payment/ }).click();
  await page.locator("#events").getByText("Just opened").waitFor();
  await page.locator("#events").getByText(/E-mail by Klarna to s•••@example.com/).waitFor();
  await page.getByRole("button", { name: "Copy for support" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/payment pay_\w+[^]*status waiting[^]*amount 38900 GBP[^]*event .* status created waiting/);
  expect(copied).not.toMatch(/Karim|example\.com/);

  const elsewhere = await context.newPage();
  await elsewhere.goto(`${till.url}/payments`);
  await elsewhere.locator("#list tbody .pill", { hasText: "Waiting" }).waitFor();
  await page.getByRole("link", { name: "Cancel the payment…" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await page.getByText("Cancelled", { exact: true }).first().waitFor();
  // The list on another screen follows by itself.
  await elsewhere.locator("#list tbody .pill", { hasText: "Cancelled" }).waitFor();
  expect(complaints).toEqual([]);
});

test("without script the search has a page of its own, and its answer stays narrowed", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till, { javaScriptEnabled: false });
  await signIn(page, "Ben", "Till 2, Front desk");
  await page.goto(`${till.url}/payments?filter=ended`);
  expect(await page.locator(".seek").isVisible()).toBe(false);
  await page.getByRole("link", { name: "Search and filter" }).click();
  await page.getByLabel("Sale, receipt, reference or customer").fill("karim");
  await page.getByRole("button", { name: "Show" }).click();
  await page.locator("#list").getByText("Sam Karim").waitFor();
  const { searchParams } = new URL(page.url());
  expect([searchParams.get("filter"), searchParams.get("q")]).toEqual(["ended", "karim"]);
});
