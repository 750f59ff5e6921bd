import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineSums } from "../../src/domain/sale.ts";
import {
  cashBack,
  inPaybackOrder,
  leftOfLines,
  type LinePart,
  PAYBACK_ORDER,
  planReturn,
  splitRefund,
} from "../../src/domain/return.ts";

const goods = (id: string, quantity: number, totalMinor: number, taxMinor = 0) => {
  return { id, kind: "goods" as const, quantity, totalMinor, taxMinor };
};
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Comes back, after what came back before; fails where it may not. */
function comesBack(
  lines: readonly ReturnType<typeof goods>[],
  before: readonly LinePart[],
  wanted: Parameters<typeof planReturn>[1],
  freeMinor = 0,
): LinePart[] {
  const plan = planReturn(leftOfLines(lines, before), wanted, freeMinor);
  if (typeof plan === "string") throw new Error(plan);
  return [...plan.wanted, ...plan.free];
}

describe("what comes back of a line", () => {
  test("is so many pieces' share of it, and the last piece takes what is left", () => {
    const lines = [goods("socks", 3, 1_000, 167)];
    const first = comesBack(lines, [], [{ lineId: "socks", quantity: 1, partMinor: 0 }]);
    expect(first).toEqual([{ lineId: "socks", quantity: 1, amountMinor: 333, taxMinor: 56 }]);
    const rest = comesBack(lines, first, [{ lineId: "socks", quantity: 2, partMinor: 0 }]);
    expect(rest).toEqual([{ lineId: "socks", quantity: 2, amountMinor: 667, taxMinor: 111 }]);
  });

  test("can be a part of its price; pieces that come back later are worth that much less", () => {
    const lines = [goods("lamp", 2, 6_400, 1_067)];
    const scratched = comesBack(lines, [], [{ lineId: "lamp", quantity: 0, partMinor: 400 }]);
    expect(scratched).toEqual([{ lineId: "lamp", quantity: 0, amountMinor: 400, taxMinor: 67 }]);
    const one = comesBack(lines, scratched, [{ lineId: "lamp", quantity: 1, partMinor: 0 }]);
    expect(one[0]?.amountMinor).toBe(3_000);
  });

  test("is, of pieces that are still here, whole ones for what they cost, after those that the customer has", () => {
    // One of three socks was taken; the others would leave for 333 and 334.
    const left = leftOfLines([goods("socks", 3, 1_000, 167)], []);
    const pieces = [{ amountMinor: 334, taxMinor: 55 }, { amountMinor: 333, taxMinor: 56 }];
    const plan = (quantity: number, partMinor = 0, freeMinor = 0) =>
      planReturn(left, [{ lineId: "socks", quantity, partMinor }], freeMinor, [{ lineId: "socks", pieces }]);
    const part = (quantity: number, amountMinor: number, taxMinor: number) => {
      return { lineId: "socks", quantity, amountMinor, taxMinor };
    };
    expect(plan(1)).toMatchObject({ wanted: [part(1, 333, 56)] });
    expect(plan(2)).toMatchObject({ wanted: [part(2, 666, 112)] });
    expect(plan(3)).toMatchObject({ wanted: [part(3, 1_000, 167)] });
    expect(plan(4)).toBe("too_many");
    expect(plan(0, 333)).toMatchObject({ wanted: [part(0, 333, 56)] });
    expect([plan(0, 334), plan(1, 1), plan(0, 0, 334), plan(2, 0, 1)]).toEqual(Array(4).fill("only_whole"));
    expect([plan(0, 1_001), plan(3, 1), plan(0, 0, 1_001), plan(3, 0, 1)]).toEqual(Array(4).fill("too_much"));
  });

  test("is never more than is left of it", () => {
    const left = leftOfLines([goods("hat", 2, 3_000)], [{
      lineId: "hat",
      quantity: 1,
      amountMinor: 1_500,
      taxMinor: 0,
    }]);
    expect(planReturn(left, [{ lineId: "hat", quantity: 2, partMinor: 0 }], 0)).toBe("too_many");
    expect(planReturn(left, [{ lineId: "hat", quantity: 1, partMinor: 1 }], 0)).toBe("too_much");
    expect(planReturn(left, [{ lineId: "hat", quantity: 0, partMinor: 1_501 }], 0)).toBe("too_much");
    expect(planReturn(left, [{ lineId: "coat", quantity: 1, partMinor: 0 }], 0)).toBe("too_many");
    expect(planReturn(left, [], 1_501)).toBe("too_much");
  });

  test("a free amount is spread over all that is left", () => {
    const parts = comesBack([goods("tent", 1, 30_000, 5_000), goods("peg", 1, 10_000, 0)], [], [], 1_000);
    expect(parts).toEqual([
      { lineId: "tent", quantity: 0, amountMinor: 750, taxMinor: 125 },
      { lineId: "peg", quantity: 0, amountMinor: 250, taxMinor: 0 },
    ]);
  });

  test("nothing comes back of a gift card that was sold", () => {
    const card = { ...goods("card", 1, 5_000), kind: "gift_card" as const };
    expect(planReturn(leftOfLines([card], []), [{ lineId: "card", quantity: 1, partMinor: 0 }], 0)).toBe("too_many");
    expect(planReturn(leftOfLines([card], []), [], 1)).toBe("too_much");
  });
});

