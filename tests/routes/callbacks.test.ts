import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCallbackApp } from "../../src/routes/callbacks.ts";
import { hashToken } from "../../src/security/session-token.ts";
import { inProcess, openTestTill, type TestTill } from "../support/test-till.ts";
import { dump, paymentRow, payWithKlarna, ringUp } from "./scene.ts";

const CALLBACKS = "http://callbacks.test";

let till: TestTill;
let paymentId: string;
/** Where Klarna was told to call, as it was told. */
let address: string;
let call: (url: string, body?: string, method?: string) => Promise<Response>;

beforeEach(async () => {
  address = "";
  till = await openTestTill({ callbackUrl: CALLBACKS, klarnaFetch: keepAddress });
  const ada = await till.signIn("Ada");
  paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
  const app = createCallbackApp(till.shop);
  call = async (url, body = "{}", method = "POST") => {
    return await app.fetch(new Request(url, { method, body: method === "POST" ? body : null }));
  };
});

afterEach(() => till.close());

describe("a call of Klarna's", () => {
  test("with the right secret is answered with nothing, and the next look is due at once", async () => {
    const { status } = await paymentRow(till, paymentId);
    expect(status).toBe("waiting");
    till.simulator.control.open((await paymentRow(till, paymentId)).reference);
    await till.runner.drain();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "waiting" });
    till.clock.advance(500);
    const answer = await call(address);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "waiting", nextCheckAt: till.clock.now() });
    await till.runner.drain();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "in_progress" });
  });

  test("that comes right after a look is followed by one half a second later, however many come", async () => {
    till.simulator.control.open((await paymentRow(till, paymentId)).reference);
    const looks = till.simulator.control.countRequests("readHostedSession");
    for (let count = 0; count < 20; count++) {
      expect((await call(address)).status).toBe(204);
      await till.runner.drain();
    }
    expect(till.simulator.control.countRequests("readHostedSession")).toBe(looks);
    till.clock.advance(500);
    await till.runner.drain();
    expect(till.simulator.control.countRequests("readHostedSession")).toBe(looks + 1);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "in_progress" });
  });

  test.each([
    "",
    "not JSON",
    JSON.stringify({ event_id: "e1", session: { status: "COMPLETED", order_id: "made-up" } }),
    "x".repeat(200_000),
  ])("is a hint, whatever its body claims (case %#)", async (body) => {
    expect((await call(address, body)).status).toBe(204);
    await till.runner.drain();
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "waiting", orderId: null });
  });

  test("that comes twice, at once or later, leaves what one leaves", async () => {
    await call(address);
    const once = await dump(till);
    await Promise.all([call(address), call(address)]);
    expect((await call(address)).status).toBe(204);
    expect(await dump(till)).toEqual(once);
    await till.runner.drain();
    const looked = await dump(till);
    expect((await call(address)).status).toBe(204);
    await till.runner.drain();
    expect(await dump(till)).toEqual(looked);
  });

  test("with a wrong secret leads nowhere and hints at nothing", async () => {
    const before = await dump(till);
    const secret = address.split("/").at(-1) ?? "";
    const wrong = [
      "made-up",
      secret.slice(1),
      `${secret}x`,
      secret.toUpperCase(),
      hashToken(secret),
      "%00",
      "%E0%A4%A",
    ];
    for (const token of wrong) {
      const answer = await call(`${CALLBACKS}/klarna/${token}`);
      expect([answer.status, await answer.text()]).toEqual([404, ""]);
    }
    expect(await dump(till)).toEqual(before);
  });

  test("must be sent as one: a look at its address is not enough", async () => {
    const before = await dump(till);
    expect((await call(address, "", "GET")).status).toBe(404);
    expect(await dump(till)).toEqual(before);
  });
});

