import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { createGallery } from "../../src/gallery-app.tsx";
import { faces } from "../../views/gallery/faces.ts";
import { RULES_OF_COLOURS, violations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";

/** The counter's thin client, a wider one, and a manager's phone. */
const COUNTER = { width: 1024, height: 768 };
const OTHER_SCREENS = [{ width: 1366, height: 768 }, { width: 360, height: 740 }];

let browser: Browser;
let page: Page;
let gallery: Deno.HttpServer<Deno.NetAddr>;
let complaints: string[];

beforeAll(async () => {
  const { fetch } = createGallery();
  const answer = async (request: Request) => {
    // No till stands behind the gallery, so that what a live window asks for is answered with nothing.
    if (isForTill(request)) return new Response(null, { status: 204 });
    const response = await fetch(request);
    // Two thousand faces are opened with the same styles and scripts.
    if (isAsset(request)) response.headers.set("cache-control", "max-age=3600");
    return response;
  };
  gallery = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  browser = await launchChromium();
  page = await browser.newPage({ viewport: COUNTER });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await gallery?.shutdown();
});

test.each(faces().map(({ name }) => name))("%s is accessible, fits the screen and makes no noise", async (name) => {
  complaints = [];
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`http://127.0.0.1:${gallery.addr.port}/face/${name}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutOff(page)).toEqual([]);
  expect(await misplaced(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violations(page, "html", RULES_OF_COLOURS)).toEqual([]);
  for (const screen of OTHER_SCREENS) {
    await page.setViewportSize(screen);
    expect(await cutOff(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize(COUNTER);
  expect(complaints).toEqual([]);
});

test.each(faces().map(({ name }) => name))("%s fits the screen in every language", async (name) => {
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    complaints = [];
    await page.goto(`http://127.0.0.1:${gallery.addr.port}/face/${name}?lang=${language}`);
    expect(await page.getAttribute("html", "lang")).toMatch(new RegExp(`^${language}-`));
    expect(await page.locator("body").innerText()).not.toMatch(/\b(the|your|Till online)\b/);
    const seen = {
      language,
      cutOff: await cutOff(page),
      spilling: await spilling(page),
      misplaced: await misplaced(page),
    };
    expect(seen).toEqual({ language, cutOff: [], spilling: [], misplaced: [] });
    expect(complaints).toEqual([]);
  }
});

function isForTill(request: Request): boolean {
  return /^\/(payments|sales|returns|selling|display)(\/|$)/.test(new URL(request.url).pathname);
}

function isAsset(request: Request): boolean {
  return new URL(request.url).pathname.startsWith("/assets/");
}

/** What is wider than its place: the page itself, or a part that scrolls only up and down. */
async function cutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const parts = [document.documentElement, ...document.body.querySelectorAll("*")];
    return parts.flatMap((part) => {
      const isScroller = part === document.documentElement || getComputedStyle(part).overflowX !== "visible";
      const isHidden = part.closest(".vh") !== null || part.clientWidth === 0;
      if (!isScroller || isHidden || part.scrollWidth <= part.clientWidth + 1) return [];
      return [`${part.tagName.toLowerCase()}#${part.id}.${part.className}: ${part.scrollWidth} > ${part.clientWidth}`];
    });
  });
}

/** Words that stand out of the button, pill or cell that holds them. */
async function spilling(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const holders = document.querySelectorAll(".btn, .pill, .chips a, .bar a, .bar button, .keys a, th, td, dt, dd");
    return [...holders].flatMap((part) => {
      if (part.closest(".vh, [hidden]") !== null || part.clientWidth === 0) return [];
      return part.scrollWidth <= part.clientWidth + 1 ? [] : [`${part.className}: ${part.textContent}`];
    });
  });
}

/** At the counter: a sign that stands above its sentence, and the one filled button where it must be scrolled to. */
async function misplaced(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const boxOf = (part: Element) => part.getBoundingClientRect();
    const signs = [...document.querySelectorAll(".notice > svg")].filter((sign) => {
      const words = sign.nextElementSibling;
      return words !== null && boxOf(sign).height > 0 && boxOf(sign).bottom <= boxOf(words).top;
    });
    const filled = [...document.querySelectorAll(".till .work .btn-main")].filter((button) => {
      const { left, width, bottom } = boxOf(button);
      if (document.querySelector("dialog[open]") !== null || width === 0) return false;
      return !button.contains(document.elementFromPoint(left + width / 2, bottom - 4));
    });
    return [...signs.map((sign) => sign.parentElement), ...filled].map((part) => part?.textContent?.trim() ?? "");
  });
}
