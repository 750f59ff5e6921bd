import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assertMinor,
  divideHalfUp,
  LARGEST_AMOUNT_MINOR,
  minorDigits,
  parseAmountMinor,
} from "../../src/domain/money.ts";

describe("parseAmountMinor", () => {
  test.each([
    ["12", "GBP", 12_00],
    ["12.5", "GBP", 12_50],
    ["12,50", "GBP", 12_50],
    ["£1,234.50", "GBP", 1_234_50],
    ["1.234,50 €", "EUR", 1_234_50],
    ["1 234,50 kr", "SEK", 1_234_50],
    [" 0.05 ", "GBP", 5],
    ["2000000", "GBP", LARGEST_AMOUNT_MINOR],
    ["1,234", "JPY", 1_234],
  ])("%s in %s is %i", (text, currency, amountMinor) => {
    expect(parseAmountMinor(text, currency)).toBe(amountMinor);
  });

  test.each([
    ["", "GBP"],
    ["abc", "GBP"],
    ["-5", "GBP"],
    ["5-", "GBP"],
    ["1.5", "JPY"],
    ["12.500", "GBP"],
    ["1,234", "GBP"],
    ["12.", "GBP"],
    ["1.2.3", "GBP"],
    ["1,23,456", "GBP"],
    ["0.123", "GBP"],
    ["1e5", "GBP"],
    ["5O0", "GBP"],
    ["2000000.01", "GBP"],
  ])("%s in %s is no amount", (text, currency) => {
    expect(parseAmountMinor(text, currency)).toBeNull();
  });

  test("reads back every amount as each market writes it", () => {
    const market = fc.constantFrom(["en-GB", "GBP"], ["de-DE", "EUR"], ["fr-FR", "EUR"], ["sv-SE", "SEK"], [
      "de-CH",
      "CHF",
    ], ["en-US", "USD"]);
    fc.assert(
      fc.property(market, fc.integer({ min: 0, max: LARGEST_AMOUNT_MINOR }), ([locale, currency = ""], minor) => {
        const written = new Intl.NumberFormat(locale, { style: "currency", currency }).format(minor / 100);
        expect(parseAmountMinor(written, currency)).toBe(minor);
      }),
    );
  });

  test("gives a whole number within a sale's limit or nothing, whatever is typed", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const amountMinor = parseAmountMinor(text, "GBP");
      expect(amountMinor === null || Number.isInteger(amountMinor) && amountMinor <= LARGEST_AMOUNT_MINOR).toBe(true);
    }));
  });
});

describe("divideHalfUp", () => {
  test("rounds a half up and less than a half down", () => {
    expect([divideHalfUp(5, 10), divideHalfUp(4, 10), divideHalfUp(15, 10), divideHalfUp(0, 3)]).toEqual([1, 0, 2, 0]);
  });

  test("refuses what it could not divide exactly", () => {
    expect(() => divideHalfUp(Number.MAX_SAFE_INTEGER, 3)).toThrow("too large");
  });
});

test("assertMinor lets whole minor units through and stops everything else", () => {
  expect(assertMinor(-7)).toBe(-7);
  for (const wrong of [0.1, NaN, Infinity, 2 ** 53]) expect(() => assertMinor(wrong)).toThrow("not an amount");
});

test("minorDigits follows the currency", () => {
  expect([minorDigits("GBP"), minorDigits("JPY")]).toEqual([2, 0]);
});
