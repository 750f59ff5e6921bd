import type { Problem } from "../../src/domain/problem.ts";
import { RETURN_REASONS } from "../../src/domain/return.ts";
import type { FormState, Frame } from "../data.ts";
import { ExchangeRest } from "../exchange/exchange-rest.tsx";
import { ActionForm, Field } from "../form.tsx";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { SettleFirstNote } from "../pick-up/pick-up-parts.tsx";
import type { ReturnLineView, ReturnView } from "./data.ts";
import { ReturnStrip } from "./return-strip.tsx";

export type ReturnPageProps = { frame: Frame; view: ReturnView; form: FormState; problem?: Problem | null };

/** The form lies in both halves of the page: what stands in the strip names it. */
export const RETURN_FORM = "return-form";

/** What comes back of a finished sale, and beside it how the money goes. Each press works it out anew; one gives it back. */
export function ReturnPage({ frame, view, form, problem = null }: ReturnPageProps) {
  const texts = frame.t.returns;
  return (
    <Page
      frame={frame}
      title={texts.title(view.code)}
      shell="till"
      current="returns"
      keys={[{ action: "back", label: texts.toReceipt, href: `/sales/${view.saleId}/receipt` }]}
    >
      <main class="work" id="main">
        <section class="sheet fill" id="return" aria-labelledby="return-title">
          <div class="row row-apart">
            <div>
              <h1 id="return-title">{texts.title(view.code)}</h1>
              <p class="meta">
                {texts.soldOn(
                  `${formatDate(frame.shop, view.completedAt)}, ${formatTime(frame.shop, view.completedAt)}`,
                )}
              </p>
            </div>
            <div class="row">
              <a class="btn" href={`/sales/${view.saleId}/receipt`} data-key={frame.keys.back}>
                <Icon name="back" /> {texts.toReceipt} <Key frame={frame} action="back" />
              </a>
              <a class="btn" href="/returns">{texts.find}</a>
            </div>
          </div>
          <InTheWay frame={frame} view={view} problem={problem} />
          {view.waitingMinor > 0 && <Waiting frame={frame} view={view} />}
          {view.why === null && <ReturnForm frame={frame} view={view} form={form} />}
          {view.rest !== null && view.totalMinor === 0 && (
            <ExchangeRest
              frame={frame}
              saleId={view.saleId}
              currency={view.currency}
              rest={view.rest}
              isAside={view.why === null}
            />
          )}
          <Earlier frame={frame} view={view} />
        </section>
      </main>
      <ReturnStrip frame={frame} view={view} form={form} />
    </Page>
  );
}

/** What stands in the way of giving back: of what was pressed, or of anything. */
function InTheWay({ frame, view, problem }: { frame: Frame; view: ReturnView; problem: Problem | null }) {
  // Of goods that still wait, and of what has to be settled first, there is a word of its own.
  const isSaid = view.rest !== null || view.why === "still_waiting" || view.why === "unsettled" ||
    (view.settleFirst !== null && SETTLED_WITH.some((why) => why === view.why));
  const why = isSaid ? null : view.why;
  const what = problem ?? (why === null ? null : { kind: "not_returnable" as const, why });
  return (
    <>
      {what !== null && <ProblemNotice t={frame.t} problem={what} />}
      <SettleFirstNote frame={frame} settleFirst={view.settleFirst} />
      {view.exchangingInto !== null && (
        <p>
          <a class="btn" href={`/sales/${view.exchangingInto}/exchange`}>{frame.t.exchange.steps}</a>
        </p>
      )}
    </>
  );
}

/** What nobody need be told once the way to the call is shown: what it says cannot be done before that, or never comes. */
const SETTLED_WITH = ["not_taken", "cancellable", "refused"] satisfies ReturnView["why"][];

/** What of the sale is still here does not come back, and there is a page for what becomes of it. */
function Waiting({ frame, view }: { frame: Frame; view: ReturnView }) {
  const { waiting } = frame.t.returns;
  return (
    <div class="notice is-wait row" id="still-waiting">
      <Icon name="waiting" />
      <span class="grow">
        {waiting.what(formatMoney({ ...frame.shop, currency: view.currency }, view.waitingMinor))}
      </span>
      <a class="btn" href={`/sales/${view.saleId}/pick-up`}>{waiting.see}</a>
    </div>
  );
}

type FormProps = { frame: Frame; view: ReturnView; form: FormState };

function ReturnForm({ frame, view, form }: FormProps) {
  const texts = frame.t.returns;
  return (
    <ActionForm frame={frame} action={`/sales/${view.saleId}/return`} id={RETURN_FORM} class="stack" judgedHere>
      <input type="hidden" name="shown" value={String(view.totalMinor)} />
      <input type="hidden" name="found" value={String(view.foundMinor)} />
      {view.isOutOfReach && <p class="notice is-wait">{texts.outOfReach}</p>}
      {/* Enter in a field works it out; only its own button gives money back. */}
      <div class="row row-apart">
        <h2>{texts.heading}</h2>
        <div class="row">
          <button class="btn" type="submit" name="do" value="show">{texts.workOut}</button>
          <button class="btn" type="submit" name="do" value="everything">{texts.everything}</button>
        </div>
      </div>
      <table class="tbl tbl-tight" aria-label={texts.heading}>
        <thead>
          <tr>
            <th scope="col">{texts.product}</th>
            <th scope="col">{texts.comesBack}</th>
            <th scope="col">{texts.part}</th>
            <th scope="col">{texts.reason}</th>
          </tr>
        </thead>
        <tbody>{view.lines.map((line) => <LineRow frame={frame} view={view} form={form} line={line} />)}</tbody>
      </table>
      <Shelf frame={frame} form={form} />
      {view.lines.some(({ takenMinor }) => takenMinor > 0) && <FreeAmount frame={frame} view={view} form={form} />}
    </ActionForm>
  );
}

