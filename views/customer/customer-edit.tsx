import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, type Choice, Field, SelectField } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { ProblemNotice } from "../problem.tsx";
import { type Then, thenQuery } from "./customer-find.tsx";

export type CustomerEditProps = {
  frame: Frame;
  sale: SaleView;
  /** The record that is changed, as it was seen; null: a new one. */
  edited: { customerId: string; recordVersion: number } | null;
  form: FormState;
  countries: Choice[];
  then: Then;
  problem?: Problem | null;
};

/** A customer's record, new or known. Saving it also chooses the customer for the sale. */
export function CustomerEdit(props: CustomerEditProps) {
  const { frame, sale, edited, form, countries, then, problem = null } = props;
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
      <div class="notice is-prog">
        <Icon name="info" />
        <div>
          {texts.klarnaCompares} <b>{texts.asGiven}</b>
        </div>
      </div>
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <CustomerFields frame={frame} form={form} countries={countries} />
      <div class="row row-end">
        <button class="btn btn-main" type="submit">{texts.save}</button>
      </div>
    </ActionForm>
  );
}

type FieldsProps = Pick<CustomerEditProps, "frame" | "form" | "countries"> & {
  /** Where news is pushed around them: htmx would move the focus to an `autofocus` field with all of it. */
  isPushedAround?: boolean;
};

/** The fields of a customer's record, for whichever form asks for them. */
export function CustomerFields({ frame, form, countries, isPushedAround = false }: FieldsProps) {
  const { t } = frame;
  const texts = t.customer;
  return (
    <div class="cols">
      <Field t={t} form={form} name="givenName" label={texts.givenName} autofocus={!isPushedAround} required />
      <Field t={t} form={form} name="familyName" label={texts.familyName} required />
      <Field t={t} form={form} name="phone" label={texts.phone} type="tel" />
      <Field t={t} form={form} name="email" label={texts.email} type="email" />
      <Field t={t} form={form} name="street" label={texts.street} />
      <Field t={t} form={form} name="street2" label={texts.street2} />
      <Field t={t} form={form} name="postalCode" label={texts.postalCode} />
      <Field t={t} form={form} name="city" label={texts.city} />
      <Field t={t} form={form} name="region" label={texts.region} />
      <SelectField t={t} form={form} name="country" label={texts.country} choices={countries} />
    </div>
  );
}
