import type { Problem } from "../../src/domain/problem.ts";
import type { FormState, Frame } from "../data.ts";
import { formatDate, formatMoney, formatTime } from "../format.ts";
import { Page } from "../layout.tsx";
import { ProblemNotice } from "../problem.tsx";
import { NumberForm } from "../tender/gift-card-area.tsx";
import { PART_FORM } from "../tender/part-area.tsx";
import type { GiftCardEntryView, GiftCardView } from "./data.ts";

export type GiftCardPageProps = {
  frame: Frame;
  /** Null: none was looked up yet, or there is none of that number. */
  card: GiftCardView | null;
  history: GiftCardEntryView[];
  form?: FormState | undefined;
  problem?: Problem | null;
};

/** What is on a gift card, and how it came there. */
export function GiftCardPage({ frame, card, history, form, problem = null }: GiftCardPageProps) {
  const t = frame.t.giftCard;
  return (
    <Page frame={frame} title={t.title} shell="office">
      <main class="main" id="main">
        <h1>{card === null ? t.title : t.heading(card.tail)}</h1>
        {problem !== null && <ProblemNotice t={frame.t} problem={problem} />}
        {card !== null && (
          <>
            <p role="status">
              <span class="lab">{t.balance}</span>
              <br />
              <span class="big">{formatMoney(frame.shop, card.balanceMinor)}</span>
            </p>
            <History frame={frame} history={history} />
            <h2>{t.another}</h2>
          </>
        )}
        <NumberForm frame={frame} action="/gift-cards" form={form} />
        <div class="row row-end">
          <button class="btn btn-main btn-xl" type="submit" form={PART_FORM}>
            {frame.t.sale.tender.lookUp} <kbd>Enter</kbd>
          </button>
        </div>
      </main>
    </Page>
  );
}

function History({ frame, history }: { frame: Frame; history: GiftCardEntryView[] }) {
  const t = frame.t.giftCard;
  const { shop } = frame;
  return (
    <table class="tbl">
      <caption class="vh">{t.history}</caption>
      <thead>
        <tr>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.sale}</th>
          <th scope="col" class="num">{t.amount}</th>
        </tr>
      </thead>
      <tbody>
        {history.map((entry) => (
          <tr>
            <td>{formatDate(shop, entry.at)}, {formatTime(shop, entry.at)}</td>
            <td>{t.causes[entry.cause]}</td>
            <td>
              <a href={`/sales/${entry.saleId}`}>{entry.saleCode}</a>
            </td>
            <td class="num">{formatMoney(shop, entry.amountMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
