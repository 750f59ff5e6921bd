import type { Frame } from "../data.ts";
import type { ParkedSaleView } from "./data.ts";
import { ActionForm } from "../form.tsx";
import { formatAge, formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";

export type ParkedAreaProps = {
  frame: Frame;
  parked: ParkedSaleView[];
  /** Where "Back to basket" leads. */
  backHref: string;
};

/** The sales that wait for their customer, newest first as given. */
export function ParkedArea({ frame, parked, backHref }: ParkedAreaProps) {
  const texts = frame.t.sale;
  return (
    <section class="sheet fill" id="parked" aria-labelledby="parked-title">
      <div class="row row-apart">
        <h2 id="parked-title">{texts.parkedTitle}</h2>
        <a class="btn btn-quiet" href={backHref} data-key={frame.keys.back}>
          <Icon name="back" /> {texts.backToBasket} <Key frame={frame} action="back" />
        </a>
      </div>
      {parked.length === 0
        ? (
          <div class="empty">
            <p>
              <b>{texts.noneParked}</b>
            </p>
            <p>{texts.noneParkedHint}</p>
          </div>
        )
        : (
          <>
            <ul>
              {parked.map((sale, index) => <ParkedRow frame={frame} sale={sale} isMain={index === 0} />)}
            </ul>
            <p class="meta">{texts.parkedHint}</p>
          </>
        )}
      <p class="row push">
        <a class="btn" href="/sales/find">
          <Icon name="search" /> {frame.t.findSale.link}
        </a>
        <a class="btn" href="/pick-ups">
          <Icon name="waiting" /> {frame.t.pickUp.link}
        </a>
      </p>
    </section>
  );
}

function ParkedRow({ frame, sale, isMain }: { frame: Frame; sale: ParkedSaleView; isMain: boolean }) {
  const { t, shop, now } = frame;
  return (
    <li class="task">
      <div>
        <b>{sale.title}</b> {sale.isKlarnaOpen && (
          <span class="pill is-wait">
            <Icon name="waiting" />
            {t.sale.klarnaOpen}
          </span>
        )}
        <br />
        <span class="meta">
          {sale.note !== null && `${sale.note} · `}
          {t.sale.parkedRow(sale.lineCount, formatAge(shop, sale.parkedAt, now), sale.staffName)}
        </span>
      </div>
      <ActionForm frame={frame} action={`/sales/${sale.id}/recall`} class="row">
        <b>{formatMoney(shop, sale.totalMinor)}</b>
        <button class={isMain ? "btn btn-main" : "btn"} type="submit">
          {t.sale.recall} <span class="vh">{sale.title}</span>
        </button>
      </ActionForm>
    </li>
  );
}
