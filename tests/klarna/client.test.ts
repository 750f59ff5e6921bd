import { describe, expect, test } from "vitest";
import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import { empty, failureOf, gatewayTo, json, purchase, type Sent } from "./support.ts";
import { HOSTED_ID, HOSTED_SESSION, ORDER_ID, PAYMENT_SESSION } from "./fixtures.ts";

const read = (gateway: KlarnaGateway) => gateway.readHostedSession(HOSTED_ID);
const write = (gateway: KlarnaGateway) => gateway.createPaymentSession(purchase());
const bodyless = (gateway: KlarnaGateway) => gateway.cancelOrder(ORDER_ID, "key-1");

async function failing(
  call: (gateway: KlarnaGateway) => Promise<unknown>,
  answer: (sent: Sent) => Response | Promise<Response>,
) {
  return await failureOf(call(gatewayTo(answer).gateway));
}

describe("requests", () => {
  test("carry Basic credentials as UTF-8, JSON types and a user agent, and follow no redirect", async () => {
    const { gateway, sent } = gatewayTo(() => json(PAYMENT_SESSION));
    await write(gateway);
    const headers = sent[0]?.headers;
    expect(headers?.get("authorization")).toBe("Basic SzEyMzQ1Nl9hYmM6cyY8Y3LDqXQ=");
    expect(headers?.get("content-type")).toBe("application/json");
    expect(headers?.get("accept")).toBe("application/json");
    expect(headers?.get("user-agent")).toBe("Tillside");
    expect(headers?.get("klarna-idempotency-key")).toBeNull();
    expect(sent[0]?.init.redirect).toBe("manual");
  });

  test("say who sends them, in the form of Klarna's own libraries, once the version is known", async () => {
    const { gateway, sent } = gatewayTo(() => json(PAYMENT_SESSION), { version: "0.1.0" });
    await write(gateway);
    expect(sent[0]?.headers.get("user-agent")).toBe("Library/Tillside_0.1.0 Language/TypeScript");
    expect(JSON.parse(sent[0]?.headers.get("x-klarna-integration-metadata") ?? "")).toEqual({
      integrator: { name: "Tillside", module_name: "Tillside", module_version: "0.1.0" },
      originators: [],
    });
    expect(sent[0]?.headers.get("klarna-integrator")).toBeNull();
    const unnamed = gatewayTo(() => json(PAYMENT_SESSION));
    await write(unnamed.gateway);
    expect(unnamed.sent[0]?.headers.get("x-klarna-integration-metadata")).toBeNull();
  });

  test("carry an API key as it is", async () => {
    const { gateway, sent } = gatewayTo(() => empty(404), { credentials: { apiKey: "klarna_test_api_xyz" } });
    await read(gateway);
    expect(sent[0]?.headers.get("authorization")).toBe("Basic klarna_test_api_xyz");
    expect(sent[0]?.headers.get("content-type")).toBeNull();
  });

  test.each(["klarna_live_api_x\n0", "ключ"])(
    "an API key that cannot be sent is refused without repeating it: %j",
    (apiKey) => {
      const open = () => gatewayTo(() => empty(404), { credentials: { apiKey } });
      expect(open).toThrow("These credentials for Klarna hold a sign that cannot be sent.");
      expect(open).toThrow(expect.not.objectContaining({ message: expect.stringContaining(apiKey) }));
    },
  );

  test("are refused while a transaction is open, before anything is sent", async () => {
    const { gateway, sent } = gatewayTo(() => json(PAYMENT_SESSION), {
      assertNoTransaction: () => {
        throw new Error("a transaction is open");
      },
    });
    await expect(read(gateway)).rejects.toThrow("a transaction is open");
    await expect(write(gateway)).rejects.toThrow("a transaction is open");
    expect(sent).toHaveLength(0);
  });

  test("a base URL may end in a slash", async () => {
    const { gateway, sent } = gatewayTo(() => json(HOSTED_SESSION, 201), { baseUrl: "https://klarna.test/" });
    await gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null });
    expect(sent[0]?.url).toBe("https://klarna.test/hpp/v1/sessions");
    expect(sent[0]?.body).toMatchObject({ payment_session_url: "https://klarna.test/payments/v1/sessions/ps-1" });
  });

  test.each(["", "..", "x".repeat(256)])("an id that is none is never sent: %j", async (id) => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    const error = await failureOf(gateway.disableHostedSession(id));
    expect([error.kind, error.detail.code]).toEqual(["refused", "id_unusable"]);
    expect(sent).toHaveLength(0);
  });

  test("an id stays one segment of the path", async () => {
    const { gateway, sent } = gatewayTo(() => empty(204));
    await gateway.cancelOrder("a/b?c", "key-1");
    expect(sent[0]?.url).toBe("https://klarna.test/ordermanagement/v1/orders/a%2Fb%3Fc/cancel");
  });
});

