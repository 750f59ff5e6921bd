import type { SellingStop } from "../../src/domain/selling.ts";
import { ProductArea } from "../sale/product-area.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { SellingPage, type SellingPageProps } from "../selling/selling-page.tsx";
import type { GalleryFace } from "./face.ts";
import { makeFrame, makePayment, makeSale, MINUTE, NOW, SENIORS } from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";

const RECOVERY: SellingStop = { why: "recovery", read: 3, total: 12, lost: 2 };
const CLOCK: SellingStop = { why: "clock", wallAt: NOW - 58 * MINUTE, lastEntryAt: NOW };

/** A till that may not sell now, on its own page and around a sale; and a sale that was lost, to be rung up again. */
export function sellingFaces(): GalleryFace[] {
  const group = "No selling now";
  const managers = SENIORS.filter(({ role }) => role === "manager");
  const page = (name: string, stop: SellingStop, rest: Partial<SellingPageProps> = {}): GalleryFace => ({
    name: `selling-${name}`,
    group,
    render: () => (
      <SellingPage
        frame={makeFrame({ stop })}
        stop={stop}
        approvers={managers}
        form={{ values: {}, problems: {} }}
        problem={null}
        {...rest}
      />
    ),
  });
  return [
    page("recovery", RECOVERY),
    page("recovery-away", RECOVERY, { frame: makeFrame({ stop: RECOVERY, klarna: "away" }) }),
    page("recovery-refused", RECOVERY, {
      form: { values: { reason: "" }, problems: { reason: "required" } },
      problem: { kind: "needs_manager" },
    }),
    page("clock", CLOCK),
    page("clock-manager", CLOCK, { approvers: [] }),
    onSale("selling-note-recovery", group, RECOVERY),
    onSale("selling-note-clock", group, CLOCK),
    onSale("selling-lost-sale", group, null),
  ];
}

function onSale(name: string, group: string, stop: SellingStop | null): GalleryFace {
  const frame = makeFrame({ stop });
  const payment = makePayment({ status: "authorized", isToBeRungUp: true });
  const sale = stop === null ? makeSale({ payment, lines: [] }) : makeSale();
  const area = { categories: CATEGORIES, categoryId: CATEGORIES[0]?.id ?? "", tiles: PRODUCTS, query: "" };
  return {
    name,
    group,
    render: () => (
      <SalePage frame={frame} sale={sale}>
        <ProductArea frame={frame} sale={sale} {...area} scan={{ kind: "ready" }} />
      </SalePage>
    ),
  };
}
