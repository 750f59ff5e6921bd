import { describe, expect, test } from "vitest";
import { bucketsByMerchant, createRateBucket } from "../../src/klarna/rate-bucket.ts";
import { empty, failureOf, gatewayTo, json, purchase, settableClock, settle } from "./support.ts";
import { HOSTED_ID, PAYMENT_SESSION } from "./fixtures.ts";

const never = new AbortController().signal;

describe("createRateBucket", () => {
  test("lets its size through at once and the next ones a second later", async () => {
    const { clock, advance } = settableClock();
    const bucket = createRateBucket(2, clock);
    const taken: number[] = [];
    for (const turn of [1, 2, 3, 4]) bucket.take(never).then(() => taken.push(turn));
    await settle();
    expect(taken).toEqual([1, 2]);
    await advance(999);
    expect(taken).toEqual([1, 2]);
    await advance(1);
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  test("never has more than its size in any one second", async () => {
    const { clock, advance } = settableClock();
    const bucket = createRateBucket(3, clock);
    const takenAt: number[] = [];
    for (let step = 0; step < 100; step++) {
      bucket.take(never).then(() => takenAt.push(clock.now()), () => undefined);
      await settle();
      await advance(100);
    }
    expect(takenAt.length).toBeGreaterThan(25);
    for (const at of takenAt) {
      expect(takenAt.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(3);
    }
  });

  test("refuses to wait longer than its limit and says how long it would be", async () => {
    const { clock } = settableClock();
    const bucket = createRateBucket(1, clock);
    bucket.take(never);
    bucket.take(never);
    const error = await failureOf(bucket.take(never));
    expect(error.kind).toBe("unavailable");
    expect(error.detail.code).toBe("rate_limited");
    expect(error.detail.retryAfterMs).toBe(2_000);
  });

  test("goes on when the machine's clock is set back", async () => {
    let nowMs = 10_000_000;
    const bucket = createRateBucket(1, { now: () => nowMs, wait: () => Promise.resolve() });
    await bucket.take(never);
    nowMs -= 5_000_000;
    await expect(bucket.take(never)).resolves.toBeUndefined();
  });
});

describe("bucketsByMerchant", () => {
  const place = "https://api.playground.klarna.com";
  const password = "x";

  test("gives every line of a merchant the same buckets: new credentials, and the same ones once more", () => {
    const bucketsOf = bucketsByMerchant(settableClock().clock);
    const first = bucketsOf(place, { username: "PK12345_one", password });
    expect(bucketsOf(`${place}/`, { username: "PK12345_two", password: "y" })).toBe(first);
    const key = bucketsOf(place, { apiKey: "klarna_test_api_one" });
    expect(bucketsOf(place, { apiKey: "klarna_test_api_one" })).toBe(key);
  });

  test("gives another merchant, another place and another key their own", () => {
    const bucketsOf = bucketsByMerchant(settableClock().clock);
    const all = [
      bucketsOf(place, { username: "PK12345_one", password }),
      bucketsOf(place, { username: "PK12346_one", password }),
      bucketsOf("https://api-na.playground.klarna.com", { username: "PK12345_one", password }),
      bucketsOf(place, { apiKey: "klarna_test_api_one" }),
      bucketsOf(place, { apiKey: "klarna_test_api_two" }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test("remembers who signs in again and again, and only so many others", () => {
    const bucketsOf = bucketsByMerchant(settableClock().clock);
    const used = bucketsOf(place, { username: "PK1_one", password });
    const once = bucketsOf(place, { username: "PK2_one", password });
    for (let other = 0; other < 40; other++) {
      bucketsOf(place, { username: `mistyped${other}`, password });
      expect(bucketsOf(place, { username: "PK1_one", password })).toBe(used);
    }
    expect(bucketsOf(place, { username: "PK2_one", password })).not.toBe(once);
  });
});

describe("createKlarnaGateway: rate limits", () => {
  test("playground: the sixth create waits, a read does not", async () => {
    const { gateway, sent, advance } = gatewayTo(
      ({ method }) => method === "POST" ? json(PAYMENT_SESSION) : empty(404),
      { limits: "playground" },
    );
    const creates = Array.from({ length: 6 }, () => gateway.createPaymentSession(purchase()));
    const read = gateway.readHostedSession(HOSTED_ID);
    await settle();
    expect(sent.filter((one) => one.method === "POST")).toHaveLength(5);
    expect((await read).state).toBe("gone");
    await advance(1_000);
    await Promise.all(creates);
    expect(sent.filter((one) => one.method === "POST")).toHaveLength(6);
  });

  test("live: forty creates go out at once, the forty-first waits", async () => {
    const { gateway, sent, advance } = gatewayTo(() => json(PAYMENT_SESSION));
    const creates = Array.from({ length: 41 }, () => gateway.createPaymentSession(purchase()));
    await settle();
    expect(sent).toHaveLength(40);
    await advance(1_000);
    await Promise.all(creates);
    expect(sent).toHaveLength(41);
  });

  test("a call whose deadline passes while it waits for its turn was never sent", async () => {
    const { gateway, sent, advance } = gatewayTo(() => json(PAYMENT_SESSION), { limits: "playground", timeoutMs: 500 });
    await Promise.all(Array.from({ length: 5 }, () => gateway.createPaymentSession(purchase())));
    const late = failureOf(gateway.createPaymentSession(purchase()));
    await advance(500);
    const error = await late;
    expect(error.kind).toBe("unavailable");
    expect(error.detail.code).toBe("timeout");
    await advance(5_000);
    expect(sent).toHaveLength(5);
  });

  test("nor is it sent when the clock's wait ends quietly at the deadline", async () => {
    const { clock, advance } = settableClock();
    const quiet = {
      now: clock.now,
      wait: (ms: number, signal?: AbortSignal) => clock.wait(ms, signal).catch(() => {}),
    };
    const { gateway, sent } = gatewayTo(() => json(PAYMENT_SESSION), {
      limits: "playground",
      timeoutMs: 500,
      clock: quiet,
    });
    await Promise.all(Array.from({ length: 5 }, () => gateway.createPaymentSession(purchase())));
    const late = failureOf(gateway.createPaymentSession(purchase()));
    await advance(500);
    expect((await late).kind).toBe("unavailable");
    expect(sent).toHaveLength(5);
  });
});
