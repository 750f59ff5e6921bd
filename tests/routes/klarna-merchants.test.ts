import { afterEach, describe, expect, test } from "vitest";
import { connectKlarna } from "../../src/operations/klarna-connection.ts";
import { newId } from "../../src/shop.ts";
import { problemOf } from "../operations/support.ts";
import { dump, paymentRow, post, ringUp } from "./scene.ts";
import {
  answerInstead,
  captureWaits,
  close,
  customer,
  items,
  KLARNA,
  later,
  nia,
  open,
  other,
  OTHERS,
  pay,
  RENEWED,
  save,
  till,
  usernames,
} from "./two-merchants.ts";

afterEach(close);

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
    answerInstead((username) =>
      username === RENEWED.username ? Promise.reject(new TypeError("client error (Connect)")) : Promise.resolve(null)
    );
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
    answerInstead(() => Promise.reject(new TypeError("client error (Connect)")));
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
    answerInstead((username) => {
      if (username !== RENEWED.username) return Promise.resolve(null);
      answerInstead(null);
      return save().then(() => null);
    });
    const refused = await save(RENEWED);
    expect([refused.status, refused.text.includes("somebody else changed the connection")]).toEqual([409, true]);
    expect(await usernames()).toEqual(["practice"]);
  });

  test("are not stored while a payment is being started under the ones in use", async () => {
    await open();
    const saleId = await customer(await ringUp(till, nia));
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    answerInstead((username) => {
      if (username === OTHERS.username) return Promise.resolve(null);
      reached.resolve();
      return gate.promise.then(() => null);
    });
    await post(nia, `/sales/${saleId}/payments`);
    const starting = till.runner.drain();
    await reached.promise;
    const refused = await save(OTHERS);
    expect([refused.status, refused.text.includes("A Klarna payment was started")]).toEqual([409, true]);
    gate.resolve();
    await starting;
    answerInstead(null);
    const [payment] = await till.shop.db.read.selectFrom("payment").selectAll().execute();
    expect(payment).toMatchObject({ status: "waiting" });
    expect((await save(RENEWED)).status).toBe(303);
  });

  test("are stored while a payment could not be started, since Klarna knows nothing of it", async () => {
    await open();
    const saleId = await customer(await ringUp(till, nia));
    answerInstead(() => Promise.reject(new TypeError("client error (Connect)")));
    await post(nia, `/sales/${saleId}/payments`);
    await till.runner.drain();
    answerInstead(null);
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
      const wanted = { ...choice, credentials: OTHERS, leaving: 0, strangers: 0 };
      const answer = problemOf(connectKlarna(till.shop, action, wanted));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await tx.updateTable("payment").set({ klarnaAccountId: there }).execute();
      return { answer };
    });
    expect(await connecting.answer).toBe("klarna_connection_changed");
  });
});
