import type { FormState, Frame } from "../data.ts";
import { ActionForm, Field } from "../form.tsx";
import { formatMoney } from "../format.ts";
import type { GiftCardView } from "../gift-card/data.ts";
import { PART_FORM, type PartAreaProps, PartForm, PartPanel, TakeButton } from "./part-area.tsx";

export type GiftCardAreaProps = PartAreaProps & {
  /** The card that was scanned or typed, and by what it can be paid with now; null: none yet. */
  card: GiftCardView & { token: string } | null;
};

/** First the number, then what is on the card, and only then it is taken. */
export function GiftCardArea({ frame, sale, card, form, problem = null }: GiftCardAreaProps) {
  const { tenders, tender: texts } = frame.t.sale;
  const isEmpty = card !== null && card.balanceMinor <= 0;
  const said = problem ?? (isEmpty ? { kind: "gift_card_empty" as const } : null);
  return (
    <PartPanel frame={frame} sale={sale} title={tenders.gift_card} problem={said}>
      {card !== null && <Balance frame={frame} card={card} />}
      {card === null || isEmpty
        ? <NumberForm frame={frame} action={`/sales/${sale.id}/tender/gift-card`} form={form} />
        : (
          <PartForm
            frame={frame}
            sale={sale}
            path="tenders"
            kind="gift_card"
            form={form}
            amountMinor={Math.min(card.balanceMinor, sale.totals.dueMinor)}
          >
            <input type="hidden" name="card" value={card.token} />
          </PartForm>
        )}
      <p class="row">
        {card !== null && !isEmpty && <a class="btn" href={`/sales/${sale.id}/tender/gift-card`}>{texts.anotherCard}
        </a>}
        <a class="btn btn-quiet" href={card === null ? "/gift-cards" : `/gift-cards/${card.id}`}>{texts.cardHistory}</a>
      </p>
      <TakeButton text={card === null || isEmpty ? texts.lookUp : texts.takeGiftCard} />
    </PartPanel>
  );
}

function Balance({ frame, card }: { frame: Frame; card: GiftCardView }) {
  const texts = frame.t.sale.tender;
  return (
    <p role="status">
      <span class="lab">{texts.onCard(card.tail)}</span>
      <br />
      <span class="big">{formatMoney(frame.shop, card.balanceMinor)}</span>
    </p>
  );
}

type NumberProps = { frame: Frame; action: string; form?: FormState | undefined };

/** The number of a gift card, scanned or typed. It is no part of an address, which a browser would remember. */
export function NumberForm({ frame, action, form }: NumberProps) {
  const texts = frame.t.sale.tender;
  return (
    <ActionForm frame={frame} action={action} id={PART_FORM} class="stack" judgedHere>
      <Field
        t={frame.t}
        name="number"
        label={texts.cardNumber}
        form={form ?? { values: {}, problems: {} }}
        hint={texts.cardNumberHint}
        class="lead"
        autofocus
        required
        takesScan
      />
    </ActionForm>
  );
}
