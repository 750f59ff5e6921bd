import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { scanKeys, standAtTill } from "./scanner.ts";
import { type Counter, heard, line, listen, openForStories, signIn } from "./support.ts";

const [TENT, PEGS, HAT, TORCH] = ["2000001001103", "2000001005101", "2000003007103", "2000001010105"];
const UNKNOWN = "5012345678900";
const LINES = "**/lines";

const stories = openForStories();

describe("scans while the till cannot be reached", () => {
  test("are rung up once, also where only the answer was lost, and those after it are not taken for them", async () => {
    const { page } = await standAtTill(stories);
    await page.route(LINES, loseAnswer);
    for (const code of [TENT, HAT]) await scanKeys(page, code);
    await expectListed(page, [TENT, HAT]);
    await page.unroute(LINES);
    await scanKeys(page, PEGS);
    await line(page, "Tent pegs, 10").waitFor();
    expect(await linesOf(page)).toEqual(["1 × Ridgeline 3 tent", "1 × Wool hat", "1 × Tent pegs, 10"]);
    await expectListed(page, [TENT, HAT]);
    await sendAgain(page);
    await expectListed(page, []);
    expect(await linesOf(page)).toEqual(["1 × Ridgeline 3 tent", "1 × Wool hat", "1 × Tent pegs, 10"]);
  });

  test("stay listed after a reload and beside the choice of payment, until somebody has seen to them", async () => {
    const { page } = await standAtTill(stories);
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    await page.route(LINES, fail);
    for (const code of [PEGS, HAT]) await scanKeys(page, code);
    await expectListed(page, [PEGS, HAT]);
    await page.reload();
    await expectListed(page, [PEGS, HAT]);
    await page.getByRole("button", { name: `Seen to, put ${PEGS} away` }).click();
    await expectListed(page, [HAT]);
    await page.keyboard.press("F10");
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
    await expectListed(page, [HAT]);
    await scanKeys(page, TORCH);
    await expectListed(page, [HAT, TORCH]);
    await page.unroute(LINES);
    await sendAgain(page);
    await line(page, "Head torch 300").waitFor();
    await expectListed(page, []);
    expect(await linesOf(page)).toEqual(["1 × Ridgeline 3 tent", "1 × Wool hat", "1 × Head torch 300"]);
  });

  test("a tap on a tile and a fault of the till count, too; what is no product's is said to be none", async () => {
    const { page } = await standAtTill(stories);
    await page.route(LINES, (route) => route.fulfill({ status: 500, body: "" }));
    await page.locator("#tiles").getByRole("button", { name: "Head torch 300" }).click();
    await scanKeys(page, UNKNOWN);
    await expectListed(page, ["Head torch 300", UNKNOWN]);
    await page.unroute(LINES);
    await sendAgain(page);
    await line(page, "Head torch 300").waitFor();
    await page.locator("#scan-result [data-missed]", { hasText: `No product has the code or name “${UNKNOWN}”` })
      .waitFor();
    expect(await page.locator("#scan-unsent [data-missed]").count()).toBe(0);
  });
});

describe("pay pressed during a scan", () => {
  test.each([
    ["is lost on the way", HAT, fail],
    ["is no product's", UNKNOWN, (route: Route) => route.continue()],
  ])("that %s stays, and says that a product could not be added", async (_, code, fate) => {
    const { page } = await standAtTill(stories);
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    const sale = page.url();
    await page.route(LINES, slowly(fate));
    await scanKeys(page, code);
    await page.keyboard.press("F10");
    await page.getByText("A product could not be added, so this page stays.").waitFor();
    await page.locator("#scan-missed [data-missed], #scan-result [data-missed]", { hasText: code }).waitFor();
    expect(page.url()).toBe(sale);
    await page.keyboard.press("F10");
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  });

  test("that is not answered stays and says so; pressed again it goes on", async () => {
    const { page } = await standAtTill(stories);
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    const sale = page.url();
    await page.route(LINES, () => {});
    await scanKeys(page, HAT);
    await page.keyboard.press("F10");
    await page.getByText("The till has not answered the last scan yet.").waitFor();
    expect(page.url()).toBe(sale);
    await page.keyboard.press("F10");
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
    await expectListed(page, [HAT]);
  });

  test.each([
    ["by its key", (page: Page) => page.keyboard.press("F10")],
    ["by hand", (page: Page) => page.locator("#strip").getByRole("button", { name: /^Pay/ }).click({ force: true })],
  ])("that is the first of the sale goes on once that is answered: %s", async (_, press) => {
    const { page } = await standAtTill(stories);
    await page.route(LINES, slowly((route) => route.continue()));
    await press(page);
    await scanKeys(page, TENT);
    await press(page);
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
    expect(await linesOf(page)).toEqual(["1 × Ridgeline 3 tent"]);
  });
});

