import { canExtend, type Channel } from "../../src/domain/payment.ts";
import { readyToSendAt } from "./face.ts";
import { ChannelIcon } from "./icons.tsx";
import { canCancel, Deed, isAskingToCancel, isNearLimit, type WindowView } from "./parts.tsx";
import { ContactLink, waysTo } from "./send.tsx";

/** The newest link did not arrive: again the same way once it has rested, or another way. */
export function Resend({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { channel } = view.facts;
  const others = waysTo(view.payment.customer).map((way) => way.channel).filter((other) => other !== channel);
  return (
    <div class="stack-sm" id="resend">
      {channel !== "qr" && <h3>{t.nothingYet[channel]}</h3>}
      <Deed view={view} noun="sendings" class="stack-sm">
        {channel !== "qr" && <SendButton view={view} channel={channel} text={t.sendAgain} />}
        {others.map((other) => (
          <SendButton view={view} channel={other} text={other === "sms" ? t.sendText : t.sendEmail} />
        ))}
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

/** Greyed while the last one rests, with the seconds that are left; the page's script counts them down. */
function SendButton({ view, channel, text }: { view: WindowView; channel: Channel; text: string }) {
  const { frame, payment } = view;
  const readyAt = readyToSendAt(payment, channel, frame.now);
  const waitS = Math.ceil(((readyAt ?? 0) - frame.now) / 1000);
  return (
    <button
      class="btn"
      name="channel"
      value={channel}
      type="submit"
      id={`resend-${channel}`}
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

/** The link itself. Where the browser has no clipboard, it is shown in a field and selected. */
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
    </>
  );
}
