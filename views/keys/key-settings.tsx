import { KEY_ACTIONS, type KeyAction, keysFor } from "../../src/domain/keys.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import { ActionForm, SelectField } from "../form.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { capOf } from "./key.tsx";

export type KeySettingsProps = { frame: Frame; form: FormState; isSaved?: boolean; problem?: Problem | null };

/** Where everybody chooses their own keys. */
export function KeySettingsPage({ frame, form, isSaved = false, problem = null }: KeySettingsProps) {
  const texts = frame.t.keys;
  return (
    <Page frame={frame} title={texts.settings.title} shell="office">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{texts.settings.title}</h1>
          <a href="/help/keys">{texts.title}</a>
        </div>
        <p>{texts.settings.lead(frame.operator?.name ?? "")}</p>
        <div role="status">{isSaved && <p class="ok">{texts.settings.saved}</p>}</div>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        <KeysForm frame={frame} form={form} />
        {/* Its button stands beside Save; in that form, Enter without script would press it. */}
        <ActionForm frame={frame} action="/settings/keys" id="usual-keys">
          <input type="hidden" name="set" value="default" />
        </ActionForm>
      </main>
    </Page>
  );
}

function KeysForm({ frame, form }: { frame: Frame; form: FormState }) {
  const texts = frame.t.keys;
  return (
    <ActionForm frame={frame} action="/settings/keys" class="stack">
      <div class="key-choices">
        {KEY_ACTIONS.map((action) => <KeyChoice frame={frame} form={form} action={action} />)}
      </div>
      <label class="choice">
        <input
          type="checkbox"
          name="hasLetterKeys"
          value="1"
          checked={form.values["hasLetterKeys"] === "1"}
          aria-describedby="letters-hint"
        />
        {texts.settings.hasLetterKeys}
      </label>
      <p class="meta" id="letters-hint">{texts.settings.lettersHint}</p>
      <div class="row row-apart">
        <button class="btn" type="submit" form="usual-keys">{texts.settings.defaults}</button>
        <button class="btn btn-main" type="submit">{texts.settings.save}</button>
      </div>
    </ActionForm>
  );
}

function KeyChoice({ frame, form, action }: { frame: Frame; form: FormState; action: KeyAction }) {
  const texts = frame.t.keys;
  const choices = [
    { value: "", label: texts.none },
    ...keysFor(action).map((key) => ({ value: key, label: capOf(frame, key) })),
  ];
  return <SelectField t={frame.t} name={action} label={texts.actions[action]} form={form} choices={choices} />;
}
