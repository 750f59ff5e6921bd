import { describe, expect, test } from "vitest";
import { faultIds, troublesOf } from "../../src/simulator/fault-catalogue.ts";
import type { Garbling } from "../../src/simulator/requests.ts";
import { authorization, basket, openShop, type Shop } from "./shop.ts";

const create = ["POST", "/payments/v1/sessions"] as const;

async function paid(shop: Shop): Promise<{ sessionUrl: string; orderPath: string; orderId: string }> {
  const hosted = await shop.createHosted();
  const { orderId = "" } = shop.simulator.control.approve(hosted.session_id, { contact: "sam@example.com" });
  return { sessionUrl: hosted.session_url, orderPath: `/ordermanagement/v1/orders/${orderId}`, orderId };
}

describe("an answer that is broken", () => {
  async function garbled(garble: Garbling): Promise<Response> {
    const shop = openShop();
    const { sessionUrl } = await paid(shop);
    shop.simulator.control.addFault({ kind: "readHostedSession", garble });
    return await shop.call("GET", sessionUrl);
  }

  test("keeps the status and the correlation id it would have had", async () => {
    const response = await garbled("html");
    expect(response.status).toBe(200);
    expect(response.headers.get("klarna-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  test("is truncated, HTML, empty, of the wrong type, or of the right text in the wrong type", async () => {
    expect(() => JSON.parse("{")).toThrow();
    const truncated = await (await garbled("truncated")).text();
    expect(truncated.startsWith('{"session_id"')).toBe(true);
    expect(() => JSON.parse(truncated)).toThrow();
    expect(await (await garbled("html")).text()).toContain("<!doctype html>");
    expect(await (await garbled("empty")).text()).toBe("");
    expect(await (await garbled("wrongTypes")).json()).toMatchObject({ status: 42 });
    expect(await (await garbled("nullStatus")).json()).toMatchObject({ status: null });
    expect(await (await garbled("unknownStatus")).json()).toMatchObject({ status: "LEVITATING" });
    const mislabelled = await garbled("wrongContentType");
    expect(mislabelled.headers.get("content-type")).toContain("text/html");
    expect(await mislabelled.json()).toMatchObject({ status: "COMPLETED" });
  });

  test("has numbers as text", async () => {
    const shop = openShop();
    const { orderPath } = await paid(shop);
    shop.simulator.control.addFault({ kind: "readOrder", garble: "numbersAsText" });
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ order_amount: "19000" });
  });

  test("is ten megabytes, or breaks off in the middle", async () => {
    expect((await (await garbled("huge")).text()).length).toBeGreaterThan(10_000_000);
    await expect((await garbled("cut")).text()).rejects.toThrow("reset");
  });

  test("drips a byte at a time", async () => {
    const reader = (await garbled("drip")).body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(1);
    await reader?.cancel();
  });
});

describe("an answer that is well formed and wrong", () => {
  test("is about another session, or names another sale's order", async () => {
    const shop = openShop();
    const { control } = shop.simulator;
    const [mine, other] = [await paid(shop), await paid(shop)];
    control.addFault({ kind: "readHostedSession", lie: "otherSession" });
    expect(mine.sessionUrl).not.toContain((await (await shop.call("GET", mine.sessionUrl)).json()).session_id);
    control.addFault({ kind: "readHostedSession", lie: "otherOrder" });
    expect((await (await shop.call("GET", mine.sessionUrl)).json()).order_id).toBe(other.orderId);
    control.addFault({ kind: "readOrder", lie: "otherOrder" });
    expect((await (await shop.call("GET", mine.orderPath)).json()).order_id).toBe(other.orderId);
  });

  test("is of another amount or currency", async () => {
    const shop = openShop();
    const { orderPath } = await paid(shop);
    shop.simulator.control.addFault({ kind: "readOrder", lie: "otherAmount" });
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ order_amount: 19_100 });
    shop.simulator.control.addFault({ kind: "readOrder", lie: "otherCurrency" });
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ purchase_currency: "eur" });
  });

  test("is as it was before the newest change, for as many reads as asked", async () => {
    const shop = openShop();
    const { sessionUrl, orderPath } = await paid(shop);
    shop.simulator.control.addFault({ kind: "readHostedSession", lie: "older", times: 2 });
    const statuses = [];
    for (let look = 0; look < 3; look += 1) statuses.push((await (await shop.call("GET", sessionUrl)).json()).status);
    expect(statuses).toEqual(["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]);
    await shop.call("POST", `${orderPath}/captures`, { captured_amount: 19_000 });
    shop.simulator.control.addFault({ kind: "readOrder", lie: "older" });
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ status: "AUTHORIZED", captures: [] });
  });
});

