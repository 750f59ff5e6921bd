import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { reads, SAM_MOBILE } from "./payment-scenes.ts";
import { type Counter, line, openCounter, openForStories, says } from "./support.ts";

const TORCH_BARCODE = "2000001010105";
const PEGS = "2000001005101";
/** No page of the till needs more than this to be walked through. */
const MOST_STEPS = 60;

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a sale is paid by text message without a mouse, with the keys that stand on the buttons", async () => {
  const { page, complaints } = await signInByKeys("Ada");
  await ringUpByKeys(page);
  await press(page, "F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await chooseCustomerByKeys(page, "Sam Karim");
  await press(page, "y");
  await reads(page, "“Are these the same as in your Klarna account?”");
  await press(page, "F9");
  await says(page, "Text sent to");
  expect(klarna.control.listMessages(SAM_MOBILE)).toHaveLength(1);

  await press(page, "Escape");
  klarna.customer.opens();
  await says(page, "In progress");
  klarna.customer.approves();
  await says(page, "Completed");
  await press(page, "F9");
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await press(page, "F10");
  await page.locator("#complete").waitFor();
  await press(page, "F10");
  await page.getByText("Nothing rung up yet").waitFor();
  expect(complaints).toEqual([]);
});

test("a sale is paid by the QR code without a mouse", async () => {
  const { page, complaints } = await signInByKeys("Ben");
  await press(page, "F2");
  await page.keyboard.type("head torch");
  await page.locator("#tiles").getByRole("button", { name: /Head torch 300/ }).waitFor();
  await press(page, "Enter");
  await line(page, "Head torch 300").waitFor();
  await chooseCustomerByKeys(page, "Sam Karim");
  await press(page, "n");
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  await press(page, "q");
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
  await press(page, "F9");
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await press(page, "F10");
  await page.locator("#complete").waitFor();
  expect(complaints).toEqual([]);
});

test("a payment by e-mail is cancelled without a mouse, by Space on the button, Esc never does it, and cash is one key away", async () => {
  const { page, complaints } = await signInByKeys("Aisha");
  await ringUpByKeys(page);
  await chooseCustomerByKeys(page, "Sam Karim");
  await press(page, "n");
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  await press(page, "e");
  await says(page, "E-mail sent to");
  await press(page, "Escape");
  await tabTo(page, "Cancel payment");
  await press(page, "Enter");
  await page.getByText("Really cancel?").waitFor();
  await press(page, "Escape");
  await says(page, "E-mail sent to");
  await tabTo(page, "Yes, cancel it");
  await press(page, "Space");
  await says(page, "You cancelled. Klarna has closed the link. No money was taken.");

  await press(page, "F4");
  await page.getByLabel("Cash given").waitFor();
  await page.keyboard.type("40");
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await press(page, "F10");
  await page.locator("#complete", { hasText: "£8.00" }).waitFor();
  expect(complaints).toEqual([]);
});

