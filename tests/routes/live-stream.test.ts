import { afterEach, beforeEach, expect, test } from "vitest";
import { paymentTopic } from "../../src/bus.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, ORIGIN, type TestTill } from "../support/test-till.ts";
import { paymentRow, payWithKlarna, post, setScene } from "./scene.ts";
import { eventsIn, signedInStreamBrowser } from "./streams.ts";

const A_LOOK_MS = 4_000;

let till: TestTill;
let ada: Browser;
let paymentId: string;
/** The streams Ada's browser has opened, newest last. */
let streams: Response[];

beforeEach(async () => {
  till = await openTestTill();
  ({ browser: ada, streams } = await signedInStreamBrowser(till, "Ada"));
  const { saleId } = await setScene(till, ada);
  paymentId = await payWithKlarna(till, ada, saleId, "waiting");
});

afterEach(() => till.close());

test("the first event is the panel as it is now, and a stream is never kept or altered on its way", async () => {
  const panel = await ada.send("GET", `/payments/${paymentId}/panel`);
  const events = await listen();
  expect(plain((await events.next()).value)).toBe(plain(panel.text));
  const { headers } = streams[0] ?? new Response();
  expect(headers.get("content-type")).toBe("text/event-stream");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  await events.return();
});

test("a stream is not compressed, for a proxy would hold it back", async () => {
  await ada.send("GET", `/payments/${paymentId}/live`, undefined, { "accept-encoding": "gzip, deflate" });
  expect(streams[0]?.headers.get("content-encoding")).toBeNull();
  await streams[0]?.body?.cancel();
});

test("what the customer does at Klarna follows as an event of its own, to everybody who watches", async () => {
  const here = await listen();
  const there = await listen();
  expect((await here.next()).value).not.toContain("In progress");
  expect((await there.next()).value).not.toContain("In progress");
  till.simulator.control.open((await paymentRow(till, paymentId)).reference);
  await look();
  expect((await here.next()).value).toContain("In progress");
  expect((await there.next()).value).toContain("In progress");
  await here.return();
  await there.return();
});

test("whoever watches an approved payment hears that it was given back", async () => {
  till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
  await look();
  const events = await listen();
  expect((await events.next()).value).toContain("Completed");
  await post(ada, `/payments/${paymentId}/release`);
  const heard = [(await events.next()).value, (await events.next()).value].join(" ");
  expect(heard).toContain("Released");
  await events.return();
});

test("a stream ends with the session: whoever signed out is told nothing more", async () => {
  const events = await listen();
  await events.next();
  await post(ada, "/sign-out");
  till.simulator.control.open((await paymentRow(till, paymentId)).reference);
  await look();
  expect(await events.next()).toMatchObject({ done: true });
});

test("an event tells the whole present, so that a tab that was away has missed nothing", async () => {
  const { reference } = await paymentRow(till, paymentId);
  till.simulator.control.open(reference);
  await look();
  till.simulator.control.decline(reference);
  await look();
  const events = await listen();
  const panel = await ada.send("GET", `/payments/${paymentId}/panel`);
  expect(plain((await events.next()).value)).toBe(plain(panel.text));
  await events.return();
});

test("a payment that is over has nothing to wait for: 204, and a browser does not ask again", async () => {
  const events = await listen();
  await events.next();
  await post(ada, `/payments/${paymentId}/cancellation`);
  expect((await events.next()).value).toContain("Cancelled");
  await events.return();
  const answer = await ada.send("GET", `/payments/${paymentId}/live`);
  expect([answer.status, answer.text]).toEqual([204, ""]);
});

test("an open stream says that somebody watches, and a closed one that nobody does", async () => {
  const topic = paymentTopic(paymentId);
  expect(till.shop.bus.isWatched(topic)).toBe(false);
  const [here, there] = [await listen(), await listen()];
  await here.next();
  await there.next();
  await here.return();
  expect(till.shop.bus.isWatched(topic)).toBe(true);
  await there.return();
  expect(till.shop.bus.isWatched(topic)).toBe(false);
});

test("when the till stops, its streams end", async () => {
  const events = await listen();
  await events.next();
  till.streams.close();
  expect(await events.next()).toMatchObject({ done: true });
  expect(till.shop.bus.isWatched(paymentTopic(paymentId))).toBe(false);
});

test("a stream of a payment that is not there is not found, and one without signing in is refused", async () => {
  expect((await ada.send("GET", `/payments/pay_${"0".repeat(26)}/live`)).status).toBe(404);
  const quick = { "hx-request": "true", "hx-current-url": `${ORIGIN}/payments/${paymentId}` };
  const answer = await till.browser().send("GET", `/payments/${paymentId}/live`, undefined, quick);
  expect(answer.status).toBe(401);
  expect(answer.headers.get("hx-redirect")).toBe(`/sign-in?next=${encodeURIComponent(`/payments/${paymentId}`)}`);
  expect(till.shop.bus.isWatched(paymentTopic(paymentId))).toBe(false);
});

/** Opens the payment's stream; each turn is the content of one event. */
async function listen(): Promise<AsyncGenerator<string, void, void>> {
  await ada.send("GET", `/payments/${paymentId}/live`);
  return eventsIn(streams.at(-1) ?? new Response());
}

async function look(): Promise<void> {
  till.clock.advance(A_LOOK_MS);
  await till.runner.drain();
}

/** Without the ids that every drawing of a form mints. */
function plain(html: string | void): string {
  return (html ?? "").replace(/act_\w{26}/g, "act").trim();
}
