import type { Child } from "hono/jsx";
import type { FormState, Frame, SaleView } from "../data.ts";
import type { LettingGo, ScanResult } from "../sale/data.ts";
import { FaultPage, NotFoundPage, RefusedPage } from "../errors/error-pages.tsx";
import { ParkedArea } from "../sale/parked-area.tsx";
import { ProductArea, type ProductAreaProps } from "../sale/product-area.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import { VoidArea, VoidedArea } from "../sale/void-area.tsx";
import { SignInPage, type SignInProps } from "../sign-in/sign-in-page.tsx";
import { CashArea } from "../tender/cash-area.tsx";
import { PaidArea } from "../tender/paid-area.tsx";
import { TenderArea } from "../tender/tender-area.tsx";
import type { GalleryFace } from "./face.ts";
import { onSale } from "./on-sale.tsx";
import { LONG_NAMED } from "./customers.ts";
import {
  CASH_TENDER,
  KLARNA_TENDER,
  LINES,
  makeFrame,
  makeLine,
  makePayment,
  makeSale,
  NOW,
  PARKED,
  REGISTERS,
  SENIORS,
  STAFF,
} from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";
import { makeDesk } from "./receipts.ts";

/** Every other view of the till in every state. */
export function tillFaces(): GalleryFace[] {
  return [...saleFaces(), ...tenderFaces(), ...voidFaces(), ...doorFaces()];
}

const frame = makeFrame();
const EMPTY_SALE = makeSale({ code: null, lines: [], customer: null });
const MANY_LINES = makeSale({
  lines: Array.from(
    { length: 500 },
    (_, index) =>
      makeLine(index + 1, { name: `Tent peg, colour ${index + 1}`, quantity: 1 + index % 3, priceMinor: 120 }),
  ),
});
const LONG_NAMES = makeSale({
  customer: LONG_NAMED,
  lines: [
    makeLine(1, {
      name: "Waterproof breathable three-layer expedition jacket with detachable hood and pit zips, midnight blue, XXL",
      quantity: 9_999,
      priceMinor: 19_900,
    }),
    makeLine(2, {
      name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
      quantity: 1,
      priceMinor: 1,
    }),
  ],
});
const LOCKED = makeSale({ lock: "klarna", payment: makePayment() });

/** All that the bar at the top can hold at once. */
const FULL_BAR: Partial<Frame> = {
  operator: {
    staffId: "stf_alexandra",
    name: "Alexandra",
    role: "manager",
    registerName: "Workshop",
    registerNumber: 12,
  },
  openPayments: 12,
  openAttention: 12,
  klarna: "away",
};

type SaleSketch = Partial<Pick<ProductAreaProps, "scan" | "query" | "tiles">>;

function saleFaces(): GalleryFace[] {
  const group = "Sale";
  const face = (name: string, sale: SaleView, sketch: SaleSketch = {}): GalleryFace => ({
    name,
    group,
    render: () => <ProductsPage sale={sale} sketch={sketch} />,
  });
  const changed = (name: string, changes: Partial<Frame>): GalleryFace => ({
    name,
    group,
    render: () => (
      <ProductsPage sale={makeSale({ isPractice: changes.isPractice ?? false })} sketch={{}} changes={changes} />
    ),
  });
  const undo = { kind: "quantity" as const, lineId: LINES[0]?.id ?? "", quantity: 1 };
  const added: ScanResult = { kind: "added", name: "Walking map, Langdale", quantity: 1, totalMinor: 950, undo };
  const hits = PRODUCTS.slice(0, 2);
  return [
    face("sale-empty", EMPTY_SALE),
    face("sale", makeSale(), { scan: added }),
    face("sale-no-customer", makeSale({ customer: null })),
    face("sale-locked", LOCKED),
    face("sale-problem", makeSale(), {
      scan: { kind: "problem", problem: { kind: "product_missing", typed: "5012345678900" } },
    }),
    face("sale-card-scanned", makeSale(), {
      scan: { kind: "problem", problem: { kind: "gift_card_scanned", tail: "0424", giftCardId: null } },
    }),
    face("sale-locked-problem", LOCKED, { scan: { kind: "problem", problem: { kind: "sale_locked", by: "klarna" } } }),
    face("sale-search", makeSale(), { scan: { kind: "found", typed: "gas", count: 2 }, query: "gas", tiles: hits }),
    face("sale-search-nothing", makeSale(), {
      scan: { kind: "found", typed: "gsa", count: 0 },
      query: "gsa",
      tiles: [],
    }),
    face("sale-long-names", LONG_NAMES),
    face("sale-500-lines", MANY_LINES),
    changed("sale-practice", { isPractice: true }),
    changed("sale-needs-person", { openAttention: 2 }),
    changed("sale-full-bar", FULL_BAR),
    onSale("parked", group, makeSale(), "panel", <ParkedArea frame={frame} parked={PARKED} backHref="/" />),
    onSale("parked-none", group, EMPTY_SALE, "panel", <ParkedArea frame={frame} parked={[]} backHref="/" />),
  ];
}

type ProductsProps = { sale: SaleView; sketch: SaleSketch; changes?: Partial<Frame> };

function ProductsPage({ sale, sketch, changes = {} }: ProductsProps) {
  const { scan = { kind: "ready" }, query = "", tiles = PRODUCTS } = sketch;
  const own = makeFrame(changes);
  return (
    <SalePage frame={own} sale={sale}>
      <ProductArea
        frame={own}
        sale={sale}
        categories={CATEGORIES}
        categoryId={CATEGORIES[0]?.id ?? null}
        tiles={tiles}
        scan={scan}
        query={query}
      />
    </SalePage>
  );
}

