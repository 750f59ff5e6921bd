import type { Problem } from "../../src/domain/problem.ts";
import type { Choice, FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, Field, SelectField } from "../form.tsx";
import { ProblemNotice } from "../problem.tsx";
import { filled } from "./line-area.tsx";
import { DiscountForm, NoteForm, PanelHead } from "./panel-parts.tsx";

export type MoreAreaProps = {
  frame: Frame;
  sale: SaleView;
  /** The shop's tax rates, for what is not in its catalogue. */
  taxRates: Choice[];
  /** What the operator may give alone, in basis points. */
  mayGive: number;
  form?: FormState;
  problem?: Problem | null;
};

/** What is done more rarely: something not in the catalogue, and what concerns the sale as a whole. */
export function MoreArea(props: MoreAreaProps) {
  const { frame, sale, mayGive, form = { values: {}, problems: {} }, problem = null } = props;
  const texts = frame.t.basket;
  const title = sale.code === null ? texts.moreTitle : texts.moreHeading(sale.code);
  return (
    <section class="sheet fill" id="more" aria-labelledby="more-title">
      <PanelHead frame={frame} id="more-title" title={title} backHref={`/sales/${sale.id}`} />
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <div class="cols">
        <div class="stack">
          <ItemForm {...props} form={form} />
          {sale.code !== null && sale.status === "open" && <ParkForm frame={frame} sale={sale} />}
        </div>
        {sale.code !== null && (
          <div class="stack">
            <DiscountForm
              frame={frame}
              sale={sale}
              action={`/sales/${sale.id}/discount`}
              title={texts.discount.saleTitle}
              now={sale.discount}
              mayGive={mayGive}
              form={form}
            />
            <NoteForm
              frame={frame}
              sale={sale}
              action={`/sales/${sale.id}/note`}
              title={texts.note.saleTitle}
              form={filled(form, { note: sale.note ?? "" })}
            />
          </div>
        )}
      </div>
      {sale.code !== null && (
        <p class="push">
          <a class="btn btn-stop" href={`/sales/${sale.id}/void`}>{frame.t.sale.voidThisSale}</a>
        </p>
      )}
    </section>
  );
}

function ItemForm({ frame, sale, taxRates, form = { values: {}, problems: {} } }: MoreAreaProps) {
  const { t } = frame;
  const texts = t.basket.item;
  const state = filled(form, { quantity: "1", taxRateId: taxRates[0]?.value ?? "" });
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/items`} class="stack-sm" judgedHere>
      <h3>{texts.title}</h3>
      <Field t={t} name="name" label={texts.name} form={state} autofocus required maxlength={100} />
      <div class="row">
        <div class="grow">
          <Field
            t={t}
            name="price"
            label={texts.price}
            form={state}
            inputmode="decimal"
            class="input-num"
            required
          />
        </div>
        <div class="grow">
          <Field
            t={t}
            name="quantity"
            label={texts.quantity}
            form={state}
            inputmode="numeric"
            class="input-num"
            maxlength={4}
            required
          />
        </div>
      </div>
      <SelectField t={t} name="taxRateId" label={texts.taxRate} form={state} choices={taxRates} />
      <div class="row">
        <button class="btn btn-main grow" type="submit">{texts.add}</button>
      </div>
    </ActionForm>
  );
}

/** Put aside with a word that tells it from others of nobody's name; the key on the strip asks for none. */
function ParkForm({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const texts = frame.t.basket.parking;
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/parking`} class="stack-sm">
      <h3>{texts.title}</h3>
      <div class="row row-low">
        <div class="grow">
          <Field
            t={frame.t}
            name="parkedNote"
            label={texts.label}
            placeholder={texts.example}
            form={{ values: {}, problems: {} }}
            maxlength={60}
          />
        </div>
        <button class="btn" type="submit">{frame.t.sale.park}</button>
      </div>
    </ActionForm>
  );
}
