import { balanceOf, type Books, sumOf } from "../books.ts";
import { short } from "../trace.ts";
import { type Invariant, unless } from "./seen.ts";

/**
 * Gift cards: none is ever below zero; what a tender took off is off as long as it counts, and no longer; a card is worth
 * what it was sold for, once, from the moment its sale is completed.
 */
export const cards: Invariant = ({ books }) => [
  ...unless(
    books.cards,
    (card) => balanceOf(books, card.id) >= 0,
    (card) => `there is ${balanceOf(books, card.id)} on gift card ${short(card.id)}`,
  ),
  ...unless(
    books.tenders.filter((tender) => tender.kind === "gift_card"),
    (tender) => takenBy(books, tender.id) === (tender.removedAt === null ? tender.amountMinor : 0),
    (tender) => `a tender of ${tender.amountMinor} took ${takenBy(books, tender.id)} off its gift card`,
  ),
  ...unless(
    books.sales,
    (sale) => {
      const sold = books.lines.filter((line) =>
        line.saleId === sale.id && line.kind === "gift_card" && line.removedAt === null
      );
      const worthMinor = sale.status === "completed" ? sumOf(sold, (line) => line.totalMinor) : 0;
      const putOn = books.cardEntries.filter((entry) => entry.saleId === sale.id && entry.cause === "sold");
      return sumOf(putOn, (entry) => entry.amountMinor) === worthMinor;
    },
    (sale) => `sale ${sale.code}, which is ${sale.status}, put something else on gift cards than it sold`,
  ),
];

function takenBy(books: Books, tenderId: string): number {
  return -sumOf(books.cardEntries.filter((entry) => entry.tenderId === tenderId), (entry) => entry.amountMinor);
}
