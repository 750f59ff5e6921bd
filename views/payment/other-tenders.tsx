import { ownRefusalOf } from "../../src/domain/own-refusals.ts";
import { formatMoney } from "../format.ts";
import { ActionForm } from "../form.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { FaceName } from "./face.ts";
import { type WindowView } from "./parts.tsx";

type Way = {
  noun: "cash" | "card" | "gift-card";
  kind: "cash" | "card" | "gift_card";
  icon: IconName;
  action: "cash" | "card" | "giftCard";
};

const WAYS: readonly Way[] = [
  { noun: "card", kind: "card", icon: "card", action: "card" },
  { noun: "cash", kind: "cash", icon: "cash", action: "cash" },
  { noun: "gift-card", kind: "gift_card", icon: "gift", action: "giftCard" },
];

/** The ways on without Klarna, once the payment is over: each with what is due typed already. */
export function OtherTenders({ view }: { view: WindowView }) {
  const { frame, sale } = view;
  const t = frame.t.payment;
  // Where Klarna will not help again, a card is what the cashier does next: few carry such a sum in notes.
  const mainNoun = canStartAgain(view) ? null : "card";
  return (
    <>
      <h3>{t.payAnotherWay(formatMoney(frame.shop, sale.totals.dueMinor))}</h3>
      <div class="picks picks-2" role="group" aria-label={t.otherTenders}>
        {WAYS.map(({ noun, kind, icon, action }) => (
          <a
            class={noun === mainNoun ? "btn btn-main" : "btn"}
            href={`/sales/${sale.id}/tender/${noun}`}
            data-key={frame.keys[action]}
          >
            <Icon name={icon} />
            <span>{frame.t.sale.tenders[kind]}</span>
            <Key frame={frame} action={action} />
          </a>
        ))}
        <a class="btn" href={`/sales/${sale.id}/tender`}>
          <Icon name="split" />
          <span>{t.otherTenders}</span>
        </a>
      </div>
    </>
  );
}

/** Nobody has a link yet, so stopping is certain: one press cancels and goes on to a card or cash. */
export function CashInstead({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  return (
    <ActionForm frame={frame} action={`/payments/${payment.id}/cancellation`} class="picks picks-2">
      <button class="btn" type="submit" name="instead" value="card" data-key={frame.keys.card}>
        <Icon name="card" />
        <span>{t.cardInstead}</span>
        <Key frame={frame} action="card" />
      </button>
      <button class="btn" type="submit" name="instead" value="cash" data-key={frame.keys.cash}>
        <Icon name="cash" />
        <span>{t.cashInstead}</span>
        <Key frame={frame} action="cash" />
      </button>
    </ActionForm>
  );
}

/** Whether a new Klarna payment for the same basket has a chance. */
export function canStartAgain({ face, payment }: WindowView): boolean {
  return !HOPELESS.includes(face.name) && ownRefusalOf(payment.refusalCode) === null;
}

const HOPELESS: readonly FaceName[] = ["declined", "not_accepted", "basket_refused", "lapsed", "attention"];
