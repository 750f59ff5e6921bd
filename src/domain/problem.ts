/**
 * Everything that can stand in the way of what a person asked, with the facts its sentence needs.
 * The sentences are in the catalogue of texts; a kind without one is a type error there.
 */
export type Problem =
  | { kind: "action_reused" }
  | { kind: "action_too_old" }
  | { kind: "attention_closed" }
  | { kind: "attention_undecided" }
  | { kind: "bad_amount" }
  | { kind: "bad_digits" }
  | { kind: "bad_discount" }
  | { kind: "bad_form" }
  | { kind: "bad_gift_card" }
  | { kind: "bad_name" }
  | { kind: "basket_empty" }
  | { kind: "bill_changed" }
  | { kind: "code_too_soon"; waitMs: number }
  | { kind: "capture_differs" }
  | { kind: "count_needed" }
  | { kind: "customer_changed" }
  | { kind: "customer_klarna_open"; deed: "merge" | "forget" }
  | { kind: "customer_missing" }
  | { kind: "customer_needed" }
  | { kind: "customer_on_sale" }
  | { kind: "difference_unexplained" }
  | { kind: "float_counted" }
  | { kind: "float_unexplained"; differenceMinor: number }
  | { kind: "gift_card_empty" }
  | { kind: "gift_card_missing" }
  | { kind: "gift_card_scanned"; tail: string; giftCardId: string | null }
  | { kind: "gift_card_short" }
  | { kind: "gift_card_unread" }
  | { kind: "keys_clash" }
  | { kind: "klarna_captured"; isSold: boolean }
  | { kind: "klarna_away" }
  | { kind: "klarna_once" }
  | { kind: "klarna_demo_live" }
  | { kind: "klarna_not_connected" }
  | { kind: "klarna_connection_changed" }
  | { kind: "klarna_payments_left"; count: number }
  | { kind: "klarna_payments_open"; count: number }
  | { kind: "klarna_payments_unseen"; why: UnseenWhy; count: number }
  | { kind: "klarna_not_for_this_sale" }
  | { kind: "klarna_undecided" }
  | { kind: "klarna_in_review" }
  | { kind: "limit_reached" }
  | { kind: "line_missing" }
  | { kind: "mail_missing" }
  | { kind: "mail_under_way" }
  | { kind: "more_than_counted" }
  | { kind: "more_than_due" }
  | { kind: "exchange_changed" }
  | { kind: "exchange_over" }
  | { kind: "exchange_paid_out" }
  | { kind: "exchange_other_mode" }
  | { kind: "no_discount" }
  | { kind: "no_contact"; channel: "sms" | "email" }
  | { kind: "no_mail_server" }
  | { kind: "no_route"; channel: "sms" | "email" }
  | { kind: "not_allowed" }
  | { kind: "not_selling"; why: "recovery" | "clock" }
  | { kind: "not_written"; why: "full" | "busy" | "unwritable" }
  | { kind: "note_too_long" }
  | { kind: "nothing_waits" }
  | { kind: "not_that_many" }
  | { kind: "waiting_changed" }
  | { kind: "klarna_let_go" }
  | { kind: "logbook_not_written" }
  | { kind: "extension_too_late" }
  | { kind: "resend_limit" }
  | { kind: "rest_paid_otherwise" }
  | { kind: "rest_paid" }
  | { kind: "rest_paid_ahead" }
  | { kind: "capture_pending" }
  | { kind: "capture_unsettled" }
  | { kind: "not_cancellable" }
  | { kind: "nothing_due" }
  | { kind: "no_tax_number" }
  | { kind: "one_gift_card" }
  | { kind: "gift_card_exchanged" }
  | { kind: "order_elsewhere" }
  | { kind: "page_missing" }
  | { kind: "needs_manager" }
  | { kind: "needs_senior" }
  | { kind: "payment_elsewhere" }
  | { kind: "payment_missing" }
  | { kind: "payment_not_completed" }
  | { kind: "payment_not_open" }
  | { kind: "payments_not_carried"; count: number }
  | { kind: "pin_too_soon"; waitMs: number }
  | { kind: "printer_busy" }
  | { kind: "printer_missing" }
  | { kind: "product_missing"; typed: string }
  | { kind: "quantity" }
  | { kind: "receipt_mail_limit" }
  | { kind: "receipt_mails_hour"; waitMs: number }
  | { kind: "record_changed" }
  | { kind: "reference_too_long" }
  | { kind: "register_missing" }
  | { kind: "sales_begun"; count: number }
  | { kind: "return_changed" }
  | { kind: "return_found" }
  | { kind: "return_empty" }
  | { kind: "return_reason_needed" }
  | { kind: "return_split"; isMore: boolean }
  | { kind: "return_too_many" }
  | { kind: "return_too_much" }
  | { kind: "return_only_whole" }
  | { kind: "refund_not_found" }
  | { kind: "refund_under_way" }
  | { kind: "not_returnable"; why: NotReturnable }
  | { kind: "needs_second" }
  | { kind: "rounded_too_much" }
  | { kind: "sale_changed" }
  | { kind: "sale_full" }
  | { kind: "sale_locked"; by: "klarna" | "tender" }
  | { kind: "sale_missing" }
  | { kind: "sale_not_open" }
  | { kind: "sale_not_paid" }
  | { kind: "sale_not_rung_up" }
  | { kind: "send_too_many"; of: "payment" | "address"; waitMs: number }
  | { kind: "send_too_soon"; waitMs: number }
  | { kind: "set_up_done" }
  | { kind: "shift_not_open" }
  | { kind: "signed_out" }
  | { kind: "tax_rate_missing" }
  | { kind: "tender_missing" }
  | { kind: "too_much" }
  | { kind: "wrong_code" }
  | { kind: "wrong_host" }
  | { kind: "wrong_origin" }
  | { kind: "wrong_pin" };

/** Why new credentials do not see open payments: another merchant's, not accepted, or Klarna did not answer. */
export type UnseenWhy = "other_merchant" | "refused" | "away";

/**
 * Why nothing of a sale can be given back now. `elsewhere`: all that is left was paid by Klarna, to another account. `exchanging`:
 * an exchange of it is under way. `cancellable`: all of it is still here, and can be given up as a whole. `unsettled`: the
 * same, but that Klarna has paid out for it, and nobody has booked that yet. `still_waiting`: what is
 * left of it waits to be picked up, and Klarna has not paid for it. `gift_cards`: nothing else was sold. `never_paid`: goods are
 * left, and no money that was paid for them. `refused`: the same, and Klarna holds money that it has refused to pay out for them.
 */
export type NotReturnable =
  | "not_finished"
  | "other_mode"
  | "not_taken"
  | "elsewhere"
  | "exchanging"
  | "cancellable"
  | "unsettled"
  | "still_waiting"
  | "gift_cards"
  | "never_paid"
  | "refused"
  | "nothing_left";

/** What can be wrong with one field of a form. */
export type FieldProblem =
  | "required"
  | "too_long"
  | "not_a_phone"
  | "not_an_email"
  | "not_an_amount"
  | "not_a_discount"
  | "not_a_percentage"
  | "not_a_quantity"
  | "less_than_cashier"
  | "not_a_number"
  | "not_known"
  | "not_a_pin"
  | "pin_too_easy"
  | "pin_differs"
  | "not_a_rate"
  | "not_a_host"
  | "not_a_port"
  | "not_a_count"
  | "key_taken"
  | "has_colon"
  | "has_blanks"
  | "not_this_machine"
  | "secret_needed"
  | "one_of_two";
