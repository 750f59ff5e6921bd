import type { Problem } from "../../src/domain/problem.ts";
import type { CustomerView, Frame, StaffChoice } from "../data.ts";
import { ActionForm, ApproverFields } from "../form.tsx";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import type { CustomerEventView, CustomerPageView } from "./data.ts";
import { Purchases } from "./purchases.tsx";

export type CustomerPageProps = {
  frame: Frame;
  view: CustomerPageView;
  /** Asked to be forgotten: it is asked once more. */
  isForgetting?: boolean;
  /** Whoever may agree, when this operator may not decide alone; else empty. */
  approvers: StaffChoice[];
  problem?: Problem | null;
};

/** One customer: who they are, what they bought, and what happened to their record. */
export function CustomerPage(props: CustomerPageProps) {
  const { frame, view, isForgetting = false, problem = null } = props;
  const t = frame.t.customers;
  const { customer } = view;
  const name = `${customer.givenName} ${customer.familyName}`;
  return (
    <Page frame={frame} title={name} shell="office" current="customers">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{name}</h1>
          <a class="btn btn-quiet" href="/customers" data-key={frame.keys.back}>
            <Icon name="back" /> {t.toSearch} <Key frame={frame} action="back" />
          </a>
        </div>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        {isForgetting && <ForgetForm {...props} name={name} />}
        <Details frame={frame} view={view} />
        <Purchases frame={frame} view={view} />
        <section class="stack" aria-labelledby="history-title">
          <h2 id="history-title">{t.history}</h2>
          {view.events.length === 0 ? <p class="meta">{t.noHistory}</p> : (
            <ul>
              {view.events.map((event) => <EventItem frame={frame} event={event} />)}
            </ul>
          )}
        </section>
        {!isForgetting && (
          <div class="row row-apart">
            <a class="btn btn-stop" href={`/customers/${customer.id}/forgetting`}>{t.forget}</a>
            <a class="btn" href={`/customers/${customer.id}/merge`}>{t.merge}</a>
          </div>
        )}
      </main>
    </Page>
  );
}

/** An address on one line; empty where nothing is on file. */
export function addressLine({ street, street2, postalCode, city, region }: CustomerView): string {
  return [street, street2, city, region, postalCode].filter((part) => part !== null && part !== "").join(", ");
}

function Details({ frame, view }: { frame: Frame; view: CustomerPageView }) {
  const t = frame.t.customers;
  const { customer } = view;
  const facts: [string, string][] = [
    [t.contact.phone, customer.phoneText ?? t.contact.none],
    [t.contact.email, customer.email ?? t.contact.none],
    [t.contact.address, addressLine(customer) || t.contact.none],
    [t.tax, customer.taxNumber === null ? t.paysTax : t.paysNoTax(customer.taxNumber)],
    [t.kept, keptWords(frame, view)],
    [t.throughKlarna, formatMoney(frame.shop, view.klarnaMinor)],
  ];
  return (
    <section aria-labelledby="details-title">
      <h2 id="details-title" class="vh">{t.details}</h2>
      <dl class="pairs">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function keptWords(frame: Frame, { consent, isForSaleOnly, createdAt }: CustomerPageView): string {
  const t = frame.t.customers;
  if (consent !== null) return t.consentSince(formatDate(frame.shop, consent.at), consent.staffName);
  return isForSaleOnly ? t.forSaleOnly : t.neverAsked(formatDate(frame.shop, createdAt));
}

function EventItem({ frame, event }: { frame: Frame; event: CustomerEventView }) {
  const t = frame.t.customers;
  const who = event.staffName === null ? t.byTill : t.by(event.staffName);
  const agreed = event.approvedByName === null || event.approvedByName === event.staffName
    ? []
    : [t.agreedBy(event.approvedByName)];
  const when = `${formatDate(frame.shop, event.at)}, ${formatTime(frame.shop, event.at)}`;
  return (
    <li>
      {t.events[event.kind]} <span class="meta">{[when, who, ...agreed].join(" · ")}</span>
    </li>
  );
}

/** Asked once more, in words that say what goes and what stays. */
function ForgetForm({ frame, view, approvers, name }: CustomerPageProps & { name: string }) {
  const t = frame.t.customers;
  const { id } = view.customer;
  return (
    <ActionForm frame={frame} action={`/customers/${id}/forgetting`} class="panel stack">
      <h2>{t.forgetTitle(name)}</h2>
      <p>{t.forgetMeans}</p>
      {approvers.length > 0 && <ApproverFields t={frame.t} approvers={approvers} why={t.seniorAgrees} />}
      <div class="row row-apart">
        <button class="btn btn-stop" type="submit">{t.forgetNow}</button>
        <a class="btn" href={`/customers/${id}`}>{t.keep}</a>
      </div>
    </ActionForm>
  );
}
