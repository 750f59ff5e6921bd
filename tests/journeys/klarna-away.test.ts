import { afterAll, afterEach, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { reads, textSent, TORCH_PRICE } from "./payment-scenes.ts";
import { openForStories, PATIENCE_MS, restHand, saveAndComplete, says } from "./support.ts";
import { letPass } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => klarna.plugIn());
afterAll(() => klarna.close());

test("while Klarna is unreachable the last look ages, then it is Not sure yet; once Klarna is back it goes on by itself", async () => {
  const { page, complaints } = await textSent(stories);
  const checked = page.locator("#pay .band [data-checked-at]");
  await checked.waitFor();
  await klarna.unplug();
  const ages = async () => Number(/(\d+) s ago/.exec(await checked.innerText())?.[1] ?? 0);
  await expect.poll(ages, { timeout: PATIENCE_MS }).toBeGreaterThan(2);
  letPass(stories.till, 13_000);
  await page.locator("#pay .band .pill.is-lost[data-checked-at]").waitFor();

  letPass(stories.till, 16_000);
  await says(page, "Not sure yet No answer from Klarna. Still checking.");
  await reads(page, "Keep the goods, and take no other payment yet.");
  await reads(page, "There is no connection to Klarna.");
  expect(await page.title()).toContain(`Not sure yet, ${TORCH_PRICE}`);
  expect(await page.locator("#pay .btn-main").allInnerTexts()).toEqual([expect.stringContaining("Check now")]);
  expect(await page.locator("#strip").innerText()).toContain("Waiting for Klarna’s answer.");

  klarna.customer.approves();
  klarna.plugIn();
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

test("Klarna stays away: the sale is put aside, the next customer is served, and the payment is found again", async () => {
  const { page, complaints } = await textSent(stories, { customer: "Grace Okafor" });
  await klarna.unplug();
  // The till has noticed before the time passes.
  await expect.poll(() => page.locator("#pay .band").innerText(), { timeout: PATIENCE_MS }).toMatch(/checked [3-9] s/);
  letPass(stories.till, 30_000);
  await says(page, "Not sure yet");
  await page.getByRole("link", { name: /Leave it for now/ }).click();
  await reads(page, "The basket is put aside, locked, with the customer’s name on it.");
  await restHand(page);
  await page.getByRole("button", { name: /Leave it, next sale/ }).click();
  await page.getByText("Nothing rung up yet").waitFor();

  await page.getByRole("link", { name: /Recall/ }).click();
  await page.locator("#parked li", { hasText: "Grace Okafor" }).getByText("Klarna open").waitFor();
  await page.goto(`${stories.till.url}/payments?filter=open`);
  const row = page.locator("#list tbody tr", { hasText: "Grace Okafor" });
  await row.getByText("Not sure yet").waitFor();
  await row.getByRole("link").first().click();
  await says(page, "Not sure yet");
  // Once Klarna is back, the till's own look may come before the cashier's hand.
  const asked = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: /Check now/ }).click();
  expect((await asked).ok()).toBe(true);
  await says(page, "Not sure yet");
  klarna.customer.approves();
  klarna.plugIn();
  // Each look without an answer is followed by a longer rest.
  letPass(stories.till, 30_000);
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

test("Klarna does not answer for an hour whether it took the money: a person is called, and called off by the answer", async () => {
  const { page, complaints } = await textSent(stories);
  klarna.customer.approves();
  await says(page, "Completed");
  klarna.control.addFault({ kind: "capture", status: 500, times: 99 });
  await saveAndComplete(page);
  letPass(stories.till, 61 * 60_000);
  await page.goto(`${stories.till.url}/attention`);
  await page.getByText("Klarna has not answered for a while").waitFor({ timeout: PATIENCE_MS });
  klarna.control.clearFaults();
  letPass(stories.till, 60_000);
  await page.getByText("Klarna has not answered for a while").waitFor({ state: "hidden", timeout: PATIENCE_MS });
  expect(klarna.control.listOrders()[0]?.status).toBe("CAPTURED");
  expect(complaints).toEqual([]);
});
