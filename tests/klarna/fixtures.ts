/** Answers with the shapes and example values klarna.md records for Klarna's own documentation and recordings. */

/** klarna.md §2.2: session ids have UUID version 5. */
export const PAYMENT_SESSION = {
  session_id: "0b1d9815-165e-52e2-8867-35bc03789e00",
  client_token: "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
  payment_method_categories: [
    {
      identifier: "pay_later",
      name: "Pay later",
      asset_urls: { descriptive: "https://x.klarnacdn.net/klarna.svg", standard: "https://x.klarnacdn.net/klarna.svg" },
    },
  ],
};

export const HOSTED_ID = "9cbc9884-1fdb-55a8-9694-9340340d0436";

/** klarna.md §3.3, with the expiry of §3.8. */
export const HOSTED_SESSION = {
  session_id: HOSTED_ID,
  session_url: `https://klarna.test/hpp/v1/sessions/${HOSTED_ID}`,
  redirect_url: "https://pay.klarna.com/eu/hpp/payments/2OCkffK",
  qr_code_url: "https://pay.klarna.com/eu/hpp/payments/2OCkffK/qr",
  distribution_url: `https://klarna.test/hpp/v1/sessions/${HOSTED_ID}/distribution`,
  expires_at: "2019-05-15T13:51:43.507Z",
  manual_identification_check_url: `https://klarna.test/hpp/v1/sessions/${HOSTED_ID}/manual-id-check`,
  distribution_module: { token: "t", standalone_url: "https://x.klarnacdn.net/a", generation_url: "https://x/b" },
};

export const ORDER_ID = "f3392f8b-6116-4073-ab96-e330819e2c07";

/** klarna.md §3.4 */
export const COMPLETED_SESSION = {
  session_id: HOSTED_ID,
  status: "COMPLETED",
  updated_at: "2019-05-13T15:00:00.000Z",
  expires_at: "2019-05-15T13:51:43.507Z",
  order_id: ORDER_ID,
  klarna_reference: "AJNRQ54J",
  customer: { given_name: "Sam" },
};

/** klarna.md §4: country, currency and locale in lower case. */
export const ORDER = {
  order_id: ORDER_ID,
  status: "PART_CAPTURED",
  fraud_status: "ACCEPTED",
  order_amount: 12_000,
  original_order_amount: 12_000,
  captured_amount: 5_000,
  refunded_amount: 1_000,
  remaining_authorized_amount: 7_000,
  purchase_currency: "usd",
  purchase_country: "us",
  locale: "en-us",
  klarna_reference: "AJNRQ54J",
  merchant_reference1: "20418-1",
  merchant_reference2: "Fernbank Outdoor / Till 2",
  created_at: "2019-05-13T15:00:00.000Z",
  expires_at: "2019-06-10T00:00:00Z",
  order_lines: [],
  billing_address: {
    given_name: "Sam",
    family_name: "Fern",
    email: "customer@email.us",
    phone: "+13106683312",
    street_address: "509 Amsterdam Ave",
    postal_code: "10024-3941",
    city: "New York",
    region: "NY",
    country: "us",
  },
  initial_payment_method: { type: "PAY_IN_X", description: "Pay in 3", number_of_installments: 3 },
  captures: [
    {
      capture_id: "4ba29b50-be7b-44f5-a492-113e6a865e22",
      klarna_reference: "AJNRQ54J-1",
      captured_amount: 5_000,
      captured_at: "2019-05-13T15:01:00.000Z",
      refunded_amount: 1_000,
      reference: "wish_1",
    },
  ],
  refunds: [
    {
      refund_id: "dd95d6cb-0a86-5d2c-9ce9-9d3f3fb5a0a7",
      refunded_amount: 1_000,
      refunded_at: "2019-05-14T09:00:00.000Z",
      reference: "wish_2",
    },
  ],
};

/** `ORDER` in our words. */
export const ORDER_SNAPSHOT = {
  state: "part_captured",
  fraud: "accepted",
  orderId: ORDER_ID,
  amountMinor: 12_000,
  capturedMinor: 5_000,
  refundedMinor: 1_000,
  remainingMinor: 7_000,
  currency: "USD",
  reference: "20418-1",
  place: "Fernbank Outdoor / Till 2",
  klarnaReference: "AJNRQ54J",
  expiresAt: 1_560_124_800_000,
  createdAt: 1_557_759_600_000,
  paymentMethod: { type: "PAY_IN_X", description: "Pay in 3", installments: 3 },
  billing: {
    title: null,
    givenName: "Sam",
    familyName: "Fern",
    email: "customer@email.us",
    phone: "+13106683312",
    street: "509 Amsterdam Ave",
    street2: null,
    postalCode: "10024-3941",
    city: "New York",
    region: "NY",
    country: "US",
  },
  captures: [
    {
      captureId: "4ba29b50-be7b-44f5-a492-113e6a865e22",
      reference: "wish_1",
      klarnaReference: "AJNRQ54J-1",
      amountMinor: 5_000,
      refundedMinor: 1_000,
      capturedAt: 1_557_759_660_000,
    },
  ],
  refunds: [
    {
      refundId: "dd95d6cb-0a86-5d2c-9ce9-9d3f3fb5a0a7",
      reference: "wish_2",
      amountMinor: 1_000,
      refundedAt: 1_557_824_400_000,
    },
  ],
};
