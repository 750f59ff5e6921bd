import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { cancelPayment, reads, SAM_MOBILE, textSent } from "./payment-scenes.ts";
import { openForStories, PATIENCE_MS, restHand, saveAndComplete, says, takePhone } from "./support.ts";
import { letPass } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

/** Longer than an answer needs that is let go, and all that it sets going. */
const SETTLE_MS = 1_500;

describe("the message does not arrive", () => {
  test("the same way rests, counts down and is free again by itself; another way goes at once; all is one session", async () => {
    const sessions = klarna.control.listSessions().length;
    const { page, complaints } = await textSent(stories);
    const again = page.locator("#resend-sms");
    expect(await again.isDisabled()).toBe(true);
    const rest = await secondsIn(again);
    expect(rest).toBeGreaterThan(10);
    await expect.poll(() => secondsIn(again), { timeout: PATIENCE_MS }).toBeLessThan(rest - 1);

    await page.getByRole("button", { name: "Send an e-mail" }).click();
    await says(page, "E-mail sent to s•••@example.com");
    await page.getByRole("button", { name: "Show QR code" }).click();
    await says(page, "Turn the screen to the customer");
    await restHand(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();

    letPass(stories.till, 15_000);
    await page.getByRole("button", { name: "Send a text", exact: true }).click();
    await says(page, "Text sent to");
    const [first, second] = klarna.control.listMessages(SAM_MOBILE);
    const [mail] = klarna.control.listMessages("sam.karim@example.com");
    expect(new Set([first?.link, second?.link, mail?.link, klarna.customer.session().link]).size).toBe(1);
    expect(klarna.control.listSessions()).toHaveLength(sessions + 1);
    expect(complaints).toEqual([]);
  });

  test("the number was wrong: it is changed in the window, and the next text goes to the new one", async () => {
    const { page, complaints } = await textSent(stories, { customer: "Priya Nair" });
    const { link } = klarna.customer.session();
    await page.getByRole("link", { name: "Change details" }).click();
    await page.getByLabel("Mobile number").fill("020 7946 0991");
    await page.getByRole("button", { name: "Save details" }).click();
    letPass(stories.till, 18_000);
    await page.getByRole("button", { name: "Send it again", exact: true }).click();
    await says(page, "Text sent to ••• •••991");
    await page.locator("#sendings").getByText("Text by Klarna to ••• •••217").waitFor();
    expect(klarna.control.listMessages("+442079460991").map((message) => message.link)).toEqual([link]);
    expect(complaints).toEqual([]);
  });
});

// Another customer than in the stories beside them: a number gets no more than so many messages in a day.
describe("news that comes late", () => {
  test("does not take away the view that was opened meanwhile, nor what is typed in it", async () => {
    const { page, complaints } = await textSent(stories, { customer: "Priya Nair" });
    const letPollGo = await holdNextPoll(page);
    const streams = streamsOf(page);
    await page.getByRole("link", { name: "Change details" }).click();
    const mail = page.getByLabel("E-mail address");
    await mail.fill("sam@another.example");
    letPollGo();
    await page.waitForTimeout(SETTLE_MS);
    expect(await mail.inputValue()).toBe("sam@another.example");
    // What listened to the window before may still have been on its way; once this view listens, it alone does, once.
    const shown = streams.map((url) => url.split("show=").at(-1));
    expect(shown.slice(shown.indexOf("contact"))).toEqual(["contact"]);
    expect(complaints).toEqual([]);
  });

  test("does not bring back what the window showed before the end", async () => {
    const { page, complaints } = await textSent(stories, { customer: "Priya Nair" });
    const letPollGo = await holdNextPoll(page);
    klarna.customer.cancels();
    await says(page, "Cancelled");
    letPollGo();
    await page.waitForTimeout(SETTLE_MS);
    expect(await page.locator("#pay-state").innerText()).toContain("Cancelled");
    expect(await page.locator("#pay-poll").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe("the customer is on Klarna's page", () => {
  test("a declined try, a step back and an error are shown as what they are, and the payment stays open", async () => {
    const { page, complaints } = await textSent(stories);
    klarna.customer.opens();
    await says(page, "The customer is on the Klarna page");
    const tries = [
      { deed: klarna.customer.declines, band: "One try did not go through.", notice: "Klarna declined this try." },
      { deed: klarna.customer.goesBack, band: "The customer stepped back.", notice: "The same link still works." },
      { deed: klarna.customer.breaksDown, band: "One try did not work.", notice: "Something went wrong on the Klarna" },
    ];
    for (const { deed, band, notice } of tries) {
      deed();
      await says(page, `In progress ${band} Still open.`);
      await reads(page, notice);
      await page.getByRole("link", { name: "Take another payment instead" }).waitFor();
    }
    klarna.customer.opens();
    await says(page, "The customer is on the Klarna page");
    klarna.customer.approves();
    await says(page, "Completed");
    await saveAndComplete(page);
    expect(complaints).toEqual([]);
  });

  test("Klarna asks for an ID: it matches, and the customer goes on to the end", async () => {
    const { page, complaints } = await textSent(stories);
    klarna.customer.isAskedForId();
    await says(page, "Klarna asks you to check an ID");
    const phone = await takePhone(stories.browser);
    await phone.goto(klarna.customer.session().link);
    const code = await phone.locator(".code").innerText();
    await page.locator("#pay .pairs").getByText(code, { exact: true }).waitFor();
    await page.locator("#pay .pairs").getByText("Sam Karim").waitFor();
    await page.getByRole("button", { name: "All of it matches" }).click();
    await reads(page, "Noted: the ID matches.");
    await phone.getByRole("button", { name: "The cashier has checked" }).click();
    await says(page, "The customer is on the Klarna page");
    klarna.customer.approves();
    await says(page, "Completed");
    await saveAndComplete(page);
    expect(complaints).toEqual([]);
  });

  test("Klarna asks for an ID: something differs, and the cashier is led to cancel", async () => {
    const { page, complaints } = await textSent(stories);
    klarna.customer.isAskedForId();
    await says(page, "Klarna asks you to check an ID");
    await page.getByRole("button", { name: "Something differs" }).click();
    await reads(page, "take no Klarna payment from this person.");
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await says(page, "You cancelled. Klarna has closed the link. No money was taken.");
    expect(complaints).toEqual([]);
  });
});

describe("time", () => {
  test("the elapsed time runs, and near the limit five more minutes can be given", async () => {
    const { page, complaints } = await textSent(stories);
    const clock = page.locator("#pay .band [data-since]");
    const early = await clock.innerText();
    await expect.poll(() => clock.innerText(), { timeout: PATIENCE_MS }).not.toBe(early);
    expect(await page.locator("#pay .band").innerText()).toContain("of 15:00");
    expect(await page.getByRole("button", { name: "5 more minutes" }).count()).toBe(0);

    letPass(stories.till, 13.5 * 60_000);
    await page.locator("#pay .band .pill.is-wait", { hasText: /^1[34]:\d\d$/ }).waitFor();
    await page.getByRole("button", { name: "5 more minutes" }).click();
    await page.locator("#pay .band").getByText("of 20:00").waitFor();
    expect(await page.getByRole("button", { name: "5 more minutes" }).count()).toBe(0);
    await cancelPayment(page);
    await says(page, "Cancelled");
    expect(complaints).toEqual([]);
  });
});

/** The window has asked how the payment stands, and is answered as it stood then, once the answer is let go. */
async function holdNextPoll(page: Page): Promise<() => void> {
  const { promise: isFree, resolve: letGo } = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  await page.route("**/panel?*", async (route) => {
    const response = await route.fetch();
    answered.resolve();
    await isFree;
    await route.fulfill({ response });
  }, { times: 1 });
  await answered.promise;
  return letGo;
}

/** The streams of news that the page opens from now on. */
function streamsOf(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/live?")) urls.push(request.url());
  });
  return urls;
}

/** How many seconds a resting button still counts. */
async function secondsIn(button: ReturnType<Page["locator"]>): Promise<number> {
  return Number(/in (\d+) s/.exec(await button.innerText())?.[1] ?? 0);
}
