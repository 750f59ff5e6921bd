import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectAtStart } from "../../src/operations/klarna-connection.ts";
import { paymentRow, post, ringUp } from "./scene.ts";
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
  OTHERS,
  PAGE,
  pay,
  RENEWED,
  save,
  till,
  wishes,
} from "./two-merchants.ts";

beforeEach(open);
afterEach(close);

describe("a payment that a connection no longer asks about", () => {
  test("keeps the till from another place after the connection was removed, until a person says to leave it", async () => {
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
    const saleId = await customer(await ringUp(till, nia));
    answerInstead(() => Promise.reject(new TypeError("client error (Connect)")));
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
    await captureWaits();
    await post(nia, `${PAGE}/removal`, { leaving: "1" });
    expect((await save({ ...OTHERS, leaving: "1" })).status).toBe(409);
    expect((await save(RENEWED)).status).toBe(303);
  });

  test("no longer keeps another merchant out once somebody says that the former one's credentials are gone", async () => {
    const paymentId = await captureWaits();
    const refused = await save(OTHERS);
    expect(refused.text).toMatch(/name="strangers" value="1"/);
    expect((await nia.open(PAGE)).text).not.toContain('name="strangers"');
    expect((await save({ ...OTHERS, strangers: "0" })).status).toBe(409);
    expect((await save({ ...OTHERS, password: "wrong", strangers: "1" })).text).toContain("does not accept these");
    expect((await save({ ...OTHERS, strangers: "1" })).status).toBe(303);
    expect(till.shop.klarna.state).toBe("ready");
    await later();
    // Nothing is decided by what the new merchant is told: a person is called.
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "authorized" });
    expect(await wishes(paymentId)).toMatchObject([{ kind: "capture", state: "unknown" }]);
    expect(await items()).toMatchObject([{ kind: "books_differ", klarnaSays: "gone", closedAt: null }]);
    await save();
    await later();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "captured" });
  });

  test("keeps the till from another place when the saved secret cannot be opened", async () => {
    await pay("waiting");
    await till.shop.db.write.updateTable("klarnaAccount").set({ keyId: "key_0" }).execute();
    await connectAtStart(till.shop);
    expect(till.shop.klarna.gateway).toBe(null);
    expect((await save({ region: "na" })).status).toBe(409);
    expect((await save(OTHERS)).status).toBe(409);
    expect((await save()).status).toBe(303);
  });

  test("is not given up when the settings name another merchant at its place", async () => {
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

const openItems = async () => (await items()).filter((item) => item.closedAt === null);

/** The connection is removed, and what is open stays behind. */
async function remove(leaving: number): Promise<void> {
  expect((await post(nia, `${PAGE}/removal`, { leaving: String(leaving) })).status).toBe(303);
}

const settle = (paymentId: string, finding: "unpaid" | "returned") =>
  post(nia, `/payments/${paymentId}/settlement`, { finding });

describe("a payment whose Klarna account is not connected any more", () => {
  test("calls a person, who is called off once it is connected again", async () => {
    const paymentId = await pay("waiting");
    await remove(1);
    expect(await openItems()).toMatchObject([{ kind: "left_behind", paymentId, klarnaSays: "not_connected" }]);
    const list = await nia.open("/attention");
    expect(list.text).toContain("Its Klarna account is not connected any more");
    expect((await save()).status).toBe(303);
    expect(await items()).toMatchObject([{ kind: "left_behind", closedBy: null, closeReason: "connected_again" }]);
    await later();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "waiting", checkedAt: till.clock.now() });
  });

  test("is ended by a manager while nobody can be asked, and its sale is free again", async () => {
    const paymentId = await pay("waiting");
    await remove(1);
    expect((await nia.open(`/payments/${paymentId}?show=settle`)).text).toContain(
      "How did this payment end at Klarna?",
    );
    await settle(paymentId, "unpaid");
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "expired" });
    expect(await openItems()).toEqual([]);
    const { saleId } = await paymentRow(till, paymentId);
    expect((await post(nia, `/sales/${saleId}/tenders`, { kind: "cash", given: "500", version: "3" })).status).not.toBe(
      500,
    );
  });

  test("is ended by a manager also when Klarna had approved it", async () => {
    const paymentId = await pay("authorized");
    await remove(1);
    expect((await nia.open(`/payments/${paymentId}?show=settle`)).text).toContain(
      "How did this payment end at Klarna?",
    );
    await settle(paymentId, "returned");
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "released" });
    expect(await openItems()).toEqual([]);
  });

  test("that paid for a finished sale and was given back is money lost, and nothing is asked for it any more", async () => {
    const paymentId = await captureWaits();
    await remove(1);
    await settle(paymentId, "returned");
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "released" });
    expect(await wishes(paymentId)).toMatchObject([{
      kind: "capture",
      state: "refused",
      answerCode: "settled_by_hand",
    }]);
    expect(await openItems()).toMatchObject([{ kind: "money_lost" }]);
  });
});

test("an approved payment of a former merchant is ended by a manager, and calls nobody any more", async () => {
  const paymentId = await pay("authorized");
  expect((await save({ ...OTHERS, strangers: "1" })).status).toBe(303);
  await later(61 * 60_000);
  expect(await openItems()).toMatchObject([{ kind: "books_differ", klarnaSays: "gone" }]);
  await settle(paymentId, "returned");
  expect(await paymentRow(till, paymentId)).toMatchObject({ status: "released" });
  await later(61 * 60_000);
  expect(await openItems()).toEqual([]);
});

test("an approved payment whose account is connected is not ended by hand", async () => {
  const paymentId = await pay("authorized");
  const refused = await settle(paymentId, "returned");
  expect(refused.status).toBe(409);
  expect(await paymentRow(till, paymentId)).toMatchObject({ status: "authorized" });
});
