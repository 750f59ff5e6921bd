import type { FormState, Frame } from "../data.ts";
import type { AddressRules } from "./data.ts";
import { Field } from "../form.tsx";

export type AddressProps = { frame: Frame; form: FormState; rules: AddressRules };

/**
 * The fields of an address, in the order and under the names of the country it is in: swapped when another country is
 * chosen, with what was typed.
 */
export function AddressFields({ frame, form, rules }: AddressProps) {
  const { t } = frame;
  const texts = t.customer;
  const words = texts.addressIn[form.values["country"] ?? ""] ?? {};
  const city = <Field t={t} form={form} name="city" label={words.city ?? texts.city} />;
  const postalCode = (
    <Field
      t={t}
      form={form}
      name="postalCode"
      label={words.postalCode ?? texts.postalCode}
      placeholder={rules.postalCodeExample}
    />
  );
  return (
    <div class="cols" id="address-fields">
      <Field
        t={t}
        form={form}
        name="street"
        label={rules.isNumberFirst ? texts.numberAndStreet : texts.streetAndNumber}
      />
      <Field t={t} form={form} name="street2" label={texts.street2} />
      {rules.isCityFirst
        ? (
          <>
            {city}
            <RegionField frame={frame} form={form} rules={rules} label={words.region} />
            {postalCode}
          </>
        )
        : (
          <>
            {postalCode}
            {city}
            <RegionField frame={frame} form={form} rules={rules} label={words.region} />
          </>
        )}
    </div>
  );
}

/** Asked where Klarna wants it; elsewhere what is on file only stays there. */
function RegionField({ frame, form, rules, label }: AddressProps & { label: string | undefined }) {
  const { t } = frame;
  if (rules.region === "unused") return <input type="hidden" name="region" value={form.values["region"] ?? ""} />;
  const isRequired = rules.region === "required";
  const name = label ?? (isRequired ? t.customer.regionRequired : t.customer.region);
  const hint = rules.regionExample === null ? {} : { hint: t.customer.regionCode(rules.regionExample) };
  return <Field t={t} form={form} name="region" label={name} required={isRequired} {...hint} />;
}
