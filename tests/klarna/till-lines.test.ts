import fc from "fast-check";
import { expect, test } from "vitest";
import type { LineItemRow } from "../../db/schema.ts";
import { priceBasket, type RungUpLine } from "../../src/domain/basket.ts";
import type { TaxStyle } from "../../src/domain/tax.ts";
import { findMarket } from "../../src/klarna/markets.ts";
import { purchaseLines } from "../../src/operations/klarna-purchase.ts";
import type { CustomerWords } from "../../src/shop.ts";
import { openSimulated } from "./simulated.ts";
import { purchase } from "./support.ts";

/**
 * From the till's books to Klarna: whatever is rung up, taken off, sold as a gift card, sold without tax and paid in part
 * with gift cards or cash makes lines that the simulator, by its own rules, takes.
 */
const RUNS = 250;

type Wanted = {
  kind: "goods" | "gift_card";
  quantity: number;
  priceMinor: number;
  off: number;
  isAmount: boolean;
  rate: number;
};

const wanted = fc.record<Wanted>({
  kind: fc.constantFrom("goods", "goods", "gift_card"),
  quantity: fc.integer({ min: 1, max: 40 }),
  priceMinor: fc.integer({ min: 0, max: 90_000 }),
  off: fc.integer({ min: 0, max: 100 }),
  isAmount: fc.boolean(),
  rate: fc.constantFrom(0, 210, 500, 550, 700, 825, 1_900, 2_000, 2_100, 2_500, 2_700, 10_000),
});

const percent = (of: number) => ({ kind: "percent" as const, value: of * 100, mostBasisPoints: 10_000 });

function rungUp(
  { kind, quantity, priceMinor, off, isAmount, rate }: Wanted,
  index: number,
  style: TaxStyle,
): RungUpLine {
  const amount = { kind: "amount" as const, value: Math.floor((priceMinor * off) / 100), mostBasisPoints: 10_000 };
  const isGoods = kind === "goods";
  return {
    id: String(index),
    kind,
    quantity,
    unitPriceMinor: priceMinor,
    listPriceMinor: null,
    taxRateBasisPoints: isGoods ? rate : 0,
    priceStyle: style,
    discount: !isGoods ? null : isAmount ? amount : percent(off),
    agreed: null,
  };
}

/** What a line's row holds besides, none of which Klarna is told. */
const UNTOLD = {
  saleId: "sal_1",
  position: 1,
  productId: null,
  note: null,
  priceBy: null,
  priceMost: null,
  discountKind: null,
  discountValue: null,
  discountMost: null,
  discountBy: null,
  agreedOffMinor: null,
  agreedWorthMinor: null,
  taxCode: "standard",
  giftCardNumber: null,
  createdAt: 0,
  removedAt: null,
};

/** The lines as the till's books hold them. */
function rowsOf(lines: Wanted[], style: TaxStyle, saleOff: number, isTaxFree: boolean): LineItemRow[] {
  const rung = lines.map((line, index) => rungUp(line, index, style));
  const sale = { discount: percent(saleOff), agreed: null, freeBasisPoints: 10_000, isTaxFree };
  return priceBasket(rung, sale).map((priced, index) => {
    const { discount: _, agreed: __, ...line } = rung[index]!;
    return { ...UNTOLD, name: "Mug", productCode: "MUG", ...line, ...priced };
  });
}

const unsaid = (): never => {
  throw new Error("Klarna is not told this");
};
const WORDS: CustomerWords = {
  paidOtherwise: "Paid another way",
  giftCards: "Gift card",
  giftCard: unsaid,
  linkMessage: unsaid,
  receipt: unsaid,
  returnReceipt: unsaid,
};

const baskets = fc.record({
  lines: fc.array(wanted, { minLength: 1, maxLength: 8 }),
  saleOff: fc.integer({ min: 0, max: 100 }),
  cardShare: fc.integer({ min: 0, max: 60 }),
  cashShare: fc.integer({ min: 0, max: 39 }),
});

const WAYS = (["inclusive", "exclusive"] as const).flatMap((style) =>
  ["GB", "US"].flatMap((country) => [false, true].map((isTaxFree) => ({ style, country, isTaxFree })))
);

test.each(WAYS)("prices with tax $style, in $country, sold without tax: $isTaxFree", async (way) => {
  const { style, country, isTaxFree } = way;
  const { gateway, simulator, advance } = openSimulated();
  const { currency = "", locales: [locale = ""] = [] } = findMarket(country) ?? {};
  await fc.assert(
    fc.asyncProperty(baskets, async ({ lines, saleOff, cardShare, cashShare }) => {
      const rows = rowsOf(lines, style, saleOff, isTaxFree);
      const total = rows.reduce((sum, row) => sum + row.totalMinor, 0);
      const [card, cash] = [Math.floor((total * cardShare) / 100), Math.floor((total * cashShare) / 100)];
      const amountMinor = total - card - cash;
      fc.pre(amountMinor > 0);
      const tenders = [{ kind: "gift_card", amountMinor: card }, { kind: "cash", amountMinor: cash }] as const;
      const told = purchaseLines(rows, [...tenders], amountMinor, WORDS);
      await gateway.createPaymentSession(purchase({ country, currency, locale, lines: told, amountMinor }));
      await advance(1_000);
      const cards = told.filter(({ kind }) => kind === "gift_card").map(({ totalMinor }) => totalMinor);
      expect(cards).toEqual(card === 0 ? [] : [-card]);
    }),
    { numRuns: RUNS },
  );
  expect(simulator.control.countRequests("createPaymentSession")).toBeGreaterThan(RUNS / 2);
}, 60_000);
