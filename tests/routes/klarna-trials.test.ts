import { setImmediate, setTimeout } from "node:timers";
import { afterEach, describe, expect, test } from "vitest";
import { createCallbackApp } from "../../src/routes/callbacks.ts";
import type { Browser } from "../support/browser.ts";
import { openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill, TestTillOptions } from "../support/test-till.ts";
import { dump, post } from "./scene.ts";

const PAGE = "/settings/klarna";
let till: TestTill;
let nia: Browser;

afterEach(() => till.close());

async function open(options: TestTillOptions = {}): Promise<void> {
  ({ till, nia } = await openRealShop(options));
}

const save = (changes: Record<string, string> = {}) => post(nia, PAGE, { ...PLAYGROUND, ...changes });
const tryOut = (changes: Record<string, string> = {}) => post(nia, `${PAGE}/test`, { ...PLAYGROUND, ...changes });

describe("testing a connection", () => {
  test("opens a session and a hosted page, closes it, and stores nothing", async () => {
    await open();
    const before = await dump(till);
    const part = await post(nia, `${PAGE}/test`, PLAYGROUND, { "hx-request": "true", "hx-request-type": "partial" });
    expect(part.status).toBe(200);
    expect(part.text).toMatch(/^<section class="panel stack-sm" id="klarna-test"/);
    expect(part.text).toContain("Klarna answered as it should");
    expect((await tryOut()).text).toContain("Signed in, and a payment session was opened");
    const sessions = till.simulator.control.listSessions();
    expect(sessions.map((session) => session.status)).toEqual(["DISABLED", "DISABLED"]);
    expect(await dump(till)).toEqual(before);
    expect(till.shop.klarna.state).toBe("not_connected");
  });

  test("again and again keeps to Klarna's rate, all tests and the connection together", async () => {
    await open();
    const creates = () =>
      (["createPaymentSession", "createHostedSession"] as const)
        .reduce((sum, kind) => sum + till.simulator.control.countRequests(kind), 0);
    await tryOut();
    await save();
    await tryOut();
    const third = tryOut();
    // Klarna's playground takes five sessions a second, and each test makes two.
    for (let turn = 0; turn < 500 && creates() < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(creates()).toBe(5);
    till.clock.advance(1_000);
    expect((await third).text).toContain("Klarna answered as it should");
    expect(creates()).toBe(6);
  });

  test("of wrong credentials says what Klarna answered, and then what that most likely means", async () => {
    await open();
    const { text } = await tryOut({ password: "planted-Pa55" });
    expect(text).toContain("Klarna did not take this.");
    expect(text).toMatch(/HTTP status<\/dt><dd class="code">401</);
    expect(text).toMatch(/Correlation id<\/dt><dd class="code">[0-9a-f-]{36}</);
    expect(text).toMatch(/<b>Our guess:<\/b> The credentials are mistyped, or they belong to the other environment/);
    expect(text).not.toContain("planted-Pa55");
  });

  test("uses the saved password when none is typed", async () => {
    await open();
    await save();
    expect((await tryOut({ password: "" })).text).toContain("Klarna answered as it should");
  });

  test("of a Klarna that cannot be reached says so", async () => {
    await open({ klarnaFetch: () => Promise.reject(new TypeError("client error (Connect)")) });
    const { text } = await tryOut();
    expect(text).toMatch(/HTTP status<\/dt><dd class="code">no answer</);
    expect(text).toContain("Klarna did not answer.");
    expect(text).toContain("This machine does not get through to Klarna");
  });

  test.each([400, 404])("does not say that all is well when its page was not closed: %i", async (status) => {
    await open();
    till.simulator.control.addFault({ kind: "disableHostedSession", status });
    const { text } = await tryOut();
    expect(text).not.toContain("Klarna answered as it should");
    expect(text).toContain("Closing it again");
    expect(text).toMatch(new RegExp(`HTTP status</dt><dd class="code">${status}<`));
    expect(text).toContain("Only the test’s own session could not be closed");
  });

  test("says where it stopped: a hosted page that is not in the agreement", async () => {
    await open();
    till.simulator.control.addFault({ kind: "createHostedSession", status: 403 });
    const { text } = await tryOut();
    expect(text).toContain("Signed in, and a payment session was opened");
    expect(text).toContain("Klarna’s hosted payment page may not be part of your agreement");
  });
});

describe("Klarna's calls", () => {
  test("are not needed: the page says that the till asks by itself, and how often", async () => {
    await open();
    const { text } = await nia.open(PAGE);
    expect(text).toContain("No, and it need not: this till asks Klarna by itself.");
    expect(text).toContain(
      "every 1.5 seconds while a payment window is open and young, at least every 5 seconds later",
    );
    expect((await post(nia, `${PAGE}/callback-test`)).status).toBe(422);
  });

  const address = "https://calls.example/till";
  test.each<[string, (request: Request) => Promise<Response>, string]>([
    ["arrives here", (request) => ourCallbacks(request), "The call arrived here."],
    ["ends elsewhere", () => Promise.resolve(new Response("", { status: 502 })), "Something answered with 502"],
    ["finds nobody", () => Promise.reject(new TypeError("no route")), "There is no way from this machine"],
  ])("are tried by a call of our own, which %s", async (_, answer, sentence) => {
    await open({ callbackUrl: address, klarnaFetch: (input, init) => answer(new Request(input, init)) });
    expect((await nia.open(PAGE)).text).toContain(`Klarna is told to call ${address}`);
    const whole = await post(nia, `${PAGE}/callback-test`);
    const part = await post(nia, `${PAGE}/callback-test`, {}, { "hx-request": "true", "hx-request-type": "partial" });
    for (const { text } of [whole, part]) expect(text).toContain(sentence);
    expect(till.shop.knocks.awaited.size).toBe(0);
  });

  test("a knock that nobody awaits is heard by nobody", async () => {
    await open();
    expect((await createCallbackApp(till.shop).request("/klarna/knock/x")).status).toBe(404);
  });
});

/** What stands behind the address: the callback app, under the path that the tunnel takes away. */
async function ourCallbacks(request: Request): Promise<Response> {
  const url = new URL(request.url);
  return await createCallbackApp(till.shop).request(url.pathname.replace("/till", ""), { method: request.method });
}
