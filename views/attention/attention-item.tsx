import { isClosable, type Recommended, recommendedFor } from "../../src/domain/attention.ts";
import type { Problem } from "../../src/domain/problem.ts";
import { Key } from "../keys/key.tsx";
import type { AttentionView, PaymentAttentionView } from "./data.ts";
import type { FormState, Frame, StaffChoice } from "../data.ts";
import { ActionForm, ApproverFields, Field } from "../form.tsx";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { PaymentAttentionFacts } from "./attention-list.tsx";
import { BrokenBookFacts } from "./broken-book.tsx";

export type AttentionItemProps = {
  frame: Frame;
  item: AttentionView;
  /** Asked to be closed with a reason, though something else is recommended. */
  wantsClosing: boolean;
  /** Who may agree, when this operator may not decide alone; else empty. */
  approvers: StaffChoice[];
  /** The reason as it was typed. */
  form: FormState;
  problem: Problem | null;
};

/** What each recommended deed is called in an address; the others lead to the payment's window. */
const DEEDS: Partial<Record<Recommended, string>> = { capture: "capture", release: "release", book_capture: "booking" };

/** One thing that waits for a person, with the form that settles it. */
export function AttentionItemPage(props: AttentionItemProps) {
  const { frame, item, problem } = props;
  const t = frame.t.attention;
  return (
    <Page frame={frame} title={t.title} shell="office" current="attention">
      <main class="main" id="main">
        <div class="row row-apart">
          <h1>{t.words[item.kind]}</h1>
          <a class="btn btn-quiet" href="/attention" data-key={frame.keys.back}>
            <Icon name="back" /> {t.back} <Key frame={frame} action="back" />
          </a>
        </div>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        {item.kind === "book_broken"
          ? <BrokenBookFacts frame={frame} item={item} />
          : <PaymentAttentionFacts frame={frame} item={item} />}
        <p>
          <a href={item.kind === "book_broken" ? `/sales/${item.sale.id}` : `/payments/${item.payment.id}`}>{t.see}</a>
        </p>
        {item.isOpen ? <Settling {...props} /> : <p class="lead" role="status">{t.settled}</p>}
      </main>
    </Page>
  );
}

function Settling(props: AttentionItemProps) {
  const { item } = props;
  return item.kind === "book_broken" ? <ClosingForm {...props} /> : <PaymentSettling {...props} item={item} />;
}

type PaymentItemProps = AttentionItemProps & { item: PaymentAttentionView };

function PaymentSettling(props: PaymentItemProps) {
  const { frame, item, wantsClosing } = props;
  const t = frame.t.attention;
  const { status } = item.payment;
  const recommended = recommendedFor(item.kind, status);
  if (recommended === "recover" && !(wantsClosing && isClosable(item.kind, status))) return <Recovering {...props} />;
  if (recommended === "refund") return <RefundSettling {...props} />;
  if (recommended === "book_return" && !wantsClosing) return <ReturnBooking {...props} />;
  const canClose = isClosable(item.kind, status);
  const deed = DEEDS[recommended];
  if (deed === undefined) return canClose ? <ClosingForm {...props} /> : null;
  if (wantsClosing && canClose) return <ClosingForm {...props} />;
  return (
    <>
      <ActionForm frame={frame} action={`/attention/${item.id}/${deed}`} class="stack-sm">
        <Agreement {...props} />
        <button class="btn btn-main btn-xl" type="submit">
          {t.deeds[recommended]}
        </button>
      </ActionForm>
      {canClose && (
        <p>
          <a href={`/attention/${item.id}?closing=yes`}>{t.closing}</a>
        </p>
      )}
    </>
  );
}

/** A payment whose sale is lost: it is rung up again, the money goes back, or what was paid out is in other books. */
function Recovering({ frame, item }: PaymentItemProps) {
  const t = frame.t.attention;
  const { id, saleId, status } = item.payment;
  return (
    <>
      <div class="row">
        <ActionForm frame={frame} action={`/sales/${saleId}/recall`}>
          <button class="btn btn-main btn-xl" type="submit">{t.ringUpAgain}</button>
        </ActionForm>
        {status === "authorized" && <a class="btn btn-xl" href={`/payments/${id}?show=undo`}>{t.giveBack}</a>}
      </div>
      <p>{t.ringUpMeans[status === "captured" ? "captured" : "authorized"]}</p>
      {isClosable(item.kind, status) && (
        <p>
          <a href={`/attention/${item.id}?closing=yes`}>{t.closing}</a>
        </p>
      )}
    </>
  );
}

/** Given back in Klarna's portal: the goods are chosen on the page on which they come back, and it is settled by that. */
function ReturnBooking({ frame, item }: PaymentItemProps) {
  const t = frame.t.attention;
  return (
    <>
      <p>
        <a class="btn btn-main btn-xl" href={`/sales/${item.bookInSaleId}/return`}>{t.deeds.book_return}</a>
      </p>
      <p>
        <a href={`/attention/${item.id}?closing=yes`}>{t.closing}</a>
      </p>
    </>
  );
}

/** What Klarna refused for good to give back: the customer waits for it, so no word alone puts it away. */
function RefundSettling(props: PaymentItemProps) {
  const { frame, item, form } = props;
  const t = frame.t.attention;
  const { foundMinor, leftMinor } = item.refund ?? { foundMinor: 0, leftMinor: item.amountMinor };
  const money = (amountMinor: number) => formatMoney({ ...frame.shop, currency: item.payment.currency }, amountMinor);
  // Of what was given back in part Klarna would refuse the whole for ever.
  const ways = Object.entries(t.refundWays).filter(([way]) => way !== "again" || foundMinor === 0);
  const chosen = form.values["way"] ?? ways[0]?.[0];
  return (
    <ActionForm frame={frame} action={`/attention/${item.id}/refund`} class="stack-sm">
      {foundMinor > 0 && <p class="notice is-wait">{t.refundFound(money(foundMinor), money(leftMinor))}</p>}
      <input type="hidden" name="shown" value={String(leftMinor)} />
      <fieldset class="stack-sm">
        <legend>{t.refundTitle}</legend>
        {ways.map(([way, label]) => (
          <label class="choice" key={way}>
            <input type="radio" name="way" value={way} checked={way === chosen} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <Field t={frame.t} name="reference" label={t.refundSlip} form={form} />
      <Agreement {...props} />
      <button class="btn btn-main btn-xl" type="submit">{t.deeds.refund}</button>
    </ActionForm>
  );
}

function ClosingForm(props: AttentionItemProps) {
  const { frame, item, form } = props;
  const t = frame.t.attention;
  return (
    <ActionForm frame={frame} action={`/attention/${item.id}/closing`} class="stack-sm">
      <h2>{t.closing}</h2>
      <p>{t.closingRest}</p>
      <Field t={frame.t} name="reason" label={t.reason} form={form} required />
      <Agreement {...props} />
      <button class="btn btn-main" type="submit">{t.close}</button>
    </ActionForm>
  );
}

function Agreement({ frame, approvers }: AttentionItemProps) {
  if (approvers.length === 0) return null;
  return <ApproverFields t={frame.t} approvers={approvers} why={frame.t.attention.seniorAgrees} />;
}
