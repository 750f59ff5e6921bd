import { isUndecided } from "../../src/domain/payment.ts";
import { formatElapsed, formatMoney } from "../format.ts";
import type { Frame, PaymentView } from "../data.ts";
import { ProblemNotice } from "../problem.tsx";
import { Strip, StripState } from "../sale/strip.tsx";
import { WindowActions } from "./actions.tsx";
import { WindowBody } from "./body.tsx";
import { faceOf, isLive, LATE_CHECK_MS, overdueMs, silenceMs, VERY_LATE_CHECK_MS } from "./face.ts";
import { StatusIcon, statusIconUri } from "./icons.tsx";
import { isElsewhere, isNearLimit, viewOf, type WindowProps, type WindowView } from "./parts.tsx";

/** The window goes on asking by itself this often, in case nothing is pushed. */
const POLL_EVERY = "every 4s";
/** A hidden tab keeps its stream, since its title is watched. */
const STREAM_CONFIG = JSON.stringify({
  sse: { pauseOnBackground: false, reconnectMaxDelay: 3000, connectTimeout: 5000 },
});
/** A refusal, e.g. after signing out, must not land inside the window. */
const SKIP_REFUSALS = { "hx-status:4xx": "swap:none" };

/** The Klarna payment window, as a page holds it and as every cashier's action in it answers. */
export function PaymentWindow(props: WindowProps) {
  const view = viewOf(props);
  return (
    <dialog open class="pay" id="pay" aria-modal="true" aria-labelledby="pay-title" aria-describedby="pay-state">
      <WindowContent view={view} isFresh />
    </dialog>
  );
}

/** The answer to a cashier's action: the window, the page's title and the strip, whose lock may have changed. */
export function PaymentAnswer(props: WindowProps) {
  return (
    <>
      <PaymentTitle {...props} />
      <PaymentWindow {...props} />
      <Strip frame={props.frame} sale={props.sale} place="panel" oob />
    </>
  );
}

/** What is pushed, and what a poll answers: the inside of the window, morphed so that focus survives. */
export function PaymentLive(props: WindowProps) {
  const view = viewOf(props);
  return (
    <>
      <PaymentTitle {...props} />
      <WindowContent view={view} isFresh={false} />
      {isLive(props.payment)
        ? <StripState frame={props.frame} sale={props.sale} place="panel" />
        : <Strip frame={props.frame} sale={props.sale} place="panel" oob />}
    </>
  );
}

/** The page's title follows the state, so that a tab in the background shows it. */
export function paymentTitle(frame: Frame, payment: PaymentView): string {
  const t = frame.t.payment;
  const amount = formatMoney({ ...frame.shop, currency: payment.currency }, payment.amountMinor);
  return t.title(t.words[faceOf(payment, frame.now).word], amount);
}

/** And so does its icon. */
export function paymentIcon(frame: Frame, payment: PaymentView): string {
  const { icon, tone } = faceOf(payment, frame.now);
  return statusIconUri(icon, tone);
}

function PaymentTitle({ frame, payment }: WindowProps) {
  return <title>{frame.t.frame.titled(paymentTitle(frame, payment))}</title>;
}

/** `isFresh`: not a morph, so the focus goes to the heading. A push must never move it. */
function WindowContent({ view, isFresh }: { view: WindowView; isFresh: boolean }) {
  return (
    <>
      <WindowHead view={view} isFresh={isFresh} />
      <div
        class="pay-live"
        id="pay-live"
        data-face={view.face.name}
        data-sound={view.face.sound ?? undefined}
        data-icon={paymentIcon(view.frame, view.payment)}
      >
        <Band view={view} />
        <div class="pay-body" tabindex={0}>
          <LastProblem view={view} />
          <p class="notice is-lost" id="pay-scan" role="alert" hidden hx-morph-skip="">
            {view.frame.t.frame.basketIsLocked}
          </p>
          <LateCheck view={view} />
          <WindowBody view={view} />
        </div>
      </div>
      <WindowActions view={view} />
      {isLive(view.payment) && <Feed view={view} />}
    </>
  );
}

/**
 * The two ways news comes in. Both vanish with the last change that comes by itself, and with them the stream and the poll.
 * htmx never tries a stream again whose first connect failed; each answered poll makes it try, since a morph
 * prepares anew what has no stream. A trigger of its own would add one more timer with every morph.
 */
function Feed({ view }: { view: WindowView }) {
  const { payment, show } = view;
  return (
    <>
      <span
        hidden
        id="pay-stream"
        hx-sse:connect={`/payments/${payment.id}/live?show=${show}`}
        hx-target="#pay"
        hx-swap="innerMorph"
        hx-sync="this:drop"
        hx-config={STREAM_CONFIG}
        {...SKIP_REFUSALS}
      />
      <span
        hidden
        id="pay-poll"
        hx-get={`/payments/${payment.id}/panel?show=${show}`}
        hx-trigger={POLL_EVERY}
        hx-target="#pay"
        hx-swap="innerMorph"
        {...SKIP_REFUSALS}
      />
    </>
  );
}

