import type { Problem } from "../../src/domain/problem.ts";
import { minorDigits } from "../../src/domain/money.ts";
import type { FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { amountValue, formatMoney } from "../format.ts";
import { ProblemNotice } from "../problem.tsx";
import { TenderHead } from "../tender/tender-area.tsx";

export type SellAreaProps = { frame: Frame; sale: SaleView; form?: FormState; problem?: Problem | null };

/** Puts a gift card of any amount into the basket: a printed one, or a new number for the receipt. */
export function SellArea({ frame, sale, form = { values: {}, problems: {} }, problem = null }: SellAreaProps) {
  const t = frame.t.giftCard;
  return (
    <section class="sheet fill" id="sell-card" aria-labelledby="tender-title">
      <TenderHead frame={frame} title={t.sellTitle} back={`/sales/${sale.id}`} backText={frame.t.sale.backToBasket} />
      {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
      <ActionForm frame={frame} action={`/sales/${sale.id}/gift-cards`} id="sell-form" class="stack" judgedHere>
        {/* Enter is for what was typed, and not for the first of the quick amounts. */}
        <button class="vh" type="submit" tabindex={-1}>{t.add}</button>
        {/* First, for a scanner types where the focus is, and ends with Enter: then only the amount is missing. */}
        <Field
          t={frame.t}
          name="number"
          label={t.number}
          form={form}
          hint={t.numberHint}
          autofocus={form.problems["amount"] === undefined}
          takesScan
        />
        <Field
          t={frame.t}
          name="amount"
          label={t.worth}
          form={form}
          inputmode="decimal"
          class="input-num big"
          autofocus={form.problems["amount"] !== undefined}
          required
        />
        <QuickWorths frame={frame} />
      </ActionForm>
      <p>{t.worthNothingYet}</p>
      <button class="btn btn-main btn-xl btn-wide push" type="submit" form="sell-form">
        {t.add} <kbd>Enter</kbd>
      </button>
    </section>
  );
}

const WORTHS = [10, 20, 50, 100];

function QuickWorths({ frame }: { frame: Frame }) {
  const { shop } = frame;
  const digits = minorDigits(shop.currency);
  // Currencies without a fraction count in hundreds of what others count in ones.
  const unitMinor = digits === 0 ? 100 : 10 ** digits;
  return (
    <div class="row quick" role="group" aria-label={frame.t.sale.tender.quickAmounts}>
      {WORTHS.map((worth) => (
        <button class="btn grow" type="submit" name="quick" value={amountValue(shop, worth * unitMinor)}>
          {formatMoney(shop, worth * unitMinor)}
        </button>
      ))}
    </div>
  );
}