describe("no answer, or another one", () => {
  test("silence lasts until the other side gives up, with the work done or not", async () => {
    for (const applied of [false, true]) {
      const shop = openShop();
      shop.simulator.control.addFault({ kind: "createPaymentSession", hang: true, applied });
      const giveUp = new AbortController();
      const request = new Request("http://127.0.0.1:8010/payments/v1/sessions", {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(basket),
        signal: giveUp.signal,
      });
      const answer = shop.simulator.app.fetch(request);
      giveUp.abort();
      await expect(answer).rejects.toThrow("dropped");
      expect(shop.simulator.control.countRequests("createPaymentSession")).toBe(1);
    }
  });

  test("an unreachable host, a redirect, a 429 that says when to come back", async () => {
    const shop = openShop();
    const { control } = shop.simulator;
    control.addFault({ kind: "any", unreachable: true });
    await expect(shop.call(...create, basket)).rejects.toThrow("client error (Connect)");
    control.addFault({ kind: "any", redirectTo: "https://elsewhere.example/" });
    const redirect = await shop.call(...create, basket);
    expect([redirect.status, redirect.headers.get("location")]).toEqual([307, "https://elsewhere.example/"]);
    control.addFault({ kind: "any", status: 429, resetSeconds: 7, times: 3 });
    for (let round = 0; round < 3; round += 1) {
      const busy = await shop.call(...create, basket);
      expect([busy.status, busy.headers.get("x-ratelimit-reset")]).toEqual([429, "7"]);
    }
    expect((await shop.call(...create, basket)).status).toBe(200);
  });

  test("a refused field is one of what is sold, or of what was told of the customer", async () => {
    const shop = openShop();
    for (const field of ["order_lines[0].tax_rate", "billing_address.postal_code"]) {
      shop.simulator.control.addTrouble("K9", "createPaymentSession", field.startsWith("order") ? 0 : 1);
      const response = await shop.call(...create, basket);
      expect([response.status, (await response.json()).error_messages]).toEqual([400, [`Bad value: ${field}`]]);
    }
  });

  test("a delay is only that", async () => {
    const shop = openShop();
    shop.simulator.control.addFault({ kind: "any", delayMs: 1 });
    expect((await shop.call(...create, basket)).status).toBe(200);
  });

  test("a single error message instead of a list, by switch", async () => {
    const shop = openShop();
    shop.simulator.control.setSwitches({ errorMessages: "single" });
    const body = await (await shop.call(...create, {})).json();
    expect(body.error_message).toContain("Bad value: order_lines");
    expect(body).not.toHaveProperty("error_messages");
  });
});

