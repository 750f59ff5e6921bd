import { daysLeft, urgencyOf } from "../../src/domain/authorization.ts";
import type { SaleDeed } from "../../src/domain/sale.ts";
import type { Frame, SaleView } from "../data.ts";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { HeldView, PickUpView, SettleFirst } from "./data.ts";

const TONES = { alarm: "is-fail", soon: "is-wait", calm: "is-done" } as const;

/** How long Klarna still holds the money, louder the less it is. */
export function DaysLeft({ frame, endsAt }: { frame: Frame; endsAt: number }) {
  const tone = TONES[urgencyOf(endsAt - frame.now)];
  return (
    <span class={`pill ${tone} is-end`}>
      <Icon name={tone === "is-done" ? "waiting" : "warning"} />
      {endsAt <= frame.now ? frame.t.pickUp.lapsed : frame.t.pickUp.daysLeft(daysLeft(endsAt, frame.now))}
    </span>
  );
}

/** What of goods that wait nobody would pay for, and until when Klarna holds the money for the others; nothing where nobody knows. */
export function Approval({ frame, pickUp: { leftMinor, paidMinor, heldMinor, endsAt } }: ApprovalProps) {
  const texts = frame.t.pickUp;
  const goneMinor = leftMinor - paidMinor - heldMinor;
  return (
    <>
      {goneMinor > 0 && (
        <div class="notice is-fail" role="status">
          <Icon name="warning" />
          <p class="grow">{texts.goneFor(formatMoney(frame.shop, goneMinor))}</p>
        </div>
      )}
      {endsAt !== null && (
        <p class="row">
          <span>{texts.approvedUntil(formatDate(frame.shop, endsAt))}</span>
          <DaysLeft frame={frame} endsAt={endsAt} />
        </p>
      )}
    </>
  );
}

type ApprovalProps = { frame: Frame; pickUp: PickUpView };

/** What has to be settled first, and the way there: until then less is offered. */
export function SettleFirstNote({ frame: { t }, settleFirst }: { frame: Frame; settleFirst: SettleFirst | null }) {
  if (settleFirst === null) return null;
  const { why, callId } = settleFirst;
  return (
    <div class="notice is-wait row" id="settle-first" role="status">
      <Icon name="waiting" />
      <p class="grow">{t.pickUp.settleFirst[why]}</p>
      {callId !== null && <a class="btn" href={`/attention/${callId}`}>{t.payments.history.seeCall}</a>}
    </div>
  );
}

type StateProps = { frame: Frame; saleId: string; pickUp: PickUpView; deeds: readonly SaleDeed[] };

/** Where a finished sale stands with its goods, and the way to hand them over; where that cannot be, to let them go. */
export function PickUpState({ frame, saleId, pickUp, deeds }: StateProps) {
  const texts = frame.t.pickUp;
  if (pickUp.isDone) {
    return (
      <>
        <p class="meta">{texts.allGone}</p>
        <TakenOff frame={frame} pickUp={pickUp} />
      </>
    );
  }
  return (
    <section class="stack-sm" id="pick-up-state" aria-labelledby="waits-title">
      <h3 id="waits-title" class="row">
        <span class="pill is-wait">
          <Icon name="waiting" />
          {texts.waits}
        </span>
      </h3>
      <p>
        {texts.stillHere(formatMoney(frame.shop, pickUp.leftMinor))} {payerOf(frame, pickUp, deeds.includes("pick-up"))}
      </p>
      <TakenOff frame={frame} pickUp={pickUp} />
      <Approval frame={frame} pickUp={pickUp} />
      <p class="row">
        {deeds.includes("pick-up") && <a class="btn" href={`/sales/${saleId}/pick-up`}>{texts.toHandOver}</a>}
        {!deeds.includes("pick-up") && deeds.includes("rest") && (
          <a class="btn" href={`/sales/${saleId}/rest`}>{texts.notTaken}</a>
        )}
      </p>
    </section>
  );
}

