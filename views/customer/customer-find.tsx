import { LEAST_LETTERS, maskEmail, maskPhone } from "../../src/domain/customer.ts";
import type { CustomerView, Frame, SaleView } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";

/** What follows: back to the basket, straight to Klarna, or to how much of it Klarna shall pay. */
export type Then = "basket" | "klarna" | "part";

export type CustomerFindProps = {
  frame: Frame;
  sale: SaleView;
  query: string;
  hits: CustomerView[];
  then: Then;
};

/** Finding the customer of a sale. */
export function CustomerFind({ frame, sale, query, hits, then }: CustomerFindProps) {
  const texts = frame.t.customer;
  return (
    <section class="sheet fill" id="customer-find" aria-labelledby="cf-title">
      <div class="row row-apart">
        <h2 id="cf-title">{texts.who}</h2>
        <BackLink frame={frame} href={then === "basket" ? `/sales/${sale.id}` : `/sales/${sale.id}/tender`} />
      </div>
      {then === "klarna" && (
        <div class="notice is-prog">
          <Icon name="info" />
          <div>
            {texts.klarnaNeeds} <b>{texts.klarnaOpens}</b>
          </div>
        </div>
      )}
      <SearchForm frame={frame} sale={sale} query={query} then={then} />
      <CustomerHits frame={frame} sale={sale} query={query} hits={hits} then={then} />
      <div class="row row-apart">
        <a class="btn" href={`/sales/${sale.id}/customer/new${thenQuery(then)}`}>
          <Icon name="more" /> {texts.add}
        </a>
        <a class="btn btn-quiet" href="/customers">{texts.manage}</a>
        {sale.customer !== null && <RemoveForm frame={frame} sale={sale} then={then} />}
      </div>
    </section>
  );
}

/** Who was found: swapped while typing. Contact details are masked, for customers can see the screen. */
export function CustomerHits({ frame, sale, query, hits, then }: CustomerFindProps) {
  return (
    <div id="customer-hits" class="stack">
      <p role="status">{found(frame, query, hits.length)}</p>
      <ul>
        {hits.slice(0, MOST_SHOWN).map((customer, index) => (
          <Hit frame={frame} sale={sale} customer={customer} isFirst={index === 0} then={then} />
        ))}
      </ul>
    </div>
  );
}

/** As many as a screen shows; one more than that says that there are more. */
export const MOST_SHOWN = 20;

/** What is said above the hits. */
export function found(frame: Frame, query: string, count: number): string {
  const texts = frame.t.customer;
  const typed = query.trim();
  if (typed.length < LEAST_LETTERS && count === 0) return texts.searchHint;
  return count > MOST_SHOWN ? texts.matchesMore(MOST_SHOWN, typed) : texts.matches(count, typed);
}

/** How to tell somebody from others of that name, without anything that could be copied. */
export function contactLine(frame: Frame, { phone, email, city }: CustomerView): string {
  const texts = frame.t.customer;
  const parts = [
    phone === null ? texts.noMobile : maskPhone(phone),
    email === null ? texts.noEmail : maskEmail(email),
    city,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** The query part that carries `then` from page to page. */
export function thenQuery(then: Then): string {
  return then === "basket" ? "" : `?then=${then}`;
}

function BackLink({ frame, href }: { frame: Frame; href: string }) {
  return (
    <a class="btn btn-quiet" href={href} data-key={frame.keys.back}>
      <Icon name="back" /> {frame.t.customer.back} <Key frame={frame} action="back" />
    </a>
  );
}

function SearchForm({ frame, sale, query, then }: Omit<CustomerFindProps, "hits">) {
  const texts = frame.t.customer;
  const action = `/sales/${sale.id}/customer`;
  return (
    <form class="scan" role="search" action={action} method="get">
      <Icon name="search" />
      <input type="hidden" name="then" value={then} id="customer-then" />
      <label class="vh" for="cq">{texts.searchLabel}</label>
      <input
        id="cq"
        type="search"
        name="q"
        value={query}
        placeholder={texts.searchLabel}
        autocomplete="off"
        autofocus
        data-key={frame.keys.find}
        data-min="3"
        hx-get={action}
        hx-trigger="input changed delay:150ms"
        hx-target="#customer-hits"
        hx-swap="outerHTML"
        hx-sync="this:replace"
        hx-include="#customer-then"
      />
      <button class="vh" type="submit">{texts.find}</button>
    </form>
  );
}

type HitProps = { frame: Frame; sale: SaleView; customer: CustomerView; isFirst: boolean; then: Then };

function Hit({ frame, sale, customer, isFirst, then }: HitProps) {
  const texts = frame.t.customer;
  const name = `${customer.givenName} ${customer.familyName}`;
  return (
    <li class="task">
      <div>
        <b class="lead">{name}</b> <Readiness frame={frame} customer={customer} />
        <br />
        <span class="meta">{contactLine(frame, customer)}</span>
      </div>
      <ActionForm frame={frame} action={`/sales/${sale.id}/customer`} class="row">
        <input type="hidden" name="customerId" value={customer.id} />
        <input type="hidden" name="then" value={then} />
        <a class="btn btn-quiet" href={`/sales/${sale.id}/customer/${customer.id}/edit${thenQuery(then)}`}>
          {texts.edit} <span class="vh">{name}</span>
        </a>
        <button class={isFirst ? "btn btn-main" : "btn"} type="submit">
          {texts.choose} <span class="vh">{name}</span>
        </button>
      </ActionForm>
    </li>
  );
}

function Readiness({ frame, customer }: { frame: Frame; customer: CustomerView }) {
  const texts = frame.t.customer;
  const isReady = customer.phone !== null || customer.email !== null;
  return (
    <span class={isReady ? "pill is-done" : "pill is-stop"}>
      <Icon name={isReady ? "done" : "none"} />
      {isReady ? texts.ready : texts.notReady}
    </span>
  );
}

function RemoveForm({ frame, sale, then }: { frame: Frame; sale: SaleView; then: Then }) {
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/customer`}>
      <input type="hidden" name="customerId" value="" />
      <input type="hidden" name="then" value={then} />
      <button class="btn" type="submit">{frame.t.customer.removeCustomer}</button>
    </ActionForm>
  );
}
