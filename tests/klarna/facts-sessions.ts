import {
  address,
  country,
  currency,
  customer,
  type Field,
  integer,
  listOf,
  objectOf,
  paymentLine,
  required,
  type Shape,
  text,
  time,
  url,
  word,
} from "./facts-fields.ts";

/** §2.2 [S] */
export const paymentSession: Shape = {
  acquiring_channel: word("ECOMMERCE", "IN_STORE", "TELESALES"),
  intent: word("buy", "tokenize", "buy_and_tokenize"),
  purchase_country: required(country),
  purchase_currency: required(currency),
  locale: { is: "text", pattern: /^[a-z]{2}(-[a-z]{2})?$/, anyCase: true },
  order_amount: required(integer(0)),
  order_tax_amount: integer(0),
  order_lines: { ...listOf(paymentLine, 1_000), required: true, min: 1 },
  billing_address: objectOf(address),
  shipping_address: objectOf(address),
  customer: objectOf(customer),
  merchant_reference1: text(255),
  merchant_reference2: text(255),
  merchant_data: text(6_000),
  merchant_urls: objectOf({ confirmation: url, notification: url, push: url, authorization: url }),
};

const categories: Field = listOf({
  identifier: required(word("klarna", "pay_later", "pay_now", "pay_over_time", "direct_bank_transfer", "direct_debit")),
  name: text(),
  asset_urls: objectOf({ descriptive: url, standard: url }),
});

/** §2.2: a create's answer has no expires_at [S]. */
export const paymentSessionCreated: Shape = {
  session_id: required(text(255)),
  client_token: required(text(4_096)),
  payment_method_categories: categories,
};

/** §2.2, with what is read-only [S] */
export const paymentSessionRead: Shape = {
  ...paymentSession,
  authorization_token: text(),
  client_token: text(4_096),
  expires_at: time,
  payment_method_categories: categories,
  status: word("complete", "incomplete"),
};

/** §2.5 [S] */
export const placeOrder: Shape = { ...paymentSession, auto_capture: { is: "boolean" } };

export const orderPlaced: Shape = {
  order_id: required(text()),
  redirect_url: url,
  fraud_status: word("ACCEPTED", "PENDING"),
  authorized_payment_method: objectOf({
    type: word(
      "invoice",
      "fixed_amount",
      "base_account",
      "direct_debit",
      "direct_bank_transfer",
      "b2b_invoice",
      "card",
      "slice_it_by_card",
      "pay_later_by_card",
      "pay_by_card",
      "fixed_sum_credit",
      "alternative_payment_method",
    ),
    number_of_days: integer(0),
    number_of_installments: integer(0),
  }),
};

/** §3.2 [S] */
export const hostedSession: Shape = {
  payment_session_url: required(url),
  merchant_urls: objectOf({ success: url, cancel: url, back: url, failure: url, error: url, status_update: url }),
  options: objectOf({
    place_order_mode: word("NONE", "PLACE_ORDER", "CAPTURE_ORDER"),
    purchase_type: word("BUY", "RENT", "BOOK", "SUBSCRIBE", "DOWNLOAD", "ORDER", "CONTINUE"),
    show_subtotal_detail: word("HIDE"),
    logo_url: url,
    page_title: text(),
  }),
  profile_id: text(),
};

/** §3.3 [S] */
export const hostedSessionCreated: Shape = {
  session_id: required(text()),
  session_url: required(url),
  redirect_url: url,
  qr_code_url: url,
  distribution_url: url,
  expires_at: time,
  manual_identification_check_url: url,
  distribution_module: objectOf({ token: text(), standalone_url: url, generation_url: url }),
};

/** §3.5 [D],[S]; TIMEOUT is only named for callbacks. */
export const HOSTED_STATUSES = [
  "WAITING",
  "IN_PROGRESS",
  "MANUAL_ID_CHECK",
  "COMPLETED",
  "CANCELLED",
  "DISABLED",
  "FAILED",
  "BACK",
  "ERROR",
];

/** §3.4: all fields are optional in the schema [S]; without a status it would say nothing. */
export const hostedSessionRead: Shape = {
  session_id: text(),
  status: required(word(...HOSTED_STATUSES)),
  updated_at: time,
  expires_at: time,
  authorization_token: text(),
  order_id: text(),
  klarna_reference: { is: "text", pattern: /^[A-Z0-9]+$/ },
  customer: objectOf(customer),
  manual_identification: objectOf({
    challenge: text(),
    customer: objectOf(customer),
    customer_obfuscated: objectOf(customer),
    expires_at: time,
  }),
};

/** §3.10 [D] */
export const statusUpdate: Shape = {
  event_id: required(text()),
  session: required(objectOf(hostedSessionRead)),
};

/** §3.9 [S] */
export const distribution: Shape = {
  contact_information: required(objectOf({ email: text(), phone: text(), phone_country: country, access_id: text() })),
  method: required(word("sms", "email", "token")),
  template: word("INSTORE_PURCHASE"),
};
