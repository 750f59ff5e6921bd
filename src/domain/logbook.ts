import type { PaymentStatus } from "./payment.ts";
import type { Mode } from "./sale.ts";

/**
 * One line of the logbook: what must be known of a Klarna payment, or of a gift card, when the database is lost. Ids, an
 * amount and times; no secrets, and nothing of the customer. `n` grows with each line, and the database keeps the last one
 * it took.
 */
export type LogbookEntry = { n: number; at: number } & (PaymentLine | CardLine);

type PaymentLine = { payment: string } & LogbookFact;
/** What is on a gift card, by its id: its number is money; and which tenders taken off it stand. */
type CardLine = { kind: "card"; card: string } & LoggedCard;
export type LoggedCard = { balanceMinor: number; tenders: string[] };

export type LogbookFact =
  /** Klarna has a page for it, which nobody was told of yet. `place` names the Klarna account. */
  | ({ kind: "opened" } & OpenedFacts)
  /** Klarna has an order: the customer paid. */
  | { kind: "ordered"; order: string }
  /** Klarna is about to be asked to give some of it back, by this wish. */
  | { kind: "refunding"; refund: string }
  /** Goods that it pays for, and that waited to be picked up, are about to leave. */
  | { kind: "handing_over" }
  /** Nothing follows any more. */
  | { kind: "ended"; status: PaymentStatus };

export type OpenedFacts = {
  sale: string;
  saleCode: number;
  attempt: number;
  amountMinor: number;
  currency: string;
  mode: Mode;
  place: string;
  register: string;
  staff: string;
  createdAt: number;
  paymentSession: string;
  hostedSession: string;
  /** When Klarna ends its page by itself; null if it did not say. */
  expiresAt: number | null;
};

/** Append-only, beside the database and not in it, so that no backup of the database takes it back in time. */
export type Logbook = {
  /** Everything in it, oldest first. */
  entries(): readonly LogbookEntry[];
  /** Resolves when the line is on the disk; rejects when it is not. */
  append(entry: LogbookEntry): Promise<void>;
  /** Leaves out what is older. */
  forgetBefore(at: number): Promise<void>;
};

/** A payment as the logbook tells it. */
export type LoggedPayment = OpenedFacts & { id: string; order: string | null; ended: PaymentStatus | null };

/** Klarna is asked again about everything that began within this time before a restored till starts. */
export const RECOVERED_MS = 72 * 60 * 60_000;
/** A line is kept for this long: more than a link lives at Klarna, and a long weekend besides. */
const LINE_LIVES_MS = 7 * 24 * 60 * 60_000;

/**
 * Lines before this time may go. It is counted back from the newest line, not from now: a clock that is years ahead for
 * a moment must not empty the logbook.
 */
export function forgettableBefore(entries: readonly LogbookEntry[], now: number): number {
  const newestAt = entries.reduce((newest, entry) => Math.max(newest, entry.at), 0);
  return Math.min(now, newestAt) - LINE_LIVES_MS;
}

/** The number of the newest line; 0 when there is none. */
export function lastNumber(entries: readonly LogbookEntry[]): number {
  return entries.reduce((last, entry) => Math.max(last, entry.n), 0);
}

/** The payments of which it knows, oldest first, each with all that its lines say. */
export function paymentsIn(entries: readonly LogbookEntry[]): LoggedPayment[] {
  const found = new Map<string, LoggedPayment>();
  for (const entry of entries) {
    if (entry.kind !== "opened") continue;
    const { n: _, at: __, kind: ___, payment: id, ...facts } = entry;
    found.set(id, { ...facts, id, order: null, ended: null });
  }
  for (const entry of entries) {
    if (entry.kind === "card") continue;
    const payment = found.get(entry.payment);
    if (payment && entry.kind === "ordered") payment.order = entry.order;
    if (payment && entry.kind === "ended") payment.ended = entry.status;
  }
  return [...found.values()].sort((a, b) => a.createdAt - b.createdAt);
}

/** The payments of which money went back or goods left: a book that does not know it would do either once more. */
export function spentIn(entries: readonly LogbookEntry[]): string[] {
  return entries.flatMap((entry) => entry.kind === "refunding" || entry.kind === "handing_over" ? entry.payment : []);
}

/** What the newest of its lines says of each gift card, of those after this number. */
export function cardsIn(entries: readonly LogbookEntry[], after: number): Map<string, LoggedCard> {
  const cards = new Map<string, LoggedCard>();
  for (const entry of entries.toSorted((a, b) => a.n - b.n)) {
    if (entry.kind === "card" && entry.n > after) cards.set(entry.card, entry);
  }
  return cards;
}
