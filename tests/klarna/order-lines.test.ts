import { describe, expect, test } from "vitest";
import { toPaymentSessionBody } from "../../src/klarna/mapping.ts";
import { toCaptureBody, toRefundBody } from "../../src/klarna/order-mapping.ts";
import { goods, paidOtherwise, purchase } from "./support.ts";

describe("order lines", () => {
  test("texts are cut between characters, a missing article code and place are left out", () => {
    const body = toPaymentSessionBody(purchase({
      lines: [goods({ name: `${"x".repeat(254)}🏕`, code: null })],
      place: " ",
    }));
    expect(body.order_lines[0]?.name).toBe("x".repeat(254));
    expect(body.order_lines[0]).not.toHaveProperty("reference");
    expect(body).not.toHaveProperty("merchant_reference2");
    const long = toPaymentSessionBody(purchase({ place: "p".repeat(300), lines: [goods({ code: "c".repeat(300) })] }));
    expect(long.merchant_reference2).toHaveLength(255);
    expect(long.order_lines[0]?.reference).toHaveLength(255);
  });

  test("in the US the tax is one line of its own and the others carry none", () => {
    const line = goods({ unitPriceMinor: 21_000, totalMinor: 21_000, taxRateBasisPoints: 500, taxMinor: 1_000 });
    const body = toPaymentSessionBody(
      purchase({ country: "US", currency: "USD", locale: "en-US", amountMinor: 21_000, lines: [line] }),
    );
    expect(body).toMatchObject({ order_amount: 21_000, order_tax_amount: 1_000 });
    expect(body.order_lines).toHaveLength(2);
    expect(body.order_lines[0]).toMatchObject({ quantity: 1, unit_price: 20_000, total_amount: 20_000 });
    expect(body.order_lines[0]).not.toHaveProperty("tax_rate");
    expect(body.order_lines[1]).toMatchObject({ type: "sales_tax", total_amount: 1_000, total_tax_amount: 0 });
  });

  test("in the US a discount loses its tax too, and an unequal unit price makes one piece", () => {
    const discounted = goods({
      quantity: 2,
      unitPriceMinor: 5_400,
      discountMinor: 1_080,
      totalMinor: 9_720,
      taxRateBasisPoints: 800,
      taxMinor: 720,
    });
    const odd = goods({ quantity: 3, unitPriceMinor: 100, totalMinor: 300, taxRateBasisPoints: 800, taxMinor: 22 });
    const body = toPaymentSessionBody(
      purchase({ country: "US", currency: "USD", locale: "en-US", amountMinor: 10_020, lines: [discounted, odd] }),
    );
    expect(body.order_lines[0]).toMatchObject({
      quantity: 2,
      unit_price: 5_000,
      total_discount_amount: 1_000,
      total_amount: 9_000,
    });
    expect(body.order_lines[1]).toMatchObject({ name: "3 × Two-person tent", quantity: 1, unit_price: 278 });
    expect(body.order_lines[2]).toMatchObject({ type: "sales_tax", total_amount: 742 });
  });

  test("a gift card and cash each take off the sum by a line of their own, without tax", () => {
    const giftCard = { ...paidOtherwise(3_000), kind: "gift_card" as const, name: "Gift card" };
    const body = toPaymentSessionBody(
      purchase({ lines: [goods(), giftCard, paidOtherwise(2_000)], amountMinor: 7_000 }),
    );
    expect(body.order_lines.map((line) => [line.type, line.name, line.total_amount, line.tax_rate])).toEqual([
      ["physical", "Two-person tent", 12_000, 2_000],
      ["gift_card", "Gift card", -3_000, 0],
      ["gift_card", "Paid in cash", -2_000, 0],
    ]);
    expect(body).toMatchObject({ order_amount: 7_000, order_tax_amount: 2_000 });
  });

  test("prices before tax get it inside them for Klarna, and none of it in the US", () => {
    const before = { priceStyle: "exclusive" as const, taxRateBasisPoints: 2_000 };
    const even = goods({
      ...before,
      quantity: 2,
      unitPriceMinor: 5_000,
      discountMinor: 1_000,
      totalMinor: 10_800,
      taxMinor: 1_800,
    });
    const odd = goods({ ...before, quantity: 3, unitPriceMinor: 99, totalMinor: 356, taxMinor: 59 });
    const lines = [even, odd];
    expect(toPaymentSessionBody(purchase({ lines, amountMinor: 11_156 })).order_lines).toMatchObject([
      { quantity: 2, unit_price: 6_000, total_discount_amount: 1_200, total_amount: 10_800, total_tax_amount: 1_800 },
      { name: "3 × Two-person tent", quantity: 1, unit_price: 356, total_amount: 356, total_tax_amount: 59 },
    ]);
    const american = { country: "US", currency: "USD", locale: "en-US" };
    expect(toPaymentSessionBody(purchase({ ...american, lines, amountMinor: 11_156 })).order_lines).toMatchObject([
      { quantity: 2, unit_price: 5_000, total_discount_amount: 1_000, total_amount: 9_000, total_tax_amount: 0 },
      { name: "Two-person tent", quantity: 3, unit_price: 99, total_amount: 297, total_tax_amount: 0 },
      { type: "sales_tax", total_amount: 1_859 },
    ]);
  });

  test("the examples of Klarna's documents: 25 % is 2500, 5.5 % is 550, 1 000 Ft are 100000", () => {
    const swedish = goods({ unitPriceMinor: 12_500, totalMinor: 12_500, taxRateBasisPoints: 2_500, taxMinor: 2_500 });
    const french = goods({ unitPriceMinor: 1_055, totalMinor: 1_055, taxRateBasisPoints: 550, taxMinor: 55 });
    const hungarian = goods({
      unitPriceMinor: 100_000,
      totalMinor: 100_000,
      taxRateBasisPoints: 2_700,
      taxMinor: 21_260,
    });
    const bodyOf = (line: typeof swedish, country: string, currency: string, locale: string) =>
      toPaymentSessionBody(purchase({ country, currency, locale, lines: [line], amountMinor: line.totalMinor }));
    expect(bodyOf(swedish, "SE", "SEK", "sv-SE").order_lines[0]).toMatchObject({
      tax_rate: 2_500,
      total_tax_amount: 2_500,
    });
    expect(bodyOf(french, "FR", "EUR", "fr-FR").order_lines[0]).toMatchObject({ tax_rate: 550, total_tax_amount: 55 });
    expect(bodyOf(hungarian, "HU", "HUF", "hu-HU")).toMatchObject({ order_amount: 100_000, order_tax_amount: 21_260 });
  });

  test("captures and refunds in the US have their tax on a line of its own too", () => {
    const line = goods({ unitPriceMinor: 21_000, totalMinor: 21_000, taxRateBasisPoints: 500, taxMinor: 1_000 });
    const move = { idempotencyKey: "k", amountMinor: 21_000, reference: "wish_1", lines: [line], country: "US" };
    for (const { order_lines } of [toCaptureBody(move), toRefundBody(move)]) {
      expect(order_lines?.map(({ type, total_amount }) => [type, total_amount]))
        .toEqual([["physical", 20_000], ["sales_tax", 1_000]]);
    }
  });

  test("a refund without lines sends none", () => {
    const refund = { idempotencyKey: "k", amountMinor: 5_000, reference: "wish_1" };
    expect(toRefundBody(refund)).toEqual({ refunded_amount: 5_000, reference: "wish_1" });
    expect(toRefundBody({ ...refund, lines: [] })).toEqual({ refunded_amount: 5_000, reference: "wish_1" });
  });

  test("a capture without lines sends none, one with a gift card line sends it as such", () => {
    const capture = { idempotencyKey: "k", amountMinor: 5_000, reference: "wish_1" };
    expect(toCaptureBody({ ...capture, lines: [] })).toEqual({ captured_amount: 5_000, reference: "wish_1" });
    const { order_lines } = toCaptureBody({ ...capture, lines: [goods(), paidOtherwise(7_000)] });
    expect(order_lines?.map((line) => line.type)).toEqual(["physical", "gift_card"]);
  });
});
