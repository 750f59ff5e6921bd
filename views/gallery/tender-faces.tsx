import type { Child } from "hono/jsx";
import { CompleteArea } from "../complete/complete-area.tsx";
import type { FormState, Frame, SaleView, TenderView } from "../data.ts";
import type { GiftCardEntryView } from "../gift-card/data.ts";
import { GiftCardPage } from "../gift-card/gift-card-page.tsx";
import { SellArea } from "../gift-card/sell-area.tsx";
import { ProductArea } from "../sale/product-area.tsx";
import { SalePage } from "../sale/sale-page.tsx";
import type { StripPlace } from "../sale/strip.tsx";
import { VoidArea, VoidedArea } from "../sale/void-area.tsx";
import { CashArea } from "../tender/cash-area.tsx";
import { GiftCardArea } from "../tender/gift-card-area.tsx";
import { PaidArea } from "../tender/paid-area.tsx";
import { CardArea, KlarnaPartArea, OneTimeCardArea } from "../tender/part-area.tsx";
import { TenderArea } from "../tender/tender-area.tsx";
import type { GalleryFace } from "./face.ts";
import { onSale } from "./on-sale.tsx";
import { CASH_TENDER, KLARNA_TENDER, LINES, makeFrame, makeLine, makeSale, NOW } from "./people-and-things.ts";
import { CATEGORIES, PRODUCTS } from "./products.ts";
import { makeDesk } from "./receipts.ts";

/** Every way to pay but cash and Klarna alone, and gift cards from their sale to their end. */
export function tenderFaces(): GalleryFace[] {
  return [...panelFaces(), ...roundingFaces(), ...splitFaces(), ...giftCardFaces()];
}

const frame = makeFrame();
/** A shop where coins go no lower than a crown, in whatever language the gallery speaks. */
const swedish = () => makeFrame({ shop: { ...makeFrame().shop, country: "SE", currency: "SEK", cashStepMinor: 100 } });
const CARD_ID = "gif_00000000000000000000000001";
const CARD = { id: CARD_ID, tail: "4417", balanceMinor: 5_000 };

const tender = (id: number, changes: Partial<TenderView>): TenderView => ({
  ...CASH_TENDER,
  id: `tnd_${String(id).padStart(26, "0")}`,
  givenMinor: null,
  ...changes,
});
const CARD_TENDER = tender(3, { kind: "card", amountMinor: 20_000, reference: "A-204417" });
const GIFT_TENDER = tender(4, { kind: "gift_card", amountMinor: 5_000, reference: "…4417" });
const ONE_TIME_TENDER = tender(5, { kind: "klarna_card", amountMinor: 10_000, reference: "…4242" });
const CASH_PART = tender(6, { kind: "cash", amountMinor: 2_260, givenMinor: 3_000 });
const SPLIT = [CASH_PART, GIFT_TENDER, CARD_TENDER, ONE_TIME_TENDER, { ...KLARNA_TENDER, amountMinor: 25_000 }];
const ROUNDED = [
  tender(7, { kind: "cash", amountMinor: 62_300, givenMinor: 70_000 }),
  tender(8, { kind: "rounding", amountMinor: -40 }),
];

const SOLD_LINE = {
  ...makeLine(9, { name: "Gift card …4417", quantity: 1, priceMinor: 5_000, rate: 0 }),
  kind: "gift_card" as const,
  productId: null,
  productCode: null,
  taxCode: "gift_card",
};
const COMPLETED = { status: "completed" as const, completedAt: NOW, receiptNumber: 1_204 };

function panelFaces(): GalleryFace[] {
  const group = "Tender panels";
  const sale = makeSale();
  const typed: FormState = { values: { amount: "700", reference: "A-1" }, problems: {} };
  const found = { ...CARD, token: "shown" };
  const empty = { ...found, balanceMinor: 0 };
  const face = (name: string, work: Child) => onSale(name, group, sale, "tender", work);
  const card = { frame, sale };
  return [
    face("tender-card", <CardArea {...card} />),
    face("tender-card-problem", <CardArea {...card} form={typed} problem={{ kind: "more_than_due" }} />),
    face("tender-one-time-card", <OneTimeCardArea {...card} />),
    face("tender-klarna-part", <KlarnaPartArea {...card} />),
    face("tender-gift-card", <GiftCardArea {...card} card={null} />),
    face("tender-gift-card-found", <GiftCardArea {...card} card={found} />),
    face("tender-gift-card-empty", <GiftCardArea {...card} card={empty} />),
    face(
      "tender-gift-card-missing",
      (
        <GiftCardArea
          {...card}
          card={null}
          form={{ values: { number: "1234 5678" }, problems: {} }}
          problem={{ kind: "gift_card_missing" }}
        />
      ),
    ),
  ];
}

