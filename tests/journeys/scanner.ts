import type { Page } from "playwright-core";

type Scanner = { delay?: number; end?: "Enter" | "Tab" };

/**
 * Key by key at a scanner's own pace, wherever the focus is and whether or not the page keeps up: each key bears the time
 * at which it was pressed. The page has come to rest before: nothing is heard before its script has run.
 */
export async function scanKeys(page: Page, code: string, { delay = 10, end = "Enter" }: Scanner = {}): Promise<void> {
  await page.waitForLoadState();
  const wire = await page.context().newCDPSession(page);
  const startedAt = Date.now();
  const pressed: Promise<unknown>[] = [];
  for (const [index, key] of [...code, end].entries()) {
    const timestamp = (startedAt + index * delay) / 1000;
    const text = key === "Enter" ? "\r" : key === "Tab" ? "" : key;
    const windowsVirtualKeyCode = VIRTUAL_KEYS[key] ?? key.charCodeAt(0);
    const press = { key, timestamp, windowsVirtualKeyCode };
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: text === "" ? "rawKeyDown" : "keyDown", text }));
    pressed.push(wire.send("Input.dispatchKeyEvent", { ...press, type: "keyUp" }));
    await page.waitForTimeout(Math.max(0, startedAt + (index + 1) * delay - Date.now()));
  }
  await Promise.all(pressed);
  await wire.detach();
}

const VIRTUAL_KEYS: Record<string, number> = { Enter: 13, Tab: 9, "-": 189 };
