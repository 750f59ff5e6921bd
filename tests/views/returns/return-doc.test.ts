import { expect, test } from "vitest";
import type { ReturnFacts } from "../../../src/domain/receipt.ts";
import { catalogues } from "../../../views/messages/catalogue.ts";
import { makeReceipt } from "../../../views/gallery/receipts.ts";
import { returnDoc } from "../../../views/returns/return-doc.ts";

const FACTS: ReturnFacts = {
  language: "en",
  shop: makeReceipt().shop,
  isPractice: false,
  number: 7,
  saleCode: 20_391,
  at: 0,
  registerName: "Front till",
  staffName: "Ada",
  totalMinor: 5_000,
  taxMinor: 800,
  note: null,
  lines: [{ quantity: 1, name: "Hat", amountMinor: 5_000 }],
  paybacks: [],
  credit: null,
  klarnaReference: null,
};

function said(changes: Partial<ReturnFacts>, isCopy = false): string {
  const facts = { ...FACTS, ...changes };
  return returnDoc(catalogues.en)(facts, { isCopy }).blocks.flatMap((block) => {
    if (block.kind === "rows") return block.rows.map(({ label, amount }) => `${label}|${amount}`);
    return block.kind === "mark" || block.kind === "text" ? [block.text] : [];
  }).join("\n");
}

test("every way is on it with its amount, a card's with the number of its slip, a gift card's with none", () => {
  const text = said({
    paybacks: [
      { kind: "card", amountMinor: 3_000, reference: "4411" },
      { kind: "gift_card", amountMinor: 2_000, reference: "6035 0000 0000 0001" },
    ],
  });
  expect(text).toContain("Card|30.00\nSlip 4411|\nGift card|20.00");
  expect(text).not.toContain("6035");
  expect(text).not.toContain("owe Klarna");
});

test("what pays for another sale is on it, so that the rows sum to what came back", () => {
  const text = said({
    paybacks: [{ kind: "klarna", amountMinor: 1_000, reference: null }],
    credit: { amountMinor: 4_000, saleCode: 20_420 },
    klarnaReference: "KR-51TT-8CQA",
  });
  expect(text).toMatch(/Given back\|£50\.00/);
  expect(text).toMatch(/Klarna\|10\.00\n.*20420\|40\.00/);
  expect(text).toContain("Reference KR-51TT-8CQA\nKlarna was asked to lower what you owe.");
});

test("what Klarna refused to give back is not said to be asked for, whatever stands beside it", () => {
  const refused = { kind: "klarna", amountMinor: 1_000, reference: null, isRefused: true } as const;
  expect(said({ paybacks: [refused] })).not.toContain("Klarna was asked");
  const text = said({ paybacks: [refused], klarnaReference: "KR-51TT-8CQA" });
  expect(text).toContain("Reference KR-51TT-8CQA");
  expect(text).not.toContain("Klarna was asked");
});

test("a part of the price says so, a copy and a practice say so above and below", () => {
  const text = said({ lines: [{ quantity: 0, name: "Hat", amountMinor: 500 }], note: "Stained" });
  expect(text).toContain("Hat, part of the price|5.00\nStained|");
  expect(text.match(/COPY/g)).toBeNull();
  expect(said({}, true).match(/COPY/g)).toHaveLength(2);
  expect(said({ isPractice: true }).match(/PRACTICE/g)).toHaveLength(2);
});
