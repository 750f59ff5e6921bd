import type { Problem } from "../../src/domain/problem.ts";
import type { AgreeingView, Frame, SaleView } from "../data.ts";
import { Exchanging } from "../exchange/exchange-note.tsx";
import { ActionForm, AgreeingFields } from "../form.tsx";
import { formatMoney } from "../format.ts";
import type { Messages } from "../messages/catalogue.ts";
import { ProblemNotice } from "../problem.tsx";
import type { GoesBack, LetGoView, PickUpView } from "./data.ts";
import { Head, WaitingLine } from "./pick-up-parts.tsx";

export type DropProps = {
  frame: Frame;
  sale: SaleView;
  pickUp: PickUpView;
  /** As it was typed, by the line's id. */
  typed?: Readonly<Record<string, string>>;
  problem?: Problem | null;
};

/** Some of what waits the customer does not want any more: which, before it is said what that comes to. */
export function DropArea({ frame, sale, pickUp, typed = {}, problem = null }: DropProps) {
  const texts = frame.t.pickUp;
  return (
    <section class="sheet fill sheet-held" id="drop" aria-labelledby="pick-up-title">
      <div class="fill complete-body">
        <Head frame={frame} sale={sale} title={texts.part.heading(sale.code ?? 0)} />
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        {pickUp.lines.map((line) => (
          <WaitingLine
            frame={frame}
            line={line}
            howMany={texts.part.howMany(line.name)}
            form={DROP_FORM}
            typed={typed[line.id] ?? "0"}
          />
        ))}
      </div>
      <form id={DROP_FORM} method="get" action={`/sales/${sale.id}/rest`} class="row row-apart push">
        <a class="btn" href={`/sales/${sale.id}/pick-up`}>{texts.rest.keep}</a>
        <button class="btn btn-main btn-xl" type="submit" id="see-drop">{texts.part.show}</button>
      </form>
    </section>
  );
}

const DROP_FORM = "drop-form";

export type LetGoProps = {
  frame: Frame;
  sale: SaleView;
  letGo: LetGoView;
  /** The sale of the new goods while this one is being exchanged, which allows nothing else; null: it is not. */
  exchangingInto: string | null;
  agreeing: AgreeingView;
  problem?: Problem | null;
};

/** The customer does not take what is left, or some of it: asked once more, and a senior agrees. */
export function LetGoArea({ frame, sale, letGo, exchangingInto, agreeing, problem = null }: LetGoProps) {
  const { t, shop } = frame;
  const texts = t.pickUp.rest;
  const { isPart } = letGo;
  return (
    <section class="sheet fill" id="let-go" aria-labelledby="pick-up-title">
      <Head frame={frame} sale={sale} title={(isPart ? t.pickUp.part.confirm : texts.heading)(sale.code ?? 0)} />
      {problem !== null && <ProblemNotice t={t} problem={problem} />}
      <ul>{letGo.lines.map(({ name, left }) => <li>{t.sale.times(left)} {name}</li>)}</ul>
      <p class="lead">{texts.means(formatMoney(shop, letGo.leftMinor))}</p>
      <RestBack frame={frame} letGo={letGo} />
      {isPart && <p>{t.pickUp.part.waits(formatMoney(shop, letGo.keptMinor))}</p>}
      {exchangingInto !== null
        ? <Exchanging frame={frame} into={exchangingInto} />
        : (
          <ActionForm frame={frame} action={`/sales/${sale.id}/rest`} class="stack">
            <input type="hidden" name="shown" value={String(letGo.backMinor)} />
            <input type="hidden" name="waits" value={String(letGo.waits)} />
            {isPart &&
              letGo.lines.map(({ id, left }) => <input type="hidden" name={`pieces-${id}`} value={String(left)} />)}
            <AgreeingFields frame={frame} agreeing={agreeing} why={t.pickUp.seniorAgrees} />
            <div class="row">
              <a class="btn" href={`/sales/${sale.id}/pick-up`}>{texts.keep}</a>
              <button class="btn btn-stop" type="submit" id="let-go-now">
                {isPart ? t.pickUp.part.deed : texts.deed}
              </button>
            </div>
          </ActionForm>
        )}
    </section>
  );
}

/** What Klarna lets go of, or is not asked for, if it still holds it, and how what is paid already goes back. */
export function RestBack(
  { frame: { t, shop }, letGo }: {
    frame: Frame;
    letGo: Pick<LetGoView, "leftMinor" | "backMinor" | "heldMinor" | "isPart" | "back">;
  },
) {
  const { voiding, tenders } = t.sale;
  const { leftMinor, backMinor, heldMinor, isPart } = letGo;
  const goneMinor = leftMinor - backMinor - heldMinor;
  const unasked = isPart ? t.pickUp.part.notAsked : voiding.goesBack.klarna;
  return (
    <dl class="pairs">
      <div>
        <dt>{tenders.klarna}</dt>
        {heldMinor > 0 && <dd>{unasked(formatMoney(shop, heldMinor))}</dd>}
        {goneMinor > 0 && <dd>{t.pickUp.nothingHeld(formatMoney(shop, goneMinor))}</dd>}
      </div>
      {letGo.back.map((one) => (
        <div>
          <dt>{tenders[one.kind]}</dt>
          <dd>{howItGoesBack(t, one, formatMoney(shop, one.amountMinor))}</dd>
        </div>
      ))}
    </dl>
  );
}

function howItGoesBack({ sale, pickUp: { rest } }: Messages, { kind, isFound }: GoesBack, money: string): string {
  if (isFound) return rest.givenBackThere(money);
  return kind === "klarna" ? rest.klarnaGivesBack(money) : sale.voiding.goesBack[kind](money);
}
