import { goneUpTo, sumOf, tendersIn } from "../books.ts";
import { type Invariant, type Payment, type Seen, unless } from "./seen.ts";

/**
 * No money moves twice, whatever was answered or read: at Klarna, over all wishes for the same, no more is given back than was promised,
 * nor taken than the goods cost that had been handed over by then. Counted is what bears our reference: what somebody does in Klarna's
 * portal bears none, so that nothing excuses this.
 */
export const twice: Invariant = (seen) => [
  ...unless(
    seen.books.paybacks.filter(({ kind }) => kind === "klarna"),
    ({ id, amountMinor }) => givenFor(seen, id) <= (wentOtherwise(seen, id) ? 0 : amountMinor),
    ({ id, amountMinor }) =>
      `Klarna gave ${givenFor(seen, id)} back for a promise of ${amountMinor}${
        wentOtherwise(seen, id) ? ", which had gone another way" : ""
      }`,
  ),
  ...unless(
    capturesOf(seen),
    ({ payment, upTo }) => takenUpTo(seen, payment, upTo) <= owedUpTo(seen, payment.saleId, upTo),
    ({ payment, upTo }) =>
      `Klarna took ${
        takenUpTo(seen, payment, upTo)
      } for the sale of ${payment.reference} up to hand-over ${upTo}, which is ` +
      `worth ${owedUpTo(seen, payment.saleId, upTo)} to it`,
  ),
];

/** What Klarna gave back at our word, for one promise, by whichever of its wishes. */
function givenFor({ books, orders }: Seen, paybackId: string): number {
  const wishes = books.wishes.filter((wish) => wish.paybackId === paybackId).map(({ id }) => id);
  const refunds = orders.flatMap((order) => order.refunds).filter(({ reference }) => wishes.includes(reference ?? ""));
  return sumOf(refunds, (refund) => refund.refunded_amount);
}

/** In cash or on a card, since Klarna would not. */
function wentOtherwise({ books }: Seen, paybackId: string): boolean {
  return books.paybacks.some(({ insteadOfId, kind }) => insteadOfId === paybackId && kind !== "klarna");
}

/** Everything that Klarna took at our word: of which payment, and up to which hand-over; 0 where nothing was to be picked up. */
function capturesOf({ books, orders }: Seen) {
  return orders.flatMap((order) => order.captures).flatMap(({ reference, captured_amount: amountMinor }) => {
    const wish = books.wishes.find(({ id }) => id === reference);
    const payment = books.payments.find(({ id }) => id === wish?.paymentId);
    return payment ? [{ payment, upTo: wish?.upToHandOver ?? 0, amountMinor }] : [];
  });
}

/** By all payments of the sale together: which of them pays first is not ours to know. */
function takenUpTo(seen: Seen, { saleId }: Payment, upTo: number): number {
  const taken = capturesOf(seen).filter((one) => one.payment.saleId === saleId && one.upTo <= upTo);
  return sumOf(taken, ({ amountMinor }) => amountMinor);
}

/** What of the goods that were handed over by then is left to Klarna to pay; all of its part where the goods did not wait. */
export function owedUpTo({ books }: Seen, saleId: string, upTo: number): number {
  const paid = (isKlarna: boolean) =>
    sumOf(tendersIn(books, saleId).filter(({ kind }) => (kind === "klarna") === isKlarna), (one) => one.amountMinor);
  const isPickedUp = books.sales.some(({ id, forPickUpAt }) => id === saleId && forPickUpAt !== null);
  return isPickedUp ? Math.max(0, goneUpTo(books, saleId, upTo) - paid(false)) : paid(true);
}
