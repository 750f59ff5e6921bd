import PostalMime from "postal-mime";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startNetworkPrinter } from "../support/network-printer.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { ringUpTorch } from "./payment-scenes.ts";
import {
  completeSale,
  line,
  openCounter,
  openForStories,
  passReminder,
  restHand,
  saveAndComplete,
  says,
  scan,
  signIn,
  startKlarna,
} from "./support.ts";

const klarna = startStandIn();
const device = startNetworkPrinter();
/** A mail server that is down when the shop opens. */
const mailPort = freePort();
let smtp: SmtpServer | null = null;
const stories = openForStories({
  till: {
    env: {
      ...klarna.env,
      TILLSIDE_SMTP_URL: `smtp://till:smtp-pass@127.0.0.1:${mailPort}`,
      TILLSIDE_MAIL_FROM: "Fernbank Outdoor <till@fernbank.example>",
    },
  },
});

afterAll(async () => {
  await klarna.close();
  await device.close();
  await smtp?.close();
});

test("a manager sets a printer up, and a sale in cash opens the drawer and prints without a dialog", async () => {
  const { browser, till } = stories;
  const office = await openCounter(browser, till);
  await signIn(office.page, "Mona", "Till 3, Workshop");
  await office.page.goto(`${till.url}/settings/printers`);
  const form = office.page.getByRole("form", { name: "Till 1, Front door" });
  await form.getByLabel("Receipt printer’s address").fill("127.0.0.1");
  await form.getByLabel("Port").fill(String(device.port));
  await form.getByRole("button", { name: "Test print" }).click();
  await form.getByText("Printed").waitFor();
  await restHand(office.page);
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Saved").waitFor();
  expect(device.papers.shift()?.lines.map(({ text }) => text.trim())).toContain("This printer works.");

  const { page, complaints } = await ringUpTorch(stories);
  await payCash(page, "40");
  await page.locator("#complete", { hasText: "£8.00" }).waitFor();
  await page.getByText("Drawer is open").waitFor();
  expect(device.pulses).toBe(1);
  await page.keyboard.press("P");
  await page.locator("#receipt-states").getByText("Printed").waitFor();
  const [paper] = device.papers;
  const printed = paper?.lines.map(({ text }) => text) ?? [];
  expect(printed).toContain("1 × Head torch 300                 32.00 A");
  expect(printed.join("\n")).toMatch(/^Total +£32\.00$/m);
  expect(printed.join("\n")).toMatch(/^Change +8\.00$/m);
  expect(printed.join("\n")).not.toContain("COPY");

  // The customer comes back with it while somebody else is served.
  await page.getByRole("link", { name: /Next sale/ }).click();
  await scan(page, "CLO-HAT");
  await line(page, "Wool hat").or(page.locator("#lines .line")).first().waitFor();
  await scan(page, paper?.barcodes[0] ?? "");
  await page.locator(".receipt").getByText("Head torch 300").waitFor();
  await page.getByRole("button", { name: "Print a copy" }).click();
  await page.locator("#receipt-states").getByText("Printed, copy 1").waitFor();
  expect(device.papers[1]?.lines.map(({ text }) => text.trim())).toContain("*** COPY ***");
  expect(complaints).toEqual([]);
});

test("a receipt paid with Klarna goes by e-mail as soon as the mail server is back, and nobody waited", async () => {
  const { page, complaints } = await ringUpTorch(stories, { register: "Till 2, Front desk" });
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
  await saveAndComplete(page);
  await page.locator("#receipt-desk").getByRole("button", { name: /E-mail.*sam\.karim@example\.com/ }).click();
  await page.getByText("not sent yet").waitFor();
  const receipt = page.url();
  await page.getByRole("link", { name: /Next sale/ }).click();
  await page.getByText("Nothing rung up yet").waitFor();

  smtp = startSmtpServer(mailPort);
  await page.goto(receipt);
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText("E-mailed to s•••@example.com").waitFor();
  expect(smtp.letters).toHaveLength(1);
  const mail = await PostalMime.parse(smtp.letters[0]?.raw ?? "");
  const [order] = klarna.control.listOrders();
  expect(mail.to).toMatchObject([{ address: "sam.karim@example.com" }]);
  for (const text of [mail.text, mail.html]) {
    expect(text).toContain("Head torch 300");
    expect(text).toContain(`Reference ${order?.klarna_reference}`);
    expect(text).toContain("About the goods, ask Fernbank Outdoor.");
  }
  expect(mail.subject).toMatch(/^PRACTICE: Your receipt from Fernbank Outdoor/);
  expect(complaints).toEqual([]);
  expect(stories.till.logs()).not.toContain("smtp-pass");
});

test("the key for an e-mail asks for the address first, with the one on file in it", async () => {
  const { page, complaints } = await ringUpTorch(stories, { who: "Aisha", register: "Till 3, Workshop" });
  await page.keyboard.press("F3");
  await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).click();
  await page.locator("#customer", { hasText: "Sam Karim" }).waitFor();
  await page.keyboard.press("F10");
  await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  await payCash(page, "32");
  await page.locator("#complete").waitFor();
  await page.keyboard.press("e");
  const address = page.getByLabel("E-mail address");
  await address.and(page.locator(":focus")).waitFor();
  expect(await address.inputValue()).toBe("sam.karim@example.com");
  expect(await page.locator("#receipt-states li", { hasText: "s•••@example.com" }).count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.locator("#receipt-states li", { hasText: "s•••@example.com" }).waitFor();
  expect(complaints).toEqual([]);
});

async function payCash(page: Page, given: string): Promise<void> {
  await page.keyboard.press("F4");
  await page.getByLabel("Cash given").fill(given);
  await page.getByRole("button", { name: /Take cash/ }).click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  await completeSale(page);
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
