import type { Problem } from "../../src/domain/problem.ts";
import type { SellingStop } from "../../src/domain/selling.ts";
import type { FormState, Frame, StaffChoice } from "../data.ts";
import { ActionForm, ApproverFields, Field } from "../form.tsx";
import { formatDate, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";

export type SellingPageProps = {
  frame: Frame;
  stop: SellingStop;
  /** The managers, for whoever may not decide alone; else empty. */
  approvers: StaffChoice[];
  /** The reason as it was typed. */
  form: FormState;
  problem: Problem | null;
};

/** Where a manager's word goes. */
const DEEDS = { recovery: "/selling/opening", clock: "/selling/clock" } as const;

/** Why the till may not sell now, how far it is, and the one way past it: a manager's word. */
export function SellingPage(props: SellingPageProps) {
  const { frame, stop, problem } = props;
  const texts = frame.t.selling;
  return (
    // What the note says on every other page is all that this one is about.
    <Page
      frame={{ ...frame, stop: null }}
      title={texts.title}
      shell="office"
      refresh={{ seconds: 5, path: "/selling" }}
    >
      <main class="main stack" id="main">
        <SellingPart frame={frame} stop={stop} />
        <p>
          <a class="btn" href="/payments">{texts.toPayments}</a>
        </p>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        <ManagersWord {...props} />
      </main>
    </Page>
  );
}

/** The part of the page that looks for itself how things stand, and with which it is answered. */
export function SellingPart({ frame, stop }: { frame: Frame; stop: SellingStop }) {
  return (
    <div id="stop" class="stack" hx-get="/selling" hx-trigger="every 2s" hx-swap="outerMorph">
      <SellingState frame={frame} stop={stop} />
    </div>
  );
}

function SellingState({ frame, stop }: { frame: Frame; stop: SellingStop }) {
  const texts = frame.t.selling;
  return (
    <>
      <h1>
        <Icon name="warning" /> {texts[stop.why].heading}
      </h1>
      <p class="lead">{texts[stop.why].means}</p>
      {stop.why === "recovery" ? <RecoveryState frame={frame} stop={stop} /> : <ClockState frame={frame} stop={stop} />}
    </>
  );
}

function RecoveryState({ frame, stop }: { frame: Frame; stop: Extract<SellingStop, { why: "recovery" }> }) {
  const texts = frame.t.selling;
  const { read, total, lost } = stop;
  return (
    <>
      <p class="row">
        <progress max={Math.max(1, total)} value={read} aria-label={texts.recovery.progressLabel} />
        <b>{texts.recovery.progress(read, total)}</b>
      </p>
      <p>
        {texts.recovery.lost(lost)} {texts.klarna[frame.klarna]}
      </p>
    </>
  );
}

function ClockState({ frame, stop }: { frame: Frame; stop: Extract<SellingStop, { why: "clock" }> }) {
  const texts = frame.t.selling.clock;
  const times = [{ term: texts.wallAt, at: stop.wallAt }, { term: texts.lastEntryAt, at: stop.lastEntryAt }];
  return (
    <dl class="facts">
      {times.map(({ term, at }) => (
        <div>
          <dt>{term}</dt>
          <dd>{formatDate(frame.shop, at)}, {formatTimeExactly(frame.shop, at)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** It is open when it was just refused, so that what was wrong is seen. */
function ManagersWord({ frame, stop, approvers, form, problem }: SellingPageProps) {
  const texts = frame.t.selling;
  const words = texts[stop.why];
  const isOpen = problem !== null || Object.keys(form.problems).length > 0;
  return (
    <details class="panel" open={isOpen}>
      <summary>{words.anyway}</summary>
      <ActionForm frame={frame} action={DEEDS[stop.why]} class="stack-sm">
        <p>{words.anywayMeans}</p>
        <Field t={frame.t} name="reason" label={texts.reason} hint={texts.reasonHint} form={form} required />
        {approvers.length > 0 && <ApproverFields t={frame.t} approvers={approvers} why={texts.managerAgrees} />}
        <button class="btn btn-main" type="submit">{words.anywayNow}</button>
      </ActionForm>
    </details>
  );
}
