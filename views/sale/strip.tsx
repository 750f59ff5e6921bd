import type { Child } from "hono/jsx";
import type { Frame, SaleView } from "../data.ts";
import type { DiscountView } from "./data.ts";
import { ExchangeNoteLine, isUndecided } from "../exchange/exchange-note.tsx";
import { ActionForm } from "../form.tsx";
import { formatMoney, formatPercent, formatTime, formatWeekday } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { faceOf, type FaceWord } from "../payment/face.ts";
import { Key } from "../keys/key.tsx";
import { KlarnaKeyForm } from "./klarna-key.tsx";
import { StripLine } from "./strip-line.tsx";
import { StripTenders } from "./strip-tenders.tsx";

/** What is beside the strip: only next to the products is Pay the filled button, next to the payment there is none. */
export type StripPlace = "products" | "panel" | "tender";

export type StripProps = {
  frame: Frame;
  sale: SaleView;
  place?: StripPlace;
  /** The line with the controls; null: the last one. */
  selectedLineId?: string | null;
  oob?: boolean;
};

/** The till roll: customer, lines, totals. While money is under way it has no controls at all. */
export function Strip({ frame, sale, place = "products", selectedLineId = null, oob = false }: StripProps) {
  const flag = flagOf(frame, sale, place);
  const isOpen = flag === null;
  const selectedId = isOpen ? selectedIn(sale, selectedLineId) : null;
  return (
    <aside
      class="strip"
      id="strip"
      aria-labelledby="strip-title"
      data-lines={`/sales/${sale.id}/lines`}
      hx-swap-oob={oob ? "true" : undefined}
    >
      {flag === null ? <PlainTitle frame={frame} sale={sale} /> : <StripFlag {...flag} />}
      <CustomerBox frame={frame} sale={sale} isOpen={isOpen} />
      <ExchangeNoteLine frame={frame} sale={sale} />
      {sale.note !== null && <p class="meta tear">{frame.t.basket.strip.note(sale.note)}</p>}
      <Lines frame={frame} sale={sale} selectedId={selectedId} />
      {place === "products" && selectedId !== null && <ChosenLine sale={sale} lineId={selectedId} />}
      <Totals frame={frame} sale={sale} />
      <StripTenders frame={frame} sale={sale} />
      {isOpen && <Controls frame={frame} sale={sale} isMain={place === "products"} />}
      {isOpen && place === "products" && !isUndecided(sale) && <KlarnaKeyForm frame={frame} sale={sale} />}
      {sale.status === "parked" && sale.lock !== "klarna" && <Recall frame={frame} sale={sale} />}
    </aside>
  );
}

/**
 * "3*" and "10%" in the scan field are about the line that is shown as chosen. And which basket is on the screen is said with
 * each product that is added, so that an answer need not repeat it (added-line.tsx).
 */
export function ChosenLine({ sale, lineId }: { sale: SaleView; lineId: string }) {
  const seen = `${sale.version} ${lineId}`;
  return <input type="hidden" id="chosen-line" name="lineId" value={lineId} form="scan-form" data-seen={seen} />;
}

/** The asked line, or the last one: also when the asked one is no longer there. */
function selectedIn(sale: SaleView, askedId: string | null): string | null {
  return sale.lines.find((line) => line.id === askedId)?.id ?? sale.lines.at(-1)?.id ?? null;
}

type Flag = { icon: IconName; tone: string; title: string; text: Child };

/** The banner that says why nothing can be changed here; null: it can. */
function flagOf(frame: Frame, sale: SaleView, place: StripPlace): Flag | null {
  const { t, shop } = frame;
  const texts = t.sale;
  if (sale.status === "completed") {
    const at = sale.completedAt;
    const when = at === null ? "" : `${formatWeekday(shop, at)}, ${formatTime(shop, at)}`;
    return { icon: "check", tone: "is-done", title: texts.paidInFull, text: when };
  }
  if (sale.status === "voided") {
    const handBackMinor = sale.voided?.handBackMinor ?? 0;
    const text = handBackMinor > 0 ? texts.voidedHandBack(formatMoney(shop, handBackMinor)) : "";
    return { icon: "lock", tone: "", title: texts.voided, text };
  }
  if (sale.lock !== null) return { icon: "lock", tone: "", title: texts.locked, text: lockReason(frame, sale) };
  if (sale.status === "parked") return { icon: "lock", tone: "is-open", title: texts.parked, text: texts.parkedMeans };
  if (place !== "tender") return null;
  return { icon: "basket", tone: "is-open", title: texts.readyToPay, text: texts.readyToPayMeans };
}

