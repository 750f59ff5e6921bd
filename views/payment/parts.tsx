import type { Child } from "hono/jsx";
import type { KeyAction } from "../../src/domain/keys.ts";
import { isOver, isUndecided } from "../../src/domain/payment.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { SaleDeed } from "../../src/domain/sale.ts";
import { isAtLeast } from "../../src/domain/staff.ts";
import type { FormState, Frame, PaymentView, SaleView, StaffChoice } from "../data.ts";
import type { AddressRules, PhoneReading } from "../customer/data.ts";
import { ActionForm, type Choice } from "../form.tsx";
import { formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { Messages } from "../messages/catalogue.ts";
import { langIn, readAs } from "../messages/readers.ts";
import type { Line, PaymentFacts } from "../messages/en/payment.ts";
import { type Face, type FaceName, faceOf } from "./face.ts";
import { SayIcon } from "./icons.tsx";
import { ownRefusalText } from "./own-refusal.ts";
import type { WindowShow } from "./shows.ts";

export type WindowProps = {
  frame: Frame;
  sale: SaleView;
  payment: PaymentView;
  show: WindowShow;
  /** What can be done with its sale once that is finished. */
  saleDeeds?: readonly SaleDeed[];
  /** The sale of the new goods while its sale is being exchanged. */
  exchangingInto?: string | null;
  /** The customer's screen of this register is connected, and shows the code by itself. */
  hasScreen?: boolean | undefined;
  /** Why the cashier's last action was not done. */
  problem?: Problem | null;
  /** Whoever may agree to a decision about somebody else's payment. */
  approvers?: StaffChoice[];
  /** The record being changed in the window, and the countries to choose from. */
  contact?:
    | { form: FormState; recordVersion: number; countries: Choice[]; rules: AddressRules; reading: PhoneReading }
    | null;
};

/** All that the parts of the window are drawn from. */
export type WindowView = WindowProps & {
  saleDeeds: readonly SaleDeed[];
  face: Face;
  facts: PaymentFacts;
  amount: string;
  /** The same frame in the customer's own language: what is said to them. */
  customers: Frame;
};

export function viewOf(props: WindowProps): WindowView {
  const { frame, payment } = props;
  return {
    ...props,
    saleDeeds: props.saleDeeds ?? [],
    face: faceOf(payment, frame.now),
    facts: factsOf(frame, payment, props.sale),
    amount: formatMoney({ ...frame.shop, currency: payment.currency }, payment.amountMinor),
    customers: readAs(frame, payment.customer?.language ?? frame.shop.customersLanguage),
  };
}

export function factsOf(frame: Frame, payment: PaymentView, sale: SaleView): PaymentFacts {
  const [newest] = payment.sendings;
  return {
    channel: newest?.channel ?? "sms",
    via: newest?.via ?? "klarna",
    about: newest?.refusalAbout ?? null,
    code: newest?.answerCode ?? null,
    refusal: ownRefusalText(frame, payment.refusalCode, payment.currency),
    address: newest?.maskedAddress ?? "",
    at: formatTime(frame.shop, payment.statusAt),
    klarnasName: payment.differences.find(({ field }) => field === "name")?.klarnas ?? "",
    isSaved: payment.isSaved,
    isSaleFinished: sale.status === "completed",
    isKeepable: canKeep(sale, payment),
    holder: { staffName: payment.staffName, register: frame.t.frame.register(payment.registerNumber) },
    canceller: cancellerOf(frame, payment),
    hadLink: payment.events.some((event) => event.status === "waiting" || event.status === "in_progress"),
  };
}

/** The sale still waits for this money: it is not finished, and nothing else has paid for it meanwhile. */
function canKeep(sale: SaleView, payment: PaymentView): boolean {
  const isWaiting = sale.status === "open" || sale.status === "parked";
  return isWaiting && sale.totals.dueMinor >= payment.amountMinor;
}

function cancellerOf({ operator, t }: Frame, { cancelAskedBy }: PaymentView): string | null {
  if (cancelAskedBy !== null && cancelAskedBy.staffId === operator?.staffId) return null;
  return cancelAskedBy?.name || t.payment.aColleague;
}

/** Klarna can still be asked to stop it, and nobody has asked yet. */
export function canCancel({ payment, face }: WindowView): boolean {
  return isUndecided(payment.status) && !UNSTOPPABLE.includes(face.name);
}

/** It is being stopped already, the customer was faster, or Klarna's answers make no sense: asking changes nothing. */
const UNSTOPPABLE: readonly FaceName[] = ["cancelling", "checking", "attention"];

/** A manager may end it by hand: somebody was called, and Klarna has not decided, or cannot be asked any more. */
export function canSettle({ payment, face }: WindowView): boolean {
  return face.name === "attention" && (isUndecided(payment.status) || payment.isOutOfReach);
}

export function isSettling(view: WindowView): boolean {
  return view.show === "settle" && canSettle(view);
}

/** Klarna holds the money and the sale is not finished, so that it can still be given back. */
export function canUndo({ sale, payment, face }: WindowView): boolean {
  const isFree = !payment.isSaved || sale.status === "open" || sale.status === "parked";
  return payment.status === "authorized" && isFree && face.name !== "releasing" && !payment.isTakenForNothing;
}

/** The till's limit is about to end it: the clock is called out, and more time is offered. */
export function isNearLimit({ frame, payment }: Pick<WindowView, "frame" | "payment">): boolean {
  return isUndecided(payment.status) && payment.limitAt - frame.now <= NEAR_LIMIT_MS;
}

/** What Klarna approved can still become part of its sale. */
export function canSave({ sale, face }: WindowView): boolean {
  const isFace = face.name === "completed" || face.name === "name_differs";
  return isFace && (sale.status === "open" || sale.status === "parked");
}

/** A sale that is over takes nothing up: what was approved for it is undone, what was taken goes back in Klarna's portal. */
export function savingWords(view: WindowView): string {
  const t = view.frame.t.payment;
  if (canSave(view)) return t.pressSave;
  return view.payment.status === "captured" ? t.giveBackInPortal : t.undoInstead;
}

/**
 * Another register works at this payment: here it can only be watched, or taken over. Once it is saved, that matters for as long as
 * it can be undone.
 */
export function isElsewhere(view: WindowView): boolean {
  const { frame, payment } = view;
  const isSettled = isOver(payment.status) || (payment.isSaved && !canUndo(view));
  return !isSettled && frame.operator !== null && frame.operator.registerNumber !== payment.registerNumber;
}

/** Somebody else started it, and this role may not decide alone about its money. */
export function needsApproval({ frame, payment }: Pick<WindowView, "frame" | "payment">): boolean {
  const { operator } = frame;
  return operator !== null && operator.staffId !== payment.startedBy && !isAtLeast(operator.role, "senior");
}

/** The confirmation is shown only while there is something to confirm. */
export function isAskingToCancel(view: WindowView): boolean {
  return view.show === "cancel" && canCancel(view);
}

/** A question of its own: who was asked whether to stop a payment has not agreed to give its money back. */
export function isAskingToUndo(view: WindowView): boolean {
  return view.show === "undo" && canUndo(view);
}

/** The sale is about to be put aside with this payment open. */
export function isLeaving({ show, face, sale }: WindowView): boolean {
  return show === "leave" && LEAVABLE.includes(face.name) && sale.status === "open";
}

/** Where nothing can be done here but wait, and the wait may be long. */
const LEAVABLE: readonly FaceName[] = ["unsure", "cancelling", "releasing", "attention"];

/** The record is being changed: as long as it still matters to Klarna's link. */
export function isChangingContact({ show, payment, contact }: WindowView): boolean {
  return show === "contact" && isUndecided(payment.status) && payment.customer !== null && contact !== undefined &&
    contact !== null;
}

/** Klarna has paid it out before it became part of the sale. */
function isUnsaved(payment: PaymentView): boolean {
  return payment.status === "captured" && !payment.isSaved;
}

/** Another payment can be taken: the sale waits for one, and this Klarna payment is the last word about Klarna. */
export function canPayAnotherWay({ sale, payment }: WindowView): boolean {
  const isBlocked = sale.payment !== null && sale.payment.id !== payment.id && !isOver(sale.payment.status);
  return isOver(payment.status) && !isUnsaved(payment) && sale.status === "open" && sale.totals.dueMinor > 0 &&
    !isBlocked;
}

/** The limit's last minutes. */
const NEAR_LIMIT_MS = 2 * 60_000;

/** The form that gives back what is held. Its fields and its button stand in two parts of the window. */
export const UNDO_FORM = "undo-form";

type DeedProps = { view: WindowView; noun: string; class?: string; label?: string; id?: string; children: Child };

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

type ShowLinkProps = { view: WindowView; show: WindowShow; class: string; shortcut?: KeyAction; children: Child };

/** Another view of the same window, with a page of its own for when there is no script. */
export function ShowLink({ view, show, shortcut, children, ...rest }: ShowLinkProps) {
  const { payment } = view;
  // Once it is saved it no longer covers its sale, whose own page is another one then.
  const sale = `/sales/${payment.saleId}`;
  return (
    <a
      {...rest}
      href={show === "auto" ? sale : `${payment.isSaved ? `/payments/${payment.id}` : sale}?show=${show}`}
      hx-get={`/payments/${payment.id}/window?show=${show}`}
      hx-target="#pay"
      hx-swap="outerHTML"
      data-key={shortcut && view.frame.keys[shortcut]}
    >
      {children}
      {shortcut !== undefined && <Key frame={view.frame} action={shortcut} />}
    </a>
  );
}

type PaymentTexts = Messages["payment"];
type SpokenProps = { view: WindowView; spoken: (texts: PaymentTexts) => Line | null };

/** What the cashier says to the customer, in the customer's language; and what it means, where that is another one. */
export function SpokenLine({ view, spoken }: SpokenProps) {
  const { frame, customers } = view;
  const said = spoken(customers.t.payment);
  if (said === null) return null;
  const lang = langIn(frame, customers);
  const meant = lang === undefined ? null : spoken(frame.t.payment);
  return (
    <p class="say">
      <SayIcon />
      <small>{frame.t.payment.lineLabels[said.how]}</small>
      <span lang={lang}>{said.line}</span>
      {meant && <small>{meant.line}</small>}
    </p>
  );
}

/** `agreed`: the word beside the value that says it is as it should be. */
export type Pair = { term: string; value: string; isCode?: boolean; agreed?: string };

export function Pairs({ pairs, class: extra = "" }: { pairs: Pair[]; class?: string }) {
  return (
    <dl class={`pairs ${extra}`.trim()}>
      {pairs.map(({ term, value, isCode, agreed }) => (
        <div>
          <dt>{term}</dt>
          <dd class={isCode ? "code" : undefined}>
            {value}
            {agreed !== undefined && (
              <>
                {" "}
                <span class="ok">
                  <Icon name="check" /> {agreed}
                </span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
