import type { Problem } from "../../src/domain/problem.ts";
import type { Frame } from "../data.ts";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import type { ExchangeStepView, ExchangeView } from "./data.ts";
import { ExchangeDeeds } from "./exchange-deeds.tsx";
import { ExchangeStrip } from "./exchange-strip.tsx";
import { isHopeless } from "./hopeless.ts";

export type ExchangePageProps = { frame: Frame; view: ExchangeView; problem?: Problem | null };

/** An exchange: its steps in the order in which nobody can lose, and how far they are. */
export function ExchangePage({ frame, view, problem = null }: ExchangePageProps) {
  const texts = frame.t.exchange;
  return (
    <Page
      frame={frame}
      title={texts.title(view.saleCode)}
      shell="till"
      current="returns"
      keys={[{ action: "back", label: texts.toBasket, href: `/sales/${view.newSaleId}` }]}
      refresh={isUnderWay(view) ? { seconds: 5, path: `/sales/${view.newSaleId}/exchange` } : undefined}
    >
      <main class="work" id="main">
        <ExchangeArea frame={frame} view={view} problem={problem} />
      </main>
      <ExchangeStrip frame={frame} view={view} />
    </Page>
  );
}

/** The steps and what can be done now. While Klarna has not answered it asks for itself. */
export function ExchangeArea({ frame, view, problem = null }: ExchangePageProps) {
  const texts = frame.t.exchange;
  const live = isUnderWay(view)
    ? { "hx-get": `/sales/${view.newSaleId}/exchange`, "hx-trigger": "every 2s", "hx-swap": "outerMorph" }
    : {};
  const said = problem ?? view.problem;
  return (
    <section class="sheet fill" id="exchange" aria-labelledby="exchange-title" {...live}>
      <div class="row row-apart">
        <div>
          <h1 id="exchange-title" tabindex={-1}>{texts.heading}</h1>
          <p class="meta">
            <a href={`/sales/${view.saleId}/receipt`}>{texts.of(view.saleCode)}</a>
            {view.customerName === null ? "" : ` · ${view.customerName}`}
          </p>
        </div>
        <a class="btn btn-quiet" href={`/sales/${view.newSaleId}`} data-key={frame.keys.back}>
          <Icon name="back" /> {texts.toBasket} <Key frame={frame} action="back" />
        </a>
      </div>
      {said !== null && <ProblemNotice t={frame.t} problem={said} />}
      {view.stage === "stopped" && <p class="notice">{texts.stopped}</p>}
      {view.stage === "ringing_up" && <p class="notice">{texts.empty}</p>}
      {(view.stage === "under_way" || view.stage === "over") && !isHopeless(view) && (
        <Steps
          frame={frame}
          view={view}
        />
      )}
      {view.stage === "over" && <p role="status">{texts.over}</p>}
      <ExchangeDeeds frame={frame} view={view} />
    </section>
  );
}

function Steps({ frame, view }: { frame: Frame; view: ExchangeView }) {
  return (
    <ol aria-label={frame.t.exchange.steps}>
      {view.steps.map((step, index) => (
        <li class="task" id={`step-${step.kind}`}>
          <div>
            <b class="lead">{index + 1}. {titleOf(frame, view, step)}</b>
            <br />
            {meaningOf(frame, view, step)}
          </div>
          <StepPill frame={frame} step={step} />
        </li>
      ))}
    </ol>
  );
}

function titleOf(frame: Frame, view: ExchangeView, step: ExchangeStepView): string {
  const texts = frame.t.exchange;
  if (step.kind === "hand_over") return texts.handOver;
  const amount = formatMoney({ ...frame.shop, currency: view.currency }, step.amountMinor);
  return { pay: texts.pay, refund: texts.refund, let_go: texts.letGo }[step.kind](amount);
}

function meaningOf(frame: Frame, view: ExchangeView, { kind }: ExchangeStepView): string | null {
  const texts = frame.t.exchange;
  if (kind === "pay") return texts.payMeans;
  if (kind === "let_go") return texts.letGoMeans;
  if (kind === "hand_over") return texts.handOverMeans;
  const shop = { ...frame.shop, currency: view.currency };
  const ways = view.back.map((way) => `${frame.t.sale.tenders[way.kind]} ${formatMoney(shop, way.amountMinor)}`);
  return ways.length === 0 ? null : texts.refundMeans(ways.join(", "));
}

const PILLS = {
  done: { tone: "is-done", icon: "done" },
  next: { tone: "is-prog", icon: "waiting" },
  then: { tone: "is-stop", icon: "less" },
  under: { tone: "is-prog", icon: "waiting" },
  stuck: { tone: "is-fail", icon: "warning" },
} as const;

function StepPill({ frame, step }: { frame: Frame; step: ExchangeStepView }) {
  const { tone, icon } = PILLS[step.state];
  return (
    <span class={`pill ${tone} is-end`}>
      <Icon name={icon} /> {frame.t.exchange[step.state]}
    </span>
  );
}

function isUnderWay({ steps, stage }: ExchangeView): boolean {
  return stage === "over" && steps.some(({ state }) => state === "under");
}
