import { afterEach, describe, expect, test } from "vitest";
import { connectAtStart } from "../../src/operations/klarna-connection.ts";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill, TestTillOptions } from "../support/test-till.ts";
import { openTestTill } from "../support/test-till.ts";
import { payWithKlarna, post, ringUp } from "./scene.ts";

const PAGE = "/settings/klarna";
let till: TestTill;
let nia: Browser;

afterEach(() => till.close());

async function open(options: TestTillOptions = {}): Promise<void> {
  ({ till, nia } = await openRealShop(options));
}

async function openDemo(): Promise<Browser> {
  till = await openTestTill();
  return await till.signIn("Mona");
}

const save = (changes: Record<string, string> = {}) => post(nia, PAGE, { ...PLAYGROUND, ...changes });
const accounts = () => till.shop.db.read.selectFrom("klarnaAccount").selectAll().execute();
const says = (text: string, name: string) =>
  new RegExp(`id="${name}-problem"[^>]*>.*?</svg>([^<]*)`, "s").exec(text)?.[1]?.trim();

describe("a connection that is saved", () => {
  test("is used at once, is practice on the playground, and shows no secret", async () => {
    await open();
    expect((await nia.open(PAGE)).text).toContain("No Klarna is connected.");
    expect(await save()).toMatchObject({ status: 303, location: PAGE });
    expect(till.shop.klarna).toMatchObject({ state: "ready", mode: "practice", source: "page" });
    const { text } = await nia.open(PAGE);
    expect(text).toContain("Connected to Klarna’s playground in Europe with the user name practice");
    expect(text).toContain("Practice mode.");
    expect(text).toMatch(/name="username"[^>]*value="practice"/);
    expect(text).not.toMatch(/type="password"[^>]*value=/);
    expect(text).toContain("Saved. Leave empty to keep it.");
  });

  test("is live at Klarna's live host, without the banner", async () => {
    await open();
    await save({ environment: "live" });
    expect(till.shop.klarna).toMatchObject({ mode: "live", url: "https://api.klarna.com" });
    const { text } = await nia.open(PAGE);
    expect(text).toContain("Connected to Klarna in Europe");
    expect(text).not.toContain("Practice mode.");
  });

  test("with a single API key signs in by it", async () => {
    const seen: string[] = [];
    await open({
      klarnaFetch: async (input, init) => {
        const request = new Request(input, init);
        seen.push(request.headers.get("authorization") ?? "");
        return await till.simulator.app.fetch(request);
      },
    });
    await save({ username: "", password: "", apiKey: "klarna_test_api_key" });
    expect(seen).toEqual(["Basic klarna_test_api_key"]);
    expect(till.shop.klarna.state).toBe("refused");
    expect((await nia.open(PAGE)).text).toContain("with an API key");
  });

  test("that Klarna refuses is kept and said, and Klarna is not offered", async () => {
    await open();
    await save({ password: "wrong" });
    expect(till.shop.klarna.state).toBe("refused");
    expect((await nia.open(PAGE)).text).toContain("Klarna does not accept these credentials");
  });

  test("with an empty password keeps the one that is saved, for the same place and user name only", async () => {
    await open();
    await save();
    const [before] = await accounts();
    expect((await save({ password: "" })).status).toBe(303);
    expect(till.shop.klarna.state).toBe("ready");
    expect((await accounts())[0]?.sealedPassword).not.toBe(before?.sealedPassword);
    for (const changes of [{ region: "na" }, { environment: "live" }, { username: "other" }]) {
      const answer = await save({ password: "", ...changes });
      expect([answer.status, says(answer.text, "password")]).toEqual([
        422,
        "Please type it: none is saved for this place and user name",
      ]);
    }
  });

  test("under new credentials is asked anew for what Klarna would not send under the old ones", async () => {
    await open();
    await save();
    const { read, write } = till.shop.db;
    const channel = { klarnaAccountId: till.shop.klarna.accountId, channel: "sms" as const, refusedAt: 0, code: "x" };
    await write.insertInto("klarnaChannel").values(channel).execute();
    await save({ password: "" });
    expect(await read.selectFrom("klarnaChannel").select("channel").execute()).toEqual([{ channel: "sms" }]);
    await save();
    expect(await read.selectFrom("klarnaChannel").selectAll().execute()).toEqual([]);
  });

  test("is there again after a restart, and is held by the page though the settings name another", async () => {
    await open();
    await save();
    till.shop.klarnaFallback = {
      source: "settings",
      mode: "live",
      place: "https://api.klarna.com",
      url: "https://api.klarna.com",
      credentials: { apiKey: "x" },
    };
    await connectAtStart(till.shop);
    expect(till.shop.klarna).toMatchObject({ source: "page", url: "https://api.playground.klarna.com" });
  });

  test("that Klarna refused is not offered after a restart either", async () => {
    await open();
    await save({ password: "wrong" });
    await connectAtStart(till.shop);
    expect(till.shop.klarna.state).toBe("away");
    await till.runner.drain();
    expect(till.shop.klarna.state).toBe("refused");
    await save();
    await connectAtStart(till.shop);
    till.clock.advance(10_000);
    await till.runner.drain();
    expect(till.shop.klarna.state).toBe("ready");
  });

  test("that is removed leaves the settings in its place, which are offered once Klarna takes them", async () => {
    await open();
    await save();
    const url = "https://api.playground.klarna.com";
    const place = { source: "settings", mode: "practice", place: url, url } as const;
    till.shop.klarnaFallback = { ...place, credentials: { username: "practice", password: "wrong" } };
    await post(nia, `${PAGE}/removal`);
    expect(till.shop.klarna).toMatchObject({ source: "settings", state: "refused" });
  });

  test("whose key is lost is said to be so, and connects nothing", async () => {
    await open();
    await save();
    await till.shop.db.write.updateTable("klarnaAccount").set({ keyId: "key_0" }).execute();
    await connectAtStart(till.shop);
    expect(till.shop.klarna).toMatchObject({ state: "not_connected", gateway: null });
    expect((await nia.open(PAGE)).text).toContain("the key file has lost the key it was sealed with");
    expect(says((await save({ password: "" })).text, "password")).toMatch(/^Please type it/);
    await save();
    expect(till.shop.klarna.state).toBe("ready");
  });
});

