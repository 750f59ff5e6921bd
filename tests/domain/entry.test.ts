import { describe, expect, test } from "vitest";
import { readDiscount, readEntry, readPercent } from "../../src/domain/entry.ts";

describe("readEntry", () => {
  test.each([
    ["3*", { kind: "quantity", quantity: 3 }],
    [" 12 × ", { kind: "quantity", quantity: 12 }],
    ["3*hat", { kind: "product", quantity: 3, text: "hat" }],
    ["3 * 2000001001103", { kind: "product", quantity: 3, text: "2000001001103" }],
    ["10%", { kind: "percent", basisPoints: 1_000 }],
    ["7,5 %", { kind: "percent", basisPoints: 750 }],
    ["0%", { kind: "percent", basisPoints: 0 }],
    ["150%", { kind: "percent", basisPoints: 15_000 }],
    ["tent 3*", { kind: "product", quantity: 1, text: "tent 3*" }],
    ["12345*hat", { kind: "product", quantity: 1, text: "12345*hat" }],
    ["100% wool", { kind: "product", quantity: 1, text: "100% wool" }],
    ["wool 100%", { kind: "product", quantity: 1, text: "wool 100%" }],
    ["3", { kind: "product", quantity: 1, text: "3" }],
    ["2000001001103", { kind: "product", quantity: 1, text: "2000001001103" }],
    ["", { kind: "product", quantity: 1, text: "" }],
  ])("%j", (typed, entry) => {
    expect(readEntry(typed)).toEqual(entry);
  });
});

test.each([["10", 1_000], ["7.5", 750], ["7,25%", 725], ["", null], ["ten", null], ["-5", null], ["1e2", null]])(
  "readPercent: %j is %j",
  (typed, basisPoints) => {
    expect(readPercent(typed)).toBe(basisPoints);
  },
);

describe("readDiscount", () => {
  test.each([
    ["10", "percent", { kind: "percent", value: 1_000 }],
    ["10%", "amount", { kind: "percent", value: 1_000 }],
    ["10", "amount", { kind: "amount", value: 10_00 }],
    ["£5", "amount", { kind: "amount", value: 5_00 }],
    ["", "percent", null],
    ["0", "amount", null],
    ["0", "percent", null],
    ["101", "percent", "bad"],
    ["five", "amount", "bad"],
    ["-5", "amount", "bad"],
  ])("%j as %s", (typed, kind, discount) => {
    expect(readDiscount(typed, kind as "percent" | "amount", "GBP")).toEqual(discount);
  });
});
