import { describe, expect, test } from "vitest";
import { klarnaBaseUrl } from "../../src/klarna/markets.ts";
import type { Switches } from "../../src/simulator/simulator.ts";
import { openSimulated, type Simulated } from "./simulated.ts";
import { failureOf, gatewayTo, json, purchase } from "./support.ts";
import { COMPLETED_SESSION, HOSTED_ID, PAYMENT_SESSION } from "./fixtures.ts";

/** Where Klarna's documents contradict each other or are silent, each reading of them must do (klarna.md part 11). */

async function openSession(switches: Partial<Switches> = {}) {
  const klarna = openSimulated();
  klarna.simulator.control.setSwitches(switches);
  const { paymentSessionId } = await klarna.gateway.createPaymentSession(purchase());
  const session = await klarna.gateway.createHostedSession({ paymentSessionId, callbackUrl: null });
  return { ...klarna, control: klarna.simulator.control, session, id: session.hostedSessionId };
}

async function openOrder(switches: Partial<Switches> = {}) {
  const opened = await openSession(switches);
  const { orderId = "" } = opened.control.approve(opened.id, { contact: "customer@email.uk" });
  return { ...opened, orderId };
}

const EMAIL = { channel: "email", email: "customer@email.uk" } as const;
const SMS = { channel: "sms", phone: "+447755564318", country: "GB" } as const;

async function capture({ gateway }: Simulated, orderId: string, amountMinor: number) {
  const wish = { idempotencyKey: `c-${amountMinor}`, amountMinor, reference: `wish_${amountMinor}`, lines: [] };
  return await gateway.captureOrder(orderId, wish);
}

describe("sending the link", () => {
  test("where Klarna sends no texts, the refusal leaves the session alive for mail and the QR code", async () => {
    const { gateway, control, session, id } = await openSession({ smsEnabled: false });
    const error = await failureOf(gateway.sendLink(id, SMS));
    expect([error.kind, error.detail.code, error.detail.messages]).toEqual(["refused", "BAD_VALUE", [
      "Bad value: method",
    ]]);
    await gateway.sendLink(id, EMAIL);
    expect(control.listMessages().map(({ method }) => method)).toEqual(["email"]);
    expect(session.qrImageUrl).toContain("/qr/");
  });

  test.each([200, 201, 204] as const)("a %i is accepted, with and without error bodies", async (distributionStatus) => {
    const { gateway, id } = await openSession({ distributionStatus, hppErrorBodies: "empty" });
    await gateway.sendLink(id, EMAIL);
    const error = await failureOf(gateway.sendLink(id, { channel: "email", email: "nobody" }));
    expect([error.kind, error.detail.httpStatus, error.detail.code]).toEqual(["refused", 400, null]);
    expect(error.detail.correlationId).not.toBeNull();
  });

  test("a session disabled in the meantime is refused, one that is gone too", async () => {
    const { gateway, control, id } = await openSession();
    await gateway.disableHostedSession(id);
    expect((await failureOf(gateway.sendLink(id, EMAIL))).detail.httpStatus).toBe(400);
    control.expireSession(id);
    expect((await failureOf(gateway.sendLink(id, EMAIL))).detail.httpStatus).toBe(404);
  });
});

describe("hosted sessions", () => {
  test("without a link there is still the QR code", async () => {
    const { session } = await openSession({ customerLink: false });
    expect(session.linkUrl).toBeNull();
    expect(session.qrImageUrl).toContain("/qr/");
  });

  test("an error body that is missing changes nothing of what is understood", async () => {
    const { gateway, control, id } = await openSession({ hppErrorBodies: "empty" });
    control.approve(id);
    expect(await gateway.disableHostedSession(id)).toMatchObject({ outcome: "too_late" });
    control.expireSession(id);
    expect(await gateway.disableHostedSession(id)).toMatchObject({ outcome: "gone" });
    expect(await gateway.readHostedSession(id)).toMatchObject({ state: "gone" });
  });

  test.each(["TIMEOUT", "EXPIRED", "DISTRIBUTED", "LEVITATING"])(
    "a status of %s changes nothing, and Klarna's word is kept",
    async (status) => {
      const { gateway } = gatewayTo(() => json({ ...COMPLETED_SESSION, status }));
      expect(await gateway.readHostedSession(HOSTED_ID)).toMatchObject({ state: "unrecognised", klarnaStatus: status });
    },
  );

  test("an ID check shows what to compare", async () => {
    const { gateway, control, id } = await openSession();
    control.askForId(id);
    const shown = { state: "id_check", idCheckChallenge: expect.stringMatching(/^[A-Z]\d\d$/) };
    expect(await gateway.readHostedSession(id)).toMatchObject(shown);
  });

  test("an answer without its session's id is taken for the one asked for", async () => {
    const { session_id: _, ...unnamed } = COMPLETED_SESSION;
    const { gateway } = gatewayTo(() => json(unnamed));
    expect(await gateway.readHostedSession(HOSTED_ID)).toMatchObject({ state: "completed" });
  });
});

