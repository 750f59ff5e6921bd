import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskEmail, maskPhone } from "../../src/domain/customer.ts";

describe("maskPhone", () => {
  test("leaves the last three digits", () => {
    expect(maskPhone("+447700900123")).toBe("••• •••123");
    expect(maskPhone("07700 900 456")).toBe("••• •••456");
  });

  test("leaves nothing of a number too short to hide anything", () => {
    expect([maskPhone("123"), maskPhone(""), maskPhone("x")]).toEqual(["•••", "•••", "•••"]);
  });

  test("never shows more than three digits", () => {
    fc.assert(fc.property(fc.string(), (phone) => {
      expect(maskPhone(phone).replace(/\D/g, "").length).toBeLessThanOrEqual(3);
    }));
  });
});

describe("maskEmail", () => {
  test("leaves the first letter and the host", () => {
    expect(maskEmail("sam.karim@example.com")).toBe("s•••@example.com");
    expect(maskEmail('"a@b"@example.com')).toBe('"•••@example.com');
  });

  test("leaves nothing of what is no address", () => {
    expect([maskEmail("sam"), maskEmail("@example.com"), maskEmail("")]).toEqual(["•••", "•••", "•••"]);
  });
});
