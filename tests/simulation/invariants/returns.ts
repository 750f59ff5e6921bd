import { type Books, goneOf, hasComeBack, isWaiting, linesIn, piecesWaiting, sumOf, tendersIn } from "../books.ts";
import { short } from "../trace.ts";
import { creditsApart, creditsInto, creditsOf, creditsOut, wentOn } from "./credits.ts";
import { type Invariant, unless } from "./seen.ts";

const amountOf = ({ amountMinor }: { amountMinor: number }) => amountMinor;

/**
 * What comes back: of each line no more than was sold, nor than was taken of goods that waited, nor anything of their price, by each way no more than came in, by Klarna no more than it took less
 * what is promised or was found in its portal, and of that no more than is there; what a return says of its lines, its ways and its bookings is the same; what our book has of Klarna's
 * refunds is in Klarna's; and what was promised and is not settled is what the pending account holds.
 */
export const returns: Invariant = (seen) => {
  const { books, orders } = seen;
  if (books.returns.length === 0) return [];
  return [
    ...tooMuch(books),
    ...stillHere(books),
    ...apart(books),
    ...creditsApart(books),
    ...wronglyBooked(books),
    ...takenOff(books),
    ...unless(
      books.refunds,
      (refund) => {
        const theirs = orders.flatMap((order) => order.refunds).find((one) => one.reference === refund.wishId);
        return theirs?.refunded_amount === refund.amountMinor;
      },
      (refund) => `refund ${short(refund.id)} of ${refund.amountMinor} is not in Klarna's book`,
    ),
    ...unless(
      books.series.slice(0, 1),
      () => books.returns.map(({ number }) => number).toSorted((a, b) => a - b).every((one, at) => one === at + 1),
      () => "the numbers of returns have a gap",
    ),
  ];
};

function tooMuch(books: Books): string[] {
  const first = books.paybacks.filter(({ insteadOfId }) => insteadOfId === null);
  return [
    ...unless(
      books.lines,
      (line) => {
        const back = books.returnLines.filter(({ lineId }) => lineId === line.id);
        return sumOf(back, amountOf) <= line.totalMinor && sumOf(back, ({ taxMinor }) => taxMinor) <= line.taxMinor &&
          sumOf(back, ({ quantity }) => quantity) <= line.quantity;
      },
      (line) => `more of ${line.name} came back than was sold`,
    ),
    ...unless(
      books.tenders.filter(({ kind }) => kind !== "rounding" && kind !== "klarna" && kind !== "exchange"),
      ({ kind, saleId }) => {
        const came = books.tenders.filter((one) =>
          one.saleId === saleId && one.kind === kind && one.removedAt === null
        );
        const coins = kind === "cash" ? creditsInto(books, saleId, "cash") : [];
        const ids = books.returns.filter((one) => one.saleId === saleId).map(({ id }) => id);
        const went = first.filter((one) => ids.includes(one.returnId) && one.kind === kind && one.creditId === null);
        const on = creditsOut(books, ids, kind);
        return sumOf(went, amountOf) + sumOf(on, amountOf) <= sumOf(came, amountOf) + sumOf(coins, amountOf);
      },
      ({ kind }) => `more went back by ${kind} than came in`,
    ),
    ...unless(
      books.payments,
      ({ id }) => {
        // What was found in the portal is among them: it went back, too.
        const promised = first.filter((one) => one.paymentId === id && !isReplaced(books, one.id));
        const tookMinor = sumOf(books.captures.filter((one) => one.paymentId === id), amountOf);
        const own = promised.filter(({ creditId }) => creditId === null);
        return sumOf(promised, amountOf) <= tookMinor && sumOf(own, amountOf) + wentOn(books, id) <= tookMinor;
      },
      ({ reference }) => `more of ${reference} is to go back than Klarna took`,
    ),
    ...unless(
      books.payments,
      ({ id, refundedElsewhereMinor }) => {
        const found = books.paybacks.filter((one) => one.paymentId === id && isInPortal(one));
        return sumOf(found, amountOf) <= refundedElsewhereMinor;
      },
      ({ reference }) => `more of ${reference} is booked as given back in the portal than was`,
    ),
  ];
}

/**
 * Of goods that waited only those come back that had been handed over by then, for no more than they cost; unless Klarna had paid all that it
 * was to pay. With what was let go of no more goes back than was in the shop's hands beyond what the goods cost that are gone.
 */