describe("statuses", () => {
  test.each([400, 401, 403, 404, 409, 413, 422])(
    "a %i to a write is refused, with or without a body",
    async (status) => {
      const described = await failing(
        write,
        () => json({ error_code: "SOME_CODE", error_messages: ["first", "second"], correlation_id: "c-1" }, status),
      );
      expect(described.kind).toBe("refused");
      expect(described.detail).toMatchObject({
        httpStatus: status,
        messages: ["first", "second"],
        correlationId: "c-1",
      });
      expect((await failing(write, () => empty(status))).kind).toBe("refused");
    },
  );

  test("a 401 has the code unauthorized whatever its body says", async () => {
    expect((await failing(read, () => empty(401))).detail.code).toBe("unauthorized");
    expect((await failing(write, () => json({ error_code: "UNAUTHORIZED" }, 401))).detail.code).toBe("unauthorized");
  });

  test("a 403 has Klarna's code, or forbidden without one", async () => {
    expect((await failing(write, () => json({ error_code: "REJECTED" }, 403))).detail.code).toBe("REJECTED");
    expect((await failing(read, () => empty(403))).detail.code).toBe("forbidden");
  });

  test("a single error_message is kept too", async () => {
    const error = await failing(write, () => json({ error_code: "BAD_VALUE", error_message: "only one" }, 400));
    expect(error.detail.messages).toEqual(["only one"]);
    expect(error.detail.code).toBe("BAD_VALUE");
  });

  test.each(["<html>no</html>", "null", "[]", '{"error_code":7,"error_messages":"x"}'])(
    "an error body that is none of Klarna's is survived: %s",
    async (text) => {
      const error = await failing(write, () => new Response(text, { status: 400 }));
      expect([error.kind, error.detail.code, error.detail.messages]).toEqual(["refused", null, []]);
    },
  );

  test.each([500, 502, 503, 504, 408])("a %i leaves a write unknown and a read unavailable", async (status) => {
    expect((await failing(write, () => empty(status))).kind).toBe("unknown");
    expect((await failing(bodyless, () => empty(status))).kind).toBe("unknown");
    expect((await failing(read, () => empty(status))).kind).toBe("unavailable");
  });

  test("a 429 is unavailable and tells how long to wait", async () => {
    const after = async (headers: Record<string, string>) => {
      const error = await failing(write, () => empty(429, headers));
      expect(error.kind).toBe("unavailable");
      return error.detail.retryAfterMs;
    };
    expect(await after({ "retry-after": "3" })).toBe(3_000);
    expect(await after({ "x-ratelimit-limit": "5, 5;w=1", "x-ratelimit-reset": "1" })).toBe(1_000);
    expect(await after({ "retry-after": "Wed, 25 Nov 2026 10:00:00 GMT" })).toBeNull();
    expect(await after({})).toBeNull();
    expect((await failing(read, () => empty(429))).kind).toBe("unavailable");
  });

  test.each([301, 302, 303, 307, 308])(
    "a %i is not followed: a write is unknown, a read unavailable",
    async (status) => {
      const answer = () => empty(status, { location: "https://elsewhere.test/" });
      const written = await failing(write, answer);
      const looked = await failing(read, answer);
      expect([written.kind, written.detail.code]).toEqual(["unknown", "redirect"]);
      expect([looked.kind, looked.detail.code]).toEqual(["unavailable", "redirect"]);
    },
  );
});

describe("correlation ids and the log", () => {
  test("the header's id is answered, else the body's, else null", async () => {
    const header = { "Klarna-Correlation-Id": "c-header" };
    const { gateway } = gatewayTo(() => json({ ...PAYMENT_SESSION, correlation_id: "c-body" }, 200, header));
    expect((await write(gateway)).correlationId).toBe("c-header");
    const gone = gatewayTo(() => json({ error_code: "NO_SUCH_ORDER", correlation_id: "c-body" }, 404));
    expect((await gone.gateway.readOrder(ORDER_ID)).correlationId).toBe("c-body");
    expect((await failing(write, () => json({ correlation_id: "c-body" }, 400))).detail.correlationId).toBe("c-body");
    expect((await failing(write, () => empty(400, header))).detail.correlationId).toBe("c-header");
    expect((await failing(write, () => empty(400))).detail.correlationId).toBeNull();
  });

  test("every call leaves one event, without secrets or the customer", async () => {
    const customer = {
      givenName: "Sam",
      familyName: "Fern",
      email: "sam@example.test",
      phone: "+447700900123",
      street: null,
      street2: null,
      postalCode: null,
      city: null,
      region: null,
      country: "GB",
    };
    const { gateway, events } = gatewayTo(({ method }) => method === "POST" ? json(PAYMENT_SESSION) : empty(500));
    await gateway.createPaymentSession(purchase({ customer }));
    await failureOf(read(gateway));
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      operation: "createPaymentSession",
      status: 200,
      callId: "call_1",
      durationMs: 0,
    });
    expect(events[1]).toMatchObject({ operation: "readHostedSession", kind: "unavailable", httpStatus: 500 });
    expect(JSON.stringify(events)).not.toMatch(/Sam|sam@|7700|Basic|s&</);
  });
});
