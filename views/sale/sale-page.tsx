import type { Child } from "hono/jsx";
import type { Frame, SaleView } from "../data.ts";
import { isUndecided } from "../exchange/exchange-note.tsx";
import { type KeyHint, Keys, Page, type Refresh } from "../layout.tsx";
import { klarnaKey } from "./klarna-key.tsx";
import { ScanPort } from "./scan-port.tsx";
import { Strip, type StripPlace } from "./strip.tsx";
import { UnsentWords } from "./unsent-scans.tsx";

export type SalePageProps = {
  frame: Frame;
  sale: SaleView;
  /** For the window and its tab. Left out: the sale itself. */
  title?: string;
  /** For the tab, when it shows a state. */
  icon?: string;
  /** The page's one h1; the parts shown have their own visible h2. */
  heading?: string;
  /** What the strip is beside: the products, another panel, or the choice of payment. */
  place?: StripPlace;
  keys?: KeyHint[];
  selectedLineId?: string | null;
  /** The payment window, which covers the work. */
  window?: Child;
  refresh?: Refresh | undefined;
  /** The work: products, customer, payment, … */
  children?: Child;
};

/** Work left, till roll right: the one page of a sale, whatever is being done with it. */
export function SalePage(props: SalePageProps) {
  const { sale, place = "products", window: paymentWindow = null } = props;
  const frame = { ...props.frame, isPractice: sale.isPractice };
  const texts = frame.t.sale;
  const isCovered = paymentWindow !== null;
  return (
    <Page
      frame={frame}
      title={props.title ?? (sale.code === null ? texts.newTitle : texts.heading(sale.code))}
      icon={props.icon}
      shell="till"
      current="sale"
      keys={props.keys ?? keysOf(frame, sale, place)}
      isCovered={isCovered}
      refresh={props.refresh}
    >
      <main class="work" id="main" inert={isCovered}>
        <h1 class="vh">{props.heading ?? (sale.code === null ? texts.newHeading : texts.heading(sale.code))}</h1>
        {props.children}
      </main>
      {paymentWindow}
      <Strip frame={frame} sale={sale} place={place} selectedLineId={props.selectedLineId ?? null} />
      {place !== "products" && <ScanPort frame={frame} sale={sale} />}
      <UnsentWords frame={frame} />
    </Page>
  );
}

/** The keys beside the products, after a change of the basket: there is something to pay now, or nothing any more. */
export function BasketKeys({ frame, sale }: { frame: Frame; sale: SaleView }) {
  return <Keys frame={frame} keys={keysOf(frame, sale, "products")} oob />;
}

/** The keys at the foot: what can be done now, by the sale's state and what is beside it. */
function keysOf(frame: Frame, sale: SaleView, place: StripPlace): KeyHint[] {
  const texts = frame.t.sale.keys;
  const back: KeyHint = { action: "back", label: texts.back };
  if (sale.status === "completed") {
    return [{ action: "pay", label: texts.next }, { action: "print", label: texts.print }];
  }
  if (sale.lock === "klarna") return [];
  if (place === "panel") return [back];
  if (place === "tender") {
    const isPaid = sale.lines.length > 0 && sale.totals.dueMinor === 0;
    return isPaid
      ? [{ action: "pay", label: texts.complete }]
      : [...otherKeys(frame, sale), { action: "klarna", label: texts.klarna }, back];
  }
  // The scan field bears its own key.
  const find: KeyHint[] = [{ action: "customer", label: texts.customer }];
  if (sale.lines.length === 0 || sale.lock !== null) return find;
  if (isUndecided(sale)) return [...find, { action: "pay", label: texts.pay }];
  return [
    ...find,
    ...otherKeys(frame, sale).slice(0, 2),
    klarnaKey(frame, sale),
    { action: "pay", label: texts.pay },
  ];
}

/** From one way to pay to another. */
function otherKeys({ t }: Frame, sale: SaleView): KeyHint[] {
  const texts = t.sale.keys;
  const path = `/sales/${sale.id}/tender`;
  return [
    { action: "cash", label: texts.cash, href: `${path}/cash` },
    { action: "card", label: texts.card, href: `${path}/card` },
    { action: "giftCard", label: texts.giftCard, href: `${path}/gift-card` },
  ];
}
