import { describe, expect, test } from "vitest";
import { baseUrl, openShop } from "./shop.ts";

/** What captures, refunds and changed orders say of their lines: held to the rules of a session's lines. */

type Line = Record<string, unknown>;

const boot: Line = {
  name: "Boot",
  quantity: 2,
  unit_price: 500,
  total_discount_amount: 100,
  total_amount: 900,
  tax_rate: 2_000,
  total_tax_amount: 150,
};
const voucher: Line = { type: "gift_card", name: "Voucher", quantity: 1, unit_price: -300, total_amount: -300 };
const fee: Line = { type: "return_fee", name: "Return fee", quantity: 1, unit_price: -50, total_amount: -50 };

/** Every wrong field of a request of this kind with these lines; nothing when it is taken. */
const WAYS = {
  capture: async (lines: Line[], amount: number) =>
    await faultsOf("POST", "/captures", { captured_amount: amount, order_lines: lines }),
  refund: async (lines: Line[], amount: number) =>
    await faultsOf("POST", "/refunds", { refunded_amount: amount, order_lines: lines }),
  change: async (lines: Line[], amount: number) =>
    await faultsOf("PATCH", "/authorization", { order_amount: amount, order_lines: lines }),
};

async function faultsOf(method: string, act: string, body: Line): Promise<string[]> {
  const shop = openShop();
  const { session_id: id } = await shop.createHosted();
  const { orderId } = shop.simulator.control.approve(id, { contact: "sam@example.com" });
  const path = `/ordermanagement/v1/orders/${orderId}`;
  if (act === "/refunds") await shop.call("POST", `${path}/captures`, { captured_amount: 19_000 });
  const response = await shop.call(method, path + act, body);
  if (response.ok) return [];
  const { error_code, error_messages } = await response.json();
  expect([response.status, error_code]).toEqual([400, "BAD_VALUE"]);
  const [order] = shop.simulator.control.listOrders();
  expect(order).toMatchObject({ order_amount: 19_000, refunded_amount: 0 });
  return error_messages.map((message: string) => message.replace("Bad value: ", ""));
}

describe.each(
  [
    ["capture", "captured_amount"],
    ["refund", "refunded_amount"],
    ["change", "order_amount"],
  ] as const,
)("of a %s", (way, amountField) => {
  const find = WAYS[way];

  test("lines that make the amount are taken, and none at all", async () => {
    expect(await find([boot], 900)).toEqual([]);
    expect(await find([boot, voucher], 600)).toEqual([]);
    expect(await find([boot, fee], 850)).toEqual([]);
    expect(await find([], 900)).toEqual([]);
  });

  test("a line that does not add up is refused", async () => {
    const line = { name: "x", quantity: 3, unit_price: 1, total_amount: 999, tax_rate: 2_000, total_tax_amount: 167 };
    expect(await find([line], 999)).toEqual(["order_lines[0].total_amount"]);
    expect(await find([boot, { ...boot, total_discount_amount: 0 }], 1_800)).toEqual(["order_lines[1].total_amount"]);
    const gift = { name: "x", quantity: 1, unit_price: -10, total_amount: -10 };
    expect(await find([boot, gift], 890)).toEqual(["order_lines[1].unit_price", "order_lines[1].total_amount"]);
  });

  test("a line whose tax does not follow from its rate is refused, one minor unit aside", async () => {
    expect(await find([{ ...boot, total_tax_amount: 151 }], 900)).toEqual([]);
    expect(await find([{ ...boot, total_tax_amount: 152 }], 900)).toEqual(["order_lines[0].total_tax_amount"]);
    expect(await find([{ ...boot, tax_rate: 0 }], 900)).toEqual(["order_lines[0].total_tax_amount"]);
  });

  test("lines that do not make the amount are refused", async () => {
    expect(await find([boot], 901)).toEqual([amountField]);
    expect(await find([boot, boot], 900)).toEqual([amountField]);
  });
});

test("in the United States lines carry no tax but in one line of its own", async () => {
  const boots = { name: "Boots", quantity: 1, unit_price: 19_000, total_amount: 19_000 };
  const usual = { purchase_country: "US", purchase_currency: "USD", locale: "en-US", order_tax_amount: 0 };
  const shop = openShop();
  const id = await shop.createPayment({ ...usual, order_lines: [boots] });
  const response = await shop.call("POST", "/hpp/v1/sessions", {
    payment_session_url: `${baseUrl}/payments/v1/sessions/${id}`,
    options: { place_order_mode: "PLACE_ORDER" },
  });
  const { orderId } = shop.simulator.control.approve((await response.json()).session_id);
  const capture = async (...lines: Line[]) => {
    const body = { captured_amount: 100, order_lines: lines };
    return (await shop.call("POST", `/ordermanagement/v1/orders/${orderId}/captures`, body)).status;
  };
  const boot = { ...boots, unit_price: 80, total_amount: 80 };
  const tax = { type: "sales_tax", name: "Tax", quantity: 1, unit_price: 10, total_amount: 10 };
  expect(await capture({ ...boot, tax_rate: 2_000 }, { ...tax, unit_price: 20, total_amount: 20 })).toBe(400);
  expect(await capture(boot, tax, tax)).toBe(400);
  expect(await capture(boot, { ...tax, unit_price: 20, total_amount: 20 })).toBe(201);
});
