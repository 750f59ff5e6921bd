import { PAPERS, type PrintOutcome } from "../../src/domain/receipt.ts";
import type { FormState, Frame } from "../data.ts";
import type { RegisterPrinterView } from "../receipt/data.ts";
import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import type { Messages } from "../messages/catalogue.ts";
import { SettingsNav } from "./settings-nav.tsx";

export type PrintersProps = {
  frame: Frame;
  registers: RegisterPrinterView[];
  /** The register whose form was sent last, and what came of it. */
  sent: { registerId: string; form: FormState; result: PrintOutcome | "saved" | null } | null;
};

/** Where a manager says what each register prints receipts on. */
export function PrintersPage({ frame, registers, sent }: PrintersProps) {
  const texts = frame.t.printers;
  return (
    <Page frame={frame} title={texts.title} shell="office" current="settings">
      <main class="main" id="main">
        <SettingsNav frame={frame} current="printers" />
        <h1>{texts.title}</h1>
        <p>{texts.intro}</p>
        {registers.map((register) => (
          <RegisterForm frame={frame} register={register} sent={sent?.registerId === register.id ? sent : null} />
        ))}
      </main>
    </Page>
  );
}

type FormProps = { frame: Frame; register: RegisterPrinterView; sent: PrintersProps["sent"] };

function RegisterForm({ frame, register, sent }: FormProps) {
  const { t } = frame;
  const texts = t.printers;
  const { id, number, name } = register;
  const form = sent?.form ?? { values: register.values, problems: {} };
  const action = `/settings/printers/${id}`;
  return (
    <section class="panel" aria-labelledby={`register-${id}`}>
      <h2 id={`register-${id}`}>{texts.register(number, name)}</h2>
      <ActionForm frame={frame} action={action} class="stack-sm" label={texts.register(number, name)} judgedHere>
        <div class="cols cols-printer">
          <PaperField t={t} id={id} form={form} />
          <TextField t={t} id={id} form={form} name="host" label={texts.host} hint={texts.hostHint} />
          <TextField t={t} id={id} form={form} name="port" label={texts.port} inputmode="numeric" />
        </div>
        <div class="row row-end">
          {sent?.result !== undefined && sent.result !== null && <Result t={t} result={sent.result} />}
          <button
            class="btn"
            type="submit"
            formaction={`${action}/test`}
            hx-post={`${action}/test`}
            hx-target="body"
            hx-push-url="false"
          >
            {texts.test}
          </button>
          <button class="btn" type="submit">{texts.save}</button>
        </div>
      </ActionForm>
    </section>
  );
}

type FieldProps = { t: Messages; id: string; form: FormState };

function PaperField({ t, id, form }: FieldProps) {
  return (
    <div class="field">
      <label for={`paper-${id}`}>{t.printers.paper}</label>
      <select class="input" id={`paper-${id}`} name="paper">
        {PAPERS.map((paper) => (
          <option value={paper} selected={form.values["paper"] === paper}>{t.printers.papers[paper]}</option>
        ))}
      </select>
    </div>
  );
}

type TextProps = FieldProps & { name: "host" | "port"; label: string; hint?: string; inputmode?: "numeric" };

/** Many registers stand on one page, so each field's id names its register, too. */
function TextField({ t, id, form, name, label, hint, inputmode }: TextProps) {
  const problem = form.problems[name];
  const own = `${name}-${id}`;
  const described = [problem && `${own}-problem`, hint && `${own}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={own}>{label}</label>
      <input
        class="input"
        id={own}
        name={name}
        type="text"
        inputmode={inputmode}
        value={form.values[name] ?? ""}
        autocomplete="off"
        aria-invalid={problem === undefined ? undefined : "true"}
        aria-describedby={described || undefined}
      />
      {problem !== undefined && (
        <p class="err" id={`${own}-problem`}>
          <Icon name="warning" /> {t.fields[problem]}
        </p>
      )}
      {hint !== undefined && <p class="meta" id={`${own}-hint`}>{hint}</p>}
    </div>
  );
}

function Result({ t, result }: { t: Messages; result: PrintOutcome | "saved" }) {
  const { results, saved } = t.printers;
  if (result === "saved") return <p class="ok grow" role="status">{saved}</p>;
  const { state, code } = result;
  if (state === "done" || state === "unknown") return <p class="ok grow" role="status">{results[state]}</p>;
  const why = code === "no_paper" || code === "cover_open" ? code : "failed";
  return <p class="err grow" role="alert">{results[why]}</p>;
}
