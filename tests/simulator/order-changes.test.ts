import { describe, expect, test } from "vitest";
import { baseUrl, openShop, type Shop, startAt } from "./shop.ts";

const day = 24 * 3_600_000;

async function placeOrder(shop: Shop, approval: { contact?: string; planId?: string } = {}): Promise<string> {
  const { session_id: id } = await shop.createHosted({
    place_order_mode: "PLACE_ORDER",
    payment_method_categories: [],
  });
  const { orderId } = shop.simulator.control.approve(id, { contact: "sam@example.com", ...approval });
  return `/ordermanagement/v1/orders/${orderId}`;
}

const post = async (shop: Shop, path: string, body?: unknown, key?: string) =>
  await shop.call("POST", path, body, key === undefined ? {} : { "klarna-idempotency-key": key });
const capture = async (shop: Shop, path: string, amount: number) =>
  await post(shop, `${path}/captures`, { captured_amount: amount });
const refund = async (shop: Shop, path: string, amount: number, key?: string) =>
  await post(shop, `${path}/refunds`, { refunded_amount: amount, reference: "wish_2" }, key);
const read = async (shop: Shop, path: string) => await (await shop.call("GET", path)).json();
const refusal = async (response: Response) => [response.status, (await response.json()).error_code];

describe("refunds", () => {
  test("are answered 201 with id and location in headers, and read back in the order and alone", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    await capture(shop, path, 19_000);
    const response = await refund(shop, path, 4_000);
    expect([response.status, await response.text()]).toEqual([201, ""]);
    const id = response.headers.get("refund-id");
    expect(response.headers.get("location")).toBe(`${baseUrl}${path}/refunds/${id}`);
    const told = { refund_id: id, refunded_amount: 4_000, reference: "wish_2" };
    expect(await read(shop, path)).toMatchObject({ status: "CAPTURED", refunded_amount: 4_000, refunds: [told] });
    expect(await read(shop, `${path}/refunds/${id}`)).toMatchObject(told);
    expect(await refusal(await shop.call("GET", `${path}/refunds/none`))).toEqual([404, "NOT_FOUND"]);
  });

  test("in parts add up to what was captured and not a unit more, oldest capture first", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    await capture(shop, path, 5_000);
    await capture(shop, path, 3_000);
    await refund(shop, path, 6_000);
    expect((await read(shop, path)).captures.map((each: { refunded_amount: number }) => each.refunded_amount))
      .toEqual([5_000, 1_000]);
    expect(await refusal(await refund(shop, path, 2_001))).toEqual([403, "REFUND_NOT_ALLOWED"]);
    expect((await refund(shop, path, 2_000)).status).toBe(201);
    expect(await refusal(await refund(shop, path, 1))).toEqual([403, "REFUND_NOT_ALLOWED"]);
  });

  test("need a capture, and an order", async () => {
    const shop = openShop();
    expect(await refusal(await refund(shop, await placeOrder(shop), 1))).toEqual([403, "REFUND_NOT_ALLOWED"]);
    const unknown = "/ordermanagement/v1/orders/00000000-0000-5000-8000-000000000000";
    expect(await refusal(await refund(shop, unknown, 1))).toEqual([404, "NOT_FOUND"]);
  });

  test("with the same key give the first again for 24 hours, whatever the amount", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    await capture(shop, path, 19_000);
    const first = await refund(shop, path, 1_000, "key-1");
    const again = await refund(shop, path, 9_000, "key-1");
    expect(again.headers.get("refund-id")).toBe(first.headers.get("refund-id"));
    expect(await read(shop, path)).toMatchObject({ refunded_amount: 1_000 });
    shop.clock.atMs += day;
    await refund(shop, path, 9_000, "key-1");
    expect(await read(shop, path)).toMatchObject({ refunded_amount: 10_000 });
  });

  test("go on after the rest was released, and after the order's 28 days", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    await capture(shop, path, 10_000);
    await post(shop, `${path}/release-remaining-authorization`);
    shop.clock.atMs += 40 * day;
    expect((await refund(shop, path, 10_000)).status).toBe(201);
  });
});

