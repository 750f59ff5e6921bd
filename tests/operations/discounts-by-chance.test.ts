import fc from "fast-check";
import { expect, test } from "vitest";
import { newId, type Operator } from "../../src/shop.ts";
import {
  amount,
  basket,
  HAT,
  lineAt,
  offLine,
  offSale,
  openForDiscounts,
  percent,
  price,
  remove,
  resize,
  restore,
  scan,
  TENT,
} from "./discount-deeds.ts";
import { linesIn, problemOf, standAt } from "./support.ts";

openForDiscounts();

/** Deeds by chance; the line is the n-th of those that were ever rung up. */
const someDiscount = fc.oneof(
  fc.constant(null),
  fc.constantFrom(3, 7, 10, 15, 30, 60).map(percent),
  fc.constantFrom(1_00, 4_00, 20_00, 38_90, 100_00).map(amount),
);
const someDeed = fc.record({
  what: fc.constantFrom("scan", "quantity", "quantity", "remove", "restore", "line", "line", "sale", "price"),
  at: fc.nat(5),
  isByManager: fc.nat(5).map((one) => one === 0),
  quantity: fc.constantFrom(1, 2, 3, 10),
  typed: fc.constantFrom(TENT, HAT),
  discount: someDiscount,
  part: fc.constantFrom(40, 90, 95, 100, 120),
});
type Deed = typeof someDeed extends fc.Arbitrary<infer D> ? D : never;

/**
 * A tent at a lower price, of which an amount off the sale can take little: the more of it was kept for the hats, and a scan gave
 * them more than anybody had seen come off them.
 */
const by: Omit<Deed, "what"> = { at: 0, isByManager: true, quantity: 1, typed: TENT, discount: null, part: 40 };
const LOWERED_BEFORE: Deed[] = [
  { ...by, what: "price" },
  { ...by, what: "scan", quantity: 2 },
  { ...by, what: "sale", discount: amount(100_00) },
  { ...by, what: "quantity", at: 2 },
  { ...by, what: "scan" },
];
/** A unit of rounding in what was agreed to, and one more where that was priced. */
const ROUNDED_TWICE: Deed[] = [
  { ...by, what: "scan", quantity: 10 },
  { ...by, what: "price", at: 1, part: 90 },
  { ...by, what: "sale", isByManager: false, discount: amount(1_00) },
  { ...by, what: "scan" },
  { ...by, what: "remove" },
  { ...by, what: "scan" },
  { ...by, what: "scan" },
];
/** More money off a larger sale, and a smaller part of it: the line that became larger keeps what it had. */
const SMALLER_PART: Deed[] = [
  { ...by, what: "sale", discount: percent(60) },
  { ...by, what: "line", discount: amount(1_00) },
  { ...by, what: "scan", isByManager: false },
  { ...by, what: "scan" },
  { ...by, what: "scan", isByManager: false },
  { ...by, what: "scan" },
];
type Line = Awaited<ReturnType<typeof lineAt>>;

const worthOf = ({ quantity, unitPriceMinor, listPriceMinor }: Line) =>
  quantity * Math.max(unitPriceMinor, listPriceMinor ?? 0);
const offOf = (line: Line) =>
  line.discountMinor + line.quantity * Math.max(0, (line.listPriceMinor ?? 0) - line.unitPriceMinor);

test(
  "in whatever order things are done, no more is off than a cashier may give or a manager has agreed to",
  async () => {
    const manager = await standAt(basket.scene, "Mona", 2);
    await fc.assert(
      fc.asyncProperty(fc.array(someDeed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        basket.saleId = newId(basket.scene.shop, "sal");
        await scan(TENT);
        await scan(HAT, 2);
        const agreed = new Agreements();
        for (const deed of deeds) {
          const touched = await isDone(deed, deed.isByManager ? manager : basket.ada);
          const lines = (await linesIn(basket.scene, basket.saleId)).filter(({ removedAt }) => removedAt === null);
          if (deed.isByManager && touched !== null) agreed.note(lines, touched);
          for (const line of lines) expect(offOf(line), JSON.stringify(line)).toBeLessThanOrEqual(agreed.mostOf(line));
          expect(sharesOf(lines)).toBeLessThanOrEqual(agreed.mostOfSale(lines));
        }
      }),
      { numRuns: 120, examples: [[LOWERED_BEFORE], [ROUNDED_TWICE], [SMALLER_PART]] },
    );
  },
  120_000,
);

/** What a manager agreed to so far, as they saw it stand; told by the numbers of the book alone. */
class Agreements {
  readonly #lines = new Map<string, { off: number; worth: number }[]>();
  readonly #sale: { off: number; worth: number }[] = [];

  note(lines: Line[], touched: string): void {
    for (const line of lines.filter(({ id }) => touched === "sale" || id === touched)) {
      const known = this.#lines.get(line.id) ?? [];
      this.#lines.set(line.id, [...known, { off: offOf(line), worth: worthOf(line) }]);
    }
    const worth = lines.reduce((sum, line) => sum + worthOf(line), 0);
    if (worth > 0) this.#sale.push({ off: sharesOf(lines), worth });
  }

  mostOf(line: Line): number {
    const worth = worthOf(line);
    const own = (this.#lines.get(line.id) ?? []).map((one) => Math.min(one.off, worth * one.off / one.worth));
    const shared = this.#sale.map((one) => worth * one.off / one.worth);
    return Math.ceil(Math.max(Math.round(worth / 10), ...own, ...shared)) + 1;
  }

  mostOfSale(lines: Line[]): number {
    const worth = lines.reduce((sum, line) => sum + worthOf(line), 0);
    return Math.ceil(Math.max(worth / 10, ...this.#sale.map(({ off }) => off))) + lines.length;
  }
}

const sharesOf = (lines: Line[]) => lines.reduce((sum, line) => sum + line.saleDiscountMinor, 0);

/** The line it was about, or the sale; null: it was refused. */
async function isDone(deed: Deed, by: Operator): Promise<string | null> {
  const count = (await linesIn(basket.scene, basket.saleId)).length;
  const index = deed.at % count;
  const { id, unitPriceMinor, listPriceMinor } = await lineAt(index);
  const newPrice = Math.round((listPriceMinor ?? unitPriceMinor) * deed.part / 100);
  let scannedId = "";
  const deeds: Record<string, () => Promise<unknown>> = {
    scan: async () => scannedId = (await scan(deed.typed, deed.quantity, by)).lineId,
    quantity: () => resize(deed.quantity, index, { by }),
    remove: () => remove(index),
    restore: () => restore(index, by),
    line: () => offLine(deed.discount, index, { by }),
    sale: () => offSale(deed.discount, { by }),
    price: () => price(newPrice, index, { by }),
  };
  const problem = await problemOf(deeds[deed.what]!());
  if (problem !== "nothing") return null;
  return deed.what === "sale" ? "sale" : scannedId || id;
}