describe("while the till is not running", () => {
  test("scans are all listed with their codes, and one press sends them in their order once it answers", async () => {
    const { page } = await standAtTill(stories);
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    await listen(page);
    await stories.till.kill();
    for (const code of [PEGS, HAT, HAT, TORCH]) await scanKeys(page, code);
    await expectListed(page, [PEGS, HAT, HAT, TORCH]);
    expect(await page.locator("#scan").inputValue()).toBe("");
    expect(await heard(page)).toEqual(["locked", "locked", "locked", "locked"]);

    await sendAgain(page);
    await expectListed(page, [PEGS, HAT, HAT, TORCH]);
    await stories.till.restart();
    await sendAgain(page);
    await expectListed(page, []);
    expect(await linesOf(page)).toEqual([
      "1 × Ridgeline 3 tent",
      "1 × Tent pegs, 10",
      "2 × Wool hat",
      "1 × Head torch 300",
    ]);
  });
});

const fail = (route: Route) => route.abort("connectionrefused");
const loseAnswer = async (route: Route) => {
  await route.fetch();
  await route.abort("connectionreset");
};
const slowly = (fate: (route: Route) => Promise<void>) => async (route: Route) => {
  await new Promise((done) => setTimeout(done, 500));
  await fate(route);
};

describe("on another panel of the sale", () => {
  test("a scan that is answered late makes none after it go unheard", async () => {
    const { page } = await standAtTenders();
    await page.route(LINES, (route) => answerLate(route, 4_500));
    await scanKeys(page, HAT);
    await page.keyboard.press("Escape");
    await page.getByText("The till has not answered the last scan yet.").waitFor();
    await line(page, "Wool hat").waitFor();
    await page.unroute(LINES);
    await scanKeys(page, PEGS);
    await line(page, "Tent pegs, 10").waitFor();
  });

  test("those that waited behind one that was not answered are listed with it after a reload", async () => {
    const { page } = await standAtTenders();
    await page.route(LINES, () => {});
    for (const code of [HAT, PEGS, TORCH]) await scanKeys(page, code);
    await page.reload();
    await expectListed(page, [HAT, PEGS, TORCH]);
  });

  test("they stay in sight while the sale is paid, when they can be seen to, but not go again", async () => {
    const { page } = await standAtTill(stories);
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    await page.route(LINES, fail);
    await scanKeys(page, HAT);
    await expectListed(page, [HAT]);
    await page.unroute(LINES);
    await page.keyboard.press("F4");
    await page.locator("input:focus").and(page.getByLabel("Cash given")).fill("400");
    await page.getByRole("button", { name: /Take cash/ }).click();
    await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
    await expectListed(page, [HAT]);
    expect(await page.getByRole("button", { name: "Send again" }).count()).toBe(0);
    await page.getByRole("button", { name: `Seen to, put ${HAT} away` }).click();
    await expectListed(page, []);
  });
});

test("a scan in a window where somebody else has signed in meanwhile is kept for its sale", async () => {
  const { page, context } = await standAtTill(stories);
  await scanKeys(page, TENT);
  await line(page, "Ridgeline 3 tent").waitFor();
  const sale = page.url();
  const other = await context.newPage();
  await other.goto(stories.till.url);
  await other.getByRole("button", { name: /Lock this till/ }).click();
  await other.getByRole("heading", { name: "Who is at the till?" }).waitFor();
  await signIn(other, "Mona");
  await page.bringToFront();
  await scanKeys(page, HAT);
  await page.getByText("did not come from this till's own pages").first().waitFor();
  await page.goto(sale);
  await expectListed(page, [HAT]);
});

async function standAtTenders(): Promise<Counter> {
  const counter = await standAtTill(stories);
  await scanKeys(counter.page, TENT);
  await line(counter.page, "Ridgeline 3 tent").waitFor();
  await counter.page.keyboard.press("F10");
  await counter.page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
  return counter;
}

async function answerLate(route: Route, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await route.continue().catch(() => {});
}

async function sendAgain(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send again" }).click();
}

/** What is listed as not sent, in its order. */
async function expectListed(page: Page, codes: string[]): Promise<void> {
  const rows = page.locator("#scan-missed [data-missed]");
  await expect.poll(async () => (await rows.allInnerTexts()).map((text) => /“(.+)”/.exec(text)?.[1])).toEqual(codes);
}

async function linesOf(page: Page): Promise<string[]> {
  const rows = await page.locator("#lines .line").all();
  return await Promise.all(rows.map(async (row) => {
    return `${await row.locator("> span").first().innerText()} ${await row.locator("> :is(a, b:not(.num))")
      .innerText()}`;
  }));
}
