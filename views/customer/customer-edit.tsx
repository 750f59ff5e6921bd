import { LANGUAGES } from "../../src/domain/language.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { AddressRules, FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, type Choice, Field, SelectField } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { LANGUAGE_NAMES } from "../messages/catalogue.ts";
import { ProblemNotice } from "../problem.tsx";
import { type Then, thenQuery } from "./customer-find.tsx";

export type CustomerEditProps = {
  frame: Frame;
  sale: SaleView;
  /** The record that is changed, as it was seen, and what Klarna took over for this customer so far; null: a new one. */
  edited: { customerId: string; recordVersion: number; klarnaMinor: number } | null;
  form: FormState;
  countries: Choice[];
  rules: AddressRules;
  then: Then;
  problem?: Problem | null;
};

/** A customer's record, new or known. Saving it also chooses the customer for the sale. */
export function CustomerEdit(props: CustomerEditProps) {
  const { frame, sale, edited, form, countries, rules, then, problem = null } = props;
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
      <CustomerFields frame={frame} form={form} countries={countries} rules={rules} />
      <div class="row row-apart">
        <p class="meta">
          {edited !== null && edited.klarnaMinor !== 0 &&
            `${texts.throughKlarna} ${formatMoney(frame.shop, edited.klarnaMinor)}`}
        </p>
        <button class="btn btn-main" type="submit">{texts.save}</button>
      </div>
    </ActionForm>
  );
}

type FieldsProps = Pick<CustomerEditProps, "frame" | "form" | "countries" | "rules"> & {
  /** Where news is pushed around them: htmx would move the focus to an `autofocus` field with all of it. */
  isPushedAround?: boolean;
};

/** Asked where Klarna wants it; elsewhere what is on file only stays there. */
function RegionField({ frame, form, rules }: Omit<FieldsProps, "countries">) {
  const { t } = frame;
  if (rules.region === "unused") return <input type="hidden" name="region" value={form.values["region"] ?? ""} />;
  const isRequired = rules.region === "required";
  const label = isRequired ? t.customer.regionRequired : t.customer.region;
  return <Field t={t} form={form} name="region" label={label} required={isRequired} />;
}

/** What they are told in; a record of which nobody said so yet shows what is usual in the shop. */
function LanguageField({ frame, form }: Pick<FieldsProps, "frame" | "form">) {
  const language = form.values["language"] || frame.shop.customersLanguage;
  const choices = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  const shown = { ...form, values: { ...form.values, language } };
  return <SelectField t={frame.t} form={shown} name="language" label={frame.t.customer.language} choices={choices} />;
}

/** The fields of a customer's record, for whichever form asks for them, as addresses are written where they live. */
export function CustomerFields({ frame, form, countries, rules, isPushedAround = false }: FieldsProps) {
  const { t } = frame;
  const texts = t.customer;
  return (
    <div class="cols">
      <Field t={t} form={form} name="givenName" label={texts.givenName} autofocus={!isPushedAround} required />
      <Field t={t} form={form} name="familyName" label={texts.familyName} required />
      <Field t={t} form={form} name="phone" label={texts.phone} type="tel" />
      <Field t={t} form={form} name="email" label={texts.email} type="email" />
      <Field
        t={t}
        form={form}
        name="street"
        label={rules.isNumberFirst ? texts.numberAndStreet : texts.streetAndNumber}
      />
      <Field t={t} form={form} name="street2" label={texts.street2} />
      <Field t={t} form={form} name="postalCode" label={texts.postalCode} placeholder={rules.postalCodeExample} />
      <Field t={t} form={form} name="city" label={texts.city} />
      <RegionField frame={frame} form={form} rules={rules} />
      <SelectField t={t} form={form} name="country" label={texts.country} choices={countries} />
      <LanguageField frame={frame} form={form} />
    </div>
  );
}
