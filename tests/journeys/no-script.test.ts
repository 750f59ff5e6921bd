import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, openWindow, reads, SAM_MOBILE } from "./payment-scenes.ts";
import {
  expectTotal,
  line,
  openCounter,
  openForStories,
  passReminder,
  saveAndComplete,
  says,
  scan,
  signIn,
  tapTile,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a sale goes from its first line to its receipt", async () => {
  const counter = await openCounter(stories.browser, stories.till, { javaScriptEnabled: false });
  const { page } = counter;
  await signIn(page, "Ada");
  await scan(page, "2000001010105");
  await line(page, "Head torch 300").waitFor();
  await scan(page, "5012345678900");
  await page.getByRole("alert").filter({ hasText: "5012345678900" }).getByRole("link", { name: "Search for it" })
    .click();
  await page.getByText("No product matches “5012345678900”.").waitFor();
  await scan(page, "wool hat");
  await line(page, "Wool hat").getByRole("button", { name: "One more" }).click();
  await expectTotal(page, "£70.00");
  await page.locator("#lines a", { hasText: "Head torch 300" }).click();
  await line(page, "Head torch 300").getByRole("button", { name: "Remove" }).click();
  await line(page, "Head torch 300").waitFor({ state: "detached" });
  await tapTile(page, "Tent pegs, 10");
  await expectTotal(page, "£50.00");

  await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
  await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
  await page.getByLabel("Cash given").fill("60");
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await page.getByRole("button", { name: /Complete sale/ }).click();
  await page.locator("#complete", { hasText: "£10.00" }).waitFor();
  await page.getByRole("link", { name: "Show the receipt" }).click();
  await page.locator(".receipt", { hasText: "Wool hat" }).waitFor();
  // A browser counts the product that is not there as a failure, too.
  expect(complaintsOf(counter).filter((text) => !text.includes("404"))).toEqual([]);
});

test("the keys are listed and changed, and the list leads back to where one was", async () => {
  const counter = await openCounter(stories.browser, stories.till, { javaScriptEnabled: false });
  const { page } = counter;
  await signIn(page, "Marek", "Till 3, Workshop");
  await page.getByRole("link", { name: "All keys" }).click();
  await page.getByRole("heading", { name: "All keys" }).waitFor();
  await page.getByRole("link", { name: "Change keys" }).click();
  await page.getByLabel("Customer", { exact: true }).selectOption("Home");
  await page.getByRole("button", { name: "Save keys" }).click();
  await page.getByText("Your keys are saved.").waitFor();
  await page.goto(`${stories.till.url}/sales/new`);
  const sale = page.url();
  await page.locator("#customer kbd", { hasText: "Home" }).waitFor();
  await page.getByRole("link", { name: "All keys" }).click();
  await page.getByRole("link", { name: /^Back/ }).click();
  expect(page.url()).toBe(sale);
  expect(complaintsOf(counter)).toEqual([]);
});

test("a text is asked for twice from two pages: the second is refused, and that page goes on by itself to the end", async () => {
  const counter = await openWindow(stories, { javaScriptEnabled: false });
  const { page, context } = counter;
  await passReminder(page);
  const payment = page.url();
  const twin = await context.newPage();
  await twin.goto(payment);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");
  await twin.getByRole("button", { name: /Text message/ }).click();
  await twin.getByRole("alert").filter({ hasText: "A link was sent a moment ago." }).waitFor();
  expect(klarna.control.listMessages(SAM_MOBILE)).toHaveLength(1);
  await twin.waitForURL(payment);
  await twin.getByText("A link was sent a moment ago.").waitFor({ state: "detached" });

  klarna.customer.declines();
  await says(twin, "One try did not go through. Still open.");
  klarna.customer.approves();
  await says(twin, "Completed");
  expect(await twin.title()).toContain("Completed");
  await saveAndComplete(twin);
  expect(complaintsOf(counter)).toEqual([]);
});

test("the record is read out, put right with its slips said, and the text goes to the new number", async () => {
  const counter = await openWindow(stories, { javaScriptEnabled: false, customer: "Priya Nair" });
  const { page } = counter;
  await page.getByRole("button", { name: /^Yes/ }).click();
  await reads(page, "“Are these the same as in your Klarna account?”");
  await page.getByRole("link", { name: "One differs, change it" }).click();
  await page.getByLabel("Mobile number").fill("12");
  await page.getByLabel("E-mail address").fill("priya.example.com");
  await page.getByRole("button", { name: "Save details" }).click();
  await page.locator("#phone-problem").getByText("This is not a mobile number we can read.").waitFor();
  await page.locator("#email-problem").getByText("This is not an e-mail address.").waitFor();
  expect(await page.getByLabel("E-mail address").inputValue()).toBe("priya.example.com");
  expect(await page.locator("meta[http-equiv=refresh]").count()).toBe(0);
  await page.getByLabel("Mobile number").fill("07755 564318");
  await page.getByLabel("E-mail address").fill("");
  await page.getByRole("button", { name: "Save details" }).click();
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to ••• •••318");

  await page.getByRole("link", { name: "Cancel payment" }).click();
  await page.getByText("Really cancel?").waitFor();
  await page.getByRole("link", { name: /Keep waiting/ }).click();
  await says(page, "Text sent to");
  klarna.customer.cancels();
  await says(page, "Cancelled The customer backed out. No money was taken.");
  expect(complaintsOf(counter)).toEqual([]);
});

test("a manager who types a PIN to settle a payment by hand is not interrupted by the page's own refreshing", async () => {
  const counter = await openWindow(stories, { javaScriptEnabled: false });
  const { page } = counter;
  klarna.through = (request, on) =>
    request.method === "GET" && request.url.includes("/hpp/v1/sessions/")
      ? new Response(null, { status: 404 })
      : on(request);
  await says(page, "Ask a manager");
  const refreshing = page.locator("meta[http-equiv=refresh]");
  expect(await refreshing.count()).toBe(1);
  await page.getByRole("link", { name: /Settle by hand/ }).click();
  await page.getByRole("heading", { name: "How did this payment end at Klarna?" }).waitFor();
  expect(await refreshing.count()).toBe(0);
  await page.getByLabel("Their PIN").fill("999999");
  await page.getByRole("button", { name: /No payment is there/ }).click();
  await says(page, "No money was taken.");
  expect(complaintsOf(counter)).toEqual([]);
});
