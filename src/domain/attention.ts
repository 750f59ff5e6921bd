import { isOver, isUndecided, type PaymentStatus } from "./payment.ts";

/** Why a person is called: our book and Klarna's cannot both be right, or only a person can decide. */
export const ATTENTION_KINDS = [
  "paid_after_end",
  "order_differs",
  "completed_without_order",
  "end_not_seen",
  "books_differ",
  "money_lost",
  "captured_elsewhere",
  "captured_voided",
  "refunded_elsewhere",
  "capture_refused",
  "release_refused",
  "refund_refused",
  "about_to_lapse",
  "no_answer",
  "look_breaks",
  "book_broken",
  "left_behind",
  "recovered",
  "not_reread",
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** What must hold in our own books, whatever happens: `book_broken` names the one that does not. */
export const BOOK_RULES = [
  "paid_in_full",
  "booked_once",
  "sums_to_zero",
  "not_too_much",
  "looked_at",
  "gift_cards",
  "given_back",
] as const;
export type BookRule = (typeof BOOK_RULES)[number];

export function isBookRule(text: string): text is BookRule {
  return BOOK_RULES.some((rule) => rule === text);
}

/** The one thing that is recommended. `decide`, `settle` and `open` lead to the payment's window. */
export type Recommended =
  | "decide"
  | "settle"
  | "open"
  | "capture"
  | "release"
  | "book_capture"
  | "book_return"
  | "refund"
  | "recover"
  | "close";

const RECOMMENDED: Record<AttentionKind, Recommended> = {
  paid_after_end: "decide",
  order_differs: "settle",
  completed_without_order: "settle",
  end_not_seen: "settle",
  books_differ: "open",
  money_lost: "close",
  captured_elsewhere: "book_capture",
  captured_voided: "open",
  refunded_elsewhere: "book_return",
  capture_refused: "capture",
  release_refused: "release",
  refund_refused: "refund",
  about_to_lapse: "open",
  no_answer: "open",
  look_breaks: "open",
  book_broken: "close",
  left_behind: "settle",
  recovered: "recover",
  not_reread: "open",
};

/** Whether nothing is wrong yet: the payment goes on like any other, and whoever is at it can settle it by going on. */
export function isWarning(kind: AttentionKind): boolean {
  return kind === "about_to_lapse";
}

/** Whether nobody can ask Klarna about it: its account is not connected, or is another merchant's by now. */
export function isOutOfReach({ kind, klarnaSays }: { kind: AttentionKind; klarnaSays: string }): boolean {
  return kind === "left_behind" || (kind === "books_differ" && klarnaSays === "gone");
}

const DONE_WHEN_OVER: readonly Recommended[] = ["book_capture", "book_return", "refund"];

/** What is recommended while the payment lives; once it is over, looking and closing is all that is left. */
export function recommendedFor(kind: AttentionKind, status: PaymentStatus): Recommended {
  const recommended = RECOMMENDED[kind];
  if (recommended === "recover" && status === "captured") return recommended;
  if (isOver(status)) return DONE_WHEN_OVER.includes(recommended) ? recommended : "close";
  // Nobody can say by a word how it ended: it has not, as far as Klarna can be asked.
  return recommended === "settle" && kind !== "left_behind" && !isUndecided(status) ? "open" : recommended;
}

/** Whether a word may put it away. Money nobody has decided about is never put away like that. */
export function isClosable(kind: AttentionKind, status: PaymentStatus): boolean {
  const recommended = recommendedFor(kind, status);
  // What Klarna has paid out already is only missing in our books, and may be in others by now.
  if (recommended === "recover") return status === "captured";
  // A customer's money for a sale that is given up: that passes when Klarna has given it back or let it go, and not before.
  if (kind === "captured_voided" || kind === "release_refused") return isOver(status);
  // What a customer was promised is still owed, and stands in the books as such.
  return recommended !== "decide" && recommended !== "settle" && recommended !== "refund";
}

const ENDS_WITH_PAYMENT: readonly AttentionKind[] = [
  "about_to_lapse",
  "capture_refused",
  "captured_elsewhere",
  "captured_voided",
  "look_breaks",
  "not_reread",
  "release_refused",
];

/** What passes by itself when the payment comes to this status, for the named cause that it ended. */
export function passesWith(status: PaymentStatus): readonly AttentionKind[] {
  if (!isOver(status)) return [];
  if (status === "captured") return ENDS_WITH_PAYMENT;
  return [...ENDS_WITH_PAYMENT, "recovered"];
}

/** An authorization that runs out within this time, and is not captured, is called out. */
export const LAPSES_SOON_MS = 3 * 24 * 60 * 60_000;

/** The most money first, then what has waited longest. */
export function byUrgency<T extends { amountMinor: number; openedAt: number }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => b.amountMinor - a.amountMinor || a.openedAt - b.openedAt);
}
