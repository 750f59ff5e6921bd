import type { Frame } from "../data.ts";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { langIn, readAs } from "../messages/readers.ts";
import { SayIcon } from "../payment/icons.tsx";
import type { ReceiptDeskView } from "../receipt/data.ts";
import { ReceiptDesk } from "../receipt/receipt-desk.tsx";
import type { PaybackView, ReturnDoneView } from "./data.ts";

export type ReturnDoneProps = { frame: Frame; view: ReturnDoneView };

/** A return that was made: what to hand over, how far each way of the money is, and its receipt. */
export function ReturnDonePage({ frame, view, desk }: ReturnDoneProps & { desk: ReceiptDeskView }) {
  const { returns: { done: texts } } = frame.t;
  const isUnder = isUnderWay(view);
  return (
    <Page
      frame={frame}
      title={texts.title(view.number)}
      shell="till"
      current="returns"
      refresh={isUnder ? { seconds: 5, path: `/returns/${view.id}` } : undefined}
    >
      <main class="work" id="main">
        <section class="sheet fill sheet-held" aria-label={texts.title(view.number)}>
          <div class="fill complete-body">
            <ReturnState frame={frame} view={view} />
            <div class="row row-apart">
              <h2>{texts.receipt}</h2>
              <a class="btn btn-quiet" href={`${desk.base}/receipt`}>{frame.t.receiptDesk.show}</a>
            </div>
            <ReceiptDesk frame={frame} desk={desk} place="complete" />
            <a class="btn btn-quiet" href={`/sales/${view.saleId}/return`}>
              <Icon name="again" /> {texts.again}
            </a>
          </div>
          <a class="btn btn-main btn-xl btn-wide push" href="/sales/new" data-key={frame.keys.pay}>
            {texts.next} <Key frame={frame} action="pay" />
          </a>
        </section>
      </main>
      <DoneStrip frame={frame} view={view} />
    </Page>
  );
}

/** What changes while Klarna has not answered; it asks for itself as long as that is so. */
export function ReturnState({ frame, view }: ReturnDoneProps) {
  const { returns: { done: texts } } = frame.t;
  const live = isUnderWay(view)
    ? { "hx-get": `/returns/${view.id}/state`, "hx-trigger": "every 2s", "hx-swap": "outerMorph" }
    : {};
  const cashMinor = view.paybacks.filter(({ kind }) => kind === "cash")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <div class="stack" id="return-state" {...live}>
      <h1 class="row" id="return-title" tabindex={-1}>
        <Stand frame={frame} view={view} />
        <span>{texts.title(view.number)}</span>
        <a class="meta" href={`/sales/${view.saleId}`}>{texts.ofSale(view.saleCode)}</a>
      </h1>
      <div role="status">
        <p class="lab">{cashMinor > 0 ? texts.cash : texts.noCash}</p>
        {cashMinor > 0 && <p class="huge">{money(frame, view, cashMinor)}</p>}
      </div>
      <dl class="pairs">
        {view.paybacks.map((payback) => <Way frame={frame} view={view} payback={payback} />)}
        {view.credit !== null && (
          <div>
            <dt>{frame.t.sale.tenders.exchange}</dt>
            <dd>
              {money(frame, view, view.credit.amountMinor)}{" "}
              <a href={`/sales/${view.credit.saleId}/exchange`}>{frame.t.exchange.of(view.credit.saleCode)}</a>
            </dd>
          </div>
        )}
      </dl>
      <p class="row meta">
        {view.klarnaReference !== null && (
          <span>
            {texts.reference} <span class="code">{view.klarnaReference}</span>
          </span>
        )}
        {view.approvedBy !== null && <span>{texts.agreed(view.approvedBy)}</span>}
        {view.note !== null && <span>{view.note}</span>}
      </p>
      <Saying frame={frame} view={view} />
      {isStuck(view) && (
        <p>
          <a class="btn" href="/attention">{texts.settle}</a>
        </p>
      )}
    </div>
  );
}

