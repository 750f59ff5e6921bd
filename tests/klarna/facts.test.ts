import { describe, expect, test } from "vitest";
import { KlarnaError } from "../../src/klarna/errors.ts";
import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import { MARKETS } from "../../src/klarna/markets.ts";
import { toHostedSessionSnapshot } from "../../src/klarna/mapping.ts";
import { toOrderSnapshot } from "../../src/klarna/order-mapping.ts";
import { hostedSessionSnapshotSchema, orderSchema } from "../../src/klarna/schemas.ts";
import { type FactName, FACTS } from "./facts.ts";
import { factOf, requestDeviations } from "./facts-check.ts";
import { FRAUD_STATUSES, INITIAL_PAYMENT_METHODS, ORDER_STATUSES } from "./facts-orders.ts";
import { HOSTED_STATUSES } from "./facts-sessions.ts";
import { ORDER, ORDER_ID } from "./fixtures.ts";
import { empty, failureOf, gatewayTo, goods, json, paidOtherwise, purchase, type Sent } from "./support.ts";

/** What the gateway sends, held against what Klarna is documented to take. */

const long = "x".repeat(400);
const sam = {
  givenName: "Sam",
  familyName: long,
  email: "customer@email.uk",
  phone: "+447755564318",
  street: long,
  street2: long,
  postalCode: "W1S 3BE",
  city: long,
  region: long,
  country: "GB",
};
const rich = purchase({
  lines: [goods({ name: long, code: long }), goods({ code: null }), paidOtherwise(4_000)],
  amountMinor: 20_000,
  customer: sam,
  place: long,
});
const money = {
  idempotencyKey: "key-1",
  amountMinor: 12_000,
  reference: "wish_1",
  lines: [goods(), paidOtherwise(1_000)],
};

/** Every call, with the fullest and the barest it can be asked. */
const CALLS: [keyof KlarnaGateway, FactName, (gateway: KlarnaGateway) => Promise<unknown>][] = [
  ["createPaymentSession", "createPaymentSession", (gateway) => gateway.createPaymentSession(rich)],
  ["createPaymentSession", "createPaymentSession", (gateway) => gateway.createPaymentSession(purchase())],
  ["updatePaymentSession", "updatePaymentSession", (gateway) => gateway.updatePaymentSession("ps-1", rich)],
  [
    "createHostedSession",
    "createHostedSession",
    (gateway) =>
      gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: "https://till.test/cb/{{session_id}}" }),
  ],
  [
    "createHostedSession",
    "createHostedSession",
    (gateway) => gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null }),
  ],
  ["readHostedSession", "readHostedSession", (gateway) => gateway.readHostedSession("hpp-1")],
  ["disableHostedSession", "disableHostedSession", (gateway) => gateway.disableHostedSession("hpp-1")],
  ["sendLink", "distribute", (gateway) => gateway.sendLink("hpp-1", { channel: "email", email: "customer@email.uk" })],
  [
    "sendLink",
    "distribute",
    (gateway) => gateway.sendLink("hpp-1", { channel: "sms", phone: "+447755564318", country: "GB" }),
  ],
  ["readOrder", "readOrder", (gateway) => gateway.readOrder(ORDER_ID)],
  ["captureOrder", "capture", (gateway) => gateway.captureOrder(ORDER_ID, money)],
  ["captureOrder", "capture", (gateway) => gateway.captureOrder(ORDER_ID, { ...money, lines: [] })],
  ["captureOrder", "capture", (gateway) => gateway.captureOrder(ORDER_ID, { ...money, country: "US" })],
  ["refundOrder", "refund", (gateway) => gateway.refundOrder(ORDER_ID, money)],
  ["refundOrder", "refund", (gateway) => gateway.refundOrder(ORDER_ID, { ...money, lines: [] })],
  ["cancelOrder", "cancelOrder", (gateway) => gateway.cancelOrder(ORDER_ID, "key-1")],
  ["releaseRemainder", "releaseRemaining", (gateway) => gateway.releaseRemainder(ORDER_ID, "key-1")],
  ["extendAuthorization", "extendAuthorization", (gateway) => gateway.extendAuthorization(ORDER_ID, "key-1")],
  [
    "updateReferences",
    "updateReferences",
    (gateway) => gateway.updateReferences(ORDER_ID, { idempotencyKey: "key-1", reference: "20418-1", place: long }),
  ],
  ["resendMessages", "sendOut", (gateway) => gateway.resendMessages(ORDER_ID, "cap-1", "key-1")],
];

