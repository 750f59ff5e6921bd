import { describe, expect, test } from "vitest";
import { empty, failureOf, gatewayTo, goods, json, paidOtherwise, purchase } from "./support.ts";
import {
  COMPLETED_SESSION,
  HOSTED_ID,
  HOSTED_SESSION,
  ORDER,
  ORDER_ID,
  ORDER_SNAPSHOT,
  PAYMENT_SESSION,
} from "./fixtures.ts";

const capture = { idempotencyKey: "key-1", amountMinor: 12_000, reference: "wish_1", lines: [goods()] };

describe("payment sessions", () => {
  test("create posts the purchase and answers the id, whatever its UUID version", async () => {
    const { gateway, sent } = gatewayTo(() => json(PAYMENT_SESSION));
    const lines = [goods(), paidOtherwise(2_000)];
    const answer = await gateway.createPaymentSession(purchase({ lines, amountMinor: 10_000 }));
    expect(answer).toEqual({ paymentSessionId: "0b1d9815-165e-52e2-8867-35bc03789e00", correlationId: null });
    expect(sent[0]).toMatchObject({ method: "POST", url: "https://klarna.test/payments/v1/sessions" });
    expect(sent[0]?.body).toEqual({
      acquiring_channel: "IN_STORE",
      intent: "buy",
      purchase_country: "GB",
      purchase_currency: "GBP",
      locale: "en-GB",
      order_amount: 10_000,
      order_tax_amount: 2_000,
      order_lines: [
        {
          type: "physical",
          reference: "TENT-2",
          name: "Two-person tent",
          quantity: 1,
          unit_price: 12_000,
          total_discount_amount: 0,
          total_amount: 12_000,
          tax_rate: 2_000,
          total_tax_amount: 2_000,
        },
        {
          type: "gift_card",
          name: "Paid in cash",
          quantity: 1,
          unit_price: -2_000,
          total_discount_amount: 0,
          total_amount: -2_000,
          tax_rate: 0,
          total_tax_amount: 0,
        },
      ],
      merchant_reference1: "20418-1",
      merchant_reference2: "Fernbank Outdoor / Till 2",
    });
  });

  test("update posts the purchase to the session; 204 is all", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204, { "klarna-correlation-id": "c-1" }));
    expect(await gateway.updatePaymentSession("ps-1", purchase())).toEqual({ correlationId: "c-1" });
    expect(sent[0]).toMatchObject({ method: "POST", url: "https://klarna.test/payments/v1/sessions/ps-1" });
    expect(sent[0]?.body).toMatchObject({ order_amount: 12_000, merchant_reference1: "20418-1" });
  });

  test("update of a session Klarna no longer has is refused, with Klarna's code", async () => {
    const { gateway } = gatewayTo(() => json({ error_code: "SESSION_COMPLETED" }, 404));
    const error = await failureOf(gateway.updatePaymentSession("ps-1", purchase()));
    expect([error.kind, error.detail.code]).toEqual(["refused", "SESSION_COMPLETED"]);
  });
});