/** Who pays for what waits; that nobody does is said louder, and what does not leave Klarna does not pay for. */
function payerOf({ t, shop }: Frame, pickUp: PickUpView, mayLeave: boolean): string | null {
  const { paidFor, leftMinor, paidMinor, heldMinor } = pickUp;
  if (paidFor === "gone") return null;
  if (paidFor === "paid") return t.pickUp.isPaid;
  if (!mayLeave && paidMinor + heldMinor < leftMinor) return null;
  return heldMinor === leftMinor ? t.pickUp.klarnaPays : t.pickUp.klarnaPaysPart(formatMoney(shop, heldMinor));
}

/** What was handed over, and what was not taken, so far. */
export function Sofar({ frame, pickUp }: { frame: Frame; pickUp: PickUpView }) {
  const texts = frame.t.pickUp;
  if (pickUp.sofar.length === 0) return null;
  return (
    <section class="stack-sm" aria-labelledby="sofar-title">
      <h3 id="sofar-title">{texts.sofar}</h3>
      <LeftOrTakenOff frame={frame} hands={pickUp.sofar} />
    </section>
  );
}

/** What the sale still names, and how it was paid, though nobody pays for it any more. */
function TakenOff({ frame, pickUp }: { frame: Frame; pickUp: PickUpView }) {
  const hands = pickUp.sofar.filter(({ kind }) => kind !== "handed_over");
  return hands.length > 0 && <LeftOrTakenOff frame={frame} hands={hands} />;
}

function LeftOrTakenOff({ frame, hands }: { frame: Frame; hands: PickUpView["sofar"] }) {
  return (
    <ul>
      {hands.map(({ kind, valueMinor, staffName, at }) => (
        <li>
          {frame.t.pickUp.kinds[kind](formatMoney(frame.shop, valueMinor), staffName)}{" "}
          <span class="meta">{formatDate(frame.shop, at)}, {formatTime(frame.shop, at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What nobody must forget, where the till is between two customers: approvals that are not captured run out. */
export function HeldNote({ frame, held }: { frame: Frame; held: HeldView }) {
  const texts = frame.t.pickUp;
  if (held.count === 0) return null;
  const tone = held.endsAt === null ? "is-done" : TONES[urgencyOf(held.endsAt - frame.now)];
  return (
    <p class={`notice ${tone === "is-done" ? "" : tone} row`.replace("  ", " ")} id="held">
      <Icon name="waiting" />
      <span class="grow">
        <b>{texts.held.count(held.count)}</b>
        {held.endsAt !== null && `, ${texts.held.least(texts.daysLeft(daysLeft(held.endsAt, frame.now)))}`}
      </span>
      <a href="/payments?filter=authorized">{texts.held.see}</a>
      <a href="/pick-ups">{texts.link}</a>
    </p>
  );
}

type WaitingLineProps = {
  frame: Frame;
  line: PickUpView["lines"][number];
  howMany: string;
  form: string;
  typed: string | null;
};

/** How many of it the customer takes now, or does not take after all; null: neither can be, and it only says what is here. */
export function WaitingLine({ frame, line: { id, name, quantity, left }, howMany, form, typed }: WaitingLineProps) {
  const texts = frame.t.pickUp;
  const what = (
    <>
      <b>{name}</b> <span class="meta">{texts.left(left, quantity)}</span>
    </>
  );
  if (typed === null) return <p>{what}</p>;
  return (
    <div class="row row-apart">
      <label for={id}>
        {what}
        <span class="vh">{howMany}</span>
      </label>
      <input
        class="input input-num"
        id={id}
        name={`pieces-${id}`}
        form={form}
        size={4}
        inputmode="numeric"
        autocomplete="off"
        value={typed}
      />
    </div>
  );
}

/** What the page is about, and the way back to the sale. */
export function Head({ frame, sale, title }: { frame: Frame; sale: SaleView; title: string }) {
  return (
    <div class="row row-apart">
      <h2 id="pick-up-title" tabindex={-1} autofocus>{title}</h2>
      <a class="btn btn-quiet" href={`/sales/${sale.id}`} data-key={frame.keys.back}>
        <Icon name="back" /> {frame.t.pickUp.back} <Key frame={frame} action="back" />
      </a>
    </div>
  );
}
