import type { SaleDeed } from "../../src/domain/sale.ts";
import type { Frame, SaleView, TenderView } from "../data.ts";
import { Exchanging } from "../exchange/exchange-note.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import type { PickUpView, SettleFirst } from "../pick-up/data.ts";
import { PickUpState, SettleFirstNote } from "../pick-up/pick-up-parts.tsx";
import type { ReceiptDeskView } from "../receipt/data.ts";
import { ReceiptDesk } from "../receipt/receipt-desk.tsx";
import { TenderName } from "../sale/strip-tenders.tsx";

export type CompleteAreaProps = {
  frame: Frame;
  sale: SaleView;
  desk: ReceiptDeskView;
  /** Goods of it that are picked up later, or came back unpaid; null: they went along. */
  pickUp?: PickUpView | null;
  /** What its state allows. */
  deeds?: readonly SaleDeed[];
  /** The sale of the new goods while this one is being exchanged. */
  exchangingInto?: string | null;
  settleFirst?: SettleFirst | null;
};

/** The sale is in the books: the change to give, how it was paid, the receipt, the next customer. */
export function CompleteArea(
  { frame, sale, desk, pickUp = null, deeds = [], exchangingInto = null, settleFirst = null }: CompleteAreaProps,
) {
  const texts = frame.t.sale.complete;
  return (
    <section class="sheet fill" id="complete" aria-labelledby="done-title">
      <div class="fill complete-body">
        <h2 id="done-title" tabindex={-1} autofocus class="row">
          <span class="pill is-done is-end">
            <Icon name="done" />
            {texts.done}
          </span>
          {sale.code !== null && <span>{frame.t.sale.heading(sale.code)}</span>}
        </h2>
        <ChangeToGive frame={frame} sale={sale} isBrief={pickUp !== null} />
        <GoesBack frame={frame} sale={sale} />
        {exchangingInto !== null && <Exchanging frame={frame} into={exchangingInto} />}
        <SettleFirstNote frame={frame} settleFirst={settleFirst} />
        {pickUp !== null && <PickUpState frame={frame} saleId={sale.id} pickUp={pickUp} deeds={deeds} />}
        <dl class="pairs">
          {sale.tenders.map((tender) => <PaidBy frame={frame} tender={tender} />)}
        </dl>
        {sale.soldCards > 0 && <p>{texts.cardsOnReceipt}</p>}
        <div class="row row-apart">
          <h3>{frame.t.receiptDesk.heading}</h3>
          <a class="btn btn-quiet" href={`/sales/${sale.id}/receipt`}>{frame.t.receiptDesk.show}</a>
        </div>
        <ReceiptDesk frame={frame} desk={desk} place="complete" />
        {deeds.includes("cancelling") && (
          <p>
            <a class="btn btn-quiet" href={`/sales/${sale.id}/cancelling`}>{frame.t.pickUp.cancel}</a>
          </p>
        )}
      </div>
      <a class="btn btn-main btn-xl btn-wide push" href="/sales/new" data-key={frame.keys.pay}>
        {texts.next} <Key frame={frame} action="pay" />
      </a>
    </section>
  );
}

/** `isBrief`: more stands below that is wanted at once. */
function ChangeToGive({ frame, sale, isBrief }: { frame: Frame; sale: SaleView; isBrief: boolean }) {
  const texts = frame.t.sale.complete;
  const { changeMinor } = sale.totals;
  if (changeMinor <= 0) {
    return (
      <div role="status">
        <p class="lab">{texts.noChange}</p>
        <p class={isBrief ? "lead" : "huge"}>{texts.paidInFull}</p>
      </div>
    );
  }
  const givenMinor = sale.tenders.reduce((sum, tender) => sum + (tender.givenMinor ?? 0), 0);
  return (
    <div role="status">
      <p class="lab">{texts.giveChange}</p>
      <p class="huge">{formatMoney(frame.shop, changeMinor)}</p>
      <p>{texts.given(formatMoney(frame.shop, givenMinor))}</p>
    </div>
  );
}

/** Of an exchange: what goes back by hand beside the change, in cash or on the card terminal. Klarna does its part itself. */
function GoesBack({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const back = sale.exchange?.back ?? [];
  const cashMinor = back.filter(({ kind }) => kind === "cash").reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const others = back.filter(({ kind }) => kind !== "cash" && kind !== "klarna");
  if (cashMinor === 0 && others.length === 0) return null;
  return (
    <div role="status">
      {cashMinor > 0 && (
        <>
          <p class="lab">{frame.t.returns.done.cash}</p>
          <p class="huge">{formatMoney(frame.shop, cashMinor)}</p>
        </>
      )}
      {others.map(({ kind, amountMinor }) => (
        <p class="lead">{frame.t.sale.voiding.goesBack[kind](formatMoney(frame.shop, amountMinor))}</p>
      ))}
    </div>
  );
}

function PaidBy({ frame, tender }: { frame: Frame; tender: TenderView }) {
  const { t, shop } = frame;
  return (
    <>
      <div>
        <dt>
          <TenderName
            name={t.sale.tenders[tender.kind]}
            isKlarna={tender.kind === "klarna"}
            reference={tender.reference}
          />
        </dt>
        <dd>{formatMoney(shop, tender.amountMinor)}</dd>
      </div>
      {tender.klarnaReference !== null && (
        <div>
          <dt>{t.sale.complete.klarnaReference}</dt>
          <dd>
            <span class="code">{tender.klarnaReference}</span>
          </dd>
        </div>
      )}
    </>
  );
}
