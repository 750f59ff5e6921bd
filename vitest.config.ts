import { defineConfig } from "vitest/config";

/** Every face of the gallery in a browser, in one long file. */
const GALLERY = ["tests/journeys/gallery.test.ts"];
/** Whatever drives a browser: patient, for the first may have to fetch the browser. */
const IN_A_BROWSER = ["tests/journeys/**/*.test.{ts,tsx}", "tests/support/{axe,chromium}.test.ts"];
// Longer than the limit on fetching a browser in tests/support/chromium.ts, so that its own words are seen.
const AFTER_THE_UNITS = { testTimeout: 120_000, hookTimeout: 300_000, maxWorkers: 3, sequence: { groupOrder: 1 } };

/**
 * Three projects in one run. The unit tests fill two workers; what drives a browser comes after them, three files at a time:
 * a journey waits for its browser, its till and Klarna half of its time. The pool stays Vitest's default, forks: its thread
 * pools fail under Deno.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", "./tests/support/plain-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: IN_A_BROWSER,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { name: "gallery", include: GALLERY, ...AFTER_THE_UNITS } },
      { test: { name: "journeys", include: IN_A_BROWSER, exclude: GALLERY, ...AFTER_THE_UNITS } },
    ],
  },
});
