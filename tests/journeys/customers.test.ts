import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { type Counter, openCounter, openForStories, payCash, restHand, scan, signIn, TENT_BARCODE } from "./support.ts";

const TENT = "Ridgeline 3 tent";
const stories = openForStories();

/** Ada with a tent in the basket. */
async function atTheCounter(options: { javaScriptEnabled?: boolean } = {}): Promise<Counter> {
  const counter = await openCounter(stories.browser, stories.till, options);
  await signIn(counter.page, "Ada");
  await counter.page.goto(`${stories.till.url}/sales/new`);
  await scan(counter.page, TENT_BARCODE);
  await counter.page.locator("#lines .line", { hasText: TENT }).waitFor();
  return counter;
}

async function toCustomers(page: Page): Promise<void> {
  await page.locator("#customer").getByRole("link").click();
  await page.getByRole("heading", { name: "Who is the customer?" }).waitFor();
}

/** A new customer in this sale, kept for good. */
async function add(page: Page, names: [string, string], phone: string): Promise<void> {
  await toCustomers(page);
  await page.getByRole("link", { name: "Add a new customer" }).click();
  await page.getByLabel("First name").fill(names[0]);
  await page.getByLabel("Last name").fill(names[1]);
  await page.getByLabel("Mobile number").fill(phone);
  await page.getByLabel(/agrees that we keep/).check();
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.locator("#customer", { hasText: names.join(" ") }).waitFor();
}

async function seniorAgrees(page: Page, name: string): Promise<void> {
  await page.getByLabel("Senior or manager").selectOption({ label: name });
  await page.getByLabel("Their PIN").fill(demoStaff.find((one) => one.name === name)?.pin ?? "");
}

