import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectAtStart, NOT_CONNECTED } from "../../src/operations/klarna-connection.ts";
import { sentenceFor } from "../../src/start-problems.ts";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { linesOfSale, paymentRow, payWithKlarna, post, ringUp, saleRow, sellForCash } from "./scene.ts";

/** When live becomes practice, each sale that is not finished either goes along or keeps the till live: none is hidden. */

const LIVE_HOST = "https://api.klarna.com";
const PLAYGROUND_HOST = "https://api.playground.klarna.com";

let till: TestTill;
let nia: Browser;

beforeEach(async () => {
  ({ till, nia } = await openRealShop());
  await addTent(till);
});

afterEach(() => till.close());

const save = (changes: Record<string, string> = {}) => post(nia, "/settings/klarna", { ...PLAYGROUND, ...changes });
const remove = (leaving = 0) => post(nia, "/settings/klarna/removal", { leaving: String(leaving) });

/** What the settings name while the page holds nothing. */
function set(url: string): void {
  const credentials = { username: "practice", password: "practice" };
  const mode = url === LIVE_HOST ? "live" : "practice";
  till.shop.klarnaFallback = { source: "settings", mode, place: url, url, credentials };
}

/** The till is started again; what it says when it does not. */
async function start(): Promise<string | null> {
  till.shop.klarna = { ...NOT_CONNECTED };
  return await connectAtStart(till.shop).then(() => null, sentenceFor);
}

/** The page connects a live Klarna, without which the settings would lead to practice. */
async function goLive(): Promise<void> {
  till.simulator.setPublicUrl(LIVE_HOST);
  expect((await save({ environment: "live" })).status).toBe(303);
  set(PLAYGROUND_HOST);
}

/** A tent that was sold is to be exchanged, for nothing yet. Answers the new sale. */
async function beginExchange(): Promise<string> {
  const saleId = await sellForCash(till, nia);
  const [line] = await linesOfSale(till, saleId);
  const fields = { [`quantity.${line?.id}`]: "1", shown: "38900", "split.cash": "389.00", do: "exchange" };
  const { location } = await post(nia, `/sales/${saleId}/return`, fields);
  return /sal_\w+/.exec(location ?? "")?.[0] ?? "";
}

async function pay(stage: "waiting" | "authorized"): Promise<{ saleId: string; paymentId: string }> {
  const saleId = await ringUp(till, nia);
  const sam = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country: "GB", then: "basket" };
  await post(nia, `/sales/${saleId}/customers`, sam);
  return { saleId, paymentId: await payWithKlarna(till, nia, saleId, stage) };
}

async function removeLines(saleId: string): Promise<void> {
  for (const { id } of await linesOfSale(till, saleId)) {
    await post(nia, `/sales/${saleId}/lines/${id}/removal`, { version: String((await saleRow(till, saleId)).version) });
  }
}

describe("an exchange of goods that were really sold", () => {
  test("keeps the till live, also before anything counts for the new goods, until it is stopped", async () => {
    await goLive();
    const newSaleId = await beginExchange();
    const refused = await remove();
    expect([refused.status, till.shop.klarna.mode]).toEqual([409, "live"]);
    expect(refused.text).toContain("One sale is begun with real money");
    const { version } = await saleRow(till, newSaleId);
    await post(nia, `/sales/${newSaleId}/exchange`, { version: String(version), do: "stop" });
    expect((await remove()).status).toBe(303);
    expect(await saleRow(till, newSaleId)).toMatchObject({ mode: "practice" });
  });

  test("keeps practice from being connected on the page, and a start from ending there", async () => {
    const newSaleId = await beginExchange();
    expect((await save()).status).toBe(409);
    expect(till.shop.klarna).toMatchObject({ mode: "live", source: "none" });
    set(PLAYGROUND_HOST);
    expect(await start()).toMatch(/but one sale is begun with real money/);
    expect(await saleRow(till, newSaleId)).toMatchObject({ mode: "live" });
  });

  test("is among the sales that wait, though nothing is in it yet: it can be found and finished", async () => {
    await beginExchange();
    expect((await nia.open("/sales/parked")).text).toMatch(/Sale 20\d+/);
  });
});

describe("a sale that Klarna was asked to pay", () => {
  test("keeps a till from starting in practice while Klarna holds real money that nobody saved", async () => {
    till.simulator.setPublicUrl(LIVE_HOST);
    set(LIVE_HOST);
    expect(await start()).toBe(null);
    const { paymentId } = await pay("authorized");
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "authorized", savedAt: null, mode: "live" });
    set(PLAYGROUND_HOST);
    expect(await start()).toMatch(/^TILLSIDE_KLARNA_URL leads to practice, but one sale is begun/);
  });

  test("keeps the till live also where somebody agreed to leave its payment behind, until it is given up", async () => {
    await goLive();
    const { saleId } = await pay("authorized");
    expect((await remove(1)).status).toBe(409);
    await post(nia, `/sales/${saleId}/voiding`, { reason: "changed_mind" });
    await till.runner.drain();
    expect(await saleRow(till, saleId)).toMatchObject({ status: "voided" });
    expect((await remove()).status).toBe(303);
  });

  test("stays in its book after that ended unpaid, for Klarna may hold money after all; nobody misses it once it is empty", async () => {
    await goLive();
    const { saleId, paymentId } = await pay("waiting");
    await post(nia, `/payments/${paymentId}/cancellation`);
    await till.runner.drain();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "cancelled" });
    expect((await remove()).status).toBe(409);
    await removeLines(saleId);
    await post(nia, `/sales/${saleId}/customer`, { customerId: "" });
    expect((await remove()).status).toBe(303);
    expect(await saleRow(till, saleId)).toMatchObject({ mode: "live", customerId: null });
  });
});

test("a basket whose cash was given back is no matter of money any more: it goes along", async () => {
  await goLive();
  const saleId = await ringUp(till, nia);
  await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "10" });
  const { id } = await till.shop.db.read.selectFrom("tender").select("id").executeTakeFirstOrThrow();
  expect((await remove()).status).toBe(409);
  expect((await post(nia, `/sales/${saleId}/tenders/${id}/removal`)).status).toBe(303);
  expect((await remove()).status).toBe(303);
  expect(await saleRow(till, saleId)).toMatchObject({ mode: "practice", status: "open" });
  expect((await nia.open("/")).text).toContain("Ridgeline 3 tent");
});
