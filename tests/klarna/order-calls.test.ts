import { describe, expect, test } from "vitest";
import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import { empty, failureOf, gatewayTo, goods, json } from "./support.ts";
import { ORDER_ID } from "./fixtures.ts";

const ORDER_URL = `https://klarna.test/ordermanagement/v1/orders/${ORDER_ID}`;
const refund = { idempotencyKey: "key-1", amountMinor: 12_000, reference: "wish_2" };

describe("refund", () => {
  test("sends the key, amount, reference and lines, and answers the header's id", async () => {
    const { gateway, sent } = gatewayTo(() => empty(201, { "Refund-Id": "ref-1", location: "/x/refunds/other" }));
    const answer = await gateway.refundOrder(ORDER_ID, { ...refund, lines: [goods()] });
    expect(answer).toEqual({ refundId: "ref-1", correlationId: null });
    expect(sent[0]).toMatchObject({ method: "POST", url: `${ORDER_URL}/refunds` });
    expect(sent[0]?.headers.get("klarna-idempotency-key")).toBe("key-1");
    expect(sent[0]?.body).toMatchObject({ refunded_amount: 12_000, reference: "wish_2" });
    expect(sent[0]?.body).toHaveProperty("order_lines.0.total_amount", 12_000);
  });

  test("without the header finds its id in the location, and without any is unknown", async () => {
    const { gateway } = gatewayTo(() => empty(201, { location: `${ORDER_URL}/refunds/ref-2` }));
    expect(await gateway.refundOrder(ORDER_ID, refund)).toEqual({ refundId: "ref-2", correlationId: null });
    const silent = gatewayTo(() => empty(201, { location: `${ORDER_URL}/refunds` }));
    const error = await failureOf(silent.gateway.refundOrder(ORDER_ID, refund));
    expect([error.kind, error.detail.code]).toEqual(["unknown", "answer_malformed"]);
  });

  test("beyond what was captured is refused with Klarna's code", async () => {
    const { gateway } = gatewayTo(() => json({ error_code: "REFUND_NOT_ALLOWED" }, 403));
    const error = await failureOf(gateway.refundOrder(ORDER_ID, refund));
    expect([error.kind, error.detail.code]).toEqual(["refused", "REFUND_NOT_ALLOWED"]);
  });

  test.each([
    ["amount_out_of_range", { amountMinor: 0 }],
    ["amount_out_of_range", { amountMinor: 200_000_001 }],
    ["amount_out_of_range", { amountMinor: 0.5 }],
    ["reference_out_of_range", { reference: "" }],
    ["reference_out_of_range", { reference: "r".repeat(256) }],
  ])("is refused as %s before anything is sent: %#", async (code, overrides) => {
    const { gateway, sent } = gatewayTo(() => empty(201, { "refund-id": "ref-1" }));
    const refunded = await failureOf(gateway.refundOrder(ORDER_ID, { ...refund, ...overrides }));
    const captured = await failureOf(gateway.captureOrder(ORDER_ID, { ...refund, lines: [], ...overrides }));
    expect([refunded.kind, refunded.detail.code]).toEqual(["refused", code]);
    expect([captured.kind, captured.detail.code]).toEqual(["refused", code]);
    expect(sent).toHaveLength(0);
  });

  test.each([
    ["too many", { lines: Array.from({ length: 1_001 }, () => goods()) }],
    ["too many with the tax", { lines: Array.from({ length: 1_000 }, () => goods()), country: "US" }],
    ["no whole pieces", { lines: [goods({ quantity: 1.5 })] }],
    ["a share with tax and no worth", { lines: [goods({ discountMinor: 12_000, totalMinor: 0, taxMinor: 1 })] }],
    ["a share whose tax is rounded otherwise", { lines: [goods({ taxMinor: goods().taxMinor + 2 })] }],
  ])("goes without lines that break Klarna's rules (%s), for the amount is what counts", async (_, overrides) => {
    const { gateway, sent } = gatewayTo(() => empty(201, { "refund-id": "ref-1", "capture-id": "cap-1" }));
    await gateway.refundOrder(ORDER_ID, { ...refund, ...overrides });
    await gateway.captureOrder(ORDER_ID, { ...refund, ...overrides });
    for (const { body } of sent) expect(body).not.toHaveProperty("order_lines");
    expect(sent).toHaveLength(2);
  });
});

