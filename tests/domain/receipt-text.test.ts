import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReceiptBlock, ReceiptDoc } from "../../src/domain/receipt.ts";
import { receiptLines } from "../../src/domain/receipt-text.ts";

const doc = (...blocks: ReceiptBlock[]): ReceiptDoc => ({ language: "en", title: "", blocks });
const texts = (columns: number, ...blocks: ReceiptBlock[]) =>
  receiptLines(doc(...blocks), columns).map(({ text }) => text);

test("words stand on the left, amounts on the right, and a long name breaks between its words", () => {
  const rows = [{ label: "1 × Kestrel trail boots, 39, wide", amount: "129.00 A" }, {
    label: "10% off",
    amount: "−12.90",
    isInset: true,
  }];
  expect(texts(24, { kind: "rows", rows })).toEqual([
    "1 × Kestrel",
    "trail boots,",
    "39, wide        129.00 A",
    "  10% off         −12.90",
  ]);
});

test("a table has its first column on the left and the others on the right", () => {
  const rows = [["A 20%", "510.92", "102.18", "613.10"]];
  expect(texts(32, { kind: "table", head: ["VAT", "Net", "VAT", "Gross"], rows })).toEqual([
    "VAT            Net    VAT  Gross",
    "A 20%       510.92 102.18 613.10",
  ]);
});

test("no line is ever longer than the paper, whatever is sold at whatever price", () => {
  const label = fc.string({ maxLength: 120 });
  const amount = fc.integer({ min: -10_000_000, max: 200_000_000 }).map((minor) => (minor / 100).toFixed(2));
  const row = fc.record({ label, amount, isInset: fc.boolean(), isSum: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), fc.string({ maxLength: 200 }), (rows, text) => {
      const lines = receiptLines(doc({ kind: "rows", rows }, { kind: "text", text }, { kind: "heading", text }), 32);
      for (const { text, style } of lines) expect(text.length).toBeLessThanOrEqual(style === "big" ? 16 : 32);
      const all = lines.map((line) => line.text).join("\n");
      for (const { amount } of rows) expect(all).toContain(amount);
    }),
  );
});
