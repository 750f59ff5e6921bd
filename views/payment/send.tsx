import { encode } from "uqr";
import type { Channel } from "../../src/domain/payment.ts";
import type { CustomerView } from "../data.ts";
import type { FaceName } from "./face.ts";
import { ChannelIcon } from "./icons.tsx";
import { Deed, Key, type Pair, Pairs, ShowLink, SpokenLine, type WindowView } from "./parts.tsx";

/** Where the link should go: every way there is an address for, and the QR code always. */
export function SendChoice({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const ways = waysTo(view.payment.customer);
  return (
    <>
      <h3 class="lead">{t.whereTo}</h3>
      {ways.length === 0 && <p>{t.noContact}</p>}
      <WhatKlarnaAsks view={view} />
      <Deed view={view} noun="sendings" class="picks" label={t.whereTo}>
        {ways.map(({ channel, address }, index) => (
          <ChannelButton channel={channel} isMain={index === 0}>
            {channel === "sms" ? t.textMessage : t.email}
            <small>{address}</small>
          </ChannelButton>
        ))}
        <ChannelButton channel="qr" isMain={ways.length === 0}>
          {t.qrCode}
          <small>{t.qrRest}</small>
        </ChannelButton>
      </Deed>
    </>
  );
}

/** What the record does not say, the customer types on the phone: better known before the link goes out. */
function WhatKlarnaAsks({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const missing = (view.payment.customer?.missing ?? []).filter((field) => field !== "contact");
  if (missing.length === 0) return null;
  return <p class="meta">{t.klarnaAsks(missing.map((field) => t.missing[field]))}</p>;
}

/** The customer has a Klarna account: their record is read out, and one press says "same" and sends. */
export function Identity({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { customer } = view.payment;
  const ways = waysTo(customer);
  return (
    <>
      <SpokenLine view={view} spoken={t.identityAsk} />
      {customer && <Pairs pairs={recordPairs(view, customer)} class="lead" />}
      <WhatKlarnaAsks view={view} />
      <Deed view={view} noun="sendings" class={ways.length > 1 ? "picks picks-2" : "picks"} label={t.identityLabel}>
        {ways.map(({ channel, address }, index) => (
          <ChannelButton channel={channel} isMain={index === 0}>
            {channel === "sms" ? t.sameText : t.sameEmail}
            <small>{address}</small>
          </ChannelButton>
        ))}
        {ways.length === 0 && (
          <ChannelButton channel="qr" isMain>
            {t.qrCode}
            <small>{t.qrRest}</small>
          </ChannelButton>
        )}
      </Deed>
    </>
  );
}

/** The message failed, the payment did not: what works now comes first. */
export function SendAnotherWay({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const others = waysTo(view.payment.customer).filter((way) => way.channel !== view.facts.channel);
  return (
    <Deed view={view} noun="sendings" class="picks" label={t.whereTo}>
      <ChannelButton channel="qr" isMain>
        {t.showQr}
        <small>{t.qrRestAtOnce}</small>
      </ChannelButton>
      {others.map(({ channel, address }) => (
        <ChannelButton channel={channel}>
          {channel === "sms" ? t.sendText : t.sendEmail}
          <small>{address}</small>
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
  const text = isShort ? t.changeContactShort : waysTo(customer).length > 0 ? t.changeContact : t.addContact;
  return <ShowLink view={view} show="contact" class={extra}>{text}</ShowLink>;
}

/** Beside the record that is read out: the QR code, and a way to correct what differs. */
export function IdentityActions({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <span class="row">
      <ShowLink view={view} show="send" class="btn" shortcut="Q">{t.qrCode}</ShowLink>
      {view.payment.customer && <ShowLink view={view} show="contact" class="btn">{t.oneDiffers}</ShowLink>}
    </span>
  );
}

type Way = { channel: "sms" | "email"; address: string };

/** The ways Klarna could send the link, the best first. */
export function waysTo(customer: CustomerView | null): Way[] {
  const ways: Way[] = [];
  if (customer?.phone) ways.push({ channel: "sms", address: customer.phoneText ?? customer.phone });
  if (customer?.email) ways.push({ channel: "email", address: customer.email });
  return ways;
}

const SHORTCUTS: Record<Channel, string> = { sms: "T", email: "E", qr: "Q" };

type ChannelButtonProps = { channel: Channel; isMain?: boolean; children: unknown };

function ChannelButton({ channel, isMain = false, children }: ChannelButtonProps) {
  const shortcut = isMain ? "F9" : SHORTCUTS[channel];
  return (
    <button class={isMain ? "btn btn-main" : "btn"} name="channel" value={channel} type="submit" data-key={shortcut}>
      <ChannelIcon channel={channel} />
      <span>{children}</span>
      <Key name={shortcut} />
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
function QrDrawing({ text, label }: { text: string; label: string }) {
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