function Shelf({ frame, form }: Omit<FormProps, "view">) {
  const texts = frame.t.returns;
  return (
    <fieldset class="row">
      <legend class="vh">{texts.shelf}</legend>
      <span class="lab">{texts.shelf}</span>
      {(["yes", "no"] as const).map((answer) => (
        <label class="choice">
          <input
            type="radio"
            name="shelf"
            value={answer}
            checked={(form.values["shelf"] ?? "yes") === answer}
          />{" "}
          {answer === "yes" ? texts.shelfYes : texts.shelfNo}
        </label>
      ))}
    </fieldset>
  );
}

function FreeAmount({ frame, view, form }: FormProps) {
  const texts = frame.t.returns;
  return (
    <fieldset class="framed">
      <legend>{texts.free}</legend>
      <div class="stack-sm">
        <Field
          t={frame.t}
          name="free"
          label={texts.freeAmount(view.currency)}
          form={form}
          inputmode="decimal"
          class="input-num"
        />
        <Field t={frame.t} name="note" label={texts.freeReason} form={form} maxlength={200} />
      </div>
    </fieldset>
  );
}

type LineProps = FormProps & { line: ReturnLineView };

function LineRow({ frame, view, form, line }: LineProps) {
  const { shop, t: { returns: texts } } = frame;
  const money = (amountMinor: number) => formatMoney({ ...shop, currency: view.currency }, amountMinor);
  const told = [
    texts.bought(line.bought, money(line.unitPriceMinor)),
    ...(line.before > 0 ? [texts.before(line.before)] : []),
    ...(line.notTaken > 0 ? [texts.notTaken(line.notTaken)] : []),
    ...(line.waiting + line.here > 0 ? [texts.waits(line.waiting + line.here)] : []),
    ...(line.isGiftCard || (line.left === 0 && line.waiting > 0) ? [] : [texts.leftOf(money(line.leftMinor))]),
  ];
  return (
    <tr id={`back-${line.id}`}>
      <th scope="row">
        {line.name}
        <br />
        <span class="meta">{told.join(" · ")}</span>
      </th>
      {line.isGiftCard ? <td colspan={3} class="meta">{texts.giftCard}</td> : (
        <>
          <td>
            <Stepper frame={frame} line={line} />
          </td>
          <td>
            <PartField frame={frame} form={form} line={line} />
          </td>
          <td>
            <Reason frame={frame} form={form} line={line} />
          </td>
        </>
      )}
    </tr>
  );
}

/** Each press draws the page anew with one more or one less. */
function Stepper({ frame, line }: { frame: Frame; line: ReturnLineView }) {
  const texts = frame.t.returns;
  return (
    <span class="step" role="group" aria-label={texts.howMany(line.name)}>
      <input type="hidden" name={`quantity.${line.id}`} value={String(line.quantity)} />
      <button
        class="btn"
        type="submit"
        name="do"
        value={`less.${line.id}`}
        aria-label={texts.less(line.name)}
        disabled={line.quantity === 0}
      >
        <Icon name="less" />
      </button>
      <b class="step-count">{line.quantity}</b>
      <button
        class="btn"
        type="submit"
        name="do"
        value={`more.${line.id}`}
        aria-label={texts.more(line.name)}
        disabled={line.quantity >= line.left}
      >
        <Icon name="more" />
      </button>
    </span>
  );
}

function PartField({ frame, form, line }: Omit<LineProps, "view">) {
  const name = `part.${line.id}`;
  const problem = form.problems[name];
  return (
    <>
      <input
        class="input input-num"
        name={name}
        size={8}
        inputmode="decimal"
        autocomplete="off"
        value={form.values[name] ?? ""}
        aria-label={frame.t.returns.partOf(line.name)}
        aria-invalid={problem === undefined ? undefined : "true"}
        disabled={line.takenMinor === 0}
      />
      {problem !== undefined && <p class="err">{frame.t.fields[problem]}</p>}
    </>
  );
}

function Reason({ frame, form, line }: Omit<LineProps, "view">) {
  const texts = frame.t.returns;
  const name = `reason.${line.id}`;
  const chosen = form.values[name] ?? RETURN_REASONS[0];
  return (
    <select class="input" name={name} aria-label={texts.whyOf(line.name)}>
      {RETURN_REASONS.map((reason) => (
        <option value={reason} selected={reason === chosen}>{texts.reasons[reason]}</option>
      ))}
    </select>
  );
}

function Earlier({ frame, view }: { frame: Frame; view: ReturnView }) {
  const texts = frame.t.returns;
  if (view.earlier.length === 0) return null;
  return (
    <div>
      <h2>{texts.earlier}</h2>
      <ul>
        {view.earlier.map(({ id, number, at, totalMinor }) => (
          <li>
            <a href={`/returns/${id}`}>{texts.numbered(number)}</a> · {formatDate(frame.shop, at)} ·{" "}
            {formatMoney({ ...frame.shop, currency: view.currency }, totalMinor)}
          </li>
        ))}
      </ul>
    </div>
  );
}
