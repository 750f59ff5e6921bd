import { dayBeganAt } from "../../src/domain/night.ts";
import type { FormState, Frame, PaymentRowView, TakenView } from "../data.ts";
import { formatDate, formatMoney, formatTime, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { PageTurn } from "../page-turn.tsx";
import { DaysLeft } from "../pick-up/pick-up-parts.tsx";
import { FacePill } from "./face-pill.tsx";
import { PaymentFilters } from "./payment-filters.tsx";
import { isNarrowed, type PaymentSearch, type SearchChoices, searchHref } from "./payment-search.ts";

export type PaymentsProps = {
  frame: Frame;
  /** Those that pass the search. */
  rows: PaymentRowView[];
  search: PaymentSearch;
  choices: SearchChoices;
  /** What of the search could not be read: then nothing is listed. */
  problems: FormState["problems"];
  /** Too few letters of a name were typed. */
  isTooShort: boolean;
  /** Behind which payment the next page begins; null: there is none. */
  next: string | null;
  /** What finished sales brought in today, as it is booked; no cash where its drawer is counted blind. */
  taken: TakenView[];
};

const REFRESH_SECONDS = 10;

/** Every open payment of the shop, from any till, and all others, newest first, by whatever they are looked for. */
export function PaymentsPage({ isAsked = false, ...props }: PaymentsProps & { isAsked?: boolean }) {
  const { frame, search } = props;
  const t = frame.t.payment.list;
  return (
    <Page
      frame={frame}
      title={t.title}
      shell="office"
      current="payments"
      refresh={isAsked ? undefined : { seconds: REFRESH_SECONDS, path: searchHref("/payments", search) }}
    >
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{t.title}</h1>
          <a href="/customer-screen">{frame.t.display.setUp.openFrom}</a>
        </div>
        <PaymentFilters {...props} isAsked={isAsked} />
        <div
          id="list"
          class="stack"
          hx-get={searchHref("/payments/list", search)}
          hx-trigger="every 5s"
          hx-swap="innerMorph"
        >
          <PaymentsList {...props} />
        </div>
      </main>
    </Page>
  );
}

/** The inside of `#list`, with which its poll is answered. */
export function PaymentsList(props: PaymentsProps) {
  const { frame, rows, taken } = props;
  const t = frame.t.payment.list;
  return (
    <>
      {rows.length === 0 ? <NoPayments {...props} /> : <PaymentsTable frame={frame} rows={rows} />}
      <Turn {...props} />
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

/** To older payments, and back to the newest. */
function Turn({ frame, search, next }: PaymentsProps) {
  const t = frame.t.payments;
  const to = (after: string, text: string) => ({ href: searchHref("/payments", { ...search, after }), text });
  return (
    <PageTurn
      label={t.pages}
      newest={search.after === "" ? null : to("", t.newest)}
      older={next === null ? null : to(next, t.older)}
    />
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
          <th scope="col">
            <span class="vh">{frame.t.payments.details}</span>
          </th>
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
      <td>{timeOf(frame, payment.createdAt)}</td>
      <td>
        <a href={`/payments/${payment.id}`}>{payment.saleCode}</a>
      </td>
      <td>{row.customerName ?? <span class="meta">{t.noCustomer}</span>}</td>
      <td class="num">{formatMoney(shop, payment.amountMinor)}</td>
      <td>
        <span class="row">
          <FacePill frame={frame} payment={payment} />
          {row.isUnsavedTooLong && <Mark text={t.unsaved} />}
          {payment.status === "authorized" && payment.isSaved && payment.authorizationExpiresAt !== null && (
            <DaysLeft frame={frame} endsAt={payment.authorizationExpiresAt} />
          )}
          {payment.needsAttention && <Mark text={t.needsAttention} />}
        </span>
      </td>
      <td>{t.tillAndStaff(payment.registerName, payment.staffName)}</td>
      <td>
        <a href={`/payments/${payment.id}/history`} aria-label={frame.t.payments.detailsOf(payment.reference)}>
          {frame.t.payments.details}
        </a>
      </td>
    </tr>
  );
}

/** The time of day, and which day that was when it is not today. */
function timeOf({ shop, now }: Frame, at: number): string {
  const time = formatTime(shop, at);
  return at >= dayBeganAt(now, shop.timeZone) ? time : `${formatDate(shop, at)}, ${time}`;
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

function NoPayments({ frame, search, isTooShort, problems }: PaymentsProps) {
  const t = frame.t.payment.list;
  const isAll = search.filter === "all" && search.after === "" && !isNarrowed(search);
  const isUnread = isTooShort || Object.keys(problems).length > 0;
  return (
    <div class="empty" role="status">
      <Icon name="search" />
      <h2>{isAll ? t.noneTitle : t.emptyTitle}</h2>
      <p>
        {isTooShort ? frame.t.payments.tooShort : isUnread ? frame.t.payments.unread : isAll ? t.noneRest : t.emptyRest}
      </p>
      {!isAll && <a class="btn" href="/payments">{t.showAll}</a>}
    </div>
  );
}
