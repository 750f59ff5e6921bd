import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { saleJournal } from "../../src/domain/journal.ts";
import {
  LARGEST_QUANTITY,
  type LineItem,
  lineProblem,
  lineSums,
  saleTotals,
  taxTable,
  type Tender,
} from "../../src/domain/sale.ts";
import type { TaxStyle } from "../../src/domain/tax.ts";

const RATES = [["A", 2_000], ["B", 500], ["Z", 0]] as const;

const someLine = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  unitPriceMinor: fc.integer({ min: 0, max: 50_000 }),
  rate: fc.constantFrom(...RATES),
}).map(({ quantity, unitPriceMinor, rate: [taxCode, taxRateBasisPoints] }) =>
  line({ quantity, unitPriceMinor, taxCode, taxRateBasisPoints })
);
const someLines = fc.array(someLine, { minLength: 1, maxLength: 8 });

describe("lineSums", () => {
  test("is quantity × price − discount, and the tax inside that", () => {
    const priced = line({ quantity: 3, unitPriceMinor: 10_00, discountMinor: 5_00, taxRateBasisPoints: 2_000 });
    expect(lineSums(priced)).toEqual({ totalMinor: 25_00, taxMinor: 4_17 });
  });

  test.each([
    ["the tax comes on top of a price without it", "exclusive", 0, { totalMinor: 30_00, taxMinor: 5_00 }],
    ["without tax a price that holds it is lowered by it", "inclusive", 1, { totalMinor: 20_83, taxMinor: 0 }],
    ["without tax a price without it stays", "exclusive", 1, { totalMinor: 25_00, taxMinor: 0 }],
  ])("%s", (_, priceStyle, isTaxFree, sums) => {
    const facts = {
      quantity: 3,
      unitPriceMinor: 10_00,
      discountMinor: 5_00,
      priceStyle: priceStyle as TaxStyle,
      isTaxFree,
    };
    expect(lineSums(line(facts))).toEqual(sums);
  });

  test("stops at what is no whole amount", () => {
    expect(() => lineSums({ ...line({}), quantity: 1.5, unitPriceMinor: 333 })).toThrow("not an amount");
  });
});

describe("lineProblem", () => {
  test.each([
    [1, 100, null],
    [LARGEST_QUANTITY, 100, null],
    [0, 100, "quantity"],
    [-1, 100, "quantity"],
    [1.5, 100, "quantity"],
    [LARGEST_QUANTITY + 1, 100, "quantity"],
    [2, 100_000_000, null],
    [2, 100_000_001, "too_much"],
  ])("%d pieces at %d: %s", (quantity, unitPriceMinor, problem) => {
    expect(lineProblem({ quantity, unitPriceMinor })).toBe(problem);
  });
});

describe("saleTotals", () => {
  test("sums lines, what is paid, what is due and the change", () => {
    const lines = [
      line({ quantity: 2, unitPriceMinor: 12_00, discountMinor: 4_00 }),
      line({ unitPriceMinor: 9_50, taxCode: "Z", taxRateBasisPoints: 0 }),
    ];
    expect(saleTotals(lines, [tender("cash", 20_00, 20_00)])).toEqual({
      subtotalMinor: 33_50,
      discountMinor: 4_00,
      taxReliefMinor: 0,
      taxMinor: 3_33,
      totalMinor: 29_50,
      roundingMinor: 0,
      paidMinor: 20_00,
      dueMinor: 9_50,
      changeMinor: 0,
    });
  });

  test("counts change of cash only", () => {
    const totals = saleTotals([line({ unitPriceMinor: 30_00 })], [
      tender("cash", 10_00, 50_00),
      tender("klarna", 20_00),
    ]);
    expect(totals).toMatchObject({ paidMinor: 30_00, dueMinor: 0, changeMinor: 40_00 });
  });

  test("never shows less than nothing as due", () => {
    expect(saleTotals([line({ unitPriceMinor: 5_00 })], [tender("cash", 6_00)]).dueMinor).toBe(0);
  });

  test("the lines' totals and taxes make the sale's (M9)", () => {
    fc.assert(fc.property(someLines, (lines) => {
      const totals = saleTotals(lines, []);
      const table = taxTable(lines);
      expect(table.reduce((sum, row) => sum + row.grossMinor, 0)).toBe(totals.totalMinor);
      expect(table.reduce((sum, row) => sum + row.taxMinor, 0)).toBe(totals.taxMinor);
      for (const row of table) expect(row.netMinor + row.taxMinor).toBe(row.grossMinor);
    }));
  });
});

