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
  refunds: Row<"refund">[];
  returns: Row<"saleReturn">[];
  returnLines: Row<"returnLine">[];
  paybacks: Row<"payback">[];
  journals: Row<"journal">[];
  entries: Row<"journalEntry">[];
  attention: Row<"attentionItem">[];
  series: Row<"receiptSeries">[];
  customers: Row<"customer">[];
  bills: Row<"klarnaBill">[];
  cards: Row<"giftCard">[];
  cardEntries: Row<"giftCardEntry">[];
};

/**
 * A reader of our book that owes nothing to the program's own queries. Of a table in which there is no news it gives the
 * rows it read last.
 */
export function openBooks(database: Database.Database, isNews: (table: string) => boolean = () => true): () => Books {
  const all = readerOf(database, isNews);
  const read = {
    sales: all("sale"),
    lines: all("lineItem"),
    tenders: all("tender"),
    payments: all("payment"),
    events: all("paymentEvent"),
    wishes: all("wish"),
    sendings: all("sending"),
    captures: all("capture"),
    refunds: all("refund"),
    returns: all("saleReturn"),
    returnLines: all("returnLine"),
    paybacks: all("payback"),
    journals: all("journal"),
    entries: all("journalEntry"),
    attention: all("attentionItem"),
    series: all("receiptSeries"),
    customers: all("customer"),
    bills: all("klarnaBill"),
    cards: all("giftCard"),
    cardEntries: all("giftCardEntry"),
  };
  return () => ({
    sales: read.sales(),
    lines: read.lines(),
    tenders: read.tenders(),
    payments: read.payments(),
    events: read.events(),
    wishes: read.wishes(),
    sendings: read.sendings(),
    captures: read.captures(),
    refunds: read.refunds(),
    returns: read.returns(),
    returnLines: read.returnLines(),
    paybacks: read.paybacks(),
    journals: read.journals(),
    entries: read.entries(),
    attention: read.attention(),
    series: read.series(),
    customers: read.customers(),
    bills: read.bills(),
    cards: read.cards(),
    cardEntries: read.cardEntries(),
  });
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