function stillHere(books: Books): string[] {
  const waited = books.sales.filter(({ forPickUpAt }) => forPickUpAt !== null).map(({ id }) => id);
  const ofThese = books.returns.filter(({ saleId }) => waited.includes(saleId));
  return [
    ...unless(
      ofThese.filter((one) => !isOfTheRest(books, one) && !isPaidAhead(books, one)),
      (one) => {
        const handOvers = handedBefore(books, one);
        const before = books.returns.filter((other) =>
          other.saleId === one.saleId && other.number <= one.number && !isOfTheRest(books, other)
        );
        const ids = handOvers.map(({ id }) => id);
        const isHere = ({ id }: Books["lines"][number]) => {
          const had = books.handOverLines.filter((row) => row.lineItemId === id && ids.includes(row.handOverId));
          const back = books.returnLines.filter((row) =>
            row.lineId === id && before.some((other) => other.id === row.returnId)
          );
          return sumOf(back, ({ quantity }) => quantity) > sumOf(had, ({ quantity }) => quantity);
        };
        return sumOf(before, ({ totalMinor }) => totalMinor) <= sumOf(handOvers, ({ valueMinor }) => valueMinor) &&
          !linesIn(books, one.saleId).some(isHere);
      },
      (one) => `return ${one.number} is of goods that were still here`,
    ),
    ...unless(
      ofThese.filter((one) => isOfTheRest(books, one)),
      (one) => {
        // What all came back the customer has nothing of.
        const gone = hasComeBack(books, one.saleId) ? [] : handedBefore(books, one);
        return one.totalMinor <= paidFor(books, one) - sumOf(gone, (row) => row.valueMinor);
      },
      (one) => `with return ${one.number} more of what was let go goes back than was paid for it`,
    ),
  ];
}

/** Nothing of the price of goods that still wait has come back: what is left of their line is what they cost, to a rounded unit or two. */
function takenOff(books: Books): string[] {
  const waiting = books.sales.filter((sale) => isWaiting(sale)).map(({ id }) => id);
  return unless(
    books.lines.filter((line) => waiting.includes(line.saleId) && line.removedAt === null && line.kind === "goods"),
    (line) => {
      const back = sumOf(books.returnLines.filter(({ lineId }) => lineId === line.id), amountOf);
      return line.totalMinor - back >= line.totalMinor * piecesWaiting(books, line) / line.quantity - 2;
    },
    (line) => `of the price of ${line.name}, which still waits, some came back`,
  );
}

type Returned = Books["returns"][number];

/** What had been paid already for goods that were not taken. */
function isOfTheRest({ handOvers }: Books, { id }: Returned): boolean {
  return handOvers.some(({ returnId }) => returnId === id);
}

function handedBefore({ handOvers }: Books, { saleId, afterHandOver }: Returned): Books["handOvers"] {
  const handed = handOvers.filter((one) => one.saleId === saleId && one.kind === "handed_over");
  return handed.filter(({ position }) => position <= (afterHandOver ?? 0));
}

function takenOf({ captures }: Books, paymentId: string): number {
  return sumOf(captures.filter((one) => one.paymentId === paymentId), amountOf);
}

/** By now: what is held against the books after each step has been held against them when it came back. */
function isPaidAhead(books: Books, one: Returned): boolean {
  const saved = books.payments.filter(({ saleId, savedAt }) => saleId === one.saleId && savedAt !== null);
  // Of what was not taken Klarna is to pay nothing.
  const wantedMinor = sumOf(saved, amountOf) - goneOf(books, one.saleId, "not_taken");
  return sumOf(saved, ({ id }) => takenOf(books, id)) >= wantedMinor;
}

function paidFor(books: Books, { saleId }: Returned): number {
  const paid = tendersIn(books, saleId);
  return sumOf(paid, ({ paymentId, amountMinor }) => paymentId === null ? amountMinor : takenOf(books, paymentId));
}

/** Somebody gave it back in Klarna's portal, and our book has it by now. */
export function isInPortal({ isFound, insteadOfId }: Books["paybacks"][number]): boolean {
  return isFound === 1 || insteadOfId !== null;
}

function isReplaced({ paybacks }: Books, paybackId: string): boolean {
  return paybacks.some(({ insteadOfId }) => insteadOfId === paybackId);
}

