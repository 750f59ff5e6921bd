import type { Frame, SaleView } from "../data.ts";
import { formatMoney } from "../format.ts";

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

/** Whether it is still to be said how an exchange is gone about: nothing is paid before that. */
export function isUndecided({ exchange }: SaleView): boolean {
  return exchange !== null && !exchange.isOver && !exchange.isDecided;
}