describe("what is typed wrong", () => {
  test.each([
    [{ region: "moon" }, "region", "Please choose one from the list"],
    [{ username: "" }, "username", "Please fill this in"],
    [{ username: "PK1:x" }, "username", "A user name cannot have a colon. Is this the whole pair, or an API key?"],
    [{ password: "two words" }, "password", "This has a blank in it. Please copy it again, without anything around it"],
    [{ apiKey: "k" }, "apiKey", "Type either this key or the password above, not both"],
    [
      { password: "", apiKey: "ключ" },
      "apiKey",
      "This has a blank in it. Please copy it again, without anything around it",
    ],
    [
      { address: "https://evil.example" },
      "address",
      "Only a stand-in on this very machine can be named here, such as http://127.0.0.1:8010",
    ],
    [
      { address: "http://127.0.0.1.evil.example" },
      "address",
      "Only a stand-in on this very machine can be named here, such as http://127.0.0.1:8010",
    ],
    [
      { address: "http://localhost:1/path" },
      "address",
      "Only a stand-in on this very machine can be named here, such as http://127.0.0.1:8010",
    ],
  ])("%o is said beside %s, saving and testing alike, and nothing is stored", async (changes, field, sentence) => {
    await open();
    const sent: Record<string, string> = { ...PLAYGROUND, password: "planted-Pa55", ...changes };
    for (const answer of [await post(nia, PAGE, sent), await post(nia, `${PAGE}/test`, sent)]) {
      expect([answer.status, says(answer.text, field)]).toEqual([422, sentence]);
      expect(answer.text).not.toContain("planted-Pa55");
    }
    expect(await accounts()).toEqual([]);
    expect(till.shop.klarna.state).toBe("not_connected");
  });
});

