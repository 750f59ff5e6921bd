import type { Frame, SaleView, TenderView } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { TenderName } from "../sale/strip-tenders.tsx";

/**
 * What was taken so far. It can be taken back while the sale is open; a Klarna payment only at Klarna, and what cash was
 * rounded by goes with the cash.
 */
export function TakenTenders({ frame, sale }: { frame: Frame; sale: SaleView }) {
  if (sale.tenders.length === 0) return null;
  return (
    <div>
      <h3>{frame.t.sale.tender.taken}</h3>
      <ul id="payments">
        {sale.tenders.map((tender) => <TakenTender frame={frame} sale={sale} tender={tender} />)}
      </ul>
    </div>
  );
}

type TakenProps = { frame: Frame; sale: SaleView; tender: TenderView };

function TakenTender({ frame, sale, tender }: TakenProps) {
  const { t, shop } = frame;
  const name = t.sale.tenders[tender.kind];
  const amount = formatMoney(shop, tender.amountMinor);
  return (
    <li class="task">
      <div>
        <TenderName name={name} isKlarna={tender.kind === "klarna"} reference={tender.reference} /> <b>{amount}</b>{" "}
        {tender.kind === "klarna" && (
          <span class="pill is-done is-end">
            <Icon name="done" />
            {t.sale.tender.completed}
          </span>
        )}
        <br />
        <TenderNotes frame={frame} tender={tender} />
      </div>
      {tender.paymentId !== null && sale.status === "open" && (
        <a class="btn" href={`/payments/${tender.paymentId}?show=undo`}>{t.payment.undo}</a>
      )}
      {tender.kind === "exchange" && sale.status === "open" && (
        <a class="btn" href={`/sales/${sale.id}/exchange`}>{t.exchange.steps}</a>
      )}
      {isTakenBackHere(tender) && sale.status === "open" && (
        <ActionForm frame={frame} action={`/sales/${sale.id}/tenders/${tender.id}/removal`}>
          <button class="btn" type="submit">
            {t.sale.tender.takeBack} <span class="vh">{name} {amount}</span>
          </button>
        </ActionForm>
      )}
    </li>
  );
}

function isTakenBackHere({ paymentId, kind }: TenderView): boolean {
  return paymentId === null && kind !== "rounding" && kind !== "exchange";
}

function TenderNotes({ frame, tender }: { frame: Frame; tender: TenderView }) {
  const { t, shop } = frame;
  const texts = t.sale.tender;
  const at = formatTime(shop, tender.createdAt);
  if (tender.kind === "klarna") {
    return (
      <span class="meta">
        {tender.klarnaReference !== null && (
          <>
            {texts.reference} <span class="code">{tender.klarnaReference}</span> ·{" "}
          </>
        )}
        {texts.savedAt(at)}
      </span>
    );
  }
  const { givenMinor, amountMinor } = tender;
  const given = givenMinor !== null && givenMinor > amountMinor
    ? `${texts.given(formatMoney(shop, givenMinor), formatMoney(shop, givenMinor - amountMinor))} · `
    : "";
  return <span class="meta">{given}{texts.takenAt(at)}</span>;
}
