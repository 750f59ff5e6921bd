import { type Books, linesIn, piecesGone, piecesWaiting, sumOf, tendersBooked } from "../books.ts";
import { short } from "../trace.ts";
import { type Invariant, unless } from "./seen.ts";
import { OF_DRAWERS } from "./shifts.ts";

const ACCOUNTS = [
  ["cash", "cash"],
  ["card_receivable", "card"],
  ["klarna_receivable", "klarna"],
  ["klarna_card_receivable", "klarna_card"],
  ["gift_card_liability", "gift_card"],
  ["cash_rounding", "rounding"],
  ["exchange_credit", "exchange"],
] as const;

/**
 * M7: every journal sums to zero, and the journals of a sale are the fold of its tenders and lines: what a cancelled sale booked
 * it books back, and so does what was not taken of one that waited, against Klarna.
 */
const M7: Invariant = ({ books }) => {
  const entriesOf = (journalId: string) => books.entries.filter((entry) => entry.journalId === journalId);
  const isFold = (sale: Sale, journalId: string, sign: 1 | -1) => {
    const entries = entriesOf(journalId);
    const on = (start: string) =>
      sign * sumOf(entries.filter((entry) => entry.account.startsWith(start)), (entry) => entry.amountMinor);
    const tenders = tendersBooked(books, sale);
    const paid = (kind: string) => sumOf(tenders.filter((one) => one.kind === kind), (one) => one.amountMinor);
    const lines = linesIn(books, sale.id);
    const goods = lines.filter((line) => line.kind === "goods");
    const cards = lines.filter((line) => line.kind === "gift_card");
    const sum = (name: string) =>
      sign * sumOf(entries.filter((entry) => entry.account === name), (entry) => entry.amountMinor);
    return ACCOUNTS.every(([account, kind]) => sum(account) === paid(kind)) &&
      on("tax:") === -sumOf(goods, (line) => line.taxMinor) &&
      on("sales:") + on("tax:") === -sumOf(goods, (line) => line.totalMinor) &&
      sum("gift_card_sold") === -sumOf(cards, (line) => line.totalMinor);
  };
  const isOfTheRest = (sale: Sale, journalId: string) => {
    const held = entriesOf(journalId).filter((entry) => entry.account === "klarna_receivable");
    const rest = entriesOf(journalId).filter((entry) => /^(sales|tax):/.test(entry.account));
    const journals = books.journals.filter((one) => one.saleId === sale.id && one.cause === "rest_not_taken");
    const untaken = books.handOvers.filter((one) => one.saleId === sale.id && one.kind !== "handed_over");
    // Each has a booking, in the order in which they were noted.
    const noted = untaken.toSorted((a, b) => a.position - b.position)[journals.findIndex(({ id }) => id === journalId)];
    const restMinor = noted?.valueMinor ?? NaN;
    return sumOf(held, (one) => one.amountMinor) === -restMinor && sumOf(rest, (one) => one.amountMinor) === restMinor;
  };
  return unless(
    books.journals,
    ({ id, cause, saleId }) => {
      if (sumOf(entriesOf(id), (entry) => entry.amountMinor) !== 0) return false;
      // What they move is held against the drawers (shifts.ts).
      if (OF_DRAWERS.includes(cause)) return saleId === null;
      const sale = books.sales.find((one) => one.id === saleId);
      if (!sale) return false;
      // What they book is held against their returns (returns.ts).
      if (OF_RETURNS.includes(cause)) return true;
      if (cause === "rest_not_taken") return isOfTheRest(sale, id);
      return isFold(sale, id, cause === "sale_cancelled" ? -1 : 1);
    },
    (journal) => `journal ${short(journal.id)} does not agree with its sale, or not with itself`,
  );
};

type Sale = Books["sales"][number];

const OF_RETURNS = ["returned", "refund_confirmed", "refund_moved"];

/**
 * M8: every ledger entry has exactly one cause: a sale that was completed has one journal, one more for what was booked back, and all
 * others are of its returns.
 */
const M8: Invariant = ({ books }) => {
  const causes = (sale: Sale) =>
    books.journals.filter((one) => one.saleId === sale.id && !OF_RETURNS.includes(one.cause)).map((one) => one.cause)
      .sort();
  const expected = (sale: Sale) =>
    [
      ...sale.completedAt !== null && sale.status === "voided" ? ["sale_cancelled"] : [],
      ...books.handOvers.filter((one) => one.saleId === sale.id && one.kind !== "handed_over").map(() =>
        "rest_not_taken"
      ),
      ...sale.completedAt === null ? [] : ["sale_completed"],
    ].sort();
  return [
    ...unless(
      books.sales,
      (sale) => causes(sale).join() === expected(sale).join(),
      (sale) => `sale ${sale.code}, which is ${sale.status}, has the journals ${causes(sale).join() || "none"}`,
    ),
    ...unless(
      books.journals,
      (journal) =>
        OF_DRAWERS.includes(journal.cause)
          ? journal.saleId === null && books.shifts.some((shift) => shift.id === journal.shiftId)
          : OF_RETURNS.includes(journal.cause)
          ? books.returns.some(({ id, saleId }) => id === journal.returnId && saleId === journal.saleId)
          : journal.returnId === null && books.sales.some((sale) => sale.id === journal.saleId),
      (journal) => `journal ${short(journal.id)} has no cause`,
    ),
    ...unless(
      books.entries,
      (entry) => books.journals.some((journal) => journal.id === entry.journalId),
      (entry) => `an entry of ${entry.amountMinor} belongs to no journal`,
    ),
  ];
};

/** M20: of each line no more is handed over, or not taken, than was sold; a sale waits for nothing once all of it has gone, or was paid back. */
const M20: Invariant = ({ books }) => [
  ...unless(
    books.lines,
    (line) => piecesGone(books, line.id) <= line.quantity,
    (line) => `${piecesGone(books, line.id)} of ${line.quantity} ${line.name} have gone`,
  ),
  ...unless(
    books.sales.filter((sale) => sale.forPickUpAt !== null && sale.status === "completed"),
    (sale) =>
      (sale.handedOverAt !== null) ===
        linesIn(books, sale.id).every((line) => piecesWaiting(books, line) === 0),
    (sale) => `sale ${sale.code} waits for nothing, or does not wait for what is left`,
  ),
];

/** What is booked is what was sold, paid and handed over. */
export const LEDGER = { M7, M8, M20 } satisfies Record<string, Invariant>;
