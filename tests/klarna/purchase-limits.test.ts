import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KlarnaError } from "../../src/klarna/errors.ts";
import type { Purchase, PurchaseLine } from "../../src/klarna/gateway.ts";
import { toPaymentSessionBody } from "../../src/klarna/mapping.ts";
import { toCaptureBody } from "../../src/klarna/order-mapping.ts";
import { findMarket, MARKETS } from "../../src/klarna/markets.ts";
import { empty, failureOf, gatewayTo, goods, paidOtherwise, purchase } from "./support.ts";

function codeOf(build: () => unknown): string | null {
  try {
    build();
  } catch (error) {
    if (error instanceof KlarnaError && error.kind === "refused" && error.detail.messages.length === 1) {
      return error.detail.code;
    }
    throw error;
  }
  return null;
}

function lineCode(overrides: Partial<PurchaseLine>): string | null {
  const line = goods(overrides);
  return codeOf(() => toPaymentSessionBody(purchase({ lines: [line], amountMinor: Math.max(1, line.totalMinor) })));
}

describe("a purchase Klarna could only refuse", () => {
  test.each<[string, Partial<Purchase>]>([
    ["country_not_served", { country: "JP" }],
    ["country_not_served", { country: "gb" }],
    ["currency_not_of_country", { currency: "EUR" }],
    ["locale_not_of_country", { locale: "de-DE" }],
    ["amount_out_of_range", { amountMinor: 0 }],
    ["amount_out_of_range", { amountMinor: -1 }],
    ["amount_out_of_range", { amountMinor: 200_000_001 }],
    ["amount_out_of_range", { amountMinor: 12_000.5 }],
    ["amount_out_of_range", { amountMinor: Number.NaN }],
    ["lines_do_not_add_up", { amountMinor: 11_999 }],
    ["no_lines", { lines: [] }],
    ["too_many_lines", { lines: Array.from({ length: 1_001 }, () => goods()) }],
    ["reference_out_of_range", { reference: "" }],
    ["reference_out_of_range", { reference: "r".repeat(256) }],
  ])("is refused as %s: %j", (code, overrides) => {
    expect(codeOf(() => toPaymentSessionBody(purchase(overrides)))).toBe(code);
  });

  test.each<[string, Partial<PurchaseLine>]>([
    ["line_does_not_add_up", { totalMinor: 11_999 }],
    ["line_does_not_add_up", { quantity: 2 }],
    ["line_tax_does_not_add_up", { taxMinor: 2_002 }],
    ["line_tax_does_not_add_up", { taxMinor: 1_998 }],
    ["line_tax_does_not_add_up", { taxRateBasisPoints: 0 }],
    ["line_out_of_range", { quantity: 0 }],
    ["line_out_of_range", { quantity: 1.5 }],
    ["line_out_of_range", { discountMinor: -1, totalMinor: 12_001 }],
    ["line_out_of_range", { unitPriceMinor: 200_000_001, discountMinor: 1_000, totalMinor: 199_999_001 }],
    ["line_out_of_range", { unitPriceMinor: -1, totalMinor: -1, taxMinor: 0 }],
    ["line_out_of_range", { taxRateBasisPoints: 10_001 }],
    ["line_out_of_range", { taxMinor: -1 }],
    ["line_without_name", { name: "  " }],
  ])("is refused as %s for its line: %j", (code, overrides) => {
    expect(lineCode(overrides)).toBe(code);
  });

  test("tax may be off by one minor unit", () => {
    expect(lineCode({ taxMinor: 2_001 })).toBeNull();
    expect(lineCode({ taxMinor: 1_999 })).toBeNull();
  });

  test("what was paid otherwise is negative, undiscounted and untaxed", () => {
    const withPaid = (overrides: Partial<PurchaseLine>) => {
      const paid = { ...paidOtherwise(2_000), ...overrides };
      return codeOf(() => toPaymentSessionBody(purchase({ lines: [goods(), paid], amountMinor: 10_000 })));
    };
    expect(withPaid({})).toBeNull();
    expect(withPaid({ unitPriceMinor: 2_000, totalMinor: 2_000 })).toBe("line_out_of_range");
    expect(withPaid({ unitPriceMinor: -1_000, discountMinor: 1_000 })).toBe("line_out_of_range");
    expect(withPaid({ taxMinor: -333 })).toBe("line_out_of_range");
  });

  test("the US needs room for the tax line", () => {
    const us = { country: "US", currency: "USD", locale: "en-US" };
    const lines = (count: number) => Array.from({ length: count }, () => goods());
    const build = (count: number) => () =>
      toPaymentSessionBody(purchase({ ...us, lines: lines(count), amountMinor: count * 12_000 }));
    expect(codeOf(build(999))).toBeNull();
    expect(codeOf(build(1_000))).toBe("too_many_lines");
  });

  test("the largest amount and the most lines pass", () => {
    const line = goods({ unitPriceMinor: 200_000, totalMinor: 200_000, taxMinor: 33_333 });
    const lines = Array.from({ length: 1_000 }, () => line);
    expect(codeOf(() => toPaymentSessionBody(purchase({ lines, amountMinor: 200_000_000 })))).toBeNull();
  });

  test("never leaves the house", async () => {
    const { gateway, sent } = gatewayTo(() => empty(500));
    expect((await failureOf(gateway.createPaymentSession(purchase({ amountMinor: 0 })))).kind).toBe("refused");
    expect((await failureOf(gateway.updatePaymentSession("ps-1", purchase({ lines: [] })))).kind).toBe("refused");
    expect(sent).toHaveLength(0);
  });
});

