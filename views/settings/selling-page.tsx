import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { SettingsNav } from "./settings-nav.tsx";

export type SellingSettingsProps = { frame: Frame; form: FormState; isSaved?: boolean; problem?: Problem | null };

/** Where a manager says what each role may give away, and what the smallest coin is. */
export function SellingSettingsPage({ frame, form, isSaved = false, problem = null }: SellingSettingsProps) {
  const { t, shop } = frame;
  const texts = t.sellingSettings;
  return (
    <Page frame={frame} title={texts.title} shell="office" current="settings">
      <main class="main" id="main">
        <SettingsNav frame={frame} current="selling" />
        <h1>{texts.title}</h1>
        {problem !== null && <ProblemNotice t={t} problem={problem} />}
        {isSaved && (
          <p class="ok" role="status">
            <Icon name="check" /> {texts.saved}
          </p>
        )}
        <ActionForm frame={frame} action="/settings/selling" class="stack" judgedHere>
          <div class="cols">
            <section class="panel stack-sm" aria-labelledby="limits-heading">
              <h2 id="limits-heading">{texts.limits}</h2>
              <p>{texts.limitsMeans}</p>
              <PercentField {...{ frame, form }} name="cashierLimit" label={texts.cashierLimit} />
              <PercentField {...{ frame, form }} name="seniorLimit" label={texts.seniorLimit} />
              <p class="meta">{texts.managers}</p>
              <ReturnLimit {...{ frame, form }} />
            </section>
            <section class="panel stack-sm" aria-labelledby="cash-heading">
              <h2 id="cash-heading">{texts.cash}</h2>
              <Field
                t={t}
                name="cashStep"
                label={texts.cashStep(shop.currency)}
                form={form}
                inputmode="decimal"
                class="input-num"
                hint={texts.cashStepHint}
              />
              <label class="choice">
                <input type="checkbox" name="countsBlind" value="yes" checked={form.values["countsBlind"] === "yes"} />
                <span>{t.shift.settings.blind}</span>
              </label>
              <p class="meta">{t.shift.settings.blindHint}</p>
            </section>
          </div>
          <div class="row row-end">
            <button class="btn btn-main" type="submit">{texts.save}</button>
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

function ReturnLimit({ frame: { t, shop }, form }: Pick<PercentProps, "frame" | "form">) {
  const texts = t.sellingSettings;
  return (
    <>
      <h2>{texts.returns}</h2>
      <Field
        t={t}
        name="returnLimit"
        label={texts.returnLimit(shop.currency)}
        form={form}
        inputmode="decimal"
        class="input-num"
        hint={texts.returnLimitHint}
      />
    </>
  );
}

type PercentProps = { frame: Frame; form: FormState; name: string; label: string };

function PercentField({ frame, form, name, label }: PercentProps) {
  return <Field t={frame.t} name={name} label={label} form={form} inputmode="decimal" class="input-num" required />;
}