/** What the basket waits for: a Klarna payment's state, or the rest of the money. */
function lockReason(frame: Frame, { lock, payment }: SaleView): string {
  const { t, operator, now } = frame;
  const texts = t.sale;
  if (lock !== "klarna" || payment === null) return texts.lockedByTender;
  if (operator !== null && operator.registerNumber !== payment.registerNumber) {
    return texts.lockedElsewhere(t.frame.register(payment.registerNumber));
  }
  return texts[LOCK_TEXTS[faceOf(payment, now).word] ?? "lockedByKlarna"];
}

const LOCK_TEXTS: Partial<Record<FaceWord, LockText>> = {
  unsure: "lockedUnsure",
  cancelling: "lockedUnsure",
  race: "lockedRace",
  paid_late: "lockedRace",
  in_review: "lockedReview",
  completed: "lockedPaid",
  releasing: "lockedReleasing",
};

type LockText = "lockedUnsure" | "lockedRace" | "lockedReview" | "lockedPaid" | "lockedReleasing";

/** What of a locked strip follows the payment while it goes on: why it is locked, and Klarna's row. */
export function StripState({ frame, sale, place = "products" }: Pick<StripProps, "frame" | "sale" | "place">) {
  const flag = flagOf(frame, sale, place);
  return (
    <>
      {flag !== null && <StripFlag {...flag} oob />}
      <StripTenders frame={frame} sale={sale} oob />
    </>
  );
}

function StripFlag({ icon, tone, title, text, oob = false }: Flag & { oob?: boolean }) {
  return (
    <div class={`strip-flag ${tone}`.trim()} id="strip-flag" hx-swap-oob={oob ? "true" : undefined}>
      <Icon name={icon} />
      <p>
        <b id="strip-title">{title}</b>
        <br />
        {text}
      </p>
    </div>
  );
}