function WindowHead({ view, isFresh }: { view: WindowView; isFresh: boolean }) {
  const { frame, face, amount } = view;
  const t = frame.t.payment;
  return (
    <div class="pay-head">
      <h2 id="pay-title" tabindex={-1} autofocus={isFresh} aria-describedby="pay-state pay-question">
        <span class="kpill">{t.klarna}</span> {t.payment}
      </h2>
      <p>
        <span class="vh">{t.amount}</span> {amount}
      </p>
      <ol class="track" aria-label={t.stepsLabel}>
        {t.steps.map((step, index) => (
          <li
            class={index + 1 < face.step ? "is-past" : undefined}
            aria-current={index + 1 === face.step ? "step" : undefined}
          >
            {step}
          </li>
        ))}
      </ol>
      <p class="vh" id="pay-announce" role="status">
        {!face.isAlert && `${t.words[face.word]}. ${sentenceOf(view)}`}
      </p>
    </div>
  );
}

/** What stood in the way of the last press. News of the payment leaves it alone, until there is another face. */
function LastProblem({ view }: { view: WindowView }) {
  return (
    <div id="pay-problem" data-face={view.face.name} hx-morph-skip>
      {view.problem && <ProblemNotice t={view.frame.t} problem={view.problem} />}
    </div>
  );
}

/** What is so, or where it is worked at when that is not here; what is saved is no longer open there. */
function sentenceOf(view: WindowView): string {
  const t = view.frame.t.payment;
  return isElsewhere(view) && !view.payment.isSaved
    ? t.openOn(view.facts.holder)
    : t.sentences[view.face.name](view.facts);
}

function Band({ view }: { view: WindowView }) {
  const { frame, face } = view;
  const t = frame.t.payment;
  return (
    <div class={`band ${face.tone}`}>
      <StatusIcon name={face.icon} />
      <p class="grow" id="pay-state" role={face.isAlert ? "alert" : undefined}>
        <b>{t.words[face.word]}</b> {sentenceOf(view)}
      </p>
      <Clock view={view} />
    </div>
  );
}

/** Outside the live regions, so that the seconds are never read out. */
function Clock({ view }: { view: WindowView }) {
  const { frame, payment, face } = view;
  const t = frame.t.payment;
  if (face.name === "in_review") {
    return (
      <p class="num">
        <b data-since={String(payment.statusAt)}>{formatElapsed(frame.now - payment.statusAt)}</b>
        <small>{t.sinceFinished}</small>
      </p>
    );
  }
  if (!isUndecided(payment.status) || NO_CLOCK.has(face.name)) return null;
  const elapsed = <b data-since={String(payment.createdAt)}>{formatElapsed(frame.now - payment.createdAt)}</b>;
  return (
    <p class="num">
      {isNearLimit(view) ? <span class="pill is-wait">{elapsed}</span> : elapsed}
      <small>
        {t.ofLimit(formatElapsed(payment.limitAt - payment.createdAt))}
        {payment.checkedAt !== null && <CheckedAgo view={view} checkedAt={payment.checkedAt} />}
      </small>
    </p>
  );
}

const NO_CLOCK: ReadonlySet<string> = new Set(["reminder", "starting", "send_choice", "cancelling", "releasing"]);

function CheckedAgo({ view, checkedAt }: { view: WindowView; checkedAt: number }) {
  const { frame, payment } = view;
  const overdue = overdueMs(payment, frame.now);
  const seconds = Math.floor(silenceMs(payment, frame.now) / 1000);
  const tone = overdue >= VERY_LATE_CHECK_MS ? "pill is-fail" : overdue >= LATE_CHECK_MS ? "pill is-lost" : undefined;
  return (
    <>
      {" · "}
      <span class={tone} data-checked-at={String(checkedAt)}>{frame.t.payment.checkedAgo(seconds)}</span>
    </>
  );
}

/** A minute without an answer is said loudly, with the reason. */
function LateCheck({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  // Where the whole window says that there is no answer, it is not said twice.
  const isSaidElsewhere = view.face.name === "unsure" || view.face.name === "start_away";
  const isClockShown = isUndecided(payment.status) && !NO_CLOCK.has(view.face.name);
  if (!isClockShown || isSaidElsewhere || overdueMs(payment, frame.now) < VERY_LATE_CHECK_MS) return null;
  const t = frame.t.payment;
  const silence = silenceMs(payment, frame.now);
  return (
    <div class="notice is-fail">
      <StatusIcon name="lost" />
      <p>{t.lateCheck(Math.floor(silence / 1000), t.failureReason(payment.failureCode))}</p>
    </div>
  );
}
