import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { givenAway, priceBasket, type RungUpLine, type SaleTerms } from "../../src/domain/basket.ts";
import type { Discount } from "../../src/domain/discount.ts";
import { saleTotals, taxReliefMinor } from "../../src/domain/sale.ts";

const RATES = [0, 250, 500, 810, 1_000, 2_000, 2_100, 2_500];
const TEN_PERCENT = 1_000;

const someDiscount = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant("percent" as const),
    value: fc.integer({ min: 1, max: 10_000 }),
    mostBasisPoints: fc.constant(10_000),
  }),
  fc.record({
    kind: fc.constant("amount" as const),
    value: fc.integer({ min: 1, max: 500_000 }),
    mostBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  }),
);

const someLine = (priceStyle: "inclusive" | "exclusive") =>
  fc.record({
    kind: fc.constantFrom("goods" as const, "goods" as const, "goods" as const, "gift_card" as const),
    quantity: fc.integer({ min: 1, max: 40 }),
    unitPriceMinor: fc.integer({ min: 0, max: 50_000 }),
    discount: someDiscount,
    taxRateBasisPoints: fc.constantFrom(...RATES),
  }).map((line): RungUpLine => ({
    ...line,
    id: "",
    listPriceMinor: null,
    agreed: null,
    priceStyle,
    ...(line.kind === "gift_card" ? { taxRateBasisPoints: 0, quantity: 1 } : {}),
  }));

const someSale = fc.constantFrom("inclusive" as const, "exclusive" as const).chain((priceStyle) =>
  fc.record({
    lines: fc.array(someLine(priceStyle), { minLength: 1, maxLength: 12 }).map((lines) =>
      lines.map((line, index) => ({ ...line, id: `lin_${index}` }))
    ),
    discount: someDiscount.map((discount) => discount && { ...discount, mostBasisPoints: 10_000 }),
    isTaxFree: fc.boolean(),
  })
);

