import type { Frame, SaleView } from "../data.ts";
import type { LineView } from "./data.ts";
import { ActionForm, IN_TURN, SeenVersion } from "../form.tsx";
import { formatMoney, formatPercent } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";

type LineProps = { frame: Frame; sale: SaleView; line: LineView };

/** One row of the till roll; the selected one, `isOn`, can be changed. `isOpen`: another one may be selected. */
export function StripLine({ frame, sale, line, isOn, isOpen }: LineProps & { isOn: boolean; isOpen: boolean }) {
  const { t, shop } = frame;
  return (
    <li class={isOn ? "line is-on" : "line"} id={`line-${line.id}`}>
      <span>{t.sale.times(line.quantity)}</span>
      {isOpen && !isOn ? <SelectLink sale={sale} line={line} /> : <b>{line.name}</b>}
      <b class="num">{formatMoney(shop, line.quantity * line.unitPriceMinor - ownDiscount(line))}</b>
      <LineNotes frame={frame} line={line} />
      {isOn && <LineControls frame={frame} sale={sale} line={line} />}
    </li>
  );
}

function SelectLink({ sale, line }: { sale: SaleView; line: LineView }) {
  const href = `/sales/${sale.id}?line=${line.id}`;
  return (
    <a href={href} id={`pick-${line.id}`} data-part="#strip" hx-sync={IN_TURN}>
      <b>{line.name}</b>
    </a>
  );
}

/** What came off this line alone; its share of the sale's discount stands below, with the totals. */
function ownDiscount(line: LineView): number {
  return line.discountMinor - line.saleDiscountMinor;
}

/** What one cannot see from the price: that of one, what it was, what came off, an unusual tax, a note. */
function LineNotes({ frame, line }: { frame: Frame; line: LineView }) {
  const { t, shop } = frame;
  const texts = t.basket.strip;
  const offMinor = ownDiscount(line);
  const one = formatMoney(shop, line.unitPriceMinor);
  const off = formatMoney(shop, -offMinor);
  const each = line.quantity > 1 ? t.sale.each(one) : null;
  const notes = [
    line.listPriceMinor === null ? each : texts.was(one, formatMoney(shop, line.listPriceMinor)),
    offMinor === 0
      ? null
      : line.discountKind === "percent"
      ? texts.off(formatPercent(shop, line.discountValue ?? 0), off)
      : texts.amountOff(off),
    line.kind === "goods" && line.taxRateBasisPoints === 0 ? t.sale.taxRate(formatPercent(shop, 0)) : null,
    line.note === null ? null : texts.note(line.note),
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : <span class="meta">{notes.join(" · ")}</span>;
}

function LineControls({ frame, sale, line }: LineProps) {
  const texts = frame.t.sale;
  const path = `/sales/${sale.id}/lines/${line.id}`;
  return (
    <div class={`row ${line.kind === "goods" ? "row-apart" : "row-end"}`}>
      {line.kind === "goods" && <QuantityStep frame={frame} sale={sale} line={line} />}
      {line.kind === "goods" && (
        <a
          class="btn btn-quiet"
          href={path}
          aria-label={frame.t.basket.changeLine(line.name)}
          data-key={frame.keys.change}
        >
          {frame.t.basket.change} <Key frame={frame} action="change" />
        </a>
      )}
      <ActionForm frame={frame} action={`${path}/removal`} target="#strip" sync={IN_TURN}>
        <SeenVersion sale={sale} />
        <button class="btn btn-quiet" type="submit" aria-label={texts.remove(line.name)} data-key={frame.keys.remove}>
          <Icon name="remove" />
        </button>
      </ActionForm>
    </div>
  );
}

/**
 * How many of it; every gift card is a line of its own. One form, since a thin client is slow with each: what is typed is sent by
 * Enter, which presses the first button, and the others say their own number in its place.
 */
function QuantityStep({ frame, sale, line }: LineProps) {
  const texts = frame.t.sale;
  return (
    <ActionForm
      frame={frame}
      action={`/sales/${sale.id}/lines/${line.id}/quantity`}
      target="#strip"
      sync={IN_TURN}
      class="step"
      label={texts.quantityOf(line.name)}
    >
      <SeenVersion sale={sale} />
      <button class="vh" type="submit">{texts.setQuantity}</button>
      <StepButton frame={frame} line={line} by={-1} />
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
      <StepButton frame={frame} line={line} by={1} />
    </ActionForm>
  );
}

function StepButton({ frame, line, by }: Omit<LineProps, "sale"> & { by: 1 | -1 }) {
  const texts = frame.t.sale;
  const quantity = line.quantity + by;
  return (
    <button
      class="btn"
      type="submit"
      id={`${by === 1 ? "more" : "less"}-${line.id}`}
      name="to"
      value={String(quantity)}
      aria-label={by === 1 ? texts.oneMore(line.name) : texts.oneLess(line.name)}
      disabled={quantity < 1}
    >
      <Icon name={by === 1 ? "more" : "less"} />
    </button>
  );
}
