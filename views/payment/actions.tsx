import type { Child } from "hono/jsx";
import { isUndecided } from "../../src/domain/payment.ts";
import { ActionForm, SeenVersion } from "../form.tsx";
import { Key } from "../keys/key.tsx";
import { ContactActions } from "./contact.tsx";
import { isStopLate } from "./face.ts";
import { canStartAgain } from "./other-tenders.tsx";
import {
  canCancel,
  canPayAnotherWay,
  canSave,
  canSettle,
  canUndo,
  Deed,
  isAskingToCancel,
  isAskingToUndo,
  isChangingContact,
  isElsewhere,
  isLeaving,
  isSettling,
  ShowLink,
  UNDO_FORM,
  type WindowView,
} from "./parts.tsx";
import { CopyLink, MoreTime } from "./resend.tsx";
import { ContactLink, IdentityActions, isChoosingHowToSend } from "./send.tsx";
import { SettleActions } from "./settle.tsx";
import { BackToPayments, BackToSale, LeaveActions, PutAside, WatchActions } from "./watch.tsx";

/** The foot of the window: what stops things on the left, what goes on with them on the right. */
export function WindowActions({ view }: { view: WindowView }) {
  return (
    <div class="pay-foot row row-apart" id="pay-actions" role="group" aria-label={view.frame.t.payment.actionsLabel}>
      {actionsOf(view)}
    </div>
  );
}

function actionsOf(view: WindowView): Child {
  if (isElsewhere(view)) return <WatchActions view={view} />;
  if (isChangingContact(view)) return <ContactActions view={view} />;
  if (isAskingToCancel(view) || isAskingToUndo(view)) return <Confirm view={view} />;
  if (isLeaving(view)) return <LeaveActions view={view} />;
  if (isSettling(view)) return <SettleActions view={view} />;
  const { payment, face } = view;
  switch (face.name) {
    case "cancelling":
    case "releasing":
      return <Stopping view={view} />;
    case "unsure":
    case "start_away":
    case "attention":
      return <CheckNow view={view} />;
    case "completed":
      return canSave(view) ? <Completed view={view} /> : <Ended view={view} />;
    case "name_differs":
      return canSave(view) ? <NameDiffers view={view} /> : <Ended view={view} />;
    case "in_review":
      return <InReview view={view} />;
    case "not_sent":
      return isChoosingHowToSend(view) ? <Open view={view} /> : <NotSent view={view} />;
    case "race":
    case "paid_late":
      return <span>{view.frame.t.payment.raceRest}</span>;
  }
  return isUndecided(payment.status) ? <Open view={view} /> : <Ended view={view} />;
}

