import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GIFT_CARDS_SOLD_ACCOUNT, saleJournal, TENDER_ACCOUNTS } from "../../src/domain/journal.ts";
import { cashDue } from "../../src/domain/money.ts";
import { type LineItem, lineSums, type Tender, TENDER_KINDS } from "../../src/domain/sale.ts";

const RATES = [["A", 2_000], ["B", 500], ["Z", 0]] as const;

const someLine = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  unitPriceMinor: fc.integer({ min: 0, max: 50_000 }),
  discountShare: fc.double({ min: 0, max: 1, noNaN: true }),
  rate: fc.constantFrom(...RATES),
}).map(({ quantity, unitPriceMinor, discountShare, rate: [taxCode, taxRateBasisPoints] }) => {
  const discountMinor = Math.floor(quantity * unitPriceMinor * discountShare);
  return line({ quantity, unitPriceMinor, discountMinor, taxCode, taxRateBasisPoints });
});
const someCard = fc.integer({ min: 1, max: 50_000 }).map((unitPriceMinor) =>
  line({ kind: "gift_card", unitPriceMinor, taxCode: "gift_card", taxRateBasisPoints: 0 })
);
const someLines = fc.array(fc.oneof({ weight: 4, arbitrary: someLine }, { weight: 1, arbitrary: someCard }), {
  maxLength: 12,
});
/** How much of what is still due each tender takes; the last one takes the rest. */
const someShares = fc.array(
  fc.record({ kind: fc.constantFrom(...TENDER_KINDS), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

describe("a sale that its tenders cover", () => {
  test("sums to zero in whole minor units, discounts and any mix of tenders included", () => {
    fc.assert(fc.property(someLines, someShares, (lines, shares) => {
      const entries = saleJournal(lines, cover(total(lines), shares));
      expect(sum(entries.map((entry) => entry.amountMinor))).toBe(0);
      expect(entries.every((entry) => Number.isSafeInteger(entry.amountMinor) && entry.amountMinor !== 0)).toBe(true);
    }));
  });

  test("books per tax code the net and the tax its lines hold, and per tender what was taken", () => {
    fc.assert(fc.property(someLines, someShares, (lines, shares) => {
      const tenders = cover(total(lines), shares);
      const booked = balances(lines, tenders);
      for (const [code] of RATES) {
        const coded = lines.filter((one) => one.kind === "goods" && one.taxCode === code);
        const taxMinor = sum(coded.map((one) => one.taxMinor));
        expect(booked(`tax:${code}`)).toBe(0 - taxMinor);
        expect(booked(`sales:${code}`)).toBe(0 - (total(coded) - taxMinor));
      }
      for (const kind of TENDER_KINDS) {
        expect(booked(TENDER_ACCOUNTS[kind])).toBe(sum(amounts(tenders.filter((one) => one.kind === kind))));
      }
    }));
  });

  test("a gift card that is sold is owed, and neither income nor tax", () => {
    fc.assert(fc.property(someLines, someShares, (lines, shares) => {
      const booked = balances(lines, cover(total(lines), shares));
      expect(booked(GIFT_CARDS_SOLD_ACCOUNT)).toBe(0 - total(lines.filter((one) => one.kind === "gift_card")));
      expect(booked("sales:gift_card")).toBe(0);
      expect(booked("tax:gift_card")).toBe(0);
    }));
  });

  test("cash that was rounded stands in the books as it lies in the drawer, and the rounding beside it", () => {
    const dueAndStep = fc.record({
      dueMinor: fc.integer({ min: 1, max: 1_000_000 }),
      step: fc.constantFrom(5, 10, 50, 100),
    });
    fc.assert(fc.property(dueAndStep, ({ dueMinor, step }) => {
      const cashMinor = cashDue(dueMinor, step);
      const tenders = [tender("cash", cashMinor), tender("rounding", dueMinor - cashMinor)];
      const booked = balances([line({ unitPriceMinor: dueMinor })], tenders);
      expect(booked("cash") % step).toBe(0);
      expect(Math.abs(booked("cash_rounding"))).toBeLessThanOrEqual(step / 2);
      expect(booked("cash") + booked("cash_rounding")).toBe(dueMinor);
    }));
  });

  test("books cash as what was kept of it, not as what was handed over", () => {
    expect(saleJournal([line({})], [tender("cash", 10_00, 50_00)])).toEqual([
      { account: "cash", amountMinor: 10_00 },
      { account: "sales:A", amountMinor: -8_33 },
      { account: "tax:A", amountMinor: -1_67 },
    ]);
  });

  test("each kind of tender has an account of its own", () => {
    const tenders = TENDER_KINDS.map((kind) => tender(kind, 2_00));
    const received = saleJournal([line({ unitPriceMinor: 14_00 })], tenders).slice(0, TENDER_KINDS.length).map((
      entry,
    ) => entry.account);
    expect(received).toEqual([
      "cash",
      "card_receivable",
      "gift_card_liability",
      "klarna_receivable",
      "klarna_card_receivable",
      "exchange_credit",
      "cash_rounding",
    ]);
  });

  test("books nothing for a sale of nothing", () => {
    expect(saleJournal([], [])).toEqual([]);
    expect(saleJournal([line({ discountMinor: 10_00 })], [])).toEqual([]);
  });
});

test("a sale paid too little or too much, by whatever amount, is never booked", () => {
  const slip = fc.integer({ min: -10_000_000, max: 10_000_000 }).filter((minor) => minor !== 0);
  fc.assert(fc.property(someLines, slip, (lines, slipMinor) => {
    expect(() => saleJournal(lines, [tender("card", total(lines) + slipMinor)])).toThrow("does not sum to zero");
  }));
});

test("an amount that is no whole number of minor units is never booked", () => {
  expect(() => saleJournal([line({})], [tender("cash", 10_00.5)])).toThrow("not an amount");
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

function cover(totalMinor: number, shares: { kind: Tender["kind"]; share: number }[]): Tender[] {
  let dueMinor = totalMinor;
  return shares.map(({ kind, share }, index) => {
    const amountMinor = index === shares.length - 1 ? dueMinor : Math.floor(dueMinor * share);
    dueMinor -= amountMinor;
    return tender(kind, amountMinor);
  });
}

function tender(kind: Tender["kind"], amountMinor: number, givenMinor: number | null = null): Tender {
  return { id: "tnd_1", kind, amountMinor, givenMinor, paymentId: null };
}

/** What stands on an account when all entries are booked. */
function balances(lines: LineItem[], tenders: Tender[]): (account: string) => number {
  const entries = saleJournal(lines, tenders);
  return (account) => sum(entries.filter((entry) => entry.account === account).map((entry) => entry.amountMinor));
}

function total(lines: LineItem[]): number {
  return sum(lines.map((one) => one.totalMinor));
}

function amounts(tenders: Tender[]): number[] {
  return tenders.map((one) => one.amountMinor);
}

function sum(amountsMinor: number[]): number {
  return amountsMinor.reduce((all, amountMinor) => all + amountMinor, 0);
}
