/**
 * How long a change at Klarna takes to be drawn in the window of a payment: from the moment the simulator is told of it to the frame
 * with the word. Once with a till that only asks, once with one that Klarna calls.
 */
import type { Page } from "playwright-core";
import { type Cashier, signIn } from "../real/cashier.ts";
import { openPair, type Pair } from "../real/pair.ts";
import { doDeed, newPlan, nextDeed } from "../real/sale.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Spread, spreadOf } from "./measure.ts";

export type ChangeToPixel = {
  pollingMs: Spread;
  callbacksMs: Spread;
  /** What one answer with the state of a payment is over the wire, compressed, with its head. */
  panelBytes: number;
};

/** Takes about four seconds for a payment, which changes twice. */
export async function measureChangeToPixel(payments: number): Promise<ChangeToPixel> {
  const browser = await launchChromium([], true);
  try {
    let panelBytes = 0;
    const measure = async (callbacks: boolean) => {
      const pair = await openPair({ limits: "off", callbacks });
      try {
        const cashier = await signIn(pair, "Ada", 1);
        const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
        await context.addCookies(cookiesOf(cashier, pair.till.url));
        const page = await context.newPage();
        const times: number[] = [];
        for (let count = 1; count <= payments; count++) times.push(...await watchOne(pair, cashier, page, count));
        panelBytes = await bytesOfPanel(page);
        await context.close();
        return spreadOf(times);
      } finally {
        await pair.end();
      }
    };
    return { pollingMs: await measure(false), callbacksMs: await measure(true), panelBytes };
  } finally {
    await browser.close();
  }
}

function cookiesOf({ browser }: Cashier, url: string) {
  return browser.cookie().split("; ").map((cookie) => {
    const [name = "", value = ""] = cookie.split(/=(.*)/);
    return { name, value, url };
  });
}

/** One payment whose link is out: the customer opens it, and pays. */
async function watchOne(pair: Pair, cashier: Cashier, page: Page, customer: number): Promise<number[]> {
  const plan = newPlan(customer);
  for (let deed = nextDeed(pair, plan); deed?.customer !== "open"; deed = nextDeed(pair, plan)) {
    if (deed) await doDeed(pair, cashier, plan, deed);
  }
  const { id, reference } = pair.look().payments.find(({ saleId }) => saleId === plan.saleId)!;
  await page.goto(`${pair.till.url}/payments/${id}`);
  await page.waitForTimeout(STREAM_STANDS_MS);
  const times: number[] = [];
  for (const [move, word] of [["open", "In progress"], ["approve", "Completed"]] as const) {
    const drawn = page.evaluate(whenDrawn, word);
    // Somewhere within a round of looks, as customers come.
    await page.waitForTimeout(Math.random() * A_ROUND_MS);
    const changedAt = Date.now();
    await pair.klarna.act("POST", `/sessions/${reference}/${move}`);
    times.push(await drawn - changedAt);
  }
  return times;
}

const STREAM_STANDS_MS = 300;
const A_ROUND_MS = 1_500;

/** The window of a payment stands open. */
async function bytesOfPanel(page: Page): Promise<number> {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  const path = `${new URL(page.url()).pathname}/panel`;
  const asked = Promise.withResolvers<number>();
  const ids = new Set<string>();
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => request.url.endsWith(path) && ids.add(requestId));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (ids.has(requestId)) asked.resolve(encodedDataLength);
  });
  await page.evaluate(async (panel) => void await (await fetch(panel)).text(), path);
  return await asked.promise;
}

/** In the page: when the frame with this word in the state of the payment was drawn, by the clock that all processes share. */
function whenDrawn(word: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.getElementById("pay-state")?.innerText.includes(word)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
}
