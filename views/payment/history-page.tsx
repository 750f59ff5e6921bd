import { maskEmail, maskPhone } from "../../src/domain/customer.ts";
import type { Frame } from "../data.ts";
import { formatDate, formatMoney, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { Exchanging } from "../exchange/exchange-note.tsx";
import { SaleDeeds } from "./after-sale.tsx";
import { deedHref, deedsOf } from "./deeds.ts";
import { isLive } from "./face.ts";
import { FacePill } from "./face-pill.tsx";
import { ourReferencePair, referencePairs } from "./facts.ts";
import type { Happened, TimelineEntry } from "./history-data.ts";
import { type Pair, Pairs, viewOf, type WindowProps, type WindowView } from "./parts.tsx";

export type HistoryProps = {
  window: WindowProps;
  /** Newest first. */
  entries: TimelineEntry[];
  /** What may be given to whoever helps: nothing of it is about the customer. */
  supportText: string;
  /** What a person is called for, by the ids of the items. */
  calls: string[];
};

const REFRESH_SECONDS = 10;

/** Everything on record about a payment, and what can be done about it. */
export function PaymentHistoryPage(props: HistoryProps) {
  const { frame, payment } = props.window;
  const t = frame.t.payments.history;
  const title = t.title(payment.reference);
  const path = `/payments/${payment.id}/history`;
  return (
    <Page
      frame={frame}
      title={title}
      shell="office"
      current="payments"
      refresh={isLive(payment) ? { seconds: REFRESH_SECONDS, path } : undefined}
    >
      <main class="main" id="main">
        <div class="row">
          <a class="btn" href="/payments" aria-label={frame.t.payment.backToPayments} data-key={frame.keys.back}>
            <Icon name="back" />
          </a>
          <h1>{title}</h1>
        </div>
        <div class="cols cols-side" id="history" {...isLive(payment) ? pollOf(path) : {}}>
          <PaymentHistory {...props} />
        </div>
      </main>
    </Page>
  );
}

function pollOf(path: string) {
  return { "hx-get": path, "hx-trigger": "every 5s", "hx-swap": "innerMorph" };
}

/** The inside of `#history`, with which its poll is answered. */
export function PaymentHistory({ window, entries, supportText, calls }: HistoryProps) {
  const view = viewOf(window);
  const { frame, payment } = view;
  const t = frame.t.payments.history;
  return (
    <>
      <section class="stack-sm" aria-labelledby="events-title">
        <h2 id="events-title">{t.whatHappened}</h2>
        <ol class="steps" id="events" aria-label={t.newestFirst}>
          {entries.map((entry) => <Entry frame={frame} entry={entry} currency={payment.currency} />)}
        </ol>
      </section>
      <div class="stack">
        <p class="row" role="status">
          <b class="lead num">{view.amount}</b> <FacePill frame={frame} payment={payment} />
        </p>
        <WhatToDo view={view} calls={calls} />
        <Pairs pairs={pairsOf(view)} />
        <p>
          <a href={`/sales/${payment.saleId}`}>{frame.t.receipt.sale(payment.saleCode)}</a>
        </p>
        <Support frame={frame} text={supportText} />
      </div>
    </>
  );
}

function WhatToDo({ view, calls }: { view: WindowView; calls: string[] }) {
  const { frame } = view;
  const t = frame.t.payments.history;
  const deeds = deedsOf(view);
  const { exchangingInto = null, saleDeeds } = view;
  const isSettled = deeds.length === 0 && calls.length === 0 && saleDeeds.length === 0 && exchangingInto === null;
  return (
    <section class="stack-sm" aria-labelledby="deeds-title" id="deeds">
      <h2 id="deeds-title">{t.whatToDo}</h2>
      {isSettled && <p class="meta">{t.nothingToDo}</p>}
      {calls.map((id) => <a class="btn" href={`/attention/${id}`}>{t.seeCall}</a>)}
      {deeds.map((deed) => (
        <a class="btn" href={deedHref(view, deed)} data-deed={deed}>
          {t.deeds[deed]}
        </a>
      ))}
      <SaleDeeds view={view} />
      {exchangingInto !== null && <Exchanging frame={frame} into={exchangingInto} />}
    </section>
  );
}

/** Who the customer is says their name; how to reach them is masked, for the screen faces the queue. */
function pairsOf(view: WindowView): Pair[] {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const { customer } = payment;
  const known = customer === null ? [] : [
    { term: t.name, value: `${customer.givenName} ${customer.familyName}` },
    ...(customer.phone ? [{ term: t.mobile, value: maskPhone(customer.phone) }] : []),
    ...(customer.email ? [{ term: t.email, value: maskEmail(customer.email) }] : []),
  ];
  const where = { term: t.list.till, value: t.list.tillAndStaff(payment.registerName, payment.staffName) };
  return [ourReferencePair(view), ...referencePairs(view), where, ...known];
}

function Entry({ frame, entry, currency }: { frame: Frame; entry: TimelineEntry; currency: string }) {
  const t = frame.t.payments.history;
  const { at, who, cause, correlationId, codes, happened } = entry;
  const by = [who, cause !== null && !(cause === "cashier" && who !== null) ? t.causes[cause] : null];
  return (
    <li class="is-past">
      <Icon name={happened.is === "status" ? "check" : "more"} />
      <span>
        {said(frame, happened, currency)}
        <small class="meta entry-by">{by.filter((part) => part !== null).join(" · ")}</small>
        {codes.length > 0 && <small class="code entry-by">{codes.join(" · ")}</small>}
        {correlationId !== null && <small class="code entry-by">{t.correlation} {correlationId}</small>}
      </span>
      <time datetime={Temporal.Instant.fromEpochMilliseconds(at).toString()}>
        {formatDate(frame.shop, at)}, {formatTimeExactly(frame.shop, at)}
      </time>
    </li>
  );
}

function said({ t, shop }: Frame, happened: Happened, currency: string): string {
  const texts = t.payments.history;
  const about = (words: string, amountMinor: number | null) =>
    amountMinor === null ? words : `${words} (${formatMoney({ ...shop, currency }, amountMinor)})`;
  switch (happened.is) {
    case "status":
      return t.payments.statuses[happened.to];
    case "noted":
      return about(texts.noted[happened.kind] ?? happened.kind, happened.amountMinor);
    case "asked":
      return about(texts.asked[happened.wish], happened.amountMinor);
    case "answered":
      return `${about(texts.asked[happened.wish], happened.amountMinor)}: ${texts.answers[happened.state]}`;
    case "sending":
      return t.payment.sending(happened.channel, happened.via, happened.address, happened);
  }
}

/** Where the browser has no clipboard it is shown and selected; without script, just shown. */
function Support({ frame, text }: { frame: Frame; text: string }) {
  const t = frame.t.payments.history;
  return (
    <section class="stack-sm" aria-labelledby="support-title">
      <h2 id="support-title">{t.support}</h2>
      <p class="meta">{t.supportMeans}</p>
      <button class="btn" type="button" data-copy={text} data-for="support-text" data-done={frame.t.frame.copied}>
        {t.copy}
      </button>
      <textarea class="input code" id="support-text" rows={8} aria-label={t.support} readonly hidden>{text}</textarea>
      <noscript>
        <textarea class="input code" rows={8} aria-label={t.support} readonly>{text}</textarea>
      </noscript>
    </section>
  );
}
