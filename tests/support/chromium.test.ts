import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FETCH_TIMEOUT_MS, findChromium, launchChromium, type OtherSources } from "./chromium.ts";

const NOWHERE: OtherSources = { places: [], fetchOne: () => Promise.resolve(null) };

describe("findChromium", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
  });

  afterEach(async () => {
    await Deno.remove(folder, { recursive: true });
  });

  async function plantProgram(name: string, exitCode = 0): Promise<string> {
    const path = join(folder, name);
    await Deno.writeTextFile(path, `#!/bin/sh\nexit ${exitCode}\n`, { mode: 0o755 });
    return path;
  }

  test("takes what the setting names, before the PATH", async () => {
    await plantProgram("chromium");
    const chosen = await plantProgram("my-own-browser");
    expect(await findChromium({ TILLSIDE_CHROMIUM: chosen, PATH: folder }, NOWHERE)).toBe(chosen);
  });

  test("a setting that names nothing is an error, even with a Chromium on the PATH", async () => {
    await plantProgram("chromium");
    const settings = { TILLSIDE_CHROMIUM: join(folder, "absent"), PATH: folder };
    await expect(findChromium(settings, NOWHERE)).rejects.toThrow("TILLSIDE_CHROMIUM is");
  });

  test("finds one on the PATH under each of its usual names", async () => {
    const last = ["google-chrome-stable", "google-chrome", "chromium-browser", "chromium", "chromium-headless-shell"];
    for (const name of last) {
      const path = await plantProgram(name);
      expect(await findChromium({ PATH: `/nowhere:${folder}` }, NOWHERE)).toBe(path);
    }
  });

  test("passes over a placeholder that does not start", async () => {
    await plantProgram("chromium", 1);
    const working = await plantProgram("google-chrome");
    expect(await findChromium({ PATH: folder }, NOWHERE)).toBe(working);
  });

  test("looks in the usual places after the PATH, and fetches one only then", async () => {
    const usual = await plantProgram("usual");
    const fetched = await plantProgram("fetched");
    const fetchOne = () => Promise.resolve(fetched);
    expect(await findChromium({ PATH: folder }, { places: [join(folder, "absent"), usual], fetchOne })).toBe(usual);
    expect(await findChromium({ PATH: folder }, { places: [], fetchOne })).toBe(fetched);
  });

  test("says in one sentence what to do when there is none", async () => {
    await expect(findChromium({ PATH: folder }, NOWHERE)).rejects.toThrow("set TILLSIDE_CHROMIUM to its path.");
  });
});

test("launchChromium starts a browser that shows a page", async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto("data:text/html,<h1>Open for business</h1>");
    expect(await page.textContent("h1")).toBe("Open for business");
  } finally {
    await browser.close();
  }
}, 2 * FETCH_TIMEOUT_MS);
