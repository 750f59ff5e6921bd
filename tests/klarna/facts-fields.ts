/**
 * How the facts of Klarna's objects are written down: which fields there are, which must be there, their limits and words.
 * From klarna.md alone, with neither the gateway nor the simulator in view.
 */
export type Field = {
  is: "text" | "integer" | "boolean" | "time" | "url" | "list" | "object";
  required?: true;
  /** Length of a text or list, value of an integer. */
  min?: number;
  max?: number;
  /** The words there are, in either case where `anyCase` says so. */
  words?: readonly string[];
  anyCase?: true;
  pattern?: RegExp;
  /** What an object holds, or each entry of a list. */
  of?: Shape;
};

export type Shape = Readonly<Record<string, Field>>;

export const text = (max?: number): Field => ({ is: "text", ...(max !== undefined && { max }) });
export const integer = (min: number, max = Number.MAX_SAFE_INTEGER): Field => ({ is: "integer", min, max });
export const amount: Field = integer(0, 200_000_000);
export const url: Field = { is: "url", max: 2_000 };
export const time: Field = { is: "time" };
export const word = (...words: string[]): Field => ({ is: "text", words });
export const required = (field: Field): Field => ({ ...field, required: true });
export const listOf = (of: Shape, max?: number): Field => ({ is: "list", of, ...(max !== undefined && { max }) });
export const objectOf = (of: Shape): Field => ({ is: "object", of });

export const country: Field = { is: "text", pattern: /^[A-Z]{2}$/, anyCase: true };
export const currency: Field = { is: "text", pattern: /^[A-Z]{3}$/, anyCase: true };

/** §2.4 [S] */
export const address: Shape = {
  given_name: text(99),
  family_name: text(99),
  email: text(99),
  phone: text(99),
  street_address: text(99),
  street_address2: text(99),
  postal_code: text(10),
  city: text(99),
  region: { is: "text", pattern: /^[A-Z0-9]{1,3}$/ },
  country,
  title: text(20),
  organization_name: text(99),
  attention: text(99),
};

const LINE_TYPES = [
  "physical",
  "discount",
  "shipping_fee",
  "sales_tax",
  "digital",
  "gift_card",
  "store_credit",
  "surcharge",
];

const line: Shape = {
  reference: text(255),
  quantity: required(integer(0)),
  unit_price: required(integer(-200_000_000, 200_000_000)),
  total_discount_amount: integer(0, 200_000_000),
  total_amount: required(integer(-200_000_000, 200_000_000)),
  total_tax_amount: integer(-200_000_000, 200_000_000),
  image_url: { is: "url", max: 1_024 },
  product_url: { is: "url", max: 1_024 },
  merchant_data: text(1_024),
};

/** §2.3 [S] */
export const paymentLine: Shape = {
  ...line,
  type: word(...LINE_TYPES),
  name: { is: "text", required: true, min: 1, max: 255 },
  quantity_unit: { is: "text", min: 1, max: 8 },
  tax_rate: integer(0, 10_000),
};

/** §2.3, the column of order management [S] */
export const orderLine: Shape = {
  ...line,
  type: word(...LINE_TYPES, "return_fee"),
  name: required(text(255)),
  quantity_unit: text(10),
  tax_rate: integer(0),
};

export const customer: Shape = {
  date_of_birth: { is: "text", pattern: /^\d{4}-\d{2}-\d{2}$/ },
  given_name: text(),
  family_name: text(),
  gender: word("male", "female"),
  title: text(),
  national_identification_number: text(),
};

/** §1.5 [S]; the singular form [D] */
export const errorBody: Shape = {
  correlation_id: required(text()),
  error_code: { is: "text", required: true, pattern: /^[A-Z0-9_]+$/ },
  error_messages: { is: "list" },
  error_message: text(),
  service_version: text(),
};
