/** The facts about a payment that more than one face of its window lists. */
import { formatTimeExactly } from "../format.ts";
import type { Pair, WindowView } from "./parts.tsx";

export function amountPair({ frame, amount }: WindowView): Pair {
  return { term: frame.t.payment.amount, value: amount };
}

export function ourReferencePair({ frame, payment }: WindowView): Pair {
  return { term: frame.t.payment.ourReference, value: payment.reference, isCode: true };
}

export function referencePairs({ frame, payment }: WindowView): Pair[] {
  if (payment.klarnaReference === null) return [];
  return [{ term: frame.t.payment.klarnaReference, value: payment.klarnaReference, isCode: true }];
}

/** Whom Klarna bills, where it is who the record says; who else it is stands above, as a warning. */
export function samePersonPairs({ frame, payment: { compared, differences } }: WindowView): Pair[] {
  const t = frame.t.payment;
  if (!compared?.klarnasName || differences.some(({ field }) => field === "name")) return [];
  return [{ term: t.atKlarna.name, value: compared.klarnasName, agreed: t.nameMatches }];
}

export function callPairs({ frame, payment }: WindowView): Pair[] {
  const phone = payment.customer?.phoneText;
  return phone ? [{ term: frame.t.payment.weCall, value: phone }] : [];
}

export function lastAnswerPair({ frame, payment }: WindowView): Pair {
  const t = frame.t.payment;
  const value = payment.checkedAt === null
    ? t.noAnswerYet
    : t.lastAnswerAt(t.statuses[payment.status], formatTimeExactly(frame.shop, payment.checkedAt));
  return { term: t.lastAnswer, value };
}
