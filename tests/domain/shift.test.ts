import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cashFigures, csvCell, csvFile, piecesOf, sumOfPieces } from "../../src/domain/shift.ts";
import { MARKETS } from "../../src/klarna/markets.ts";

test("every currency that Klarna sells in has its notes and coins, the largest first", () => {
  for (const { currency } of MARKETS) {
    const pieces = piecesOf(currency);
    expect(pieces.length, currency).toBeGreaterThan(5);
    expect(pieces.length, currency).toBeLessThanOrEqual(15);
    expect([...pieces]).toEqual([...new Set(pieces)].toSorted((a, b) => b - a));
  }
  expect(piecesOf("ZZZ")).toEqual([]);
});

describe("counting by pieces", () => {
  test("adds what there is of each, and nothing typed is none", () => {
    expect(sumOfPieces([5_000, 100, 1], ["2", "", " 7 "])).toBe(10_007);
    expect(sumOfPieces([5_000], [])).toBe(0);
  });

  test.each(["x", "-1", "1.5", "123456"])("%j is no number of pieces", (typed) => {
    expect(sumOfPieces([100], [typed])).toBeNull();
  });

  test("holds no more than any drawer does", () => {
    expect(sumOfPieces([100_000], ["99999"])).toBeNull();
  });
});

test("the float is what was counted, else what was left", () => {
  expect(cashFigures({ floatMinor: null, leftMinor: 300 }, [])).toMatchObject({ floatMinor: 300, expectedMinor: 300 });
  expect(cashFigures({ floatMinor: 0, leftMinor: 300 }, [])).toMatchObject({ floatMinor: 0, isFloatCounted: true });
});

describe("a CSV file", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+46 70", "'+46 70"],
    ["-not a number", "'-not a number"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["-1.00", "-1.00"],
    ["plain", "plain"],
    ['say "so", then', '"say ""so"", then"'],
    ["two\nlines", '"two\nlines"'],
    ["=a,b", '"\'=a,b"'],
  ])("%j becomes %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test("no text in it is a formula, and each line ends as it should", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const cell = csvCell(text).replace(/^"/, "");
      expect(/^[=+@\t\r]/.test(cell)).toBe(false);
    }));
    expect(csvFile([["a", 1], ["b", ""]])).toBe("a,1\r\nb,\r\n");
  });
});
