import type { FormState, Frame } from "../data.ts";
import type { PhoneReading } from "./data.ts";
import { Field } from "../form.tsx";

/** The number as it was understood, said while it is typed: to be read back to the customer in full. */
export function PhoneRead({ frame, reading }: { frame: Frame; reading: PhoneReading }) {
  const texts = frame.t.customer;
  return (
    <p id="phone-read" class="meta" role="status">
      {reading !== null && (
        <>
          {texts.readBack} <b>{reading.national}</b>{" "}
          ({[reading.international, reading.country].filter((part) => part !== null).join(", ")})
        </>
      )}
    </p>
  );
}

type PhoneProps = { frame: Frame; form: FormState; reading: PhoneReading };

/** The mobile number, read by the rules of the country that is chosen. */
export function PhoneField({ frame, form, reading }: PhoneProps) {
  const { t } = frame;
  return (
    <div
      class="stack-sm"
      hx-get="/customer-form/phone"
      hx-trigger="input delay:150ms from:#phone, change from:#country"
      hx-target="#phone-read"
      hx-swap="outerHTML"
      hx-include="#phone, #country"
      hx-sync="this:replace"
    >
      <Field t={t} form={form} name="phone" label={t.customer.phone} type="tel" />
      <PhoneRead frame={frame} reading={reading} />
    </div>
  );
}
