import { afterEach, describe, expect, test } from "vitest";
import { connectAtStart, connectKlarna } from "../../src/operations/klarna-connection.ts";
import { newId } from "../../src/shop.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import { problemOf } from "../operations/support.ts";
import type { Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { dump, paymentRow, payWithKlarna, post, ringUp } from "./scene.ts";

const PAGE = "/settings/klarna";
const KLARNA = "https://api.playground.klarna.com";
/** New credentials of the same merchant, and those of another one at the same place. */
const RENEWED = { username: "practice_2", password: "renewed" };
const OTHERS = { username: "other", password: "other" };

let till: TestTill;
let nia: Browser;
let other: Simulator;
/** What comes instead of Klarna's answer to these credentials. */
let instead: ((username: string) => Promise<Response | null>) | null;

afterEach(async () => {
  await till.close();
  other.close();
});

/** A real shop connected to Klarna's playground, where two merchants are known, each by its own credentials. */
async function open(): Promise<void> {
  instead = null;
  ({ till, nia } = await openRealShop({
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      const token = request.headers.get("authorization")?.replace("Basic ", "") ?? "";
      const [username = ""] = new TextDecoder().decode(Uint8Array.fromBase64(token)).split(":");
      const answer = await instead?.(username);
      if (answer) return answer;
      if (username !== RENEWED.username) {
        return await (username === OTHERS.username ? other : till.simulator).app.fetch(request);
      }
      const known = new Headers(request.headers);
      known.set("authorization", `Basic ${btoa("practice:practice")}`);
      return await till.simulator.app.fetch(new Request(request, { headers: known }));
    },
  }));
  other = createSimulator({ file: ":memory:", publicUrl: KLARNA, ...OTHERS, clock: till.clock, rateLimits: "off" });
  await addTent(till);
  expect((await save()).status).toBe(303);
}

const save = (changes: Record<string, string> = {}) => post(nia, PAGE, { ...PLAYGROUND, ...changes });
const wishes = (paymentId: string) =>
  till.shop.db.read.selectFrom("wish").selectAll().where("paymentId", "=", paymentId).execute();
const usernames = async () =>
  (await till.shop.db.read.selectFrom("klarnaAccount").select("username").execute()).map((row) => row.username);
const items = () => till.shop.db.read.selectFrom("attentionItem").selectAll().execute();

async function customer(saleId: string): Promise<string> {
  const sam = { givenName: "Sam", familyName: "Karim", email: "sam@example.com", country: "GB", then: "basket" };
  await post(nia, `/sales/${saleId}/customers`, sam);
  return saleId;
}

const pay = async (stage: "waiting" | "authorized") =>
  await payWithKlarna(till, nia, await customer(await ringUp(till, nia)), stage);

/** A sale that is completed while Klarna does not answer: its capture waits. */
async function captureWaits(): Promise<string> {
  const paymentId = await pay("authorized");
  const { saleId } = await paymentRow(till, paymentId);
  await post(nia, `/payments/${paymentId}/saving`);
  instead = () => Promise.reject(new TypeError("client error (Connect)"));
  await post(nia, `/sales/${saleId}/completion`);
  await till.runner.drain();
  expect(await wishes(paymentId)).toMatchObject([{ kind: "capture", state: "unknown" }]);
  instead = null;
  return paymentId;
}

async function later(ms = 60_000): Promise<void> {
  till.clock.advance(ms);
  await till.runner.drain();
}

