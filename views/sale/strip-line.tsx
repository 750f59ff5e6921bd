import type { LineItem } from "../../src/domain/sale.ts";
import type { Frame, SaleView } from "../data.ts";
import { ActionForm, IN_TURN, SeenVersion } from "../form.tsx";
import { formatMoney, formatPercent } from "../format.ts";
import { Icon } from "../icons.tsx";

type LineProps = { frame: Frame; sale: SaleView; line: LineItem };

/** One row of the till roll; the selected one, `isOn`, can be changed. `isOpen`: another one may be selected. */
export function StripLine({ frame, sale, line, isOn, isOpen }: LineProps & { isOn: boolean; isOpen: boolean }) {
  const { t, shop } = frame;
  return (
    <li class={isOn ? "line is-on" : "line"} id={`line-${line.id}`}>
      <span>{t.sale.times(line.quantity)}</span>
      {isOpen && !isOn ? <SelectLink sale={sale} line={line} /> : <b>{line.name}</b>}
      <b class="num">{formatMoney(shop, line.totalMinor)}</b>
      <LineNotes frame={frame} line={line} />
      {isOn && <LineControls frame={frame} sale={sale} line={line} />}
    </li>
  );
}

function SelectLink({ sale, line }: { sale: SaleView; line: LineItem }) {
  const href = `/sales/${sale.id}?line=${line.id}`;
  return (
    <a href={href} id={`pick-${line.id}`} hx-get={href} hx-select="#strip" hx-target="#strip" hx-swap="outerHTML">
      <b>{line.name}</b>
    </a>
  );
}

/** What one cannot see from the total: the price of one, what came off, an unusual tax. */
function LineNotes({ frame, line }: { frame: Frame; line: LineItem }) {
  const { t, shop } = frame;
  const notes = [
    line.quantity > 1 ? t.sale.each(formatMoney(shop, line.unitPriceMinor)) : null,
    line.discountMinor > 0 ? t.sale.discount(formatMoney(shop, line.discountMinor)) : null,
    line.taxRateBasisPoints === 0 ? t.sale.taxRate(formatPercent(shop, 0)) : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : <span class="meta">{notes.join(" · ")}</span>;
}

function LineControls({ frame, sale, line }: LineProps) {
  const texts = frame.t.sale;
  const path = `/sales/${sale.id}/lines/${line.id}`;
  return (
    <div class="row row-apart">
      <div class="step" role="group" aria-label={texts.quantityOf(line.name)}>
        <StepForm frame={frame} sale={sale} line={line} by={-1} />
        <ActionForm frame={frame} action={`${path}/quantity`} target="#strip" sync={IN_TURN}>
          <SeenVersion sale={sale} />
          <input
            class="input"
            id={`quantity-${line.id}`}
            name="quantity"
            size={4}
            maxlength={4}
            inputmode="numeric"
            autocomplete="off"
            value={String(line.quantity)}
            aria-label={texts.quantityOf(line.name)}
          />
          <button class="vh" type="submit">{texts.setQuantity}</button>
        </ActionForm>
        <StepForm frame={frame} sale={sale} line={line} by={1} />
      </div>
      <ActionForm frame={frame} action={`${path}/removal`} target="#strip" sync={IN_TURN}>
        <SeenVersion sale={sale} />
        <button class="btn btn-quiet" type="submit" aria-label={texts.remove(line.name)} data-key={frame.keys.remove}>
          <Icon name="remove" />
        </button>
      </ActionForm>
    </div>
  );
}

function StepForm({ frame, sale, line, by }: LineProps & { by: 1 | -1 }) {
  const texts = frame.t.sale;
  const quantity = line.quantity + by;
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/lines/${line.id}/quantity`} target="#strip" sync={IN_TURN}>
      <SeenVersion sale={sale} />
      <input type="hidden" name="quantity" value={String(quantity)} />
      <button
        class="btn"
        type="submit"
        id={`${by === 1 ? "more" : "less"}-${line.id}`}
        aria-label={by === 1 ? texts.oneMore(line.name) : texts.oneLess(line.name)}
        disabled={quantity < 1}
      >
        <Icon name={by === 1 ? "more" : "less"} />
      </button>
    </ActionForm>
  );
}
