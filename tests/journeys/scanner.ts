import type { Page } from "playwright-core";
import type { Stories } from "./payment-scenes.ts";
import { type Counter, openCounter, signIn } from "./support.ts";

/** Twelve products of the demo shop as they lie on the counter, by their barcodes. */
export const GOODS: [barcode: string, name: string][] = [
  ["2000001001103", "Ridgeline 3 tent"],
  ["2000001005101", "Tent pegs, 10"],
  ["2000003007103", "Wool hat"],
  ["2000001010105", "Head torch 300"],
  ["2000002001102", "Kestrel trail boots, 39"],
  ["2000001013106", "Walking map, Langdale"],
  ["2000003006106", "Hiking socks"],
  ["2000001009109", "Dry bag 20 l"],
  ["2000003001101", "Merino base layer, M"],
  ["2000001011102", "First-aid kit"],
  ["2000002007104", "Gaiters, M"],
  ["2000001012109", "Insect repellent"],
];

type Scanner = { delay?: number; end?: "Enter" | "Tab" };

/**
 * Key by key at a scanner's own pace, wherever the focus is and whether or not the page keeps up: each key bears the time
 * at which it was pressed. The page has come to rest before: nothing is heard before its script has run. Without a `delay`
 * the keys, pressed 10 ms apart, come all at once: on a busy machine they would come later than any scanner's.
 */
export async function scanKeys(page: Page, code: string, { delay, end = "Enter" }: Scanner = {}): Promise<void> {
  const keys = [...code, end];
  const paceMs = delay ?? 10;
  const lastAtMs = (keys.length - 1) * paceMs;
  if (delay === undefined) await page.waitForTimeout(lastAtMs);
  const startedAt = delay === undefined ? Date.now() - lastAtMs : Date.now();
  await typeAt(page, keys.map((key, index) => [key, index * paceMs]), startedAt);
}

/** Each key at its time, in milliseconds from the first; at once, where that is over. */
export async function typeAt(page: Page, keys: [key: string, atMs: number][], startedAt = Date.now()): Promise<void> {
  await page.waitForLoadState();
  const wire = await page.context().newCDPSession(page);
  const pressed: Promise<unknown>[] = [];
  for (const [index, [key, atMs]] of keys.entries()) {
    const timestamp = (startedAt + atMs) / 1000;
    const text = key === "Enter" ? "\r" : key === "Tab" ? "" : key;
    const windowsVirtualKeyCode = VIRTUAL_KEYS[key] ?? key.charCodeAt(0);
    const press = { key, timestamp, windowsVirtualKeyCode };
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: text === "" ? "rawKeyDown" : "keyDown", text }));
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: "keyUp" }));
    const nextAtMs = keys[index + 1]?.[1] ?? atMs;
    const waitMs = startedAt + nextAtMs - Date.now();
    if (waitMs > 0) await page.waitForTimeout(waitMs);
  }
  await Promise.all(pressed);
  await wire.detach();
}

const VIRTUAL_KEYS: Record<string, number> = { Enter: 13, Tab: 9, "-": 189 };

/** Somebody at the till, with nothing rung up yet. */
export async function standAtTill({ browser, till }: Stories, name = "Ada"): Promise<Counter> {
  const counter = await openCounter(browser, till);
  await signIn(counter.page, name);
  await counter.page.goto(`${till.url}/sales/new`);
  await counter.page.getByText("Nothing rung up yet").waitFor();
  return counter;
}

/** What the till roll says was rung up. */
export async function namesOf(page: Page): Promise<string[]> {
  return await page.locator("#lines .line > :is(a, b:not(.num))").allInnerTexts();
}
