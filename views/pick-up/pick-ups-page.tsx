import type { Frame } from "../data.ts";
import { Field } from "../form.tsx";
import { formatAge, formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { Page } from "../layout.tsx";
import type { WaitingSaleView } from "./data.ts";
import { DaysLeft } from "./pick-up-parts.tsx";

export type PickUpsProps = { frame: Frame; sales: WaitingSaleView[]; typed: string };

/** The finished sales whose goods wait for their customer, whose approval ends first on top. */
export function PickUpsPage({ frame, sales, typed }: PickUpsProps) {
  const texts = frame.t.pickUp;
  return (
    <Page frame={frame} title={texts.title} shell="office" current="sale">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{texts.title}</h1>
          <a class="btn" href="/" data-key={frame.keys.back}>
            <Icon name="back" /> {frame.t.findSale.back} <Key frame={frame} action="back" />
          </a>
        </div>
        <form method="get" action="/pick-ups" class="row find-sale" role="search">
          <div class="grow">
            <Field
              t={frame.t}
              form={{ values: { q: typed }, problems: {} }}
              name="q"
              label={texts.list.find}
              autofocus
              takesScan
            />
          </div>
          <button class="btn btn-main" type="submit">
            <Icon name="search" /> {texts.list.show}
          </button>
          {typed !== "" && <a class="btn" href="/pick-ups">{texts.list.clear}</a>}
        </form>
        {sales.length === 0 ? <Nothing frame={frame} typed={typed} /> : <PickUpTable frame={frame} sales={sales} />}
      </main>
    </Page>
  );
}

function Nothing({ frame, typed }: { frame: Frame; typed: string }) {
  const { list } = frame.t.pickUp;
  return (
    <div class="empty" role="status">
      <p>
        <b>{typed === "" ? list.none : list.noHit}</b>
      </p>
      {typed === "" && <p>{list.noneRest}</p>}
    </div>
  );
}

function PickUpTable({ frame, sales }: { frame: Frame; sales: WaitingSaleView[] }) {
  const { list } = frame.t.pickUp;
  return (
    <table class="tbl">
      <caption class="vh">{list.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{list.sale}</th>
          <th scope="col">{list.customer}</th>
          <th scope="col">{list.since}</th>
          <th scope="col" class="num">{list.worth}</th>
          <th scope="col">{list.approval}</th>
        </tr>
      </thead>
      <tbody>{sales.map((sale) => <PickUpRow frame={frame} sale={sale} />)}</tbody>
    </table>
  );
}

function PickUpRow({ frame, sale }: { frame: Frame; sale: WaitingSaleView }) {
  const { t, shop, now } = frame;
  return (
    <tr>
      <td>
        <a href={`/sales/${sale.id}/pick-up`}>{t.receipt.sale(sale.code)}</a>
      </td>
      <td>{sale.customerName ?? ""}</td>
      <td>{formatAge(shop, sale.since, now)}</td>
      <td class="num">{formatMoney({ ...shop, currency: sale.currency }, sale.leftMinor)}</td>
      <td>
        {sale.endsAt === null ? t.pickUp.list.paidFor[sale.paidFor] : <DaysLeft frame={frame} endsAt={sale.endsAt} />}
      </td>
    </tr>
  );
}
