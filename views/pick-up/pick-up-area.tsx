import { type SaleDeed, VOID_REASONS } from "../../src/domain/sale.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView } from "../data.ts";
import { Exchanging } from "../exchange/exchange-note.tsx";
import { ActionForm, AgreeingFields } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { ProblemNotice } from "../problem.tsx";
import type { GoesBack, PickUpView, SettleFirst } from "./data.ts";
import { type LetGoProps, RestBack } from "./let-go-area.tsx";
import { Approval, Head, SettleFirstNote, Sofar, WaitingLine } from "./pick-up-parts.tsx";

export type PickUpAreaProps = {
  frame: Frame;
  sale: SaleView;
  pickUp: PickUpView;
  /** What its state allows. */
  deeds: readonly SaleDeed[];
  /** The sale of the new goods while this one is being exchanged, which allows nothing else; null: it is not. */
  exchangingInto: string | null;
  settleFirst?: SettleFirst | null;
  /** As it was typed, by the line's id. */
  typed?: Readonly<Record<string, string>>;
  problem?: Problem | null;
};

/** Hands goods over that waited: everything, or so many pieces of each line. */
export function PickUpArea(
  { frame, sale, pickUp, deeds, exchangingInto, settleFirst = null, typed = {}, problem = null }: PickUpAreaProps,
) {
  const { t } = frame;
  const texts = t.pickUp;
  const canHandOver = deeds.includes("pick-up");
  // Where nobody would pay for some of it, not all of it can leave: which may is chosen.
  const mayAllLeave = pickUp.leftMinor <= pickUp.paidMinor + pickUp.heldMinor;
  const countOf = ({ id, left }: PickUpView["lines"][number]) => typed[id] ?? String(mayAllLeave ? left : 0);
  return (
    <section class="sheet fill sheet-held" id="pick-up" aria-labelledby="pick-up-title">
      <div class="fill complete-body">
        <Head frame={frame} sale={sale} title={texts.heading(sale.code ?? 0)} />
        {problem !== null && <ProblemNotice t={t} problem={problem} />}
        {exchangingInto !== null && <Exchanging frame={frame} into={exchangingInto} />}
        <SettleFirstNote frame={frame} settleFirst={settleFirst} />
        <Approval frame={frame} pickUp={pickUp} />
        {canHandOver && <h3>{texts.question}</h3>}
        {pickUp.lines.map((line) => (
          <WaitingLine
            frame={frame}
            line={line}
            howMany={texts.howMany(line.name)}
            form={FORM}
            typed={canHandOver ? countOf(line) : null}
          />
        ))}
        <Sofar frame={frame} pickUp={pickUp} />
        <p class="row">
          {deeds.includes("dropping") && (
            <a class="btn btn-quiet" href={`/sales/${sale.id}/dropping`}>{texts.notWanted}</a>
          )}
          {deeds.includes("rest") && <a class="btn btn-quiet" href={`/sales/${sale.id}/rest`}>{texts.notTaken}</a>}
          {deeds.includes("cancelling") && (
            <a class="btn btn-quiet" href={`/sales/${sale.id}/cancelling`}>{texts.cancel}</a>
          )}
        </p>
      </div>
      {canHandOver && <HandOverForm frame={frame} sale={sale} waits={pickUp.waits} mayAllLeave={mayAllLeave} />}
    </section>
  );
}

type HandOverFormProps = Pick<PickUpAreaProps, "frame" | "sale"> & Pick<PickUpView, "waits"> & { mayAllLeave: boolean };

function HandOverForm({ frame, sale, waits, mayAllLeave }: HandOverFormProps) {
  const texts = frame.t.pickUp;
  return (
    <ActionForm frame={frame} id={FORM} action={`/sales/${sale.id}/hand-overs`} class="row row-apart push" judgedHere>
      <input type="hidden" name="waits" value={String(waits)} />
      <button
        class={mayAllLeave ? "btn" : "btn btn-main btn-xl"}
        type="submit"
        name="what"
        value="some"
        id="hand-over-some"
      >
        {texts.some}
      </button>
      {mayAllLeave && (
        <button class="btn btn-main btn-xl" type="submit" name="what" value="all" id="hand-over-all">
          {texts.all}
        </button>
      )}
    </ActionForm>
  );
}

