import type { Child } from "hono/jsx";
import { lineSums } from "../../src/domain/sale.ts";
import type { Frame, SaleView } from "../data.ts";
import type { ApprovalView, LineView } from "../sale/data.ts";
import { ApprovalArea } from "../sale/approval-area.tsx";
import { LineArea } from "../sale/line-area.tsx";
import { MoreArea } from "../sale/more-area.tsx";
import { ProductArea } from "../sale/product-area.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { SellingSettingsPage } from "../settings/selling-page.tsx";
import type { GalleryFace } from "./face.ts";
import { LINES, makeFrame, makeLine, makeSale, SENIORS } from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";
import { wordsSpoken } from "./spoken.ts";

const CASHIER = 1_000;
const frame = makeFrame();
const dollars = makeFrame({
  shop: {
    ...frame.shop,
    currency: "USD",
    country: "US",
    get locale() {
      return wordsSpoken().locale;
    },
  },
});
const [TENT, LAYER] = LINES;
const BY_HAND: LineView = {
  ...makeLine(6, { name: "Curlew 1 bivvy tent", quantity: 1, priceMinor: 15_000 }),
  listPriceMinor: 17_500,
  note: "Last one, shop window",
};
const RATES = [{ value: "tax_a", label: "Standard rate, 20%" }, { value: "tax_z", label: "Zero rate, 0%" }];

/** What is done with a basket beside scanning: discounts, prices, notes, and a colleague's word. */
export function basketFaces(): GalleryFace[] {
  return [...stripFaces(), ...lineFaces(), ...moreFaces(), ...approvalFaces(), ...settingsFaces()];
}

function stripFaces(): GalleryFace[] {
  const whole = { kind: "percent" as const, value: 500, offMinor: 3_861 };
  const discounted = makeSale({
    lines: spread([LAYER!, BY_HAND, ...LINES.slice(2, 4)], 500),
    note: "Fetches them on Friday",
  });
  return [
    products("sale-discounts", { ...discounted, discount: { ...whole, offMinor: offOf(discounted.lines) } }),
    products(
      "sale-exclusive",
      makeSale({ lines: restyled({ priceStyle: "exclusive", taxRateBasisPoints: 825 }) }),
      dollars,
    ),
    products("sale-tax-free", makeSale({ lines: restyled({ isTaxFree: 1 }), taxNumber: "GB 123 4567 89" })),
    face("sale-times", makeSale(), <Found />, "products"),
  ];
}

/** "3*gas": the hits, each added three times. */
function Found() {
  return (
    <ProductArea
      frame={frame}
      sale={makeSale()}
      categories={CATEGORIES}
      categoryId=""
      tiles={PRODUCTS.slice(0, 2)}
      scan={{ kind: "found", typed: "gas", count: 2, quantity: 3 }}
      query="3*gas"
      quantity={3}
    />
  );
}

function lineFaces(): GalleryFace[] {
  const sale = makeSale({ lines: [TENT!, LAYER!, BY_HAND] });
  const area = (name: string, line: LineView, props: Partial<Parameters<typeof LineArea>[0]> = {}) =>
    face(name, sale, <LineArea frame={frame} sale={sale} line={line} mayGive={CASHIER} {...props} />);
  return [
    area("line", TENT!),
    area("line-discounted", LAYER!),
    area("line-by-hand", BY_HAND, { mayGive: 10_000 }),
    area("line-problems", TENT!, {
      form: {
        values: { discount: "a lot", price: "cheap" },
        problems: { discount: "not_a_discount", price: "not_an_amount" },
      },
      problem: { kind: "sale_changed" },
    }),
  ];
}

function moreFaces(): GalleryFace[] {
  const sale = makeSale();
  const fresh = makeSale({ code: null, lines: [], customer: null });
  const area = (name: string, on: SaleView, props: Partial<Parameters<typeof MoreArea>[0]> = {}) =>
    face(name, on, <MoreArea frame={frame} sale={on} taxRates={RATES} mayGive={CASHIER} {...props} />);
  return [
    area("more", sale),
    area("more-new-sale", fresh),
    area("more-problems", sale, {
      form: {
        values: { name: "", price: "1.000", quantity: "0", discount: "200" },
        problems: { name: "required", price: "not_an_amount", quantity: "not_a_quantity", discount: "not_a_discount" },
      },
    }),
  ];
}

