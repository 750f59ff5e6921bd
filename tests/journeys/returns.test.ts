import type { Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, ringUpTorch } from "./payment-scenes.ts";
import {
  expectTotal,
  openForStories,
  passReminder,
  payCash,
  restHand,
  saveAndComplete,
  says,
  tapTile,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => {
  klarna.through = null;
  klarna.control.clearFaults();
});
afterAll(() => klarna.close());

/** A torch for £32.00, of which £12.00 in cash and the rest by Klarna. */
async function sold(page: Page): Promise<void> {
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill("12");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.locator("#tender .big", { hasText: "£20.00" }).waitFor();
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
  await saveAndComplete(page);
  await expect.poll(() => klarna.control.listOrders()[0]?.status).toBe("CAPTURED");
}

test("a torch comes back: Klarna and cash, shown before, sent, then confirmed, and both books say the same", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  await sold(page);
  const code = /\d{5}/.exec(await page.locator("#done-title").innerText())?.[0] ?? "";

  await page.getByRole("link", { name: "Returns", exact: true }).click();
  await page.getByLabel(/receipt/i).first().fill(`S-${code}`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Return from sale ${code}` }).waitFor();
  await page.getByRole("button", { name: /^One more of/ }).click();
  await page.locator("#strip .grand", { hasText: "£32.00" }).waitFor();
  expect(await page.getByLabel(/^Klarna/).inputValue()).toBe("20.00");
  expect(await page.getByLabel(/^Cash/).inputValue()).toBe("12.00");
  // One pound less by Klarna, one more than was paid in cash: nothing is given back.
  await page.getByLabel(/^Cash/).fill("13");
  await page.getByLabel(/^Klarna/).fill("19");
  await restHand(page);
  await page.getByRole("button", { name: "Refund £32.00" }).click();
  await page.getByText("More goes back in one way than is left").waitFor();
  expect(klarna.control.listOrders()[0]?.refunded_amount).toBe(0);

  // Klarna does it, and its answer is lost.
  klarna.control.addFault({ kind: "refund", status: 500, applied: true });
  await page.getByLabel(/^Cash/).fill("12");
  await page.getByLabel(/^Klarna/).fill("20");
  await restHand(page);
  await page.getByRole("button", { name: "Refund £32.00" }).click();
  await page.locator("#return-state", { hasText: "no answer from Klarna yet, asked again by itself" }).waitFor();
  expect(await page.locator("#return-state .huge").innerText()).toBe("£12.00");
  await page.locator("#return-state", { hasText: "confirmed by Klarna" }).waitFor();
  const [order] = klarna.control.listOrders();
  expect(order?.refunds.map((refund) => refund.refunded_amount)).toEqual([2_000]);

  await page.getByRole("link", { name: "Show the receipt" }).click();
  const receipt = await page.locator(".receipt").innerText();
  for (const row of ["RETURN", "Given back\t£32.00", "Klarna\t20.00", "Cash\t12.00", `S-${code}`]) {
    expect(receipt).toContain(row);
  }
  await page.goto(`${stories.till.url}/returns?q=S-${code}`);
  await page.getByText("Everything of this sale was given back already").waitFor();
  expect(complaintsOf(counter)).toEqual([]);
});

test("without script a part of the price goes back in cash, by plain forms", async () => {
  const { page } = await ringUpTorch(stories, { javaScriptEnabled: false });
  await payCash(page);
  await page.goto(`${page.url()}/return`);
  await page.getByLabel(/^Part of the price of/).fill("4.50");
  await page.getByRole("button", { name: "Work it out" }).click();
  await page.getByRole("button", { name: "Refund £4.50" }).click();
  expect(await page.locator("#return-state .huge").innerText()).toBe("£4.50");
});

test("above the shop's limit a second person agrees: a wrong PIN is said and loses nothing, the right one gives it back", async () => {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  for (let more = 0; more < 3; more++) await tapTile(page, "Head torch 300");
  await expectTotal(page, "£128.00");
  await payCash(page);
  await page.goto(`${page.url()}/return`);
  for (const amount of ["£32.00", "£64.00", "£96.00", "£128.00"]) {
    expect(await page.getByText("Above £100.00 a second person agrees").count()).toBe(0);
    await restHand(page);
    await page.getByRole("button", { name: /^One more of/ }).click();
    await page.locator("#strip .grand", { hasText: amount }).waitFor();
  }
  await page.getByText("Above £100.00 a second person agrees").waitFor();
  await page.getByLabel(/^Why Head torch/).selectOption("faulty");
  await page.getByLabel("What for").fill("Four from the same box");
  await page.getByLabel("Senior or manager").selectOption({ label: "Mona" });

  const refund = page.getByRole("button", { name: "Refund £128.00" });
  await page.getByLabel("Their PIN").fill("123123");
  await restHand(page);
  await refund.click();
  await page.getByRole("alert").getByText("That PIN is not right. Try again.").waitFor();
  expect(await page.locator("#return-state").count()).toBe(0);
  expect(await page.locator(".step-count").innerText()).toBe("4");
  expect(await page.getByLabel(/^Why Head torch/).inputValue()).toBe("faulty");
  expect(await page.getByLabel("What for").inputValue()).toBe("Four from the same box");
  expect(await page.getByLabel(/^Cash/).inputValue()).toBe("128.00");
  expect(await page.getByLabel("Senior or manager").locator("option:checked").innerText()).toBe("Mona");
  expect(await page.getByLabel("Their PIN").inputValue()).toBe("");

  await page.getByLabel("Their PIN").fill(demoStaff.find(({ name }) => name === "Mona")?.pin ?? "");
  await restHand(page);
  await refund.click();
  expect(await page.locator("#return-state .huge").innerText()).toBe("£128.00");
  await page.getByText("Mona agreed.").waitFor();
  expect(complaintsOf(counter)).toEqual([]);
});
