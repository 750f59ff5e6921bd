import { afterEach, beforeEach, expect, test } from "vitest";
import { paymentTopic, registerTopic } from "../../src/bus.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { look, setUpScreen } from "./display-scene.ts";
import { paymentRow, payWithKlarna, post, ringUp } from "./scene.ts";
import { eventsIn, streamBrowser } from "./streams.ts";

const TENT = "Ridgeline 3 tent";

let till: TestTill;
let ada: Browser;
let screen: string;
let streams: Response[];
let events: AsyncGenerator<string, void, void>;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  screen = await setUpScreen(ada);
  const watcher = streamBrowser(till);
  ({ streams } = watcher);
  await watcher.browser.send("GET", `${screen}/live`);
  events = eventsIn(streams[0] ?? new Response());
  expect((await events.next()).value).toContain("Welcome");
});

afterEach(async () => {
  await events.return();
  await till.close();
});

/** The next event that says this. */
async function until(words: string): Promise<string> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error(`the stream ended before it said ${words}`);
    if (value.includes(words)) return value;
  }
}

test("a line, a payment, what the customer does at Klarna and the end are pushed", async () => {
  const saleId = await ringUp(till, ada);
  await until(TENT);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  await until("Scan the code");
  till.simulator.control.open((await paymentRow(till, paymentId)).reference);
  await look(till);
  await until("Klarna is open on your phone");
  till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
  await look(till);
  await until("Klarna has confirmed it.");
  await post(ada, `/payments/${paymentId}/saving`);
  await post(ada, `/sales/${saleId}/completion`);
  await until("Thank you");
});

test("the payment window says that the customer's screen shows the code, too, while it is connected", async () => {
  const ben = await till.signIn("Ben", 2);
  const windowOf = async (who: Browser) => {
    const paymentId = await payWithKlarna(till, who, await ringUp(till, who), "waiting");
    await post(who, `/payments/${paymentId}/reminder`, { hasAccount: "no" });
    const choice = await who.open(`/payments/${paymentId}`);
    await post(who, `/payments/${paymentId}/sendings`, { channel: "qr" });
    const text = choice.text + (await who.open(`/payments/${paymentId}`)).text;
    return ["The customer’s screen shows it already", "The customer’s screen shows the code, too."].map((words) =>
      text.includes(words)
    );
  };
  expect(await windowOf(ada)).toEqual([true, true]);
  expect(await windowOf(ben)).toEqual([false, false]);
});

test("what a colleague does elsewhere to its sale is pushed: recalled, put aside, given up", async () => {
  const ben = await till.signIn("Ben", 2);
  for (const deed of ["recall", "parking", "voiding"]) {
    const saleId = await ringUp(till, ada);
    await until(TENT);
    await post(ben, `/sales/${saleId}/${deed}`, { reason: "mistake" });
    await until("Welcome");
    till.clock.advance(1_000);
  }
});

test("eight windows may listen to it; one more is told to ask by itself, and takes no other screen's place", async () => {
  const bens = await setUpScreen(await till.signIn("Ben", 2));
  const watcher = streamBrowser(till);
  for (let count = 1; count < 8; count++) await watcher.browser.send("GET", `${screen}/live`);
  expect(watcher.streams).toHaveLength(7);
  expect((await watcher.browser.send("GET", `${screen}/live`)).status).toBe(204);
  expect(watcher.streams).toHaveLength(7);
  await watcher.browser.send("GET", `${bens}/live`);
  expect(watcher.streams).toHaveLength(8);
  await watcher.streams[0]?.body?.cancel();
  await watcher.browser.send("GET", `${screen}/live`);
  expect(watcher.streams).toHaveLength(9);
});

test("when it ends nothing listens any more, neither at the register nor at the payment", async () => {
  const { registerId } = await till.shop.db.read.selectFrom("customerDisplay").select("registerId")
    .executeTakeFirstOrThrow();
  const paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
  await until("Scan the code");
  const { bus } = till.shop;
  expect([bus.isWatched(registerTopic(registerId)), bus.isWatched(paymentTopic(paymentId))]).toEqual([true, true]);
  expect((await ada.open("/customer-screen")).text).toContain("A screen is connected.");
  till.streams.close();
  await events.return();
  expect([bus.isWatched(registerTopic(registerId)), bus.isWatched(paymentTopic(paymentId))]).toEqual([false, false]);
});
