import { ActionForm } from "../form.tsx";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { History } from "./history.tsx";
import { Deed, ShowLink, SpokenLine, type WindowView } from "./parts.tsx";

/** The window at a register that does not work at this payment: everything is seen, nothing is done. */
export function WatchBody({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  const { holder } = view.facts;
  if (view.show === "takeover") {
    return (
      <>
        <h3 class="lead" id="pay-question">{t.reallyTakeOver(holder)}</h3>
        <p>{view.payment.isSaved ? t.takeOverToUndo(holder) : t.takeOverMeans(holder)}</p>
      </>
    );
  }
  return (
    <>
      <p class="lead">{view.payment.isSaved ? t.undoneThere(holder) : t.watchHere(holder)}</p>
      <History view={view} />
    </>
  );
}

/** Back, or to take it over, which is asked once. */
export function WatchActions({ view }: { view: WindowView }) {
  const { frame, facts } = view;
  const t = frame.t.payment;
  if (view.show === "takeover") {
    return (
      <>
        <ShowLink view={view} show="auto" class="btn">{t.keepWatching}</ShowLink>
        <Deed view={view} noun="takeover">
          <button class="btn btn-main btn-xl" type="submit" data-key={frame.keys.klarna}>
            {t.yesTakeOver} <Key frame={frame} action="klarna" />
          </button>
        </Deed>
      </>
    );
  }
  return (
    <>
      {view.payment.isSaved ? <BackToSale view={view} /> : <BackToPayments view={view} />}
      <ShowLink view={view} show="takeover" class="btn btn-main btn-xl" shortcut="klarna">
        {t.takeOver(facts.holder.staffName)}
      </ShowLink>
    </>
  );
}

export function BackToPayments({ view }: { view: WindowView }) {
  return (
    <a class="btn" href="/payments" data-key={view.frame.keys.back}>
      {view.frame.t.payment.backToPayments} <Key frame={view.frame} action="back" />
    </a>
  );
}

export function BackToSale({ view: { frame, payment } }: { view: WindowView }) {
  return (
    <a class="btn" href={`/sales/${payment.saleId}`} data-key={frame.keys.back}>
      {frame.t.payment.backToSale} <Key frame={frame} action="back" />
    </a>
  );
}

/** The sale is put aside as it is, so that the next customer can be served; its payment goes on being watched. */
export function LeaveBody({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <h3 class="lead" id="pay-question">{t.leaveTitle}</h3>
      <ul class="steps steps-told lead">
        {t.leaveMeans.map(({ icon, text }) => (
          <li>
            <Icon name={icon} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <SpokenLine view={view} spoken={(texts) => texts.leaveLine} />
    </>
  );
}

export function LeaveActions({ view }: { view: WindowView }) {
  const t = view.frame.t.payment;
  return (
    <>
      <ShowLink view={view} show="auto" class="btn">{t.keepWaiting}</ShowLink>
      <PutAside view={view} text={t.leaveNext} />
    </>
  );
}

/** On to the next customer. A sale that is put aside already only needs to be left. */
export function PutAside({ view, text }: { view: WindowView; text: string }) {
  const { frame, sale } = view;
  if (sale.status !== "open") {
    return (
      <a class="btn btn-main btn-xl" href="/sales/new" data-key={frame.keys.klarna}>
        {frame.t.payment.nextSale} <Key frame={frame} action="klarna" />
      </a>
    );
  }
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/parking`}>
      <button class="btn btn-main btn-xl" type="submit" data-key={frame.keys.klarna}>
        {text} <Key frame={frame} action="klarna" />
      </button>
    </ActionForm>
  );
}
