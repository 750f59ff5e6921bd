import type { Problem } from "./domain/problem.ts";

export type ErrorCode =
  | "invalid"
  | "not_found"
  | "conflict"
  | "forbidden"
  | "signed_out"
  | "klarna_refused"
  | "klarna_unavailable"
  | "too_many";

/** The one table from what went wrong to the HTTP status it answers with. */
export const HTTP_STATUS = {
  invalid: 422,
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  signed_out: 401,
  klarna_refused: 409,
  klarna_unavailable: 503,
  too_many: 429,
} as const satisfies Record<ErrorCode, number>;

const CODES: Record<Problem["kind"], ErrorCode> = {
  action_reused: "invalid",
  action_too_old: "conflict",
  attention_closed: "conflict",
  attention_undecided: "conflict",
  bad_amount: "invalid",
  bad_digits: "invalid",
  bad_discount: "invalid",
  bad_form: "invalid",
  bad_gift_card: "invalid",
  bad_name: "invalid",
  basket_empty: "conflict",
  bill_changed: "conflict",
  code_too_soon: "too_many",
  capture_differs: "conflict",
  count_needed: "conflict",
  customer_changed: "conflict",
  customer_klarna_open: "conflict",
  customer_missing: "not_found",
  customer_needed: "conflict",
  customer_on_sale: "conflict",
  difference_unexplained: "invalid",
  exchange_changed: "conflict",
  exchange_over: "conflict",
  exchange_paid_out: "conflict",
  exchange_other_mode: "conflict",
  float_counted: "conflict",
  float_unexplained: "invalid",
  gift_card_empty: "conflict",
  gift_card_missing: "not_found",
  gift_card_scanned: "not_found",
  gift_card_short: "conflict",
  gift_card_unread: "conflict",
  keys_clash: "invalid",
  klarna_captured: "conflict",
  klarna_away: "klarna_unavailable",
  klarna_once: "conflict",
  klarna_demo_live: "conflict",
  klarna_not_connected: "conflict",
  klarna_connection_changed: "conflict",
  klarna_payments_left: "conflict",
  klarna_payments_open: "conflict",
  klarna_payments_unseen: "conflict",
  klarna_not_for_this_sale: "conflict",
  klarna_undecided: "conflict",
  klarna_in_review: "conflict",
  limit_reached: "conflict",
  line_missing: "not_found",
  mail_missing: "conflict",
  mail_under_way: "conflict",
  more_than_counted: "invalid",
  more_than_due: "invalid",
  needs_manager: "forbidden",
  needs_senior: "forbidden",
  no_contact: "invalid",
  no_discount: "conflict",
  no_mail_server: "conflict",
  no_route: "conflict",
  not_allowed: "forbidden",
  not_selling: "conflict",
  not_written: "conflict",
  note_too_long: "invalid",
  nothing_waits: "conflict",
  not_that_many: "conflict",
  waiting_changed: "conflict",
  klarna_let_go: "conflict",
  logbook_not_written: "conflict",
  extension_too_late: "conflict",
  resend_limit: "too_many",
  rest_paid_otherwise: "conflict",
  rest_paid: "conflict",
  rest_paid_ahead: "conflict",
  capture_pending: "conflict",
  capture_unsettled: "conflict",
  not_cancellable: "conflict",
  nothing_due: "conflict",
  no_tax_number: "conflict",
  one_gift_card: "conflict",
  gift_card_exchanged: "conflict",
  order_elsewhere: "conflict",
  page_missing: "not_found",
  payment_elsewhere: "conflict",
  payment_missing: "not_found",
  payment_not_completed: "conflict",
  payment_not_open: "conflict",
  payments_not_carried: "conflict",
  pin_too_soon: "too_many",
  printer_busy: "too_many",
  printer_missing: "conflict",
  product_missing: "not_found",
  quantity: "invalid",
  receipt_mail_limit: "too_many",
  receipt_mails_hour: "too_many",
  record_changed: "conflict",
  reference_too_long: "invalid",
  register_missing: "not_found",
  sales_begun: "conflict",
  return_changed: "conflict",
  return_found: "conflict",
  return_empty: "invalid",
  return_reason_needed: "invalid",
  return_split: "invalid",
  return_too_many: "invalid",
  return_too_much: "invalid",
  return_only_whole: "invalid",
  refund_not_found: "conflict",
  refund_under_way: "conflict",
  not_returnable: "conflict",
  needs_second: "forbidden",
  rounded_too_much: "conflict",
  sale_changed: "conflict",
  sale_full: "conflict",
  sale_locked: "conflict",
  sale_missing: "not_found",
  sale_not_open: "conflict",
  sale_not_paid: "conflict",
  sale_not_rung_up: "conflict",
  send_too_many: "too_many",
  send_too_soon: "too_many",
  set_up_done: "conflict",
  shift_not_open: "conflict",
  signed_out: "signed_out",
  tax_rate_missing: "not_found",
  tender_missing: "not_found",
  too_much: "invalid",
  wrong_code: "forbidden",
  wrong_host: "forbidden",
  wrong_origin: "forbidden",
  wrong_pin: "forbidden",
};

/** An expected end of a request. The sentence for it is in the catalogue of texts, by the problem's kind. */
export class AppError extends Error {
  readonly problem: Problem;
  readonly code: ErrorCode;

  constructor(problem: Problem) {
    super(problem.kind);
    this.name = "AppError";
    this.problem = problem;
    this.code = CODES[problem.kind];
  }

  get status(): (typeof HTTP_STATUS)[ErrorCode] {
    return HTTP_STATUS[this.code];
  }
}