describe("priceBasket", () => {
  test("totals and tax of 10,000 random sales equal an independent computation", () => {
    fc.assert(
      fc.property(someSale, ({ lines, discount, isTaxFree }) => {
        const priced = priceBasket(lines, terms(discount, isTaxFree));
        const sums = priced.map(({ discountMinor, totalMinor, taxMinor }) => ({ discountMinor, totalMinor, taxMinor }));
        expect(sums).toEqual(byHand(lines, discount, isTaxFree));
      }),
      { numRuns: 10_000 },
    );
  });

  test("the totals on the screen add up, whatever the style of the prices", () => {
    fc.assert(fc.property(someSale, ({ lines, discount, isTaxFree }) => {
      const sold = sell(lines, discount, isTaxFree);
      const { subtotalMinor, discountMinor, taxReliefMinor, taxMinor, totalMinor } = saleTotals(sold, []);
      const onTop = lines.some((line) => line.priceStyle === "exclusive") ? taxMinor : 0;
      expect(subtotalMinor - discountMinor - taxReliefMinor + onTop).toBe(totalMinor);
      if (isTaxFree) expect(taxMinor).toBe(0);
    }));
  });

  test("nothing comes off a gift card, and it bears no tax", () => {
    fc.assert(fc.property(someSale, ({ lines, discount, isTaxFree }) => {
      for (const [index, line] of priceBasket(lines, terms(discount, isTaxFree)).entries()) {
        if (lines[index]?.kind !== "gift_card") continue;
        expect(line).toMatchObject({ discountMinor: 0, isTaxFree: 0, taxMinor: 0 });
        expect(line.totalMinor).toBe(lines[index].unitPriceMinor);
      }
    }));
  });

  test("the whole costs nothing with all of it off", () => {
    const [tent] = priceBasket([line({ unitPriceMinor: 389_00 })], terms(percent(10_000)));
    expect(tent).toMatchObject({ discountMinor: 389_00, totalMinor: 0, taxMinor: 0 });
  });

  test("an amount off a line is never more than its giver may give, however small the line becomes", () => {
    const tenOff = (quantity: number) => line({ quantity, discount: amount(20_00, TEN_PERCENT) });
    expect(off([tenOff(2)])).toEqual([20_00]);
    expect(off([tenOff(1)])).toEqual([10_00]);
  });

  test("an amount off the sale shrinks with it", () => {
    const two = [line({ id: "a" }), line({ id: "b" })];
    expect(off(two, amount(20_00, TEN_PERCENT))).toEqual([10_00, 10_00]);
    expect(off(two.slice(0, 1), amount(20_00, TEN_PERCENT))).toEqual([10_00]);
  });

  test("a line that comes back into the basket does not stack its discount on the sale's past the limit", () => {
    const had = line({ id: "a", discount: percent(TEN_PERCENT, TEN_PERCENT) });
    const [own] = priceBasket([had, line({ id: "b" })], onlyFree(percent(500, TEN_PERCENT)));
    expect(own).toMatchObject({ discountMinor: 10_01, saleDiscountMinor: 1 });
  });

  test("a line has no more off than was agreed to, whoever agreed and whatever they may give", () => {
    const agreed = { offMinor: 30_00, worthMinor: 100_00 };
    const byManager = line({ id: "a", discount: percent(3_000), agreed });
    const [stacked] = priceBasket([byManager, line({ id: "b" })], onlyFree(percent(TEN_PERCENT, TEN_PERCENT)));
    expect(stacked).toMatchObject({ discountMinor: 30_01, saleDiscountMinor: 1 });
    const lowered = line({
      unitPriceMinor: 50_00,
      listPriceMinor: 100_00,
      agreed: { offMinor: 50_00, worthMinor: 100_00 },
    });
    expect(priceBasket([lowered], onlyFree(percent(TEN_PERCENT)))[0]).toMatchObject({ discountMinor: 1 });
  });

  test("what was agreed to holds for no more money, and for no larger part of less", () => {
    const agreed = { offMinor: 30_00, worthMinor: 100_00 };
    const many = (quantity: number, discount: Discount) =>
      priceBasket([line({ quantity, discount, agreed })], onlyFree(null))[0]?.discountMinor;
    expect(many(2, percent(3_000))).toBe(30_00);
    expect(many(4, percent(3_000))).toBe(40_00);
    const two = { offMinor: 60_00, worthMinor: 200_00 };
    const [one] = priceBasket([line({ quantity: 1, discount: amount(60_00), agreed: two })], onlyFree(null));
    expect(one).toMatchObject({ discountMinor: 30_00 });
  });

  test("what was agreed to of the sale is shared by all that is rung up after it", () => {
    const sale = { ...onlyFree(percent(3_000)), agreed: { offMinor: 30_00, worthMinor: 100_00 } };
    const offs = (count: number) =>
      priceBasket(Array.from({ length: count }, (_, index) => line({ id: `${index}` })), sale)
        .map(({ discountMinor }) => discountMinor);
    expect(offs(1)).toEqual([30_00]);
    expect(offs(2)).toEqual([15_00, 15_00]);
    expect(offs(4)).toEqual([10_00, 10_00, 10_00, 10_00]);
  });

  test("it does not matter in which order a basket was rung up, but for the odd pennies", () => {
    fc.assert(fc.property(someSale, ({ lines, discount, isTaxFree }) => {
      const there = priceBasket(lines, terms(discount, isTaxFree));
      const back = priceBasket([...lines].reverse(), terms(discount, isTaxFree)).reverse();
      const all = (sums: typeof there) => sums.reduce((sum, one) => sum + one.discountMinor, 0);
      expect(all(back)).toBe(all(there));
      for (const [index, one] of there.entries()) {
        expect(Math.abs(one.discountMinor - back[index]!.discountMinor)).toBeLessThanOrEqual(1);
      }
    }));
  });
});

test("givenAway counts a price lowered by hand and the discount together, and no gift card", () => {
  const lowered = line({ id: "a", unitPriceMinor: 90_00, listPriceMinor: 100_00 });
  const raised = line({ id: "b", unitPriceMinor: 120_00, listPriceMinor: 100_00 });
  const lines = [lowered, raised, line({ id: "c", kind: "gift_card" })];
  const priced = priceBasket(lines, terms(percent(500)));
  expect(givenAway(lines, priced)).toEqual([
    { id: "a", offMinor: 14_50, worthMinor: 100_00 },
    { id: "b", offMinor: 6_00, worthMinor: 120_00 },
  ]);
});

