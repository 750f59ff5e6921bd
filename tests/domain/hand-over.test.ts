import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addPieces,
  klarnaSharesOf,
  mayBePickedUpLater,
  partOfLine,
  partOfLines,
  piecesLeft,
  unpaidPieces,
  valueOf,
} from "../../src/domain/hand-over.ts";
import { leftOfLines, type LinePart, planReturn, type WantedOfLine } from "../../src/domain/return.ts";
import { type LineItem, lineSums } from "../../src/domain/sale.ts";

const line = (changes: Partial<LineItem> = {}): LineItem => {
  const whole = {
    id: "lin_1",
    kind: "goods" as const,
    productId: null,
    productCode: null,
    name: "Tent peg",
    note: null,
    quantity: 3,
    unitPriceMinor: 100,
    listPriceMinor: null,
    discountMinor: 0,
    taxCode: "standard",
    taxRateBasisPoints: 2000,
    priceStyle: "inclusive" as const,
    isTaxFree: 0,
    ...changes,
  };
  return { ...whole, ...lineSums(whole) };
};

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  unitPriceMinor: fc.integer({ min: 0, max: 10_000 }),
  taxRateBasisPoints: fc.constantFrom(0, 600, 1900, 2000, 2500),
  priceStyle: fc.constantFrom("inclusive" as const, "exclusive" as const),
  isTaxFree: fc.constantFrom(0, 1),
  off: fc.double({ min: 0, max: 1, noNaN: true }),
}).map(({ off, ...one }) => line({ ...one, discountMinor: Math.floor(one.quantity * one.unitPriceMinor * off) }));

const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 });

/** The parts in which a line goes when it is cut like that, the last one taking the rest. */
function partsOf(whole: LineItem, sizes: number[]): LineItem[] {
  const parts: LineItem[] = [];
  let before = 0;
  for (const size of [...sizes, whole.quantity]) {
    const taken = Math.min(size, whole.quantity - before);
    if (taken > 0) parts.push(partOfLine(whole, before, taken));
    before += taken;
  }
  return parts;
}

test("the parts of a line add up to it, in whatever parts it goes", () => {
  fc.assert(fc.property(anyLine, cuts, (whole, sizes) => {
    const parts = partsOf(whole, sizes);
    const sum = (of: (part: LineItem) => number) => parts.reduce((total, part) => total + of(part), 0);
    expect(sum(({ quantity }) => quantity)).toBe(whole.quantity);
    expect(sum(({ totalMinor }) => totalMinor)).toBe(whole.totalMinor);
    expect(sum(({ taxMinor }) => taxMinor)).toBe(whole.taxMinor);
  }));
});

test("no part costs more than its pieces would without any discount, nor less than nothing", () => {
  fc.assert(fc.property(anyLine, cuts, (whole, sizes) => {
    for (const { quantity, unitPriceMinor, totalMinor, taxMinor, priceStyle } of partsOf(whole, sizes)) {
      const pricedMinor = priceStyle === "inclusive" ? totalMinor : totalMinor - taxMinor;
      expect(pricedMinor).toBeGreaterThanOrEqual(0);
      expect(pricedMinor).toBeLessThanOrEqual(quantity * unitPriceMinor);
    }
  }));
});

/** So many pieces are handed over, then so many thousandths of what the customer has come back, and of what that cost. */
const turn = fc.record({
  handed: fc.integer({ min: 0, max: 12 }),
  back: fc.constantFrom(0, 300, 700, 1_000),
  price: fc.constantFrom(0, 0, 0, 150, 1_000),
});

test("goods handed over and brought back by turns: never more than was taken, and in the end all of it", () => {
  fc.assert(
    fc.property(anyLine, fc.array(turn, { maxLength: 8 }), (whole, turns) => {
      const returned: LinePart[] = [];
      let gone = 0;
      for (const { handed, back, price } of [...turns, { handed: whole.quantity, back: 1_000, price: 1_000 }]) {
        gone = Math.min(whole.quantity, gone + handed);
        const rest = partOfLine(whole, gone, whole.quantity - gone);
        const { id: lineId, quantity, totalMinor: amountMinor, taxMinor } = rest;
        const left = leftOfLines([whole], [...returned, { lineId, quantity, amountMinor, taxMinor }]);
        const [mine] = left;
        const isLeft = mine!.quantity === gone - sumOf(returned, (part) => part.quantity) &&
          mine!.amountMinor === whole.totalMinor - amountMinor - sumOf(returned, (part) => part.amountMinor);
        holds(isLeft && mine!.quantity >= 0 && mine!.amountMinor >= 0 && mine!.taxMinor >= 0);
        holds(planReturn(left, [{ lineId, quantity: mine!.quantity + 1, partMinor: 0 }], 0) === "too_many");
        holds(planReturn(left, [], mine!.amountMinor + 1) === "too_much");
        const pieces = planned(left, { lineId, quantity: Math.floor(mine!.quantity * back / 1_000), partMinor: 0 });
        const stays = mine!.amountMinor - sumOf(pieces, (part) => part.amountMinor);
        const partMinor = Math.floor(stays * price / 1_000);
        returned.push(...planned(left, { lineId, quantity: sumOf(pieces, (part) => part.quantity), partMinor }));
      }
      holds(sumOf(returned, (part) => part.quantity) === whole.quantity);
      holds(sumOf(returned, (part) => part.amountMinor) === whole.totalMinor);
      holds(whole.totalMinor === 0 || sumOf(returned, (part) => part.taxMinor) === whole.taxMinor);
    }),
    { numRuns: 10_000 },
  );
});

