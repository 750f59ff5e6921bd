import type { KlarnaEnvironment } from "../../src/domain/klarna-place.ts";
import type { Problem } from "../../src/domain/problem.ts";
import { KLARNA_REGIONS } from "../../src/domain/klarna-place.ts";
import type { FormState, Frame } from "../data.ts";
import type { KlarnaSettingsView } from "./data.ts";
import { ActionForm, Field, SelectField } from "../form.tsx";
import { LeaveOpen } from "./leave-open.tsx";

type ConnectionProps = { frame: Frame; settings: KlarnaSettingsView; form: FormState };
type FormProps = ConnectionProps & { problem: Problem | null };

/** Which Klarna, and the credentials for it. What was saved of them stays unless something else is typed. */
export function ConnectionForm({ frame, settings, form, problem }: FormProps) {
  const { t } = frame;
  const texts = t.klarnaSettings;
  const { elsewhere } = settings.openPayments;
  const strangers = problem?.kind === "klarna_payments_unseen" && problem.why === "other_merchant" ? problem.count : 0;
  const isChosen = (environment: KlarnaEnvironment) => form.values["environment"] === environment;
  return (
    <ActionForm frame={frame} action="/settings/klarna" class="stack" id="connection" label={texts.title}>
      <fieldset class="stack-sm">
        <legend>{texts.which}</legend>
        <div class="cols">
          {(["playground", "live"] as const).map((environment) => (
            <label class="choice choice-box">
              <input type="radio" name="environment" value={environment} checked={isChosen(environment)} />
              <span>
                <b>{texts.environments[environment].name}</b>
                <br />
                <span class="meta">{texts.environments[environment].means}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField
        t={t}
        form={form}
        name="region"
        label={texts.region}
        hint={texts.regionHint}
        choices={KLARNA_REGIONS.map((value) => ({ value, label: texts.regions[value] }))}
      />
      <Credentials frame={frame} settings={settings} form={form} />
      <details open={(form.values["address"] ?? "") !== ""}>
        <summary>{texts.otherHeading}</summary>
        <Field t={t} form={form} name="address" label={texts.address} hint={texts.addressHint} class="code" />
      </details>
      {strangers > 0 && <LeaveOpen name="strangers" label={texts.leaveStrangers(strangers)} count={strangers} />}
      {elsewhere > 0 && <LeaveOpen label={texts.leaveElsewhere(elsewhere)} count={elsewhere} />}
      <div class="row row-end">
        <TestButton frame={frame} />
        <button class="btn btn-main" type="submit">{texts.save}</button>
      </div>
    </ActionForm>
  );
}

function Credentials({ frame: { t }, settings, form }: ConnectionProps) {
  const texts = t.klarnaSettings;
  const hintFor = (kind: "pair" | "key") => settings.held?.credentialKind === kind ? texts.kept : texts.neverShown;
  return (
    <>
      <fieldset class="stack-sm">
        <legend>{texts.pairHeading}</legend>
        <div class="cols">
          <Field t={t} form={form} name="username" label={texts.username} class="code" />
          <Field t={t} form={form} name="password" label={texts.password} hint={hintFor("pair")} type="password" />
        </div>
      </fieldset>
      <fieldset class="stack-sm">
        <legend>{texts.keyHeading}</legend>
        <Field t={t} form={form} name="apiKey" label={texts.apiKey} hint={hintFor("key")} type="password" />
      </fieldset>
    </>
  );
}

/** Sends the same form elsewhere. What comes back stands beside it, so that nothing typed is lost. */
function TestButton({ frame }: { frame: Frame }) {
  const action = "/settings/klarna/test";
  return (
    <button
      class="btn"
      type="submit"
      formaction={action}
      hx-post={action}
      hx-target="#klarna-test"
      hx-swap="outerHTML"
      hx-push-url="false"
      hx-sync="this:drop"
      hx-disable="this"
    >
      {frame.t.klarnaSettings.test}
    </button>
  );
}
