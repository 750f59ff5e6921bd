import { encode } from "uqr";
import type { KeyAction } from "../../src/domain/keys.ts";
import type { Channel } from "../../src/domain/payment.ts";
import { isAtLeast } from "../../src/domain/staff.ts";
import type { CustomerView, Frame } from "../data.ts";
import { formatDate } from "../format.ts";
import { Key } from "../keys/key.tsx";
import type { FaceName } from "./face.ts";
import { ChannelIcon } from "./icons.tsx";
import { Deed, type Pair, Pairs, ShowLink, SpokenLine, type WindowView } from "./parts.tsx";
import { hasContact, type Way, waysLeft, waysTo, wayValue } from "./ways.ts";

/** Where the link should go: every way there is an address and a route for, and the QR code always. */
export function SendChoice({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const ways = waysTo(view.payment);
  const isAllByKlarna = view.payment.refusedChannels.length === 0 && ways.every((way) => way.via === "klarna");
  const whereTo = isAllByKlarna ? t.whereTo : t.whereToAnyway;
  return (
    <>
      <h3 class="lead" id="pay-question">{whereTo}</h3>
      {ways.length === 0 && <p>{hasContact(view.payment) ? t.noRoute : t.noContact}</p>}
      <WhatKlarnaAsks view={view} />
      <Deed view={view} noun="sendings" class="picks" label={whereTo}>
        {ways.map((way, index) => (
          <ChannelButton frame={view.frame} channel={way.channel} value={wayValue(way)} isMain={index === 0}>
            {way.via === "klarna" ? way.channel === "sms" ? t.textMessage : t.email : t.sendOurselves[way.channel]}
            <small>{way.address}</small>
          </ChannelButton>
        ))}
        <ChannelButton frame={view.frame} channel="qr" isMain={ways.length === 0}>
          {t.qrCode}
          <small>{view.hasScreen ? t.qrRestOnScreen : t.qrRest}</small>
        </ChannelButton>
      </Deed>
      <RefusedChannels view={view} />
    </>
  );
}

/** What Klarna is not told, the customer types on the phone: better known before the link goes out. */
function WhatKlarnaAsks({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { missing = [], untold = null } = view.payment.customer ?? {};
  const asked = missing.filter((field) => field !== "contact").map((field) => t.missing[field]);
  if (asked.length === 0) return null;
  return <p class="meta">{untold === null ? t.klarnaAsks(asked) : t.klarnaAsksAnyway[untold](asked)}</p>;
}

/** The customer has a Klarna account: their record is read out, and one press says "same" and sends. */
export function Identity({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { customer } = view.payment;
  const ways = waysTo(view.payment);
  return (
    <>
      <SpokenLine view={view} spoken={(texts) => texts.identityAsk} />
      {customer && <Pairs pairs={recordPairs(view, customer)} class="lead" />}
      <WhatKlarnaAsks view={view} />
      <Deed view={view} noun="sendings" class={ways.length > 1 ? "picks picks-2" : "picks"} label={t.identityLabel}>
        {ways.map((way, index) => (
          <ChannelButton frame={view.frame} channel={way.channel} value={wayValue(way)} isMain={index === 0}>
            {way.channel === "sms" ? t.sameText : t.sameEmail}
            <small>{way.address}</small>
          </ChannelButton>
        ))}
        {ways.length === 0 && (
          <ChannelButton frame={view.frame} channel="qr" isMain>
            {t.qrCode}
            <small>{view.hasScreen ? t.qrRestOnScreen : t.qrRest}</small>
          </ChannelButton>
        )}
      </Deed>
    </>
  );
}

/** The message failed, the payment did not: what works now comes first. */
export function SendAnotherWay({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <Deed view={view} noun="sendings" class="picks" label={t.whereTo}>
      <ChannelButton frame={view.frame} channel="qr" isMain>
        {t.showQr}
        <small>{t.qrRestAtOnce}</small>
      </ChannelButton>
      {waysLeft(view.payment).map((way) => (
        <ChannelButton frame={view.frame} channel={way.channel} value={wayValue(way)}>
          {sendText(view, way)}
          <small>{way.address}</small>
        </ChannelButton>
      ))}
    </Deed>
  );
}

/** The cashier is choosing where the link goes: nothing was sent yet, or another way was asked for. */
export function isChoosingHowToSend({ face, show }: WindowView): boolean {
  if (face.name === "send_choice") return show !== "cancel";
  return show === "send" && RESENDABLE.includes(face.name);
}

const RESENDABLE: readonly FaceName[] = ["sending", "sent", "maybe_sent", "not_sent", "qr"];

/** The customer's link as a code, drawn here; Klarna's own picture only when it gave no link. */
export function QrPanel({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { linkUrl, qrImageUrl } = view.payment;
  if (linkUrl !== null) return <QrDrawing text={linkUrl} label={t.qrImageAlt} />;
  if (qrImageUrl !== null) return <img class="qr" src={qrImageUrl} alt={t.qrImageAlt} width="288" height="288" />;
  return <p>{t.noLink}</p>;
}

type ContactLinkProps = { view: WindowView; class: string; isShort?: boolean };

/** Corrects the record without leaving the window. */
export function ContactLink({ view, class: extra, isShort = false }: ContactLinkProps) {
  const t = view.frame.t.payment;
  const { customer } = view.payment;
  if (customer === null) return null;
  const text = isShort ? t.changeContactShort : hasContact(view.payment) ? t.changeContact : t.addContact;
  return <ShowLink view={view} show="contact" class={extra}>{text}</ShowLink>;
}

/** Beside the record that is read out: the QR code, and a way to correct what differs. */
export function IdentityActions({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <span class="row">
      <ShowLink view={view} show="send" class="btn" shortcut="qr">{t.qrCode}</ShowLink>
      {view.payment.customer && <ShowLink view={view} show="contact" class="btn">{t.oneDiffers}</ShowLink>}
    </span>
  );
}

/** What a button says that sends the link this way, where the way itself is not the question. */
export function sendText({ frame }: WindowView, { channel, via }: Pick<Way, "channel" | "via">): string {
  const t = frame.t.payment;
  if (via !== "klarna") return t.sendOurselves[channel];
  return channel === "sms" ? t.sendText : t.sendEmail;
}

/** Why a way is missing or is ours, until when, and a manager's way to have Klarna asked again at once. */
function RefusedChannels({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  if (payment.refusedChannels.length === 0) return null;
  const isManager = frame.operator !== null && isAtLeast(frame.operator.role, "manager");
  return (
    <Deed view={view} noun="klarna-channel" class="stack-sm">
      {payment.refusedChannels.map(({ channel, refusedAt, againAt }) => (
        <p class="meta" id={`refused-${channel}`}>
          {t.refusedChannel(channel, formatDate(frame.shop, refusedAt), formatDate(frame.shop, againAt))}{" "}
          {isManager && (
            <button class="btn btn-quiet" name="channel" value={channel} type="submit">
              {t.askChannelAgain(channel)}
            </button>
          )}
        </p>
      ))}
    </Deed>
  );
}

const SHORTCUTS: Record<Channel, KeyAction> = { sms: "text", email: "email", qr: "qr" };

type ChannelButtonProps = { frame: Frame; channel: Channel; value?: string; isMain?: boolean; children: unknown };

function ChannelButton({ frame, channel, value = channel, isMain = false, children }: ChannelButtonProps) {
  const shortcut = isMain ? "klarna" : SHORTCUTS[channel];
  return (
    <button
      class={isMain ? "btn btn-main" : "btn"}
      name="channel"
      value={value}
      type="submit"
      data-key={frame.keys[shortcut]}
    >
      <ChannelIcon channel={channel} />
      <span>{children}</span>
      <Key frame={frame} action={shortcut} />
    </button>
  );
}

function recordPairs({ frame }: WindowView, customer: CustomerView): Pair[] {
  const t = frame.t.payment;
  const { street, street2, city, postalCode } = customer;
  const address = [street, street2, city, postalCode].filter((part) => part !== null && part !== "").join(", ");
  return [
    { term: t.name, value: `${customer.givenName} ${customer.familyName}` },
    { term: t.mobile, value: customer.phoneText ?? t.notOnFile },
    { term: t.email, value: customer.email ?? t.notOnFile },
    { term: t.address, value: address === "" ? t.notOnFile : address },
  ];
}

/** One path of unit squares, a run of dark ones at a time; the style's padding adds to the light border that scanners need. */
export function QrDrawing({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => darkRuns(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <path d={path.join("")} />
    </svg>
  );
}

function darkRuns(row: boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    runs.push({ x: start, length: x - start + 1 });
  }
  return runs;
}
