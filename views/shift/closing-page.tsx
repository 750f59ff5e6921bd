import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { formatChange, formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import type { CountView, NamedPaymentView } from "./data.ts";
import { paymentName, paymentState } from "./report-doc.ts";

export type ClosingPageProps = {
  frame: Frame;
  count: CountView;
  /** Every payment that is open here; `carried`: those that were ticked. */
  payments: NamedPaymentView[];
  carried: readonly string[];
  form: FormState;
  problem?: Problem | null;
};

/** What was counted against what should be there, the payments to be handed on, and the end of the shift. */
export function ClosingPage({ frame, count, payments, carried, form, problem = null }: ClosingPageProps) {
  const { t } = frame;
  const texts = t.shift.closing;
  const title = texts.title(t.frame.register(frame.operator?.registerNumber ?? 0));
  const differs = count.countedMinor !== count.expectedMinor;
  return (
    <Page frame={frame} title={title} shell="office" current="shift">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{title}</h1>
          <a class="btn" href="/shift">
            <Icon name="back" /> {texts.again}
          </a>
        </div>
        {problem !== null && <ProblemNotice t={t} problem={problem} />}
        <ActionForm frame={frame} action="/shift/closing" class="stack" judgedHere>
          <input type="hidden" name="count" value={String(count.number)} />
          <div class="cols">
            <section class="panel stack-sm" aria-labelledby="cash-heading">
              <h2 id="cash-heading">{texts.cash}</h2>
              <Counted frame={frame} count={count} />
              {differs && <Field t={t} name="reason" label={texts.reason} form={form} required maxlength={200} />}
              <Field
                t={t}
                name="left"
                label={texts.left(frame.shop.currency)}
                form={form}
                inputmode="decimal"
                class="input-num"
                hint={texts.leftHint}
              />
            </section>
            <OpenPayments frame={frame} payments={payments} carried={carried} />
          </div>
          <div class="row row-end">
            <button class="btn btn-main" type="submit">{texts.close}</button>
          </div>
        </ActionForm>
      </main>
    </Page>
  );
}

function Counted({ frame, count }: { frame: Frame; count: CountView }) {
  const texts = frame.t.shift.closing;
  const { countedMinor, expectedMinor } = count;
  const difference = countedMinor - expectedMinor;
  const amount = formatMoney(frame.shop, Math.abs(difference));
  const verdict = difference === 0 ? texts.matches : difference < 0 ? texts.short(amount) : texts.over(amount);
  return (
    <>
      <dl class="pairs">
        <div>
          <dt>{texts.counted}</dt>
          <dd>{formatMoney(frame.shop, countedMinor)}</dd>
        </div>
        <div>
          <dt>{texts.expected}</dt>
          <dd>{formatMoney(frame.shop, expectedMinor)}</dd>
        </div>
        <div>
          <dt>{texts.differs}</dt>
          <dd>{formatChange(frame.shop, difference)}</dd>
        </div>
      </dl>
      <p class={`notice ${difference === 0 ? "is-done" : "is-wait"}`} role="status">
        <Icon name={difference === 0 ? "check" : "warning"} />
        <span>
          <b>{verdict}</b> {texts.countings(count.number)}
        </span>
      </p>
    </>
  );
}

type OpenProps = { frame: Frame; payments: NamedPaymentView[]; carried: readonly string[] };

/** Nothing is handed on unsaid: each payment has its own tick. */
function OpenPayments({ frame, payments, carried }: OpenProps) {
  const texts = frame.t.shift.closing;
  return (
    <section class="panel stack-sm" aria-labelledby="open-heading">
      <h2 id="open-heading">{texts.open}</h2>
      <p>{payments.length === 0 ? texts.none : texts.openMeans}</p>
      {[...Map.groupBy(payments, ({ id }) => id)].map(([id, rows]) => (
        <label class="choice">
          <input type="checkbox" name="carried" value={id} checked={carried.includes(id)} />
          <span>
            <b>{paymentName(frame, rows[0]!)}</b>{" "}
            {rows.map((row) => `${formatMoney(frame.shop, row.amountMinor)} · ${paymentState(frame, row)}`).join(" · ")}
          </span>
        </label>
      ))}
    </section>
  );
}