describe("the ways in which money goes back", () => {
  const way = (kind: (typeof PAYBACK_ORDER)[number], leftMinor: number) => ({ key: kind, kind, leftMinor });

  test("Klarna first, cash last, each up to what it can hold", () => {
    const ways = inPaybackOrder([way("cash", 3_000), way("gift_card", 500), way("klarna", 25_000), way("card", 1_000)]);
    expect(ways.map(({ kind }) => kind)).toEqual(["klarna", "card", "gift_card", "cash"]);
    expect(splitRefund(26_200, ways)).toEqual([25_000, 1_000, 200, 0]);
    expect(splitRefund(29_501, ways)).toBeNull();
    expect(splitRefund(0, [way("klarna", -5)])).toEqual([0]);
  });

  test("cash comes in coins; what that rounds away is made up for by the next handing", () => {
    const paid = { cashMinor: 1_000, worthMinor: 1_002, cashBackMinor: 0, worthBackMinor: 0 };
    expect(cashBack(333, paid, 5)).toEqual({ cashMinor: 335, roundingMinor: -2 });
    const next = { ...paid, cashBackMinor: 335, worthBackMinor: 333 };
    expect(cashBack(333, next, 5)).toEqual({ cashMinor: 330, roundingMinor: 3 });
    expect(cashBack(336, { ...paid, cashBackMinor: 665, worthBackMinor: 666 }, 5)).toEqual({
      cashMinor: 335,
      roundingMinor: 1,
    });
    expect(cashBack(1_002, paid, 5)).toEqual({ cashMinor: 1_000, roundingMinor: 2 });
  });
});

const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  unitPriceMinor: fc.integer({ min: 0, max: 60_000 }),
  off: fc.integer({ min: 0, max: 100 }),
  taxRateBasisPoints: fc.constantFrom(0, 500, 700, 1_900, 2_000, 2_500),
  priceStyle: fc.constantFrom("inclusive" as const, "exclusive" as const),
  isTaxFree: fc.constantFrom(0, 0, 0, 1),
});

/** One return, in thousandths of what is left: so many pieces and so much of the price of each line, and a free amount. */
const oneReturn = fc.record({
  pieces: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 4, maxLength: 4 }),
  prices: fc.array(fc.constantFrom(0, 0, 0, 100, 777, 1_000), { minLength: 4, maxLength: 4 }),
  free: fc.constantFrom(0, 0, 0, 10, 500, 1_000),
});

const someSale = fc.record({
  lines: fc.array(soldLine, { minLength: 1, maxLength: 4 }),
  /** Thousandths of the total that each way but the last brought. */
  ways: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 4, maxLength: 4 }),
  step: fc.constantFrom(1, 5, 100),
  returns: fc.array(oneReturn, { minLength: 1, maxLength: 6 }),
});
type SomeSale = typeof someSale extends fc.Arbitrary<infer T> ? T : never;

/** Asked millions of times. */
function holds(isSo: boolean): void {
  if (!isSo) throw new Error("more comes back than was, or not all of it");
}

type Way = { key: string; kind: (typeof PAYBACK_ORDER)[number]; paidMinor: number; backMinor: number };
type Sold = { lines: ReturnType<typeof goods>[]; ways: Way[]; coinsPaid: number; step: number };
type Back = { parts: LinePart[]; coins: number };