function roundingFaces(): GalleryFace[] {
  const group = "Rounded cash";
  const sale = makeSale();
  const paid = makeSale({ tenders: ROUNDED });
  const done = makeSale({ ...COMPLETED, tenders: ROUNDED });
  const face = (name: string, of: SaleView, place: StripPlace, work: (frame: Frame) => Child): GalleryFace => ({
    name,
    group,
    render: () => {
      const frame = swedish();
      return <SalePage frame={frame} sale={of} place={place}>{work(frame)}</SalePage>;
    },
  });
  return [
    face("rounded-cash", sale, "tender", (frame) => <CashArea frame={frame} sale={sale} />),
    face("rounded-paid", paid, "tender", (frame) => <PaidArea frame={frame} sale={paid} />),
    face("rounded-complete", done, "panel", (frame) => <CompleteArea frame={frame} sale={done} desk={makeDesk()} />),
  ];
}

function splitFaces(): GalleryFace[] {
  const group = "Split";
  const part = makeSale({ tenders: SPLIT.slice(0, 3) });
  const paid = makeSale({ tenders: SPLIT });
  const done = makeSale({ ...COMPLETED, tenders: SPLIT });
  const voided = makeSale({
    status: "voided",
    voided: {
      at: NOW,
      staffName: "Ada",
      reason: "changed_mind",
      handBackMinor: 2_260,
      cards: [CARD_TENDER, GIFT_TENDER],
      klarna: [{ paymentId: "pay_00000000000000000000000001", amountMinor: 25_000, state: "released" }],
    },
  });
  return [
    onSale("split-part-paid", group, part, "tender", <TenderArea frame={frame} sale={part} />),
    onSale("split-paid", group, paid, "tender", <PaidArea frame={frame} sale={paid} />),
    onSale("split-complete", group, done, "panel", <CompleteArea frame={frame} sale={done} desk={makeDesk()} />),
    onSale("split-void", group, paid, "panel", <VoidArea frame={frame} sale={paid} approvers={[]} />),
    onSale("split-voided", group, voided, "panel", <VoidedArea frame={frame} sale={voided} />),
  ];
}

function giftCardFaces(): GalleryFace[] {
  const group = "Gift cards";
  const sale = makeSale();
  const selling = makeSale({ lines: [...LINES.slice(0, 2), SOLD_LINE] });
  const done = makeSale({
    ...COMPLETED,
    lines: selling.lines,
    tenders: [tender(10, { amountMinor: 51_460, givenMinor: 51_460 })],
    soldCards: 1,
  });
  const bad: FormState = { values: { amount: "ten", number: "" }, problems: { amount: "not_an_amount" } };
  const entry = (id: number, changes: Partial<GiftCardEntryView>): GiftCardEntryView => ({
    id: `gce_${String(id).padStart(26, "0")}`,
    cause: "redeemed",
    amountMinor: -1_000,
    at: NOW,
    saleId: sale.id,
    saleCode: 20_418,
    ...changes,
  });
  const history = [
    entry(3, { cause: "given_back", amountMinor: 1_000 }),
    entry(2, {}),
    entry(1, { cause: "sold", amountMinor: 5_000, saleCode: 20_311 }),
  ];
  const page = (name: string, props: Omit<Parameters<typeof GiftCardPage>[0], "frame">): GalleryFace => ({
    name,
    group,
    render: () => <GiftCardPage frame={frame} {...props} />,
  });
  return [
    onSale("gift-card-sell", group, sale, "panel", <SellArea frame={frame} sale={sale} />),
    onSale("gift-card-sell-problem", group, sale, "panel", <SellArea frame={frame} sale={sale} form={bad} />),
    onSale("gift-card-sold", group, selling, "products", <Products sale={selling} />),
    onSale("gift-card-complete", group, done, "panel", <CompleteArea frame={frame} sale={done} desk={makeDesk()} />),
    page("gift-card-look", { card: null, history: [] }),
    page("gift-card-page", { card: CARD, history }),
    page("gift-card-none", {
      card: null,
      history: [],
      form: { values: { number: "1234 5678" }, problems: {} },
      problem: { kind: "gift_card_missing" },
    }),
  ];
}

function Products({ sale }: { sale: SaleView }) {
  const area = { categories: CATEGORIES, categoryId: CATEGORIES[0]?.id ?? null, tiles: PRODUCTS, query: "" };
  return <ProductArea frame={frame} sale={sale} {...area} scan={{ kind: "ready" }} />;
}
