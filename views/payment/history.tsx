import type { SendingView } from "../data.ts";
import { formatTimeExactly } from "../format.ts";
import { ChannelIcon, StatusIcon } from "./icons.tsx";
import type { WindowView } from "./parts.tsx";

/** How many links are listed; older ones say nothing new. */
const MOST_SENDINGS = 4;

/** Each sending with Klarna's answer, newest first. Addresses are masked. `from`: how many of the newest are told elsewhere. */
export function Sendings({ view, from = 0 }: { view: WindowView; from?: number }) {
  const t = view.frame.t.payment;
  const rows = view.payment.sendings.slice(from, MOST_SENDINGS);
  if (rows.length === 0) return null;
  return (
    <ul class="steps" id="sendings" aria-label={t.historyLabel}>
      {rows.map((sending) => <SendingRow key={sending.id} view={view} sending={sending} />)}
    </ul>
  );
}

/**
 * What Klarna has told so far, and what it will tell next; not what the customer does in between.
 * `isShort` leaves out the sendings and what is far off.
 */
export function History({ view, isShort = false }: { view: WindowView; isShort?: boolean }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const opened = payment.events.find((event) => event.status === "in_progress");
  const approved = payment.events.findLast((event) => event.status === "authorized");
  return (
    <ol class={isShort ? "steps" : "steps lead"} aria-label={t.historyLabel}>
      {!isShort &&
        payment.sendings.slice(0, MOST_SENDINGS).reverse().map((sending) => (
          <SendingRow
            view={view}
            sending={sending}
          />
        ))}
      {opened && <PastStep text={t.linkOpened} time={formatTimeExactly(frame.shop, opened.at)} />}
      {approved
        ? <PastStep text={t.approved} time={formatTimeExactly(frame.shop, approved.at)} />
        : <ComingSteps view={view} isShort={isShort} />}
    </ol>
  );
}

/** What is going on now, and Klarna's approval, as long as it is still to come. */
function ComingSteps({ view, isShort }: { view: WindowView; isShort: boolean }) {
  const t = view.frame.t.payment;
  const isReading = view.face.name === "checking";
  return (
    <>
      <li aria-current="step">
        <StatusIcon name="progress" />
        <span>{isReading ? t.readingBack : nowText(view)}</span>
      </li>
      {!isReading && !isShort && (
        <li>
          <StatusIcon name="gone" />
          <span>{t.approvalNext}</span>
        </li>
      )}
    </>
  );
}

function nowText({ frame, payment }: WindowView): string {
  const t = frame.t.payment;
  if (payment.status === "in_review") return t.deciding;
  if (payment.status !== "in_progress") return t.notOpened;
  return payment.lastTry === null ? t.pageOpen : t.nextTry;
}

function SendingRow({ view, sending }: { view: WindowView; sending: SendingView }) {
  const { frame } = view;
  const address = sending.maskedAddress ?? "";
  return (
    <li class="is-past">
      <ChannelIcon channel={sending.channel} />
      <span>{frame.t.payment.sending(sending.channel, sending.via ?? "klarna", address, sending)}</span>
      <span>{formatTimeExactly(frame.shop, sending.askedAt)}</span>
    </li>
  );
}

function PastStep({ text, time }: { text: string; time: string }) {
  return (
    <li class="is-past">
      <StatusIcon name="done" />
      <span>{text}</span>
      <span>{time}</span>
    </li>
  );
}
