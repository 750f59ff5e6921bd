import type Database from "better-sqlite3";
import type { Selectable } from "kysely";
import type { Schema } from "../../db/schema.ts";

type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** Everything our database holds that the invariants speak of, as it is now, in the order it was written. */
export type Books = {
  sales: Row<"sale">[];
  lines: Row<"lineItem">[];
  tenders: Row<"tender">[];
  payments: Row<"payment">[];
  events: Row<"paymentEvent">[];
  wishes: Row<"wish">[];
  sendings: Row<"sending">[];
  captures: Row<"capture">[];
  handOvers: Row<"handOver">[];
  handOverLines: Row<"handOverLine">[];
  refunds: Row<"refund">[];
  returns: Row<"saleReturn">[];
  returnLines: Row<"returnLine">[];
  paybacks: Row<"payback">[];
  exchanges: Row<"exchange">[];
  credits: Row<"credit">[];
  journals: Row<"journal">[];
  entries: Row<"journalEntry">[];
  attention: Row<"attentionItem">[];
  series: Row<"receiptSeries">[];
  customers: Row<"customer">[];
  bills: Row<"klarnaBill">[];
  shifts: Row<"shift">[];
  drawerEntries: Row<"drawerEntry">[];
  zReports: Row<"zReport">[];
  carried: Row<"carriedPayment">[];
  receiptMails: Row<"receiptMail">[];
  cards: Row<"giftCard">[];
  cardEntries: Row<"giftCardEntry">[];
};

/**
 * A reader of our book that owes nothing to the program's own queries. Of a table in which there is no news it gives the
 * rows it read last.
 */
export function openBooks(database: Database.Database, isNews: (table: string) => boolean = () => true): () => Books {
  const read = readersOf(readerOf(database, isNews));
  return () => ({
    sales: read.sales(),
    lines: read.lines(),
    tenders: read.tenders(),
    payments: read.payments(),
    events: read.events(),
    wishes: read.wishes(),
    sendings: read.sendings(),
    captures: read.captures(),
    handOvers: read.handOvers(),
    handOverLines: read.handOverLines(),
    refunds: read.refunds(),
    returns: read.returns(),
    returnLines: read.returnLines(),
    paybacks: read.paybacks(),
    exchanges: read.exchanges(),
    credits: read.credits(),
    journals: read.journals(),
    entries: read.entries(),
    attention: read.attention(),
    series: read.series(),
    customers: read.customers(),
    bills: read.bills(),
    shifts: read.shifts(),
    drawerEntries: read.drawerEntries(),
    zReports: read.zReports(),
    carried: read.carried(),
    receiptMails: read.receiptMails(),
    cards: read.cards(),
    cardEntries: read.cardEntries(),
  });
}

function readersOf(all: ReturnType<typeof readerOf>) {
  return {
    sales: all("sale"),
    lines: all("lineItem"),
    tenders: all("tender"),
    payments: all("payment"),
    events: all("paymentEvent"),
    wishes: all("wish"),
    sendings: all("sending"),
    captures: all("capture"),
    handOvers: all("handOver"),
    handOverLines: all("handOverLine"),
    refunds: all("refund"),
    returns: all("saleReturn"),
    returnLines: all("returnLine"),
    paybacks: all("payback"),
    exchanges: all("exchange"),
    credits: all("credit"),
    journals: all("journal"),
    entries: all("journalEntry"),
    attention: all("attentionItem"),
    series: all("receiptSeries"),
    customers: all("customer"),
    bills: all("klarnaBill"),
    shifts: all("shift"),
    drawerEntries: all("drawerEntry"),
    zReports: all("zReport"),
    carried: all("carriedPayment"),
    receiptMails: all("receiptMail"),
    cards: all("giftCard"),
    cardEntries: all("giftCardEntry"),
  };
}

function readerOf(database: Database.Database, isNews: (table: string) => boolean) {
  return <Table extends keyof Schema>(table: Table) => {
    const statement = database.prepare<[], Row<Table>>(`select * from "${table}" order by rowid`);
    let rows: Row<Table>[] = [];
    return () => {
      if (isNews(table)) rows = statement.all();
      return rows;
    };
  };
}

/** What is in the basket now. */
export function linesIn(books: Books, saleId: string): Books["lines"] {
  return books.lines.filter((line) => line.saleId === saleId && line.removedAt === null);
}

