import { afterEach, beforeEach, expect, test } from "vitest";
import { connectAtStart } from "../../src/operations/klarna-connection.ts";
import { sentenceFor } from "../../src/start-problems.ts";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { post, ringUp } from "./scene.ts";

/** A sale is begun with real money: whatever would lead the till to practice meanwhile would hide it. */

let till: TestTill;
let nia: Browser;
let saleId: string;

beforeEach(async () => {
  ({ till, nia } = await openRealShop());
  await addTent(till);
});

afterEach(() => till.close());

async function begin(): Promise<void> {
  saleId = await ringUp(till, nia);
  await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
}

/** The settings name the playground. */
function setPlayground(): void {
  const url = "https://api.playground.klarna.com";
  const credentials = { username: "practice", password: "practice" };
  till.shop.klarnaFallback = { source: "settings", mode: "practice", place: url, url, credentials };
}

const remove = () => post(nia, "/settings/klarna/removal");

test("a live connection is not removed where the settings lead to practice, until the sale is finished", async () => {
  expect((await post(nia, "/settings/klarna", { ...PLAYGROUND, environment: "live" })).status).toBe(303);
  await begin();
  setPlayground();
  const refused = await remove();
  expect([refused.status, till.shop.klarna.mode, till.shop.klarna.source]).toEqual([409, "live", "page"]);
  expect(refused.text).toContain("One sale is begun with real money: paid in part");
  await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "379" });
  await post(nia, `/sales/${saleId}/completion`);
  expect((await remove()).status).toBe(303);
  expect(till.shop.klarna).toMatchObject({ mode: "practice", source: "settings" });
});

test("it is removed where nothing takes its place, for the till goes on for real", async () => {
  expect((await post(nia, "/settings/klarna", { ...PLAYGROUND, environment: "live" })).status).toBe(303);
  await begin();
  expect((await remove()).status).toBe(303);
  expect(till.shop.klarna).toMatchObject({ mode: "live", source: "none" });
});

test("a till whose settings lead to practice does not start so, and says why", async () => {
  await begin();
  setPlayground();
  const refused: unknown = await connectAtStart(till.shop).catch((error: unknown) => error);
  expect(sentenceFor(refused)).toMatch(
    /^TILLSIDE_KLARNA_URL leads to practice, but one sale is begun with real money: paid in part/,
  );
  expect(till.shop.klarna).toMatchObject({ mode: "live", source: "none" });
  await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "379" });
  await post(nia, `/sales/${saleId}/completion`);
  await connectAtStart(till.shop);
  expect(till.shop.klarna).toMatchObject({ mode: "practice", source: "settings" });
});