describe("other credentials at the same place, while payments are open", () => {
  test("go on with them when they are the same merchant's", async () => {
    await open();
    const waiting = await pay("waiting");
    const captured = await captureWaits();
    expect((await save(RENEWED)).status).toBe(303);
    expect(till.shop.klarna.state).toBe("ready");
    await later();
    expect(await paymentRow(till, captured)).toMatchObject({ status: "captured" });
    expect(await paymentRow(till, waiting)).toMatchObject({ status: "waiting", checkedAt: till.clock.now() });
  });

  test.each(["waiting", "capture"])("are refused when they are another merchant's: %s", async (open_) => {
    await open();
    const paymentId = open_ === "waiting" ? await pay("waiting") : await captureWaits();
    const before = await dump(till);
    const refused = await save(OTHERS);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("These credentials belong to another Klarna merchant");
    expect(await dump(till)).toEqual(before);
    expect(await usernames()).toEqual(["practice"]);
    await later();
    expect(await paymentRow(till, paymentId)).toMatchObject({
      status: open_ === "waiting" ? "waiting" : "captured",
      checkedAt: till.clock.now(),
    });
    expect(await items()).toEqual([]);
  });

  test("are refused when Klarna does not accept them, or cannot be asked", async () => {
    await open();
    await pay("waiting");
    const before = await dump(till);
    const wrong = await save({ ...RENEWED, username: "mistyped" });
    expect([wrong.status, wrong.text.includes("Klarna does not accept these credentials. One Klarna payment is")])
      .toEqual([409, true]);
    instead = (username) =>
      username === RENEWED.username ? Promise.reject(new TypeError("client error (Connect)")) : Promise.resolve(null);
    const unseen = await save(RENEWED);
    expect([unseen.status, unseen.text.includes("cannot be asked just now whether these credentials see it")]).toEqual([
      409,
      true,
    ]);
    expect(await dump(till)).toEqual(before);
    expect(till.shop.klarna.state).toBe("ready");
  });

  test("that are the ones in use need no proof, though Klarna is away", async () => {
    await open();
    await pay("waiting");
    instead = () => Promise.reject(new TypeError("client error (Connect)"));
    expect((await save()).status).toBe(303);
    expect((await save({ password: "" })).status).toBe(303);
  });

  test("are not asked about a page whose end Klarna never told, once it has ended for certain", async () => {
    await open();
    const paymentId = await pay("waiting");
    const startedHoursAgo = (hours: number) =>
      till.shop.db.write.updateTable("payment").where("id", "=", paymentId)
        .set({ sessionExpiresAt: null, statusAt: till.clock.now() - hours * 60 * 60_000 }).execute();
    await startedHoursAgo(47);
    expect((await save(OTHERS)).status).toBe(409);
    await startedHoursAgo(49);
    expect((await save(OTHERS)).status).toBe(303);
  });

  test("are not stored when the connection changes while Klarna is asked about them", async () => {
    await open();
    await pay("waiting");
    instead = (username) => {
      if (username !== RENEWED.username) return Promise.resolve(null);
      instead = null;
      return save().then(() => null);
    };
    const refused = await save(RENEWED);
    expect([refused.status, refused.text.includes("somebody else changed the connection")]).toEqual([409, true]);
    expect(await usernames()).toEqual(["practice"]);
  });

  test("are not stored while a payment is being started under the ones in use", async () => {
    await open();
    const saleId = await customer(await ringUp(till, nia));
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    instead = (username) => {
      if (username === OTHERS.username) return Promise.resolve(null);
      reached.resolve();
      return gate.promise.then(() => null);
    };
    await post(nia, `/sales/${saleId}/payments`);
    const starting = till.runner.drain();
    await reached.promise;
    const refused = await save(OTHERS);
    expect([refused.status, refused.text.includes("A Klarna payment was started")]).toEqual([409, true]);
    gate.resolve();
    await starting;
    instead = null;
    const [payment] = await till.shop.db.read.selectFrom("payment").selectAll().execute();
    expect(payment).toMatchObject({ status: "waiting" });
    expect((await save(RENEWED)).status).toBe(303);
  });

  test("are stored while a payment could not be started, since Klarna knows nothing of it", async () => {
    await open();
    const saleId = await customer(await ringUp(till, nia));
    instead = () => Promise.reject(new TypeError("client error (Connect)"));
    await post(nia, `/sales/${saleId}/payments`);
    await till.runner.drain();
    instead = null;
    expect((await save(OTHERS)).status).toBe(303);
    await later();
    const [payment] = await till.shop.db.read.selectFrom("payment").selectAll().execute();
    expect(payment).toMatchObject({ status: "waiting" });
    expect(other.control.listSessions()).toHaveLength(1);
  });

  test("are not stored when the first payment there starts between the question and the commit", async () => {
    await open();
    await pay("waiting");
    const { db } = till.shop;
    const { id: there } = await db.read.selectFrom("klarnaAccount").select("id").executeTakeFirstOrThrow();
    const elsewhere = { id: "kla_elsewhere", mode: "live", baseUrl: "https://api.klarna.com", username: "" } as const;
    await db.write.insertInto("klarnaAccount").values({ ...elsewhere, createdAt: 0 }).execute();
    await db.write.updateTable("payment").set({ klarnaAccountId: elsewhere.id }).execute();
    const { id: staffId } = await db.read.selectFrom("staff").select("id").executeTakeFirstOrThrow();
    const action = { id: newId(till.shop, "act"), staffId, contentHash: "same" };
    const connecting = await db.write.transaction().execute(async (tx) => {
      const choice = { environment: "playground", region: "eu", url: KLARNA } as const;
      // It asks, finds nothing open, and waits for its turn to write.
      const answer = problemOf(connectKlarna(till.shop, action, { ...choice, credentials: OTHERS, leaving: 0 }));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await tx.updateTable("payment").set({ klarnaAccountId: there }).execute();
      return { answer };
    });
    expect(await connecting.answer).toBe("klarna_connection_changed");
  });
});

