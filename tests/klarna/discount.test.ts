import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spreadDiscount } from "../../src/domain/discount.ts";

const amounts = fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 1, maxLength: 40 });
const spreads = fc.tuple(amounts, fc.double({ min: 0, max: 1, noNaN: true })).map(([all, share]) => {
  const total = all.reduce((sum, amount) => sum + amount, 0);
  return { amounts: all, total, discount: Math.min(total, Math.floor(total * share)) };
});
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe("spreadDiscount", () => {
  test("what does not divide goes to the largest remainders, the first of equals first", () => {
    expect(spreadDiscount(100, [100, 100, 100])).toEqual([34, 33, 33]);
    expect(spreadDiscount(1_001, [12_000, 1_050])).toEqual([920, 81]);
    expect(spreadDiscount(1, [1, 2, 1])).toEqual([0, 1, 0]);
    expect(spreadDiscount(10, [0, 30, 0])).toEqual([0, 10, 0]);
  });

  test("nothing off is nothing off, also of nothing; everything off leaves nothing", () => {
    expect(spreadDiscount(0, [5, 7])).toEqual([0, 0]);
    expect(spreadDiscount(0, [0, 0])).toEqual([0, 0]);
    expect(spreadDiscount(0, [])).toEqual([]);
    expect(spreadDiscount(12, [5, 7])).toEqual([5, 7]);
  });

  test.each([[13, [5, 7]], [-1, [5]], [0.5, [5]], [1, [5, -1]], [1, [2.5]], [Number.NaN, [5]]])(
    "%d off %j is refused",
    (discount, all) => expect(() => spreadDiscount(discount, all)).toThrow(RangeError),
  );

  test("the shares make up the discount, each within one of its proportion and never above its amount", () => {
    fc.assert(
      fc.property(spreads, ({ amounts: all, total, discount }) => {
        const shares = spreadDiscount(discount, all);
        expect(sum(shares)).toBe(discount);
        shares.forEach((share, index) => {
          const amount = all[index] ?? 0;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(amount);
          if (total > 0) expect(Math.abs(share - (amount / total) * discount)).toBeLessThan(1.000_001);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
