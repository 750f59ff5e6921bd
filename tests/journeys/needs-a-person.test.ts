import type { Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import type { AttentionKind } from "../../src/domain/attention.ts";
import { attentionTexts } from "../../views/messages/en/attention.ts";
import { startStandIn } from "./klarna-stand-in.ts";
import { bookReturnFound, cancelPayment, complaintsOf, openWindow, reads } from "./payment-scenes.ts";
import { openForStories, passReminder, PATIENCE_MS, restHand, saveAndComplete, says } from "./support.ts";
import { aDayPasses, breakLooks, forgetToLook, freeLooks, itemIn, letPass, mendLooks } from "./till-book.ts";

/** Everything that needs a person is brought about, found on the list, and settled by the button that is recommended. */
const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => {
  klarna.through = null;
  klarna.control.clearFaults();
});
afterAll(() => klarna.close());

type Scene = { happens: (page: Page) => Promise<void>; settled: (page: Page, itemId: string) => Promise<void> };

const DAY_MS = 24 * 60 * 60_000;

/** Those of restored-backup.test.ts, klarna-away.test.ts, routes/klarna-left-behind.test.ts and given-up-sale.test.ts. */
type Elsewhere = "no_answer" | "recovered" | "not_reread" | "left_behind" | "captured_voided";
const SCENES: Record<Exclude<AttentionKind, Elsewhere>, Scene> = {
  paid_after_end: {
    async happens(page) {
      klarna.through = async (request, on) => {
        if (request.method === "DELETE") return new Response(null, { status: 204 });
        return isPageRead(request) ? await reworded(await on(request), { status: "DISABLED" }) : await on(request);
      };
      await cancelPayment(page);
      await says(page, "Cancelled You cancelled.");
      klarna.through = null;
      klarna.customer.approves();
      letPass(stories.till, 60_000);
    },
    async settled(page) {
      await page.getByRole("button", { name: /Release it/ }).click();
      await says(page, "Released");
      expect(orderStatus()).toBe("CANCELLED");
    },
  },
  order_differs: {
    async happens() {
      klarna.through = (request, on) => onRead(request, on, isOrderRead, { order_amount: 1 });
      await Promise.resolve(klarna.customer.approves());
    },
    settled: settledByHand,
  },
  completed_without_order: {
    async happens() {
      klarna.through = (request, on) => onRead(request, on, isPageRead, { order_id: undefined });
      await Promise.resolve(klarna.customer.approves());
    },
    settled: settledByHand,
  },
  end_not_seen: {
    async happens() {
      klarna.through = async (request, on) =>
        isPageRead(request) ? new Response(null, { status: 404 }) : await on(request);
      await Promise.resolve();
    },
    settled: settledByHand,
  },
  books_differ: {
    async happens(page) {
      await approved(page);
      await page.getByRole("link", { name: "Undo this payment…" }).click();
      await restHand(page);
      await page.getByRole("button", { name: "Yes, release it" }).click();
      await says(page, "Released");
      klarna.through = (request, on) => onRead(request, on, isOrderRead, { status: "AUTHORIZED" });
      await night(page);
    },
    async settled(page, itemId) {
      await closedWithReason(page, itemId, "Released in the portal");
    },
  },
  money_lost: {
    async happens(page) {
      await approved(page);
      await page.locator("#save").click();
      await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
      klarna.control.expireOrder(klarna.control.listOrders()[0]?.order_id ?? "");
      letPass(stories.till, 60_000);
    },
    async settled(page, itemId) {
      await closedWithReason(page, itemId, "Paid in cash");
    },
  },
  captured_elsewhere: {
    async happens(page) {
      await approved(page);
      inPortal("capture");
      letPass(stories.till, 60_000);
    },
    async settled(page, itemId) {
      await page.getByRole("button", { name: "Book it" }).click();
      await page.waitForURL(/\/attention$/);
      await page.goto(`${stories.till.url}/payments/${itemIn(stories.till, itemId).paymentId}`);
      await saveAndComplete(page);
    },
  },
  refunded_elsewhere: {
    async happens(page) {
      await approved(page);
      await saveAndComplete(page);
      await expect.poll(orderStatus, { timeout: PATIENCE_MS }).toBe("CAPTURED");
      inPortal("refund", 500);
      await night(page);
    },
    async settled(page, itemId) {
      await bookReturnFound(page, "5.00");
      expect(itemIn(stories.till, itemId).closeReason).toBe("refund_booked");
    },
  },
  capture_refused: {
    async happens(page) {
      await approved(page);
      klarna.control.addFault({ kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" });
      await saveAndComplete(page);
    },
    async settled(page) {
      await page.getByRole("button", { name: "Ask Klarna again" }).click();
      await page.waitForURL(/\/attention$/);
      expect(orderStatus()).toBe("CAPTURED");
    },
  },
  refund_refused: {
    async happens(page) {
      await approved(page);
      await saveAndComplete(page);
      await expect.poll(orderStatus).toBe("CAPTURED");
      klarna.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
      const returnPage = `${page.url()}/return`;
      const everything = page.getByRole("button", { name: "Everything" });
      // Klarna has taken the money; the till knows a moment later.
      await expect.poll(async () => await page.goto(returnPage) && await everything.isVisible()).toBe(true);
      await everything.click();
      await page.getByRole("button", { name: /^Refund £/ }).click();
      await page.getByText("Needs a person", { exact: true }).waitFor();
    },
    async settled(page) {
      await page.getByRole("button", { name: "Settle it" }).click();
      await page.waitForURL(/\/attention$/);
      expect(klarna.control.listOrders()[0]?.refunded_amount).toBe(3_200);
    },
  },
  release_refused: {
    async happens(page) {
      await approved(page);
      klarna.control.addFault({ kind: "cancelOrder", status: 403, errorCode: "CANCEL_NOT_ALLOWED" });
      await page.getByRole("link", { name: "Undo this payment…" }).click();
      await restHand(page);
      await page.getByRole("button", { name: "Yes, release it" }).click();
    },
    async settled(page) {
      await page.getByRole("button", { name: "Ask Klarna again" }).click();
      await page.waitForURL(/\/attention$/);
      await expect.poll(orderStatus, { timeout: PATIENCE_MS }).toBe("CANCELLED");
    },
  },
  about_to_lapse: {
    async happens() {
      const expires = new Date(Date.now() + 2 * DAY_MS).toISOString();
      klarna.through = (request, on) => onRead(request, on, isOrderRead, { expires_at: expires });
      await Promise.resolve(klarna.customer.approves());
    },
    async settled(page) {
      await says(page, "Completed");
      await saveAndComplete(page);
      await expect.poll(orderStatus, { timeout: PATIENCE_MS }).toBe("CAPTURED");
    },
  },
  book_broken: {
    async happens(page) {
      forgetToLook(stories.till);
      await night(page);
    },
    async settled(page, itemId) {
      await page.getByText("Nobody would look at the payment any more").waitFor();
      await closedWithReason(page, itemId, "Told whoever keeps the till");
    },
  },
  look_breaks: {
    async happens() {
      breakLooks(stories.till);
      for (let looks = 0; looks < 3; looks++) await brokenLook();
    },
    async settled(page) {
      await reads(page, "take no other payment yet");
      mendLooks(stories.till);
      letPass(stories.till, 60_000);
      // One more look may have broken since the third: it would hold its lease for longer than the story waits.
      freeLooks(stories.till);
      await says(page, "Waiting");
      await cancelPayment(page);
      await says(page, "Cancelled");
    },
  },
};

const KINDS = Object.keys(SCENES).filter((kind): kind is keyof typeof SCENES => kind in SCENES);

test.each(KINDS)("%s", async (kind) => {
  const counter = await openWindow(stories, { who: "Mona" });
  const { page } = counter;
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  const [paymentId] = /pay_\w+/.exec(page.url()) ?? [];
  await SCENES[kind].happens(page);

  await page.goto(`${stories.till.url}/attention`);
  // What befalls the till befalls payments of the scenes before, too: it is about this one's.
  const tasks = page.locator("#list .task", { hasText: attentionTexts.why[kind] });
  const itemOfPayment = async () => {
    // Nobody watches the window any more, so that the next look would be seconds away.
    letPass(stories.till, 0);
    const ids = await tasks.evaluateAll((listed) => listed.map(({ id }) => id));
    return ids.find((id) => itemIn(stories.till, id).paymentId === paymentId) ?? "";
  };
  await expect.poll(itemOfPayment, { timeout: PATIENCE_MS }).not.toBe("");
  const itemId = await itemOfPayment();
  const task = page.locator(`#${itemId}`);
  await task.locator(".pill", { hasText: attentionTexts.words[kind] }).waitFor();
  await task.getByRole("link").last().click();
  await SCENES[kind].settled(page, itemId);

  await page.goto(`${stories.till.url}/attention`);
  await page.locator(`#${itemId}`).waitFor({ state: "detached" });
  expect(complaintsOf(counter)).toEqual([]);
});

type Answerer = (request: Request) => Promise<Response> | Response;

const isPageRead = ({ method, url }: Request) => method === "GET" && url.includes("/hpp/v1/sessions/");
const isOrderRead = ({ method, url }: Request) => method === "GET" && url.includes("/ordermanagement/");

async function onRead(
  request: Request,
  on: Answerer,
  isMeant: (request: Request) => boolean,
  changes: Record<string, unknown>,
): Promise<Response> {
  const answer = await on(request);
  return isMeant(request) ? await reworded(answer, changes) : answer;
}

async function reworded(answer: Response, changes: Record<string, unknown>): Promise<Response> {
  return Response.json({ ...await answer.json(), ...changes });
}

async function approved(page: Page): Promise<void> {
  klarna.customer.approves();
  await says(page, "Completed");
}

function inPortal(act: "capture" | "refund" | "cancel", amountMinor?: number): void {
  expect(klarna.control.actInPortal(klarna.control.listOrders()[0]?.order_id ?? "", act, amountMinor)).toBe(true);
}

function orderStatus(): string | undefined {
  return klarna.control.listOrders()[0]?.status;
}

/** The till is switched off, a night passes, and it is switched on in the morning. */
async function night(page: Page): Promise<void> {
  await page.goto("about:blank");
  await stories.till.kill();
  aDayPasses(stories.till);
  await stories.till.restart();
}

async function settledByHand(page: Page): Promise<void> {
  await reads(page, "How did this payment end at Klarna?");
  klarna.through = (request, on) => onRead(request, on, isOrderRead, { status: "CANCELLED", order_amount: 1 });
  await page.getByRole("button", { name: /No payment is there/ }).click();
  await says(page, "Expired A manager found no payment in Klarna’s portal");
}

async function closedWithReason(page: Page, itemId: string, reason: string): Promise<void> {
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Close it" }).click();
  await page.waitForURL(/\/attention$/);
  expect(itemIn(stories.till, itemId).closeReason).toBe(reason);
}

/** One more look comes to nothing by a fault of the till's own. */
async function brokenLook(): Promise<void> {
  const count = () => stories.till.logs().split('"check_failed"').length;
  const before = count();
  const hurried = () => {
    freeLooks(stories.till);
    return count();
  };
  await expect.poll(hurried, { timeout: PATIENCE_MS }).toBeGreaterThan(before);
}
