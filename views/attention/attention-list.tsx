import { recommendedFor } from "../../src/domain/attention.ts";
import type { AttentionView, PaymentAttentionView } from "./data.ts";
import type { Frame } from "../data.ts";
import { formatAge, formatDate, formatMoney, formatTime, formatTimeExactly } from "../format.ts";
import { Icon } from "../icons.tsx";
import { StatusIcon } from "../payment/icons.tsx";
import { Page } from "../layout.tsx";
import { faceOf } from "../payment/face.ts";
import { BrokenBookTask } from "./broken-book.tsx";

export type AttentionListProps = { frame: Frame; items: AttentionView[] };

/** Everything that waits for a person: the most money first, each with the one thing we recommend. */
export function AttentionPage({ frame, items }: AttentionListProps) {
  return (
    <Page
      frame={frame}
      title={frame.t.attention.title}
      shell="office"
      current="attention"
      refresh={{ seconds: 10, path: "/attention" }}
    >
      <main class="main" id="main">
        <div id="list" class="stack" hx-get="/attention/list" hx-trigger="every 5s" hx-swap="innerMorph">
          <AttentionList frame={frame} items={items} />
        </div>
      </main>
    </Page>
  );
}

/** The inside of `#list`, with which its poll is answered. */
export function AttentionList({ frame, items }: AttentionListProps) {
  const t = frame.t.attention;
  if (items.length === 0) {
    return (
      <div class="empty" role="status">
        <Icon name="check" />
        <h1>{t.none}</h1>
        <p>{t.noneRest}</p>
        <a class="btn" href="/payments">{t.toPayments}</a>
      </div>
    );
  }
  return (
    <>
      <div>
        <h1>{t.heading(items.length)}</h1>
        <p>{t.lead}</p>
      </div>
      <ol>
        {items.map((item) =>
          item.kind === "book_broken"
            ? <BrokenBookTask key={item.id} frame={frame} item={item} />
            : <PaymentTask key={item.id} frame={frame} item={item} />
        )}
      </ol>
    </>
  );
}

function PaymentTask({ frame, item }: { frame: Frame; item: PaymentAttentionView }) {
  const t = frame.t.attention;
  return (
    <li class="task" id={item.id}>
      <PaymentAttentionFacts frame={frame} item={item} />
      <div class="row row-end">
        <a class="btn btn-quiet" href={`/payments/${item.payment.id}`}>{t.see}</a>
        <a class="btn" href={placeOf(item)}>{t.deeds[recommendedFor(item.kind, item.payment.status)]}</a>
      </div>
    </li>
  );
}

/** What it is about: whose money, why somebody is called, and what each of the two books says. */
export function PaymentAttentionFacts({ frame, item }: { frame: Frame; item: PaymentAttentionView }) {
  const { shop, now } = frame;
  const t = frame.t.attention;
  const { createdAt, klarnaReference, reference } = item.payment;
  const money = formatMoney({ ...shop, currency: item.payment.currency }, item.amountMinor);
  const who = [t.sale(item.payment.saleCode), item.customerName].filter((part) => part !== null).join(" · ");
  const thought = frame.t.payment.words[faceOf({ ...item.payment, needsAttention: false }, now).word];
  return (
    <div>
      <p class="row">
        <span class={`pill ${toneOf(item)} is-end`}>
          {iconOf(item)}
          {t.words[item.kind]}
        </span>
        <b>{money} · {who}</b>
      </p>
      <p>{t.why[item.kind]}</p>
      <p class="meta">
        {t.till}: {thought} · {t.klarna}: {klarnaWord(frame, item)}, {t.readAt(formatTimeExactly(shop, item.readAt))} ·
        {" "}
        {t.since(formatAge(shop, item.openedAt, now))}
      </p>
      {item.kind === "recovered" && (
        <p class="meta">
          {t.made(`${formatDate(shop, createdAt)}, ${formatTime(shop, createdAt)}`, klarnaReference ?? reference)}
        </p>
      )}
    </div>
  );
}

/** What Klarna said, in our words where it is one of ours, else as the code it is. */
function klarnaWord({ t, shop }: Frame, { kind, klarnaSays, payment }: PaymentAttentionView): string {
  const money = () => formatMoney({ ...shop, currency: payment.currency }, Number(klarnaSays));
  if (kind === "refunded_elsewhere") return t.attention.gaveBack(money());
  if (kind === "order_differs" && Number.isInteger(Number(klarnaSays))) return t.attention.orderedFor(money());
  if (kind === "about_to_lapse") return t.attention.until(formatDate(shop, Number(klarnaSays)));
  const words: Record<string, string> = { ...t.payment.words, ...t.attention.says };
  return words[klarnaSays] ?? klarnaSays;
}

function toneOf({ kind }: PaymentAttentionView): string {
  if (kind === "paid_after_end") return "is-race";
  return kind === "about_to_lapse" ? "is-wait" : "is-fail";
}

/** The sign that goes with the tone, as the payment's own window has it. */
function iconOf({ kind }: PaymentAttentionView) {
  if (kind === "paid_after_end") return <StatusIcon name="race" />;
  return <Icon name={kind === "about_to_lapse" ? "waiting" : "warning"} />;
}

/** Where what we recommend is done: in the payment's window, or on the item's own page. */
function placeOf({ id, kind, payment }: PaymentAttentionView): string {
  switch (recommendedFor(kind, payment.status)) {
    case "settle":
      return `/payments/${payment.id}?show=settle`;
    case "decide":
    case "open":
      return `/payments/${payment.id}`;
    case "capture":
    case "release":
    case "book_capture":
    case "book_return":
    case "refund":
    case "recover":
    case "close":
      return `/attention/${id}`;
  }
}
