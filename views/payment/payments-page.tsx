import type { Frame, PaymentRowView, TakenView } from "../data.ts";
import { formatMoney, formatTime, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { FacePill } from "./face-pill.tsx";

export const PAYMENT_FILTERS = ["all", "open", "attention", "completed", "ended"] as const;
export type PaymentFilter = (typeof PAYMENT_FILTERS)[number];

export type PaymentsProps = {
  frame: Frame;
  rows: PaymentRowView[];
  filter: PaymentFilter;
  /** What finished sales brought in today, as it is booked. */
  taken: TakenView[];
};

/** Every open payment of the shop, from any till, and the recent ones. `rows` are those that pass the filter. */
export function PaymentsPage({ frame, rows, filter, taken }: PaymentsProps) {
  const t = frame.t.payment.list;
  return (
    <Page
      frame={frame}
      title={t.title}
      shell="office"
      current="payments"
      refresh={{ seconds: 10, path: listHref("/payments", filter) }}
    >
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{t.title}</h1>
          <a href="/customer-screen">{frame.t.display.setUp.openFrom}</a>
        </div>
        <nav class="row chips" aria-label={t.filtersLabel}>
          {PAYMENT_FILTERS.map((name) => (
            <a href={listHref("/payments", name)} aria-current={name === filter ? "true" : undefined}>
              {t.filters[name]}
            </a>
          ))}
        </nav>
        <div
          id="list"
          class="stack"
          hx-get={listHref("/payments/list", filter)}
          hx-trigger="every 5s"
          hx-swap="innerMorph"
        >
          <PaymentsList frame={frame} rows={rows} filter={filter} taken={taken} />
        </div>
      </main>
    </Page>
  );
}

/** The inside of `#list`, with which its poll is answered. */
export function PaymentsList({ frame, rows, filter, taken }: PaymentsProps) {
  const t = frame.t.payment.list;
  return (
    <>
      {rows.length === 0 ? <NoPayments frame={frame} filter={filter} /> : <PaymentsTable frame={frame} rows={rows} />}
      {taken.length > 0 && (
        <p>
          {t.takenToday}{" "}
          {taken.map(({ kind, amountMinor }) => `${frame.t.sale.tenders[kind]} ${formatMoney(frame.shop, amountMinor)}`)
            .join(" · ")}
        </p>
      )}
      <p class="meta row">
        <span class="live" aria-hidden="true">●</span> {t.live} {t.readAt(formatTimeExactly(frame.shop, frame.now))}
      </p>
    </>
  );
}

function PaymentsTable({ frame, rows }: { frame: Frame; rows: PaymentRowView[] }) {
  const t = frame.t.payment.list;
  return (
    <table class="tbl">
      <caption class="vh">{t.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.time}</th>
          <th scope="col">{t.sale}</th>
          <th scope="col">{t.customer}</th>
          <th scope="col" class="num">{t.amount}</th>
          <th scope="col">{t.status}</th>
          <th scope="col">{t.till}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <PaymentRow key={row.payment.id} frame={frame} row={row} />)}
      </tbody>
    </table>
  );
}

function PaymentRow({ frame, row }: { frame: Frame; row: PaymentRowView }) {
  const t = frame.t.payment.list;
  const { payment } = row;
  const shop = { ...frame.shop, currency: payment.currency };
  return (
    <tr id={`row-${payment.id}`}>
      <td>{formatTime(shop, payment.createdAt)}</td>
      <td>
        <a href={`/payments/${payment.id}`}>{payment.saleCode}</a>
      </td>
      <td>{row.customerName ?? <span class="meta">{t.noCustomer}</span>}</td>
      <td class="num">{formatMoney(shop, payment.amountMinor)}</td>
      <td>
        <span class="row">
          <FacePill frame={frame} payment={payment} />
          {row.isUnsavedTooLong && <Mark text={t.unsaved} />}
          {payment.needsAttention && <Mark text={t.needsAttention} />}
        </span>
      </td>
      <td>{t.tillAndStaff(payment.registerName, payment.staffName)}</td>
    </tr>
  );
}

/** Loud, and in words: somebody must do something. */
function Mark({ text }: { text: string }) {
  return (
    <b class="pill is-fail is-end">
      <Icon name="warning" />
      {text}
    </b>
  );
}

function NoPayments({ frame, filter }: { frame: Frame; filter: PaymentFilter }) {
  const t = frame.t.payment.list;
  const isAll = filter === "all";
  return (
    <div class="empty" role="status">
      <Icon name="search" />
      <h2>{isAll ? t.noneTitle : t.emptyTitle}</h2>
      <p>{isAll ? t.noneRest : t.emptyRest}</p>
      {!isAll && <a class="btn" href="/payments">{t.showAll}</a>}
    </div>
  );
}

function listHref(path: string, filter: PaymentFilter): string {
  return filter === "all" ? path : `${path}?filter=${filter}`;
}
