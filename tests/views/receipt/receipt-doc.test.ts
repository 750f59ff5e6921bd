import { describe, expect, test } from "vitest";
import type { ReceiptDoc, ReceiptFacts } from "../../../src/domain/receipt.ts";
import {
  cancelledReceipt,
  exclusiveReceipt,
  fullReceipt,
  makeReceipt,
  notTakenReceipt,
  taxFreeReceipt,
} from "../../../views/gallery/receipts.ts";
import { en } from "../../../views/messages/catalogue.ts";
import { receiptDoc } from "../../../views/receipt/receipt-doc.ts";

const docOf = (facts: ReceiptFacts, isCopy = false, showsNumbers = false) =>
  receiptDoc(en)(facts, { isCopy, showsNumbers });
const tablesOf = (doc: ReceiptDoc) => doc.blocks.flatMap((block) => block.kind === "rows" ? [block.rows] : []);
const textOf = (doc: ReceiptDoc) =>
  doc.blocks.map((block) => "text" in block ? `${"title" in block ? block.title : ""} ${block.text}` : "").join("\n");
const minor = (amount: string) => Math.round(100 * Number(amount.replace("−", "-").replace(/[^\d.-]/g, "")));
const rowsOf = (doc: ReceiptDoc) => tablesOf(doc).flat().map(({ label, amount }) => `${label}: ${amount}`);

describe("whatever was sold", () => {
  const all = {
    plain: makeReceipt(),
    full: fullReceipt(),
    exclusive: exclusiveReceipt(),
    taxFree: taxFreeReceipt(),
    notTaken: notTakenReceipt(),
    cancelled: cancelledReceipt(),
  };

  test.each(Object.entries(all))("%s: what is printed above the total comes to the total", (_, facts) => {
    const [sold = [], paid = []] = tablesOf(docOf(facts));
    const total = paid.findIndex(({ isSum }) => isSum);
    const steps = paid.slice(0, total).filter(({ label }) => label !== "Subtotal");
    const sum = [...sold, ...steps].reduce((all, { amount }) => all + minor(amount), 0);
    expect(sum).toBe(minor(paid[total]?.amount ?? ""));
  });

  test.each(Object.entries(all))("%s: what was paid, less change, comes to the total less rounding", (_, facts) => {
    const [, paid = []] = tablesOf(docOf(facts));
    const total = paid.findIndex(({ isSum }) => isSum);
    const change = paid.find(({ label }) => label === "Change");
    const rounding = paid.find(({ label }) => label === "Rounding of cash");
    const tenders = paid.slice(total + 1).filter((row) => row !== change && row !== rounding);
    const given = tenders.reduce((all, { amount }) => all + minor(amount), 0);
    expect(given - minor(change?.amount ?? "0")).toBe(
      minor(paid[total]?.amount ?? "") + minor(rounding?.amount ?? "0"),
    );
  });
});

test("what the customer did not take after all is on it, is not charged, and has no tax", () => {
  const { lines } = makeReceipt();
  const [first, ...others] = lines;
  const doc = docOf(makeReceipt({ notTaken: [first!] }));
  const [, , rest = []] = tablesOf(doc);
  expect(rest.map(({ label }) => label)).toEqual([
    "Not taken, not charged",
    `${first!.quantity} × ${first!.name}`,
    "Total now",
  ]);
  const keptMinor = others.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  expect([minor(rest[1]?.amount ?? ""), minor(rest[2]?.amount ?? "")]).toEqual([-first!.totalMinor, keptMinor]);
  const table = doc.blocks.find((block) => block.kind === "table");
  const gross = table?.rows.reduce((sum, row) => sum + minor(row.at(-1) ?? ""), 0);
  expect(gross).toBe(keptMinor);
});

test("of what was not taken it says what Klarna lets go of, and asks to pay Klarna as long as anything is left", () => {
  const facts = notTakenReceipt();
  const doc = docOf(facts);
  expect(rowsOf(doc)).toContain(`Klarna lets go of: ${(facts.letGoMinor / 100).toFixed(2)}`);
  expect(textOf(doc)).toContain("You pay Klarna, not the shop.");
  const all = docOf({ ...facts, notTaken: facts.lines, letGoMinor: 62_260 });
  expect(textOf(all)).toContain("You have nothing to pay for this.");
  expect(textOf(all)).not.toContain("You pay Klarna");
});

