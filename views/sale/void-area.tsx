import { VOID_REASONS } from "../../src/domain/sale.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView, StaffChoice, TenderView } from "../data.ts";
import { ActionForm, ApproverFields } from "../form.tsx";
import { formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { ProblemNotice } from "../problem.tsx";
import type { ReceiptDeskView } from "../receipt/data.ts";
import { ReceiptDesk } from "../receipt/receipt-desk.tsx";
import { TenderName } from "./strip-tenders.tsx";

export type VoidAreaProps = {
  frame: Frame;
  sale: SaleView;
  /** Whoever may agree, when this cashier may not decide alone; else empty. */
  approvers: StaffChoice[];
  problem?: Problem | null;
};

/** Gives a sale up: says what goes back to the customer, and asks why. */
export function VoidArea({ frame, sale, approvers, problem = null }: VoidAreaProps) {
  const { t } = frame;
  const texts = t.sale.voiding;
  const held = heldTenders(sale);
  return (
    <section class="sheet fill" id="void" aria-labelledby="void-title">
      <div class="row row-apart">
        <h2 id="void-title" tabindex={-1}>{sale.code === null ? texts.title : texts.heading(sale.code)}</h2>
        <a class="btn btn-quiet" href={`/sales/${sale.id}`} data-key={frame.keys.back}>
          <Icon name="back" /> {texts.keep} <Key frame={frame} action="back" />
        </a>
      </div>
      {problem !== null && <ProblemNotice t={t} problem={problem} />}
      {held.length === 0 ? <p class="lead">{texts.nothingTaken}</p> : (
        <dl class="pairs lead">
          {held.map((tender) => (
            <div>
              <dt>
                <TenderName
                  name={t.sale.tenders[tender.kind]}
                  isKlarna={tender.kind === "klarna"}
                  reference={tender.reference}
                />
              </dt>
              <dd>{texts.goesBack[tender.kind](formatMoney(frame.shop, tender.amountMinor))}</dd>
            </div>
          ))}
        </dl>
      )}
      <ActionForm frame={frame} action={`/sales/${sale.id}/voiding`} class="stack">
        {approvers.length > 0 && <ApproverFields t={t} approvers={approvers} why={texts.seniorAgrees} />}
        <h3>{texts.why}</h3>
        <div class="picks picks-2">
          {VOID_REASONS.map((reason) => (
            <button class="btn" type="submit" name="reason" value={reason}>
              <span>{texts.reasons[reason]}</span>
            </button>
          ))}
        </div>
      </ActionForm>
      <p class="meta">{texts.forGood}</p>
    </section>
  );
}

/** What the customer gets back: the tenders, and a Klarna payment that was approved and not saved. */
function heldTenders(sale: SaleView): Pick<TenderView, "kind" | "amountMinor" | "reference">[] {
  const { payment } = sale;
  const unsaved = payment?.status === "authorized" && !payment.isSaved
    ? [{ kind: "klarna" as const, amountMinor: payment.amountMinor, reference: null }]
    : [];
  return [...sale.tenders.filter(({ kind }) => kind !== "rounding"), ...unsaved];
}

export type VoidedAreaProps = {
  frame: Frame;
  sale: SaleView;
  /** Where the customer gets their receipt of it; null: it was never finished, so there is none. */
  desk?: ReceiptDeskView | null;
};

/**
 * The end of a sale that was given up: the cash to hand back, and whether Klarna has let go; until it has, it asks again. One that was
 * finished before has a receipt, which says by now what is given up.
 */
export function VoidedArea({ frame, sale, desk = null }: VoidedAreaProps) {
  const { t, shop } = frame;
  const texts = t.sale.voiding;
  const { voided } = sale;
  return (
    <section class="sheet fill" id="voided" aria-labelledby="voided-title" {...untilReleased(sale)}>
      <h2 id="voided-title" tabindex={-1} autofocus>{texts.done(sale.code ?? 0)}</h2>
      <div role="status">
        <p class="lab">{voided?.handBackMinor ? texts.handBack : texts.nothingBack}</p>
        {voided !== null && voided.handBackMinor > 0 && <p class="huge">{formatMoney(shop, voided.handBackMinor)}</p>}
      </div>
      {voided !== null && (
        <dl class="pairs">
          {voided.cards.map((card) => (
            <div>
              <dt>
                <TenderName name={t.sale.tenders[card.kind]} isKlarna={false} reference={card.reference} />
              </dt>
              <dd>{texts.goesBack[card.kind](formatMoney(shop, card.amountMinor))}</dd>
            </div>
          ))}
          {voided.klarna.map((payment) => (
            <div>
              <dt>
                <TenderName name={t.sale.tenders.klarna} isKlarna />
              </dt>
              <dd>
                <a href={`/payments/${payment.paymentId}`}>
                  {texts.klarna[payment.state](formatMoney(shop, payment.amountMinor))}
                </a>
              </dd>
            </div>
          ))}
          <div>
            <dt>{texts.why}</dt>
            <dd>{texts.reasons[voided.reason]}</dd>
          </div>
          <div>
            <dt>{texts.by}</dt>
            <dd>{texts.whoAndWhen(voided.staffName, formatTime(shop, voided.at))}</dd>
          </div>
        </dl>
      )}
      {desk !== null && <ItsReceipt frame={frame} sale={sale} desk={desk} />}
      <a class="btn btn-main btn-xl btn-wide push" href="/sales/new" data-key={frame.keys.pay}>
        {t.sale.complete.next} <Key frame={frame} action="pay" />
      </a>
    </section>
  );
}

/** What is being typed into it stays while the page asks again. */
function ItsReceipt({ frame, sale, desk }: { frame: Frame; sale: SaleView; desk: ReceiptDeskView }) {
  const { receiptDesk } = frame.t;
  return (
    <div class="stack-sm" id="voided-receipt" hx-morph-skip>
      <div class="row row-apart">
        <h3>{receiptDesk.heading}</h3>
        <a class="btn btn-quiet" href={`/sales/${sale.id}/receipt`}>{receiptDesk.show}</a>
      </div>
      <ReceiptDesk frame={frame} desk={desk} place="complete" />
    </div>
  );
}

/** Asks again for as long as Klarna is still asked to let go of something. */
function untilReleased({ id, voided }: SaleView): Record<string, string> {
  const isReleasing = voided?.klarna.some(({ state }) => state === "releasing") ?? false;
  if (!isReleasing) return {};
  return { "hx-get": `/sales/${id}`, "hx-trigger": "every 3s", "hx-select": "#voided", "hx-swap": "outerMorph" };
}
