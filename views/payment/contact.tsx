import { CustomerFields } from "../customer/customer-edit.tsx";
import { ActionForm } from "../form.tsx";
import { ShowLink, type WindowView } from "./parts.tsx";

/** The id that ties the button at the foot of the window to the form in its body. */
const FORM_ID = "contact-form";

/**
 * The customer's record, changed inside the window: the payment and its link stay the same. What is being typed is
 * left alone by the window's own news.
 */
export function ContactBody({ view }: { view: WindowView }) {
  const { frame, payment, contact } = view;
  if (!contact) return null;
  return (
    <ActionForm
      frame={frame}
      action={`/payments/${payment.id}/customer`}
      target="#pay"
      id={FORM_ID}
      class="stack-sm"
      label={frame.t.customer.detailsTitle}
      keep
      judgedHere
    >
      <input type="hidden" name="recordVersion" value={String(contact.recordVersion)} />
      <CustomerFields
        frame={frame}
        form={contact.form}
        countries={contact.countries}
        rules={contact.rules}
        reading={contact.reading}
        isPushedAround
      />
    </ActionForm>
  );
}

export function ContactActions({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <ShowLink view={view} show="auto" class="btn" shortcut="back">{t.keepContact}</ShowLink>
      <button class="btn btn-main btn-xl" type="submit" form={FORM_ID}>{t.saveContact}</button>
    </>
  );
}
