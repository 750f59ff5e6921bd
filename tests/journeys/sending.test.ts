import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";
import { startTill, type Till } from "../support/till-process.ts";
import { type StandIn, startStandIn } from "./klarna-stand-in.ts";
import {
  approve,
  line,
  logIn,
  openCounter,
  PATIENCE_MS,
  saveAndComplete,
  says,
  signIn,
  startKlarna,
  takePhone,
  tapTile,
} from "./support.ts";

let browser: Awaited<ReturnType<typeof launchChromium>>;
let klarna: StandIn;
let smtp: SmtpServer;

beforeAll(async () => {
  browser = await launchChromium();
  klarna = startStandIn();
  smtp = startSmtpServer();
});

afterAll(async () => {
  await browser?.close();
  await klarna?.close();
  await smtp?.close();
});

/** A till at the stand-in, which sends no texts for this shop. */
async function inShop(env: Record<string, string>, story: (till: Till, page: Page) => Promise<void>): Promise<void> {
  klarna.control.setSwitches({ smsEnabled: false });
  const till = await startTill({ env: { ...klarna.env, ...env } });
  try {
    const { page, complaints } = await openCounter(browser, till);
    await signIn(page, "Ada");
    await story(till, page);
    expect(complaints).toEqual([]);
    expect(till.logs()).not.toContain("smtp-pass");
  } finally {
    await till.discard();
  }
}

/** From an empty basket to the question where the link should go. */
async function startPayment(page: Page): Promise<void> {
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Sam Karim");
  await page.getByRole("button", { name: /No, or not sure/ }).click();
  await page.getByRole("heading", { name: /^Where should/ }).waitFor();
}

/** The customer follows this link and approves, and the sale is finished. */
async function payByLink(page: Page, link: string): Promise<void> {
  const phone = await takePhone(browser);
  await phone.goto(link);
  await says(page, "In progress");
  await logIn(phone, "+447755564318");
  await approve(phone);
  await says(page, "Completed");
  await saveAndComplete(page);
  await phone.context().close();
}

async function newSale(page: Page, till: Till): Promise<void> {
  await page.goto(till.url);
  await page.locator("#scan").waitFor();
}

describe("Klarna sends no texts for this shop", () => {
  test("the payment is finished by QR code, and the next one offers the other ways at once", async () => {
    await inShop({}, async (till, page) => {
      await startPayment(page);
      await page.getByRole("button", { name: /Text message/ }).click();
      await says(page, "The text was not sent");
      await page.getByText("Klarna does not send texts for this shop.").waitFor();
      await page.locator("#sendings", { hasText: /Text by Klarna to .*318: refused/ }).waitFor();
      await page.getByRole("button", { name: /Show QR code/ }).click();
      await says(page, "Turn the screen to the customer");
      await payByLink(page, await page.locator("[data-copy]").getAttribute("data-copy") ?? "");

      await newSale(page, till);
      await startPayment(page);
      await page.getByText(/^Klarna refused texts for this shop on/).waitFor();
      expect(await page.getByRole("button", { name: /Text message|Text it/ }).count()).toBe(0);
      await page.getByRole("button", { name: /^E-mail/ }).click();
      await says(page, "E-mail sent to");
      expect(klarna.control.listMessages()).toMatchObject([{ method: "email", contact: "sam.karim@example.com" }]);
    });
  });

  test("our own e-mail reaches the mail server, and its link pays the sale", async () => {
    const env = { TILLSIDE_SMTP_URL: smtp.url, TILLSIDE_MAIL_FROM: "Fernbank Outdoor <till@fernbank.example>" };
    await inShop(env, async (till, page) => {
      klarna.control.addFault({ kind: "distribute", status: 403 });
      await startPayment(page);
      await page.getByRole("button", { name: /^E-mail/ }).click();
      await says(page, "The e-mail was not sent");
      await page.getByText("Klarna does not send e-mails for this shop.").waitFor();
      expect(smtp.letters).toEqual([]);
      await page.getByRole("button", { name: /E-mail it ourselves/ }).click();
      await says(page, "E-mail sent to");
      await page.getByText("“We have sent you an e-mail. Please open it and tap the link.”").waitFor();

      expect(smtp.letters).toMatchObject([{ from: "till@fernbank.example", to: "sam.karim@example.com" }]);
      const [letter] = smtp.letters;
      expect(letter?.text).toContain("£32.00");
      const link = /^https?:\/\/\S+$/m.exec(letter?.text ?? "")?.[0] ?? "";
      expect(letter?.html).toContain(`href="${link}"`);
      await payByLink(page, link);

      await newSale(page, till);
      await startPayment(page);
      await page.getByRole("button", { name: /E-mail it ourselves/ }).click();
      await says(page, "E-mail sent to");
      await expect.poll(() => smtp.letters.length, { timeout: PATIENCE_MS }).toBe(2);
    });
  });

  test("our own text goes through the shop's provider, and its link pays the sale", async () => {
    const texts: Record<string, string>[] = [];
    const provider = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
      texts.push(Object.fromEntries(new URLSearchParams(await request.text())));
      return Response.json({ id: "s1", status: "created" });
    });
    const env = {
      TILLSIDE_SMS_URL: `http://127.0.0.1:${provider.addr.port}/a1/sms`,
      TILLSIDE_SMS_TOKEN: "user:sms-token",
      TILLSIDE_SMS_FROM: "Fernbank",
      TILLSIDE_SMS_FORM: "46elks",
    };
    try {
      await inShop(env, async (till, page) => {
        await startPayment(page);
        await page.getByRole("button", { name: /Text message/ }).click();
        await says(page, "The text was not sent");
        await page.getByRole("button", { name: /Text it ourselves/ }).click();
        await says(page, "Text sent to");
        expect(texts).toMatchObject([{ from: "Fernbank", to: "+447755564318" }]);
        await payByLink(page, /https?:\/\/\S+$/.exec(texts[0]?.["message"] ?? "")?.[0] ?? "");
        expect(till.logs()).not.toContain("sms-token");
      });
    } finally {
      await provider.shutdown();
    }
  });
});
