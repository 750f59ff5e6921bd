import type { FormState, Frame } from "../data.ts";
import type { FoundSaleView } from "./data.ts";
import { Field } from "../form.tsx";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import { PageTurn } from "../page-turn.tsx";

export type FindSaleProps = {
  frame: Frame;
  form: FormState;
  sales: FoundSaleView[];
  /** Behind which sale the next page begins; null: there is none. */
  next?: string | null;
  /** Somebody typed enough of a customer's name to see names. */
  hasNames?: boolean;
  /** They typed too little of one. */
  isTooShort?: boolean;
  /** What is to be done with the sale. */
  purpose?: FindPurpose;
};

/** To see its receipt, or to give money back for it. */
export type FindPurpose = "receipt" | "return";

/** Finished sales by the code on their receipt, its number, the customer or the day. */
export function FindSalePage(
  { frame, form, sales, next = null, hasNames = false, isTooShort = false, purpose = "receipt" }: FindSaleProps,
) {
  const texts = frame.t.findSale;
  const isReturn = purpose === "return";
  const title = isReturn ? frame.t.returns.findTitle : texts.title;
  return (
    <Page frame={frame} title={title} shell="office" current={isReturn ? "returns" : "sale"}>
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{title}</h1>
          <a class="btn" href="/" data-key={frame.keys.back}>
            <Icon name="back" /> {texts.back} <Key frame={frame} action="back" />
          </a>
        </div>
        <p>{isReturn ? frame.t.returns.findHint : texts.hint}</p>
        <form method="get" action={pathFor(purpose)} class="row find-sale" role="search">
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
          {sales.length > 0 ? <p>{howMany(frame, form, sales.length, next)}</p> : (
            <div class="empty">
              <p>
                <b>{isTooShort ? texts.tooShort : texts.none}</b>
              </p>
              {!isTooShort && <p>{texts.noneHint}</p>}
            </div>
          )}
        </div>
        {sales.length > 0 && <FoundTable frame={frame} sales={sales} hasNames={hasNames} purpose={purpose} />}
        <Turn frame={frame} form={form} next={next} purpose={purpose} />
      </main>
    </Page>
  );
}

function howMany(frame: Frame, { values }: FormState, count: number, next: string | null): string {
  const texts = frame.t.findSale;
  if (values["after"]) return texts.earlier(count);
  return next === null ? texts.found(count) : texts.newest(count);
}

type TurnProps = { frame: Frame; form: FormState; next: string | null; purpose: FindPurpose };

function Turn({ frame, form, next, purpose }: TurnProps) {
  const { payments: texts, findSale } = frame.t;
  return (
    <PageTurn
      label={texts.pages}
      newest={form.values["after"] ? { href: findHref(form, purpose), text: texts.newest } : null}
      older={next === null ? null : { href: findHref(form, purpose, next), text: findSale.older }}
    />
  );
}

function pathFor(purpose: FindPurpose): string {
  return purpose === "return" ? "/returns" : "/sales/find";
}

/** The same search, from behind a sale on. */
function findHref({ values }: FormState, purpose: FindPurpose, after = ""): string {
  const asked = { q: values["q"] ?? "", day: values["day"] ?? "", after };
  const fields = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ""));
  return fields.size === 0 ? pathFor(purpose) : `${pathFor(purpose)}?${fields}`;
}

type TableProps = { frame: Frame; sales: FoundSaleView[]; hasNames: boolean; purpose: FindPurpose };

function FoundTable({ frame, sales, hasNames, purpose }: TableProps) {
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
      <tbody>
        {sales.map((sale) => <FoundRow frame={frame} sale={sale} hasNames={hasNames} purpose={purpose} />)}
      </tbody>
    </table>
  );
}

type RowProps = { frame: Frame; sale: FoundSaleView; hasNames: boolean; purpose: FindPurpose };

function FoundRow({ frame: { t, shop }, sale, hasNames, purpose }: RowProps) {
  return (
    <tr>
      <td>
        <a href={`/sales/${sale.id}/${purpose}`}>{t.receipt.sale(sale.code)}</a>
      </td>
      <td>{sale.receiptNumber}</td>
      <td>{formatDate(shop, sale.completedAt)}, {formatTime(shop, sale.completedAt)}</td>
      {hasNames && <td>{sale.customerName ?? ""}</td>}
      <td>{sale.registerName}</td>
      <td class="num">{formatMoney({ ...shop, currency: sale.currency }, sale.totalMinor)}</td>
    </tr>
  );
}
