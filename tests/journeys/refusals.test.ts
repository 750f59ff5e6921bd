import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startTill } from "../support/till-process.ts";
import { closedPort, klarnaAt, startStandIn } from "./klarna-stand-in.ts";
import {
  completeSale,
  expectTotal,
  line,
  openCounter,
  openForStories,
  payInCash,
  says,
  scan,
  signIn,
  startKlarna,
  tapTile,
  TENT_BARCODE,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a wrong PIN is said, the name stays chosen, and the right one opens the till", async () => {
  const { page } = await openCounter(stories.browser, stories.till);
  await page.getByText("Ada", { exact: true }).first().click();
  await page.locator("#pin").pressSequentially("000000");
  await page.getByText("That PIN is not right.").waitFor();
  expect(await page.getByRole("radio", { name: "Ada" }).isChecked()).toBe(true);
  await page.locator("#pin").pressSequentially("111111");
  await page.getByRole("button", { name: /Lock this till/ }).waitFor();
});

test("a wrong code is named and adds nothing, and the next scan goes on as if nothing had been", async () => {
  const { page } = await openCounter(stories.browser, stories.till);
  await signIn(page, "Ada");
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await scan(page, "2000009999990");
  await page.getByRole("alert").filter({ hasText: "No product has the code or name “2000009999990”" }).waitFor();
  await expectTotal(page, "£389.00");
  expect(await page.locator("#scan").inputValue()).toBe("");
  await scan(page, "BAG-CAR");
  await expectTotal(page, "£389.20");
  await page.getByRole("button", { name: /^Park/ }).click();
  await page.getByText("Nothing rung up yet").waitFor();
});

test("a sale of nothing to pay offers no Klarna and is completed as it is", async () => {
  const { page } = await openCounter(stories.browser, stories.till);
  await signIn(page, "Ada");
  await tapTile(page, "Boot fitting");
  await line(page, "Boot fitting").waitFor();
  await page.locator("#strip").getByRole("link", { name: "Pay £0.00" }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  expect(await page.locator("#tender").getByText("Klarna").count()).toBe(0);
  await completeSale(page);
  await page.locator("#complete").waitFor();
});

test("Klarna refuses the basket: it is said, no money moves, and the sale is paid in cash from there", async () => {
  const { page } = await openCounter(stories.browser, stories.till);
  klarna.control.addFault({ kind: "createPaymentSession", badValue: "order_lines[0].unit_price" });
  await ringUpForKlarna(page);
  await says(page, "Klarna could not take this basket. No money was taken.");
  await expectTotal(page, "£389.00");
  await payInCash(page, "389");
});

test("Klarna takes the shop's credentials no more: it is said, and the sale is paid in cash from there", async () => {
  const till = await startTill({ env: klarna.env });
  klarna.through = (request, on) => request.method === "POST" ? new Response(null, { status: 401 }) : on(request);
  try {
    const { page } = await openCounter(stories.browser, till);
    await ringUpForKlarna(page);
    await says(page, "Klarna did not accept this shop’s credentials. No money was taken.");
    await page.getByText("Tell a manager.").waitFor();
    await payInCash(page, "400", "£11.00");
  } finally {
    klarna.through = null;
    await till.discard();
  }
});

test("Klarna goes away as a payment starts: it is said, and one stop later the sale is paid in cash", async () => {
  const till = await startTill({ env: klarna.env });
  try {
    const { page } = await openCounter(stories.browser, till);
    await page.getByText("Klarna online").waitFor();
    await klarna.unplug();
    await ringUpForKlarna(page);
    await says(page, "Klarna is not answering yet. Nothing was sent, no money was taken.");
    await page.getByRole("link", { name: "Cancel payment" }).click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await says(page, "You cancelled before anything was sent. No money was taken.");
    await payInCash(page, "389");
  } finally {
    klarna.plugIn();
    await till.discard();
  }
});

test.each(
  [
    ["refuses the credentials", () => klarnaAt(klarna.url, "wrong"), "Klarna does not accept this shop’s credentials"],
    ["is not there", () => klarnaAt(`http://127.0.0.1:${closedPort()}`), "Klarna is not answering"],
  ] as const,
)("Klarna %s from the start: it is not offered, the reason is said, and there is cash", async (_what, env, reason) => {
  const till = await startTill({ env: env() });
  try {
    const { page } = await openCounter(stories.browser, till);
    await signIn(page, "Ada");
    await scan(page, TENT_BARCODE);
    await line(page, "Ridgeline 3 tent").waitFor();
    await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
    await page.locator("#tender").getByText(reason).first().waitFor();
    expect(await page.locator("#tender").getByRole("link", { name: /Klarna/ }).count()).toBe(0);
    await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
    await page.getByLabel("Cash given").waitFor();
  } finally {
    await till.discard();
  }
});

async function ringUpForKlarna(page: Page): Promise<void> {
  await signIn(page, "Ada");
  await page.getByText("Nothing rung up yet").waitFor();
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await startKlarna(page, "Sam Karim");
}
