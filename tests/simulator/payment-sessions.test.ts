import { describe, expect, test } from "vitest";
import { basket, openShop, type Shop, startAt } from "./shop.ts";

const path = "/payments/v1/sessions";
const [line] = basket.order_lines;

async function listFaults(changes: Record<string, unknown>, shop: Shop = openShop()): Promise<string[]> {
  const response = await shop.call("POST", path, { ...basket, ...changes });
  if (response.status === 200) return [];
  const body = await response.json();
  expect(response.status).toBe(400);
  expect(body.error_code).toBe("BAD_VALUE");
  return body.error_messages.map((message: string) => message.replace("Bad value: ", ""));
}

test("a create is answered 200 with an id that is not a version 4 UUID, and without expires_at", async () => {
  const response = await openShop().call("POST", path, basket);
  expect(response.status).toBe(200);
  const body = await response.json();
  expect(body.session_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(body.client_token).toEqual(expect.any(String));
  expect(body.payment_method_categories.map((category: { identifier: string }) => category.identifier))
    .toContain("pay_later");
  expect(body).not.toHaveProperty("expires_at");
});

test("a session is read back with its end 48 hours on, and is gone then", async () => {
  const shop = openShop();
  const id = await shop.createPayment();
  const body = await (await shop.call("GET", `${path}/${id}`)).json();
  expect(body).toMatchObject({ status: "incomplete", order_amount: 19_000, merchant_reference1: "S-1001-1" });
  expect(body.expires_at).toBe("2026-11-26T15:30:00.250Z");
  shop.clock.atMs = startAt + 48 * 3_600_000;
  expect((await shop.call("GET", `${path}/${id}`)).status).toBe(404);
});

test("an update is answered 204 and checked like a create", async () => {
  const shop = openShop();
  const id = await shop.createPayment();
  const updated = await shop.call("POST", `${path}/${id}`, { merchant_reference2: "till 2" });
  expect(updated.status).toBe(204);
  expect(await updated.text()).toBe("");
  expect((await shop.call("POST", `${path}/${id}`, { order_amount: 18_999 })).status).toBe(400);
  expect(await (await shop.call("GET", `${path}/${id}`)).json())
    .toMatchObject({ merchant_reference2: "till 2", order_amount: 19_000 });
  expect((await shop.call("POST", `${path}/unknown`, {})).status).toBe(404);
});

test("a session with an order cannot be updated", async () => {
  const shop = openShop();
  const id = await createPaidSession(shop);
  const response = await shop.call("POST", `${path}/${id}`, {});
  expect(response.status).toBe(404);
  expect((await response.json()).error_code).toBe("SESSION_COMPLETED");
});

async function createPaidSession(shop: Shop): Promise<string> {
  const second = await shop.createPayment({ merchant_reference1: "S-2" });
  const response = await shop.call("POST", "/hpp/v1/sessions", {
    payment_session_url: `http://127.0.0.1:8010${path}/${second}`,
    options: { place_order_mode: "PLACE_ORDER" },
  });
  shop.simulator.control.approve((await response.json()).session_id);
  return second;
}

describe("refused with BAD_VALUE and the field's path", () => {
  const taxed = { ...line, total_tax_amount: 3_169 };
  const refusals: [string, Record<string, unknown>, string[]][] = [
    ["an unknown field", { shop: "x" }, ["shop"]],
    ["an unknown field of a line", { order_lines: [{ ...line, colour: "red" }] }, ["order_lines[0].colour"]],
    ["no merchant_reference1", { merchant_reference1: undefined }, ["merchant_reference1"]],
    ["a reference too long", { merchant_reference2: "x".repeat(256) }, ["merchant_reference2"]],
    ["no amount", {
      order_amount: 0,
      order_lines: [{ ...line, quantity: 0, total_discount_amount: 0, total_amount: 0, total_tax_amount: 0 }],
      order_tax_amount: 0,
    }, ["order_amount"]],
    ["another channel than the shop's", { acquiring_channel: undefined }, ["acquiring_channel"]],
    ["a country Klarna does not sell in", { purchase_country: "XX" }, ["purchase_country"]],
    ["a currency of another country", { purchase_currency: "EUR" }, ["purchase_currency"]],
    ["a billing country with another currency", { billing_address: { country: "DE" } }, ["purchase_currency"]],
    ["a locale of another country", { locale: "de-DE" }, ["locale"]],
    ["half a piece", { order_lines: [{ ...line, quantity: 1.5 }] }, ["order_lines[0].quantity"]],
    ["no lines", { order_lines: [] }, ["order_lines"]],
    ["a line without a name", { order_lines: [{ ...line, name: "" }] }, ["order_lines[0].name"]],
    ["a price above the limit", { order_lines: [{ ...line, unit_price: 200_000_001 }] }, ["order_lines[0].unit_price"]],
    ["a line that does not add up", { order_amount: 18_999, order_lines: [{ ...line, total_amount: 18_999 }] }, [
      "order_lines[0].total_amount",
    ]],
    ["a line's tax two off", { order_tax_amount: 3_169, order_lines: [taxed] }, ["order_lines[0].total_tax_amount"]],
    ["a tax rate as a fraction", { order_lines: [{ ...line, tax_rate: 0.2 }] }, ["order_lines[0].tax_rate"]],
    ["an order that is not the sum", { order_amount: 18_999 }, ["order_amount"]],
    ["an order tax off by more than one for each line", { order_tax_amount: 3_169 }, ["order_tax_amount"]],
    ["a negative line that is no discount", {
      order_amount: 18_000,
      order_tax_amount: 3_000,
      order_lines: [line, {
        name: "Back",
        quantity: 1,
        unit_price: -1_000,
        total_amount: -1_000,
        tax_rate: 2_000,
        total_tax_amount: -167,
      }],
    }, ["order_lines[1].unit_price", "order_lines[1].total_amount"]],
    ["a name of digits", { billing_address: { given_name: "12345" } }, ["billing_address.given_name"]],
    ["an address longer than allowed", { billing_address: { city: "x".repeat(100) } }, ["billing_address.city"]],
  ];
  for (const [name, changes, fields] of refusals) {
    test(name, async () => {
      const found = await listFaults(changes);
      expect(found).toEqual(expect.arrayContaining(fields));
      expect(found.filter((field) => !fields.includes(field) && field !== "order_amount")).toEqual([]);
    });
  }
});

describe("accepted", () => {
  const discount = { type: "discount", name: "10 % off", quantity: 1, tax_rate: 2_000 };
  test("tax up to one off on a line and on the order", async () => {
    expect(await listFaults({ order_tax_amount: 3_165, order_lines: [{ ...line, total_tax_amount: 3_166 }] })).toEqual(
      [],
    );
  });

  test("a discount line by negative price, or by discount from nothing", async () => {
    const totals = { total_amount: -1_000, total_tax_amount: -167 };
    for (const style of [{ unit_price: -1_000 }, { unit_price: 0, total_discount_amount: 1_000 }]) {
      const lines = [line, { ...discount, ...style, ...totals }];
      expect(await listFaults({ order_amount: 18_000, order_tax_amount: 3_000, order_lines: lines })).toEqual([]);
    }
  });

  test("a gift card as a negative line without tax", async () => {
    const card = {
      type: "gift_card",
      name: "Gift card",
      quantity: 1,
      unit_price: -5_000,
      total_amount: -5_000,
      tax_rate: 0,
      total_tax_amount: 0,
    };
    expect(await listFaults({ order_amount: 14_000, order_lines: [line, card] })).toEqual([]);
  });

  test("another channel, once the switch allows it", async () => {
    const shop = openShop();
    shop.simulator.control.setSwitches({ onlyInStore: false });
    expect(await listFaults({ acquiring_channel: "ECOMMERCE" }, shop)).toEqual([]);
    expect(await listFaults({ acquiring_channel: "KIOSK" }, shop)).toEqual(["acquiring_channel"]);
  });
});

describe("the United States", () => {
  const boots = { name: "Boots", quantity: 1, unit_price: 20_000, total_amount: 20_000 };
  const tax = { type: "sales_tax", name: "Tax", quantity: 1, unit_price: 1_000, total_amount: 1_000 };
  const sale = {
    purchase_country: "US",
    purchase_currency: "USD",
    locale: "en-US",
    order_amount: 21_000,
    order_tax_amount: 1_000,
    order_lines: [boots, tax],
  };

  test("one sales_tax line carries the order's tax", async () => {
    expect(await listFaults(sale)).toEqual([]);
    expect(await listFaults({ ...sale, order_tax_amount: 999 })).toEqual(["order_tax_amount"]);
    expect(await listFaults({ ...sale, order_lines: [{ ...boots, tax_rate: 500 }, tax] }))
      .toEqual(["order_lines[0].tax_rate"]);
  });

  test("an address needs its state", async () => {
    expect(await listFaults({ ...sale, billing_address: { city: "New York" } })).toEqual(["billing_address.region"]);
    expect(await listFaults({ ...sale, billing_address: { city: "New York", region: "NY" } })).toEqual([]);
  });

  test.each(["The State of New York", "New York", "ny", "US-NY"])(
    "a state is told by its code, not as %s",
    async (region) => {
      expect(await listFaults({ ...sale, billing_address: { city: "New York", region } })).toEqual([
        "billing_address.region",
      ]);
    },
  );
});
