import type { Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { cancelPayment, complaintsOf, reads, textSent, TORCH_PRICE } from "./payment-scenes.ts";
import {
  completeSale,
  middleOf,
  openCounter,
  openForStories,
  payInCash,
  restHand,
  saveAndComplete,
  says,
  signIn,
} from "./support.ts";
import { letPass } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => {
  klarna.through = null;
});
afterAll(() => klarna.close());

describe("the customer pays in the moment the cashier cancels", () => {
  test("and keeps the payment, which is saved at once", async () => {
    const { page, complaints } = await textSent(stories);
    await loseTheRace(page);
    await reads(page, "Do you still want to buy?");
    expect(await page.locator("#strip").innerText()).toContain("Keep the payment or release it.");
    await page.getByRole("button", { name: /Keep the payment/ }).click();
    await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
    await completeSale(page);
    await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
    await expect.poll(orderStatus).toBe("CAPTURED");
    expect(complaints).toEqual([]);
  });

  test("and changes their mind: Klarna gives it back, and the sale is paid in cash", async () => {
    const { page, complaints } = await textSent(stories);
    await loseTheRace(page);
    await page.getByRole("button", { name: /Release it/ }).click();
    await says(page, "Released Given back to the customer. No money was taken.");
    expect(orderStatus()).toBe("CANCELLED");
    await payInCash(page, "32");
    expect(complaints).toEqual([]);
  });

  test("but the cashier is another one now: a senior types their PIN, and a wrong one decides nothing", async () => {
    const first = await textSent(stories, { who: "Ada", register: "Till 1, Front door" });
    await loseTheRace(first.page);
    const second = await openCounter(stories.browser, stories.till);
    await signIn(second.page, "Ben", "Till 2, Front desk");
    await second.page.goto(first.page.url());
    await second.page.getByRole("link", { name: /Take over from Ada/ }).click();
    await restHand(second.page);
    await second.page.getByRole("button", { name: /Yes, take it over/ }).click();

    await reads(second.page, "Ada started this payment. A senior or a manager must agree:");
    await second.page.getByLabel("Senior or manager").selectOption("Marek");
    await second.page.getByLabel("Their PIN").fill("111111");
    await second.page.getByRole("button", { name: /Release it/ }).click();
    await second.page.getByRole("alert").filter({ hasText: "That PIN is not right." }).waitFor();
    expect(orderStatus()).toBe("AUTHORIZED");
    await second.page.getByLabel("Their PIN").fill("555555");
    await second.page.getByRole("button", { name: /Release it/ }).click();
    await says(second.page, "Released");
    expect(orderStatus()).toBe("CANCELLED");
    expect([...complaintsOf(first), ...complaintsOf(second)]).toEqual([]);
  });
});

describe("Klarna said that it was cancelled, and then holds the money", () => {
  test("somebody is called, and it is kept for the sale that still waits", async () => {
    const { page, complaints } = await textSent(stories, { customer: "Grace Okafor" });
    await payAfterTheEnd(page);
    await openFromAttention(page, "Grace Okafor");
    await reads(page, "Klarna holds the customer’s money.");
    await page.getByRole("button", { name: /Keep the payment/ }).click();
    await completeSale(page);
    await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
    await page.goto(`${stories.till.url}/payments?filter=attention`);
    await page.getByText("No payment fits").waitFor();
    expect(complaints).toEqual([]);
  });

  test("but the sale was paid in cash meanwhile: it can only be given back", async () => {
    const { page, complaints } = await textSent(stories, { customer: "Callum Reid" });
    await payAfterTheEnd(page, () => payInCash(page, "40", "£8.00"));
    await openFromAttention(page, "Callum Reid");
    expect(await page.getByRole("button", { name: /Keep the payment/ }).count()).toBe(0);
    await reads(page, "The sale was paid or ended in another way.");
    await page.getByRole("button", { name: /Release it/ }).click();
    await says(page, "Released");
    expect(orderStatus()).toBe("CANCELLED");
    expect(complaints).toEqual([]);
  });
});

describe("the customer pays while the cashier is asked whether to cancel", () => {
  test("the question goes away: nothing under the cashier's finger gives the money back", async () => {
    const { page, complaints } = await textSent(stories);
    await page.getByRole("link", { name: "Cancel payment" }).click();
    const yes = await middleOf(page.getByRole("button", { name: "Yes, cancel it" }));
    klarna.customer.approves();
    await says(page, "Completed");
    expect(await page.getByRole("button", { name: "Yes, release it" }).count()).toBe(0);
    await page.mouse.click(yes.x, yes.y);
    await page.waitForTimeout(500);
    await says(page, "Completed");
    expect(orderStatus()).toBe("AUTHORIZED");

    await page.goto(page.url());
    await page.getByRole("link", { name: "Undo this payment…" }).click();
    await page.getByText("Really undo?").waitFor();
    await page.getByRole("button", { name: "Yes, release it" }).click();
    await says(page, "Released");
    expect(orderStatus()).toBe("CANCELLED");
    expect(complaints).toEqual([]);
  });

  test("and so without script, where the page asks for itself with the question in its address", async () => {
    const { page, complaints } = await textSent(stories, { javaScriptEnabled: false });
    await page.getByRole("link", { name: "Cancel payment" }).click();
    await page.getByText("Really cancel?").waitFor();
    klarna.customer.approves();
    await says(page, "Completed");
    expect(page.url()).toContain("show=cancel");
    expect(await page.getByRole("button", { name: "Yes, release it" }).count()).toBe(0);
    await saveAndComplete(page);
    expect(complaints).toEqual([]);
  });
});

/** The customer approves while the request to disable the link is on its way. */
async function loseTheRace(page: Page): Promise<void> {
  klarna.through = (request, on) => {
    if (request.method === "DELETE") klarna.customer.approves();
    return on(request);
  };
  await cancelPayment(page);
  await says(page, "Paid while cancelling");
  expect(await page.title()).toContain(`Paid while cancelling, ${TORCH_PRICE}`);
}

/** Klarna answers that the link is closed, and lets the customer approve all the same. */
async function payAfterTheEnd(page: Page, meanwhile = async () => {}): Promise<void> {
  klarna.through = async (request, on) => {
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    const answer = await on(request);
    if (request.method !== "GET" || !request.url.includes("/hpp/v1/sessions/")) return answer;
    return Response.json({ ...await answer.json(), status: "DISABLED" });
  };
  await cancelPayment(page);
  await says(page, "Cancelled You cancelled.");
  await meanwhile();
  klarna.through = null;
  klarna.customer.approves();
  letPass(stories.till, 60_000);
}

/** The payment that calls for a person, from wherever the cashier is. */
async function openFromAttention(page: Page, customer: string): Promise<void> {
  await page.goto(`${stories.till.url}/payments?filter=attention`);
  const row = page.locator("#list tbody tr", { hasText: customer });
  await row.getByText("Paid after all").waitFor();
  await row.getByText("Needs a manager").waitFor();
  await row.getByRole("link").first().click();
  await says(page, "after it was stopped here");
}

function orderStatus(): string | undefined {
  return klarna.control.listOrders()[0]?.status;
}
