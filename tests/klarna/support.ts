import { setImmediate } from "node:timers";
import type { KlarnaGateway, Purchase, PurchaseLine } from "../../src/klarna/gateway.ts";
import { KlarnaError } from "../../src/klarna/errors.ts";
import type { KlarnaClientOptions } from "../../src/klarna/client.ts";
import { createKlarnaGateway } from "../../src/klarna/klarna-gateway.ts";
import { createRateBuckets, type KlarnaClock } from "../../src/klarna/rate-bucket.ts";

export const BASE_URL = "https://klarna.test";

/** A clock that moves only when told to. */
export function settableClock() {
  let nowMs = 1_700_000_000_000;
  let sleepers: { at: number; wake: () => void }[] = [];
  const clock: KlarnaClock = {
    now: () => nowMs,
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        sleepers.push({ at: nowMs + ms, wake: resolve });
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    },
  };
  async function advance(ms: number): Promise<void> {
    nowMs += ms;
    const due = sleepers.filter((sleeper) => sleeper.at <= nowMs);
    sleepers = sleepers.filter((sleeper) => sleeper.at > nowMs);
    due.forEach((sleeper) => sleeper.wake());
    await settle();
  }
  return { clock, advance };
}

/** Lets everything that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export type Sent = { method: string; url: string; headers: Headers; body: unknown; init: RequestInit };

/** A gateway whose far end is one function from request to answer, and what was sent to it. */
export function gatewayTo(
  answer: (sent: Sent) => Response | Promise<Response>,
  { limits = "live", ...overrides }: Partial<KlarnaClientOptions> & { limits?: "live" | "playground" } = {},
) {
  const sent: Sent[] = [];
  const events: Record<string, unknown>[] = [];
  const { clock, advance } = settableClock();
  const gateway: KlarnaGateway = createKlarnaGateway({
    baseUrl: BASE_URL,
    credentials: { username: "K123456_abc", password: "s&<crét" },
    buckets: createRateBuckets(limits, overrides.clock ?? clock),
    clock,
    async fetch(input, init = {}) {
      const body: unknown = init.body instanceof Blob ? JSON.parse(await init.body.text()) : undefined;
      const one = { method: init.method ?? "GET", url: String(input), headers: new Headers(init.headers), body, init };
      sent.push(one);
      return await answer(one);
    },
    newId: () => "call_1",
    assertNoTransaction: () => undefined,
    log: (event) => events.push(event),
    ...overrides,
  });
  return { gateway, sent, events, advance };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
  });
}

export function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

/** The KlarnaError a call ends in; anything else fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<KlarnaError> {
  const error: unknown = await call.then(() => new Error("the call succeeded"), (cause: unknown) => cause);
  if (error instanceof KlarnaError) return error;
  throw error;
}

export function goods(overrides: Partial<PurchaseLine> = {}): PurchaseLine {
  return {
    kind: "goods",
    code: "TENT-2",
    name: "Two-person tent",
    quantity: 1,
    priceStyle: "inclusive",
    unitPriceMinor: 12_000,
    discountMinor: 0,
    taxRateBasisPoints: 2_000,
    taxMinor: 2_000,
    totalMinor: 12_000,
    ...overrides,
  };
}

export function paidOtherwise(amountMinor: number): PurchaseLine {
  return {
    kind: "paid_otherwise",
    code: null,
    name: "Paid in cash",
    quantity: 1,
    priceStyle: "inclusive",
    unitPriceMinor: -amountMinor,
    discountMinor: 0,
    taxRateBasisPoints: 0,
    taxMinor: 0,
    totalMinor: -amountMinor,
  };
}

export function purchase(overrides: Partial<Purchase> = {}): Purchase {
  return {
    country: "GB",
    currency: "GBP",
    locale: "en-GB",
    amountMinor: 12_000,
    lines: [goods()],
    customer: null,
    reference: "20418-1",
    place: "Fernbank Outdoor / Till 2",
    ...overrides,
  };
}
