import { mayBePickedUpLater } from "../../src/domain/hand-over.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView } from "../data.ts";
import { ActionForm } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Key } from "../keys/key.tsx";
import { ProblemNotice } from "../problem.tsx";
import { TakenTenders } from "./taken-tenders.tsx";

export type PaidAreaProps = { frame: Frame; sale: SaleView; problem?: Problem | null };

/** Everything is paid: the sale only waits to be completed. */
export function PaidArea({ frame, sale, problem = null }: PaidAreaProps) {
  const { t, shop } = frame;
  const { dueMinor, changeMinor } = sale.totals;
  const hasChange = changeMinor > 0;
  return (
    <section class="sheet fill sheet-held" id="tender" aria-labelledby="tender-title">
      <div class="fill complete-body">
        <h2 id="tender-title" tabindex={-1} autofocus>{t.sale.tender.everythingPaid}</h2>
        {problem !== null && <ProblemNotice t={t} problem={problem} />}
        <p role="status">
          <span class="lab">{hasChange ? t.sale.tender.change : t.sale.leftToPay}</span>
          <br />
          <span class="huge">{formatMoney(shop, hasChange ? changeMinor : dueMinor)}</span>
        </p>
        <TakenTenders frame={frame} sale={sale} />
        {sale.status === "open" && sale.lines.length > 0 && (
          <p>
            <a class="btn btn-quiet" href={`/sales/${sale.id}/void`}>{frame.t.sale.voidThisSale}</a>
          </p>
        )}
      </div>
      <ActionForm frame={frame} action={`/sales/${sale.id}/completion`} class="stack push">
        {mayBePickedUpLater(sale.tenders) && (
          <label class="choice">
            <input type="checkbox" name="later" value="yes" id="later" />
            <span>
              <b>{t.pickUp.later}</b>
              <br />
              <span class="meta">{t.pickUp.laterMeans}</span>
            </span>
          </label>
        )}
        <button class="btn btn-main btn-xl btn-wide" type="submit" data-key={frame.keys.pay}>
          {t.sale.tender.complete} <Key frame={frame} action="pay" />
        </button>
      </ActionForm>
    </section>
  );
}
