import type { Child } from "hono/jsx";
import type { FieldProblem } from "../src/domain/problem.ts";
import type { AgreeingView, Choice, FormState, Frame, SaleView, StaffChoice } from "./data.ts";
import { formatMoney } from "./format.ts";
import { Icon } from "./icons.tsx";
import type { Messages } from "./messages/catalogue.ts";

/** One request at a time from this form; a second press while it runs does nothing. */
const DROP = "this:drop";
/** Every change of the basket waits its turn in one line, so that the strip never shows an older basket last. */
export const IN_TURN = "#main:queue all";

export type ActionFormProps = {
  frame: Frame;
  action: string;
  /** What the answer replaces. Left out: the page that the answer leads to. */
  target?: string;
  swap?: string;
  sync?: string;
  id?: string;
  class?: string;
  label?: string;
  /** A part that is pushed around it must not touch what is being typed in it. */
  keep?: boolean;
  /** Its fields are judged by the till, which says beneath each what is wrong; the browser's own bubbles stay away. */
  judgedHere?: boolean;
  children?: Child;
};

/**
 * A form that changes something: a plain POST, made quick by htmx. It carries a new action id and the session's token.
 * Without `target` the answer is a redirect or a whole page, with and without script alike.
 */
export function ActionForm(props: ActionFormProps) {
  const { frame, action, target = "body", swap = "outerHTML", sync = DROP } = props;
  return (
    <form
      method="post"
      action={action}
      id={props.id}
      class={props.class}
      aria-label={props.label}
      novalidate={props.judgedHere}
      hx-morph-skip={props.keep ? "" : undefined}
      hx-post={action}
      hx-target={target}
      hx-swap={swap}
      hx-push-url={target === "body" ? "true" : undefined}
      hx-sync={sync}
      hx-disable={sync === DROP ? "findAll button" : undefined}
    >
      <FormIds frame={frame} />
      {props.children}
    </form>
  );
}

/** The sale as it was seen when this form was drawn: on another one the deed is refused. */
export function SeenVersion({ sale }: { sale: Pick<SaleView, "version"> }) {
  return <input type="hidden" name="version" value={String(sale.version)} />;
}

/** The hidden ids of a form. */
export function FormIds({ frame }: { frame: Frame }) {
  return (
    <>
      <input type="hidden" name="actionId" value={frame.newActionId()} />
      <input type="hidden" name="formToken" value={frame.formToken} />
    </>
  );
}

export type FieldProps = {
  t: Messages;
  /** Also the element's id. */
  name: string;
  label: string;
  form: FormState;
  /** A password is never put back into a page. */
  type?: "text" | "tel" | "email" | "password";
  inputmode?: "decimal" | "numeric";
  class?: string;
  autofocus?: boolean;
  required?: boolean;
  maxlength?: number;
  /** What to type, beneath the field. */
  hint?: string;
  /** Shows how such a thing looks; never the only label. */
  placeholder?: string;
  /** What is scanned while it has the focus is meant for it, and not for the basket. */
  takesScan?: boolean;
};

/** A labelled input that keeps what was typed and says beneath it what is wrong with it. */
export function Field({ t, name, label, form, type = "text", hint, takesScan = false, ...rest }: FieldProps) {
  const problem = form.problems[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        class={`input ${rest.class ?? ""}`.trim()}
        id={name}
        name={name}
        type={type}
        inputmode={rest.inputmode}
        value={type === "password" ? undefined : form.values[name] ?? ""}
        placeholder={rest.placeholder || undefined}
        autocomplete={type === "password" ? "new-password" : "off"}
        autofocus={rest.autofocus ?? false}
        maxlength={rest.maxlength}
        data-takes-scan={takesScan ? "" : undefined}
        aria-required={rest.required ? "true" : undefined}
        {...describedBy(name, problem, hint)}
      />
      <FieldFoot t={t} name={name} problem={problem} hint={hint} />
      <Suggestion t={t} name={name} form={form} />
    </div>
  );
}

/** What was probably meant. Sending the form again as it is says that it was meant so. */
function Suggestion({ t, name, form }: { t: Messages; name: string; form: FormState }) {
  const suggestion = form.suggestions?.[name];
  const meant = form.values[`${name}Meant`] ?? "";
  // Asked once, and not again when something else stood in the way.
  if (suggestion === undefined) {
    return meant === "" ? null : <input type="hidden" name={`${name}Meant`} value={meant} />;
  }
  return (
    <p class="notice is-wait" role="alert">
      {t.frame.didYouMean(suggestion)}
      <input type="hidden" name={`${name}Meant`} value={form.values[name] ?? ""} />
    </p>
  );
}