describe("what happens right after an answer", () => {
  test("a session runs out between read and disable", async () => {
    const shop = openShop();
    const hosted = await shop.createHosted();
    shop.simulator.control.addTrouble("K20", "readHostedSession");
    expect((await shop.call("GET", hosted.session_url)).status).toBe(200);
    expect((await shop.call("DELETE", hosted.session_url)).status).toBe(404);
  });

  test("an order runs out, or somebody cancels it in the portal, between read and capture", async () => {
    for (const [id, way, status] of [["K16", 0, "EXPIRED"], ["K18", 2, "CANCELLED"]] as const) {
      const shop = openShop();
      const { orderPath } = await paid(shop);
      shop.simulator.control.addTrouble(id, "readOrder", way);
      expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ status: "AUTHORIZED" });
      expect((await shop.call("POST", `${orderPath}/captures`, { captured_amount: 1 })).status).toBe(403);
      expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ status });
    }
  });

  test("what is left is let go in the portal, once a part was captured", async () => {
    const shop = openShop();
    const { orderPath } = await paid(shop);
    await shop.call("POST", `${orderPath}/captures`, { captured_amount: 1_000 });
    shop.simulator.control.addTrouble("K18", "readOrder", 3);
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ status: "PART_CAPTURED" });
    expect((await shop.call("POST", `${orderPath}/captures`, { captured_amount: 1 })).status).toBe(403);
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ status: "CLOSED" });
  });

  test("Klarna's clock is off from then on", async () => {
    const shop = openShop();
    const { control } = shop.simulator;
    control.addTrouble("K19", "any", 1);
    const hosted = await shop.createHosted();
    expect(control.now()).toBe(shop.clock.now() - 600_000);
    expect(hosted.expires_at).toBe("2026-11-26T14:20:00.250Z");
    control.setClockSkew(0);
    expect(control.now()).toBe(shop.clock.now());
  });
});

describe("trouble by chance", () => {
  /** What comes of fifty creates and reads. */
  async function run(seed: number, only?: string[]): Promise<string[]> {
    const shop = openShop();
    shop.simulator.control.startChaos({ seed, perThousand: 500, ...(only && { only }) });
    const outcomes: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      const signal = AbortSignal.abort();
      const request = new Request("http://127.0.0.1:8010/payments/v1/sessions", {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(basket),
        signal,
      });
      const response = await Promise.resolve(shop.simulator.app.fetch(request)).catch((error: Error) => error.message);
      outcomes.push(typeof response === "string" ? response : String(response.status));
    }
    return [...outcomes, JSON.stringify(shop.simulator.control.countFaults())];
  }

  test("is the same for the same seed and another for another", async () => {
    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
  });

  test("can be held to some names, and stops", async () => {
    expect(new Set(await run(3, ["K7"]))).toEqual(new Set(["200", "409", expect.stringContaining("K7")]));
    const shop = openShop();
    shop.simulator.control.startChaos({ seed: 1, perThousand: 1_000, only: ["K7"] });
    expect((await shop.call(...create, basket)).status).toBe(409);
    shop.simulator.control.stopChaos();
    expect((await shop.call(...create, basket)).status).toBe(200);
  });

  test("every name of the catalogue happens, and only where it makes sense", async () => {
    const shop = openShop();
    shop.simulator.control.startChaos({ seed: 5, perThousand: 1_000 });
    const { control } = shop.simulator;
    for (let round = 0; round < 600; round += 1) {
      for (const path of ["/hpp/v1/sessions/none", "/ordermanagement/v1/orders/none"]) {
        const signal = AbortSignal.abort();
        const request = new Request(`http://127.0.0.1:8010${path}`, { headers: { authorization }, signal });
        await Promise.resolve(shop.simulator.app.fetch(request)).then(
          (response) => response.body?.cancel(),
          () => undefined,
        );
      }
    }
    expect(Object.keys(control.countFaults()).sort()).toEqual([...faultIds].sort());
  });

  test("reviews orders", async () => {
    const shop = openShop();
    shop.simulator.control.startChaos({ seed: 5, perThousand: 1_000, only: ["K17"] });
    const { orderPath } = await paid(shop);
    expect(await (await shop.call("GET", orderPath)).json()).toMatchObject({ fraud_status: "PENDING" });
    expect(shop.simulator.control.countFaults()).toEqual({ K17: 1 });
    shop.clock.atMs += 600_000;
    expect((await (await shop.call("GET", orderPath)).json()).fraud_status).toMatch(/ACCEPTED|REJECTED/);
  });
});

test("every way of every name can be queued by its number", () => {
  const { control } = openShop().simulator;
  for (const id of faultIds) troublesOf(id).forEach((_, way) => control.addTrouble(id, "any", way));
  expect(() => control.addTrouble("K1", "any", 1)).toThrow("no way 1");
});
