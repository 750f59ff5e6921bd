import { expect, test } from "vitest";
import { authorization, basket, openShop } from "./shop.ts";

const create = ["POST", "/payments/v1/sessions"] as const;

test("the whole way: session, hosted page, approval, capture", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  shop.simulator.control.approve(hosted.session_id);
  const { order_id: orderId, status } = await shop.readHosted(hosted.session_id);
  expect(status).toBe("COMPLETED");
  const path = `/ordermanagement/v1/orders/${orderId}`;
  expect((await shop.call("POST", `${path}/captures`, { captured_amount: 19_000 })).status).toBe(201);
  expect(await (await shop.call("GET", path)).json()).toMatchObject({ status: "CAPTURED" });
});

test("wrong or missing credentials are answered 401 with the error body", async () => {
  const shop = openShop();
  for (const header of ["", "Basic " + btoa("K123456_till:wrong"), authorization.replace("Basic", "Bearer")]) {
    const response = await shop.call(...create, basket, { authorization: header });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error_code: "UNAUTHORIZED", error_messages: [expect.any(String)] });
  }
});

test("every answer carries a correlation id, which the error body repeats", async () => {
  const shop = openShop();
  const good = await shop.call(...create, basket);
  expect(good.headers.get("klarna-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  const bad = await shop.call(...create, {});
  expect(bad.headers.get("content-type")).toBe("application/json;charset=utf-8");
  expect((await bad.json()).correlation_id).toBe(bad.headers.get("klarna-correlation-id"));
});

test("by default the 41st create within a second is answered 429, and the next second is free", async () => {
  const clock = { atMs: 1_000_000, now: () => clock.atMs };
  const shop = openShop({ rateLimits: "live", clock });
  const statuses: number[] = [];
  for (let index = 0; index < 41; index += 1) statuses.push((await shop.call(...create, basket)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(40);
  const refused = await shop.call(...create, basket);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("x-ratelimit-limit")).toBe("40, 40;w=1");
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  clock.atMs += 1_000;
  expect((await shop.call(...create, basket)).headers.get("x-ratelimit-remaining")).toBe("39");
});

test("creates and reads have buckets of their own, and the playground's are smaller", async () => {
  const shop = openShop({ rateLimits: "playground" });
  for (let index = 0; index < 6; index += 1) await shop.call(...create, basket);
  const read = await shop.call("GET", "/payments/v1/sessions/none");
  expect(read.status).toBe(404);
  expect(read.headers.get("x-ratelimit-limit")).toBe("50, 50;w=1");
  expect((await shop.call(...create, basket)).status).toBe(429);
});

test("an operation Klarna does not have is 404 with the error body", async () => {
  const response = await openShop().call("PUT", "/hpp/v1/sessions/x/distribution", {});
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error_code: "NOT_FOUND" });
});

test("a body that is not JSON is a BAD_REQUEST", async () => {
  const shop = openShop();
  const response = await shop.simulator.app.request("/payments/v1/sessions", {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: "BAD_REQUEST" });
});

test("hosted-page errors can be told to have no body", async () => {
  const shop = openShop();
  shop.simulator.control.setSwitches({ hppErrorBodies: "empty" });
  const response = await shop.call("GET", "/hpp/v1/sessions/unknown");
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("");
  expect(await (await shop.call("GET", "/payments/v1/sessions/unknown")).text()).not.toBe("");
});

test("a fault answers the next requests of its kind and then is used up", async () => {
  const shop = openShop();
  shop.simulator.control.addFault({ kind: "createPaymentSession", times: 2, status: 503 });
  expect((await shop.call("GET", "/payments/v1/sessions/x")).status).toBe(404);
  expect((await shop.call(...create, basket)).status).toBe(503);
  expect((await shop.call(...create, basket)).status).toBe(503);
  expect((await shop.call(...create, basket)).status).toBe(200);
});

test("a fault can refuse a field", async () => {
  const shop = openShop();
  shop.simulator.control.addFault({ kind: "any", badValue: "order_lines[0].tax_rate" });
  const response = await shop.call(...create, basket);
  expect(response.status).toBe(400);
  expect((await response.json()).error_messages).toEqual(["Bad value: order_lines[0].tax_rate"]);
});

test("a lost answer: the work is done, the answer shows nothing of it", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  const { orderId } = shop.simulator.control.approve(hosted.session_id);
  const path = `/ordermanagement/v1/orders/${orderId}`;
  shop.simulator.control.addFault({ kind: "capture", applied: true });
  const lost = await shop.call("POST", `${path}/captures`, { captured_amount: 19_000 });
  expect(lost.status).toBe(500);
  expect(lost.headers.get("capture-id")).toBeNull();
  expect(shop.simulator.control.findOrder("S-1001-1")?.captured_amount).toBe(19_000);
});

test("a dropped connection rejects the request, before or after the work", async () => {
  const shop = openShop();
  shop.simulator.control.addFault({ kind: "createHostedSession", drop: true });
  await expect(shop.createHosted()).rejects.toThrow("dropped");
  expect(shop.simulator.control.listSessions()).toHaveLength(0);
  shop.simulator.control.addFault({ kind: "createHostedSession", drop: true, applied: true });
  await expect(shop.createHosted()).rejects.toThrow("dropped");
  expect(shop.simulator.control.listSessions()).toHaveLength(1);
});

test("requests are counted by kind, refused ones too", async () => {
  const shop = openShop();
  await shop.call(...create, basket);
  await shop.call(...create, {});
  expect(shop.simulator.control.countRequests("createPaymentSession")).toBe(2);
  expect(shop.simulator.control.countRequests("capture")).toBe(0);
});

test("the same seed gives the same ids", async () => {
  const seeded = () => {
    let state = 7;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  };
  const ids = await Promise.all(
    [1, 2].map(async () => (await openShop({ random: seeded() }).createHosted()).session_id),
  );
  expect(ids[0]).toBe(ids[1]);
});

test("an API key is accepted beside the pair, as it is", async () => {
  const shop = openShop({ apiKey: "klarna_test_api_xyz" });
  const status = async (header: string) => (await shop.call(...create, basket, { authorization: header })).status;
  expect(await status("Basic klarna_test_api_xyz")).toBe(200);
  expect(await status(authorization)).toBe(200);
  expect(await status("Basic klarna_test_api_abc")).toBe(401);
});
