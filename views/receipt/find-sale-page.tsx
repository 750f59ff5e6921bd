import type { FormState, Frame } from "../data.ts";
import type { FoundSaleView } from "./data.ts";
import { Field } from "../form.tsx";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";

export type FindSaleProps = {
  frame: Frame;
  form: FormState;
  sales: FoundSaleView[];
  /** Somebody typed enough of a customer's name to see names. */
  hasNames?: boolean;
  /** They typed too little of one. */
  isTooShort?: boolean;
};

/** Finished sales by the code on their receipt, its number, the customer or the day. */
export function FindSalePage({ frame, form, sales, hasNames = false, isTooShort = false }: FindSaleProps) {
  const texts = frame.t.findSale;
  return (
    <Page frame={frame} title={texts.title} shell="office" current="sale">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{texts.title}</h1>
          <a class="btn" href="/" data-key={frame.keys.back}>
            <Icon name="back" /> {texts.back} <Key frame={frame} action="back" />
          </a>
        </div>
        <p>{texts.hint}</p>
        <form method="get" action="/sales/find" class="row find-sale" role="search">
          <div class="grow">
            <Field t={frame.t} form={form} name="q" label={texts.query} autofocus takesScan />
          </div>
          <div class="field">
            <label for="day">{texts.day}</label>
            <input class="input" id="day" name="day" type="date" value={form.values["day"] ?? ""} />
          </div>
          <button class="btn btn-main" type="submit">
            <Icon name="search" /> {texts.find}
          </button>
        </form>
        <div role="status">
          {form.problems["day"] !== undefined && <p class="err">{texts.badDay}</p>}
          {sales.length > 0 ? <p>{texts.found(sales.length)}</p> : (
            <div class="empty">
              <p>
                <b>{isTooShort ? texts.tooShort : texts.none}</b>
              </p>
              {!isTooShort && <p>{texts.noneHint}</p>}
            </div>
          )}
        </div>
        {sales.length > 0 && <FoundTable frame={frame} sales={sales} hasNames={hasNames} />}
      </main>
    </Page>
  );
}

type TableProps = { frame: Frame; sales: FoundSaleView[]; hasNames: boolean };

function FoundTable({ frame, sales, hasNames }: TableProps) {
  const { columns, title } = frame.t.findSale;
  return (
    <table class="tbl" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{columns.sale}</th>
          <th scope="col">{columns.receipt}</th>
          <th scope="col">{columns.when}</th>
          {hasNames && <th scope="col">{columns.customer}</th>}
          <th scope="col">{columns.register}</th>
          <th scope="col" class="num">{columns.total}</th>
        </tr>
      </thead>
      <tbody>{sales.map((sale) => <FoundRow frame={frame} sale={sale} hasNames={hasNames} />)}</tbody>
    </table>
  );
}

type RowProps = { frame: Frame; sale: FoundSaleView; hasNames: boolean };

function FoundRow({ frame: { t, shop }, sale, hasNames }: RowProps) {
  return (
    <tr>
      <td>
        <a href={`/sales/${sale.id}/receipt`}>{t.receipt.sale(sale.code)}</a>
      </td>
      <td>{sale.receiptNumber}</td>
      <td>{formatDate(shop, sale.completedAt)}, {formatTime(shop, sale.completedAt)}</td>
      {hasNames && <td>{sale.customerName ?? ""}</td>}
      <td>{sale.registerName}</td>
      <td class="num">{formatMoney({ ...shop, currency: sale.currency }, sale.totalMinor)}</td>
    </tr>
  );
}
