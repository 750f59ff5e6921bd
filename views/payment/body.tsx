import type { Child } from "hono/jsx";
import { ApproverFields } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { AfterSale, HeldApproval, MessagesAgain } from "./after-sale.tsx";
import { ContactBody } from "./contact.tsx";
import { Decide } from "./decide.tsx";
import { Differences, SHOWS_DIFFERENCES } from "./differences.tsx";
import { type FaceName, isStopLate, isUnsure } from "./face.ts";
import { amountPair, callPairs, lastAnswerPair, ourReferencePair, referencePairs, samePersonPairs } from "./facts.ts";
import { History, Sendings } from "./history.tsx";
import { CashInstead, OtherTenders } from "./other-tenders.tsx";
import type { Messages } from "../messages/catalogue.ts";
import { PhoneIcon } from "./icons.tsx";
import {
  canPayAnotherWay,
  Deed,
  isAskingToCancel,
  isAskingToUndo,
  isChangingContact,
  isElsewhere,
  isLeaving,
  isSettling,
  needsApproval,
  type Pair,
  Pairs,
  savingWords,
  ShowLink,
  SpokenLine,
  UNDO_FORM,
  type WindowView,
} from "./parts.tsx";
import { Resend } from "./resend.tsx";
import { Identity, isChoosingHowToSend, QrPanel, SendAnotherWay, SendChoice } from "./send.tsx";
import { SettleBody } from "./settle.tsx";
import { LeaveBody, WatchBody } from "./watch.tsx";

/** What the cashier does and says now. */
export function WindowBody({ view }: { view: WindowView }) {
  if (isElsewhere(view)) return <WatchBody view={view} />;
  if (isChangingContact(view)) return <ContactBody view={view} />;
  if (isChoosingHowToSend(view)) {
    return view.show === "identity" ? <Identity view={view} /> : <SendChoice view={view} />;
  }
  if (isLeaving(view)) return <LeaveBody view={view} />;
  if (isSettling(view)) return <SettleBody view={view} />;
  const { face, facts } = view;
  const notice = view.frame.t.payment.notices[face.name]?.(facts);
  const spoken = (texts: Texts) => askedLine(view, texts) ?? texts.lines[face.name](facts);
  return (
    <>
      {notice && (
        <div class={`notice ${notice.tone} lead`}>
          <Icon name="warning" />
          <p>
            <b>{notice.strong}</b> {notice.rest}
          </p>
        </div>
      )}
      {SHOWS_DIFFERENCES.includes(face.name) && <Differences view={view} />}
      {face.name === "qr" ? <QrColumns view={view} /> : <SpokenLine view={view} spoken={spoken} />}
      {DETAILS[face.name]?.(view)}
      <AfterSale view={view} />
      {isAskingToUndo(view) && <WhoAgrees view={view} />}
      {canPayAnotherWay(view) && <OtherTenders view={view} />}
    </>
  );
}

type Texts = Messages["payment"];

/** Asks the customer once more: to stop, or to give back what is held. */
function askedLine(view: WindowView, t: Texts) {
  if (isAskingToUndo(view)) return t.undoAsk;
  return isAskingToCancel(view) ? t.cancelAsk : null;
}