describe("calls without anything to read", () => {
  const references = { idempotencyKey: "key-1", reference: "20418-1", place: "Till 2" };
  const calls: [string, string, string, (gateway: KlarnaGateway) => Promise<unknown>][] = [
    ["cancel", "POST", "/cancel", (gateway) => gateway.cancelOrder(ORDER_ID, "key-1")],
    [
      "release the remainder",
      "POST",
      "/release-remaining-authorization",
      (gateway) => gateway.releaseRemainder(ORDER_ID, "key-1"),
    ],
    ["extend", "POST", "/extend-authorization-time", (gateway) => gateway.extendAuthorization(ORDER_ID, "key-1")],
    ["references", "PATCH", "/merchant-references", (gateway) => gateway.updateReferences(ORDER_ID, references)],
    [
      "resend",
      "POST",
      "/captures/cap%2F1/trigger-send-out",
      (gateway) => gateway.resendMessages(ORDER_ID, "cap/1", "key-1"),
    ],
  ];

  test.each(calls)("%s: %s %s with its key; 200, 201 and 204 are all accepted", async (_, method, path, call) => {
    for (const status of [200, 201, 204]) {
      const { gateway, sent } = gatewayTo(() => empty(status, { "klarna-correlation-id": "c-1" }));
      expect(await call(gateway)).toEqual({ correlationId: "c-1" });
      expect(sent[0]).toMatchObject({ method, url: ORDER_URL + path });
      expect(sent[0]?.headers.get("klarna-idempotency-key")).toBe("key-1");
    }
  });

  test.each(calls)("%s: a refusal keeps Klarna's code, a broken answer leaves it unknown", async (_, _m, _p, call) => {
    const refused = await failureOf(call(gatewayTo(() => json({ error_code: "NOT_ALLOWED" }, 403)).gateway));
    expect([refused.kind, refused.detail.code]).toEqual(["refused", "NOT_ALLOWED"]);
    expect((await failureOf(call(gatewayTo(() => empty(503)).gateway))).kind).toBe("unknown");
  });

  test("only the references have a body: both of them, the place cut to Klarna's length", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    await gateway.updateReferences(ORDER_ID, { ...references, place: "p".repeat(300) });
    await gateway.releaseRemainder(ORDER_ID, "key-1");
    expect(sent[0]?.body).toEqual({ merchant_reference1: "20418-1", merchant_reference2: "p".repeat(255) });
    expect(sent[1]?.body).toBeUndefined();
  });

  test("a reference that would have to be cut is refused", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    const long = { ...references, reference: "r".repeat(256) };
    expect((await failureOf(gateway.updateReferences(ORDER_ID, long))).detail.code).toBe("reference_out_of_range");
    expect(sent).toHaveLength(0);
  });
});

describe("what Klarna could only refuse is not sent", () => {
  test("a write without a key of its own, which would get another's answer", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    const error = await failureOf(gateway.cancelOrder(ORDER_ID, ""));
    expect([error.kind, error.detail.code]).toEqual(["refused", "key_missing"]);
    expect(sent).toHaveLength(0);
  });

  test.each(["ftp://till.test/x", "till.test", `https://till.test/${"x".repeat(2_000)}`, "https://till.test/a b"])(
    "a callback address: %s",
    async (callbackUrl) => {
      const { gateway, sent } = gatewayTo(() => empty(201));
      const error = await failureOf(gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl }));
      expect([error.kind, error.detail.code]).toEqual(["refused", "callback_url_unusable"]);
      expect(sent).toHaveLength(0);
    },
  );

  test.each(["", "  ", `${"x".repeat(250)}@a.uk`])("an e-mail address: %j", async (email) => {
    const { gateway, sent } = gatewayTo(() => empty(201));
    const error = await failureOf(gateway.sendLink("hpp-1", { channel: "email", email }));
    expect([error.kind, error.detail.code]).toEqual(["refused", "email_unusable"]);
    expect(sent).toHaveLength(0);
  });
});

describe("a failed connection test can be told apart", () => {
  const purchaseOf = { country: "GB", currency: "GBP", locale: "en-GB", amountMinor: 12_000, lines: [goods()] };
  const testing = { ...purchaseOf, customer: null, reference: "test-1", place: "Till 2" };
  const cases: [string, () => Response, unknown[]][] = [
    ["wrong credentials, or of another region", () => empty(401), ["refused", 401, "unauthorized", []]],
    ["a closed account", () => json({ error_code: "MERCHANT_INACTIVE" }, 403), [
      "refused",
      403,
      "MERCHANT_INACTIVE",
      [],
    ]],
    ["an account without rights", () => empty(403), ["refused", 403, "forbidden", []]],
    [
      "a channel or currency not agreed",
      () => json({ error_code: "BAD_VALUE", error_messages: ["Bad value: acquiring_channel"] }, 400),
      [
        "refused",
        400,
        "BAD_VALUE",
        ["Bad value: acquiring_channel"],
      ],
    ],
    ["another host in the way", () => empty(302, { location: "https://login.test" }), ["unknown", 302, "redirect", []]],
    ["something that is not Klarna", () => new Response("<html>"), [
      "unknown",
      200,
      "answer_malformed",
      ["body: invalid_type"],
    ]],
    ["Klarna down", () => empty(503), ["unknown", 503, null, []]],
  ];
  test.each(cases)("%s", async (_, answer, expected) => {
    const { kind, detail } = await failureOf(gatewayTo(answer).gateway.createPaymentSession(testing));
    expect([kind, detail.httpStatus, detail.code, detail.messages]).toEqual(expected);
  });
});
