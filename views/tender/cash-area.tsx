import { cashDue } from "../../src/domain/money.ts";
import type { FormState, Frame, SaleView } from "../data.ts";
import { ActionForm, Field, SeenVersion } from "../form.tsx";
import { amountValue, decimalSign, formatChange, formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { quickAmounts } from "./quick-amounts.ts";
import { LeftToPay, TenderHead } from "./tender-area.tsx";

export type CashAreaProps = { frame: Frame; sale: SaleView; form?: FormState | undefined };

/** Counting in cash: typed, tapped on the pad, or one of the likely notes. */
export function CashArea({ frame, sale, form = { values: {}, problems: {} } }: CashAreaProps) {
  const texts = frame.t.sale.tender;
  return (
    <section class="sheet fill" id="tender" aria-labelledby="tender-title">
      <TenderHead
        frame={frame}
        title={texts.cashTitle}
        back={`/sales/${sale.id}/tender`}
        backText={texts.otherTypes}
      />
      <div class="cols">
        <div class="stack">
          <LeftToPay frame={frame} sale={sale} />
          <RoundedDue frame={frame} sale={sale} />
          <GivenForm frame={frame} sale={sale} form={form} />
          <QuickAmounts frame={frame} sale={sale} />
        </div>
        <NumberPad frame={frame} />
      </div>
      <button class="btn btn-main btn-xl btn-wide push" type="submit" form="cash-form">
        {texts.takeCash} <kbd>Enter</kbd>
      </button>
    </section>
  );
}

/** Where the smallest coin is more than the smallest unit: what is to be paid in cash, and by how much that differs. */
function RoundedDue({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  const texts = t.sale.tender;
  const { dueMinor } = sale.totals;
  const roundedMinor = cashDue(dueMinor, shop.cashStepMinor);
  if (roundedMinor === dueMinor) return null;
  return (
    <p>
      <b class="lead">{texts.cashDue(formatMoney(shop, roundedMinor))}</b>
      <br />
      <span class="meta">{texts.roundedBy(formatChange(shop, roundedMinor - dueMinor))}</span>
    </p>
  );
}

function GivenForm({ frame, sale, form }: { frame: Frame; sale: SaleView; form: FormState }) {
  const texts = frame.t.sale.tender;
  return (
    <ActionForm frame={frame} action={`/sales/${sale.id}/tenders`} id="cash-form" class="stack-sm">
      <input type="hidden" name="kind" value="cash" />
      <SeenVersion sale={sale} />
      <Field
        t={frame.t}
        name="given"
        label={texts.cashGiven}
        form={form}
        inputmode="decimal"
        class="input-num big"
        autofocus
        required
      />
      <p class="meta">{texts.cashGivenHint}</p>
    </ActionForm>
  );
}

function QuickAmounts({ frame, sale }: { frame: Frame; sale: SaleView }) {
  const { t, shop } = frame;
  const dueMinor = cashDue(sale.totals.dueMinor, shop.cashStepMinor);
  const button = (amountMinor: number, text: string) => (
    <button class="btn grow" type="submit" name="given" value={amountValue(shop, amountMinor)}>{text}</button>
  );
  return (
    <ActionForm
      frame={frame}
      action={`/sales/${sale.id}/tenders`}
      class="row quick"
      label={t.sale.tender.quickAmounts}
    >
      <input type="hidden" name="kind" value="cash" />
      <SeenVersion sale={sale} />
      {button(dueMinor, t.sale.tender.exact(formatMoney(shop, dueMinor)))}
      {quickAmounts(dueMinor, shop.currency).map((amount) => button(amount, formatMoney(shop, amount)))}
    </ActionForm>
  );
}

function NumberPad({ frame }: { frame: Frame }) {
  const texts = frame.t.sale.tender;
  const digits = ["7", "8", "9", "4", "5", "6", "1", "2", "3", decimalSign(frame.shop) || "00", "0"];
  return (
    <div class="pad" role="group" aria-label={texts.pad}>
      {digits.map((digit) => <button class="btn" type="button" data-digit={digit} data-for="given">{digit}</button>)}
      <button class="btn" type="button" data-back data-for="given" aria-label={texts.erase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
