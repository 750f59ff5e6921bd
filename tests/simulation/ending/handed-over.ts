import { goneOf, hasComeBack, sumOf } from "../books.ts";
import { lookAtBoth, type Seen, type Witness } from "../invariants/seen.ts";
import { owedUpTo } from "../invariants/twice.ts";
import { isWithPerson } from "./excuses.ts";

/**
 * L3: of every sale that was finished, what Klarna was to pay of the goods that the customer has was taken, whatever became of the
 * rest; or a person is called because it was not, or has put that away.
 */
export function checkHandedOver(world: Witness): void {
  const seen = lookAtBoth(world);
  for (const sale of seen.books.sales.filter(({ status }) => status === "completed")) {
    // Klarna would not pay for it, and the customer has brought it back.
    if (hasComeBack(seen.books, sale.id)) continue;
    const payments = seen.books.payments.filter(({ saleId }) => saleId === sale.id);
    const owed = owedUpTo(seen, sale.id, Infinity);
    const taken = takenFor(seen, payments.map(({ id }) => id));
    if (taken >= owed || payments.some((one) => isSeenTo(seen, one))) continue;
    const gone = goneOf(seen.books, sale.id, "handed_over");
    world.complain("L3", `of sale ${sale.code} Klarna took ${taken}, and was to pay ${owed} (${gone} handed over)`);
  }
}

function takenFor({ books }: Seen, paymentIds: readonly string[]): number {
  return sumOf(books.captures.filter(({ paymentId }) => paymentIds.includes(paymentId)), (one) => one.amountMinor);
}

function isSeenTo({ books }: Seen, payment: { id: string }): boolean {
  return isWithPerson(books, payment, "not taken");
}
