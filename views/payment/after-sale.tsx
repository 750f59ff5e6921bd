import { isExtendable } from "../../src/domain/authorization.ts";
import type { WishState } from "../../src/domain/payment.ts";
import type { SaleDeed } from "../../src/domain/sale.ts";
import { Exchanging } from "../exchange/exchange-note.tsx";
import { formatDate } from "../format.ts";
import { DaysLeft } from "../pick-up/pick-up-parts.tsx";
import { Deed, type WindowView } from "./parts.tsx";

/** Klarna holds the money of a finished sale whose goods are still here, and may hold it for longer. */
export function canExtendApproval({ payment, face, frame, sale }: WindowView): boolean {
  return face.name === "saved" && sale.status === "completed" && isExtendable(payment, frame.now);
}

/** Klarna has written to the customer about what it paid out, be it a part. */
export function canResendMessages({ payment, face }: WindowView): boolean {
  return (face.name === "captured" || face.name === "saved") && payment.capturedMinor > 0;
}

/** What can be done with the payment's finished sale, or that an exchange of it has to be over first. */
export function AfterSale({ view }: { view: WindowView }) {
  const { frame, exchangingInto, saleDeeds } = view;
  if (exchangingInto) return <Exchanging frame={frame} into={exchangingInto} />;
  return saleDeeds.length > 0
    ? (
      <p class="row">
        <SaleDeeds view={view} />
      </p>
    )
    : null;
}

/** Where to do what the state of the payment's sale allows: handing over, letting go, cancelling, giving back. */
export function SaleDeeds({ view }: { view: WindowView }) {
  const { t } = view.frame;
  const words = {
    "pick-up": t.pickUp.toHandOver,
    dropping: t.pickUp.notWanted,
    rest: t.pickUp.notTaken,
    cancelling: t.pickUp.cancel,
    return: t.returns.link,
  } satisfies Record<SaleDeed, string>;
  return view.saleDeeds.map((deed) => (
    <a class="btn" href={`/sales/${view.payment.saleId}/${deed}`} data-deed={deed}>{words[deed]}</a>
  ));
}

/** How long an approval lasts that is not captured, what became of asking for more, and the button that asks. */
export function HeldApproval({ view }: { view: WindowView }) {
  const { frame, payment, sale } = view;
  const t = frame.t.pickUp;
  if (sale.status !== "completed") return null;
  return (
    <>
      {payment.authorizationExpiresAt !== null && (
        <p class="row">
          <span>{t.approvedUntil(formatDate(frame.shop, payment.authorizationExpiresAt))}</span>
          <DaysLeft frame={frame} endsAt={payment.authorizationExpiresAt} />
        </p>
      )}
      <Answer state={payment.favours.extend} words={t.extended} />
      {canExtendApproval(view) && (
        <Deed view={view} noun="approval-extension">
          <button class="btn" type="submit" id="extend-approval">{t.extend}</button>
        </Deed>
      )}
    </>
  );
}

/** Asks Klarna to write to the customer once more, and what became of it. */
export function MessagesAgain({ view }: { view: WindowView }) {
  const t = view.frame.t.pickUp;
  return (
    <>
      <Answer state={view.payment.favours.resend} words={t.resent} />
      {canResendMessages(view) && (
        <Deed view={view} noun="message-resends">
          <button class="btn" type="submit" id="resend-messages">{t.resend}</button>
        </Deed>
      )}
    </>
  );
}

function Answer({ state, words }: { state: WishState | null; words: Record<WishState, string> }) {
  return state === null ? null : <p role="status">{words[state]}</p>;
}