/** The fields stand above the form, whose buttons stay in sight however many lines there are. */
const FORM = "hand-over-form";

export type CancelSaleProps = Omit<LetGoProps, "letGo"> & {
  /** How many pieces of it wait, for its goods never left; 0: they must have come back. */
  waits: number;
  /** Of its Klarna payments those that Klarna holds nothing of any more. */
  gone: readonly string[];
};

export type CameBackProps = Omit<LetGoProps, "letGo"> & {
  /** What Klarna would not pay for, and what was paid and goes back. */
  unpaidMinor: number;
  backMinor: number;
  back: readonly GoesBack[];
};

/** All that is left of a sale came back, for Klarna would not pay for all of it: says what goes back, and asks why. */
export function CameBackArea(
  { frame, sale, unpaidMinor, backMinor, back, exchangingInto, agreeing, problem = null }: CameBackProps,
) {
  const { t } = frame;
  const amounts = { leftMinor: unpaidMinor + backMinor, backMinor, heldMinor: unpaidMinor, isPart: false };
  return (
    <section class="sheet fill" id="came-back" aria-labelledby="pick-up-title">
      <Head frame={frame} sale={sale} title={t.pickUp.cancelling.restHeading(sale.code ?? 0)} />
      {problem !== null && <ProblemNotice t={t} problem={problem} />}
      <p class="lead">{t.pickUp.cancelling.means.unpaid}</p>
      <RestBack frame={frame} letGo={{ ...amounts, back: [...back] }} />
      {exchangingInto !== null
        ? <Exchanging frame={frame} into={exchangingInto} />
        : (
          <ActionForm frame={frame} action={`/sales/${sale.id}/cancelling`} class="stack">
            <input type="hidden" name="shown" value={String(backMinor)} />
            <AgreeingFields frame={frame} agreeing={agreeing} why={t.pickUp.seniorAgrees} />
            <Reasons frame={frame} />
          </ActionForm>
        )}
    </section>
  );
}

/** Gives up a sale that is in the books already: says what goes back, and asks why. */
export function CancelSaleArea(
  { frame, sale, waits, gone, exchangingInto, agreeing, problem = null }: CancelSaleProps,
) {
  const { t } = frame;
  return (
    <section class="sheet fill" id="cancel-sale" aria-labelledby="pick-up-title">
      <Head frame={frame} sale={sale} title={t.pickUp.cancelling.heading(sale.code ?? 0)} />
      {problem !== null && <ProblemNotice t={t} problem={problem} />}
      <p class="lead">{t.pickUp.cancelling.means[waits > 0 ? "waiting" : "gone"]}</p>
      <CancelBack frame={frame} sale={sale} gone={gone} />
      {exchangingInto !== null
        ? <Exchanging frame={frame} into={exchangingInto} />
        : (
          <ActionForm frame={frame} action={`/sales/${sale.id}/cancelling`} class="stack">
            {waits > 0 && <input type="hidden" name="waits" value={String(waits)} />}
            <AgreeingFields frame={frame} agreeing={agreeing} why={t.pickUp.seniorAgrees} />
            <Reasons frame={frame} />
          </ActionForm>
        )}
    </section>
  );
}

function Reasons({ frame: { t } }: { frame: Frame }) {
  const { voiding } = t.sale;
  return (
    <>
      <h3>{voiding.why}</h3>
      <div class="picks picks-2">
        {VOID_REASONS.map((reason) => (
          <button class="btn" type="submit" name="reason" value={reason}>
            <span>{voiding.reasons[reason]}</span>
          </button>
        ))}
      </div>
    </>
  );
}

/** How each part of what was paid goes back. */
function CancelBack({ frame: { t, shop }, sale, gone }: Pick<CancelSaleProps, "frame" | "sale" | "gone">) {
  const { voiding, tenders } = t.sale;
  return (
    <dl class="pairs">
      {sale.tenders.filter(({ kind }) => kind !== "rounding").map(({ kind, amountMinor, paymentId }) => {
        const words = gone.includes(paymentId ?? "") ? t.pickUp.nothingHeld : voiding.goesBack[kind];
        return (
          <div>
            <dt>{tenders[kind]}</dt>
            <dd>{words(formatMoney(shop, amountMinor))}</dd>
          </div>
        );
      })}
    </dl>
  );
}
