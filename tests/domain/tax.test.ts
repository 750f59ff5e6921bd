import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LARGEST_AMOUNT_MINOR } from "../../src/domain/money.ts";
import { taxInside } from "../../src/domain/tax.ts";

const amount = fc.integer({ min: 0, max: LARGEST_AMOUNT_MINOR });
const rate = fc.integer({ min: 0, max: 10_000 });

describe("taxInside", () => {
  test.each([
    [120_00, 2_000, 20_00],
    [389_00, 2_000, 64_83],
    [7_90, 500, 38],
    [9_50, 0, 0],
    [0, 2_000, 0],
    // Exactly half a penny goes up.
    [3, 2_000, 1],
    [9, 2_000, 2],
    [2, 2_000, 0],
  ])("%i at %i basis points holds %i", (totalMinor, rateBasisPoints, taxMinor) => {
    expect(taxInside(totalMinor, rateBasisPoints)).toBe(taxMinor);
  });

  test("is total − total × 10000 / (10000 + rate), the half rounded up", () => {
    fc.assert(fc.property(amount, rate, (totalMinor, rateBasisPoints) => {
      const base = 10_000n + BigInt(rateBasisPoints);
      const exact = BigInt(totalMinor) * base - BigInt(totalMinor) * 10_000n;
      const error = BigInt(taxInside(totalMinor, rateBasisPoints)) * base - exact;
      // Within half a unit, and never half a unit too low.
      expect(2n * error <= base && 2n * error > -base).toBe(true);
    }));
  });

  test("is a whole number between nothing and the total", () => {
    fc.assert(fc.property(amount, rate, (totalMinor, rateBasisPoints) => {
      const taxMinor = taxInside(totalMinor, rateBasisPoints);
      expect(Number.isSafeInteger(taxMinor)).toBe(true);
      expect(taxMinor >= 0 && taxMinor <= totalMinor).toBe(true);
    }));
  });
});