function tenderFaces(): GalleryFace[] {
  const group = "Tender";
  const sale = makeSale();
  const away = makeFrame({ klarna: "away" });
  const refused = makeFrame({ klarna: "refused" });
  const none = makeFrame({ klarna: "not_connected" });
  const managers = makeFrame({
    klarna: "not_connected",
    operator: none.operator && { ...none.operator, role: "manager" },
  });
  const paid = makeSale({ tenders: [CASH_TENDER] });
  const part = makeSale({ tenders: [{ ...CASH_TENDER, amountMinor: 20_000, givenMinor: 20_000 }] });
  const klarnaPart = makeSale({ tenders: [{ ...KLARNA_TENDER, amountMinor: 25_000 }] });
  const badCash: FormState = { values: { amount: "six" }, problems: { amount: "not_an_amount" } };
  return [
    onSale("tender", group, sale, "tender", <TenderArea frame={frame} sale={sale} />),
    onSale("tender-part-paid", group, part, "tender", <TenderArea frame={frame} sale={part} />),
    onSale("tender-klarna-once", group, klarnaPart, "tender", <TenderArea frame={frame} sale={klarnaPart} />),
    onSale("tender-klarna-away", group, sale, "tender", <TenderArea frame={away} sale={sale} />),
    onSale("tender-klarna-refused", group, sale, "tender", <TenderArea frame={refused} sale={sale} />),
    onSale("tender-klarna-none", group, sale, "tender", <TenderArea frame={none} sale={sale} />),
    onSale("tender-klarna-none-manager", group, sale, "tender", <TenderArea frame={managers} sale={sale} />),
    onSale("tender-cash", group, sale, "tender", <CashArea frame={frame} sale={sale} />),
    onSale("tender-cash-problem", group, sale, "tender", <CashArea frame={frame} sale={sale} form={badCash} />),
    onSale("tender-paid", group, paid, "tender", <PaidArea frame={frame} sale={paid} />),
    onSale(
      "tender-not-paid",
      group,
      part,
      "tender",
      (
        <PaidArea frame={frame} sale={part} problem={{ kind: "sale_not_paid" }} />
      ),
    ),
  ];
}

function voidFaces(): GalleryFace[] {
  const group = "Void";
  const plain = makeSale();
  const split = makeSale({
    tenders: [{ ...CASH_TENDER, amountMinor: 2_260, givenMinor: 2_260 }, { ...KLARNA_TENDER, amountMinor: 60_000 }],
  });
  const voided = makeSale({
    status: "voided",
    payment: null,
    voided: {
      at: NOW,
      staffName: "Ada",
      reason: "changed_mind",
      handBackMinor: 2_260,
      cards: [],
      klarna: [{ paymentId: "pay_00000000000000000000000001", amountMinor: 60_000, state: "released" }],
    },
  });
  return [
    onSale("void", group, plain, "panel", <VoidArea frame={frame} sale={plain} approvers={[]} />),
    onSale("void-with-money", group, split, "panel", <VoidArea frame={frame} sale={split} approvers={[]} />),
    onSale(
      "void-of-another",
      group,
      split,
      "panel",
      (
        <VoidArea frame={frame} sale={split} approvers={SENIORS} problem={{ kind: "wrong_pin" }} />
      ),
    ),
    onSale("voided", group, voided, "panel", <VoidedArea frame={frame} sale={voided} />),
    onSale(
      "voided-after-it-was-finished",
      group,
      voided,
      "panel",
      <VoidedArea frame={frame} sale={voided} desk={makeDesk()} />,
    ),
    ...(["releasing", "lapsed", "refused", "taken"] as const).map((state) => {
      const sale = letGo(voided, state);
      return onSale(`voided-${state}`, group, sale, "panel", <VoidedArea frame={frame} sale={sale} />);
    }),
  ];
}

/** The same sale, as far as Klarna is with letting go. */
function letGo(sale: SaleView, state: LettingGo): SaleView {
  const { voided } = sale;
  return { ...sale, voided: voided && { ...voided, klarna: voided.klarna.map((one) => ({ ...one, state })) } };
}

function doorFaces(): GalleryFace[] {
  const nobody = makeFrame({ operator: null });
  const signIn = (name: string, changes: Partial<SignInProps>): GalleryFace => ({
    name,
    group: "Sign-in",
    render: () => (
      <SignInPage
        frame={nobody}
        staff={STAFF}
        registers={REGISTERS}
        staffId={null}
        registerId={REGISTERS[0]?.id ?? null}
        next="/"
        language={null}
        pinLength={4}
        problem={null}
        {...changes}
      />
    ),
  });
  const staffId = STAFF[0]?.id ?? null;
  const error = (name: string, page: Child): GalleryFace => ({ name, group: "Errors", render: () => page });
  return [
    signIn("sign-in", {}),
    signIn("sign-in-wrong-pin", { staffId, problem: { kind: "wrong_pin" } }),
    signIn("sign-in-too-soon", { staffId, problem: { kind: "pin_too_soon", waitMs: 30_000 } }),
    error("error-not-found", <NotFoundPage frame={frame} />),
    error("error-fault", <FaultPage frame={frame} reference="7F3Q" />),
    error("error-refused", <RefusedPage frame={frame} problem={{ kind: "klarna_away" }} />),
  ];
}
