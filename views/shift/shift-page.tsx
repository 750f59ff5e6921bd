import type { Problem } from "../../src/domain/problem.ts";
import type { Paper } from "../../src/domain/receipt.ts";
import { isAtLeast } from "../../src/domain/staff.ts";
import type { FormState, Frame } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { amountValue, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { ReceiptSheet } from "../receipt/receipt-sheet.tsx";
import { CountForm } from "./count-form.tsx";
import { type CountView, floatDifference, type HandMoveView, type ShiftReportView } from "./data.ts";
import { shiftDoc, whenText } from "./report-doc.ts";

export type ShiftForm = "float" | "in" | "out" | "count";

export type ShiftPageProps = {
  frame: Frame;
  /** Null: no shift is open at this register. */
  report: ShiftReportView | null;
  /** What the closing before left in the drawer. */
  leftMinor: number;
  moves: HandMoveView[];
  count: CountView | null;
  paper: Paper;
  isBlind: boolean;
  /** What was typed into one of its forms. */
  typed?: { form: ShiftForm; state: FormState } | null;
  problem?: Problem | null;
};

const NOTHING: FormState = { values: {}, problems: {} };

/** This register's shift: its float, cash in and out, its counting, and what it has come to until now. */
export function ShiftPage(props: ShiftPageProps) {
  const { frame, report, paper, moves, problem = null } = props;
  const { t, operator } = frame;
  const texts = t.shift;
  const title = texts.title(t.frame.register(operator?.registerNumber ?? 0));
  const when = report && texts.opened(whenText(frame, report.openedAt), report.openedBy);
  return (
    <Page frame={frame} title={title} shell="office" current="shift">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{title}</h1>
          <a href="/z-reports">{texts.earlier}</a>
        </div>
        {problem !== null && <ProblemNotice t={t} problem={problem} />}
        <p>{when ?? texts.notOpen}</p>
        <div class={report ? "cols cols-side" : "stack"}>
          <div class="stack">
            <FloatPanel {...props} />
            <div class="cols">
              <MoveForm {...props} way="in" />
              <MoveForm {...props} way="out" />
            </div>
            {moves.length > 0 && <Moves frame={frame} moves={moves} isHidden={isKeptBlind(props)} />}
            {report !== null && <CountPanel {...props} />}
          </div>
          {report !== null && (
            <section class="stack-sm" aria-label={texts.report.x}>
              <p class="meta">{texts.report.xMeans}</p>
              <ReceiptSheet frame={frame} doc={shiftDoc(frame, report)} paper={paper} isForLooking={false} isPart />
            </section>
          )}
        </div>
      </main>
    </Page>
  );
}

function stateOf({ typed }: ShiftPageProps, form: ShiftForm, values: Record<string, string> = {}): FormState {
  return typed?.form === form ? typed.state : { ...NOTHING, values };
}

/** Whoever counts blind, and has not counted yet, is told no amount that what should be there is made of. */
function isKeptBlind({ isBlind, report }: ShiftPageProps): boolean {
  return isBlind && (report === null || report.isBlind);
}

/** Counted once, when there is time: nobody who has come to sell is stopped for it. */
function FloatPanel(props: ShiftPageProps) {
  const { frame, report, leftMinor, problem } = props;
  const { float: texts, closing } = frame.t.shift;
  const { cash } = report?.figures ?? {};
  const isHidden = isKeptBlind(props);
  const money = (minor: number) => formatMoney(frame.shop, minor);
  const form = stateOf(props, "float", isHidden ? {} : { float: amountValue(frame.shop, leftMinor) });
  const isAsked = Boolean(form.values["floatReason"] || form.problems["floatReason"]);
  return (
    <section class="panel stack-sm" aria-labelledby="float-heading">
      <h2 id="float-heading">{texts.heading}</h2>
      {report && cash?.isFloatCounted
        ? (
          <>
            <p>{isHidden ? texts.blind.counted : texts.counted(money(cash.floatMinor))}</p>
            {!isHidden && (
              <FloatDiffers frame={frame} difference={floatDifference(report)} reason={report.floatReason} />
            )}
          </>
        )
        : (
          <>
            <p>{isHidden ? texts.blind.left : texts.left(money(leftMinor))}</p>
            <ActionForm frame={frame} action="/shift/float" class="stack-sm" judgedHere>
              <AmountField frame={frame} name="float" label={texts.label(frame.shop.currency)} form={form} />
              {problem?.kind === "float_unexplained" && (
                <FloatDiffers frame={frame} difference={problem.differenceMinor} reason={null} isHidden={isHidden} />
              )}
              {isAsked && (
                <Field t={frame.t} name="floatReason" label={closing.reason} form={form} required maxlength={200} />
              )}
              <button class="btn" type="submit">{texts.save}</button>
            </ActionForm>
          </>
        )}
    </section>
  );
}

type FloatDiffersProps = { frame: Frame; difference: number; reason: string | null; isHidden?: boolean };

/** Money went or came between two shifts. */
function FloatDiffers({ frame, difference, reason, isHidden = false }: FloatDiffersProps) {
  const { float: texts, report } = frame.t.shift;
  if (difference === 0) return null;
  const amount = formatMoney(frame.shop, Math.abs(difference));
  const said = difference < 0 ? texts.less(amount) : texts.more(amount);
  return (
    <p class="notice is-wait">
      <Icon name="warning" />
      <span>
        <b>{isHidden ? texts.blind.differs : said}</b> {reason !== null && report.because(reason)}
      </span>
    </p>
  );
}

function AmountField(props: { frame: Frame; name: string; label: string; form: FormState }) {
  const { frame, ...field } = props;
  return <Field t={frame.t} {...field} inputmode="decimal" class="input-num" required />;
}

/** Only a senior takes cash out of the drawer. */
function MoveForm(props: ShiftPageProps & { way: "in" | "out" }) {
  const { frame, way } = props;
  const texts = frame.t.shift.moves;
  const mayMove = way === "in" || (frame.operator && isAtLeast(frame.operator.role, "senior"));
  const form = stateOf(props, way);
  return (
    <section class="panel stack-sm" aria-labelledby={`${way}-heading`}>
      <h2 id={`${way}-heading`}>{texts[way]}</h2>
      {mayMove
        ? (
          <ActionForm frame={frame} action={`/shift/cash-${way}`} class="stack-sm" judgedHere>
            <AmountField frame={frame} name={`${way}Amount`} label={texts.amount(frame.shop.currency)} form={form} />
            <Field t={frame.t} name={`${way}Reason`} label={texts.reason} form={form} required maxlength={200} />
            <button class="btn" type="submit">{way === "in" ? texts.putIn : texts.takeOut}</button>
          </ActionForm>
        )
        : <p>{texts.seniors}</p>}
    </section>
  );
}

function Moves({ frame, moves, isHidden }: { frame: Frame; moves: HandMoveView[]; isHidden: boolean }) {
  const texts = frame.t.shift.moves;
  return (
    <table class="tbl tbl-tight">
      <caption>{texts.list}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.when}</th>
          <th scope="col">{texts.who}</th>
          <th scope="col">{texts.reason}</th>
          {!isHidden && <th scope="col" class="num">{frame.shop.currency}</th>}
        </tr>
      </thead>
      <tbody>
        {moves.map(({ at, staffName, reason, amountMinor }) => (
          <tr>
            <td>{formatTime(frame.shop, at)}</td>
            <td>{staffName}</td>
            <td>{reason}</td>
            {!isHidden && <td class="num">{formatMoney(frame.shop, amountMinor)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CountPanel(props: ShiftPageProps) {
  const { frame, isBlind, count } = props;
  const texts = frame.t.shift.count;
  return (
    <section class="panel stack-sm" aria-labelledby="count-heading">
      <h2 id="count-heading">{texts.heading}</h2>
      <p>{isBlind ? texts.blind : texts.hint}</p>
      {count?.isCurrent && <a class="btn" href="/shift/closing">{texts.goOn}</a>}
      <CountForm frame={frame} form={stateOf(props, "count")} />
    </section>
  );
}
