import { describe, expect, test } from "vitest";
import { baseUrl, basket, openShop, type Shop, startAt } from "./shop.ts";

const day = 24 * 3_600_000;

async function placeOrder(shop: Shop): Promise<string> {
  const { session_id: id } = await shop.createHosted();
  return `/ordermanagement/v1/orders/${shop.simulator.control.approve(id, { contact: "sam@example.com" }).orderId}`;
}

const capture = async (shop: Shop, path: string, amount: number, key?: string) =>
  await shop.call(
    "POST",
    `${path}/captures`,
    { captured_amount: amount, reference: "wish_1", description: "Sale" },
    key === undefined ? {} : { "klarna-idempotency-key": key },
  );
const read = async (shop: Shop, path: string) => await (await shop.call("GET", path)).json();

test("an order echoes the sale, in lower case where Klarna's examples do, and who confirmed", async () => {
  const shop = openShop();
  const order = await read(shop, await placeOrder(shop));
  expect(order).toMatchObject({
    status: "AUTHORIZED",
    fraud_status: "ACCEPTED",
    order_amount: 19_000,
    original_order_amount: 19_000,
    remaining_authorized_amount: 19_000,
    purchase_currency: "gbp",
    purchase_country: "gb",
    locale: "en-gb",
    merchant_reference1: "S-1001-1",
    order_lines: basket.order_lines,
    billing_address: { given_name: "Sam", family_name: "Karim", email: "sam@example.com", country: "GB" },
    initial_payment_method: { type: "INVOICE" },
    created_at: "2026-11-24T15:30:00.250Z",
    expires_at: "2026-12-22T00:00:00.000Z",
    captures: [],
  });
  shop.simulator.control.setSwitches({ orderEchoCase: "upper" });
  expect(shop.simulator.control.listOrders()[0]).toMatchObject({ purchase_currency: "GBP", locale: "en-GB" });
});

test("an unknown order is NO_SUCH_ORDER, an id that is no UUID INVALID_ORDER_ID", async () => {
  const shop = openShop();
  const unknown = await shop.call("GET", "/ordermanagement/v1/orders/00000000-0000-5000-8000-000000000000");
  expect([unknown.status, (await unknown.json()).error_code]).toEqual([404, "NO_SUCH_ORDER"]);
  const invalid = await shop.call("GET", "/ordermanagement/v1/orders/nonsense");
  expect([invalid.status, (await invalid.json()).error_code]).toEqual([400, "INVALID_ORDER_ID"]);
});

test("a capture is answered 201 with its id and location in headers and no body", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  const response = await capture(shop, path, 19_000);
  expect(response.status).toBe(201);
  expect(await response.text()).toBe("");
  const id = response.headers.get("capture-id");
  expect(response.headers.get("location")).toBe(`${baseUrl}${path}/captures/${id}`);
  const order = await read(shop, path);
  expect(order).toMatchObject({ status: "CAPTURED", captured_amount: 19_000, remaining_authorized_amount: 0 });
  expect(order.captures).toMatchObject([
    { capture_id: id, captured_amount: 19_000, reference: "wish_1", klarna_reference: `${order.klarna_reference}-1` },
  ]);
  expect(await read(shop, `${path}/captures/${id}`)).toMatchObject({ capture_id: id });
  expect((await shop.call("GET", `${path}/captures/none`)).status).toBe(404);
});

test("captures in part add up, and no more than remains is given", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  await capture(shop, path, 10_000);
  expect(await read(shop, path)).toMatchObject({ status: "PART_CAPTURED", remaining_authorized_amount: 9_000 });
  const tooMuch = await capture(shop, path, 9_001);
  expect([tooMuch.status, (await tooMuch.json()).error_code]).toEqual([403, "CAPTURE_NOT_ALLOWED"]);
  await capture(shop, path, 9_000);
  expect((await read(shop, path)).captures.map((each: { klarna_reference: string }) => each.klarna_reference.slice(-2)))
    .toEqual(["-1", "-2"]);
  expect((await capture(shop, path, 1)).status).toBe(403);
});