test("three letters find a customer, who is shown so that nobody can copy them, and one press chooses them", async () => {
  const { page, complaints } = await atTheCounter();
  await page.keyboard.press("F3");
  const search = page.getByLabel("Name, mobile or e-mail");
  await search.pressSequentially("ka");
  await page.getByText("Type at least three characters").waitFor();
  expect(await page.locator("#customer-hits li").count()).toBe(0);
  await search.pressSequentially("r");
  const hit = page.locator("#customer-hits li", { hasText: "Sam Karim" });
  await hit.waitFor();
  expect(await hit.textContent()).toContain("••• •••318");
  expect(await hit.textContent()).toContain("s•••@example.com");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await page.locator("#customer", { hasText: "Sam Karim" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a new customer is added beside the basket: the number is read back, the slip in the e-mail asked about once", async () => {
  const { page, complaints } = await atTheCounter();
  await toCustomers(page);
  await page.getByRole("link", { name: "Add a new customer" }).click();
  await page.getByLabel("First name").fill("Nora");
  await page.getByLabel("Last name").fill("Quill");
  await page.getByLabel("Mobile number").pressSequentially("07755 564");
  await page.waitForTimeout(400);
  expect(await page.locator("#phone-read").textContent()).toBe("");
  await page.getByLabel("Mobile number").pressSequentially("987");
  await page.getByText("Read it back: 07755 564987 (+44 7755 564987, United Kingdom)").waitFor();

  await page.getByLabel("House and street").fill("14 Mill Lane");
  await page.getByLabel("Country").selectOption({ label: "Germany" });
  expect(await page.getByLabel("Street and house number").inputValue()).toBe("14 Mill Lane");
  await page.getByLabel("Country").selectOption({ label: "United Kingdom" });
  await page.getByLabel("House and street").waitFor();

  await page.getByLabel("E-mail address").fill("nora@gmial.com");
  await page.getByLabel(/agrees that we keep/).check();
  await page.keyboard.press("Enter");
  await page.getByText("Did you mean nora@gmail.com?").waitFor();
  expect(await page.getByLabel(/agrees that we keep/).isChecked()).toBe(true);
  await page.getByLabel("E-mail address").fill("nora@gmail.com");
  await restHand(page);
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.locator("#customer", { hasText: "Nora Quill" }).waitFor();
  expect(await page.locator("#lines .line", { hasText: TENT }).count()).toBe(1);
  // The form that asked about the slip was answered with it.
  expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
});

test("a senior agrees by PIN to sell without tax, and the sale, its price and the customer's page say so", async () => {
  const { page } = await atTheCounter();
  await add(page, ["Ines", "Embassy"], "07755 564321");
  await toCustomers(page);
  await page.getByLabel("Name, mobile or e-mail").fill("embassy");
  await page.getByRole("link", { name: "Edit Ines Embassy" }).click();
  await page.getByText("Sell without tax").click();
  await page.getByLabel("Pays no tax").check();
  await page.getByLabel("Tax number").fill("GB 999 1");
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.getByRole("alert").filter({ hasText: "A senior or a manager must agree" }).waitFor();
  expect(await page.getByLabel("Tax number").inputValue()).toBe("GB 999 1");
  await seniorAgrees(page, "Jo");
  await restHand(page);
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.locator("#customer", { hasText: "Tax-free: GB" }).waitFor();
  await page.locator("#totals", { hasText: "£324.17" }).waitFor();
  await payCash(page);
  await page.goto(`${stories.till.url}/customers?q=embassy`);
  await page.getByRole("link", { name: "Open Ines Embassy" }).click();
  await page.getByText("Pays no tax, by number GB 999 1").waitFor();
  await page.getByRole("row", { name: /£324\.17 without tax/ }).waitFor();
});

test("two records of one customer become one, with what was chosen of each and what was bought by either", async () => {
  const { page } = await atTheCounter();
  await add(page, ["Theodora", "Doublet"], "07755 564111");
  await payCash(page);
  await page.goto(`${stories.till.url}/sales/new`);
  await scan(page, TENT_BARCODE);
  await page.locator("#lines .line", { hasText: TENT }).waitFor();
  await add(page, ["Teddy", "Doublet"], "07755 564222");
  await payCash(page);

  await page.goto(`${stories.till.url}/customers`);
  await page.getByLabel("Name, mobile or e-mail").fill("doublet");
  await page.getByRole("link", { name: "Open Theodora Doublet" }).click();
  await restHand(page);
  await page.getByRole("link", { name: /Put together with a double/ }).click();
  await page.getByLabel("Name, mobile or e-mail").fill("doublet");
  await page.getByRole("link", { name: "See both Teddy Doublet" }).click();
  await page.getByRole("heading", { name: "Make one record of two" }).waitFor();
  await page.getByLabel("07755 564222").check();
  await seniorAgrees(page, "Mona");
  await page.getByRole("button", { name: "Make it one record" }).click();
  await page.getByRole("heading", { name: "Theodora Doublet" }).waitFor();
  await page.getByText("07755 564222").waitFor();
  expect(await page.getByRole("link", { name: /^Receipt/ }).count()).toBe(2);
  await page.getByText("Another record of theirs became part of this one").waitFor();
  await page.goto(`${stories.till.url}/customers?q=doublet`);
  await page.getByText("1 customer matches “doublet”").waitFor();
});

test("without script a customer is added with the slip said, found, sold to without tax, and forgotten", async () => {
  const { page } = await atTheCounter({ javaScriptEnabled: false });
  await toCustomers(page);
  await page.getByRole("link", { name: "Add a new customer" }).click();
  await page.getByLabel("First name").fill("Lena");
  await page.getByLabel("Last name").fill("Plainform");
  await page.getByLabel("Mobile number").fill("07755 564333");
  await page.getByLabel("E-mail address").fill("lena@gmial.com");
  await page.getByText("Sell without tax").click();
  await page.getByLabel("Pays no tax").check();
  await page.getByLabel("Tax number").fill("GB 5");
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.getByText("Did you mean lena@gmail.com?").waitFor();
  await page.getByText("Read it back: 07755 564333").waitFor();
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.getByRole("alert").filter({ hasText: "A senior or a manager must agree" }).waitFor();
  await seniorAgrees(page, "Mona");
  await page.getByRole("button", { name: "Save customer" }).click();
  await page.locator("#customer", { hasText: "Tax-free: GB" }).waitFor();
  await payCash(page);

  await page.goto(`${stories.till.url}/customers`);
  await page.getByLabel("Name, mobile or e-mail").fill("plainf");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open Lena Plainform" }).click();
  await page.getByRole("link", { name: /Forget this customer/ }).click();
  await page.getByRole("heading", { name: "Forget Lena Plainform?" }).waitFor();
  await seniorAgrees(page, "Mona");
  await page.getByRole("button", { name: "Forget for good" }).click();
  await page.getByText("The customer is forgotten.").waitFor();
  await page.getByLabel("Name, mobile or e-mail").fill("plainf");
  await page.keyboard.press("Enter");
  await page.getByText("No customer matches “plainf”").waitFor();
});
