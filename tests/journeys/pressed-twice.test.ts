import type { Locator, Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { timeOfId } from "../../src/domain/ids.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { openWindow, reads, SAM_MOBILE, textSent } from "./payment-scenes.ts";
import {
  completeSale,
  expectTotal,
  line,
  middleOf,
  openCounter,
  openForStories,
  passReminder,
  restHand,
  saveAndComplete,
  says,
  signIn,
  startKlarna,
  TENT_BARCODE,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("scans and taps that follow without a pause all land, each once and in one basket", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  const ids = keepActionIds(page);
  await signIn(page, "Ben", "Till 2, Front desk");
  await page.locator("#scan").waitFor();
  const begunAt = Date.now();
  await typeScan(page, TENT_BARCODE);
  await typeScan(page, "2000003006106");
  await typeScan(page, TENT_BARCODE);
  await expectTotal(page, "£792.00");
  await page.locator("#tiles").getByRole("button", { name: "Boot wax" }).dblclick();
  await page.locator("#tiles").getByRole("button", { name: "Lace pair" }).click();
  await expectTotal(page, "£812.50");
  expect(await page.locator("#lines .line").count()).toBe(4);
  // Those that the page itself makes say when, too: the till refuses what is days old.
  expect(new Set(ids).size).toBe(6);
  for (const id of ids) expect(Math.abs(timeOfId(id) - begunAt)).toBeLessThan(60_000);
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
  expect(klarna.control.listMessages(SAM_MOBILE)).toHaveLength(1);
  klarna.customer.approves();
  await says(page, "Completed");
  await page.locator("#save").dblclick();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  expect(await page.locator("#payments li").count()).toBe(1);
  const sale = page.url().replace(/\/tender$/, "");
  await restHand(page);
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

describe.each([150, 300])("what is asked once is asked on a double click of %i ms too", (apartMs) => {
  test("sending, cancelling, giving back and finishing the sale", async () => {
    const { page, complaints } = await openWindow(stories);
    const sentBefore = messageCount();
    await doubleClick(page, page.getByRole("button", { name: /No, or not sure/ }), apartMs);
    await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
    expect(messageCount()).toBe(sentBefore);
    await page.getByRole("button", { name: /Text message/ }).click();
    await says(page, "Text sent to");

    await doubleClick(page, page.getByRole("link", { name: "Cancel payment" }), apartMs);
    await page.getByText("Really cancel?").waitFor();
    expect(klarna.customer.session().status).toBe("WAITING");
    await page.getByRole("link", { name: /Keep waiting/ }).click();
    klarna.customer.approves();
    await says(page, "Completed");

    await doubleClick(page, page.getByRole("link", { name: "Undo this payment…" }), apartMs);
    await page.getByText("Really undo?").waitFor();
    expect(klarna.control.listOrders()[0]?.status).toBe("AUTHORIZED");
    await page.getByRole("link", { name: /Keep it/ }).click();
    await page.locator("#save:enabled").waitFor();
    await doubleClick(page, page.locator("#save"), apartMs);
    await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
    expect(await page.locator("#complete").count()).toBe(0);
    await completeSale(page);
    await page.locator("#complete").waitFor();
    expect(complaints).toEqual([]);
  });

  test("taking over", async () => {
    const first = await textSent(stories);
    const second = await openCounter(stories.browser, stories.till);
    await signIn(second.page, "Ben", "Till 2, Front desk");
    await second.page.goto(first.page.url());
    await doubleClick(second.page, second.page.getByRole("link", { name: /Take over from Ada/ }), apartMs);
    await reads(second.page, "Take this payment over from Ada?");
    await second.page.getByRole("button", { name: /Yes, take it over/ }).click();
    await says(second.page, "Text sent to");
    klarna.customer.approves();
    await says(second.page, "Completed");
    await saveAndComplete(second.page);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });
});

/** Two presses at one point, whatever stands there for the second; then all that they set going has ended. */
async function doubleClick(page: Page, button: Locator, apartMs: number): Promise<void> {
  await button.click({ trial: true });
  const { x, y } = await middleOf(button);
  const first = page.mouse.click(x, y);
  await page.waitForTimeout(apartMs);
  await Promise.all([first, page.mouse.click(x, y)]);
  await restHand(page);
}

/** The ids of what is rung up on this page from now on. */
function keepActionIds(page: Page): string[] {
  const ids: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/lines")) ids.push(new URLSearchParams(request.postData() ?? "").get("actionId") ?? "");
  });
  return ids;
}

/** All that Klarna has sent to the customer of these stories. */
function messageCount(): number {
  return [SAM_MOBILE, "sam.karim@example.com"].flatMap((to) => klarna.control.listMessages(to)).length;
}

/** Key by key and at once, wherever the focus is, as a scanner that thinks it is a keyboard does. */
async function typeScan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}