function planned(left: readonly LinePart[], wanted: WantedOfLine): LinePart[] {
  const plan = planReturn(left, [wanted], 0);
  if (typeof plan === "string") throw new Error(plan);
  return plan.wanted;
}

const sumOf = (parts: readonly LinePart[], of: (part: LinePart) => number) =>
  parts.reduce((sum, part) => sum + of(part), 0);

/** Asked a hundred thousand times. */
function holds(isSo: boolean): void {
  if (!isSo) throw new Error("more comes back than was taken, or not all of it");
}

test("a discount that does not divide is spread over the parts to the unit", () => {
  const whole = line({ discountMinor: 1 });
  expect([0, 1, 2].map((before) => partOfLine(whole, before, 1).totalMinor)).toEqual([100, 99, 100]);
});

test("of a sale's lines those are taken of which pieces go, each after what went before", () => {
  const lines = [line({ id: "a" }), line({ id: "b", discountMinor: 1 }), line({ id: "c" })];
  const gone = new Map([["b", 1]]);
  const taken = new Map([["a", 2], ["b", 1]]);
  const parts = partOfLines(lines, gone, taken);
  expect(parts.map(({ id, quantity, totalMinor }) => [id, quantity, totalMinor])).toEqual([["a", 2, 200], [
    "b",
    1,
    99,
  ]]);
  expect(valueOf(parts)).toBe(299);
  expect([...piecesLeft(lines, addPieces(gone, taken))]).toEqual([["a", 1], ["b", 1], ["c", 3]]);
});

test("what was paid in another way pays first, then each Klarna payment in turn, and in the end all of them whole", () => {
  const tenders = [
    { paymentId: null, amountMinor: 30 },
    { paymentId: "pay_1", amountMinor: 50 },
    { paymentId: "pay_2", amountMinor: 20 },
    { paymentId: null, amountMinor: -1 },
  ];
  const shares = (handedMinor: number) => [...klarnaSharesOf(handedMinor, tenders).values()];
  expect(shares(0)).toEqual([0, 0]);
  expect(shares(29)).toEqual([0, 0]);
  expect(shares(40)).toEqual([11, 0]);
  expect(shares(80)).toEqual([50, 1]);
  expect(shares(99)).toEqual([50, 20]);
});

describe("pieces that came back without ever having been handed over", () => {
  const handed = (quantity: number, position: number) => ({ lineId: "tents", quantity, position });
  const back = (quantity: number, afterHandOver: number) => ({ lineId: "tents", quantity, afterHandOver });
  const unpaid = (had: ReturnType<typeof handed>[], returned: ReturnType<typeof back>[]) =>
    unpaidPieces(had, returned).get("tents") ?? 0;

  test("are those that the customer did not have by then", () => {
    expect(unpaid([], [])).toBe(0);
    expect(unpaid([handed(1, 1)], [back(1, 1)])).toBe(0);
    expect(unpaid([handed(1, 1)], [back(2, 1)])).toBe(1);
    expect(unpaid([], [back(1, 0)])).toBe(1);
    expect(unpaid([handed(1, 1)], [back(1, 1), back(1, 1)])).toBe(1);
  });

  test("stay so, whatever is handed over later", () => {
    expect(unpaid([handed(1, 1)], [back(1, 0)])).toBe(1);
    expect(unpaid([handed(1, 1), handed(1, 2)], [back(1, 1), back(1, 2)])).toBe(0);
  });
});

test("goods stay here only where Klarna pays for some of them, and nothing came back for them", () => {
  expect(mayBePickedUpLater([{ kind: "cash" }])).toBe(false);
  expect(mayBePickedUpLater([{ kind: "cash" }, { kind: "klarna" }])).toBe(true);
  expect(mayBePickedUpLater([{ kind: "exchange" }, { kind: "klarna" }])).toBe(false);
});