test("a capture with an unknown field or without its amount is refused", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  for (const body of [{}, { captured_amount: 1, amount: 1 }, { captured_amount: 1, reference: "x".repeat(256) }]) {
    expect((await shop.call("POST", `${path}/captures`, body)).status).toBe(400);
  }
});

describe("the idempotency key", () => {
  test("gives the first result again for 24 hours, whatever the body says", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    const first = await capture(shop, path, 5_000, "key-1");
    const again = await capture(shop, path, 6_000, "key-1");
    expect(again.status).toBe(201);
    expect(again.headers.get("capture-id")).toBe(first.headers.get("capture-id"));
    expect(await read(shop, path)).toMatchObject({ captured_amount: 5_000 });
    shop.clock.atMs += day;
    const late = await capture(shop, path, 6_000, "key-1");
    expect(late.headers.get("capture-id")).not.toBe(first.headers.get("capture-id"));
    expect(await read(shop, path)).toMatchObject({ captured_amount: 11_000 });
  });

  test("does not keep a refusal", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    expect((await capture(shop, path, 20_000, "key-1")).status).toBe(403);
    expect((await capture(shop, path, 19_000, "key-1")).status).toBe(201);
  });

  test("makes a cancel safe to repeat", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    const cancel = (key: string) => shop.call("POST", `${path}/cancel`, undefined, { "klarna-idempotency-key": key });
    expect((await cancel("key-1")).status).toBe(204);
    expect((await cancel("key-1")).status).toBe(204);
    expect((await cancel("key-2")).status).toBe(403);
  });

  test("protects a capture whose answer was lost", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    shop.simulator.control.addFault({ kind: "capture", applied: true, status: 504 });
    expect((await capture(shop, path, 5_000, "key-1")).status).toBe(504);
    expect((await capture(shop, path, 5_000, "key-1")).status).toBe(201);
    expect(await read(shop, path)).toMatchObject({ captured_amount: 5_000 });
  });
});

test("an order is cancelled only while nothing is captured", async () => {
  const shop = openShop();
  const [kept, taken] = [await placeOrder(shop), await placeOrder(shop)];
  expect((await shop.call("POST", `${kept}/cancel`)).status).toBe(204);
  expect(await read(shop, kept)).toMatchObject({ status: "CANCELLED", remaining_authorized_amount: 0 });
  expect((await capture(shop, kept, 1)).status).toBe(403);
  await capture(shop, taken, 1);
  const refused = await shop.call("POST", `${taken}/cancel`);
  expect([refused.status, (await refused.json()).error_code]).toEqual([403, "CANCEL_NOT_ALLOWED"]);
});

test("what is not captured by midnight UTC of day 28 is gone", async () => {
  const shop = openShop();
  const [whole, part] = [await placeOrder(shop), await placeOrder(shop)];
  await capture(shop, part, 1_000);
  shop.clock.atMs = Date.UTC(2026, 11, 22) - 1;
  expect(await read(shop, whole)).toMatchObject({ status: "AUTHORIZED" });
  shop.clock.atMs += 1;
  expect(shop.clock.atMs).toBeGreaterThan(startAt + 27 * day);
  expect(await read(shop, whole)).toMatchObject({ status: "EXPIRED" });
  expect(await read(shop, part)).toMatchObject({ status: "CLOSED", captured_amount: 1_000 });
  expect((await capture(shop, whole, 1_000)).status).toBe(403);
});

test("an order in review is not captured until it is accepted, and a rejected one is over", async () => {
  const shop = openShop();
  const { control } = shop.simulator;
  control.setSwitches({ fraudStatus: "PENDING" });
  const [good, bad] = [await placeOrder(shop), await placeOrder(shop)];
  const idOf = (path: string) => path.split("/").at(-1) ?? "";
  expect(await read(shop, good)).toMatchObject({ fraud_status: "PENDING", status: "AUTHORIZED" });
  expect((await capture(shop, good, 19_000)).status).toBe(403);
  control.decideFraud(idOf(good), "ACCEPTED");
  expect((await capture(shop, good, 19_000)).status).toBe(201);
  control.decideFraud(idOf(bad), "REJECTED");
  expect(await read(shop, bad)).toMatchObject({ fraud_status: "REJECTED", status: "CANCELLED" });
});
