import { type Books, sumOf, tendersIn } from "../books.ts";
import { unless } from "./seen.ts";

type Credit = Books["credits"][number];
const amountOf = ({ amountMinor }: { amountMinor: number }) => amountMinor;

/**
 * What of a return pays for another sale: it is that sale's tender to the minor unit, of no credit goes more than it was, no
 * account holds any of it but for a moment, and of every exchange either both halves are done or neither.
 */
export function creditsApart(books: Books): string[] {
  return [
    ...unless(
      books.sales.filter(({ status }) => status === "completed"),
      ({ id }) => {
        const paid = tendersIn(books, id).filter(({ kind }) => kind === "exchange");
        return paid.every((tender) =>
          sumOf(books.credits.filter(({ tenderId }) => tenderId === tender.id), amountOf) === tender.amountMinor
        );
      },
      ({ code }) => `sale ${code} was paid by an exchange in another amount than came back for it`,
    ),
    ...unless(
      books.credits,
      ({ id, amountMinor }) => {
        const back = books.paybacks.filter(({ creditId, insteadOfId }) => creditId === id && insteadOfId === null);
        const on = books.credits.filter(({ fromCreditId }) => fromCreditId === id);
        return sumOf(back, amountOf) + sumOf(on, amountOf) <= amountMinor;
      },
      ({ amountMinor }) => `of a credit of ${amountMinor} went more`,
    ),
    ...unless(
      books.series.slice(0, 1),
      () => sumOf(books.entries.filter(({ account }) => account === "exchange_credit"), amountOf) === 0,
      () => "something of an exchange is in the books by half",
    ),
    ...unless(
      books.exchanges,
      (exchange) => {
        const sale = books.sales.find(({ id }) => id === exchange.newSaleId);
        const isDone = sale?.completedAt !== null;
        if (exchange.outcome === null) return !isDone;
        return exchange.outcome === "stopped" ? exchange.returnId === null : isDone && isTakenBack(books, exchange);
      },
      (exchange) => `an exchange for ${exchange.totalMinor} is ${exchange.outcome ?? "under way"} by half`,
    ),
  ];
}

function isTakenBack(books: Books, { kind, returnId, saleId }: Books["exchanges"][number]): boolean {
  if (kind === "returned") return returnId !== null;
  if (kind === "cancelled") return books.sales.some(({ id, status }) => id === saleId && status === "voided");
  return books.handOvers.some((one) => one.saleId === saleId && one.kind === "not_taken");
}

function rootOf(books: Books, { rootTenderId }: Credit) {
  return books.tenders.find(({ id }) => id === rootTenderId);
}

/** What of a return pays for another sale. */
export function creditsOf({ credits }: Books, returnId: string): Credit[] {
  return credits.filter((credit) => credit.returnId === returnId);
}

/** Credits of this kind of money that pay for a sale. */
export function creditsInto(books: Books, saleId: string, kind: string): Credit[] {
  const tenders = tendersIn(books, saleId).map(({ id }) => id);
  return books.credits.filter((credit) => tenders.includes(credit.tenderId) && rootOf(books, credit)?.kind === kind);
}

/** What of this kind of a sale's own money went on to others with these returns. */
export function creditsOut(books: Books, returnIds: readonly string[], kind: string): Credit[] {
  return books.credits.filter((credit) =>
    returnIds.includes(credit.returnId) && credit.fromCreditId === null && rootOf(books, credit)?.kind === kind
  );
}

/** How much of what Klarna took for a sale pays for others by now. */
export function wentOn(books: Books, paymentId: string): number {
  const on = books.credits.filter((credit) =>
    credit.fromCreditId === null && rootOf(books, credit)?.paymentId === paymentId
  );
  return sumOf(on, amountOf);
}