describe("orders", () => {
  test.each(["lower", "upper"] as const)("currency and country in %s case read alike", async (orderEchoCase) => {
    const { gateway, orderId } = await openOrder({ orderEchoCase });
    expect(await gateway.readOrder(orderId)).toMatchObject({ currency: "GBP", billing: { country: "GB" } });
  });

  test.each([["CLOSED", "closed"], ["CAPTURED", "captured"]] as const)(
    "after its remainder was released an order is %s",
    async (statusAfterRelease, state) => {
      const opened = await openOrder({ statusAfterRelease });
      await capture(opened, opened.orderId, 5_000);
      await opened.gateway.releaseRemainder(opened.orderId, "key-1");
      expect(await opened.gateway.readOrder(opened.orderId)).toMatchObject({
        state,
        remainingMinor: 0,
        capturedMinor: 5_000,
      });
    },
  );

  test("captures in parts each have their own reference, by which one that was lost is found", async () => {
    const opened = await openOrder();
    await capture(opened, opened.orderId, 5_000);
    opened.control.addTrouble("K4", "capture", 1);
    expect((await failureOf(capture(opened, opened.orderId, 4_000))).kind).toBe("unknown");
    expect(await opened.gateway.readOrder(opened.orderId)).toMatchObject({
      state: "part_captured",
      remainingMinor: 3_000,
      captures: [{ reference: "wish_5000" }, { reference: "wish_4000", amountMinor: 4_000 }],
    });
  });

  test("an order under review is pending, and then accepted or rejected", async () => {
    for (const [decision, seen] of [["ACCEPTED", "accepted"], ["REJECTED", "rejected"]] as const) {
      const { gateway, control, orderId } = await openOrder({ fraudStatus: "PENDING" });
      expect(await gateway.readOrder(orderId)).toMatchObject({ fraud: "pending", state: "authorized" });
      control.decideFraud(orderId, decision);
      expect(await gateway.readOrder(orderId)).toMatchObject({ fraud: seen });
    }
  });

  test("a single error message is kept like a list of them", async () => {
    const opened = await openOrder({ errorMessages: "single" });
    const error = await failureOf(capture(opened, opened.orderId, 12_001));
    expect([error.detail.code, error.detail.messages]).toEqual(["CAPTURE_NOT_ALLOWED", ["Only 12000 remains"]]);
  });

  test("an extension shows as a later end", async () => {
    const { gateway, orderId, advance } = await openOrder();
    const before = await gateway.readOrder(orderId);
    await advance(3 * 24 * 3_600_000);
    await gateway.extendAuthorization(orderId, "key-1");
    const after = await gateway.readOrder(orderId);
    if (before.state === "gone" || after.state === "gone") throw new Error("the order is gone");
    expect((after.expiresAt ?? 0) - (before.expiresAt ?? 0)).toBe(3 * 24 * 3_600_000);
  });

  test("what somebody did in Klarna's portal is read without a reference of ours", async () => {
    const { gateway, control, orderId } = await openOrder();
    control.actInPortal(orderId, "capture", 7_000);
    control.actInPortal(orderId, "refund", 1_000);
    expect(await gateway.readOrder(orderId)).toMatchObject({
      captures: [{ reference: null, amountMinor: 7_000, refundedMinor: 1_000 }],
      refunds: [{ reference: null, amountMinor: 1_000 }],
    });
  });
});

describe("credentials and ids", () => {
  test("both forms of credentials sign in, and the wrong ones are told", async () => {
    const open = (apiKey: string) =>
      openSimulated({ simulator: { apiKey: "klarna_test_api_xyz" }, client: { credentials: { apiKey } } });
    await open("klarna_test_api_xyz").gateway.createPaymentSession(purchase());
    const error = await failureOf(open("klarna_test_api_abc").gateway.createPaymentSession(purchase()));
    expect([error.kind, error.detail.code]).toEqual(["refused", "unauthorized"]);
  });

  test("credentials of another region are refused at this one's host, and good at their own", async () => {
    const asked = async (region: "eu" | "na") => {
      const baseUrl = klarnaBaseUrl(region, "playground");
      const simulator = { publicUrl: baseUrl, boundToHost: "api.playground.klarna.com" };
      return await openSimulated({ simulator, client: { baseUrl } }).gateway.createPaymentSession(purchase());
    };
    await asked("eu");
    expect((await failureOf(asked("na"))).detail).toMatchObject({ httpStatus: 401, code: "unauthorized" });
  });

  test.each(["not-a-uuid", "0b1d9815-165e-12e2-8867-35bc03789e00", "krn:payment:eu1:session:7"])(
    "an id is whatever Klarna calls it: %s",
    async (session_id) => {
      const { gateway } = gatewayTo(() => json({ ...PAYMENT_SESSION, session_id }));
      expect(await gateway.createPaymentSession(purchase())).toMatchObject({ paymentSessionId: session_id });
    },
  );
});