/** A return in three ways to say it, and what went onto gift cards for it. */
function apart(books: Books): string[] {
  return [
    ...unless(
      books.returns,
      (one) => {
        const lines = books.returnLines.filter(({ returnId }) => returnId === one.id);
        const ways = books.paybacks.filter(({ returnId, insteadOfId }) => returnId === one.id && insteadOfId === null);
        return one.totalMinor === sumOf(lines, amountOf) &&
          one.totalMinor === sumOf(ways, amountOf) + sumOf(creditsOf(books, one.id), amountOf) &&
          one.taxMinor === sumOf(lines, ({ taxMinor }) => taxMinor) && one.totalMinor > 0;
      },
      (one) => `return ${one.number} of ${one.totalMinor} is not the sum of its parts`,
    ),
    ...unless(
      books.sales,
      ({ id }) => {
        const ids = books.returns.filter(({ saleId }) => saleId === id).map((one) => one.id);
        const ways = books.paybacks.filter(({ kind, returnId }) => kind === "gift_card" && ids.includes(returnId));
        const entries = books.cardEntries.filter(({ saleId, cause }) => saleId === id && cause === "returned");
        return sumOf(ways, amountOf) === sumOf(entries, amountOf);
      },
      ({ code }) => `what came back of sale ${code} is not on its gift cards`,
    ),
  ];
}

const ACCOUNTS: Record<string, string> = {
  cash: "cash",
  card: "card_receivable",
  klarna_card: "klarna_card_receivable",
  gift_card: "gift_card_liability",
  rounding: "cash_rounding",
};
const PENDING = "klarna_refund_pending";

function owedByKlarna(books: Books): Books["paybacks"] {
  return books.paybacks.filter((one) => one.kind === "klarna" && !isInPortal(one))
    .filter((one) => !isReplaced(books, one.id))
    .filter((one) => !books.wishes.some((wish) => wish.paybackId === one.id && wish.state === "done"));
}

/** Every booking of a return, once, and the fold of what it is about. */
function wronglyBooked(books: Books): string[] {
  const entriesOf = (journalId: string) => books.entries.filter((entry) => entry.journalId === journalId);
  const on = (journalId: string, account: string) =>
    sumOf(entriesOf(journalId).filter((entry) => entry.account === account), amountOf);
  const journalsOf = (returnId: string, cause: string) =>
    books.journals.filter((journal) => journal.returnId === returnId && journal.cause === cause);
  const owed = owedByKlarna(books);
  return [
    ...unless(
      books.journals.filter(({ returnId }) => returnId !== null),
      ({ id }) => sumOf(entriesOf(id), amountOf) === 0,
      ({ id }) => `journal ${short(id)} of a return does not sum to zero`,
    ),
    ...unless(
      books.returns,
      (one) => {
        const [journal, ...more] = journalsOf(one.id, "returned");
        if (!journal || more.length > 0) return false;
        const ways = books.paybacks.filter(({ returnId, insteadOfId }) => returnId === one.id && insteadOfId === null);
        const went = (kind: string, isFound = 0) =>
          sumOf(ways.filter((way) => way.kind === kind && way.isFound === isFound), amountOf);
        const taxes = entriesOf(journal.id).filter(({ account }) => account.startsWith("tax:"));
        return Object.entries(ACCOUNTS).every(([kind, account]) => on(journal.id, account) === -went(kind)) &&
          on(journal.id, "exchange_credit") === -sumOf(creditsOf(books, one.id), amountOf) &&
          on(journal.id, PENDING) === -went("klarna") && on(journal.id, "klarna_receivable") === -went("klarna", 1) &&
          sumOf(taxes, amountOf) === one.taxMinor;
      },
      (one) => `return ${one.number} is not booked once, and as it is`,
    ),
    ...unless(
      books.refunds,
      (refund) => {
        const wish = books.wishes.find(({ id }) => id === refund.wishId);
        const payback = books.paybacks.find(({ id }) => id === wish?.paybackId);
        const confirmed = journalsOf(payback?.returnId ?? "", "refund_confirmed");
        return confirmed.some(({ id }) =>
          on(id, PENDING) === refund.amountMinor && on(id, "klarna_receivable") === -refund.amountMinor
        );
      },
      (refund) => `refund ${short(refund.id)} is not booked`,
    ),
    ...unless(
      books.series.slice(0, 1),
      () =>
        sumOf(books.entries.filter(({ account }) => account === PENDING), amountOf) === -sumOf(owed, amountOf) &&
        books.journals.filter(({ cause }) => cause === "refund_confirmed").length === books.refunds.length,
      () => "what was promised by Klarna and is not settled is not what the pending account holds",
    ),
  ];
}