test("taxTable has one row for each tax code and rate, as they first appear", () => {
  const zero = { taxCode: "Z", taxRateBasisPoints: 0 };
  const lines = [line(zero), line({}), line({}), line(zero), line({ taxRateBasisPoints: 1_000 })];
  const rows = taxTable(lines).map(({ taxCode, taxRateBasisPoints }) => [taxCode, taxRateBasisPoints]);
  expect(rows).toEqual([["Z", 0], ["A", line({}).taxRateBasisPoints], ["A", 1_000]]);
});

describe("saleJournal", () => {
  const entriesOf = (lines: LineItem[], tenders: Tender[]) =>
    Object.fromEntries(saleJournal(lines, tenders).map(({ account, amountMinor }) => [account, amountMinor]));

  test("books one code at two rates in one account", () => {
    const lines = [line({}), line({ taxRateBasisPoints: 0 })];
    const totalMinor = lines.reduce((sum, one) => sum + one.totalMinor, 0);
    const accounts = saleJournal(lines, [tender("cash", totalMinor)]).map(({ account }) => account);
    expect(accounts).toEqual(["cash", "sales:A", "tax:A"]);
  });

  test("books each tender received against net sales and tax", () => {
    const lines = [
      line({ unitPriceMinor: 12_00 }),
      line({ unitPriceMinor: 9_50, taxCode: "Z", taxRateBasisPoints: 0 }),
    ];
    expect(entriesOf(lines, [tender("cash", 1_50), tender("klarna", 20_00)])).toEqual({
      cash: 1_50,
      klarna_receivable: 20_00,
      "sales:A": -10_00,
      "tax:A": -2_00,
      "sales:Z": -9_50,
    });
  });

  test("sums to zero for every sale that its tenders cover exactly (M7)", () => {
    fc.assert(fc.property(someLines, fc.double({ min: 0, max: 1, noNaN: true }), (lines, share) => {
      const { totalMinor } = saleTotals(lines, []);
      const cashMinor = Math.floor(totalMinor * share);
      const entries = saleJournal(lines, [tender("cash", cashMinor), tender("klarna", totalMinor - cashMinor)]);
      expect(entries.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
      expect(entries.filter((entry) => !Number.isSafeInteger(entry.amountMinor))).toEqual([]);
    }));
  });

  test("is refused by a single penny", () => {
    fc.assert(fc.property(someLines, fc.constantFrom(-1, 1), (lines, slip) => {
      const { totalMinor } = saleTotals(lines, []);
      expect(() => saleJournal(lines, [tender("cash", totalMinor + slip)])).toThrow("does not sum to zero");
    }));
  });
});

function line(facts: Partial<LineItem>): LineItem {
  const priced = {
    id: "lin_1",
    kind: "goods" as const,
    productId: null,
    productCode: null,
    name: "Tent pegs",
    note: null,
    quantity: 1,
    unitPriceMinor: 10_00,
    listPriceMinor: null,
    discountMinor: 0,
    taxCode: "A",
    taxRateBasisPoints: 2_000,
    priceStyle: "inclusive" as const,
    isTaxFree: 0,
    ...facts,
  };
  return { ...priced, ...lineSums(priced) };
}

function tender(kind: Tender["kind"], amountMinor: number, givenMinor: number | null = null): Tender {
  return { id: "tnd_1", kind, amountMinor, givenMinor, paymentId: null };
}
