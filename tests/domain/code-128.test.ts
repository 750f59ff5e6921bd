import { expect, test } from "vitest";
import { code128 } from "../../src/domain/code-128.ts";

/** The dark and light modules, as 1 and 0. */
function modules(text: string): string {
  const { bars, width } = code128(text);
  const dark = new Set(bars.flatMap(({ at, width }) => Array.from({ length: width }, (_, index) => at + index)));
  return Array.from({ length: width }, (_, at) => (dark.has(at) ? "1" : "0")).join("");
}

/** As another maker of Code 128 draws them. */
const KNOWN = {
  "S-20418": "1101001000011011101000100110111001100111001010011101100110010011101001110011011101001100" +
    "110111010001100011101011",
  "S-1": "11010010000110111010001001101110010011100110111001001101100011101011",
  "~ Az09!": "1101001000010001011110110110011001010001100011011110110100111011001110010110011001101100" +
    "101100001001100011101011",
};

test.each(Object.entries(KNOWN))("%s is drawn as others draw it", (text, pattern) => {
  expect(modules(text)).toBe(pattern);
});

test("every printable character has a symbol of its own, of eleven modules, dark at its start and light at its end", () => {
  const symbols = Array.from({ length: 95 }, (_, index) => modules(String.fromCharCode(32 + index)).slice(11, 22));
  expect(new Set(symbols).size).toBe(95);
  for (const symbol of symbols) expect(symbol).toMatch(/^1[01]{9}0$/);
});

test("what has no symbol is refused", () => {
  expect(() => code128("S–1")).toThrow(RangeError);
});