test("the list of keys lies over the sale by F1 or ?, and Esc leaves the sale as it was", async () => {
  const { page, complaints } = await signInByKeys("Ada");
  await page.goto(`${stories.till.url}/sales/new`);
  await ringUpByKeys(page);
  for (const key of ["F1", "?"]) {
    await press(page, key);
    await page.getByRole("heading", { name: "All keys" }).waitFor();
    // Nothing beneath it is pressed.
    await press(page, "F10");
    await press(page, "Escape");
    await page.getByRole("heading", { name: "All keys" }).waitFor({ state: "hidden" });
  }
  await line(page, "Head torch 300").waitFor();
  await press(page, "F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await press(page, "Escape");
  await page.getByText("Ready for the next product.").waitFor();
  await press(page, "Insert");
  await page.getByText("Nothing rung up yet").waitFor();
  expect(complaints).toEqual([]);
});

test("the arrows choose a line, Del removes it, Enter does the filled button, and a held key counts once", async () => {
  const { page, complaints } = await signInByKeys("Ben");
  await page.goto(`${stories.till.url}/sales/new`);
  await page.getByText("Nothing rung up yet").waitFor();
  for (
    const [code, name] of [["2000003007103", "Wool hat"], [TORCH_BARCODE, "Head torch 300"], [PEGS, "Tent pegs, 10"]]
  ) {
    await page.keyboard.type(code ?? "");
    await press(page, "Enter");
    await line(page, name ?? "").waitFor();
  }
  const chosen = page.locator("#lines .line.is-on");
  await press(page, "ArrowUp");
  await chosen.filter({ hasText: "Head torch 300" }).waitFor();
  // Faster than the till answers, and further than there are lines.
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"]) await page.keyboard.press(key);
  await chosen.filter({ hasText: "Wool hat" }).or(chosen.filter({ hasText: "Head torch 300" })).waitFor();
  await press(page, "ArrowUp");
  await press(page, "ArrowUp");
  await chosen.filter({ hasText: "Wool hat" }).waitFor();
  await press(page, "Delete");
  await line(page, "Wool hat").waitFor({ state: "detached" });

  await press(page, "F4");
  await page.getByLabel("Cash given").waitFor();
  await page.keyboard.type("44");
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await press(page, "Enter");
  await page.locator("#complete", { hasText: "Paid in full" }).waitFor();
  await page.keyboard.down("F10");
  for (let held = 0; held < 20; held++) await page.keyboard.down("F10");
  await page.keyboard.up("F10");
  await page.getByText("Nothing rung up yet").waitFor();
  // Enter with nothing typed does nothing, least of all what costs money.
  await press(page, "Enter");
  await page.getByText("Ready for the next product.").waitFor();
  expect(complaints).toEqual([]);
});

test("keys of one's own stand on the buttons and press them; letters that are off press nothing", async () => {
  const { page, complaints } = await signInByKeys("Marek");
  await press(page, "F1");
  await tabTo(page, "Change keys");
  await press(page, "Enter");
  await page.getByLabel("Cash", { exact: true }).selectOption("F6");
  await page.getByRole("button", { name: "Save keys" }).click();
  await page.getByText("One key would do two things, so nothing was changed.").waitFor();
  await page.getByLabel("Card", { exact: true }).selectOption("F4");
  await page.getByLabel("Use keys of a single letter").uncheck();
  await page.getByRole("button", { name: "Save keys" }).click();
  await page.getByText("Your keys are saved.").waitFor();

  await page.goto(`${stories.till.url}/sales/new`);
  await ringUpByKeys(page);
  await press(page, "F4");
  await page.getByRole("heading", { name: "Card", exact: true }).waitFor();
  await press(page, "F6");
  await page.getByLabel("Cash given").waitFor();
  await press(page, "Escape");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await chooseCustomerByKeys(page, "Sam Karim");
  await press(page, "n");
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: /^No, or not sure/ }).waitFor();
  await tabTo(page, "No, or not sure");
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
});

async function signInByKeys(name: string): Promise<Counter> {
  const counter = await openCounter(stories.browser, stories.till);
  const { page } = counter;
  await tabTo(page, "Ada");
  await press(page, "Space");
  await stepTo(page, name, "ArrowDown");
  await tabTo(page, "PIN");
  await page.keyboard.type(demoStaff.find((one) => one.name === name)?.pin ?? "");
  await page.getByText("Nothing rung up yet").waitFor();
  return counter;
}

async function ringUpByKeys(page: Page): Promise<void> {
  await page.keyboard.type(TORCH_BARCODE);
  await press(page, "Enter");
  await line(page, "Head torch 300").waitFor();
}

/** From the products or the ways to pay: Klarna, a name, and the only one found. */
async function chooseCustomerByKeys(page: Page, name: string): Promise<void> {
  await press(page, "F9");
  await page.getByLabel(/Name, mobile or e-mail/).waitFor();
  await page.keyboard.type(name);
  await page.getByRole("button", { name: `Choose ${name}` }).waitFor();
  await tabTo(page, `Choose ${name}`);
  await press(page, "Enter");
  await says(page, "Waiting");
}

/** One key, on a page that has come to rest: its keys do nothing before its script has run. */
async function press(page: Page, key: string): Promise<void> {
  await page.waitForLoadState();
  await page.keyboard.press(key);
}

const tabTo = (page: Page, name: string) => stepTo(page, name, "Tab");

/** Presses the key until the focus is on what has this name. */
async function stepTo(page: Page, name: string, key: "Tab" | "ArrowDown"): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const named = await page.evaluate(() => {
      const { activeElement } = document;
      const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0] : null;
      return (label ?? activeElement)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    });
    if (named.startsWith(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${key} leads to ${name}`);
}
