import fc from "fast-check";
import { expect, test } from "vitest";
import { priceBasket } from "../../src/domain/basket.ts";
import type { TaxStyle } from "../../src/domain/tax.ts";
import type { Purchase, PurchaseCustomer, PurchaseLine } from "../../src/klarna/gateway.ts";
import { type Market, MARKETS } from "../../src/klarna/markets.ts";
import { openSimulated } from "./simulated.ts";
import { paidOtherwise, purchase } from "./support.ts";

/** A thousand baskets of each tax style, and Klarna's rules as the simulator wrote them down by itself refuse none. */
const RUNS = 1_000;

type Priced = {
  name: string;
  code: string | null;
  quantity: number;
  priceMinor: number;
  discountPercent: number;
  taxRateBasisPoints: number;
};

const priced = fc.record<Priced>({
  name: fc.string({ minLength: 1, maxLength: 300, unit: "grapheme" }).filter((name) => name.trim() !== ""),
  code: fc.option(fc.string({ maxLength: 300 })),
  quantity: fc.integer({ min: 1, max: 60 }),
  priceMinor: fc.integer({ min: 0, max: 90_000 }),
  discountPercent: fc.integer({ min: 0, max: 100 }),
  taxRateBasisPoints: fc.constantFrom(
    0,
    210,
    250,
    500,
    550,
    700,
    900,
    1_000,
    1_900,
    2_000,
    2_100,
    2_500,
    2_700,
    10_000,
  ),
});

const text = (max: number) => fc.option(fc.string({ maxLength: max, unit: "grapheme" }));

const anybody = fc.option(fc.record<PurchaseCustomer>({
  givenName: text(120),
  familyName: text(120),
  email: fc.constantFrom(null, "customer@email.uk", `${"x".repeat(100)}@email.uk`),
  phone: fc.constantFrom(null, "+447755564318"),
  street: text(120),
  street2: text(120),
  postalCode: text(14),
  city: text(120),
  region: text(120),
  country: fc.constantFrom(null, "GB", "US", "SE", "us"),
}));

/** The lines as a sale prices them, each with its own discount and its share of the sale's. */
function sell(wanted: Priced[], priceStyle: TaxStyle, salePercent: number): PurchaseLine[] {
  const off = (percent: number) => ({ kind: "percent" as const, value: percent * 100, mostBasisPoints: 10_000 });
  const lines = wanted.map(({ priceMinor, discountPercent, ...line }, index) => ({
    ...line,
    id: String(index),
    kind: "goods" as const,
    priceStyle,
    unitPriceMinor: priceMinor,
    listPriceMinor: null,
    agreed: null,
    discount: off(discountPercent),
  }));
  return priceBasket(lines, {
    discount: off(salePercent),
    agreed: null,
    freeBasisPoints: 10_000,
    isTaxFree: false,
  }).map((sums, index) => {
    const { id: _, listPriceMinor: __, discount: ___, agreed: ____, ...line } = lines[index]!;
    const { discountMinor, totalMinor, taxMinor } = sums;
    return { ...line, discountMinor, totalMinor, taxMinor };
  });
}

function baskets(markets: readonly Market[], style: TaxStyle): fc.Arbitrary<Purchase> {
  return fc.record({
    market: fc.constantFrom(...markets),
    localeIndex: fc.nat(),
    lines: fc.array(priced, { minLength: 1, maxLength: 12 }),
    discountShare: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 })),
    paidShares: fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 2 }),
    customer: anybody,
  }).map(({ market, localeIndex, lines, discountShare, paidShares, customer }) => {
    const sold = sell(lines, style, discountShare);
    const toPayMinor = sold.reduce((sum, line) => sum + line.totalMinor, 0);
    const paid = paidShares.map((share, index): PurchaseLine => ({
      ...paidOtherwise(Math.floor((toPayMinor * share) / 100)),
      kind: index === 0 ? "gift_card" : "paid_otherwise",
    })).filter((line) => line.totalMinor < 0);
    const amountMinor = paid.reduce((sum, line) => sum + line.totalMinor, toPayMinor);
    const { country, currency, locales } = market;
    const locale = locales[localeIndex % locales.length] ?? "";
    return purchase({ country, currency, locale, lines: [...sold, ...paid], amountMinor, customer });
  }).filter(({ amountMinor }) => amountMinor > 0 && amountMinor <= 200_000_000);
}

const withSalesTax = MARKETS.filter(({ country }) => country === "US");
const withTaxInside = MARKETS.filter(({ country }) => country !== "US");

test.each<[string, readonly Market[], TaxStyle]>([
  ["tax inside the price", withTaxInside, "inclusive"],
  ["prices before tax", withTaxInside, "exclusive"],
  ["separate sales tax", withSalesTax, "exclusive"],
  ["separate sales tax of prices with tax", withSalesTax, "inclusive"],
])("a thousand baskets: %s", async (_, markets, style) => {
  const { gateway, simulator, advance } = openSimulated();
  await fc.assert(
    fc.asyncProperty(baskets(markets, style), async (basket) => {
      const { paymentSessionId } = await gateway.createPaymentSession(basket);
      await advance(1_000);
      expect(paymentSessionId).not.toBe("");
    }),
    { numRuns: RUNS },
  );
  expect(simulator.control.countRequests("createPaymentSession")).toBe(RUNS);
}, 60_000);