test("a capture Klarna could only refuse is refused", () => {
  const capture = { idempotencyKey: "k", amountMinor: 12_000, reference: "wish_1", lines: [goods()] };
  expect(codeOf(() => toCaptureBody(capture))).toBeNull();
  expect(codeOf(() => toCaptureBody({ ...capture, amountMinor: 0 }))).toBe("amount_out_of_range");
  expect(codeOf(() => toCaptureBody({ ...capture, reference: "" }))).toBe("reference_out_of_range");
  expect(toCaptureBody({ ...capture, lines: [goods({ totalMinor: 1 })] })).not.toHaveProperty("order_lines");
});

const goodsLine = fc.record({
  code: fc.option(fc.string({ maxLength: 300 })),
  name: fc.string({ minLength: 1, maxLength: 300, unit: "binary" }).filter((name) => name.trim() !== ""),
  quantity: fc.integer({ min: 1, max: 50 }),
  unitPriceMinor: fc.integer({ min: 0, max: 90_000 }),
  discountPercent: fc.integer({ min: 0, max: 100 }),
  taxRateBasisPoints: fc.integer({ min: 0, max: 10_000 }),
}).map(({ discountPercent, ...line }): PurchaseLine => {
  const grossMinor = line.quantity * line.unitPriceMinor;
  const discountMinor = Math.floor((grossMinor * discountPercent) / 100);
  const totalMinor = grossMinor - discountMinor;
  const taxMinor = Math.round(totalMinor - (totalMinor * 10_000) / (10_000 + line.taxRateBasisPoints));
  return { kind: "goods", priceStyle: "inclusive", ...line, discountMinor, totalMinor, taxMinor };
});

const anyPurchase = fc.record({
  market: fc.constantFrom(...MARKETS),
  lines: fc.array(goodsLine, { minLength: 1, maxLength: 30 }),
  paidShare: fc.integer({ min: 0, max: 99 }),
  localeIndex: fc.nat(),
}).map(({ market, lines, paidShare, localeIndex }): Purchase => {
  const goodsMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const paidMinor = Math.floor((goodsMinor * paidShare) / 100);
  return purchase({
    country: market.country,
    currency: market.currency,
    locale: market.locales[localeIndex % market.locales.length] ?? "",
    lines: paidMinor === 0 ? lines : [...lines, paidOtherwise(paidMinor)],
    amountMinor: goodsMinor - paidMinor,
  });
}).filter(({ amountMinor }) => amountMinor > 0);

test("every purchase that adds up makes a body that keeps every one of Klarna's rules", () => {
  fc.assert(
    fc.property(anyPurchase, (asked) => {
      const body = toPaymentSessionBody(asked);
      const lines = body.order_lines;
      const taxOf = (line: (typeof lines)[number]) => line.total_tax_amount;
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

      expect(body.order_amount).toBe(sum(lines.map((line) => line.total_amount)));
      expect(body.order_amount).toBe(asked.amountMinor);
      expect(lines.length).toBeLessThanOrEqual(1_000);
      const market = findMarket(body.purchase_country);
      expect(market?.currency).toBe(body.purchase_currency);
      expect(market?.locales).toContain(body.locale);

      for (const line of lines) {
        expect(line.total_amount).toBe(line.quantity * line.unit_price - line.total_discount_amount);
        expect([line.quantity, line.unit_price, line.total_discount_amount].every(Number.isSafeInteger)).toBe(true);
        expect(line.quantity).toBeGreaterThanOrEqual(0);
        expect(line.total_discount_amount).toBeGreaterThanOrEqual(0);
        expect(Math.max(line.unit_price, line.total_amount)).toBeLessThanOrEqual(200_000_000);
        expect(line.name.length).toBeGreaterThanOrEqual(1);
        expect(line.name.length).toBeLessThanOrEqual(255);
        expect(line.name.isWellFormed()).toBe(true);
        expect(line.type === "gift_card").toBe(line.total_amount < 0);
        if (line.reference !== undefined) expect(line.reference.length).toBeLessThanOrEqual(255);
      }

      if (body.purchase_country === "US") {
        expect(lines.every((line) => line.tax_rate === undefined && line.total_tax_amount === 0)).toBe(true);
        const taxLines = lines.filter((line) => line.type === "sales_tax");
        expect(taxLines.map((line) => line.total_amount)).toEqual([body.order_tax_amount]);
      } else {
        expect(Math.abs(body.order_tax_amount - sum(lines.map(taxOf)))).toBeLessThanOrEqual(lines.length);
        for (const line of lines) {
          const exact = line.total_amount - (line.total_amount * 10_000) / (10_000 + (line.tax_rate ?? Number.NaN));
          expect(Math.abs(line.total_tax_amount - exact)).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 500 },
  );
});
