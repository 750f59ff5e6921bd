import { KLARNA_LIMITS, ownRefusalOf } from "../../src/domain/own-refusals.ts";
import type { Frame } from "../data.ts";
import { formatMoney } from "../format.ts";

/** What this till itself refused, and why, with the limit where there is one; null: it was Klarna that refused. */
export function ownRefusalText({ t, shop }: Frame, code: string | null, currency: string): string | null {
  const why = ownRefusalOf(code);
  if (why === null) return null;
  const count = (limit: number) => limit.toLocaleString(shop.locale);
  return t.payment.ownRefusals[why]({
    amount: formatMoney({ ...shop, currency }, KLARNA_LIMITS.amountMinor),
    lines: count(KLARNA_LIMITS.lines),
    reference: count(KLARNA_LIMITS.reference),
    callbackUrl: count(KLARNA_LIMITS.callbackUrl),
  });
}
