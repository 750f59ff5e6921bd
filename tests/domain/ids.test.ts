import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatId, formatUuid, ID_RANDOM_BYTES, isId } from "../../src/domain/ids.ts";

const random = fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES });
const time = fc.integer({ min: 0, max: 2 ** 45 });

describe("formatId", () => {
  test("makes the same id of the same time and chance", () => {
    const id = formatId("pay", 1_795_521_600_000, new Uint8Array(ID_RANDOM_BYTES));
    expect(id).toBe("pay_01m86ptpg00000000000000000");
  });

  test("always has the shape that isId knows, and only of its own kind", () => {
    fc.assert(fc.property(time, random, (now, bytes) => {
      const id = formatId("sal", now, bytes);
      expect(isId("sal", id)).toBe(true);
      expect(isId("pay", id)).toBe(false);
    }));
  });

  test("sorts by the time it was made", () => {
    fc.assert(fc.property(time, time, random, random, (one, other, a, b) => {
      fc.pre(one < other);
      expect(formatId("pay", one, a) < formatId("pay", other, b)).toBe(true);
    }));
  });

  test("tells apart what differs only by chance", () => {
    const zeros = new Uint8Array(ID_RANDOM_BYTES);
    const one = zeros.with(ID_RANDOM_BYTES - 1, 1);
    expect(formatId("pay", 1, zeros)).not.toBe(formatId("pay", 1, one));
  });
});

describe("isId", () => {
  test.each([
    "",
    "pay_",
    "pay_01m83t6j00000000000000000",
    "pay_01m83t6j0000000000000000000",
    "pay_01M83T6J000000000000000000",
    "pay_01m83t6j00000000000000000u",
    "pay_../../../../../../etc/passwd",
    "pay_01m83t6j000000000000000000\n",
  ])("refuses %j", (text) => {
    expect(isId("pay", text)).toBe(false);
  });
});

test("formatUuid makes version 4 UUIDs", () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
    expect(formatUuid(bytes)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }));
});
