import type { LinkMessage } from "../../src/domain/link-routes.ts";
import { formatMoney } from "../format.ts";
import type { Messages } from "./catalogue.ts";

type LinkFacts = {
  shop: { name: string; locale: string; timeZone: string };
  amountMinor: number;
  currency: string;
  link: string;
  isPractice: boolean;
};

/** Our own message with a customer's link, in these words. */
export function linkMessage({ linkMessage: t }: Messages): (facts: LinkFacts) => LinkMessage {
  return ({ shop, amountMinor, currency, link, isPractice }) => {
    const facts = { shopName: shop.name, amount: formatMoney({ ...shop, currency }, amountMinor) };
    const mark = (text: string) => isPractice ? `${t.practice}: ${text}` : text;
    return {
      subject: mark(t.subject(facts)),
      before: [...(isPractice ? [t.practiceRest] : []), ...t.before(facts)],
      linkText: t.linkText,
      link,
      after: t.after(facts),
      short: mark(t.short(facts, link)),
    };
  };
}
