import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { openCounter, openForStories, PATIENCE_MS, signIn, TENT_BARCODE } from "./support.ts";
import { scanKeys } from "./scanner.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test("a sale is read aloud: what is scanned, each new question, every state of the payment, and the end", async () => {
  const { page, complaints } = await openCounter(stories.browser, stories.till);
  await page.context().addInitScript(readAloud);
  await page.reload();
  await signIn(page, "Ada");
  await hears(page, /Scan or find a product/);
  await scanKeys(page, TENT_BARCODE);
  await hears(page, /Added Ridgeline 3 tent, £389.00/);
  await scanKeys(page, "5012345678900");
  await hears(page, /5012345678900/);

  await page.keyboard.press("F3");
  await hears(page, /Name, mobile or e-mail/);
  await page.keyboard.type("Sam Karim");
  await page.getByRole("button", { name: "Choose Sam Karim" }).press("Enter");
  await hears(page, /Scan or find a product/);
  await page.keyboard.press("F10");
  await hears(page, /How is the customer paying\?/);
  await page.keyboard.press("F9");
  await hears(page, /Klarna payment/);
  await page.getByRole("button", { name: /No, or not sure/ }).waitFor();
  await page.keyboard.press("n");
  await hears(page, /Where should Klarna send the link\?/);
  await page.keyboard.press("F9");
  await hears(page, /Text sent to/);
  klarna.customer.opens();
  await hears(page, /In progress/);
  klarna.customer.approves();
  await hears(page, /Completed/);
  await page.keyboard.press("F9");
  await hears(page, /Everything is paid/);
  await page.keyboard.press("F10");
  await hears(page, /Sale complete/);
  // A code that is no product's is answered with 404.
  expect(complaints.filter((one) => !one.includes("status of 404"))).toEqual([]);
});

/** Waits until this has been said since the last thing that was waited for. */
async function hears(page: Page, words: RegExp): Promise<void> {
  const said = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("said") ?? "[]").join("\n"));
  await expect.poll(said, { timeout: PATIENCE_MS }).toMatch(words);
  await page.evaluate(() => sessionStorage.removeItem("said"));
}

/** In the page: what a screen reader would say by itself, of live regions that change and of what gets the focus. */
function readAloud(): void {
  const say = (text: string) => {
    if (text.trim() === "") return;
    const said = JSON.parse(sessionStorage.getItem("said") ?? "[]");
    sessionStorage.setItem("said", JSON.stringify([...said, text.replace(/\s+/g, " ").trim()]));
  };
  const sayShown = (element: Element) => {
    if (element.closest("[hidden]") === null) say(element.textContent ?? "");
  };
  const nameOf = (element: Element) => {
    const textsOf = (attribute: string) =>
      (element.getAttribute(attribute) ?? "").split(" ").map((id) => id && document.getElementById(id)?.textContent);
    const fields = element instanceof HTMLInputElement
      ? [...element.labels ?? []].map((one) => one.textContent ?? "")
      : [];
    const own = [element.getAttribute("aria-label"), ...textsOf("aria-labelledby"), ...fields, element.textContent];
    return [...own, ...textsOf("aria-describedby")].join(" ");
  };
  const onChange = (records: MutationRecord[]) => {
    for (const { target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest("[role=status], [role=alert], [aria-live]");
      if (region) sayShown(region);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const alert of node.matches("[role=alert]") ? [node] : node.querySelectorAll("[role=alert]")) {
          sayShown(alert);
        }
      }
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    say(document.title);
    if (document.activeElement) say(nameOf(document.activeElement));
    new MutationObserver(onChange).observe(document, { subtree: true, childList: true, characterData: true });
  });
  document.addEventListener("focusin", (event) => event.target instanceof Element && say(nameOf(event.target)));
}
