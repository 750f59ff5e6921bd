import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  GIFT_CARD_RANDOM_BYTES,
  giftCardInGroups,
  giftCardTail,
  looksLikeOwnGiftCard,
  newGiftCardNumber,
  readGiftCardNumber,
} from "../../src/domain/gift-card.ts";

const chance = fc.uint8Array({ minLength: GIFT_CARD_RANDOM_BYTES, maxLength: GIFT_CARD_RANDOM_BYTES });

describe("a new number", () => {
  test("has sixteen digits, is read back however it is grouped, and ends in Luhn's check digit", () => {
    fc.assert(fc.property(chance, (random) => {
      const number = newGiftCardNumber(random);
      expect(number).toMatch(/^\d{16}$/);
      expect(readGiftCardNumber(giftCardInGroups(number))).toBe(number);
      expect(luhn(number)).toBe(0);
      expect(looksLikeOwnGiftCard(number)).toBe(true);
    }));
  });

  test("with one digit mistyped is none that the till makes", () => {
    fc.assert(fc.property(chance, fc.nat(15), fc.integer({ min: 1, max: 9 }), (random, place, off) => {
      const digits = [...newGiftCardNumber(random)];
      digits[place] = String((Number(digits[place]) + off) % 10);
      expect(luhn(digits.join(""))).not.toBe(0);
    }));
  });
});

test.each(["5012345678900", "12345678901234", "603571000000042A", "60357100000004240"])(
  "%s is none that the till makes",
  (number) => expect(looksLikeOwnGiftCard(number)).toBe(false),
);

describe("a number that is read", () => {
  test("may have letters, blanks and hyphens", () => {
    expect(readGiftCardNumber(" abc-123 456 ")).toBe("ABC123456");
  });

  test.each(["", "12345", "1".repeat(33), "12345€", "12345;6"])("%j is none", (text) => {
    expect(readGiftCardNumber(text)).toBeNull();
  });
});

test("people tell cards apart by the last four", () => {
  expect(giftCardTail("1234567890123456")).toBe("3456");
  expect(giftCardInGroups("1234567890123456")).toBe("1234 5678 9012 3456");
  expect(giftCardInGroups("123456")).toBe("1234 56");
});

function luhn(number: string): number {
  const values = [...number].reverse().map((digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1));
  return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10;
}
