import { expect, test } from "vitest";
import { basket, openShop, type Shop } from "./shop.ts";

async function authorize(shop: Shop): Promise<string> {
  const { session_id: id } = await shop.createHosted({ place_order_mode: "NONE" });
  shop.simulator.control.approve(id, { contact: "sam@example.com" });
  return `/payments/v1/authorizations/${(await shop.readHosted(id))["authorization_token"]}`;
}

test("a token becomes one order, the same again for the same body, and 409 for another", async () => {
  const shop = openShop();
  const path = await authorize(shop);
  const place = async (changes = {}) => await shop.call("POST", `${path}/order`, { ...basket, ...changes });
  const first = await place();
  expect(first.status).toBe(200);
  const { order_id: orderId, fraud_status: fraud } = await first.json();
  expect(fraud).toBe("ACCEPTED");
  expect((await (await place()).json()).order_id).toBe(orderId);
  const line = { ...basket.order_lines[0], quantity: 1, total_amount: 9_000, total_tax_amount: 1_500 };
  const other = await place({ order_amount: 9_000, order_tax_amount: 1_500, order_lines: [line] });
  expect([other.status, (await other.json()).error_code]).toEqual([409, "BAD_VALUE"]);
  expect(shop.simulator.control.listOrders()).toHaveLength(1);
});

test("a token is good for 60 minutes, and for nothing once it was given back", async () => {
  const shop = openShop();
  const [late, dropped, placed] = [await authorize(shop), await authorize(shop), await authorize(shop)];
  expect((await shop.call("DELETE", dropped)).status).toBe(204);
  expect((await shop.call("POST", `${dropped}/order`, basket)).status).toBe(404);
  expect((await shop.call("DELETE", dropped)).status).toBe(404);
  await shop.call("POST", `${placed}/order`, basket);
  expect((await shop.call("DELETE", placed)).status).toBe(404);
  shop.clock.atMs += 60 * 60_000;
  expect((await shop.call("POST", `${late}/order`, basket)).status).toBe(404);
});