describe("releasing the remainder", () => {
  test("needs a capture; then nothing remains and nothing more can be captured", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    const release = async () => await post(shop, `${path}/release-remaining-authorization`);
    expect(await refusal(await release())).toEqual([403, "NOT_ALLOWED"]);
    await capture(shop, path, 10_000);
    expect((await release()).status).toBe(204);
    expect(await read(shop, path)).toMatchObject({
      status: "CLOSED",
      remaining_authorized_amount: 0,
      captured_amount: 10_000,
    });
    expect(await refusal(await capture(shop, path, 1))).toEqual([403, "CAPTURE_NOT_ALLOWED"]);
    expect(await refusal(await release())).toEqual([403, "NOT_ALLOWED"]);
    expect(await refusal(await post(shop, `${path}/cancel`))).toEqual([403, "CANCEL_NOT_ALLOWED"]);
  });

  test("may leave the order CAPTURED, by switch", async () => {
    const shop = openShop();
    shop.simulator.control.setSwitches({ statusAfterRelease: "CAPTURED" });
    const path = await placeOrder(shop);
    await capture(shop, path, 10_000);
    await post(shop, `${path}/release-remaining-authorization`);
    expect(await read(shop, path)).toMatchObject({ status: "CAPTURED", remaining_authorized_amount: 0 });
  });
});

describe("extending the authorization", () => {
  const extend = async (shop: Shop, path: string) => await post(shop, `${path}/extend-authorization-time`);

  test("counts the 28 days anew from today, to midnight, and never beyond 180 days", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    shop.clock.atMs += 20 * day;
    expect((await extend(shop, path)).status).toBe(204);
    expect((await read(shop, path)).expires_at).toBe("2027-01-11T00:00:00.000Z");
    for (let round = 0; round < 7; round += 1) {
      shop.clock.atMs += 20 * day;
      await extend(shop, path);
    }
    expect((await read(shop, path)).expires_at).toBe(new Date(startAt + 180 * day).toISOString());
    expect(await refusal(await extend(shop, path))).toEqual([403, "NOT_ALLOWED"]);
  });

  test("is refused once it has run out, and where the customer paid at once", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    shop.clock.atMs += 29 * day;
    expect(await refusal(await extend(shop, path))).toEqual([403, "NOT_ALLOWED"]);
    const { session_id: id } = await shop.createHosted({
      place_order_mode: "PLACE_ORDER",
      payment_method_category: "PAY_NOW",
    });
    const { orderId } = shop.simulator.control.approve(id, { contact: "kim@example.com", planId: "now" });
    expect(await refusal(await extend(shop, `/ordermanagement/v1/orders/${orderId}`))).toEqual([403, "NOT_ALLOWED"]);
  });
});

test("an authorization ends at midnight UTC of its 28th day: nothing can be captured, nothing cancelled", async () => {
  const shop = openShop();
  const [path, begun] = [await placeOrder(shop), await placeOrder(shop)];
  await capture(shop, begun, 1_000);
  shop.clock.atMs = Date.UTC(2026, 11, 22) - 1;
  expect(await read(shop, path)).toMatchObject({ status: "AUTHORIZED" });
  shop.clock.atMs += 1;
  expect(await refusal(await capture(shop, path, 1))).toEqual([403, "CAPTURE_NOT_ALLOWED"]);
  expect(await read(shop, path)).toMatchObject({ status: "EXPIRED", remaining_authorized_amount: 0 });
  expect(await read(shop, begun)).toMatchObject({ status: "CLOSED", captured_amount: 1_000 });
  expect(await refusal(await post(shop, `${path}/cancel`))).toEqual([403, "CANCEL_NOT_ALLOWED"]);
});

test("references change, and not of a cancelled order; what is not sent stays", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  const change = async (body: unknown) => await shop.call("PATCH", `${path}/merchant-references`, body);
  expect((await change({ merchant_reference2: "receipt 7" })).status).toBe(204);
  expect(await read(shop, path)).toMatchObject({ merchant_reference1: "S-1001-1", merchant_reference2: "receipt 7" });
  await change({ merchant_reference1: "S-1001-2" });
  expect(shop.simulator.control.findOrder("S-1001-2")).toMatchObject({ merchant_reference2: "receipt 7" });
  expect((await change({ merchant_reference3: "x" })).status).toBe(400);
  await post(shop, `${path}/cancel`);
  expect(await refusal(await change({ merchant_reference1: "S-1001-3" }))).toEqual([403, "NOT_ALLOWED"]);
});

test("Klarna's messages about a capture are sent again to whoever bought, by mail where one is known", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  const id = (await capture(shop, path, 19_000)).headers.get("capture-id");
  expect((await post(shop, `${path}/captures/${id}/trigger-send-out`)).status).toBe(204);
  expect(shop.simulator.control.listMessages("sam@example.com")).toHaveLength(1);
  expect(await refusal(await post(shop, `${path}/captures/none/trigger-send-out`))).toEqual([404, "NO_SUCH_CAPTURE"]);
  await refund(shop, path, 19_000);
  expect(await refusal(await post(shop, `${path}/captures/${id}/trigger-send-out`))).toEqual([403, "NOT_ALLOWED"]);
});

