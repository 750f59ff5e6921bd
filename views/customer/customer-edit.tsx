import type { Problem } from "../../src/domain/problem.ts";
import type { AddressRules, FormState, Frame, PhoneReading, SaleView, StaffChoice } from "../data.ts";
import { ActionForm, type Choice, Field, SelectField } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { ProblemNotice } from "../problem.tsx";
import { AddressFields } from "./address-fields.tsx";
import { type Then, thenQuery } from "./customer-find.tsx";
import { PhoneField } from "./phone-field.tsx";
import { StandingFields } from "./standing-fields.tsx";

export type CustomerEditProps = {
  frame: Frame;
  sale: SaleView;
  /** The record that is changed, as it was seen, and what Klarna took over for this customer so far; null: a new one. */
  edited: { customerId: string; recordVersion: number; klarnaMinor: number } | null;
  form: FormState;
  countries: Choice[];
  rules: AddressRules;
  /** How the number in the form reads. */
  reading: PhoneReading;
  then: Then;
  /** Whoever may agree that no tax is paid, once this cashier has asked for it; else empty. */
  approvers?: StaffChoice[];
  problem?: Problem | null;
};

/** A customer's record, new or known. Saving it also chooses the customer for the sale. */
export function CustomerEdit(props: CustomerEditProps) {
  const { frame, sale, edited, form, countries, rules, reading, then, approvers = [], problem = null } = props;
  const texts = frame.t.customer;
  const action = `/sales/${sale.id}/customers${edited === null ? "" : `/${edited.customerId}`}`;
  return (
    <ActionForm
      frame={frame}
      action={action}
      id="customer-edit"
      class="sheet fill"
      label={texts.detailsTitle}
      judgedHere
    >
      <input type="hidden" name="then" value={then} />
      {edited !== null && <input type="hidden" name="recordVersion" value={String(edited.recordVersion)} />}
      <div class="row row-apart">
        <h2 id="ce-title">{texts.detailsTitle}</h2>
        <a class="btn btn-quiet" href={`/sales/${sale.id}/customer${thenQuery(then)}`} data-key="Escape">
          <Icon name="back" /> {texts.back} <kbd>Esc</kbd>
        </a>
      </div>
      <p class="meta">
        {texts.klarnaCompares} <b>{texts.asGiven}</b>
      </p>
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <CustomerFields frame={frame} form={form} countries={countries} rules={rules} reading={reading} />
      <StandingFields frame={frame} form={form} approvers={approvers} />
      <div class="row row-apart">
        {edited === null ? <span /> : <EditedLinks frame={frame} edited={edited} />}
        <button class="btn btn-main" type="submit">{texts.save}</button>
      </div>
    </ActionForm>
  );
}

function EditedLinks({ frame, edited }: { frame: Frame; edited: NonNullable<CustomerEditProps["edited"]> }) {
  const texts = frame.t.customer;
  return (
    <p class="meta">
      <a href={`/customers/${edited.customerId}`}>{texts.purchases}</a>
      {edited.klarnaMinor !== 0 && ` · ${texts.throughKlarna} ${formatMoney(frame.shop, edited.klarnaMinor)}`}
    </p>
  );
}

type FieldsProps = Pick<CustomerEditProps, "frame" | "form" | "countries" | "rules" | "reading"> & {
  /** Where news is pushed around them: htmx would move the focus to an `autofocus` field with all of it. */
  isPushedAround?: boolean;
};

/** The fields of a customer's record, for whichever form asks for them, as addresses are written where they live. */
export function CustomerFields(props: FieldsProps) {
  const { frame, form, countries, rules, reading, isPushedAround = false } = props;
  const { t } = frame;
  const texts = t.customer;
  return (
    <>
      <div class="cols">
        <Field t={t} form={form} name="givenName" label={texts.givenName} autofocus={!isPushedAround} required />
        <Field t={t} form={form} name="familyName" label={texts.familyName} required />
        <PhoneField frame={frame} form={form} reading={reading} />
        <Field t={t} form={form} name="email" label={texts.email} type="email" />
      </div>
      <AddressFields frame={frame} form={form} rules={rules} />
      <div
        class="cols"
        hx-get="/customer-form/address"
        hx-trigger="change from:#country"
        hx-target="#address-fields"
        hx-swap="outerHTML"
        hx-include="#address-fields, #country"
      >
        <SelectField t={t} form={form} name="country" label={texts.country} choices={countries} />
      </div>
    </>
  );
}
