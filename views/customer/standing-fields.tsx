import type { FormState, Frame } from "../data.ts";
import { Field } from "../form.tsx";

type StandingProps = { frame: Frame; form: FormState };

/** Whether the shop may keep what was typed, asked in one tick. */
export function ConsentField({ frame, form, isUnasked }: StandingProps & { isUnasked: boolean }) {
  const texts = frame.t.customer;
  return (
    <Tick
      name="consent"
      isTicked={form.values["consent"] === "yes"}
      words={texts.consent}
      means={isUnasked ? texts.consentUnasked : texts.consentElse}
    />
  );
}

/** Whether they pay tax, which is seldom otherwise, and for which a senior answers. */
export function TaxFields({ frame, form, isAsked }: StandingProps & { isAsked: boolean }) {
  const texts = frame.t.customer;
  const isTaxFree = form.values["taxFree"] === "yes";
  return (
    <details open={isTaxFree || isAsked || form.problems["taxNumber"] !== undefined}>
      <summary>{texts.sellWithoutTax}</summary>
      <div class="cols">
        <Tick name="taxFree" isTicked={isTaxFree} words={texts.taxFree} means={texts.taxFreeNeeds} />
        <Field t={frame.t} form={form} name="taxNumber" label={texts.taxNumber} />
      </div>
    </details>
  );
}

type TickProps = { name: string; isTicked: boolean; words: string; means: string };

function Tick({ name, isTicked, words, means }: TickProps) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value="yes" checked={isTicked} />
      <span>
        <b>{words}</b>
        <br />
        <span class="meta">{means}</span>
      </span>
    </label>
  );
}
