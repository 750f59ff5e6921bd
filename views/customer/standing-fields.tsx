import type { FormState, Frame, StaffChoice } from "../data.ts";
import { ApproverFields, Field } from "../form.tsx";

type StandingProps = { frame: Frame; form: FormState; approvers: StaffChoice[] };

/** Whether the shop may keep what was typed, asked in one tick; and whether they pay tax, for which a senior answers. */
export function StandingFields({ frame, form, approvers }: StandingProps) {
  const { t } = frame;
  const texts = t.customer;
  return (
    <>
      <label class="choice">
        <input type="checkbox" name="consent" value="yes" checked={form.values["consent"] === "yes"} />
        <span>
          <b>{texts.consent}</b>
          <br />
          <span class="meta">{texts.consentElse}</span>
        </span>
      </label>
      <div class="cols">
        <label class="choice">
          <input type="checkbox" name="taxFree" value="yes" checked={form.values["taxFree"] === "yes"} />
          <span>
            <b>{texts.taxFree}</b>
            <br />
            <span class="meta">{texts.taxFreeNeeds}</span>
          </span>
        </label>
        <Field t={t} form={form} name="taxNumber" label={texts.taxNumber} />
      </div>
      {approvers.length > 0 && <ApproverFields t={t} approvers={approvers} why={texts.seniorForTax} />}
    </>
  );
}