test("the relief of a tax-free sale is the tax that the price held", () => {
  const [sold] = sell([line({ unitPriceMinor: 120_00 })], null, true);
  expect(sold && taxReliefMinor(sold)).toBe(20_00);
});

/** The same in rationals over BigInt, from the words of the rules alone. Givers may give all here. */
function byHand(lines: RungUpLine[], saleDiscount: Discount | null, isTaxFree: boolean) {
  const halfUp = (top: bigint, bottom: bigint) => (top * 2n + bottom) / (bottom * 2n);
  const takeOff = (worth: bigint, discount: Discount | null) => {
    if (discount === null) return 0n;
    if (discount.kind === "percent") return halfUp(worth * BigInt(discount.value), 10_000n);
    const most = halfUp(worth * BigInt(discount.mostBasisPoints), 10_000n);
    return most < BigInt(discount.value) ? most : BigInt(discount.value);
  };
  const worth = lines.map((line) => BigInt(line.quantity) * BigInt(line.unitPriceMinor));
  const own = lines.map((line, i) => line.kind === "goods" ? takeOff(worth[i]!, line.discount) : 0n);
  const left = lines.map((line, i) => line.kind === "goods" ? worth[i]! - own[i]! : 0n);
  const sum = left.reduce((total, one) => total + one, 0n);
  const all = takeOff(sum, saleDiscount);
  const shares = left.map((one) => sum === 0n ? 0n : one * all / sum);
  const missing = Number(all - shares.reduce((total, one) => total + one, 0n));
  const byRemainder = left.map((one, i) => ({ i, rest: sum === 0n ? 0n : one * all % sum }))
    .sort((a, b) => a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1);
  for (const { i } of byRemainder.slice(0, missing)) shares[i] = shares[i]! + 1n;
  return lines.map((line, i) => {
    const price = worth[i]! - own[i]! - shares[i]!;
    const rate = BigInt(line.taxRateBasisPoints);
    const isInclusive = line.priceStyle === "inclusive";
    const tax = isInclusive ? halfUp(price * rate, 10_000n + rate) : halfUp(price * rate, 10_000n);
    const isFree = isTaxFree && line.kind === "goods";
    const total = isInclusive ? (isFree ? price - tax : price) : isFree ? price : price + tax;
    const discountMinor = Number(own[i]! + shares[i]!);
    return { discountMinor, totalMinor: Number(total), taxMinor: isFree ? 0 : Number(tax) };
  });
}

function sell(lines: RungUpLine[], discount: Discount | null, isTaxFree: boolean) {
  const priced = priceBasket(lines, terms(discount, isTaxFree));
  const facts = { productId: null, productCode: null, name: "Tent", note: null, taxCode: "A" };
  return lines.map((line, index) => ({ ...facts, ...line, ...priced[index]! }));
}

/** Everybody may give everything. */
function terms(discount: Discount | null, isTaxFree = false): SaleTerms {
  return { discount, agreed: null, freeBasisPoints: 10_000, isTaxFree };
}

/** Nobody has agreed to more off the sale than everybody may give. */
function onlyFree(discount: Discount | null): SaleTerms {
  return { ...terms(discount), freeBasisPoints: TEN_PERCENT };
}

function off(lines: RungUpLine[], discount: Discount | null = null): number[] {
  return priceBasket(lines, terms(discount)).map(({ discountMinor }) => discountMinor);
}

function percent(value: number, mostBasisPoints = 10_000): Discount {
  return { kind: "percent", value, mostBasisPoints };
}

function amount(value: number, mostBasisPoints = 10_000): Discount {
  return { kind: "amount", value, mostBasisPoints };
}

function line(facts: Partial<RungUpLine>): RungUpLine {
  return {
    id: "lin_1",
    kind: "goods",
    quantity: 1,
    unitPriceMinor: 100_00,
    listPriceMinor: null,
    agreed: null,
    taxRateBasisPoints: 2_000,
    priceStyle: "inclusive",
    discount: null,
    ...facts,
  };
}
