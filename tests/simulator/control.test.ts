import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openShop } from "./shop.ts";

const asked = { "x-simulator-control": "yes" };

test("everything survives a restart over the same file", async () => {
  const file = join(tmpdir(), `simulator-${crypto.randomUUID()}.sqlite`);
  try {
    const before = openShop({ file });
    const hosted = await before.createHosted();
    before.simulator.control.open(hosted.session_id);
    before.simulator.control.setSwitches({ smsEnabled: false });
    before.simulator.control.addFault({ kind: "capture", status: 503 });
    before.simulator.control.advanceClock(60_000);
    before.simulator.close();
    const after = openShop({ file });
    expect(await after.readHosted(hosted.session_id)).toMatchObject({ status: "IN_PROGRESS" });
    expect(after.simulator.control.readSwitches().smsEnabled).toBe(false);
    expect(after.simulator.control.now()).toBe(after.clock.now() + 60_000);
    const { orderId } = after.simulator.control.approve(hosted.session_id);
    const path = `/ordermanagement/v1/orders/${orderId}/captures`;
    expect((await after.call("POST", path, { captured_amount: 1 })).status).toBe(503);
    after.simulator.close();
  } finally {
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  }
});

test("clearing forgets everything", async () => {
  const shop = openShop();
  const { control } = shop.simulator;
  control.approve((await shop.createHosted()).session_id);
  control.setSwitches({ smsEnabled: false });
  control.advanceClock(1);
  control.clear();
  expect([control.listSessions(), control.listOrders(), control.listMessages()]).toEqual([[], [], []]);
  expect(control.readSwitches().smsEnabled).toBe(true);
  expect(control.now()).toBe(shop.clock.now());
  expect(control.countRequests("createPaymentSession")).toBe(0);
});

test("advancing the clock ends sessions", async () => {
  const shop = openShop();
  const hosted = await shop.createHosted();
  shop.simulator.control.advanceClock(47 * 3_600_000);
  expect(shop.simulator.control.findSession("S-1001-1")).toMatchObject({ isExpired: true, status: "WAITING" });
  expect((await shop.call("GET", hosted.session_url)).status).toBe(404);
  expect(() => shop.simulator.control.approve("S-1001-1")).toThrow("expired");
});

test("a move the customer cannot make changes nothing", async () => {
  const shop = openShop();
  const { session_id: id } = await shop.createHosted();
  expect(() => shop.simulator.control.approve(id, { planId: "gold" })).toThrow("Choose how to pay");
  expect(await shop.readHosted(id)).toMatchObject({ status: "WAITING" });
});

test("the control API is there only when asked for, and only with its header", async () => {
  expect((await openShop().call("GET", "/control/sessions", undefined, asked)).status).toBe(404);
  const shop = openShop({ controlApi: true });
  expect((await shop.call("GET", "/control/sessions")).status).toBe(400);
  expect((await shop.call("GET", "/control/sessions", undefined, asked)).status).toBe(200);
});

test("the control API does what the control functions do", async () => {
  const shop = openShop({ controlApi: true });
  const { session_id: id } = await shop.createHosted();
  const control = async (method: string, path: string, body?: unknown) =>
    await shop.call(method, `/control${path}`, body, asked);
  expect(await (await control("GET", "/sessions/S-1001-1")).json()).toMatchObject({ sessionId: id, status: "WAITING" });
  expect(await (await control("POST", `/sessions/${id}/open`)).json()).toMatchObject({ status: "IN_PROGRESS" });
  expect(await (await control("POST", `/sessions/${id}/approve`, { givenName: "Alex" })).json())
    .toMatchObject({ status: "COMPLETED" });
  expect((await control("POST", `/sessions/${id}/cancel`)).status).toBe(400);
  expect(await (await control("GET", "/orders/S-1001-1")).json())
    .toMatchObject({ billing_address: { given_name: "Alex" } });
  expect((await control("GET", "/orders/none")).status).toBe(404);
  expect(await (await control("GET", "/requests/createHostedSession")).json()).toEqual({ requests: 1 });
  expect((await control("POST", "/switches", { smsEnabled: "no" })).status).toBe(400);
  expect(await (await control("POST", "/switches", { smsEnabled: false })).json()).toMatchObject({ smsEnabled: false });
  expect((await control("POST", "/faults", { kind: "readHostedSession", status: 500 })).status).toBe(204);
  expect((await shop.call("GET", `/hpp/v1/sessions/${id}`)).status).toBe(500);
  expect(await (await control("POST", "/clock", { advanceMs: 5 })).json()).toEqual({ now: shop.clock.now() + 5 });
  expect((await control("POST", "/clear")).status).toBe(204);
  expect(await (await control("GET", "/sessions")).json()).toEqual([]);
});

test("the control API knows trouble by its name, chaos, the portal and Klarna's clock", async () => {
  const shop = openShop({ controlApi: true });
  const control = async (method: string, path: string, body?: unknown) =>
    await shop.call(method, `/control${path}`, body, asked);
  const { session_id: id } = await shop.createHosted();
  expect((await control("POST", "/faults/K7", { kind: "readHostedSession" })).status).toBe(200);
  expect((await shop.call("GET", `/hpp/v1/sessions/${id}`)).status).toBe(409);
  expect(await (await control("GET", "/faults")).json()).toEqual({ K7: 1 });
  expect((await control("POST", "/faults/K99", { kind: "any" })).status).toBe(404);
  expect((await control("POST", "/faults/K7", { kind: "any", way: 5 })).status).toBe(400);
  expect((await control("POST", "/chaos", { seed: 1, perThousand: 1_000, only: ["K10"] })).status).toBe(204);
  expect([400, 404]).toContain((await shop.call("GET", `/hpp/v1/sessions/${id}`)).status);
  expect((await control("DELETE", "/chaos")).status).toBe(204);
  const { orderId } = await (await control("POST", `/sessions/${id}/approve`, {})).json();
  expect(await (await control("POST", `/orders/${orderId}/portal-capture`, { amountMinor: 1_000 })).json())
    .toEqual({ done: true });
  expect(await (await control("POST", `/orders/${orderId}/portal-cancel`, {})).json()).toEqual({ done: false });
  expect((await control("POST", `/orders/${orderId}/expire`)).status).toBe(204);
  expect(await (await control("GET", "/orders/S-1001-1")).json()).toMatchObject({ status: "CLOSED" });
  expect((await control("POST", `/sessions/${id}/expire`)).status).toBe(200);
  expect((await control("POST", "/sessions/nobody/expire")).status).toBe(400);
  expect((await shop.call("GET", `/hpp/v1/sessions/${id}`)).status).toBe(404);
  expect(await (await control("POST", "/clock", { skewMs: -600_000 })).json()).toEqual({
    now: shop.clock.now() - 600_000,
  });
});
