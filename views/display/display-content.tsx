import type { Frame } from "../data.ts";
import { formatMoney } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";
import { QrDrawing } from "../payment/send.tsx";
import type { DisplayBasket, DisplayLine, DisplayPayment, DisplayState, DisplayView } from "./data.ts";

/** As many of the newest lines as a screen at the counter has room for, also in practice and where names are long. */
const MOST_SHOWN = 6;

/** What the customer sees now. */
export function DisplayContent({ frame, view }: { frame: Frame; view: DisplayView }) {
  const texts = frame.t.display;
  switch (view.kind) {
    case "idle":
      return <Plain title={frame.shop.name} text={texts.welcome} />;
    case "stopped":
      return <Plain title={texts.stopped} text={texts.stoppedMeans} />;
    case "basket":
      return <Basket frame={frame} basket={view} />;
    case "payment":
      return <Payment frame={frame} payment={view} />;
    case "thanks":
      return <Thanks frame={frame} {...view} />;
  }
}

function Plain({ title, text }: { title: string; text: string }) {
  return (
    <div class="stack middle">
      <h1 class="big" id="show-title">{title}</h1>
      <p class="lead">{text}</p>
    </div>
  );
}

function Basket({ frame, basket }: { frame: Frame; basket: DisplayBasket }) {
  const texts = frame.t.display;
  const hidden = Math.max(0, basket.lines.length - MOST_SHOWN);
  return (
    <>
      {basket.isUnpaid && (
        <p class="notice is-stop lead">
          <Icon name="info" />
          <span>
            <b>{texts.unpaid}</b> {texts.unpaidMeans}
          </span>
        </p>
      )}
      <div class="cols">
        <div class="stack-sm">
          <h1 id="show-title">{texts.basket}</h1>
          {hidden > 0 && <p class="meta">{texts.linesBefore(hidden)}</p>}
          <ul class="lines">
            {basket.lines.slice(hidden).map((line) => <Line frame={frame} line={line} />)}
          </ul>
        </div>
        <Totals frame={frame} basket={basket} />
      </div>
    </>
  );
}

function Line({ frame, line }: { frame: Frame; line: DisplayLine }) {
  const { t, shop } = frame;
  const notes = [
    line.quantity > 1 ? t.display.each(formatMoney(shop, line.unitPriceMinor)) : null,
    line.discountMinor > 0 ? t.display.discounted(formatMoney(shop, line.discountMinor)) : null,
  ].filter((note) => note !== null);
  return (
    <li class="line">
      <span>{t.sale.times(line.quantity)}</span>
      <b>{line.name}</b>
      <b class="num">{formatMoney(shop, line.totalMinor)}</b>
      {notes.length > 0 && <span class="meta">{notes.join(" · ")}</span>}
    </li>
  );
}

/** How the sum comes about, as far as it is not plain; what is paid already, what is left, and the change. */
function Totals({ frame, basket: { lines, totals } }: { frame: Frame; basket: DisplayBasket }) {
  const texts = frame.t.display;
  const isTaxOnTop = lines.some((line) => line.priceStyle === "exclusive");
  const { discountMinor, taxReliefMinor, taxMinor, totalMinor, paidMinor, roundingMinor, changeMinor } = totals;
  const rows: [string, number][] = [
    [texts.discount, -discountMinor],
    [texts.taxRelief, -taxReliefMinor],
    [texts.tax, isTaxOnTop ? taxMinor : 0],
  ];
  const made = rows.filter(([, amountMinor]) => amountMinor !== 0);
  const row = (label: string, amountMinor: number, isGrand = false) => (
    <div class={isGrand ? "grand" : undefined}>
      <dt>{label}</dt>
      <dd class="num">{formatMoney(frame.shop, amountMinor)}</dd>
    </div>
  );
  return (
    <dl class="totals">
      {made.length > 0 && row(texts.subtotal, totals.subtotalMinor)}
      {made.map(([label, amountMinor]) => row(label, amountMinor))}
      {row(texts.total, totalMinor, paidMinor === 0)}
      {roundingMinor !== 0 && row(texts.rounding, -roundingMinor)}
      {paidMinor !== 0 && row(texts.paid, paidMinor - roundingMinor)}
      {paidMinor !== 0 && changeMinor <= 0 && row(texts.due, totals.dueMinor, true)}
      {changeMinor > 0 && row(texts.change, changeMinor, true)}
    </dl>
  );
}

function Payment({ frame, payment }: { frame: Frame; payment: DisplayPayment }) {
  const texts = frame.t.display;
  const { head, line, pill } = texts.states[payment.state];
  const { icon, tone } = LOOKS[payment.state];
  const hasCode = payment.linkUrl !== null || payment.qrImageUrl !== null;
  return (
    <div class={hasCode ? "cols" : "stack middle"}>
      <div class="stack">
        <h1 id="show-title">
          {texts.payWith} <span class="kpill">{texts.klarna}</span>
        </h1>
        <p class="huge">{formatMoney({ ...frame.shop, currency: payment.currency }, payment.amountMinor)}</p>
        <p class={payment.state === "paid" ? "big ok" : "big"}>
          {payment.state === "paid" && <Icon name="done" />} {head}
        </p>
        {line !== "" && <p class="lead">{line}</p>}
        {pill !== "" && (
          <p>
            <span class={`pill ${tone}`}>
              <Icon name={icon} /> {pill}
            </span>
          </p>
        )}
      </div>
      {hasCode && <Code payment={payment} label={texts.qrImageAlt} />}
    </div>
  );
}

/** The same as the payment window shows, for the customer to scan from where they stand. */
function Code({ payment: { linkUrl, qrImageUrl }, label }: { payment: DisplayPayment; label: string }) {
  if (linkUrl !== null) return <QrDrawing text={linkUrl} label={label} />;
  return <img class="qr" src={qrImageUrl ?? ""} alt={label} width="288" height="288" />;
}

const LOOKS: Record<DisplayState, { icon: IconName; tone: string }> = {
  one_moment: { icon: "waiting", tone: "is-wait" },
  scan: { icon: "waiting", tone: "is-wait" },
  sms: { icon: "waiting", tone: "is-wait" },
  email: { icon: "waiting", tone: "is-wait" },
  opened: { icon: "phone", tone: "is-prog" },
  try_again: { icon: "phone", tone: "is-prog" },
  show_id: { icon: "phone", tone: "is-prog" },
  checking: { icon: "waiting", tone: "is-prog" },
  keep_open: { icon: "waiting", tone: "is-lost" },
  in_review: { icon: "waiting", tone: "is-lost" },
  paid: { icon: "done", tone: "is-done" },
};

type ThanksProps = { frame: Frame; totalMinor: number; changeMinor: number };

function Thanks({ frame, totalMinor, changeMinor }: ThanksProps) {
  const texts = frame.t.display;
  return (
    <div class="stack middle">
      <h1 class="big" id="show-title">{texts.thanks}</h1>
      <p class="lead ok">
        <Icon name="done" /> {texts.thanksPaid(formatMoney(frame.shop, totalMinor))}
      </p>
      {changeMinor > 0 && (
        <>
          <p class="lead">{texts.change}</p>
          <p class="huge">{formatMoney(frame.shop, changeMinor)}</p>
        </>
      )}
    </div>
  );
}
