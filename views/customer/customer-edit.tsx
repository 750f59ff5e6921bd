import type { Child } from "hono/jsx";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame, SaleView, StaffChoice } from "../data.ts";
import type { AddressRules, PhoneReading } from "./data.ts";
import { ActionForm, ApproverFields, type Choice, Field, SelectField } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { LANGUAGE_NAMES } from "../messages/catalogue.ts";
import { ProblemNotice } from "../problem.tsx";
import { AddressFields } from "./address-fields.tsx";
import { type Then, thenQuery } from "./customer-find.tsx";
import { PhoneField } from "./phone-field.tsx";
import { ConsentField, TaxFields } from "./standing-fields.tsx";

export type CustomerEditProps = {
  frame: Frame;
  sale: SaleView;
  /**
   * The record that is changed, as it was seen, what Klarna took over for this customer so far, and whether they were
   * on file before anybody was asked to agree; null: a new one.
   */
  edited: { customerId: string; recordVersion: number; klarnaMinor: number; isUnasked: boolean } | null;
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
        <a class="btn btn-quiet" href={`/sales/${sale.id}/customer${thenQuery(then)}`} data-key={frame.keys.back}>
          <Icon name="back" /> {texts.back} <Key frame={frame} action="back" />
        </a>
      </div>
      <p class="meta">
        {texts.klarnaCompares} <b>{texts.asGiven}</b>
      </p>
      {edited !== null && <EditedLinks frame={frame} edited={edited} />}
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      {approvers.length > 0 && <ApproverFields t={frame.t} approvers={approvers} why={texts.seniorForTax} />}
      <CustomerFields
        frame={frame}
        form={form}
        countries={countries}
        rules={rules}
        reading={reading}
        between={<ConsentField frame={frame} form={form} isUnasked={edited?.isUnasked ?? false} />}
      />
      <TaxFields frame={frame} form={form} isAsked={approvers.length > 0} />
      <div class="row row-end sheet-foot">
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
  /** What else a form asks, between contact and address. */
  between?: Child;
};

/** What they are told in; a record of which nobody said so yet shows what is usual in the shop. */
function LanguageField({ frame, form }: Pick<FieldsProps, "frame" | "form">) {
  const language = form.values["language"] || frame.shop.customersLanguage;
  const choices = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  const shown = { ...form, values: { ...form.values, language } };
  return <SelectField t={frame.t} form={shown} name="language" label={frame.t.customer.language} choices={choices} />;
}

/** The fields of a customer's record, for whichever form asks for them, as addresses are written where they live. */
export function CustomerFields(props: FieldsProps) {
  const { frame, form, countries, rules, reading, isPushedAround = false, between } = props;
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
      {between}
      <AddressFields frame={frame} form={form} rules={rules} />
      <div class="cols">
        <div
          hx-get="/customer-form/address"
          hx-trigger="change from:#country"
          hx-target="#address-fields"
          hx-swap="outerHTML"
          hx-include="#address-fields, #country"
        >
          <SelectField t={t} form={form} name="country" label={texts.country} choices={countries} />
        </div>
        <LanguageField frame={frame} form={form} />
      </div>
    </>
  );
}
