import type { KlarnaState } from "../../src/domain/klarna-place.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView } from "../data.ts";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Net, PracticeNote } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { TakenTenders } from "./taken-tenders.tsx";
import { TenderPicks } from "./tender-picks.tsx";

export type TenderAreaProps = { frame: Frame; sale: SaleView; problem?: Problem | null };

/** What the choice depends on beside the sale: a poll that has seen this already is answered with nothing. */
export function tenderSeen(klarna: KlarnaState, isPractice: boolean): string {
  return `${klarna}-${isPractice ? "practice" : "live"}`;
}

/**
 * What is left to pay, and the ways to pay it. It asks by itself whether Klarna has come or gone, for somebody may
 * connect or remove it at another register.
 */
export function TenderArea({ frame, sale, problem = null }: TenderAreaProps) {
  const texts = frame.t.sale.tender;
  return (
    <section
      class="sheet fill"
      id="tender"
      aria-labelledby="tender-title"
      hx-get={`/sales/${sale.id}/tender?seen=${tenderSeen(frame.klarna, sale.isPractice)}`}
      hx-trigger="every 3s"
      hx-swap="outerMorph"
    >
      <TenderHead
        frame={frame}
        title={texts.question}
        back={`/sales/${sale.id}`}
        backText={frame.t.sale.backToBasket}
      />
      <LeftToPay frame={frame} sale={sale} />
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      {frame.klarna !== "ready" && !SAID_ALREADY.includes(problem?.kind ?? "") && (
        <KlarnaNotice frame={frame} sale={sale} />
      )}
      <TenderPicks frame={frame} sale={sale} />
      <TakenTenders frame={frame} sale={sale} />
      {sale.status === "open" && sale.lines.length > 0 && (
        <p class="push">
          <a class="btn btn-quiet" href={`/sales/${sale.id}/void`}>{frame.t.sale.voidThisSale}</a>
        </p>
      )}
    </section>
  );
}

const SAID_ALREADY = ["klarna_not_connected"];

/** The answer to the poll: the choice as it is now, and what the frame around it says of Klarna and of practice. */
export function TenderNews({ frame, sale }: TenderAreaProps) {
  return (
    <>
      <TenderArea frame={frame} sale={sale} />
      <Net frame={frame} oob />
      <PracticeNote frame={{ ...frame, isPractice: sale.isPractice }} oob />
    </>
  );
}

type HeadProps = { frame: Frame; title: string; back: string; backText: string };

/** The head of every payment panel: what it is, and the one step back. */
export function TenderHead({ frame, title, back, backText }: HeadProps) {
  return (
    <div class="row row-apart">
      <h2 id="tender-title" tabindex={-1}>{title}</h2>
      <a class="btn btn-quiet" href={back} data-key={frame.keys.back}>
        <Icon name="back" /> {backText} <Key frame={frame} action="back" />
      </a>
    </div>
  );
}

export function LeftToPay({ frame, sale }: { frame: Frame; sale: SaleView }) {
  return (
    <p>
      <span class="lab">{frame.t.sale.leftToPay}</span>
      <br />
      <span class="big">{formatMoney(frame.shop, sale.totals.dueMinor)}</span>
    </p>
  );
}

function KlarnaNotice({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const texts = frame.t.sale.tender;
  if (frame.klarna === "ready") return null;
  const { title, means } = texts.klarnaWhy[frame.klarna];
  const isManager = frame.operator?.role === "manager";
  return (
    <div class="notice is-lost" role="alert">
      <Icon name="offline" />
      <p class="grow">
        <b>{title}</b>, {means}
      </p>
      {isManager && frame.klarna !== "away"
        ? <a class="btn" href="/settings/klarna">{texts.connectKlarna}</a>
        : (
          <a class="btn" href={`/sales/${sale.id}/tender`}>
            <Icon name="again" /> {texts.checkAgain}
          </a>
        )}
    </div>
  );
}
