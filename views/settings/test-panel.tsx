import { ownRefusalOf } from "../../src/domain/own-refusals.ts";
import type { Frame } from "../data.ts";
import type { KlarnaTestView, TestStep } from "./data.ts";
import { formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { ownRefusalText } from "../payment/own-refusal.ts";

const STEPS: readonly TestStep[] = ["payment_session", "hosted_session", "disable"];

/** What a try of the connection came to: first what Klarna answered, then what we make of it. */
export function TestPanel({ frame, test }: { frame: Frame; test: KlarnaTestView | null }) {
  const texts = frame.t.klarnaSettings.testing;
  return (
    <section class="panel stack-sm" id="klarna-test" aria-labelledby="klarna-test-title" aria-live="polite">
      <h2 id="klarna-test-title">{texts.heading}</h2>
      {test === null ? <p>{texts.none}</p> : <TestResult frame={frame} test={test} />}
    </section>
  );
}

type ResultProps = { frame: Frame; test: KlarnaTestView };

function TestResult({ frame, test }: ResultProps) {
  const texts = frame.t.klarnaSettings.testing;
  const seconds = (test.tookMs / 1000).toFixed(1);
  const isFine = test.stopped === null;
  return (
    <>
      <div class={`notice ${isFine ? "is-done" : "is-fail"}`}>
        <Icon name={isFine ? "done" : "warning"} />
        <p class="grow">
          <b>{isFine ? texts.works(seconds, formatTimeExactly(frame.shop, test.at)) : outcomeOf(frame, test)}</b>
        </p>
      </div>
      <ul class="stack-sm">
        {STEPS.filter((step) => test.done.includes(step)).map((step) => (
          <li>
            <span class="ok">
              <Icon name="check" />
            </span>{" "}
            {texts.steps[step]}
          </li>
        ))}
      </ul>
      {test.stopped !== null && <Stopped frame={frame} test={test} stopped={test.stopped} />}
    </>
  );
}

/** Who stopped it: this till, the way to Klarna, or Klarna. */
function outcomeOf(frame: Frame, { stopped }: KlarnaTestView): string {
  const texts = frame.t.klarnaSettings.testing;
  if (stopped !== null && ownRefusalOf(stopped.code) !== null) return texts.stoppedHere;
  return stopped?.httpStatus === null ? texts.unanswered : texts.stopped;
}

function Stopped({ frame, test, stopped }: ResultProps & { stopped: NonNullable<KlarnaTestView["stopped"]> }) {
  const texts = frame.t.klarnaSettings.testing;
  const { step, httpStatus, code, correlationId, guess } = stopped;
  const own = ownRefusalText(frame, code, frame.shop.currency);
  const facts = [
    [texts.status, httpStatus === null ? texts.noStatus : String(httpStatus)],
    [texts.code, code ?? texts.missing],
    [texts.correlationId, correlationId ?? texts.missing],
    [texts.address, test.url],
  ] as const;
  return (
    <>
      <p class="err">
        <Icon name="warning" /> {texts.failed[step]}
      </p>
      {own === null
        ? (
          <>
            <h3>{texts.answered}</h3>
            <dl class="facts">
              {facts.map(([name, value]) => (
                <div>
                  <dt>{name}</dt>
                  <dd class="code">{value}</dd>
                </div>
              ))}
            </dl>
            <p>
              <b>{texts.guess}</b> {texts.guesses[guess]}
            </p>
          </>
        )
        : (
          <p>
            <b>{texts.notAsked}</b> {own}
          </p>
        )}
    </>
  );
}