function sell({ lines: rung, ways: parts, step }: SomeSale): Sold {
  const lines = rung.map((line, index) => {
    const discountMinor = Math.floor(line.quantity * line.unitPriceMinor * line.off / 100);
    const { totalMinor, taxMinor } = lineSums({ ...line, discountMinor });
    return goods(String(index), line.quantity, totalMinor, taxMinor);
  });
  let dueMinor = sum(lines.map((line) => line.totalMinor));
  const ways = PAYBACK_ORDER.map((kind, index): Way => {
    const paidMinor = kind === "cash" ? dueMinor : Math.floor(dueMinor * parts[index]! / 1_000);
    dueMinor -= paidMinor;
    return { key: kind, kind, paidMinor, backMinor: 0 };
  });
  const coinsPaid = Math.floor((2 * ways.at(-1)!.paidMinor + step) / (2 * step)) * step;
  return { lines, ways, coinsPaid, step };
}

/** What comes back this time, counted by plain additions: pieces first, then parts of prices, then a free amount. */
function partsOf({ lines }: Sold, back: Back, one: SomeSale["returns"][number]): LinePart[] {
  const left = leftOfLines(lines, back.parts);
  const wanted = left.map(({ lineId, quantity }, index) => ({
    lineId,
    quantity: Math.floor(quantity * one.pieces[index]! / 1_000),
    partMinor: 0,
  }));
  const pieces = comesBack(lines, back.parts, wanted);
  for (const [index, each] of wanted.entries()) {
    const gone = sum(pieces.filter(({ lineId }) => lineId === each.lineId).map((part) => part.amountMinor));
    each.partMinor = Math.floor((left[index]!.amountMinor - gone) * one.prices[index]! / 1_000);
  }
  const planned = sum(comesBack(lines, back.parts, wanted).map((part) => part.amountMinor));
  const freeMinor = Math.floor((sum(left.map((line) => line.amountMinor)) - planned) * one.free / 1_000);
  const now = comesBack(lines, back.parts, wanted, freeMinor);
  holds(sum(now.map((part) => part.amountMinor)) === planned + freeMinor);
  return now;
}

function payBack({ ways, coinsPaid, step }: Sold, back: Back, nowMinor: number): void {
  const split = splitRefund(nowMinor, ways.map((way) => ({ ...way, leftMinor: way.paidMinor - way.backMinor })));
  holds(sum(split ?? [-1]) === nowMinor);
  const cash = ways.at(-1)!;
  const before = { cashMinor: coinsPaid, worthMinor: cash.paidMinor, cashBackMinor: back.coins };
  const coins = cashBack(split!.at(-1)!, { ...before, worthBackMinor: cash.backMinor }, step);
  holds(coins.cashMinor + coins.roundingMinor === split!.at(-1));
  holds(coins.cashMinor >= 0);
  back.coins += coins.cashMinor;
  ways.forEach((way, index) => way.backMinor += split![index]!);
}

function expectNoMore({ lines, ways, coinsPaid }: Sold, back: Back): void {
  for (const way of ways) holds(way.backMinor <= way.paidMinor);
  holds(back.coins <= coinsPaid);
  for (const line of lines) {
    const parts = back.parts.filter(({ lineId }) => lineId === line.id);
    holds(sum(parts.map((part) => part.amountMinor)) <= line.totalMinor);
    holds(sum(parts.map((part) => part.taxMinor)) <= line.taxMinor);
    holds(sum(parts.map((part) => part.quantity)) <= line.quantity);
    for (const part of parts) holds(part.taxMinor <= part.amountMinor);
  }
}

const EVERYTHING: SomeSale["returns"][number] = {
  pieces: Array(4).fill(1_000),
  prices: Array(4).fill(1_000),
  free: 1_000,
};

/** The whole life of a sale's returns, ended by everything that is left. */
function live(some: SomeSale): void {
  const sold = sell(some);
  const back: Back = { parts: [], coins: 0 };
  for (const one of [...some.returns, EVERYTHING]) {
    const now = partsOf(sold, back, one);
    back.parts.push(...now);
    payBack(sold, back, sum(now.map((part) => part.amountMinor)));
    expectNoMore(sold, back);
  }
  const { lines, coinsPaid } = sold;
  expect(sum(back.parts.map((part) => part.amountMinor))).toBe(sum(lines.map((line) => line.totalMinor)));
  expect(sum(back.parts.map((part) => part.taxMinor))).toBe(sum(lines.map((line) => line.taxMinor)));
  expect(sum(back.parts.map((part) => part.quantity))).toBe(sum(lines.map((line) => line.quantity)));
  expect(back.coins).toBe(coinsPaid);
}

test("of ten thousand random sales no line, way or coin comes back more than it was, and in the end all of it", () => {
  fc.assert(fc.property(someSale, live), { numRuns: 10_000 });
}, 120_000);
