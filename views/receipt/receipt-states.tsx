import type { Child } from "hono/jsx";
import type { PrintOutcome, PrintState } from "../../src/domain/receipt.ts";
import type { Frame } from "../data.ts";
import type { DeskPlace, PrintView, ReceiptDeskView, ReceiptMailView } from "./data.ts";
import { ActionForm } from "../form.tsx";
import { formatIn, formatTime } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import type { Messages } from "../messages/catalogue.ts";

type StatesProps = { frame: Frame; desk: ReceiptDeskView; place: DeskPlace };

/** What became of each printing and e-mail. While one is under way it asks for itself. */
export function ReceiptStates({ frame, desk, place }: StatesProps) {
  const { prints, mails, drawer } = desk;
  return (
    <div
      id="receipt-states"
      role="status"
      {...(isUnderWay(desk)
        ? {
          "hx-get": `${desk.base}/receipt/states?place=${place}`,
          "hx-trigger": "every 2s",
          "hx-swap": "outerHTML",
        }
        : {})}
    >
      <ul class="stack-sm">
        {drawer !== null && <DrawerState frame={frame} state={drawer.state} />}
        {mails.map((mail) => <MailState frame={frame} desk={desk} place={place} mail={mail} />)}
        {prints.map((print, index) => (
          <PrintedState frame={frame} print={print}>
            {index === 0 && hasFailed(print) && <PrintHere frame={frame} desk={desk} place={place} />}
          </PrintedState>
        ))}
      </ul>
    </div>
  );
}

/** Whether the newest printing came to nothing. */
export function hasFailed(print: PrintView | undefined): boolean {
  return print?.state === "failed";
}

/** With a printer of its own a register can still print from its screen. */
export function PrintHere({ frame, desk, place }: StatesProps) {
  return (
    <ActionForm frame={frame} action={`${desk.base}/prints`}>
      <input type="hidden" name="way" value="screen" />
      <input type="hidden" name="place" value={place} />
      <button class="btn" type="submit">{frame.t.receiptDesk.printHere}</button>
    </ActionForm>
  );
}

function isUnderWay({ mails, prints, drawer }: ReceiptDeskView): boolean {
  return mails.some(({ state }) => state === "waiting" || state === "sending") ||
    prints.some(({ state }) => state === "asked") || drawer?.state === "asked";
}

type StateProps = { icon: IconName; isBad?: boolean; words: string; means?: string; foot?: string; children?: Child };

function State({ icon, isBad = false, words, means, foot, children }: StateProps) {
  return (
    <li class={isBad ? "notice is-wait" : "row"}>
      <Icon name={icon} />
      <div class="grow">
        <b>{words}</b> {foot !== undefined && <span class="meta">{foot}</span>}
        {means !== undefined && <p>{means}</p>}
      </div>
      {children}
    </li>
  );
}

function DrawerState({ frame, state }: { frame: Frame; state: PrintState }) {
  const texts = frame.t.receiptDesk.drawer;
  if (state === "asked") return <State icon="waiting" words={texts.asked} />;
  if (state === "failed") return <State icon="warning" isBad words={texts.failed} means={texts.failedMeans} />;
  return <State icon="check" words={texts[state]} />;
}

function PrintedState({ frame, print, children }: { frame: Frame; print: PrintView; children?: Child }) {
  const { t, shop } = frame;
  const texts = t.receiptDesk.prints;
  const at = t.receiptDesk.at(formatTime(shop, print.at), print.staffName);
  const foot = print.showsNumbers ? `${at}, ${t.receiptDesk.withNumbers}` : at;
  if (print.way === "screen") return <State icon="print" words={texts.screen(print.copy)} foot={foot} />;
  if (print.state === "asked") return <State icon="waiting" words={texts.asked} foot={foot} />;
  return (
    <PrinterSaid frame={frame} outcome={{ ...print, state: print.state }} copy={print.copy} foot={foot}>
      {print.state === "failed" && children}
    </PrinterSaid>
  );
}

type SaidProps = { frame: Frame; outcome: PrintOutcome; copy?: number; foot?: string; children?: Child };

/** What a receipt printer answered, in words. Stands in a list. */
export function PrinterSaid({ frame, outcome: { state, code }, copy = 0, foot, children }: SaidProps) {
  const texts = frame.t.receiptDesk.prints;
  const at = foot === undefined ? {} : { foot };
  if (state === "done") return <State icon="check" words={texts.done(copy)} {...at} />;
  if (state === "unknown") return <State icon="print" words={texts.unknown} means={texts.unknownMeans} {...at} />;
  const why = code === "no_paper" || code === "cover_open" ? code : "failed";
  return (
    <State icon="warning" isBad words={texts[why]} means={texts[`${why}Means`]} {...at}>
      {children}
    </State>
  );
}

function MailState({ frame, desk, place, mail }: StatesProps & { mail: ReceiptMailView }) {
  const { t, shop } = frame;
  const { words, means } = mailWords(frame, mail);
  const isSent = mail.state === "sent";
  const isBad = !isSent && (mail.state !== "waiting" && mail.state !== "sending" || mail.tries > 0);
  return (
    <State
      icon={isSent ? "check" : isBad ? "warning" : "waiting"}
      isBad={isBad}
      words={words}
      {...(means === null ? {} : { means })}
      foot={t.receiptDesk.at(formatTime(shop, mail.at), mail.staffName)}
    >
      {mail.isRetriable && (
        <ActionForm
          frame={frame}
          action={`${desk.base}/receipt-mails/${mail.id}/retry`}
          target="#receipt-desk"
        >
          <input type="hidden" name="place" value={place} />
          <button class="btn" type="submit">
            {mail.state === "waiting" ? t.receiptDesk.mails.sendNow : t.receiptDesk.mails.retry}
          </button>
        </ActionForm>
      )}
    </State>
  );
}

function failedMeans(texts: Messages["receiptDesk"]["mails"], code: string | null): string {
  if (code === "forgotten") return texts.failedForgotten;
  return code === "login_refused" ? texts.failedLogin : texts.failedMeans;
}

function mailWords({ t, shop, now }: Frame, mail: ReceiptMailView): { words: string; means: string | null } {
  const texts = t.receiptDesk.mails;
  const { maskedAddress: to, state, tries, nextTryAt, code } = mail;
  if (state === "sent") return { words: texts.sent(to), means: null };
  if (state === "unknown") return { words: texts.unknown(to), means: texts.unknownMeans };
  if (state === "failed") {
    return { words: texts.failed(to), means: failedMeans(texts, code) };
  }
  if (state === "sending" || tries === 0) return { words: texts.waiting(to), means: null };
  return { words: texts.again(to), means: texts.againMeans(formatIn(shop, nextTryAt ?? now, now)) };
}