describe("hosted sessions", () => {
  test("create asks Klarna to place the order and answers the links", async () => {
    const { gateway, sent } = gatewayTo(() => json(HOSTED_SESSION, 201));
    const callbackUrl = "https://shop.test/callbacks/abc?sid={{session_id}}";
    const answer = await gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl });
    expect(answer).toEqual({
      hostedSessionId: HOSTED_ID,
      linkUrl: "https://pay.klarna.com/eu/hpp/payments/2OCkffK",
      qrImageUrl: "https://pay.klarna.com/eu/hpp/payments/2OCkffK/qr",
      expiresAt: 1_557_928_303_507,
      correlationId: null,
    });
    expect(sent[0]).toMatchObject({ method: "POST", url: "https://klarna.test/hpp/v1/sessions" });
    expect(sent[0]?.body).toEqual({
      payment_session_url: "https://klarna.test/payments/v1/sessions/ps-1",
      options: { place_order_mode: "PLACE_ORDER" },
      merchant_urls: { status_update: callbackUrl },
    });
  });

  test("create without a callback names no URLs, and an answer without links reads as null", async () => {
    const { gateway, sent } = gatewayTo(() =>
      json({ session_id: HOSTED_ID, redirect_url: "", qr_code_url: null }, 201)
    );
    const answer = await gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null });
    expect(answer).toEqual({
      hostedSessionId: HOSTED_ID,
      linkUrl: null,
      qrImageUrl: null,
      expiresAt: null,
      correlationId: null,
    });
    expect(sent[0]?.body).not.toHaveProperty("merchant_urls");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "ftp://x.test/a", "//x.test/a", "nonsense"])(
    "a link that is not http(s) is never handed on: %s",
    async (url) => {
      for (const field of ["redirect_url", "qr_code_url"]) {
        const { gateway } = gatewayTo(() => json({ ...HOSTED_SESSION, [field]: url }, 201));
        const error = await failureOf(gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null }));
        expect([error.kind, error.detail.code]).toEqual(["unknown", "answer_malformed"]);
      }
    },
  );

  test("create for an expired payment session is refused", async () => {
    const { gateway } = gatewayTo(() => empty(404));
    const error = await failureOf(gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null }));
    expect([error.kind, error.detail.httpStatus]).toEqual(["refused", 404]);
  });

  test("read answers where the page stands", async () => {
    const { gateway, sent } = gatewayTo(() => json(COMPLETED_SESSION));
    expect(await gateway.readHostedSession(HOSTED_ID)).toEqual({
      state: "completed",
      klarnaStatus: "COMPLETED",
      updatedAt: 1_557_759_600_000,
      expiresAt: 1_557_928_303_507,
      orderId: ORDER_ID,
      klarnaReference: "AJNRQ54J",
      idCheckChallenge: null,
      correlationId: null,
    });
    expect(sent[0]).toMatchObject({ method: "GET", url: `https://klarna.test/hpp/v1/sessions/${HOSTED_ID}` });
    expect(sent[0]?.body).toBeUndefined();
  });

  test("read of a session Klarna no longer has is gone, not an error", async () => {
    const { gateway } = gatewayTo(() => empty(404));
    expect(await gateway.readHostedSession(HOSTED_ID)).toEqual({ state: "gone", correlationId: null });
  });

  test.each([[204, "disabled"], [400, "too_late"], [404, "gone"]])("disable: %i is %s", async (status, outcome) => {
    const { gateway, sent } = gatewayTo(() => empty(status));
    expect(await gateway.disableHostedSession(HOSTED_ID)).toEqual({ outcome, correlationId: null });
    expect(sent[0]).toMatchObject({ method: "DELETE", url: `https://klarna.test/hpp/v1/sessions/${HOSTED_ID}` });
  });

  test("disable with any other answer is a failure", async () => {
    const kindOf = async (status: number) =>
      (await failureOf(gatewayTo(() => empty(status)).gateway.disableHostedSession(HOSTED_ID))).kind;
    expect(await kindOf(500)).toBe("unknown");
    expect(await kindOf(403)).toBe("refused");
  });

  test.each([200, 201, 204])("send a link: a %i is accepted", async (status) => {
    const { gateway, sent } = gatewayTo(() => empty(status));
    const destination = { channel: "email", email: "customer@email.uk" } as const;
    expect(await gateway.sendLink(HOSTED_ID, destination)).toEqual({ correlationId: null });
    expect(sent[0]?.url).toBe(`https://klarna.test/hpp/v1/sessions/${HOSTED_ID}/distribution`);
    expect(sent[0]?.body).toEqual({ method: "email", contact_information: { email: "customer@email.uk" } });
  });

  test("send a link: a 400 is refused, a 503 may have sent it", async () => {
    const destination = { channel: "email", email: "no" } as const;
    const kindOf = async (status: number) =>
      (await failureOf(gatewayTo(() => empty(status)).gateway.sendLink(HOSTED_ID, destination))).kind;
    expect(await kindOf(400)).toBe("refused");
    expect(await kindOf(503)).toBe("unknown");
  });
});

