import type { MessageChannel } from "../../src/domain/link-routes.ts";
import { canExtend } from "../../src/domain/payment.ts";
import { readyToSendAt } from "./face.ts";
import { ChannelIcon } from "./icons.tsx";
import { canCancel, Deed, isAskingToCancel, isNearLimit, type WindowView } from "./parts.tsx";
import { ContactLink, sendText } from "./send.tsx";
import { type Way, waysLeft, wayValue } from "./ways.ts";

/** The newest link did not arrive: again the same way once it has rested, or another way. */
export function Resend({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { channel } = view.facts;
  const others = waysLeft(view.payment).filter((way) => way.channel !== channel);
  return (
    <div class="stack-sm" id="resend">
      {channel !== "qr" && <h3>{t.nothingYet[channel]}</h3>}
      <Deed view={view} noun="sendings" class="stack-sm">
        {channel !== "qr" && <SendAgain view={view} channel={channel} />}
        {others.map((way) => <SendButton view={view} way={way} text={sendText(view, way)} />)}
        {channel !== "qr" && (
          <button class="btn" name="channel" value="qr" type="submit" id="resend-qr">
            <ChannelIcon channel="qr" /> {t.showQr}
          </button>
        )}
      </Deed>
      <div class="row">
        {channel !== "qr" && <ContactLink view={view} class="btn btn-quiet grow" isShort />}
        <CopyLink view={view} />
      </div>
    </div>
  );
}

/** By the same route, as long as it is open; and by our own, when nobody knows what became of Klarna's message. */
function SendAgain({ view, channel }: { view: WindowView; channel: MessageChannel }) {
  const { facts, payment, face } = view;
  const routes = payment.routes[channel];
  const again = routes.includes(facts.via) ? facts.via : routes[0];
  const ours = face.name === "maybe_sent" ? routes.find((via) => via !== "klarna" && via !== again) : undefined;
  return (
    <>
      {again && <SendButton view={view} way={{ channel, via: again }} text={view.frame.t.payment.sendAgain} />}
      {ours && <SendButton view={view} way={{ channel, via: ours }} text={sendText(view, { channel, via: ours })} />}
    </>
  );
}

type SendButtonProps = { view: WindowView; way: Pick<Way, "channel" | "via">; text: string };

/** Greyed while the last one rests, with the seconds that are left; the page's script counts them down. */
function SendButton({ view, way, text }: SendButtonProps) {
  const { channel } = way;
  const { frame, payment } = view;
  const readyAt = readyToSendAt(payment, channel, frame.now);
  const waitS = Math.ceil(((readyAt ?? 0) - frame.now) / 1000);
  return (
    <button
      class="btn"
      name="channel"
      value={wayValue(way)}
      type="submit"
      id={`resend-${wayValue(way)}`}
      disabled={readyAt !== null}
    >
      <ChannelIcon channel={channel} /> {readyAt === null
        ? text
        : <span data-ready-at={String(readyAt)} data-ready-text={text}>{frame.t.payment.sendIn(text, waitS)}</span>}
    </button>
  );
}

/** The till's limit is near: the cashier can give the customer more time. */
export function MoreTime({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  if (!isNearLimit(view) || !canCancel(view) || isAskingToCancel(view)) return null;
  if (!canExtend(payment)) return <span class="meta">{frame.t.payment.noMoreTime}</span>;
  return (
    <Deed view={view} noun="extension">
      <button class="btn" type="submit" id="more-time">{frame.t.payment.moreTime}</button>
    </Deed>
  );
}

/** The link itself. Where the browser has no clipboard, it is shown in a field and selected; without script, just shown. */
export function CopyLink({ view }: { view: WindowView }) {
  const { t } = view.frame;
  const { linkUrl } = view.payment;
  if (linkUrl === null) return null;
  return (
    <>
      <button
        class="btn btn-quiet grow"
        type="button"
        data-copy={linkUrl}
        data-for="pay-link"
        data-done={t.frame.copied}
      >
        {t.payment.copyLink}
      </button>
      <input class="input code" id="pay-link" value={linkUrl} aria-label={t.payment.linkLabel} readonly hidden />
      <noscript>
        <input class="input code" value={linkUrl} aria-label={t.payment.linkLabel} readonly />
      </noscript>
    </>
  );
}
