import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discountOff, limitOf, partOf, roleToGive, spreadDiscount } from "../../src/domain/discount.ts";

const LIMITS = { cashier: 1_000, senior: 2_500 };

describe("spreadDiscount", () => {
  const someAmounts = fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 1, maxLength: 20 });

  test("makes up the discount exactly, in whole shares of which none is larger than its amount", () => {
    fc.assert(fc.property(someAmounts, fc.double({ min: 0, max: 1, noNaN: true }), (amounts, part) => {
      const total = amounts.reduce((sum, one) => sum + one, 0);
      const discount = Math.floor(total * part);
      const shares = spreadDiscount(discount, amounts);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(discount);
      for (const [index, share] of shares.entries()) {
        expect(Number.isInteger(share) && share >= 0 && share <= amounts[index]!).toBe(true);
      }
    }));
  });

  test("gives the odd penny to the largest remainder, of equal ones to the first", () => {
    expect(spreadDiscount(10, [100, 100, 100])).toEqual([4, 3, 3]);
    expect(spreadDiscount(100, [1, 99, 100])).toEqual([1, 49, 50]);
  });

  test.each([[-1, [10]], [11, [10]], [1.5, [10]], [1, [-1, 5]]])("refuses %d off %o", (discount, amounts) => {
    expect(() => spreadDiscount(discount, amounts)).toThrow(RangeError);
  });
});

describe("a limit", () => {
  test("of so many percent allows a discount of so many percent on every price, and an amount that comes to it", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200_000_000 }), (worth) => {
      const off = discountOff(worth, { kind: "percent", value: 1_000, mostBasisPoints: 1_000 });
      expect(roleToGive(off, worth, LIMITS)).toBe("cashier");
      expect(discountOff(worth, { kind: "amount", value: off, mostBasisPoints: 1_000 })).toBe(off);
      expect(roleToGive(off + 1, worth, LIMITS)).not.toBe("cashier");
    }));
  });

  test.each([[0, "cashier"], [10_00, "cashier"], [10_01, "senior"], [25_00, "senior"], [25_01, "manager"]])(
    "%d off 100.00 is a %s's to give",
    (off, role) => {
      expect(roleToGive(off, 100_00, LIMITS)).toBe(role);
    },
  );

  test("a manager has none", () => {
    expect(limitOf("manager", LIMITS)).toBe(10_000);
    expect(limitOf("senior", LIMITS)).toBe(2_500);
  });
});

test("a part is exact where numbers are not any more", () => {
  expect(partOf(2_000_000_000_000, 9_999)).toBe(1_999_800_000_000);
  expect(partOf(15, 1_000)).toBe(2);
});
