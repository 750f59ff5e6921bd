import {
  address,
  amount,
  country,
  currency,
  customer,
  integer,
  listOf,
  objectOf,
  orderLine,
  required,
  type Shape,
  text,
  time,
  word,
} from "./facts-fields.ts";

/** §4 [S] */
export const capture: Shape = {
  captured_amount: required(amount),
  description: text(255),
  reference: text(255),
  order_lines: listOf(orderLine, 1_000),
};

export const refund: Shape = {
  refunded_amount: required(amount),
  description: text(255),
  reference: text(255),
  order_lines: listOf(orderLine, 1_000),
};

export const authorization: Shape = {
  order_amount: required(amount),
  description: text(255),
  order_lines: listOf(orderLine),
};

export const references: Shape = { merchant_reference1: text(255), merchant_reference2: text(255) };
export const dueDate: Shape = { number_of_days: required(integer(1)) };
export const dueDateOptions: Shape = {
  currency: required(currency),
  options: required(listOf({ number_of_days: required(integer(1)), amount: required(integer(0)) })),
};

const shippingInfo = listOf({
  shipping_company: text(100),
  shipping_method: word(
    "PickUpStore",
    "Home",
    "BoxReg",
    "BoxUnreg",
    "PickUpPoint",
    "Own",
    "Postal",
    "DHLPackstation",
    "Digital",
    "Undefined",
    "PickUpWarehouse",
    "ClickCollect",
    "PalletDelivery",
  ),
  tracking_number: text(100),
  tracking_uri: text(1_024),
  return_shipping_company: text(100),
  return_tracking_number: text(100),
  return_tracking_uri: text(1_024),
}, 500);

export const shipping: Shape = { shipping_info: required(shippingInfo) };
export const customerDetails: Shape = { shipping_address: required(objectOf(address)) };

export const captureRead: Shape = {
  ...capture,
  capture_id: required(text()),
  klarna_reference: { is: "text", pattern: /^[A-Z0-9]+-\d+$/ },
  captured_at: time,
  refunded_amount: amount,
  billing_address: objectOf(address),
  shipping_address: objectOf(address),
  shipping_info: shippingInfo,
};

export const refundRead: Shape = { ...refund, refund_id: required(text()), refunded_at: time };

export const ORDER_STATUSES = ["AUTHORIZED", "PART_CAPTURED", "CAPTURED", "CANCELLED", "EXPIRED", "CLOSED"];
export const FRAUD_STATUSES = ["ACCEPTED", "PENDING", "REJECTED"];

export const INITIAL_PAYMENT_METHODS = [
  "ACCOUNT",
  "ALTERNATIVE_PAYMENT_METHOD",
  "BANK_TRANSFER",
  "CARD",
  "DEFERRED_INTEREST",
  "DIRECT_DEBIT",
  "FIXED_AMOUNT_BY_CARD",
  "FIXED_AMOUNT",
  "FIXED_SUM_CREDIT",
  "INVOICE_BUSINESS",
  "INVOICE",
  "MOBILEPAY",
  "PAY_BY_CARD",
  "PAY_IN_X",
  "PAY_LATER_BY_CARD",
  "PAY_LATER_IN_PARTS",
  "SWISH",
  "OTHER",
];

export const orderRead: Shape = {
  order_id: required(text()),
  status: required(word(...ORDER_STATUSES)),
  fraud_status: required(word(...FRAUD_STATUSES)),
  order_amount: required(amount),
  original_order_amount: amount,
  captured_amount: required(amount),
  refunded_amount: required(amount),
  remaining_authorized_amount: required(amount),
  purchase_currency: required(currency),
  purchase_country: country,
  locale: text(),
  klarna_reference: { is: "text", pattern: /^[A-Z0-9]+$/ },
  merchant_reference1: text(255),
  merchant_reference2: text(255),
  merchant_data: text(6_000),
  created_at: time,
  expires_at: time,
  order_lines: listOf(orderLine),
  billing_address: objectOf(address),
  shipping_address: objectOf(address),
  customer: objectOf(customer),
  initial_payment_method: objectOf({
    type: word(...INITIAL_PAYMENT_METHODS),
    description: text(),
    number_of_installments: integer(1),
  }),
  captures: listOf(captureRead),
  refunds: listOf(refundRead),
  shipping_info: shippingInfo,
};