describe("a payment that a connection no longer asks about", () => {
  test("keeps the till from another place after the connection was removed, until a person says to leave it", async () => {
    await open();
    const paymentId = await pay("authorized");
    const unsaid = await post(nia, `${PAGE}/removal`);
    expect([unsaid.status, unsaid.text.includes("One Klarna payment is still open")]).toEqual([409, true]);
    expect(till.shop.klarna.source).toBe("page");
    expect((await nia.open(PAGE)).text).toMatch(/name="leaving" value="1"/);
    expect((await post(nia, `${PAGE}/removal`, { leaving: "1" })).status).toBe(303);
    expect((await nia.open(PAGE)).text).toContain(
      "One Klarna payment is still open at an account that is not connected now",
    );

    const refused = await save({ region: "na" });
    expect([refused.status, refused.text.includes("One Klarna payment is still open")]).toEqual([409, true]);
    expect(till.shop.klarna.source).toBe("none");
    expect((await save({ region: "na", leaving: "1" })).status).toBe(303);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "authorized" });

    expect((await post(nia, `${PAGE}/removal`)).status).toBe(303);
    expect((await save()).status).toBe(303);
    await later(61 * 60_000);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "authorized", checkedAt: till.clock.now() });
  });

  test("can be given up when nobody was given a link, for that needs no Klarna", async () => {
    await open();
    const saleId = await customer(await ringUp(till, nia));
    instead = () => Promise.reject(new TypeError("client error (Connect)"));
    const { location } = await post(nia, `/sales/${saleId}/payments`);
    await till.runner.drain();
    const paymentId = /pay_\w+/.exec(location ?? "")?.[0] ?? "";
    expect((await post(nia, `${PAGE}/removal`, { leaving: "1" })).status).toBe(303);
    await later();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "created" });
    expect((await nia.open(`/payments/${paymentId}`)).text).toContain(`/payments/${paymentId}/cancellation`);
    await post(nia, `/payments/${paymentId}/cancellation`);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "cancelled", endedBy: "cashier" });
    expect((await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "389" })).status).toBe(303);
  });

  test("keeps another merchant from its place after the connection was removed", async () => {
    await open();
    await captureWaits();
    await post(nia, `${PAGE}/removal`, { leaving: "1" });
    expect((await save({ ...OTHERS, leaving: "1" })).status).toBe(409);
    expect((await save(RENEWED)).status).toBe(303);
  });

  test("keeps the till from another place when the saved secret cannot be opened", async () => {
    await open();
    await pay("waiting");
    await till.shop.db.write.updateTable("klarnaAccount").set({ keyId: "key_0" }).execute();
    await connectAtStart(till.shop);
    expect(till.shop.klarna.gateway).toBe(null);
    expect((await save({ region: "na" })).status).toBe(409);
    expect((await save(OTHERS)).status).toBe(409);
    expect((await save()).status).toBe(303);
  });

  test("is not given up when the settings name another merchant at its place", async () => {
    await open();
    const paymentId = await captureWaits();
    const place = { source: "settings", mode: "practice", place: KLARNA, url: KLARNA } as const;
    till.shop.klarnaFallback = { ...place, credentials: OTHERS };
    await post(nia, `${PAGE}/removal`, { leaving: "1" });
    await later();
    expect(await wishes(paymentId)).toMatchObject([{ state: "unknown", answerCode: "NO_SUCH_ORDER" }]);
    expect(await items()).toMatchObject([{ kind: "books_differ", klarnaSays: "gone", closedAt: null }]);
    expect((await nia.open(`/payments/${paymentId}`)).text).toContain("Our book and Klarna’s differ.");
    await save();
    await later();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "captured" });
    expect(await items()).toMatchObject([{ closeReason: "order_found" }]);
  });
});