type TextProps = Pick<FieldProps, "t" | "name" | "label" | "form" | "hint"> & { rows: number };

/** The same for several lines. */
export function TextField({ t, name, label, form, hint, rows }: TextProps) {
  const problem = form.problems[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea class="input" id={name} name={name} rows={rows} {...describedBy(name, problem, hint)}>
        {form.values[name] ?? ""}
      </textarea>
      <FieldFoot t={t} name={name} problem={problem} hint={hint} />
    </div>
  );
}

export type { Choice };
type SelectProps = { t: Messages; name: string; label: string; form: FormState; choices: Choice[]; hint?: string };

/** The same with a list to choose from. */
export function SelectField({ t, name, label, form, choices, hint }: SelectProps) {
  const problem = form.problems[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select class="input" id={name} name={name} {...describedBy(name, problem, hint)}>
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === form.values[name]}>{choice.label}</option>
        ))}
      </select>
      <FieldFoot t={t} name={name} problem={problem} hint={hint} />
    </div>
  );
}

type ApproverProps = {
  t: Messages;
  approvers: StaffChoice[];
  why: string;
  /** The form they belong to, when they stand outside of it. */
  form?: string;
  /** The PIN can be typed at once. */
  autofocus?: boolean;
  /** The whole panel is about it: one field beneath the other, without a frame of their own. */
  isAlone?: boolean;
};

/** A colleague agrees on this screen: who they are, and their PIN. */
export function ApproverFields({ t, approvers, why, form, autofocus = false, isAlone = false }: ApproverProps) {
  const texts = t.frame.approval;
  return (
    // Chosen and typed here: what is pushed into a window meanwhile must not put it back.
    <fieldset class={isAlone ? "stack-sm" : "row framed"} id="approval" hx-morph-skip>
      <legend class={isAlone ? "vh" : undefined}>{why}</legend>
      <div class="field grow">
        <label for="approverId">{texts.who}</label>
        <select class="input" id="approverId" name="approverId" form={form} required>
          {approvers.map(({ id, name, isChosen }) => <option value={id} selected={isChosen}>{name}</option>)}
        </select>
      </div>
      <div class="field grow">
        <label for="approverPin">{texts.pin}</label>
        <input
          class="input"
          id="approverPin"
          name="pin"
          form={form}
          type="password"
          inputmode="numeric"
          autocomplete="off"
          maxlength={8}
          autofocus={autofocus}
          required
        />
      </div>
    </fieldset>
  );
}

type AgreeingProps = { frame: Frame; agreeing: AgreeingView; why: string; form?: string };

/** A colleague agrees to a senior's deed, where one has to: said by `why`, or that a second person does above the shop's limit. */
export function AgreeingFields({ frame: { t, shop }, agreeing, why, form }: AgreeingProps) {
  const { approvers, limitMinor } = agreeing;
  if (approvers.length === 0) return null;
  const text = limitMinor === null ? why : t.returns.second(formatMoney(shop, limitMinor));
  return <ApproverFields t={t} approvers={approvers} why={text} {...(form ? { form } : {})} />;
}

type FootProps = { t: Messages; name: string; problem: FieldProblem | undefined; hint: string | undefined };

/** Beneath a field: what is wrong with it, and what to type. */
function FieldFoot({ t, name, problem, hint }: FootProps) {
  return (
    <>
      {problem !== undefined && (
        <p class="err" id={`${name}-problem`}>
          <Icon name="warning" /> {t.fields[problem]}
        </p>
      )}
      {hint !== undefined && <p class="meta" id={`${name}-hint`}>{hint}</p>}
    </>
  );
}

function describedBy(name: string, problem: FieldProblem | undefined, hint: string | undefined) {
  const ids = [problem && `${name}-problem`, hint && `${name}-hint`].filter((id) => id !== undefined).join(" ");
  return {
    ...(problem === undefined ? {} : { "aria-invalid": "true" as const }),
    ...(ids === "" ? {} : { "aria-describedby": ids }),
  };
}