describe("another account", () => {
  test("is refused in words while a payment of the present one is open; new credentials for the same are not", async () => {
    const mona = await openDemo();
    const ada = await till.signIn("Ada", 2);
    const paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
    const refused = await post(mona, PAGE, PLAYGROUND);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("One Klarna payment is still open at the account connected now");
    expect(till.shop.klarna.source).toBe("simulator");
    await post(ada, `/payments/${paymentId}/cancellation`);
    await till.runner.drain();
    expect((await post(mona, PAGE, PLAYGROUND)).status).toBe(303);
    till.simulator.setPublicUrl("https://api.playground.klarna.com");
    const second = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
    expect((await post(mona, PAGE, { ...PLAYGROUND, region: "na" })).status).toBe(409);
    expect((await post(mona, PAGE, PLAYGROUND)).status).toBe(303);
    till.clock.advance(4_000);
    await till.runner.drain();
    const payment = await till.shop.db.read.selectFrom("payment").selectAll().where("id", "=", second)
      .executeTakeFirstOrThrow();
    expect(payment).toMatchObject({ klarnaAccountId: till.shop.klarna.accountId, checkedAt: till.clock.now() });
  });

  test("that moves money is refused for the demo shop, whose PINs everybody knows", async () => {
    const mona = await openDemo();
    const refused = await post(mona, PAGE, { ...PLAYGROUND, environment: "live" });
    expect([refused.status, refused.text.includes("it cannot take real money")]).toEqual([409, true]);
    expect(till.shop.klarna.mode).toBe("practice");
  });
});

describe("a connection that is removed", () => {
  test("leaves nothing connected, no secret, and its open payments listed as ones nobody can ask about", async () => {
    await open();
    await save();
    const paymentId = await openPaymentOf(nia);
    expect((await post(nia, `${PAGE}/removal`, { leaving: "1" })).location).toBe(PAGE);
    expect(till.shop.klarna).toMatchObject({ state: "not_connected", source: "none", accountId: "" });
    expect(await accounts()).toMatchObject([{ isCurrent: 0, sealedPassword: null, keyId: null }]);
    const list = await nia.open("/payments");
    expect(list.text).toContain(`/payments/${paymentId}`);
    till.clock.advance(60_000);
    await till.runner.drain();
    const window = await nia.open(`/payments/${paymentId}`);
    expect(window.text).toContain("It belongs to another Klarna account than the one this till is connected to.");
    expect(window.text).toContain("Practice mode.");
    await save();
    till.clock.advance(4_000);
    await till.runner.drain();
    expect((await nia.open(`/payments/${paymentId}`)).text).not.toContain("It belongs to another Klarna account");
  });

  test("gives way to the simulator in the demo shop", async () => {
    const mona = await openDemo();
    await post(mona, PAGE, PLAYGROUND);
    expect(till.shop.klarna.source).toBe("page");
    await post(mona, `${PAGE}/removal`);
    expect(till.shop.klarna).toMatchObject({ source: "simulator", state: "ready" });
  });

  test("keeps a new Klarna payment from starting, in words", async () => {
    await open();
    await addTent(till);
    const saleId = await ringUp(till, nia);
    const customer = { givenName: "Sam", familyName: "Karim", country: "GB", then: "basket" };
    await post(nia, `/sales/${saleId}/customers`, customer);
    const refused = await post(nia, `/sales/${saleId}/payments`);
    expect([refused.status, refused.text.includes("Klarna is not connected to this till")]).toEqual([409, true]);
  });
});

/** A tent sold to Sam, for which Klarna waits. */
async function openPaymentOf(who: Browser): Promise<string> {
  await addTent(till);
  const saleId = await ringUp(till, who);
  const customer = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country: "GB", then: "klarna" };
  const { location } = await post(who, `/sales/${saleId}/customers`, customer);
  await till.runner.drain();
  return /pay_\w+/.exec(location ?? "")?.[0] ?? "none";
}
