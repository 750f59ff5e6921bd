import { PAYMENT_GROUPS, PAYMENT_STATUSES } from "../../src/domain/payment.ts";
import type { Choice, FormState, Frame } from "../data.ts";
import { Field } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { isNarrowed, type PaymentSearch, type SearchChoices, searchHref } from "./payment-search.ts";

export type FiltersProps = {
  frame: Frame;
  search: PaymentSearch;
  choices: SearchChoices;
  problems: FormState["problems"];
  /** Without script the page asks for itself, and would wipe out what is being typed: then the form has a page of its own. */
  isAsked: boolean;
};

/** By which group of statuses, as links; and by everything else, as a form whose answer is the list's own address. */
export function PaymentFilters(props: FiltersProps) {
  const { frame, search } = props;
  const t = frame.t.payment.list;
  return (
    <>
      <nav class="row chips" aria-label={t.filtersLabel}>
        {PAYMENT_GROUPS.map((filter) => (
          <a
            href={searchHref("/payments", { ...search, filter, after: "" })}
            aria-current={filter === search.filter ? "true" : undefined}
          >
            {t.filters[filter]}
          </a>
        ))}
        {!props.isAsked && (
          <noscript>
            <a href={searchHref("/payments?find=1", search).replace("1?", "1&")}>{frame.t.payments.search}</a>
          </noscript>
        )}
      </nav>
      <FilterForm {...props} />
    </>
  );
}

function FilterForm({ frame, search, choices, problems, isAsked }: FiltersProps) {
  const t = frame.t.payments;
  const form = { values: { q: search.q, amount: search.amount }, problems };
  return (
    <form
      method="get"
      action="/payments"
      class={isAsked ? "seek is-asked" : "seek"}
      role="search"
      aria-label={t.search}
      novalidate
    >
      <Field t={frame.t} form={form} name="q" label={t.query} takesScan />
      <Field t={frame.t} form={form} name="amount" label={frame.t.payment.list.amount} />
      <div class="field">
        <label for="day">{t.day}</label>
        <input class="input" id="day" name="day" type="date" value={search.day} aria-invalid={dayIsBad(problems)} />
        {problems["day"] !== undefined && <p class="err">{t.badDay}</p>}
      </div>
      <Select name="filter" label={frame.t.payment.list.status} value={search.filter} choices={statusChoices(frame)} />
      <Select
        name="register"
        label={frame.t.payment.list.till}
        value={search.register}
        choices={[{ value: "", label: t.allTills }, ...choices.registers]}
      />
      <Select
        name="staff"
        label={t.staff}
        value={search.staff}
        choices={[{ value: "", label: t.everybody }, ...choices.staff]}
      />
      <div class="row">
        <button class="btn btn-main" type="submit">
          <Icon name="search" /> {t.show}
        </button>
        {isNarrowed(search) && <a class="btn" href={searchHref("/payments", { ...search, ...CLEARED })}>{t.clear}</a>}
      </div>
    </form>
  );
}

const CLEARED = { q: "", day: "", amount: "", register: "", staff: "", after: "" };

function dayIsBad(problems: FormState["problems"]): "true" | undefined {
  return problems["day"] === undefined ? undefined : "true";
}

function statusChoices({ t }: Frame): Choice[] {
  const groups = PAYMENT_GROUPS.map((value) => ({ value, label: t.payment.list.filters[value] }));
  return [...groups, ...PAYMENT_STATUSES.map((value) => ({ value, label: t.payments.statuses[value] }))];
}

function Select({ name, label, value, choices }: { name: string; label: string; value: string; choices: Choice[] }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select class="input" id={name} name={name}>
        {choices.map((choice) => <option value={choice.value} selected={choice.value === value}>{choice.label}
        </option>)}
      </select>
    </div>
  );
}
