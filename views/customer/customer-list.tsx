import type { CustomerView, Frame } from "../data.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { contactLine, found, MOST_SHOWN } from "./customer-find.tsx";

export type CustomerListProps = {
  frame: Frame;
  query: string;
  hits: CustomerView[];
  /** Just now somebody was forgotten. */
  hasForgotten?: boolean;
};

/** Looking a customer up outside of a sale. */
export function CustomerListPage({ frame, query, hits, hasForgotten = false }: CustomerListProps) {
  const t = frame.t.customers;
  return (
    <Page frame={frame} title={t.title} shell="office" current="customers">
      <main class="main" id="main">
        <h1>{t.title}</h1>
        {hasForgotten && (
          <p class="notice is-done" role="status">
            <Icon name="done" /> {t.forgotten}
          </p>
        )}
        <p>{t.lead}</p>
        <CustomerSearch frame={frame} action="/customers" query={query} />
        <FoundCustomers frame={frame} query={query} hits={hits} />
      </main>
    </Page>
  );
}

/** The field to find a customer by; its hits follow while it is typed. */
export function CustomerSearch({ frame, action, query }: { frame: Frame; action: string; query: string }) {
  const texts = frame.t.customer;
  return (
    <form class="scan" role="search" action={action} method="get">
      <Icon name="search" />
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
      />
      <button class="vh" type="submit">{texts.find}</button>
    </form>
  );
}

type FoundProps = {
  frame: Frame;
  query: string;
  hits: CustomerView[];
  /** Of whom a double is looked for; null: a customer is. */
  doubleOf?: string | null;
};

/** Who was found, masked, with the one thing to do about each: swapped while typing. */
export function FoundCustomers({ frame, query, hits, doubleOf = null }: FoundProps) {
  const t = frame.t.customers;
  return (
    <div id="customer-hits" class="stack">
      <p role="status">{found(frame, query, hits.length)}</p>
      <ul>
        {hits.slice(0, MOST_SHOWN).map((customer) => (
          <li class="task">
            <div>
              <b class="lead">{customer.givenName} {customer.familyName}</b>
              <br />
              <span class="meta">{contactLine(frame, customer)}</span>
            </div>
            <a
              class="btn"
              href={doubleOf === null ? `/customers/${customer.id}` : `/customers/${doubleOf}/merge/${customer.id}`}
            >
              {doubleOf === null ? t.open : t.mergeWith}
              <span class="vh">{customer.givenName} {customer.familyName}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
