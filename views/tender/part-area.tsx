import type { Child } from "hono/jsx";
import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, Field, SeenVersion } from "../form.tsx";
import { amountValue } from "../format.ts";
import { ProblemNotice } from "../problem.tsx";
import { LeftToPay, TenderHead } from "./tender-area.tsx";

export type PartAreaProps = { frame: Frame; sale: SaleView; form?: FormState | undefined; problem?: Problem | null };

/** What was taken on the card terminal, as its slip says. */
export function CardArea({ frame, sale, form, problem = null }: PartAreaProps) {
  const texts = frame.t.sale.tender;
  return (
    <PartPanel frame={frame} sale={sale} title={frame.t.sale.tenders.card} hint={texts.cardMeans} problem={problem}>
      <PartForm frame={frame} sale={sale} path="tenders" kind="card" form={form}>
        <Field
          t={frame.t}
          name="reference"
          label={texts.cardReference}
          form={form ?? NOTHING_TYPED}
          hint={texts.cardReferenceHint}
        />
      </PartForm>
      <TakeButton text={texts.takeCard} />
    </PartPanel>
  );
}

/** Klarna's one-time card is typed into the card terminal: for shops whose contract with Klarna knows only that. */
export function OneTimeCardArea({ frame, sale, form, problem = null }: PartAreaProps) {
  const texts = frame.t.sale.tender;
  return (
    <PartPanel
      frame={frame}
      sale={sale}
      title={frame.t.sale.tenders.klarna_card}
      hint={texts.klarnaCardMeans}
      problem={problem}
    >
      <PartForm frame={frame} sale={sale} path="tenders" kind="klarna_card" form={form}>
        <Field
          t={frame.t}
          name="reference"
          label={texts.lastDigits}
          form={form ?? NOTHING_TYPED}
          inputmode="numeric"
          maxlength={4}
          required
        />
      </PartForm>
      <TakeButton text={texts.takeCard} />
    </PartPanel>
  );
}

/** A part by Klarna; the rest is paid in another way, before or after. */
export function KlarnaPartArea({ frame, sale, form, problem = null }: PartAreaProps) {
  const texts = frame.t.sale.tender;
  return (
    <PartPanel frame={frame} sale={sale} title={texts.klarnaPartTitle} hint={texts.klarnaPartMeans} problem={problem}>
      <PartForm frame={frame} sale={sale} path="payments" form={form} />
      <TakeButton text={texts.startKlarna} />
    </PartPanel>
  );
}

const NOTHING_TYPED: FormState = { values: {}, problems: {} };
/** The form of a panel, whose button stands at its foot. */
export const PART_FORM = "part-form";

type PanelProps = {
  frame: Frame;
  sale: SaleView;
  title: string;
  hint?: string;
  problem: Problem | null;
  children?: Child;
};

/** A panel of one way to pay: what is left, what it is, and what stood in the way. */
export function PartPanel({ frame, sale, title, hint, problem, children }: PanelProps) {
  return (
    <section class="sheet fill" id="tender" aria-labelledby="tender-title">
      <TenderHead
        frame={frame}
        title={title}
        back={`/sales/${sale.id}/tender`}
        backText={frame.t.sale.tender.otherTypes}
      />
      <LeftToPay frame={frame} sale={sale} />
      {hint !== undefined && <p>{hint}</p>}
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      {children}
    </section>
  );
}

type FormProps = {
  frame: Frame;
  sale: SaleView;
  path: "tenders" | "payments";
  kind?: string;
  form: FormState | undefined;
  /** What is offered first; left out: all that is due. */
  amountMinor?: number;
  children?: Child;
};

/** How much of it: all that is due is typed already. */
export function PartForm({ frame, sale, path, kind, form = NOTHING_TYPED, children, ...rest }: FormProps) {
  const { amountMinor = sale.totals.dueMinor } = rest;
  const values = { amount: amountValue(frame.shop, amountMinor), ...form.values };
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/${path}`} id={PART_FORM} class="stack" judgedHere>
      {kind !== undefined && <input type="hidden" name="kind" value={kind} />}
      <SeenVersion sale={sale} />
      <Field
        t={frame.t}
        name="amount"
        label={frame.t.sale.tender.amount}
        form={{ ...form, values }}
        inputmode="decimal"
        class="input-num big"
        autofocus
        required
      />
      {children}
    </ActionForm>
  );
}

/** The one thing to press: Enter does it, too. */
export function TakeButton({ text }: { text: string }) {
  return (
    <button class="btn btn-main btn-xl btn-wide push" type="submit" form={PART_FORM}>
      {text} <kbd>Enter</kbd>
    </button>
  );
}