function PlainTitle({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const texts = frame.t.sale;
  return <h2 class="vh" id="strip-title">{sale.code === null ? texts.newBasket : texts.basket(sale.code)}</h2>;
}

export function CustomerBox({ frame, sale, isOpen }: { frame: Frame; sale: SaleView; isOpen: boolean }) {
  const { sale: texts, customer: customerTexts } = frame.t;
  const { customer } = sale;
  return (
    <div class="tear row row-apart" id="customer">
      <div class="grow">
        <b>{customer === null ? texts.noCustomer : `${customer.givenName} ${customer.familyName}`}</b>
        <br />
        <span class="meta">
          {customer === null
            ? texts.klarnaNeedsOne
            : customerTexts.onFile(customer.phone !== null, customer.email !== null)}
          {sale.taxNumber !== null && ` · ${customerTexts.taxFreeBy(sale.taxNumber)}`}
        </span>
      </div>
      {isOpen && (
        <a class="btn" href={`/sales/${sale.id}/customer`} data-key={frame.keys.customer}>
          {customer === null
            ? (
              <>
                {texts.addCustomer} <Key frame={frame} action="customer" />
              </>
            )
            : texts.changeCustomer}
        </a>
      )}
    </div>
  );
}

function Lines({ frame, sale, selectedId }: { frame: Frame; sale: SaleView; selectedId: string | null }) {
  const texts = frame.t.sale;
  if (sale.lines.length === 0) {
    return (
      <div class="lines">
        <div class="empty">
          <Icon name="basket" />
          <p>
            <b>{texts.emptyTitle}</b>
          </p>
          <p>{texts.emptyHint}</p>
        </div>
      </div>
    );
  }
  return (
    <ul class="lines" id="lines" tabindex={0} aria-label={texts.lines}>
      {sale.lines.map((line) => (
        <StripLine frame={frame} sale={sale} line={line} isOn={line.id === selectedId} isOpen={selectedId !== null} />
      ))}
    </ul>
  );
}

export function Totals({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const texts = frame.t.sale;
  const { subtotalMinor, discountMinor, taxReliefMinor, taxMinor, totalMinor } = sale.totals;
  const more = frame.t.basket.strip;
  const saleOffMinor = sale.discount?.offMinor ?? 0;
  const ownOffMinor = discountMinor - saleOffMinor;
  const isTaxOnTop = sale.lines.some((line) => line.priceStyle === "exclusive");
  const isTaxFree = sale.lines.some((line) => line.isTaxFree === 1);
  const row = (label: string, amountMinor: number, grand = false) => (
    <div class={grand ? "grand" : undefined}>
      <dt>{label}</dt>
      <dd>{formatMoney(frame.shop, amountMinor)}</dd>
    </div>
  );
  return (
    <dl class="totals tear-top" id="totals">
      {(discountMinor !== 0 || isTaxOnTop || isTaxFree) && row(texts.subtotal, subtotalMinor)}
      {ownOffMinor !== 0 && row(texts.discountTotal, -ownOffMinor)}
      {sale.discount !== null && row(saleDiscountLabel(frame, sale.discount), -saleOffMinor)}
      {isTaxFree && row(more.taxRelief, -taxReliefMinor)}
      {sale.lines.length > 0 && !isTaxFree && row(isTaxOnTop ? more.taxAdded : texts.tax, taxMinor)}
      {row(texts.total, totalMinor, true)}
    </dl>
  );
}

function saleDiscountLabel(frame: Frame, { kind, value }: DiscountView): string {
  const texts = frame.t.basket.strip;
  return kind === "percent" ? texts.salePercent(formatPercent(frame.shop, value)) : texts.saleDiscount;
}

/** A sale that was put aside is taken up again here, by whoever looks at it. */
function Recall({ frame, sale }: { frame: Frame; sale: SaleView }) {
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/recall`}>
      <button class="btn btn-xl btn-wide" type="submit">{frame.t.sale.recall}</button>
    </ActionForm>
  );
}

function Controls({ frame, sale, isMain }: { frame: Frame; sale: SaleView; isMain: boolean }) {
  const texts = frame.t.sale;
  if (sale.lines.length === 0) {
    return (
      <div class="stack-sm">
        <button
          class={`btn btn-wide ${isMain ? "btn-main" : ""}`.trim()}
          type="button"
          aria-disabled="true"
          data-key={frame.keys.pay}
        >
          {texts.payNothing}
        </button>
        <div class="row strip-more">
          <a class="btn grow" href="/sales/parked" data-key={frame.keys.park}>
            {texts.recall} <Key frame={frame} action="park" />
          </a>
          <MoreLink frame={frame} sale={sale} />
        </div>
      </div>
    );
  }
  return (
    <div class="stack-sm">
      <PayLink frame={frame} sale={sale} isMain={isMain} />
      <ActionForm frame={frame} action={`/sales/${sale.id}/parking`} class="row strip-more">
        <button class="btn grow" type="submit" data-key={frame.keys.park}>
          {texts.park} <Key frame={frame} action="park" />
        </button>
        <a class="btn grow" href="/sales/parked">{texts.recall}</a>
        <MoreLink frame={frame} sale={sale} />
      </ActionForm>
    </div>
  );
}

export function PayLink({ frame, sale, isMain }: { frame: Frame; sale: SaleView; isMain: boolean }) {
  return (
    <a
      class={`btn btn-xl btn-wide ${isMain ? "btn-main" : ""}`.trim()}
      href={isUndecided(sale) ? `/sales/${sale.id}/exchange` : `/sales/${sale.id}/tender`}
      id="pay-link"
      data-key={frame.keys.pay}
    >
      {isUndecided(sale) ? frame.t.exchange.steps : frame.t.sale.pay(formatMoney(frame.shop, sale.totals.dueMinor))}
      {" "}
      <Key frame={frame} action="pay" />
    </a>
  );
}

function MoreLink({ frame, sale }: { frame: Frame; sale: SaleView }) {
  return (
    <a class="btn grow" href={`/sales/${sale.id}/more`} data-key={frame.keys.more}>
      {frame.t.basket.more} <Key frame={frame} action="more" />
    </a>
  );
}
