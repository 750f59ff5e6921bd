import { describe, expect, test } from "vitest";
import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import { empty, failureOf, gatewayTo, json, purchase, type Sent, settle } from "./support.ts";
import { HOSTED_ID, ORDER, ORDER_ID } from "./fixtures.ts";

const read = (gateway: KlarnaGateway) => gateway.readHostedSession(HOSTED_ID);
const write = (gateway: KlarnaGateway) => gateway.createPaymentSession(purchase());
const bodyless = (gateway: KlarnaGateway) => gateway.cancelOrder(ORDER_ID, "key-1");

async function failing(
  call: (gateway: KlarnaGateway) => Promise<unknown>,
  answer: (sent: Sent) => Response | Promise<Response>,
) {
  return await failureOf(call(gatewayTo(answer).gateway));
}

function connectFailure(): never {
  const cause = new Error("error sending request for url (https://x/): client error (Connect): tcp connect error");
  throw new TypeError("fetch failed", { cause });
}

function reset(): never {
  const cause = new Error("client error (SendRequest): connection closed before message completed");
  throw new TypeError("fetch failed", { cause });
}

describe("answers that never come whole", () => {
  test("no connection: nothing happened", async () => {
    for (const call of [read, write]) {
      const error = await failing(call, connectFailure);
      expect([error.kind, error.detail.code]).toEqual(["unavailable", "unreachable"]);
      expect(error.detail.httpStatus).toBeNull();
    }
  });

  test("a real connection refused is told apart by the runtime's own words", async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    listener.close();
    const { gateway } = gatewayTo(() => empty(500), { baseUrl: `http://127.0.0.1:${port}`, fetch: globalThis.fetch });
    const error = await failureOf(write(gateway));
    expect([error.kind, error.detail.code]).toEqual(["unavailable", "unreachable"]);
  });

  test("a real connection closed after the request leaves a write unknown, and it was sent only once", async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    let connections = 0;
    const served = (async () => {
      for await (const connection of listener) {
        connections += 1;
        await connection.read(new Uint8Array(8_192));
        connection.close();
      }
    })();
    const baseUrl = `http://127.0.0.1:${listener.addr.port}`;
    const { gateway } = gatewayTo(() => empty(500), { baseUrl, fetch: globalThis.fetch });
    const error = await failureOf(write(gateway));
    listener.close();
    await served;
    expect([error.kind, error.detail.code]).toEqual(["unknown", "connection_lost"]);
    expect(connections).toBe(1);
  });

  test("a reset leaves a write unknown and a read unavailable", async () => {
    const written = await failing(write, reset);
    expect([written.kind, written.detail.code]).toEqual(["unknown", "connection_lost"]);
    expect((await failing(read, reset)).kind).toBe("unavailable");
  });

  test("no answer within the deadline: a write is unknown, a read unavailable, the request is aborted", async () => {
    for (const [call, kind] of [[write, "unknown"], [read, "unavailable"]] as const) {
      const { gateway, sent, advance } = gatewayTo(() => new Promise<Response>(() => undefined));
      const failure = failureOf(call(gateway));
      await settle();
      await advance(9_999);
      expect(sent[0]?.init.signal?.aborted).toBe(false);
      await advance(1);
      const error = await failure;
      expect([error.kind, error.detail.code]).toEqual([kind, "timeout"]);
      expect(sent[0]?.init.signal?.aborted).toBe(true);
    }
  });

  test("the deadline covers the body too, and what the head said is kept", async () => {
    const stalled = () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("{")) }), {
        headers: { "klarna-correlation-id": "c-7" },
      });
    const { gateway, advance } = gatewayTo(stalled, { timeoutMs: 2_000 });
    const failure = failureOf(write(gateway));
    await settle();
    await advance(2_000);
    const error = await failure;
    expect([error.kind, error.detail.code]).toEqual(["unknown", "timeout"]);
    expect(error.detail).toMatchObject({ httpStatus: 200, correlationId: "c-7" });
  });

  /** The answer's head, and the first byte of a body that never comes. */
  const stalling = (status: number, headers: Record<string, string> = {}) => () =>
    new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("{")) }), {
      status,
      headers: { "klarna-correlation-id": "c-7", ...headers },
    });

  async function afterDeadline<T>(call: (gateway: KlarnaGateway) => Promise<T>, answer: () => Response): Promise<T> {
    const { gateway, advance } = gatewayTo(answer);
    const called = call(gateway);
    // Whoever awaits it may come after it has failed.
    called.catch(() => undefined);
    await settle();
    await advance(10_000);
    return await called;
  }

  test.each([400, 401, 403, 404, 409, 422])(
    "a %i whose body stalls is a refusal with that status when the deadline has passed",
    async (status) => {
      for (const call of [write, bodyless]) {
        const { kind, detail } = await failureOf(afterDeadline(call, stalling(status)));
        expect([kind, detail.httpStatus, detail.correlationId]).toEqual(["refused", status, "c-7"]);
        expect(detail.code).not.toBe("timeout");
      }
    },
  );

  test("an outcome that the status alone tells is one also when its body stalls", async () => {
    const disable = (gateway: KlarnaGateway) => gateway.disableHostedSession(HOSTED_ID);
    expect(await afterDeadline(disable, stalling(400))).toEqual({ outcome: "too_late", correlationId: "c-7" });
    expect(await afterDeadline(disable, stalling(404))).toEqual({ outcome: "gone", correlationId: "c-7" });
    expect(await afterDeadline(read, stalling(404))).toEqual({ state: "gone", correlationId: "c-7" });
  });

  test("a 429 whose body stalls still says how long to wait, a 503 still leaves a write unknown", async () => {
    const busy = await failureOf(afterDeadline(write, stalling(429, { "retry-after": "7" })));
    expect([busy.kind, busy.detail.retryAfterMs]).toEqual(["unavailable", 7_000]);
    const away = await failureOf(afterDeadline(write, stalling(503)));
    expect([away.kind, away.detail.httpStatus]).toEqual(["unknown", 503]);
  });

  test("a success that is told by its head alone is one before any body", async () => {
    const { gateway } = gatewayTo(stalling(200));
    await expect(bodyless(gateway)).resolves.toEqual({ correlationId: "c-7" });
  });

  test("a body that breaks off leaves a write unknown and a read unavailable", async () => {
    const broken = (status: number) => () =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("reset")) }), { status });
    const written = await failing(write, broken(200));
    expect([written.kind, written.detail.code]).toEqual(["unknown", "connection_lost"]);
    expect((await failing(read, broken(200))).kind).toBe("unavailable");
    expect((await failing(write, broken(400))).kind).toBe("refused");
    const { gateway } = gatewayTo(broken(200));
    await expect(bodyless(gateway)).resolves.toEqual({ correlationId: null });
  });

  test("a body beyond a mebibyte is not read to its end", async () => {
    let chunks = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(stream) {
            chunks += 1;
            stream.enqueue(new Uint8Array(65_536));
          },
        }),
      );
    const error = await failing(write, endless);
    expect([error.kind, error.detail.code]).toEqual(["unknown", "answer_too_large"]);
    expect(chunks).toBeLessThan(30);
    expect((await failing(read, endless)).kind).toBe("unavailable");
  });

  test.each(["", "{", "null", "{}", '{"session_id":7}', '{"session_id":""}'])(
    "a success that says nothing usable leaves a write unknown: %j",
    async (text) => {
      const error = await failing(write, () => new Response(text));
      expect([error.kind, error.detail.code, error.detail.httpStatus]).toEqual(["unknown", "answer_malformed", 200]);
      expect((await failing(read, () => new Response(text))).kind).toBe("unavailable");
    },
  );

  test("a malformed answer names the field, never what it held", async () => {
    const order = { ...ORDER, order_amount: "12,00", billing_address: { given_name: 42, email: "sam@example.test" } };
    const error = await failing((gateway) => gateway.readOrder(ORDER_ID), () => json(order));
    expect(error.detail.messages.join()).toContain("order_amount");
    expect(JSON.stringify(error.detail)).not.toMatch(/12,00|sam@/);
  });
});