test("a due date can be moved once, by one of the options", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  const id = (await capture(shop, path, 19_000)).headers.get("capture-id");
  const { currency, options } = await read(shop, `${path}/captures/${id}/extend-due-date-options`);
  expect(currency).toBe("GBP");
  const move = async (days: number) =>
    await shop.call("PATCH", `${path}/captures/${id}/extend-due-date`, { number_of_days: days });
  expect(await refusal(await move(13))).toEqual([403, "NOT_ALLOWED"]);
  expect((await move(options[0].number_of_days)).status).toBe(204);
  expect((await move(options[0].number_of_days)).status).toBe(403);
});

describe("changing the authorized amount", () => {
  const change = async (shop: Shop, path: string, amount: number) =>
    await shop.call("PATCH", `${path}/authorization`, { order_amount: amount });

  test("less is possible down to what was captured, and lines that are not sent are deleted", async () => {
    const shop = openShop();
    const path = await placeOrder(shop);
    await capture(shop, path, 5_000);
    expect((await change(shop, path, 8_000)).status).toBe(204);
    const changed = { order_amount: 8_000, original_order_amount: 19_000, remaining_authorized_amount: 3_000 };
    expect(await read(shop, path)).toMatchObject({ ...changed, order_lines: [] });
    expect(await refusal(await change(shop, path, 4_999))).toEqual([403, "NOT_ALLOWED"]);
    expect((await change(shop, path, 5_000)).status).toBe(204);
    expect(await read(shop, path)).toMatchObject({ status: "CAPTURED" });
  });

  test("more works for some ways to pay only", async () => {
    const shop = openShop();
    expect((await change(shop, await placeOrder(shop, { planId: "p30" }), 20_000)).status).toBe(204);
    expect((await change(shop, await placeOrder(shop, { planId: "p3" }), 20_000)).status).toBe(403);
  });
});

test("how and where goods were sent is told, and the address only while something is open", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  const shipping_info = [{ shipping_method: "PickUpStore", tracking_number: "T1" }];
  const id = (await capture(shop, path, 5_000)).headers.get("capture-id");
  expect((await post(shop, `${path}/shipping-info`, { shipping_info })).status).toBe(204);
  expect((await post(shop, `${path}/captures/${id}/shipping-info`, { shipping_info })).status).toBe(204);
  const move = async () =>
    await shop.call("PATCH", `${path}/customer-details`, { shipping_address: { city: "Bath", country: "GB" } });
  expect((await move()).status).toBe(204);
  const told = { shipping_info, shipping_address: { city: "Bath" }, captures: [{ shipping_info }] };
  expect(await read(shop, path)).toMatchObject(told);
  await capture(shop, path, 14_000);
  expect(await refusal(await move())).toEqual([403, "NOT_ALLOWED"]);
});

test("an order can be acknowledged, also with a key, but not when it is cancelled", async () => {
  const shop = openShop();
  const path = await placeOrder(shop);
  expect((await post(shop, `${path}/acknowledge`, undefined, "key-1")).status).toBe(204);
  await post(shop, `${path}/cancel`);
  expect(await refusal(await post(shop, `${path}/acknowledge`))).toEqual([403, "NOT_ALLOWED"]);
});

test("a review asked for by a test address of the UK ends by itself, well or badly", async () => {
  for (const [word, after] of [["accept", "AUTHORIZED ACCEPTED"], ["reject", "CANCELLED REJECTED"]] as const) {
    const shop = openShop();
    const path = await placeOrder(shop, { contact: `customer+pend-${word}-05@email.uk` });
    const stands = async () => Object.values(await read(shop, path)).slice(1, 3).join(" ");
    expect(await stands()).toBe("AUTHORIZED PENDING");
    expect(await refusal(await capture(shop, path, 1))).toEqual([403, "CAPTURE_NOT_ALLOWED"]);
    shop.clock.atMs += 5 * 60_000;
    expect(await stands()).toBe(after);
  }
});

test("somebody in Klarna's portal captures, refunds, cancels and releases without the shop's reference", async () => {
  const shop = openShop();
  const { control } = shop.simulator;
  const path = await placeOrder(shop);
  const id = path.split("/").at(-1) ?? "";
  expect(control.actInPortal(id, "refund")).toBe(false);
  expect(control.actInPortal(id, "capture", 5_000)).toBe(true);
  expect(control.actInPortal(id, "cancel")).toBe(false);
  expect(control.actInPortal(id, "refund", 2_000)).toBe(true);
  expect(control.actInPortal(id, "release")).toBe(true);
  const order = await read(shop, path);
  expect(order).toMatchObject({ status: "CLOSED", captured_amount: 5_000, refunded_amount: 2_000 });
  expect(order.captures[0]).not.toHaveProperty("reference");
});
