import type { Problem } from "../../src/domain/problem.ts";
import type { Frame, SaleView } from "../data.ts";
import type { ApprovalView } from "./data.ts";
import { ActionForm, ApproverFields, SeenVersion } from "../form.tsx";
import { formatMoney, formatPercent } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Key } from "../keys/key.tsx";
import { ProblemNotice } from "../problem.tsx";
import { discountText } from "./panel-parts.tsx";

export type ApprovalAreaProps = { frame: Frame; sale: SaleView; asked: ApprovalView; problem?: Problem | null };

/** A colleague sees what they agree to, and agrees on this screen by PIN. What was typed before stays in the form. */
export function ApprovalArea({ frame, sale, asked, problem = null }: ApprovalAreaProps) {
  const { t, shop, operator } = frame;
  const texts = t.basket.approval;
  return (
    <section class="sheet fill" id="approval-area" aria-labelledby="approval-title">
      <div class="row row-apart">
        <h2 class="grow" id="approval-title" tabindex={-1}>{texts.title[asked.needs]}</h2>
        <a class="btn btn-quiet" href={asked.backHref} data-key={frame.keys.back}>
          <Icon name="back" /> {texts.leave} <Key frame={frame} action="back" />
        </a>
      </div>
      {problem !== null && <ProblemNotice t={t} problem={problem} />}
      <ActionForm frame={frame} action={asked.action} class="fill">
        <SeenVersion sale={sale} />
        {Object.entries(asked.fields).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <div class="cols">
          <div class="stack">
            <Facts frame={frame} asked={asked} />
            <p>
              {asked.what.kind === "tax_free"
                ? texts.taxFreeMeans
                : texts.mayGive(operator?.name ?? "", formatPercent(shop, asked.mayGive))}
            </p>
            <ApproverFields t={t} approvers={asked.approvers} why={texts.agrees} autofocus isAlone />
          </div>
          <PinPad frame={frame} />
        </div>
        <div class="push sheet-foot">
          <button class="btn btn-main btn-xl btn-wide" type="submit">
            {approveText(frame, asked)} <kbd>Enter</kbd>
          </button>
        </div>
      </ActionForm>
    </section>
  );
}

function approveText(frame: Frame, { what, afterMinor }: ApprovalView): string {
  const texts = frame.t.basket.approval;
  if (what.kind === "tax_free") return texts.approveTaxFree;
  if (what.kind === "discount") return texts.approveDiscount(discountText(frame, what.discount));
  return texts.approvePrice(formatMoney(frame.shop, afterMinor));
}

function Facts({ frame, asked }: { frame: Frame; asked: ApprovalView }) {
  const { shop, operator } = frame;
  const texts = frame.t.basket.approval;
  const before = formatMoney(shop, asked.beforeMinor);
  const after = formatMoney(shop, asked.afterMinor);
  const row = (label: string, text: string) => (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
  return (
    <dl class="pairs lead">
      {asked.what.kind === "discount" && row(texts.discount, discountText(frame, asked.what.discount))}
      {asked.what.kind === "quantity" &&
        row(texts.quantity, texts.fromTo(String(asked.what.before), String(asked.what.after)))}
      {asked.what.kind === "tax_free"
        ? row(texts.customer, `${asked.name ?? ""}, ${asked.what.taxNumber}`)
        : row(texts.on, asked.name ?? texts.wholeSale)}
      {asked.beforeMinor !== 0 && row(texts.price, texts.fromTo(before, after))}
      {row(texts.askedBy, operator?.name ?? "")}
    </dl>
  );
}

/** Types the PIN by touch. */
function PinPad({ frame }: { frame: Frame }) {
  const texts = frame.t.basket.approval;
  const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  const key = (digit: string) => (
    <button class="btn" type="button" data-digit={digit} data-for="approverPin">{digit}</button>
  );
  return (
    <div class="pad" role="group" aria-label={texts.pad}>
      {digits.map(key)}
      <button class="btn" type="button" data-clear data-for="approverPin" aria-label={texts.clear}>C</button>
      {key("0")}
      <button class="btn" type="button" data-back data-for="approverPin" aria-label={texts.erase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
