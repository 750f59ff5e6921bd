import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { FaceName } from "./face.ts";
import { type WindowView } from "./parts.tsx";

/** The ways on without Klarna, once the payment is over. */
export function OtherTenders({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { id } = view.sale;
  // Where Klarna will not help again, cash is what the cashier does next.
  const isMain = !canStartAgain(view.face.name);
  return (
    <>
      <h3>{t.payAnotherWay}</h3>
      <div class="picks picks-2" role="group" aria-label={t.otherTenders}>
        <a class={isMain ? "btn btn-main" : "btn"} href={`/sales/${id}/tender/cash`} data-key={view.frame.keys.cash}>
          <Icon name="cash" />
          <span>{t.cash}</span>
          <Key frame={view.frame} action="cash" />
        </a>
        <a class="btn" href={`/sales/${id}/tender`}>
          <span>{t.otherTenders}</span>
        </a>
      </div>
    </>
  );
}

/** Nobody has a link yet, so stopping is certain: one press cancels and goes on to cash. */
export function CashInstead({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  return (
    <ActionForm frame={frame} action={`/payments/${payment.id}/cancellation`} class="picks">
      <button class="btn" type="submit" name="instead" value="cash" data-key={frame.keys.cash}>
        <Icon name="cash" />
        <span>{t.cashInstead}</span>
        <Key frame={frame} action="cash" />
      </button>
    </ActionForm>
  );
}

/** Whether a new Klarna payment for the same basket has a chance. */
export function canStartAgain(name: FaceName): boolean {
  return !HOPELESS.includes(name);
}

const HOPELESS: readonly FaceName[] = ["declined", "not_accepted", "basket_refused", "lapsed", "attention"];
