import type { Frame, PaymentView, SaleView } from "../data.ts";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { faceOf } from "../payment/face.ts";
import { StatusIcon } from "../payment/icons.tsx";

/** How the sale is paid so far: a row for each tender, and one for a Klarna payment that is not yet part of it. */
export function StripTenders({ frame, sale, oob = false }: { frame: Frame; sale: SaleView; oob?: boolean }) {
  const { t, shop } = frame;
  const payment = sale.payment?.isSaved === false ? sale.payment : null;
  if (sale.tenders.length === 0 && payment === null) return null;
  return (
    <ul class="tear-top" id="strip-tender" hx-swap-oob={oob ? "true" : undefined}>
      {sale.tenders.map((tender) => (
        <li class="row row-apart">
          <TenderName
            name={t.sale.tenders[tender.kind]}
            isKlarna={tender.kind === "klarna"}
            reference={tender.reference}
          />
          <span class="num">
            {formatMoney(shop, tender.amountMinor)} <Icon name="check" />
          </span>
        </li>
      ))}
      {payment !== null && <KlarnaRow frame={frame} payment={payment} />}
    </ul>
  );
}

type NameProps = { name: string; isKlarna: boolean; reference?: string | null };

/** Klarna's word in our own plain pill, never its logo; and what a slip or a card is known by. */
export function TenderName({ name, isKlarna, reference = null }: NameProps) {
  if (isKlarna) return <span class="kpill">{name}</span>;
  if (reference === null) return <span>{name}</span>;
  return (
    <span>
      {name} <span class="code">{reference}</span>
    </span>
  );
}

function KlarnaRow({ frame, payment }: { frame: Frame; payment: PaymentView }) {
  const { t, shop, now } = frame;
  const face = faceOf(payment, now);
  return (
    <li class="row row-apart">
      <span>
        <TenderName name={t.sale.tenders.klarna} isKlarna /> {formatMoney(shop, payment.amountMinor)}
      </span>
      <span class={`pill ${face.tone}`}>
        <StatusIcon name={face.icon} />
        {t.payment.words[face.word]}
      </span>
    </li>
  );
}
