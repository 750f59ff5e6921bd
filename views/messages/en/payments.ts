import type { PaymentStatus } from "../../../src/domain/payment.ts";

/** The search of the list of payments. */
export const paymentsTexts = {
  search: "Search and filter",
  query: "Sale, receipt, reference or customer",
  day: "Day",
  staff: "Cashier",
  allTills: "All tills",
  everybody: "Everybody",
  show: "Show",
  clear: "Clear",
  pages: "Pages of the list",
  newest: "To the newest",
  older: "Older payments",
  tooShort: "Type at least three letters of a name.",
  unread: "Correct what is marked above, then it is looked for.",
  badDay: "That is not a day.",
  /** Finer than the words of a pill: what is captured, and what is not yet. */
  statuses: {
    created: "Just opened",
    waiting: "Waiting",
    in_progress: "In progress",
    in_review: "In review",
    authorized: "Completed, not captured",
    captured: "Completed, captured",
    cancelled: "Cancelled",
    expired: "Expired",
    rejected: "Declined or failed",
    released: "Released",
    lapsed: "Lapsed",
  } satisfies Record<PaymentStatus, string>,
};
