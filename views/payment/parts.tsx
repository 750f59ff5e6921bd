import type { Child } from "hono/jsx";
import { isOver, isUndecided } from "../../src/domain/payment.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, PaymentView, SaleView, WindowShow } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { formatMoney, formatTime } from "../format.ts";
import type { PaymentFacts } from "../messages/en/payment.ts";
import { type Face, faceOf } from "./face.ts";
import { SayIcon } from "./icons.tsx";

/** `identity`: the customer has a Klarna account, so the record is read out before the link is sent. */
export type PaymentShow = WindowShow | "identity";
export type WindowProps = {
  frame: Frame;
  sale: SaleView;
  payment: PaymentView;
  show: PaymentShow;
  /** Why the cashier's last action was not done. */
  problem?: Problem | null;
};

/** All that the parts of the window are drawn from. */
export type WindowView = WindowProps & { face: Face; facts: PaymentFacts; amount: string };

export function viewOf(props: WindowProps): WindowView {
  const { frame, payment } = props;
  return {
    ...props,
    face: faceOf(payment, frame.now),
    facts: factsOf(frame, payment),
    amount: formatMoney({ ...frame.shop, currency: payment.currency }, payment.amountMinor),
  };
}

export function factsOf(frame: Frame, payment: PaymentView): PaymentFacts {
  const [newest] = payment.sendings;
  return {
    channel: newest?.channel ?? "sms",
    address: newest?.maskedAddress ?? "",
    at: formatTime(frame.shop, payment.statusAt),
    hadLink: payment.events.some((event) => event.status === "waiting" || event.status === "in_progress"),
  };
}

/** Klarna can still be asked to stop it, and nobody has asked yet. */
export function canCancel({ payment, face }: WindowView): boolean {
  return isUndecided(payment.status) && face.name !== "cancelling" && face.name !== "checking";
}

/** Klarna holds the money and the sale does not count on it yet. */
export function canUndo({ payment, face }: WindowView): boolean {
  return payment.status === "authorized" && !payment.isSaved && face.name !== "releasing";
}

/** The confirmation is shown only while there is something to confirm. */
export function isAskingToCancel(view: WindowView): boolean {
  return view.show === "cancel" && (canCancel(view) || canUndo(view));
}

/** Another payment can be taken: the sale waits for one, and this Klarna payment is the last word about Klarna. */
export function canPayAnotherWay({ sale, payment }: WindowView): boolean {
  const isBlocked = sale.payment !== null && sale.payment.id !== payment.id && !isOver(sale.payment.status);
  return isOver(payment.status) && sale.status === "open" && sale.totals.dueMinor > 0 && !isBlocked;
}

type DeedProps = { view: WindowView; noun: string; class?: string; label?: string; children: Child };

/** A form that does something to this payment. Its answer is the whole window; after saving, the page of the sale. */
export function Deed({ view, noun, children, ...rest }: DeedProps) {
  const { frame, payment } = view;
  const target = noun === "saving" ? "body" : "#pay";
  return (
    <ActionForm frame={frame} action={`/payments/${payment.id}/${noun}`} target={target} {...rest}>
      {children}
    </ActionForm>
  );
}

type ShowLinkProps = { view: WindowView; show: PaymentShow; class: string; shortcut?: string; children: Child };

/** Another view of the same window, with a page of its own for when there is no script. */
export function ShowLink({ view, show, shortcut, children, ...rest }: ShowLinkProps) {
  const { payment } = view;
  return (
    <a
      {...rest}
      href={show === "auto" ? `/sales/${payment.saleId}` : `/sales/${payment.saleId}?show=${show}`}
      hx-get={`/payments/${payment.id}/window?show=${show}`}
      hx-target="#pay"
      hx-swap="outerHTML"
      data-key={shortcut}
    >
      {children}
      {shortcut !== undefined && <Key name={shortcut} />}
    </a>
  );
}

export function Key({ name }: { name: string }) {
  return <kbd>{name}</kbd>;
}

type SpokenLine = { how: "say" | "quietly" | "ask" | "read_out"; line: string };

/** What the cashier says to the customer. */
export function SpokenLine({ view, spoken }: { view: WindowView; spoken: SpokenLine }) {
  return (
    <p class="say">
      <SayIcon />
      <small>{view.frame.t.payment.lineLabels[spoken.how]}</small>
      <span>{spoken.line}</span>
    </p>
  );
}

export type Pair = { term: string; value: string; isCode?: boolean };

export function Pairs({ pairs, class: extra = "" }: { pairs: Pair[]; class?: string }) {
  return (
    <dl class={`pairs ${extra}`.trim()}>
      {pairs.map(({ term, value, isCode }) => (
        <div>
          <dt>{term}</dt>
          <dd class={isCode ? "code" : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
