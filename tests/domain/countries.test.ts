import { expect, test } from "vitest";
import { cashStepOf, parseTaxRate, taxRateText } from "../../src/domain/countries.ts";

test.each([["20", 2000], ["8.1", 810], ["8,1", 810], ["25.5 %", 2550], [" 0 ", 0], ["7.25%", 725]])(
  "%s is a tax rate",
  (text, basisPoints) => {
    expect(parseTaxRate(text)).toBe(basisPoints);
    expect(parseTaxRate(taxRateText(basisPoints))).toBe(basisPoints);
  },
);

test.each(["", "-1", "100", "1.234", "lots", "1e1", "5 or 6", "%"])("'%s' is no tax rate", (text) => {
  expect(parseTaxRate(text)).toBeNull();
});

test.each([["SE", 100], ["CH", 5], ["GB", 1], ["US", 1]])("the smallest coin of %s is %d", (country, stepMinor) => {
  expect(cashStepOf(country)).toBe(stepMinor);
});
