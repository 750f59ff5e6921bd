import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { attentionTexts } from "../../views/messages/en/attention.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, reads, ringUpTorch, textSent, TORCH_PRICE } from "./payment-scenes.ts";
import { openCounter, openForStories, restHand, says, signIn } from "./support.ts";
import { letPass } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a sale is given up after Klarna approved and before it was saved: Klarna gives the money back", async () => {
  const { page, complaints } = await textSent(stories);
  klarna.customer.approves();
  await says(page, "Completed");
  await openVoid(page);
  await page.locator("#void").getByText(`Klarna lets go of ${TORCH_PRICE}. The customer owes nothing.`).waitFor();
  await page.getByRole("button", { name: "The customer changed their mind" }).click();
  const ended = page.locator("#voided");
  await ended.getByText("No cash to hand back").waitFor();
  await ended.getByText(`${TORCH_PRICE} given back. The customer owes nothing.`).waitFor();
  expect(orderStatus()).toBe("CANCELLED");
  await page.keyboard.press("F10");
  await page.getByText("Nothing rung up yet").waitFor();
  expect(complaints).toEqual([]);
});

test("while Klarna has not let go yet the page of the sale says so, and hears of it by itself", async () => {
  const { page, complaints } = await textSent(stories);
  klarna.customer.approves();
  await says(page, "Completed");
  klarna.through = (request, on) => request.url.endsWith("/cancel") ? new Response(null, { status: 503 }) : on(request);
  await openVoid(page);
  await page.getByRole("button", { name: "The customer changed their mind" }).click();
  const ended = page.locator("#voided");
  await ended.getByText(`${TORCH_PRICE} is being given back`).waitFor();
  klarna.through = null;
  await ended.getByText(`${TORCH_PRICE} given back. The customer owes nothing.`).waitFor();
  expect(complaints).toEqual([]);
});

test("captured in Klarna's portal as it is given up: somebody is called, until Klarna has given it back", async () => {
  const { page, complaints } = await textSent(stories);
  klarna.customer.approves();
  await says(page, "Completed");
  // In the very moment in which the till asks Klarna to let go.
  klarna.through = (request, on) => {
    if (request.url.endsWith("/cancel")) inPortal("capture");
    return on(request);
  };
  await openVoid(page);
  await page.getByRole("button", { name: "The customer changed their mind" }).click();
  await page.locator("#voided").getByText("It must be given back in Klarna’s portal.").waitFor();
  klarna.through = null;

  await page.goto(`${stories.till.url}/attention`);
  const task = page.locator("#list .task", { hasText: attentionTexts.why.captured_voided });
  await task.locator(".pill", { hasText: attentionTexts.words.captured_voided }).waitFor();
  await task.getByRole("link", { name: "Open the payment" }).click();
  await reads(page, "A manager compares this payment with Klarna’s own book");
  inPortal("refund");
  letPass(stories.till, 60_000);
  await says(page, "Released");
  await page.goto(`${stories.till.url}/attention`);
  await page.getByText("Nothing needs you").waitFor();
  expect(complaints).toEqual([]);
});

test("a sale is given up with a saved payment and cash in it: the cash to hand back is in large type", async () => {
  const { page, complaints } = await textSentForTheRest("12");
  klarna.customer.approves();
  await says(page, "Completed");
  await page.getByRole("button", { name: /^Save/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await page.getByRole("link", { name: "Void this sale…" }).click();
  const area = page.locator("#void");
  await area.getByText("Hand back £12.00 in cash").waitFor();
  await area.getByText("Klarna lets go of £20.00. The customer owes nothing.").waitFor();
  await page.getByRole("button", { name: "It was rung up by mistake" }).click();
  const ended = page.locator("#voided");
  await ended.getByText("Hand back in cash").waitFor();
  expect(await ended.locator(".huge").innerText()).toBe("£12.00");
  await ended.getByText("£20.00 given back. The customer owes nothing.").waitFor();
  expect(orderStatus()).toBe("CANCELLED");
  expect(complaints).toEqual([]);
});

test("while the customer may still pay, the sale cannot be given up: Klarna is cancelled first", async () => {
  const counter = await textSent(stories);
  const { page } = counter;
  await openVoid(page);
  await page.getByRole("button", { name: "The customer changed their mind" }).click();
  await page.getByRole("alert").filter({ hasText: "Cancel the Klarna payment first." }).waitFor();
  await page.getByRole("link", { name: /Keep the sale/ }).click();
  await says(page, "Text sent to");
  expect(complaintsOf(counter)).toEqual([]);
});

test("the money came from another cashier's payment: a senior types their PIN, and a wrong one gives nothing up", async () => {
  const first = await textSent(stories, { who: "Ada", register: "Till 1, Front door" });
  klarna.customer.approves();
  await says(first.page, "Completed");
  await first.page.getByRole("button", { name: /^Save/ }).click();
  await first.page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  const sale = first.page.url().replace(/\/tender$/, "");

  const second = await openCounter(stories.browser, stories.till);
  await signIn(second.page, "Ben", "Till 1, Front door");
  await second.page.goto(`${sale}/void`);
  await second.page.getByText("Another cashier started the Klarna payment.").waitFor();
  await second.page.getByLabel("Senior or manager").selectOption("Marek");
  await agree(second.page, "222222");
  await second.page.getByRole("alert").filter({ hasText: "That PIN is not right." }).waitFor();
  expect(orderStatus()).toBe("AUTHORIZED");
  await agree(second.page, "555555");
  await second.page.locator("#voided").getByText("given back.").waitFor();
  expect(orderStatus()).toBe("CANCELLED");
  expect([...complaintsOf(first), ...complaintsOf(second)]).toEqual([]);
});

/** The sale's own address for giving it up: while its window is open, no button leads there. */
async function openVoid(page: Page): Promise<void> {
  const link = await page.locator("#pay a[href^='/sales/']").first().getAttribute("href");
  const sale = /^[^?]+/.exec(link ?? "")?.[0] ?? "";
  await page.goto(`${stories.till.url}${sale}/void`);
}

/** Part of the torch is paid in cash, and the customer gets a text for the rest. */
async function textSentForTheRest(cash: string) {
  const counter = await ringUpTorch(stories);
  const { page } = counter;
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill(cash);
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.locator("#payments").getByText("£12.00").first().waitFor();
  await page.locator("#tender").getByRole("link", { name: /Klarna/ }).click();
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await page.getByRole("button", { name: /No, or not sure/ }).click();
  await restHand(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");
  return counter;
}

async function agree(page: Page, pin: string): Promise<void> {
  await page.getByLabel("Their PIN").fill(pin);
  await page.getByRole("button", { name: "Another reason" }).click();
}

function inPortal(act: "capture" | "refund"): void {
  expect(klarna.control.actInPortal(klarna.control.listOrders()[0]?.order_id ?? "", act)).toBe(true);
}

function orderStatus(): string | undefined {
  return klarna.control.listOrders()[0]?.status;
}