describe("a flood of calls", () => {
  const CALLS = 2_000;

  test("forged, doubled, late and random: nothing changes that no look confirmed", async () => {
    const secret = address.split("/").at(-1) ?? "";
    const random = seeded(7);
    const { reference } = await paymentRow(till, paymentId);
    const acts = [
      () => till.simulator.control.open(reference),
      () => till.simulator.control.decline(reference),
      () => till.simulator.control.approve(reference),
    ];
    for (let count = 0; count < CALLS; count++) {
      if (count % 500 === 250) acts.shift()?.();
      const before = await paymentRow(till, paymentId);
      const token = random(3) === 0 ? secret.slice(random(5)) + "A".repeat(random(3)) : secret;
      const answer = await call(`${CALLBACKS}/klarna/${token}`, forgedBody(random), "POST");
      expect(answer.status).toBe(token === secret ? 204 : 404);
      const after = await paymentRow(till, paymentId);
      expect({ ...after, nextCheckAt: 0 }).toEqual({ ...before, nextCheckAt: 0 });
      if (random(20) === 0) await till.runner.drain();
      if (random(40) === 0) till.clock.advance(1_000);
    }
    await till.runner.drain();
    expect((await paymentRow(till, paymentId)).status).toBe("authorized");
    const events = await till.shop.db.read.selectFrom("paymentEvent").select("toStatus").execute();
    expect(events.map(({ toStatus }) => toStatus).filter(Boolean)).toEqual([
      "created",
      "waiting",
      "in_progress",
      "authorized",
    ]);
  });

  test("writes once for a look that is due, however often it is called for", async () => {
    let statements = 0;
    const flooded = await openTestTill({
      callbackUrl: CALLBACKS,
      klarnaFetch: keepAddress,
      beforeStatement: () => void statements++,
    });
    const before = till;
    till = flooded;
    const ada = await flooded.signIn("Ada");
    await payWithKlarna(flooded, ada, await ringUp(flooded, ada), "waiting");
    const app = createCallbackApp(flooded.shop);
    flooded.clock.advance(100);
    statements = 0;
    for (let count = 0; count < 50; count++) {
      expect((await app.fetch(new Request(address, { method: "POST" }))).status).toBe(204);
    }
    expect(statements).toBe(3);
    await flooded.close();
    till = before;
  });
});

/** Chance that a failing run repeats. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** What somebody who would like to be believed might send. */
function forgedBody(random: (below: number) => number): string {
  const statuses = ["COMPLETED", "CANCELLED", "FAILED", "EXPIRED", "WAITING", "ACTIVE", "???"];
  const session = { status: statuses[random(statuses.length)], order_id: `made-up-${random(99)}`, updated_at: "2001" };
  return ["", "not JSON", "x".repeat(random(9_999)), JSON.stringify({ event_id: random(5), session })][random(4)] ?? "";
}

test("the callbacks' port shows nothing else of the till", async () => {
  for (const path of ["/", "/sign-in", "/payments", "/health", "/assets/app.css", "/klarna", "/klarna/"]) {
    const answer = await call(CALLBACKS + path, "", "GET");
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  }
});

test("the secret is 256 bits, of which only the hash is kept", async () => {
  const secret = address.split("/").at(-1) ?? "";
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect((await paymentRow(till, paymentId)).callbackTokenHash).toBe(hashToken(secret));
  expect(JSON.stringify(await dump(till))).not.toContain(secret);
  expect(till.lines.join("\n")).not.toContain(secret);
});

test("a fault of the till's own is answered as one, and what is logged holds no secret", async () => {
  await till.shop.db.write.destroy();
  const answer = await call(address);
  expect([answer.status, await answer.text()]).toEqual([500, ""]);
  expect(till.lines.some((line) => line.includes("callback_failed"))).toBe(true);
  expect(till.lines.join("\n")).not.toContain(address.split("/").at(-1));
});

/** Writes down where Klarna is to call, and keeps it from the simulator, so that only the tests call. */
async function keepAddress(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const body = await request.text();
  const found = /"status_update":"([^"]*)"/.exec(body);
  if (found) address = found[1] ?? "";
  const text = body.replace(/,?"status_update":"[^"]*"/, "");
  const { method, headers } = request;
  headers.delete("content-length");
  return await inProcess(till.simulator)(request.url, { method, headers, ...(text === "" ? {} : { body: text }) });
}