/** What counts as paid. */
export function tendersIn(books: Books, saleId: string): Books["tenders"] {
  return books.tenders.filter((tender) => tender.saleId === saleId && tender.removedAt === null);
}

/** What was booked as paid: of a sale that was cancelled after that, what was given back as it was. */
export function tendersBooked(books: Books, sale: Books["sales"][number]): Books["tenders"] {
  const { completedAt, voidedAt } = sale;
  return books.tenders.filter(({ saleId, removedAt }) =>
    saleId === sale.id && (removedAt === null || (completedAt !== null && voidedAt !== null && removedAt >= voidedAt))
  );
}

/** Its goods are paid and still in the shop, all or some of them. */
export function isWaiting({ status, forPickUpAt, handedOverAt }: Books["sales"][number]): boolean {
  return status === "completed" && forPickUpAt !== null && handedOverAt === null;
}

/** What the goods of a sale cost that were handed over, or not taken after all; what came back unpaid counts as that. */
export function goneOf(books: Books, saleId: string, kind: "handed_over" | "not_taken"): number {
  const rows = books.handOvers.filter((one) =>
    one.saleId === saleId && (one.kind === "handed_over") === (kind === "handed_over")
  );
  return sumOf(rows, (one) => one.valueMinor);
}

/** Whether all that was left of a sale came back since Klarna would not pay for it. */
export function hasComeBack(books: Books, saleId: string): boolean {
  return books.handOvers.some((one) => one.saleId === saleId && one.kind === "came_back");
}

/** What the goods of a sale cost that were handed over by its so-manieth hand-over, that one included. */
export function goneUpTo({ handOvers }: Books, saleId: string, position: number): number {
  const handed = handOvers.filter((one) => one.saleId === saleId && one.kind === "handed_over");
  return sumOf(handed.filter((one) => one.position <= position), (one) => one.valueMinor);
}

/** How many pieces of a line have gone, whichever way: what came back after that had gone before. */
export function piecesGone(books: Books, lineId: string): number {
  const back = books.handOvers.filter(({ kind }) => kind === "came_back").map(({ id }) => id);
  const rows = books.handOverLines.filter((one) => one.lineItemId === lineId && !back.includes(one.handOverId));
  return sumOf(rows, (one) => one.quantity);
}

/** How many pieces of a line are still to be picked up: what came back while nobody had it yet is not. */
export function piecesWaiting(books: Books, line: Books["lines"][number]): number {
  return placesOf(books, line).shelf;
}

/** How many pieces of a line that waited the customer has by now. */
export function piecesInHands(books: Books, line: Books["lines"][number]): number {
  return placesOf(books, line).hands;
}

/**
 * Counted one by one, as the shelf and the customer's hands would. Each return stands after the hand-over that it says it came after: by
 * time they cannot be told apart once a clock was set back.
 */
function placesOf(books: Books, line: Books["lines"][number]): { shelf: number; hands: number } {
  const handed = books.handOverLines.filter((one) => one.lineItemId === line.id).map((one) => {
    const { kind, position } = books.handOvers.find(({ id }) => id === one.handOverId)!;
    if (kind === "came_back") return { place: position, shelf: 0, hands: -one.quantity };
    return { place: position, shelf: -one.quantity, hands: kind === "handed_over" ? one.quantity : 0 };
  });
  const returned = books.returnLines.filter(({ lineId }) => lineId === line.id).map((one) => {
    const { afterHandOver } = books.returns.find(({ id }) => id === one.returnId)!;
    return { place: (afterHandOver ?? 0) + 0.5, shelf: 0, hands: -one.quantity };
  });
  let [shelf, hands] = [line.quantity, 0];
  for (const move of [...handed, ...returned].toSorted((a, b) => a.place - b.place)) {
    shelf += move.shelf + Math.min(0, hands + move.hands);
    hands = Math.max(0, hands + move.hands);
  }
  return { shelf, hands };
}

export function sumOf<Value>(values: readonly Value[], amountOf: (value: Value) => number): number {
  return values.reduce((sum, value) => sum + amountOf(value), 0);
}

/** What is on a gift card. */
export function balanceOf(books: Books, giftCardId: string): number {
  return sumOf(books.cardEntries.filter((entry) => entry.giftCardId === giftCardId), (entry) => entry.amountMinor);
}

export function dueOf(books: Books, saleId: string): number {
  return sumOf(linesIn(books, saleId), (line) => line.totalMinor) -
    sumOf(tendersIn(books, saleId), (tender) => tender.amountMinor);
}
