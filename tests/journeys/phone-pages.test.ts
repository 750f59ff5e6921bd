import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openShop, type Shop } from "../simulator/shop.ts";
import { violations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { approve, logIn, takePhone } from "./support.ts";

const CONTACT = "sam@example.com";
const HOURS_48_MS = 48 * 3_600_000;

let browser: Browser;
let shop: Shop;
let server: Deno.HttpServer<Deno.NetAddr>;
let phone: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
});

beforeEach(async () => {
  shop = openShop();
  const listen = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  server = Deno.serve(listen, (request) => shop.simulator.app.fetch(request));
  phone = await takePhone(browser);
  complaints = [];
  phone.on("pageerror", (error) => complaints.push(error.message));
  phone.on("console", (message) => complaints.push(message.text()));
});

afterEach(async () => {
  await phone.context().close();
  await server.shutdown();
  shop.simulator.close();
});

afterAll(() => browser?.close());

describe("the customer's phone is accessible and fits its screen, in light and in dark", () => {
  test("the list of phones and an inbox, empty and with a message", async () => {
    await open("/phone");
    await expectSound("Phones");
    await open(inboxOf(CONTACT));
    await expectSound("Messages");
    const { distribution_url } = await shop.createHosted();
    await shop.call("POST", distribution_url, { contact_information: { email: CONTACT }, method: "email" });
    await open("/phone");
    await phone.getByRole("link", { name: CONTACT }).waitFor();
    await expectSound("Phones");
    await open(inboxOf(CONTACT));
    await phone.getByRole("link", { name: "Open link" }).waitFor();
    await expectSound("Messages");
  });

  test("logging in, the code and the customer's details, with what is wrong said", async () => {
    await openLink();
    await expectSound("Log in to pay");
    await phone.getByLabel("Mobile number or e-mail").fill("nobody");
    await proceed();
    await phone.getByRole("alert").filter({ hasText: "Enter a mobile number or an e-mail" }).waitFor();
    await expectSound("Log in to pay");
    await phone.getByLabel("Mobile number or e-mail").fill(CONTACT);
    await proceed();
    await expectSound("Enter your code");
    await phone.getByLabel("Six-digit code").fill("999999");
    await proceed();
    await phone.getByRole("alert").filter({ hasText: "That code is not right" }).waitFor();
    await expectSound("Enter your code");
    await phone.getByLabel("Six-digit code").fill("123456");
    await proceed();
    await expectSound("Your details");
    await phone.getByText("Simulator controls").click();
    await expectSound("Your details");
  });

  test("the plans, the last check and the approval", async () => {
    await openLink();
    await logIn(phone, CONTACT);
    await expectSound("Choose how to pay");
    await proceed();
    await expectSound("Check and confirm");
    await phone.getByRole("button", { name: "Back to the plans" }).click();
    await approve(phone);
    await expectSound("Approved");
  });

  test("asked once more who they are", async () => {
    await openLink();
    await logIn(phone, "customer+denied+auth_bank_login@email.uk");
    await proceed();
    await phone.getByRole("button", { name: /^Approve/ }).click();
    await expectSound("Klarna checks that it is you");
    await phone.getByRole("button", { name: "Pass the check" }).click();
    await expectSound("Approved");
  });

  test("asked whether to cancel, and cancelled", async () => {
    await openLink();
    await phone.getByRole("link", { name: "Cancel" }).click();
    await expectSound("Cancel the payment?");
    await phone.getByRole("button", { name: "Yes, cancel the payment" }).click();
    await expectSound("You cancelled the payment");
  });

  test.each([
    ["Back to shop", "You left the payment"],
    ["Decline", "Klarna said no this time"],
    ["Something breaks", "Something went wrong"],
    ["Ask for an ID check", "Show your ID to the cashier"],
  ])("after “%s”", async (button, heading) => {
    await openLink();
    await phone.getByText("Simulator controls").click();
    await phone.getByRole("button", { name: button }).click();
    await expectSound(heading);
  });

  test("a link that was stopped, has expired or never was", async () => {
    const { redirect_url: link, session_url } = await shop.createHosted();
    await shop.call("DELETE", session_url);
    await open(new URL(link).pathname);
    await expectSound("The shop stopped this payment");
    const { redirect_url: late } = await shop.createHosted();
    shop.clock.atMs += HOURS_48_MS;
    await open(new URL(late).pathname);
    await expectSound("This link has expired");
    await open("/hpp/payments/nothing");
    await expectSound("Page not found");
  });
});

/** What the page at hand gets wrong for those who cannot see, reach or read it. `heading` says that it is the page meant. */
async function expectSound(heading: string): Promise<void> {
  await phone.getByRole("heading", { name: heading, level: 1 }).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await phone.emulateMedia({ colorScheme });
    expect(await violations(phone), `${heading}, ${colorScheme}`).toEqual([]);
  }
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth), heading).toBe(0);
  // The browser calls a page that answers 4xx an error, which such a page means to be.
  expect(complaints.filter((text) => !/status of 4\d\d/.test(text)), heading).toEqual([]);
}

async function openLink(): Promise<void> {
  await open(new URL((await shop.createHosted()).redirect_url).pathname);
}

async function open(path: string): Promise<void> {
  await phone.goto(`http://127.0.0.1:${server.addr.port}${path}`);
}

async function proceed(): Promise<void> {
  await phone.getByRole("button", { name: "Continue" }).click();
}

function inboxOf(contact: string): string {
  return `/phone/inbox/${encodeURIComponent(contact)}?refresh=off`;
}
