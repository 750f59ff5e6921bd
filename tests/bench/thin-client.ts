/**
 * A thin client at the counter: Chromium with its processor slowed down to a sixth. How long a scan takes to be a line on
 * the screen, and a press to be the next panel.
 */
import type { CDPSession, Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { startTill } from "../support/till-process.ts";
import { GOODS, scanKeys } from "../journeys/scanner.ts";
import { openCounter, signIn } from "../journeys/support.ts";
import { rounded, type Spread, spreadOf } from "./measure.ts";

export type ThinClient = {
  slowDown: number;
  scanToLineMs: Spread;
  swapMs: Record<string, Spread>;
  /** What a browser that has nothing yet is sent for the sale page, compressed. */
  pageBytes: number;
  /** What a till at which nobody does anything asks the server for, its sale page open. */
  idleRequestsPerMinute: number;
};

const SLOW_DOWN = 6;
export type Effort = { scans: number; rounds: number; idleMs: number };

/** Starts a till and a browser of its own; takes about a minute for 60 scans and 15 rounds, and as long as it is idle. */
export async function measureThinClient({ scans, rounds, idleMs }: Effort): Promise<ThinClient> {
  const till = await startTill();
  const browser = await launchChromium([], true);
  try {
    const { page, context } = await openCounter(browser, till);
    await context.addInitScript(watchPaints);
    await signIn(page, "Mona");
    const wire = await context.newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
    const pageBytes = await bytesOf(page, wire, till.url);
    const idleRequestsPerMinute = await requestsWhileIdle(page, idleMs);
    const scanToLineMs = await measureScans(page, scans);
    const swapMs = await measureSwaps(page, rounds);
    return { slowDown: SLOW_DOWN, scanToLineMs, swapMs, pageBytes, idleRequestsPerMinute };
  } finally {
    await browser.close();
    await till.discard();
  }
}

/**
 * In the page: when what was pressed has been answered and drawn, as a part of this page or as the next one. Times are
 * those of the events themselves.
 */
function watchPaints(): void {
  const press = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key.length === 1) return;
    sessionStorage.setItem("pressedAt", `${performance.timeOrigin + event.timeStamp}`);
  };
  const drawn = () => {
    const pressedAt = sessionStorage.getItem("pressedAt");
    sessionStorage.removeItem("pressedAt");
    if (pressedAt === null) return;
    const tell = () =>
      sessionStorage.setItem("took", `${performance.timeOrigin + performance.now() - Number(pressedAt)}`);
    requestAnimationFrame(() => setTimeout(tell));
  };
  addEventListener("keydown", press, true);
  addEventListener("pointerdown", press, true);
  // Not htmx's own event: that comes only once the browser has had time to draw.
  const isNew = ({ target, addedNodes }: MutationRecord) =>
    addedNodes.length > 0 && target instanceof Element &&
    target.closest("#over, #till-says, #scan-result, .notes") === null;
  const watch = () => {
    drawn();
    new MutationObserver((records) => records.some(isNew) && drawn()).observe(document, {
      subtree: true,
      childList: true,
    });
  };
  addEventListener("DOMContentLoaded", watch);
}

/** As they come over the wire, heads of answers included. */
async function bytesOf(page: Page, wire: CDPSession, url: string): Promise<number> {
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => bytes += encodedDataLength);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(url, { waitUntil: "networkidle" });
  await wire.send("Network.disable");
  return bytes;
}

async function requestsWhileIdle(page: Page, idleMs: number): Promise<number> {
  let requests = 0;
  const count = () => void requests++;
  page.on("request", count);
  await page.waitForTimeout(idleMs);
  page.off("request", count);
  return rounded(requests * 60_000 / idleMs);
}

async function measureScans(page: Page, scans: number): Promise<Spread> {
  const times: number[] = [];
  for (let index = 0; index < scans; index++) {
    const [barcode] = GOODS[index % GOODS.length] ?? [""];
    times.push(await timeOf(page, () => scanKeys(page, barcode, { delay: 10 })));
    await page.waitForTimeout(100);
  }
  return spreadOf(times);
}

/** The panels a cashier goes through in every sale, by their keys. */
const WALK: [name: string, key: string, shown: string][] = [
  ["customer", "F3", "Name, mobile or e-mail"],
  ["back to the products", "Escape", "Scan"],
  ["tenders", "F10", "How is the customer paying?"],
  ["back from the tenders", "Escape", "Scan"],
];

async function measureSwaps(page: Page, rounds: number): Promise<Record<string, Spread>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, key] of WALK) {
      (times[name] ??= []).push(await timeOf(page, () => page.keyboard.press(key)));
      await page.waitForTimeout(150);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, spreadOf(list)]));
}

async function timeOf(page: Page, press: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => sessionStorage.clear());
  await press();
  const handle = await page.waitForFunction(() => sessionStorage.getItem("took"));
  return Number(await handle.jsonValue());
}
