import { describe, expect, test } from "vitest";
import { lineSums } from "../../../src/domain/sale.ts";
import type { SaleView } from "../../../views/data.ts";
import {
  CASH_TENDER,
  LINES,
  makeFrame,
  makeLine,
  makePayment,
  makeSale,
} from "../../../views/gallery/people-and-things.ts";
import type { LineView } from "../../../views/sale/data.ts";
import { Strip, type StripProps } from "../../../views/sale/strip.tsx";

const CONTROL = /<(button|a|form|select)\b|<input(?! type="hidden")/;

describe("Strip", () => {
  test.each(
    [
      ["Klarna is open", { lock: "klarna", payment: makePayment() }],
      ["cash was taken", { lock: "tender", tenders: [CASH_TENDER] }],
      ["the sale is complete", { status: "completed", completedAt: 1 }],
      ["the sale was given up", { status: "voided" }],
    ] satisfies [string, Partial<SaleView>][],
  )("has no control at all when %s", async (_, changes) => {
    expect(await strip(changes)).not.toMatch(CONTROL);
  });

  test("of a parked sale has one control, to take it up again; with Klarna open not even that", async () => {
    expect((await strip({ status: "parked" })).match(/<button/g)).toHaveLength(1);
    expect(await strip({ status: "parked" })).toContain("/recall");
    expect(await strip({ status: "parked", lock: "klarna", payment: makePayment() })).not.toMatch(CONTROL);
  });

  test("has none beside the choice of payment, and all of them beside the products", async () => {
    expect(await strip({}, { place: "tender" })).not.toMatch(CONTROL);
    expect(await strip({})).toMatch(CONTROL);
  });

  test("Pay is the filled button only beside the products", async () => {
    expect(await strip({})).toMatch(/class="[^"]*btn-main[^"]*" href="[^"]*\/tender"/);
    expect(await strip({}, { place: "panel" })).not.toContain("btn-main");
  });

  test("the last line is the one that can be changed, unless another is asked for", async () => {
    const last = LINES.at(-1)?.id ?? "";
    const first = LINES[0]?.id ?? "";
    expect(selected(await strip({}))).toEqual([last]);
    expect(selected(await strip({}, { selectedLineId: first }))).toEqual([first]);
    expect(selected(await strip({}, { selectedLineId: "lin_gone" }))).toEqual([last]);
  });

  test("one piece cannot become none: that is what Remove is for", async () => {
    const text = await strip({ lines: [makeLine(1, { name: "Map", quantity: 1, priceMinor: 950 })] });
    expect(text).toMatch(/aria-label="One less Map" disabled/);
    expect(text).toMatch(/aria-label="One more Map"(?! disabled)/);
  });

  test("says of a line what came off it, what it was, and its note", async () => {
    const [, layer] = LINES;
    const byHand = { ...makeLine(9, { name: "Stove", quantity: 1, priceMinor: 4_000 }), listPriceMinor: 4_500 };
    const text = await strip({ lines: [layer!, { ...byHand, note: "no box" }] });
    expect(text).toContain("£42.00 each · 10% off, −£8.40");
    expect(text).toContain("£40.00 each, was £45.00 · “no box”");
  });

  test("the prices of the lines and what stands below them add up to the total", async () => {
    const line = makeLine(1, { name: "Stove", quantity: 2, priceMinor: 5_000, discountMinor: 1_900 });
    const shared = { ...line, saleDiscountMinor: 900, discountKind: "percent" as const, discountValue: 1_000 };
    const text = await strip({ lines: [shared], discount: { kind: "percent", value: 1_000, offMinor: 900 } });
    expect(rows(text)).toEqual([
      "Subtotal £100.00",
      "Discount −£10.00",
      "Discount on the sale, 10% −£9.00",
      "VAT included £13.50",
      "Total £81.00",
    ]);
    expect(text).toContain('<b class="num">£90.00</b>');
  });

  test("tax on top of the prices is a row of its own, and so is what a tax-free customer does not pay", async () => {
    const sold = makeLine(1, { name: "Stove", quantity: 1, priceMinor: 12_000 });
    const as = (changes: Partial<LineView>) => ({ ...sold, ...changes, ...lineSums({ ...sold, ...changes }) });
    expect(rows(await strip({ lines: [as({ priceStyle: "exclusive" })] }))).toEqual([
      "Subtotal £120.00",
      "Tax £24.00",
      "Total £144.00",
    ]);
    expect(rows(await strip({ lines: [as({ isTaxFree: 1 })] }))).toEqual([
      "Subtotal £120.00",
      "Tax not paid −£20.00",
      "Total £100.00",
    ]);
  });

  test("a product's name is never markup", async () => {
    const text = await strip({ lines: [makeLine(1, { name: "<img src=x>", quantity: 1, priceMinor: 950 })] });
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x&gt;");
  });

  test("a Klarna payment that is not yet part of the sale shows its word", async () => {
    const payment = makePayment({ status: "in_progress" });
    expect(await strip({ lock: "klarna", payment })).toMatch(/id="strip-tender".*In progress/s);
  });
});

async function strip(changes: Partial<SaleView>, props: Partial<StripProps> = {}): Promise<string> {
  return String(await <Strip frame={makeFrame()} sale={makeSale(changes)} {...props} />);
}

/** The rows of the totals, e.g. "Total £9.50". */
function rows(text: string): string[] {
  return [...text.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, label, amount]) => `${label} ${amount}`);
}

function selected(text: string): (string | undefined)[] {
  return [...text.matchAll(/class="line is-on" id="line-([^"]*)"/g)].map(([, id]) => id);
}
