import type { Frame } from "../data.ts";
import { ActionForm, AgreeingFields } from "../form.tsx";
import { formatMoney } from "../format.ts";
import type { RestView } from "./data.ts";

type RestProps = {
  frame: Frame;
  saleId: string;
  currency: string;
  rest: RestView;
  /** There is something else on the page that is done more often. */
  isAside?: boolean;
};

/** What Klarna has not taken the money for does not come back for money, but can be exchanged. */
export function ExchangeRest({ frame, saleId, currency, rest, isAside = false }: RestProps) {
  const texts = frame.t.exchange;
  return (
    <section class="stack" aria-labelledby="rest-title">
      <h2 id="rest-title">{texts.startTitle}</h2>
      {rest.heldMinor > 0 && <p>{texts.startMeans(formatMoney({ ...frame.shop, currency }, rest.heldMinor))}</p>}
      <ActionForm frame={frame} action={`/sales/${saleId}/return`} id="exchange-rest" class="stack">
        <AgreeingFields frame={frame} agreeing={rest.agreeing} why={texts.seniorAgrees} form="exchange-rest" />
        <button class={isAside ? "btn" : "btn btn-main"} type="submit" name="do" value="exchange">{texts.start}</button>
      </ActionForm>
    </section>
  );
}