describe("orders", () => {
  test("read answers Klarna's book with currency and country in upper case", async () => {
    const { gateway, sent } = gatewayTo(() => json(ORDER));
    expect(await gateway.readOrder(ORDER_ID)).toEqual({ ...ORDER_SNAPSHOT, correlationId: null });
    expect(sent[0]).toMatchObject({
      method: "GET",
      url: `https://klarna.test/ordermanagement/v1/orders/${ORDER_ID}`,
    });
    expect(sent[0]?.headers.get("klarna-integrator")).toBe("Tillside");
  });

  test("an order of which only the needed is told has null and nothing elsewhere", async () => {
    const needed = ["order_id", "status", "fraud_status", "order_amount", "captured_amount", "refunded_amount"];
    needed.push("remaining_authorized_amount", "purchase_currency");
    const order = Object.fromEntries(Object.entries(ORDER).filter(([name]) => needed.includes(name)));
    const read = await gatewayTo(() => json(order)).gateway.readOrder(ORDER_ID);
    expect(read).toMatchObject({
      paymentMethod: null,
      createdAt: null,
      expiresAt: null,
      captures: [],
      refunds: [],
      billing: { street: null, country: null, email: null },
    });
  });

  test("personal data or a way to pay that cannot be read hides no money", async () => {
    const odd = {
      ...ORDER,
      billing_address: { ...ORDER.billing_address, postal_code: 10024, city: ["New York"] },
      initial_payment_method: { type: "NEW_WAY", number_of_installments: "three" },
    };
    const read = await gatewayTo(() => json(odd)).gateway.readOrder(ORDER_ID);
    expect(read).toMatchObject({ billing: { givenName: "Sam", postalCode: null, city: null }, capturedMinor: 5_000 });
    expect(read).toMatchObject({ paymentMethod: { type: "NEW_WAY", installments: null } });
    for (const initial_payment_method of [null, {}, "card"]) {
      const without = gatewayTo(() => json({ ...ORDER, initial_payment_method }));
      expect(await without.gateway.readOrder(ORDER_ID)).toMatchObject({ paymentMethod: null });
    }
  });

  test("an answer about another order or session is no answer, in whichever case the id is written", async () => {
    const other = ORDER_ID.replace("f", "0");
    const order = await failureOf(gatewayTo(() => json({ ...ORDER, order_id: other })).gateway.readOrder(ORDER_ID));
    expect([order.kind, order.detail.code]).toEqual(["unavailable", "answer_malformed"]);
    const { gateway } = gatewayTo(() => json({ ...COMPLETED_SESSION, session_id: other }));
    const session = await failureOf(gateway.readHostedSession(HOSTED_ID));
    expect([session.kind, session.detail.code]).toEqual(["unavailable", "answer_malformed"]);
    const upper = gatewayTo(() => json({ ...ORDER, order_id: ORDER_ID.toUpperCase() }));
    expect(await upper.gateway.readOrder(ORDER_ID)).toMatchObject({ state: "part_captured" });
  });

  test.each(["order_id", "status", "fraud_status", "order_amount", "remaining_authorized_amount", "purchase_currency"])(
    "read of an order without %s is no answer",
    async (field) => {
      const order = Object.fromEntries(Object.entries(ORDER).filter(([name]) => name !== field));
      const error = await failureOf(gatewayTo(() => json(order)).gateway.readOrder(ORDER_ID));
      expect([error.kind, error.detail.code]).toEqual(["unavailable", "answer_malformed"]);
    },
  );

  test("read of an order Klarna does not have is gone", async () => {
    const { gateway } = gatewayTo(() => json({ error_code: "NO_SUCH_ORDER" }, 404));
    expect(await gateway.readOrder(ORDER_ID)).toEqual({ state: "gone", correlationId: null });
  });

  test("capture sends the key, amount, reference and lines, and answers the header's id", async () => {
    const { gateway, sent } = gatewayTo(() => empty(201, { "Capture-Id": "cap-1", location: "/x/captures/other" }));
    expect(await gateway.captureOrder(ORDER_ID, capture)).toEqual({ captureId: "cap-1", correlationId: null });
    expect(sent[0]?.url).toBe(`https://klarna.test/ordermanagement/v1/orders/${ORDER_ID}/captures`);
    expect(sent[0]?.headers.get("klarna-idempotency-key")).toBe("key-1");
    expect(sent[0]?.body).toMatchObject({ captured_amount: 12_000, reference: "wish_1" });
    expect(sent[0]?.body).toHaveProperty("order_lines.0.total_amount", 12_000);
  });

  test.each([
    ["https://klarna.test/ordermanagement/v1/orders/o/captures/cap-2", "cap-2"],
    ["/ordermanagement/v1/orders/o/captures/cap-3/?a=b/c", "cap-3"],
  ])("capture without the header finds its id in %s", async (location, captureId) => {
    const { gateway } = gatewayTo(() => empty(201, { location }));
    expect(await gateway.captureOrder(ORDER_ID, capture)).toEqual({ captureId, correlationId: null });
  });

  test.each<Record<string, string>>([{}, { location: "/orders/o/captures/" }])(
    "capture without any id is unknown: %j",
    async (headers) => {
      const error = await failureOf(gatewayTo(() => empty(201, headers)).gateway.captureOrder(ORDER_ID, capture));
      expect([error.kind, error.detail.code, error.detail.httpStatus]).toEqual(["unknown", "answer_malformed", 201]);
    },
  );

  test("capture Klarna does not allow is refused with its code", async () => {
    const { gateway } = gatewayTo(() => json({ error_code: "CAPTURE_NOT_ALLOWED" }, 403));
    const error = await failureOf(gateway.captureOrder(ORDER_ID, capture));
    expect([error.kind, error.detail.code]).toEqual(["refused", "CAPTURE_NOT_ALLOWED"]);
  });

  test("cancel sends only its key", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    expect(await gateway.cancelOrder(ORDER_ID, "key-2")).toEqual({ correlationId: null });
    expect(sent[0]).toMatchObject({
      method: "POST",
      url: `https://klarna.test/ordermanagement/v1/orders/${ORDER_ID}/cancel`,
      body: undefined,
    });
    expect(sent[0]?.headers.get("klarna-idempotency-key")).toBe("key-2");
  });
});
