import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame, SaleView } from "../data.ts";
import type { LineView } from "./data.ts";
import { ActionForm, Field, SeenVersion } from "../form.tsx";
import { amountValue, formatMoney } from "../format.ts";
import { ProblemNotice } from "../problem.tsx";
import { DiscountForm, NoteForm, PanelHead } from "./panel-parts.tsx";

export type LineAreaProps = {
  frame: Frame;
  sale: SaleView;
  line: LineView;
  /** What the operator may give alone, in basis points. */
  mayGive: number;
  form?: FormState;
  problem?: Problem | null;
};

/** One line of the basket: its discount, its price and a note. A gift card that is sold is worth what is put on it. */
export function LineArea(props: LineAreaProps) {
  const { frame, sale, line, mayGive, form = EMPTY, problem = null } = props;
  const texts = frame.t.basket;
  const path = `/sales/${sale.id}/lines/${line.id}`;
  const offMinor = line.discountMinor - line.saleDiscountMinor;
  const now = line.discountKind && { kind: line.discountKind, value: line.discountValue ?? 0, offMinor };
  return (
    <section class="sheet fill" id="line-area" aria-labelledby="line-title">
      <PanelHead frame={frame} id="line-title" title={line.name} backHref={`/sales/${sale.id}?line=${line.id}`} />
      <p class="row">
        <span class="lead">{frame.t.sale.times(line.quantity)} {formatMoney(frame.shop, line.unitPriceMinor)}</span>
        {line.productCode !== null && <span class="meta">{texts.code(line.productCode)}</span>}
      </p>
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <div class="cols">
        {line.kind === "goods" && (
          <DiscountForm
            frame={frame}
            sale={sale}
            action={`${path}/discount`}
            title={texts.discount.title}
            now={now}
            mayGive={mayGive}
            form={form}
            autofocus
          />
        )}
        <div class="stack">
          {line.kind === "goods" && <PriceForm {...props} form={form} />}
          <NoteForm
            frame={frame}
            sale={sale}
            action={`${path}/note`}
            title={texts.note.title}
            form={filled(form, { note: line.note ?? "" })}
          />
        </div>
      </div>
    </section>
  );
}

const EMPTY: FormState = { values: {}, problems: {} };

/** What was typed, over what is so now. */
export function filled(form: FormState, now: Record<string, string>): FormState {
  return { ...form, values: { ...now, ...form.values } };
}

function PriceForm({ frame, sale, line, form = EMPTY }: LineAreaProps) {
  const { shop } = frame;
  const texts = frame.t.basket.price;
  const action = `/sales/${sale.id}/lines/${line.id}/price`;
  const { listPriceMinor } = line;
  return (
    <section class="stack-sm" aria-labelledby="price-heading">
      <h3 id="price-heading">{texts.title}</h3>
      <ActionForm frame={frame} action={action} class="stack-sm" judgedHere>
        <SeenVersion sale={sale} />
        <Field
          t={frame.t}
          name="price"
          label={texts.label}
          form={filled(form, { price: amountValue(shop, line.unitPriceMinor) })}
          inputmode="decimal"
          class="input-num"
        />
        <div class="row">
          <button class="btn grow" type="submit">{texts.set}</button>
        </div>
      </ActionForm>
      {listPriceMinor !== null && (
        <ActionForm frame={frame} action={action} class="row">
          <SeenVersion sale={sale} />
          <input type="hidden" name="price" value={amountValue(shop, listPriceMinor)} />
          <button class="btn btn-quiet" type="submit">{texts.back(formatMoney(shop, listPriceMinor))}</button>
        </ActionForm>
      )}
    </section>
  );
}
