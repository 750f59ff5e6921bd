import type { FormState, Frame, SaleView } from "../data.ts";
import type { DiscountView } from "./data.ts";
import { WHOLE_BASIS_POINTS } from "../../src/domain/discount.ts";
import { ActionForm, Field, SeenVersion, TextField } from "../form.tsx";
import { formatMoney, formatPercent } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";

type HeadProps = { frame: Frame; id: string; title: string; backHref: string };

/** The head of a panel beside the basket, with the one step back. */
export function PanelHead({ frame, id, title, backHref }: HeadProps) {
  return (
    <div class="row row-apart">
      <h2 class="grow" id={id} tabindex={-1}>{title}</h2>
      <a class="btn btn-quiet" href={backHref} data-key={frame.keys.back}>
        <Icon name="back" /> {frame.t.basket.back} <Key frame={frame} action="back" />
      </a>
    </div>
  );
}

/** "10%" or "£5.00". */
export function discountText(frame: Frame, { kind, value }: Pick<DiscountView, "kind" | "value">): string {
  return kind === "percent" ? formatPercent(frame.shop, value) : formatMoney(frame.shop, value);
}

type DiscountProps = {
  frame: Frame;
  sale: SaleView;
  action: string;
  title: string;
  now: DiscountView | null;
  mayGive: number;
  form: FormState;
  autofocus?: boolean;
};

/** A discount by percent or amount: the number first, then the button that says what it is. */
export function DiscountForm({ frame, sale, action, title, now, mayGive, form, autofocus = false }: DiscountProps) {
  const texts = frame.t.basket.discount;
  return (
    <section class="stack-sm" aria-labelledby="discount-heading">
      <h3 id="discount-heading">{title}</h3>
      {now !== null && <p>{texts.now(discountText(frame, now), formatMoney(frame.shop, -now.offMinor))}</p>}
      <ActionForm frame={frame} action={action} class="stack-sm" judgedHere>
        <SeenVersion sale={sale} />
        <Field
          t={frame.t}
          name="discount"
          label={texts.label}
          form={form}
          inputmode="decimal"
          class="input-num"
          hint={texts.hint}
          autofocus={autofocus}
        />
        <div class="row">
          <button class="btn grow" type="submit" name="kind" value="percent">{texts.percent}</button>
          <button class="btn grow" type="submit" name="kind" value="amount">{texts.amount}</button>
        </div>
        <p class="meta">
          {mayGive >= WHOLE_BASIS_POINTS ? texts.noLimit : texts.limit(formatPercent(frame.shop, mayGive))}
        </p>
      </ActionForm>
      {now !== null && (
        <ActionForm frame={frame} action={action} class="row">
          <SeenVersion sale={sale} />
          <input type="hidden" name="discount" value="0" />
          <button class="btn btn-quiet" type="submit">{texts.takeAway}</button>
        </ActionForm>
      )}
    </section>
  );
}

type NoteProps = { frame: Frame; sale: SaleView; action: string; title: string; form: FormState };

/** A word that stays with the line or the sale, and is printed. */
export function NoteForm({ frame, sale, action, title, form }: NoteProps) {
  const texts = frame.t.basket.note;
  return (
    <ActionForm frame={frame} action={action} class="stack-sm" judgedHere>
      <h3>{title}</h3>
      <SeenVersion sale={sale} />
      <TextField t={frame.t} name="note" label={texts.label} form={form} rows={2} />
      <div class="row">
        <button class="btn grow" type="submit">{texts.save}</button>
      </div>
    </ActionForm>
  );
}