const READS: readonly (keyof KlarnaGateway)[] = ["readHostedSession", "readOrder"];

/** What an error must become: how it fails, or, where it is an answer, what is answered. */
function meaningOf(name: keyof KlarnaGateway, status: number, code: string | null): string | object {
  const isOrderGone = status === 400 && (code === "NOT_FOUND" || code === "INVALID_ORDER_ID");
  if (READS.includes(name) && status === 404) return { state: "gone" };
  if (name === "readOrder" && isOrderGone) return { state: "gone" };
  if (name === "disableHostedSession" && status === 400) return { outcome: "too_late" };
  if (name === "disableHostedSession" && status === 404) return { outcome: "gone" };
  if (status === 429) return "unavailable";
  // After a write that stumbled nobody knows; a look that did was none.
  if (status >= 500) return READS.includes(name) ? "unavailable" : "unknown";
  return "refused";
}

async function sentBy(call: (gateway: KlarnaGateway) => Promise<unknown>): Promise<Sent> {
  const { gateway, sent } = gatewayTo(() => empty(403), { version: "0.1.0" });
  await failureOf(call(gateway));
  const [request] = sent;
  if (!request || sent.length !== 1) throw new Error(`${sent.length} requests were sent`);
  return request;
}

describe("what the gateway sends", () => {
  test("is listed here for every call it has", () => {
    const { gateway } = gatewayTo(() => empty(403));
    expect([...new Set(CALLS.map(([name]) => name))].sort()).toEqual(Object.keys(gateway).sort());
  });

  test.each(CALLS)("%s is Klarna's %s, with fields it knows and within its limits", async (_, name, call) => {
    const { method, url, headers, body } = await sentBy(call);
    expect(factOf(method, url)?.name).toBe(name);
    expect(requestDeviations(FACTS[name], headers, body)).toEqual([]);
  });

  test.each(MARKETS.map((market) => [market.country, market] as const))(
    "%s: a purchase fits too",
    async (_, market) => {
      const { country, currency, locales } = market;
      for (const locale of locales) {
        const of = { country, currency, locale, customer: { ...sam, country } };
        const { headers, body } = await sentBy((gateway) => gateway.createPaymentSession(purchase(of)));
        expect(requestDeviations(FACTS.createPaymentSession, headers, body)).toEqual([]);
      }
    },
  );
});

describe("what the gateway reads", () => {
  test("every status of a hosted session has a meaning of ours, and only TIMEOUT has none", () => {
    const stateOf = (status: string) => toHostedSessionSnapshot(hostedSessionSnapshotSchema.parse({ status })).state;
    const states = HOSTED_STATUSES.map(stateOf);
    expect(new Set(states).size).toBe(HOSTED_STATUSES.length);
    expect(states).not.toContain("unrecognised");
    expect(stateOf("TIMEOUT")).toBe("unrecognised");
  });

  test("every status, fraud status and way to pay of an order is read", () => {
    const read = (fields: object) => toOrderSnapshot(orderSchema.parse({ ...ORDER, ...fields }));
    const states = ORDER_STATUSES.map((status) => read({ status }).state);
    const frauds = FRAUD_STATUSES.map((fraud_status) => read({ fraud_status }).fraud);
    expect([new Set(states).size, new Set(frauds).size]).toEqual([ORDER_STATUSES.length, FRAUD_STATUSES.length]);
    expect([...states, ...frauds]).not.toContain("unrecognised");
    for (const type of INITIAL_PAYMENT_METHODS) {
      expect(read({ initial_payment_method: { type } }).paymentMethod?.type).toBe(type);
    }
  });

  test.each(CALLS)("%s: every documented error of Klarna's %s means what it must", async (name, fact, call) => {
    for (const [status, codes] of Object.entries(FACTS[fact].errors)) {
      for (const code of [null, ...(codes ?? [])]) {
        const answer = () => code === null ? empty(Number(status)) : json({ error_code: code }, Number(status));
        const { gateway } = gatewayTo(answer);
        const told = await call(gateway).catch((error: unknown) => error);
        const meaning = told instanceof KlarnaError ? told.kind : told;
        expect([status, code, meaning]).toMatchObject([status, code, meaningOf(name, Number(status), code)]);
      }
    }
  });
});
