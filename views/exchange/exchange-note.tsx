import type { Frame, SaleView } from "../data.ts";
import { formatMoney } from "../format.ts";
import { Icon } from "../icons.tsx";
import { problemSentence } from "../problem.tsx";

/** That something comes back for this sale, and the way to its steps. */
export function ExchangeNoteLine({ frame, sale }: { frame: Frame; sale: SaleView }) {
  if (sale.exchange === null) return null;
  const { saleCode, returnedMinor } = sale.exchange;
  const texts = frame.t.exchange;
  return (
    <p class="tear" id="exchange-note">
      <a href={`/sales/${sale.id}/exchange`}>{texts.flag(formatMoney(frame.shop, returnedMinor), saleCode)}</a>
    </p>
  );
}

/** That something of a finished sale is being exchanged, and the way there: until that is over nothing else is done with it. */
export function Exchanging({ frame, into }: { frame: Frame; into: string }) {
  return (
    <div class="notice is-wait row" id="exchanging" role="status">
      <Icon name="waiting" />
      <p class="grow">{problemSentence(frame.t, { kind: "not_returnable", why: "exchanging" })}</p>
      <a class="btn" href={`/sales/${into}/exchange`}>{frame.t.exchange.steps}</a>
    </div>
  );
}

/** Whether it is still to be said how an exchange is gone about: nothing is paid before that. */
export function isUndecided({ exchange }: SaleView): boolean {
  return exchange !== null && !exchange.isOver && !exchange.isDecided;
}
