import { assertMinor } from "./money.ts";
import { type LineItem, taxTable, type Tender, type TenderKind } from "./sale.ts";

/** One side of a booking: debits above zero, credits below. */
export type JournalEntry = { account: string; amountMinor: number };

/** Where the money of each kind of tender stands in the books. */
export const TENDER_ACCOUNTS: Record<TenderKind, string> = {
  cash: "cash",
  card: "card_receivable",
  gift_card: "gift_card_liability",
  klarna: "klarna_receivable",
  klarna_card: "klarna_card_receivable",
  exchange: "exchange_credit",
  rounding: "cash_rounding",
};

/** What the shop owes on the gift cards it sold. Apart from what was redeemed, so that each can be counted. */
export const GIFT_CARDS_SOLD_ACCOUNT = "gift_card_sold";

/**
 * A gift card put right after a backup: how much more or less is owed on it, against the sale that was lost. Neither is a
 * tender, so that no day counts it as taken.
 */
export function recoveredCardJournal(amountMinor: number): JournalEntry[] {
  return [{ account: "gift_card_recovered", amountMinor: -amountMinor }, { account: "lost_with_backup", amountMinor }];
}

/**
 * What a completed sale writes into the books: each tender received, each tax code's net sale and its tax, and each
 * gift card that was sold.
 * The entries sum to zero, or it throws: a sale that does not add up is never booked.
 */
export function saleJournal(lines: LineItem[], tenders: Pick<Tender, "kind" | "amountMinor">[]): JournalEntry[] {
  const received = tenders.map((tender) => ({
    account: TENDER_ACCOUNTS[tender.kind],
    amountMinor: tender.amountMinor,
  }));
  const taxes = taxTable(lines);
  const sold = [...new Set(taxes.map(({ taxCode }) => taxCode))].flatMap((taxCode) => {
    // Whatever the rates: the books know the code alone.
    const sumOf = (of: "netMinor" | "taxMinor") =>
      taxes.reduce((sum, row) => row.taxCode === taxCode ? sum + row[of] : sum, 0);
    return [
      { account: `sales:${taxCode}`, amountMinor: -sumOf("netMinor") },
      { account: `tax:${taxCode}`, amountMinor: -sumOf("taxMinor") },
    ];
  });
  const giftCards = lines.filter(({ kind }) => kind === "gift_card")
    .map(({ totalMinor }) => ({ account: GIFT_CARDS_SOLD_ACCOUNT, amountMinor: -totalMinor }));
  return balanced([...received, ...sold, ...giftCards]);
}

/** What the shop has promised to give back by Klarna, until Klarna has said that it did. */
export const REFUND_PENDING_ACCOUNT = "klarna_refund_pending";

type Went = { kind: TenderKind; amountMinor: number };

/** What was given back: so much of what was sold under a tax code, with the tax in it. */
type ReturnedPart = { taxCode: string; amountMinor: number; taxMinor: number };

/**
 * What a return writes into the books: each tax code's net sale and tax taken back, and each way in which money went. What
 * goes by Klarna is only promised so far, unless it was found in its portal. The entries sum to zero, or it throws.
 */
export function returnJournal(
  parts: readonly ReturnedPart[],
  paybacks: readonly (Went & { isFound?: number })[],
): JournalEntry[] {
  const sums = new Map<string, number>();
  const add = (account: string, amountMinor: number) => sums.set(account, (sums.get(account) ?? 0) + amountMinor);
  for (const { kind, amountMinor, isFound } of paybacks) {
    add(kind === "klarna" && !isFound ? REFUND_PENDING_ACCOUNT : TENDER_ACCOUNTS[kind], -amountMinor);
  }
  for (const { taxCode, amountMinor, taxMinor } of parts) {
    add(`sales:${taxCode}`, amountMinor - taxMinor);
    add(`tax:${taxCode}`, taxMinor);
  }
  return balanced([...sums].map(([account, amountMinor]) => ({ account, amountMinor })));
}

/** Klarna has given back what was promised, or it went another way after all. */
export function settledRefundJournal(paybacks: readonly Went[]): JournalEntry[] {
  const settled = paybacks.map(({ kind, amountMinor }) => ({
    account: TENDER_ACCOUNTS[kind],
    amountMinor: -amountMinor,
  }));
  const promisedMinor = paybacks.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return balanced([{ account: REFUND_PENDING_ACCOUNT, amountMinor: promisedMinor }, ...settled]);
}

function balanced(all: readonly JournalEntry[]): JournalEntry[] {
  const entries = all.filter((entry) => entry.amountMinor !== 0);
  const sum = assertMinor(entries.reduce((total, entry) => total + entry.amountMinor, 0));
  if (sum !== 0) throw new RangeError(`journal does not sum to zero but to ${sum}`);
  return entries;
}

/** The same booking the other way round: what it wrote is taken back, and both stand in the books. */
export function reversed(entries: readonly JournalEntry[]): JournalEntry[] {
  return entries.map(({ account, amountMinor }) => ({ account, amountMinor: -amountMinor }));
}

/** Bookings of the drawer alone: what they move is neither sold nor taken for anything. */
export const DRAWER_JOURNALS = ["cash_in", "cash_out", "float_counted", "shift_closed"] as const;
export type DrawerJournal = (typeof DRAWER_JOURNALS)[number];

/** Cash that came into the drawer, or left it where the amount is below zero, against where it came from or went. */
export function drawerJournal(
  moves: { account: "cash_moved" | "cash_float" | "cash_difference" | "cash_banked"; amountMinor: number }[],
): JournalEntry[] {
  return moves.filter(({ amountMinor }) => amountMinor !== 0).flatMap(({ account, amountMinor }) => [
    { account: TENDER_ACCOUNTS.cash, amountMinor },
    { account, amountMinor: -amountMinor },
  ]);
}