function approvalFaces(): GalleryFace[] {
  const sale = makeSale();
  const asked: ApprovalView = {
    action: `/sales/${sale.id}/lines/${LAYER!.id}/discount`,
    fields: { discount: "25", kind: "percent" },
    what: { kind: "discount", discount: { kind: "percent", value: 2_500 } },
    name: LAYER!.name,
    beforeMinor: 8_400,
    afterMinor: 6_300,
    needs: "senior",
    mayGive: CASHIER,
    approvers: SENIORS,
    backHref: `/sales/${sale.id}`,
  };
  const half = { kind: "discount" as const, discount: { kind: "percent" as const, value: 5_000 } };
  const whole: ApprovalView = {
    ...asked,
    what: half,
    name: null,
    needs: "manager",
    beforeMinor: 63_100,
    afterMinor: 31_550,
  };
  const taxFree: ApprovalView = {
    ...asked,
    what: { kind: "tax_free", taxNumber: "GB 123 4567 89" },
    name: "Priya Nair",
    beforeMinor: 63_100,
    afterMinor: 52_583,
  };
  const price: ApprovalView = { ...asked, what: { kind: "price" } };
  const more: ApprovalView = {
    ...asked,
    what: { kind: "quantity", before: 2, after: 5 },
    beforeMinor: 6_300,
    afterMinor: 15_750,
  };
  const area = (view: ApprovalView) => <ApprovalArea frame={frame} sale={sale} asked={view} />;
  return [
    face("approval-tax-free", sale, area(taxFree)),
    face("approval", sale, area(asked)),
    face("approval-price", sale, area(price)),
    face("approval-quantity", sale, area(more)),
    face(
      "approval-wrong-pin",
      sale,
      <ApprovalArea frame={frame} sale={sale} asked={whole} problem={{ kind: "wrong_pin" }} />,
    ),
  ];
}

function settingsFaces(): GalleryFace[] {
  const mona = { staffId: "stf_00000000000000000000000002", name: "Mona", role: "manager" as const };
  const own = makeFrame({ operator: { ...mona, registerName: "Front till", registerNumber: 2 } });
  const values = { cashierLimit: "10", seniorLimit: "25", cashStep: "0.01" };
  const page = (name: string, props: Partial<Parameters<typeof SellingSettingsPage>[0]> = {}): GalleryFace => ({
    name,
    group: "Settings",
    render: () => <SellingSettingsPage frame={own} form={{ values, problems: {} }} {...props} />,
  });
  return [
    page("selling-settings"),
    page("selling-settings-saved", { isSaved: true }),
    page("selling-settings-problems", {
      form: {
        values: { cashierLimit: "130", seniorLimit: "5", cashStep: "none" },
        problems: { cashierLimit: "not_a_percentage", seniorLimit: "less_than_cashier", cashStep: "not_an_amount" },
      },
    }),
  ];
}

/** Every line with its share of a discount on the sale, in basis points. */
function spread(lines: LineView[], basisPoints: number): LineView[] {
  return lines.map((line) => {
    const saleDiscountMinor = Math.round(
      (line.quantity * line.unitPriceMinor - line.discountMinor) * basisPoints / 10_000,
    );
    const priced = { ...line, saleDiscountMinor, discountMinor: line.discountMinor + saleDiscountMinor };
    return { ...priced, ...lineSums(priced) };
  });
}

function offOf(lines: readonly LineView[]): number {
  return lines.reduce((sum, line) => sum + line.saleDiscountMinor, 0);
}

function restyled(changes: Partial<LineView>): LineView[] {
  return LINES.slice(0, 4).map((line) => ({ ...line, ...changes, ...lineSums({ ...line, ...changes }) }));
}

function products(name: string, sale: SaleView, own: Frame = frame): GalleryFace {
  const area = { categories: CATEGORIES, categoryId: "", tiles: PRODUCTS, query: "" };
  return face(name, sale, <ProductArea frame={own} sale={sale} scan={{ kind: "ready" }} {...area} />, "products", own);
}

function face(
  name: string,
  sale: SaleView,
  work: Child,
  place: "products" | "panel" = "panel",
  own: Frame = frame,
): GalleryFace {
  return { name, group: "Basket", render: () => <SalePage frame={own} sale={sale} place={place}>{work}</SalePage> };
}
