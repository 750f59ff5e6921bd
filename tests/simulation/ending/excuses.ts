import type { AttentionKind } from "../../../src/domain/attention.ts";
import type { Books } from "../books.ts";

/** What may still be wrong with a payment at the end, as the checks complain about it. */
export type Wrong =
  | "undecided"
  | "cancel open"
  | "release open"
  | "favour open"
  | "held though over"
  | "capture open"
  | "refund open"
  | "not captured"
  | "not taken"
  | "not let go"
  | "given back unseen"
  | "taken otherwise"
  | "given back otherwise"
  | "another amount"
  | "no longer held";

/** Nobody can ask Klarna about it: it shows no such order, its answers break us, or its account was left behind. */
const UNREACHED: readonly AttentionKind[] = ["books_differ", "look_breaks", "left_behind"];
/** What Klarna shows is not what was paid, or nothing at all. */
const UNCLEAR: readonly AttentionKind[] = ["order_differs", "completed_without_order", "end_not_seen", ...UNREACHED];

/** For what a person must have been called for it to be in good hands: for something else does not do. */
const EXCUSES: Record<Wrong, readonly AttentionKind[]> = {
  "undecided": UNCLEAR,
  "cancel open": ["no_answer", ...UNCLEAR],
  "release open": ["no_answer", ...UNREACHED],
  // What moves money comes first, and is not answered.
  "favour open": ["no_answer", ...UNREACHED],
  "held though over": ["paid_after_end", "release_refused", ...UNCLEAR],
  "capture open": ["money_lost", "no_answer", ...UNREACHED],
  "refund open": ["refund_refused", "no_answer", ...UNREACHED],
  "not captured": ["capture_refused", "captured_elsewhere", "money_lost", ...UNREACHED],
  // Of the goods that the customer has.
  "not taken": ["capture_refused", "captured_elsewhere", "money_lost", "no_answer", ...UNREACHED],
  "not let go": ["release_refused", "captured_voided"],
  "given back unseen": ["refunded_elsewhere"],
  "taken otherwise": ["captured_elsewhere", "captured_voided", "paid_after_end", ...UNCLEAR],
  "given back otherwise": ["refunded_elsewhere", "refund_refused", ...UNCLEAR],
  "another amount": ["order_differs", ...UNREACHED],
  "no longer held": ["money_lost", ...UNCLEAR],
};

/** Whether a person was called for the very thing that is wrong with this payment, and has not answered yet. */
export function isCalledFor({ attention }: Pick<Books, "attention">, payment: { id: string }, wrong: Wrong): boolean {
  const open = attention.filter((item) => item.paymentId === payment.id && item.closedAt === null);
  return open.some(({ kind }) => EXCUSES[wrong].includes(kind));
}

/** The same, or somebody has answered it: then it is as that person decided. */
export function wasCalledFor({ attention }: Pick<Books, "attention">, payment: { id: string }, wrong: Wrong): boolean {
  return attention.some(({ paymentId, kind }) => paymentId === payment.id && EXCUSES[wrong].includes(kind));
}

/** What the program itself writes down for whoever pressed the button that is recommended: it is no word about what is left of it. */
const DONE_ABOUT_IT: readonly (string | null)[] = ["asked_again", "booked"];

/** Somebody has put such a call away with a word of their own: then it is as that person decided. */
function wasPutAway({ attention }: Pick<Books, "attention">, payment: { id: string }, wrong: Wrong): boolean {
  const mine = attention.filter(({ paymentId, closedBy }) => paymentId === payment.id && closedBy !== null);
  return mine.some(({ kind, closeReason }) => EXCUSES[wrong].includes(kind) && !DONE_ABOUT_IT.includes(closeReason));
}

/** A person was called for the very thing that is wrong, or has decided about it. */
export function isWithPerson(books: Pick<Books, "attention">, payment: { id: string }, wrong: Wrong): boolean {
  return isCalledFor(books, payment, wrong) || wasPutAway(books, payment, wrong);
}