/** The question stands where the button was that asked it, so that pressing that twice does not say yes. */
function Confirm({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const isUndo = isAskingToUndo(view);
  return (
    <>
      <Deed view={view} noun={isUndo ? "release" : "cancellation"} class="row" id={isUndo ? UNDO_FORM : "cancel-form"}>
        <b class="lead" role="alert">{isUndo ? t.reallyUndo : t.reallyCancel}</b>
        <button class="btn btn-stop" type="submit">{isUndo ? t.yesRelease : t.yesCancel}</button>
      </Deed>
      <ShowLink view={view} show="auto" class="btn btn-main" shortcut="klarna">
        {isUndo ? t.keepIt : t.keepWaiting}
      </ShowLink>
    </>
  );
}

/** Only Klarna's answer ends this. Where that takes long, the next customer need not wait for it. */
function Stopping({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { payment, frame, face } = view;
  if (isPutAside(view)) {
    return (
      <>
        <BackToPayments view={view} />
        <PutAside view={view} text={t.nextSale} />
      </>
    );
  }
  return (
    <>
      {isStopLate(payment, frame.now) && <LeaveLink view={view} />}
      <button class="btn" type="button" disabled>{face.name === "releasing" ? t.releasing : t.cancelling}</button>
    </>
  );
}

function LeaveLink({ view }: { view: WindowView }) {
  if (view.sale.status !== "open" || view.payment.isSaved) return null;
  return <ShowLink view={view} show="leave" class="btn">{view.frame.t.payment.leave}</ShowLink>;
}

/** Nobody works at its sale any more: that sale's own page leads here, so the ways on are the list and the next sale. */
function isPutAside({ sale, payment }: WindowView): boolean {
  return sale.status !== "open" && !payment.isSaved;
}

function CheckNow({ view }: { view: WindowView }) {
  const { frame } = view;
  const t = frame.t.payment;
  return (
    <>
      {canCancel(view)
        ? <CancelLink view={view} />
        : canUndo(view)
        ? <ShowLink view={view} show="undo" class="btn btn-quiet">{t.undo}</ShowLink>
        : canSettle(view)
        ? <ShowLink view={view} show="settle" class="btn">{t.settle}</ShowLink>
        : !isPutAside(view) && <BackToSale view={view} />}
      {view.face.name !== "start_away" && <LeaveLink view={view} />}
      {isPutAside(view) && (
        <>
          <BackToPayments view={view} />
          <a class="btn" href="/sales/new" data-key={frame.keys.pay}>
            {t.nextSale} <Key frame={frame} action="pay" />
          </a>
        </>
      )}
      <MoreTime view={view} />
      <Deed view={view} noun="check">
        <button class="btn btn-main" type="submit" id="check-now" data-key={frame.keys.klarna}>
          {t.checkNow} <Key frame={frame} action="klarna" />
        </button>
      </Deed>
    </>
  );
}

/** Klarna may take a day: the goods stay, the sale is put aside, the next customer is served. */
function InReview({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <Deed view={view} noun="check">
        <button class="btn" type="submit">{t.checkNow}</button>
      </Deed>
      {isPutAside(view) && <BackToPayments view={view} />}
      <PutAside view={view} text={t.putAsideNext} />
    </>
  );
}

/** The link itself still works, whatever became of the message. */
function NotSent({ view }: { view: WindowView }) {
  return (
    <>
      <CancelLink view={view} />
      <span class="row">
        <MoreTime view={view} />
        <ContactLink view={view} class="btn btn-quiet" isShort />
        <CopyLink view={view} />
      </span>
    </>
  );
}

function Completed({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      {canUndo(view) && <ShowLink view={view} show="undo" class="btn btn-quiet">{t.undo}</ShowLink>}
      <Deed view={view} noun="saving">
        <button class="btn btn-main btn-xl" type="submit" id="save" data-key={view.frame.keys.klarna}>
          {t.save} <Key frame={view.frame} action="klarna" />
        </button>
      </Deed>
    </>
  );
}

/** Only the person whom Klarna bills may take the goods. */
function NameDiffers({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <ShowLink view={view} show="undo" class="btn">{t.notSamePerson}</ShowLink>
      <Deed view={view} noun="saving">
        <button class="btn btn-main btn-xl" type="submit" id="save" data-key={view.frame.keys.klarna}>
          {t.samePerson} <Key frame={view.frame} action="klarna" />
        </button>
      </Deed>
    </>
  );
}

/**
 * Klarna has not decided: cancelling is one tap away, and Save waits in its corner, but where the way of the link is
 * chosen: its buttons need the room.
 */
function Open({ view }: { view: WindowView }) {
  const { frame, face } = view;
  const t = frame.t.payment;
  const isChoosing = isChoosingHowToSend(view);
  return (
    <>
      {canCancel(view) ? <CancelLink view={view} /> : <button class="btn" type="button" disabled>{t.cancel}</button>}
      {face.name === "reminder" && <span class="meta">{t.nothingCharged}</span>}
      {isChoosing && <SendActions view={view} />}
      <MoreTime view={view} />
      {!isChoosing && <WaitingSave view={view} isLarge={face.name !== "reminder"} />}
    </>
  );
}

/** Not yet filled, so that nothing else is mistaken for it; it grows once the link is on its way. */
function WaitingSave({ view, isLarge }: { view: WindowView; isLarge: boolean }) {
  const t = view.frame.t.payment;
  return (
    <button class={isLarge ? "btn btn-xl" : "btn"} type="button" id="save" disabled>
      <span>
        {t.save}
        {isLarge && <small>{t.saveWhen}</small>}
      </span>
    </button>
  );
}

function SendActions({ view }: { view: WindowView }) {
  if (view.show === "identity") return <IdentityActions view={view} />;
  return <ContactLink view={view} class="btn btn-quiet" />;
}

function Ended({ view }: { view: WindowView }) {
  const { frame, sale, face } = view;
  const t = frame.t.payment;
  const canPay = canPayAnotherWay(view);
  // The sale went on without this money: letting it go is what is left to do.
  const isUnwanted = canUndo(view) && !view.payment.isSaved;
  const back = canPay || isUnwanted ? "back" : "klarna";
  return (
    <>
      {canUndo(view) && !isUnwanted && <ShowLink view={view} show="undo" class="btn btn-quiet">{t.undo}</ShowLink>}
      <a class={back === "back" ? "btn" : "btn btn-main"} href={`/sales/${sale.id}`} data-key={frame.keys[back]}>
        {canPay ? t.backToBasket : t.backToSale} <Key frame={frame} action={back} />
      </a>
      {isUnwanted && <ShowLink view={view} show="undo" class="btn btn-main btn-xl" shortcut="klarna">{t.undo}
      </ShowLink>}
      {canPay && canStartAgain(view) && (
        <ActionForm frame={frame} action={`/sales/${sale.id}/payments`}>
          <SeenVersion sale={sale} />
          <button class="btn btn-main btn-xl" type="submit" data-key={frame.keys.klarna}>
            {face.name === "start_refused" ? t.tryAgain : t.sendNewLink} <Key frame={frame} action="klarna" />
          </button>
        </ActionForm>
      )}
      {face.name === "declined" && <span class="meta">{t.noWhy}</span>}
    </>
  );
}

function CancelLink({ view }: { view: WindowView }) {
  return <ShowLink view={view} show="cancel" class="btn btn-stop">{view.frame.t.payment.cancel}</ShowLink>;
}
