import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText, maskEmail, maskPhone, searchWords } from "../../src/domain/customer.ts";

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

describe("searchWords", () => {
  test("a phone number is one word of digits, however it was written", () => {
    for (const typed of ["07700 900123", "(07700) 900-123", "07700.900123", " 07700/900123 "]) {
      expect(searchWords(typed)).toEqual({ long: ["07700900123"], short: [] });
    }
    expect(searchWords("+44 (0)7700 900123").long).toEqual(["447700900123"]);
    expect(searchWords("0044 7700 900123").long).toEqual(["447700900123"]);
  });

  test("nothing is looked up by fewer than three letters", () => {
    for (const typed of ["", " ", "k", "ka", "07", "+4"]) expect(searchWords(typed).long).toEqual([]);
    expect(searchWords("kar").long).toEqual(["kar"]);
  });

  test("short words only narrow down what a longer one finds; alone they count with their blanks", () => {
    expect(searchWords("Jo Karim")).toEqual({ long: ["karim"], short: ["jo"] });
    expect(searchWords("Bo  Li")).toEqual({ long: ["bo li"], short: [] });
  });
});

test("case and accents do not count", () => {
  expect(foldText("Róisín ÅSA")).toBe("roisin asa");
});
