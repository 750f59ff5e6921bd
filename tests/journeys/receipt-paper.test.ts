import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGallery } from "../../src/gallery-app.tsx";
import { launchChromium } from "../support/chromium.ts";

let browser: Browser;
let page: Page;
let gallery: Deno.HttpServer<Deno.NetAddr>;

beforeAll(async () => {
  gallery = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, createGallery().fetch);
  browser = await launchChromium();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await gallery?.shutdown();
});

/** As the driver of such a printer has it; a sheet's size is the page's own. */
const PAPERS = {
  "receipt": { width: "80mm", height: "297mm" },
  "receipt-58": { width: "58mm", height: "297mm" },
  "receipt-a4": { preferCSSPageSize: true },
};

test.each(Object.entries(PAPERS))(
  "%s comes out on one piece of paper, with no empty one before it",
  async (name, paper) => {
    await page.goto(`http://127.0.0.1:${gallery.addr.port}/face/${name}`);
    const pdf = new TextDecoder("latin1").decode(await page.pdf(paper));
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    if (name === "receipt-a4") expect(pdf).toMatch(/\/MediaBox \[0 0 59\d\S* 84\d/);
  },
);

test.each([["receipt-full", 302], ["receipt-full-58", 219], ["return-receipt", 302], ["return-receipt-58", 219]])(
  "%s fits its roll, and only the paper is printed",
  async (name, width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`http://127.0.0.1:${gallery.addr.port}/face/${name}`);
    await page.emulateMedia({ media: "print" });
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll(".receipt, .receipt *")].filter((part) =>
        part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0
      ).length
    );
    expect(wide).toBe(0);
    for (const part of [".panel", ".btn", ".note"]) expect(await page.locator(part).first().isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
  },
);
