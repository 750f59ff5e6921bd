import { afterAll, expect, test } from "vitest";
import { closedPort, startStandIn } from "./klarna-stand-in.ts";
import { textSent } from "./payment-scenes.ts";
import { openForStories, PATIENCE_MS, saveAndComplete, says } from "./support.ts";
import { stopLooking } from "./till-book.ts";

const PUBLIC_URL = "https://callbacks.till.example";

const callbackPort = closedPort();
const klarna = startStandIn({ callbackPort });
const stories = openForStories({
  till: { env: { ...klarna.env, TILLSIDE_CALLBACK_URL: PUBLIC_URL, TILLSIDE_CALLBACK_PORT: `${callbackPort}` } },
});

afterAll(() => klarna.close());

test("Klarna calls back on a port of its own, and the window follows though the till would not look for an hour", async () => {
  klarna.control.setSwitches({ callbacks: "hold" });
  const { page, complaints } = await textSent(stories);
  await expect.poll(() => stopLooking(stories.till), { timeout: PATIENCE_MS, interval: 500 }).toBe(true);
  klarna.customer.opens();
  // Several looks' worth of time, had there been any.
  await page.locator("#pay .band [data-checked-at]", { hasText: /checked ([5-9]|\d\d) s ago/ }).waitFor();
  await says(page, "Text sent to");
  await klarna.control.settleCallbacks();
  await says(page, "In progress");
  expect(klarna.control.listCallbacks().every((callback) => callback.delivered)).toBe(true);
  expect(new URL(klarna.control.listCallbacks()[0]?.url ?? "").origin).toBe(PUBLIC_URL);

  klarna.control.setSwitches({ callbacks: "duplicate", callbackBodies: "empty" });
  klarna.customer.approves();
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

test("the callback port answers nobody who does not know the payment's secret, and serves no page of the till", async () => {
  const at = (path: string, method: string) => fetch(`http://127.0.0.1:${callbackPort}${path}`, { method });
  const answers = await Promise.all([at("/klarna/guessed", "POST"), at("/payments", "GET"), at("/", "GET")]);
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["", "", ""]);
});