function Stand({ frame, view }: ReturnDoneProps) {
  const texts = frame.t.returns.done;
  if (isStuck(view)) {
    return (
      <span class="pill is-fail is-end">
        <Icon name="warning" /> {texts.stuck}
      </span>
    );
  }
  return isUnderWay(view)
    ? (
      <span class="pill is-prog">
        <Icon name="waiting" /> {texts.under}
      </span>
    )
    : (
      <span class="pill is-done is-end">
        <Icon name="done" /> {texts.refunded}
      </span>
    );
}

function Way({ frame, view, payback }: ReturnDoneProps & { payback: PaybackView }) {
  const label = frame.t.sale.tenders[payback.kind];
  const isKlarnas = payback.kind === "klarna";
  return (
    <div id={`way-${payback.id}`}>
      <dt>{isKlarnas ? <span class="kpill">{label}</span> : label}</dt>
      <dd>
        {money(frame, view, payback.amountMinor)}
        {isKlarnas && <span class="meta">{` · ${frame.t.returns.states[payback.state]}`}</span>}
        {payback.reference !== null && <span class="code">{payback.reference}</span>}
      </dd>
    </div>
  );
}

/** Only what Klarna was asked for is said of Klarna. */
function Saying({ frame, view }: ReturnDoneProps) {
  const isKlarnas = view.paybacks.some(({ kind, state }) => kind === "klarna" && ASKED.includes(state));
  if (!isKlarnas) return null;
  const customers = readAs(frame, view.language);
  return (
    <p class="say">
      <SayIcon />
      <small>{frame.t.returns.done.say}</small>
      <span lang={langIn(frame, customers)}>{customers.t.returns.done.saying}</span>
    </p>
  );
}

const ASKED: readonly PaybackView["state"][] = ["asked", "sent", "unknown", "confirmed"];

function DoneStrip({ frame, view }: ReturnDoneProps) {
  const texts = frame.t.returns;
  const { shelf } = texts.done;
  return (
    <aside class="strip" id="strip" aria-labelledby="strip-title">
      <div class="strip-flag is-done">
        <Icon name="check" />
        <p>
          <b id="strip-title">{texts.numbered(view.number)}</b>
          <br />
          {formatDate(frame.shop, view.at)}, {formatTime(frame.shop, view.at)}
        </p>
      </div>
      <div class="lines" tabindex={0} role="group" aria-label={texts.numbered(view.number)}>
        {view.lines.map(({ quantity, name, amountMinor, reason, isBackOnShelf }) => (
          <div class="line">
            <span>{quantity > 0 ? `${quantity} ×` : ""}</span>
            <b>{quantity > 0 ? name : texts.paper.partOfPrice(name)}</b>
            <b class="num">{money(frame, view, amountMinor)}</b>
            <span class="meta">
              {[texts.reasons[reason], ...(isBackOnShelf === null ? [] : [isBackOnShelf ? shelf.yes : shelf.no])].join(
                " · ",
              )}
            </span>
          </div>
        ))}
      </div>
      <dl class="totals tear-top">
        <div>
          <dt>{texts.tax}</dt>
          <dd>{money(frame, view, view.taxMinor)}</dd>
        </div>
        <div class="grand">
          <dt>{texts.total}</dt>
          <dd>{money(frame, view, view.totalMinor)}</dd>
        </div>
      </dl>
    </aside>
  );
}

function money(frame: Frame, view: ReturnDoneView, amountMinor: number): string {
  return formatMoney({ ...frame.shop, currency: view.currency }, amountMinor);
}

/** Klarna still owes an answer. */
function isUnderWay({ paybacks }: ReturnDoneView): boolean {
  return paybacks.some(({ state }) => state === "asked" || state === "sent" || state === "unknown");
}

function isStuck({ paybacks }: ReturnDoneView): boolean {
  return paybacks.some(({ state }) => state === "refused");
}
