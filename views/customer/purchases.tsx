import type { Frame } from "../data.ts";
import { formatDate, formatMoney } from "../format.ts";
import type { CustomerPageView, PurchaseView } from "./data.ts";

type PurchasesProps = { frame: Frame; view: CustomerPageView };

/** What a customer bought, page by page. */
export function Purchases({ frame, view }: PurchasesProps) {
  const t = frame.t.customers;
  const { purchases, page } = view;
  return (
    <section class="stack" aria-labelledby="purchases-title">
      <h2 id="purchases-title">{t.purchases}</h2>
      {purchases.length === 0
        ? <p class="meta">{page === 1 ? t.noPurchases : t.noMorePurchases}</p>
        : <PurchasesTable frame={frame} purchases={purchases} />}
      <Pages frame={frame} view={view} />
    </section>
  );
}

function PurchasesTable({ frame, purchases }: { frame: Frame; purchases: PurchaseView[] }) {
  const t = frame.t.customers;
  return (
    <table class="tbl">
      <caption class="vh">{t.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.date}</th>
          <th scope="col">{t.sale}</th>
          <th scope="col">{t.paidWith}</th>
          <th scope="col" class="num">{t.total}</th>
        </tr>
      </thead>
      <tbody>
        {purchases.map(({ saleId, code, completedAt, totalMinor, isTaxFree, paidWith }) => (
          <tr>
            <td>{formatDate(frame.shop, completedAt)}</td>
            <td>
              <a href={`/sales/${saleId}/receipt`}>{t.receipt(code)}</a>
            </td>
            <td>{paidWith.map((kind) => frame.t.sale.tenders[kind]).join(", ")}</td>
            <td class="num">
              {formatMoney(frame.shop, totalMinor)} {isTaxFree && <span class="meta">{t.withoutTax}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ frame, view: { customer, page, hasMore } }: PurchasesProps) {
  const t = frame.t.customers;
  if (page === 1 && !hasMore) return null;
  const href = (to: number) => `/customers/${customer.id}${to === 1 ? "" : `?page=${to}`}`;
  return (
    <nav class="row row-apart" aria-label={t.pages}>
      {page > 1 ? <a class="btn" href={href(page - 1)}>{t.newer}</a> : <span />}
      {hasMore && <a class="btn" href={href(page + 1)}>{t.older}</a>}
    </nav>
  );
}
