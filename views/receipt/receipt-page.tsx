import { giftCardInGroups } from "../../src/domain/gift-card.ts";
import { type LineItem, taxTable } from "../../src/domain/sale.ts";
import type { Frame, SaleView, TenderView } from "../data.ts";
import { formatAmount, formatDate, formatMoney, formatPercent, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";

/** The receipt of a completed sale, as wide as the roll it is printed on. */
export function ReceiptPage(props: { frame: Frame; sale: SaleView }) {
  const { sale } = props;
  const frame = { ...props.frame, isPractice: sale.isPractice };
  const texts = frame.t.receipt;
  return (
    <Page frame={frame} title={texts.title(sale.code ?? 0)} shell="paper">
      <main class="desk" id="main">
        <div class="row no-print">
          <button class="btn btn-main" type="button" data-print>
            <Icon name="print" /> {texts.print}
          </button>
          <a class="btn" href={`/sales/${sale.id}`} data-key={frame.keys.back}>{texts.backToSale}</a>
        </div>
        <Receipt frame={frame} sale={sale} />
      </main>
    </Page>
  );
}

function Receipt({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  const klarna = sale.tenders.filter((tender) => tender.kind === "klarna");
  return (
    <article class="receipt" aria-labelledby="receipt-shop">
      {sale.isPractice && <p class="mark">{t.receipt.practice}</p>}
      <h1 id="receipt-shop">{shop.name}</h1>
      <Paragraph text={shop.receiptHead} />
      <hr />
      <Facts frame={frame} sale={sale} />
      <hr />
      <LinesTable frame={frame} sale={sale} />
      <hr />
      <PaidTable frame={frame} sale={sale} />
      <hr />
      <TaxTable frame={frame} lines={sale.lines} />
      {klarna.length > 0 && <hr />}
      {klarna.map((tender) => (
        <p>
          <b>{t.receipt.paidWithKlarna}</b>
          {tender.klarnaReference !== null && (
            <>
              <br />
              {t.receipt.klarnaReference(tender.klarnaReference)}
            </>
          )}
          <br />
          {t.receipt.klarnaMeans}
        </p>
      ))}
      <hr />
      <Paragraph text={shop.receiptFoot} />
      {sale.code !== null && <p>S-{sale.code}</p>}
      {sale.isPractice && <p class="mark">{t.receipt.practice}</p>}
    </article>
  );
}

function Facts({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  const facts = [
    sale.code === null ? null : t.receipt.sale(sale.code),
    sale.receiptNumber === null ? null : t.receipt.number(sale.receiptNumber),
    sale.registerName,
    sale.staffName,
  ].filter((fact) => fact !== null);
  const at = sale.completedAt;
  return (
    <p>
      {facts.join(" · ")}
      {at !== null && (
        <>
          <br />
          {formatDate(shop, at)}, {formatTime(shop, at)}
        </>
      )}
    </p>
  );
}

function LinesTable({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  return (
    <table>
      <tbody>
        {sale.lines.map((line) => (
          <>
            <tr>
              <th scope="row">{t.receipt.line(line.quantity, line.name)}</th>
              <td>
                {formatAmount(shop, line.quantity * line.unitPriceMinor)} {line.kind === "goods" && line.taxCode}
              </td>
            </tr>
            {sale.giftCardNumbers[line.id] !== undefined && (
              <tr>
                <th scope="row" class="inset" colspan={2}>{giftCardInGroups(sale.giftCardNumbers[line.id] ?? "")}</th>
              </tr>
            )}
            {line.discountMinor > 0 && (
              <tr>
                <th scope="row" class="inset">{t.receipt.discount}</th>
                <td>{formatAmount(shop, -line.discountMinor)}</td>
              </tr>
            )}
          </>
        ))}
      </tbody>
    </table>
  );
}

function PaidTable({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  const row = (label: string, amount: string, kind?: string) => (
    <tr class={kind}>
      <th scope="row">{label}</th>
      <td>{amount}</td>
    </tr>
  );
  return (
    <table>
      <tbody>
        {row(t.receipt.total, formatMoney(shop, sale.totals.totalMinor), "sum")}
        {sale.tenders.map((tender) =>
          row(tenderName(frame, tender), formatAmount(shop, tender.givenMinor ?? tender.amountMinor))
        )}
        {row(t.receipt.change, formatAmount(shop, sale.totals.changeMinor))}
      </tbody>
    </table>
  );
}

function tenderName({ t }: Frame, { kind, reference }: TenderView): string {
  return reference === null ? t.sale.tenders[kind] : `${t.sale.tenders[kind]} ${reference}`;
}

function TaxTable({ frame, lines }: { frame: Frame; lines: LineItem[] }) {
  const { t, shop } = frame;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.receipt.tax}</th>
          <th scope="col">{t.receipt.net}</th>
          <th scope="col">{t.receipt.tax}</th>
          <th scope="col">{t.receipt.gross}</th>
        </tr>
      </thead>
      <tbody>
        {taxTable(lines).map((row) => (
          <tr>
            <th scope="row">{t.receipt.taxRow(row.taxCode, formatPercent(shop, row.taxRateBasisPoints))}</th>
            <td>{formatAmount(shop, row.netMinor)}</td>
            <td>{formatAmount(shop, row.taxMinor)}</td>
            <td>{formatAmount(shop, row.grossMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The shop's own lines, as they were typed. */
function Paragraph({ text }: { text: string }) {
  return text === "" ? null : <p class="typed">{text}</p>;
}
