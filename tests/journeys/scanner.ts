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
 * at which it was pressed. The page has come to rest before: nothing is heard before its script has run.
 */
export async function scanKeys(page: Page, code: string, { delay = 10, end = "Enter" }: Scanner = {}): Promise<void> {
  await typeAt(page, [...code, end].map((key, index) => [key, index * delay]));
}

/** Each key at its time, in milliseconds from the first. */
export async function typeAt(page: Page, keys: [key: string, atMs: number][]): Promise<void> {
  await page.waitForLoadState();
  const wire = await page.context().newCDPSession(page);
  const startedAt = Date.now();
  const pressed: Promise<unknown>[] = [];
  for (const [index, [key, atMs]] of keys.entries()) {
    const timestamp = (startedAt + atMs) / 1000;
    const text = key === "Enter" ? "\r" : key === "Tab" ? "" : key;
    const windowsVirtualKeyCode = VIRTUAL_KEYS[key] ?? key.charCodeAt(0);
    const press = { key, timestamp, windowsVirtualKeyCode };
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: text === "" ? "rawKeyDown" : "keyDown", text }));
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: "keyUp" }));
    const nextAtMs = keys[index + 1]?.[1] ?? atMs;
    await page.waitForTimeout(Math.max(0, startedAt + nextAtMs - Date.now()));
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
