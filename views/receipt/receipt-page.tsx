import { type LineItem, taxTable } from "../../src/domain/sale.ts";
import type { Frame, SaleView } from "../data.ts";
import { formatAmount, formatDate, formatMoney, formatPercent, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { langIn, readAs } from "../messages/readers.ts";

/** The receipt of a completed sale, as wide as the roll it is printed on. */
export function ReceiptPage(props: { frame: Frame; sale: SaleView }) {
  const { sale } = props;
  const frame = { ...props.frame, isPractice: sale.isPractice };
  const customers = readAs(frame, sale.customer?.language ?? frame.shop.customersLanguage);
  const texts = frame.t.receipt;
  return (
    <Page frame={frame} title={texts.title(sale.code ?? 0)} shell="paper">
      <main class="desk" id="main">
        <div class="row no-print">
          <button class="btn btn-main" type="button" data-print>
            <Icon name="print" /> {texts.print}
          </button>
          <a class="btn" href={`/sales/${sale.id}`} data-key="Escape">{texts.backToSale}</a>
        </div>
        <Receipt frame={customers} lang={langIn(frame, customers)} sale={sale} />
      </main>
    </Page>
  );
}

/** In the customer's own language. */
function Receipt({ frame, lang, sale }: { frame: Frame; lang: string | undefined; sale: SaleView }) {
  const { t, shop } = frame;
  const klarna = sale.tenders.filter((tender) => tender.kind === "klarna");
  return (
    <article class="receipt" lang={lang} aria-labelledby="receipt-shop">
      {sale.isPractice && <p class="mark">{t.receipt.practice}</p>}
      <h1 id="receipt-shop">{shop.name}</h1>
      <Paragraph text={shop.receiptHead} />
      <hr />
      <Facts frame={frame} sale={sale} />
      <hr />
      <LinesTable frame={frame} lines={sale.lines} />
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

function LinesTable({ frame, lines }: { frame: Frame; lines: LineItem[] }) {
  const { t, shop } = frame;
  return (
    <table>
      <tbody>
        {lines.map((line) => (
          <>
            <tr>
              <th scope="row">{t.receipt.line(line.quantity, line.name)}</th>
              <td>{formatAmount(shop, line.quantity * line.unitPriceMinor)} {line.taxCode}</td>
            </tr>
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
          row(t.sale.tenders[tender.kind], formatAmount(shop, tender.givenMinor ?? tender.amountMinor))
        )}
        {row(t.receipt.change, formatAmount(shop, sale.totals.changeMinor))}
      </tbody>
    </table>
  );
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
