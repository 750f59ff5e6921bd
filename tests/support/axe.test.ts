import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { launchChromium } from "./chromium.ts";

const SOUND = `<!doctype html><html lang="en"><title>Till</title><main><h1>Till</h1><p>Open.</p></main></html>`;
const FAULTY = SOUND.replace("<p>", `<img src="data:,"><p style="color:#ccc">`);

describe("violations", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
  });

  test("a sound page has none, also under a policy that allows no inline script", async () => {
    expect(await withPage(browser, SOUND, violations)).toEqual([]);
  });

  test("names each rule broken and where", async () => {
    const found = await withPage(browser, FAULTY, violations);
    expect(found).toHaveLength(2);
    expect(found.join("\n")).toMatch(/image-alt \(critical\).*: img/);
    expect(found.join("\n")).toMatch(/color-contrast \(serious\).*: p/);
  });
});

async function withPage<T>(browser: Browser, html: string, look: (page: Page) => Promise<T>): Promise<T> {
  const headers = {
    "content-type": "text/html",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(html, { headers }),
  );
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.addr.port}/`);
    return await look(page);
  } finally {
    await page.close();
    await server.shutdown();
  }
}
