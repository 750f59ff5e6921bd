import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ringUpTorch } from "./payment-scenes.ts";
import {
  completeSale,
  openCounter,
  openForStories,
  restHand,
  scan,
  signIn,
  startKlarna,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();

test("a shift from its float to its Z report, with a difference and a Klarna payment handed on", async () => {
  const { page, complaints } = await ringUpTorch(stories, { who: "Jo" });
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill("40");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await completeSale(page);
  await page.locator("#complete").waitFor();

  await countFloatAndTakeOut(page);
  await page.goto(`${stories.till.url}/sales/new`);
  await scan(page, TENT_BARCODE);
  await startKlarna(page, "Sam Karim");
  await page.goto(`${stories.till.url}/shift`);

  await countAndClose(page);
  await seesReport(page);

  await page.getByRole("link", { name: "Back to the shift" }).click();
  await page.getByText("No shift is open here.").waitFor();
  await page.getByText("The last closing left £150.00 in the drawer.").waitFor();
  // The two closings that were refused.
  expect(complaints.filter((one) => !/status of (409|422)/.test(one))).toEqual([]);
});

async function countFloatAndTakeOut(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Shift" }).click();
  await page.getByLabel("In the drawer at the start, in GBP").fill("150");
  await page.getByRole("button", { name: "That is the float" }).click();
  await page.getByText("£150.00 was in the drawer at the start.").waitFor();
  const out = page.locator("section", { has: page.getByRole("heading", { name: "Take cash out" }) });
  await out.getByLabel("Amount, in GBP").fill("20");
  await out.getByLabel("What for").fill("Stamps");
  await out.getByRole("button", { name: "Take out" }).click();
  await page.getByRole("cell", { name: "Stamps" }).waitFor();
  expect(await page.locator(".receipt").innerText()).toContain("Should be\t162.00");
}

/** Two pounds are missing, and one payment is open: twice it is refused, and then done. */
async function countAndClose(page: Page): Promise<void> {
  await page.getByText("Count by coins and notes").click();
  await page.getByLabel("£50.00").fill("3");
  await page.getByLabel("£5.00", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Save count" }).click();
  await page.getByText("£2.00 short.").waitFor();
  await restHand(page);
  await page.getByRole("button", { name: "Close and write the Z report" }).click();
  await page.getByRole("alert").filter({ hasText: "Say why" }).waitFor();
  await page.getByLabel("Why it differs").fill("Two pounds too much change");
  await page.getByLabel(/Stays in the drawer/).fill("150");
  await restHand(page);
  await page.getByRole("button", { name: "Close and write the Z report" }).click();
  await page.getByRole("alert").filter({ hasText: "Tick it to hand it on" }).waitFor();
  await page.getByLabel(/Sam Karim · \d+-1/).check();
  await restHand(page);
  await page.getByRole("button", { name: "Close and write the Z report" }).click();
}

/** On the page, on paper and as a file. */
async function seesReport(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Z report 1" }).waitFor();
  const paper = await page.locator(".receipt").innerText();
  for (
    const row of [
      "Sold\t£32.00",
      "Cash\t32.00",
      "Should be\t162.00",
      "Counted\t160.00",
      "Differs\t−£2.00",
      "Why: Two pounds too much change",
      "Left for the next shift\t150.00",
    ]
  ) expect(paper).toContain(row);
  expect(paper).toMatch(/Sam Karim · \d+-1/);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".receipt").isVisible()).toBe(true);
  expect(await page.locator(".no-print").isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("z-report-practice-1.csv");
  const csv = await Deno.readTextFile(await file.path());
  expect(csv).toContain("cash,difference,,-2.00\r\n");
}

test("a cashier at another register puts cash in, and is shown who may take it out", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till);
  await signIn(page, "Ada", "Till 2, Front desk");
  await page.getByRole("link", { name: "Shift" }).click();
  await page.getByText("Cash is taken out by a senior or a manager.").waitFor();
  const put = page.locator("section", { has: page.getByRole("heading", { name: "Put cash in" }) });
  await put.getByLabel("Amount, in GBP").fill("50");
  await put.getByLabel("What for").fill("Change");
  await put.getByRole("button", { name: "Put in" }).click();
  await page.getByRole("cell", { name: "Change" }).waitFor();
  expect(complaints).toEqual([]);
});