/** The fields belong to the form at the foot of the window, whose button they stand above. */
function WhoAgrees({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  if (!needsApproval(view)) return null;
  const why = frame.t.payment.seniorAgrees(payment.startedByName);
  return <ApproverFields t={frame.t} approvers={view.approvers ?? []} why={why} form={UNDO_FORM} />;
}

/** The rest of each face that has more than its line. */
const DETAILS: Partial<Record<FaceName, (view: WindowView) => Child>> = {
  reminder: (view) => <Reminder view={view} />,
  sending: (view) => (
    <>
      {view.payment.failedChecks > 0 && <SendAnotherWay view={view} />}
      <Sendings view={view} />
    </>
  ),
  sent: (view) => <SentColumns view={view} />,
  maybe_sent: (view) => <SentColumns view={view} />,
  not_sent: (view) => (
    <>
      <SendAnotherWay view={view} />
      <Sendings view={view} />
    </>
  ),
  in_progress: (view) => <History view={view} />,
  try_declined: (view) => <AfterATry view={view} />,
  went_back: (view) => <AfterATry view={view} />,
  try_failed: (view) => <AfterATry view={view} />,
  id_check: (view) => <IdCheck view={view} />,
  checking: (view) => (
    <>
      <History view={view} />
      <p>{view.frame.t.payment.checkingRest}</p>
    </>
  ),
  start_away: (view) => (
    <>
      <LastAnswer view={view} />
      <CashInstead view={view} />
    </>
  ),
  unsure: (view) => <LastAnswer view={view} />,
  cancelling: (view) => <Cancelling view={view} />,
  releasing: (view) => <Releasing view={view} />,
  in_review: (view) => <Pairs pairs={[...referencePairs(view), ...callPairs(view)]} />,
  name_differs: (view) => <Pairs pairs={[amountPair(view), ...referencePairs(view)]} />,
  completed: (view) => (
    <>
      <Pairs pairs={[amountPair(view), ...referencePairs(view), ...samePersonPairs(view)]} class="lead" />
      {!isAskingToUndo(view) && <p class="lead">{savingWords(view)}</p>}
    </>
  ),
  saved: (view) => (
    <>
      <Pairs pairs={[amountPair(view), ...referencePairs(view)]} class="lead" />
      <HeldApproval view={view} />
      <MessagesAgain view={view} />
    </>
  ),
  captured: (view) => (
    <>
      <Pairs pairs={[amountPair(view), ...referencePairs(view)]} class="lead" />
      <MessagesAgain view={view} />
    </>
  ),
  race: (view) => <Decide view={view} />,
  paid_late: (view) => <Decide view={view} />,
  released: (view) => <Pairs pairs={referencePairs(view)} />,
  lapsed: (view) => <Pairs pairs={[...referencePairs(view), ourReferencePair(view)]} />,
  attention: (view) => <Pairs pairs={[ourReferencePair(view), ...referencePairs(view), lastAnswerPair(view)]} />,
};

function Reminder({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <div class="ask">
        <b>1</b>
        <h3 class="lead" id="pay-question">{t.ask1}</h3>
        <p>{t.ask1Rest}</p>
      </div>
      <div class="ask">
        <b>2</b>
        <h3 class="lead">{t.ask2}</h3>
        <Deed view={view} noun="reminder" class="picks picks-2" label={t.ask2}>
          <button
            class="btn"
            type="submit"
            name="hasAccount"
            value="yes"
            id="account-yes"
            data-key={view.frame.keys.yes}
          >
            <span>
              {t.yes}
              <small>{t.yesRest}</small>
            </span>
            <Key frame={view.frame} action="yes" />
          </button>
          <button class="btn" type="submit" name="hasAccount" value="no" id="account-no" data-key={view.frame.keys.no}>
            <span>
              {t.no}
              <small>{t.noRest}</small>
            </span>
            <Key frame={view.frame} action="no" />
          </button>
        </Deed>
      </div>
    </>
  );
}

function SentColumns({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <div class="cols">
        <aside class="peek" aria-label={t.onThePhoneLabel}>
          <p class="meta">
            <PhoneIcon /> {t.onThePhone}
          </p>
          <p class="bubble">{t.phoneShows[view.facts.channel](view.facts.via)}</p>
        </aside>
        <Resend view={view} />
      </div>
      <Sendings view={view} from={1} />
    </>
  );
}

function QrColumns({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <div class="cols">
      <QrPanel view={view} />
      <div class="stack">
        <SpokenLine view={view} spoken={(texts) => askedLine(view, texts) ?? texts.lines.qr(view.facts)} />
        {view.hasScreen && <p>{t.qrOnScreen}</p>}
        <p>{t.qrMoves}</p>
        <Resend view={view} />
      </div>
    </div>
  );
}

function AfterATry({ view }: { view: WindowView }) {
  return (
    <>
      <History view={view} isShort />
      {!isAskingToCancel(view) && (
        <ShowLink view={view} show="cancel" class="btn">{view.frame.t.payment.otherPayment}</ShowLink>
      )}
    </>
  );
}

/** Two equal answers, none of them the default. Klarna is not told: the phone goes on, or the cashier cancels. */
function IdCheck({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { customer, idCheckChallenge, idCheckAnswer } = view.payment;
  const pairs: Pair[] = [];
  if (customer) pairs.push({ term: t.idName, value: `${customer.givenName} ${customer.familyName}` });
  if (idCheckChallenge) pairs.push({ term: t.idChallenge, value: idCheckChallenge, isCode: true });
  return (
    <>
      <Pairs pairs={pairs} class="lead" />
      {idCheckAnswer === null
        ? (
          <Deed view={view} noun="id-check" class="picks picks-2" label={t.idQuestion(Boolean(idCheckChallenge))}>
            <button class="btn" type="submit" name="answer" value="matches">
              <Icon name="check" />
              <span>{t.idMatches}</span>
            </button>
            <button class="btn" type="submit" name="answer" value="differs">
              <Icon name="none" />
              <span>{t.idDiffers}</span>
            </button>
          </Deed>
        )
        : <p class="lead">{t.idAnswered[idCheckAnswer]}</p>}
    </>
  );
}

function LastAnswer({ view }: { view: WindowView }) {
  const { frame, payment } = view;
  const t = frame.t.payment;
  const seconds = Math.max(0, Math.ceil(((payment.nextCheckAt ?? frame.now) - frame.now) / 1000));
  return (
    <Pairs
      pairs={[
        lastAnswerPair(view),
        { term: t.reason, value: t.failureReason(payment.failureCode) },
        { term: t.nextLook, value: t.nextLookIn(seconds) },
      ]}
    />
  );
}

/** The basket stays locked for as long as Klarna has not answered. */
function Cancelling({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { payment, frame } = view;
  const isLate = isUnsure(payment, frame.now) || isStopLate(payment, frame.now);
  return isLate ? <p class="lead">{t.cancellingLate}</p> : <p>{t.cancellingRest}</p>;
}

/** What becomes of the sale is another thing where it was given up, or was finished without this money. */
function Releasing({ view }: { view: WindowView }) {
  const { frame, payment, sale } = view;
  const t = frame.t.payment;
  const isLate = isStopLate(payment, frame.now);
  return (
    <p class={isLate ? "lead" : undefined}>
      {isLate ? t.releasingLate : t.releasingSoon} {t.releasingRest[sale.status]}
    </p>
  );
}
