import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { cancelPayment, openWindow } from "./payment-scenes.ts";
import { standAtTill } from "./scanner.ts";
import { middleOf, openForStories, passReminder, restHand, says } from "./support.ts";

const stories = openForStories();

test("what is pressed counts, too, where an answer draws the window anew before the button is let go of", async () => {
  const { page, complaints } = await openWindow(stories);
  await passReminder(page);
  const answerCancel = await cancelUnanswered(page);
  await says(page, "Cancelled");
  await holdDown(page, page.locator("#pay").getByRole("link", { name: /^Card/ }), answerCancel);
  await page.mouse.up();
  await page.getByRole("heading", { name: "Card", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("and what is drawn there instead, and does something else, is not pressed", async () => {
  const { page, complaints } = await openWindow(stories);
  await passReminder(page);
  const answerCancel = await cancelUnanswered(page);
  await says(page, "Cancelled");
  const card = page.locator("#pay").getByRole("link", { name: /^Card/ });
  const cash = await middleOf(page.locator("#pay").getByRole("link", { name: /^Cash/ }));
  await holdDown(page, card, answerCancel);
  await page.mouse.move(cash.x, cash.y);
  await page.mouse.up();
  await page.waitForTimeout(500);
  await says(page, "Cancelled");
  expect(complaints).toEqual([]);
});

test("a button of a form that is drawn anew sends the form", async () => {
  const { page, complaints } = await openWindow(stories);
  await passReminder(page);
  const text = page.getByRole("button", { name: /Text message/ });
  await holdDown(page, text, () => drawAnew(text.locator("xpath=ancestor::form")));
  await page.mouse.up();
  await says(page, "Text sent to");
  expect(complaints).toEqual([]);
});

test("and is a half of a double click all the same: its answer is not pressed by the other half", async () => {
  const { page, complaints } = await openWindow(stories);
  const noAccount = page.getByRole("button", { name: /No, or not sure/ });
  await holdDown(page, noAccount, () => drawAnew(noAccount.locator("xpath=ancestor::form")));
  await page.mouse.up();
  await page.waitForTimeout(300);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await restHand(page);
  await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
  expect(complaints).toEqual([]);
});

test("what would send something else now is not pressed, though it is called the same", async () => {
  const { page, complaints } = await standAtTill(stories, "Mona");
  await page.locator("#scan").fill("wool hat");
  const hit = page.locator("#tiles").getByRole("button", { name: "Wool hat" }).first();
  await page.locator("#tiles[data-query='wool hat']").waitFor();
  await holdDown(page, hit, () => page.locator("#scan").fill("3* wool hat"));
  await page.mouse.up();
  await restHand(page);
  expect(await page.locator("#lines .line").count()).toBe(0);
  expect(complaints).toEqual([]);
});

/** Cancels the payment; the answer comes once what is returned is called, until then only the news. */
async function cancelUnanswered(page: Page): Promise<() => void> {
  const isHeld = Promise.withResolvers<void>();
  await page.route("**/payments/*/cancellation", async (route) => {
    const response = await route.fetch();
    await isHeld.promise;
    await route.fulfill({ response });
  });
  await cancelPayment(page);
  return isHeld.resolve;
}

async function drawAnew(part: Locator): Promise<void> {
  await part.evaluate((old) => {
    const next = old.cloneNode(true);
    if (next instanceof Element) {
      for (const one of next.querySelectorAll("[data-old]")) one.removeAttribute("data-old");
    }
    old.replaceWith(next);
    Reflect.get(globalThis, "htmx").process(next);
  });
}

/** The mouse is down on `link` while it is replaced. */
async function holdDown(page: Page, link: Locator, answer: () => unknown): Promise<void> {
  const { x, y } = await middleOf(link);
  await link.evaluate((element) => element.dataset["old"] = "");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await answer();
  await page.locator("[data-old]").waitFor({ state: "detached" });
}