test("of a sale that was cancelled it says so, when, what Klarna lets go of, what went back, and that nothing is owed", () => {
  const doc = docOf(cancelledReceipt());
  expect(doc.blocks.filter((block) => block.kind === "mark" && block.text === "CANCELLED")).toHaveLength(2);
  expect(textOf(doc)).toMatch(/Cancelled 24 November 2026, \d\d:\d\d/);
  const rows = rowsOf(doc);
  expect(rows).toContain("Cancelled, not charged: ");
  expect(rows).toContain("Total now: £0.00");
  expect(rows).toContain("Klarna lets go of: 602.60");
  expect(rows).toContain("Cash, given back: 20.00");
  expect(textOf(doc)).toContain("You have nothing to pay for this.");
  expect(doc.blocks.some(({ kind }) => kind === "table"), "no tax is left").toBe(false);
});

test("a line says why it costs what it costs: its discount, a price set by hand, its note", () => {
  const rows = rowsOf(docOf(fullReceipt()));
  expect(rows).toContain("10% off: −38.90");
  expect(rows).toContain("Price set by hand, was 129.00: ");
  expect(rows).toContain("Pole kit: second bag: ");
  expect(rows).toContain("Note: Call when both pairs are in: ");
  expect(rows).toContain("Discount on the sale: −29.35");
});

test("a gift card that is sold bears no tax code and is in no row of the tax table", () => {
  const doc = docOf(fullReceipt());
  expect(rowsOf(doc)).toContain("1 × Gift card …4821: 50.00");
  const table = doc.blocks.find((block) => block.kind === "table");
  expect(table).toMatchObject({ rows: [["A 20%", "432.29", "86.46", "518.75"]] });
});

test("each way to pay names what it is known by, a gift card only by its end", () => {
  const rows = rowsOf(docOf(fullReceipt()));
  for (const row of ["Slip 00418-22: ", "Card ending 4432: ", "Gift card …4821: "]) expect(rows).toContain(row);
  expect(JSON.stringify(docOf(fullReceipt()))).not.toContain("5012345678904821");
  expect(rows).toContain("Rounding of cash: −0.03");
});

test("a gift card that is sold is known by its end, and on the first receipt by its whole number", () => {
  const first = docOf(fullReceipt(), false, true);
  expect(rowsOf(first)).toContain("2087 1130 4591 4821: ");
  expect(rowsOf(docOf(fullReceipt()))).toContain("•••• 4821: ");
  for (const doc of [docOf(fullReceipt()), docOf(fullReceipt(), true)]) {
    expect(JSON.stringify(doc)).not.toMatch(/2087|4591/);
  }
});

test("tax on top is added beneath the goods, tax that is not charged is taken off", () => {
  expect(rowsOf(docOf(exclusiveReceipt()))).toContain("VAT added: 33.70");
  const free = docOf(taxFreeReceipt());
  expect(rowsOf(free)).toContain("VAT not charged: −64.83");
  expect(rowsOf(free)).toContain("1 × Ridgeline 3 tent: 389.00");
  expect(textOf(free)).toContain("Tax-free: GB 123 4567 89");
  expect(textOf(docOf(makeReceipt()))).not.toContain("Tax-free");
  expect(free.blocks.find((block) => block.kind === "table")).toMatchObject({
    rows: [["VAT-free", "324.17", "0.00", "324.17"]],
  });
});

test("a sale paid with Klarna names Klarna's reference and whom to ask about what; another one does not", () => {
  const text = textOf(docOf(makeReceipt()));
  expect(text).toContain("Paid with Klarna");
  expect(text).toContain("Reference KL-7F3Q-29DM");
  expect(text).toContain("About paying, ask Klarna in its app.\nAbout the goods, ask Fernbank Outdoor.");
  expect(textOf(docOf(exclusiveReceipt()))).not.toContain("Klarna in its app");
});

test("practice and a copy say so at both ends, and in the title of an e-mail practice does", () => {
  const marks = (doc: ReceiptDoc) => doc.blocks.filter(({ kind }) => kind === "mark").length;
  expect(marks(docOf(makeReceipt()))).toBe(0);
  expect(marks(docOf(makeReceipt(), true))).toBe(2);
  const practice = docOf(makeReceipt({ isPractice: true }), true);
  expect(marks(practice)).toBe(4);
  expect(practice.title).toMatch(/^PRACTICE: /);
});
