import { z } from "zod";

/** The fields of Klarna's requests, strict: anything not listed is refused. Limits are those of the spec [S]. */
const text = (max: number) => z.string().min(1).max(max);
const webAddress = (max: number) => z.string().max(max).regex(/^https?:\/\/[^\s]+$/);
const countryCode = z.string().regex(/^[A-Za-z]{2}$/);
const anyCase = (...words: string[]) => z.string().refine((value) => words.includes(value.toUpperCase()));

// More than one character and not digits only [D].
const personName = text(99).refine((name) => name.length > 1 && !/^\d+$/.test(name));

export const addressSchema = z.strictObject({
  given_name: personName.optional(),
  family_name: personName.optional(),
  email: text(99).regex(/^[^\s@]+@[^\s@]+$/).optional(),
  phone: text(99).optional(),
  street_address: text(99).optional(),
  street_address2: text(99).optional(),
  postal_code: text(10).optional(),
  city: text(99).optional(),
  // The part of ISO 3166-2 behind the country, e.g. NY [S].
  region: z.string().regex(/^[A-Z0-9]{1,3}$/).optional(),
  country: countryCode.optional(),
  title: text(20).optional(),
  organization_name: text(99).optional(),
  attention: text(99).optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** What a customer types on Klarna's own page: there a region may be written out. */
export const homeSchema = addressSchema.extend({ region: text(99).optional() });

export const customerSchema = z.strictObject({
  date_of_birth: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
  gender: z.enum(["male", "female"]).optional(),
  title: z.string().optional(),
  national_identification_number: z.string().optional(),
  last_four_ssn: z.string().regex(/^(\d{4}|\d{9})$/).optional(),
  type: z.enum(["person", "organization"]).optional(),
  vat_id: z.string().optional(),
  organization_registration_id: z.string().optional(),
  organization_entity_type: z.string().optional(),
});

const productIdentifiers = z.strictObject({
  brand: text(70).optional(),
  category_path: text(750).optional(),
  global_trade_item_number: text(50).optional(),
  manufacturer_part_number: text(70).optional(),
  color: text(64).optional(),
  size: text(64).optional(),
});

const subscription = z.strictObject({
  name: text(255),
  interval: z.enum(["DAY", "WEEK", "MONTH", "YEAR"]),
  interval_count: z.int().min(1),
});

const lineTypes = [
  "physical",
  "discount",
  "shipping_fee",
  "sales_tax",
  "digital",
  "gift_card",
  "store_credit",
  "surcharge",
] as const;

const lineFields = {
  reference: text(255).optional(),
  quantity: z.int().min(0),
  unit_price: z.int().max(200_000_000),
  total_amount: z.int().max(200_000_000),
  total_tax_amount: z.int().max(200_000_000).optional(),
  image_url: webAddress(1024).optional(),
  product_url: webAddress(1024).optional(),
  merchant_data: text(1024).optional(),
  product_identifiers: productIdentifiers.optional(),
  subscription: subscription.optional(),
};

export const orderLineSchema = z.strictObject({
  ...lineFields,
  type: z.enum(lineTypes).optional(),
  name: text(255),
  quantity_unit: text(8).optional(),
  total_discount_amount: z.int().min(0).optional(),
  tax_rate: z.int().min(0).max(10_000).optional(),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** Order management has limits of its own for the same line [S]. */
export const managedLineSchema = z.strictObject({
  ...lineFields,
  type: z.enum([...lineTypes, "return_fee"]).optional(),
  name: z.string().max(255),
  quantity_unit: z.string().max(10).optional(),
  total_discount_amount: z.int().min(0).max(200_000_000).optional(),
  tax_rate: z.int().min(0).optional(),
});
export type ManagedLine = z.infer<typeof managedLineSchema>;

const hexColour = z.string().regex(/^#[0-9A-Fa-f]{6}$/);

/** KP session create and update (klarna.md 2.2). merchant_reference1 is required here though Klarna does not: house rule. */
export const paymentSessionSchema = z.strictObject({
  acquiring_channel: z.enum(["ECOMMERCE", "IN_STORE", "TELESALES"]).default("ECOMMERCE"),
  intent: z.enum(["buy", "tokenize", "buy_and_tokenize"]).optional(),
  purchase_country: countryCode,
  purchase_currency: z.string().regex(/^[A-Za-z]{3}$/),
  locale: z.string().regex(/^[A-Za-z]{2}(-[A-Za-z]{2})?$/).optional(),
  order_amount: z.int().min(1),
  order_tax_amount: z.int().min(0).optional(),
  order_lines: z.array(orderLineSchema).min(1).max(1000),
  billing_address: addressSchema.optional(),
  shipping_address: addressSchema.optional(),
  customer: customerSchema.optional(),
  merchant_reference1: text(255),
  merchant_reference2: text(255).optional(),
  merchant_data: text(6000).optional(),
  merchant_urls: z.strictObject({
    confirmation: webAddress(2000).optional(),
    notification: webAddress(2000).optional(),
    push: webAddress(2000).optional(),
    authorization: webAddress(2000).optional(),
  }).optional(),
  options: z.strictObject({
    color_border: hexColour.optional(),
    color_border_selected: hexColour.optional(),
    color_details: hexColour.optional(),
    color_text: hexColour.optional(),
    radius_border: z.string().optional(),
  }).optional(),
  attachment: z.strictObject({
    body: z.string().refine(isJson),
    content_type: z.literal("application/vnd.klarna.internal.emd-v2+json"),
  }).optional(),
  custom_payment_method_ids: z.array(z.string()).optional(),
  design: z.string().optional(),
});
export type PaymentSessionBody = z.infer<typeof paymentSessionSchema>;

const categories = ["DIRECT_DEBIT", "DIRECT_BANK_TRANSFER", "PAY_NOW", "PAY_LATER", "PAY_OVER_TIME", "KLARNA"];

/** HPP session create (klarna.md 3.2). Klarna's examples show the categories and purchase types in either case [X]. */
export const hostedSessionSchema = z.strictObject({
  payment_session_url: webAddress(2000),
  merchant_urls: z.strictObject({
    success: webAddress(2000).optional(),
    cancel: webAddress(2000).optional(),
    back: webAddress(2000).optional(),
    failure: webAddress(2000).optional(),
    error: webAddress(2000).optional(),
    status_update: webAddress(2000).optional(),
  }).optional(),
  options: z.strictObject({
    place_order_mode: z.enum(["NONE", "PLACE_ORDER", "CAPTURE_ORDER"]).optional(),
    payment_method_category: anyCase(...categories).optional(),
    payment_method_categories: z.array(anyCase(...categories)).optional(),
    purchase_type: anyCase("BUY", "RENT", "BOOK", "SUBSCRIBE", "DOWNLOAD", "ORDER", "CONTINUE").optional(),
    show_subtotal_detail: z.literal("HIDE").optional(),
    background_images: z.array(z.strictObject({ url: webAddress(2000), width: z.int() })).optional(),
    logo_url: webAddress(2000).optional(),
    page_title: z.string().optional(),
  }).optional(),
  profile_id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i).optional(),
});
export type HostedSessionBody = z.infer<typeof hostedSessionSchema>;

/** Distribution (klarna.md 3.9). What each method needs is checked where the message is sent. */
export const distributionSchema = z.strictObject({
  contact_information: z.strictObject({
    email: z.string().optional(),
    phone: z.string().optional(),
    phone_country: countryCode.optional(),
    access_id: z.string().optional(),
  }),
  method: z.enum(["sms", "email", "token"]),
  template: z.literal("INSTORE_PURCHASE").optional(),
});
export type DistributionBody = z.infer<typeof distributionSchema>;

const shippingMethods = [
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
] as const;

export const shippingInfo = z.array(z.strictObject({
  shipping_company: z.string().max(100).optional(),
  shipping_method: z.enum(shippingMethods).optional(),
  tracking_number: z.string().max(100).optional(),
  tracking_uri: z.string().max(1024).optional(),
  return_shipping_company: z.string().max(100).optional(),
  return_tracking_number: z.string().max(100).optional(),
  return_tracking_uri: z.string().max(1024).optional(),
})).max(500);

/** OM capture (klarna.md 4). */
export const captureSchema = z.strictObject({
  captured_amount: z.int().min(0).max(200_000_000),
  description: z.string().max(255).optional(),
  reference: z.string().max(255).optional(),
  order_lines: z.array(managedLineSchema).max(1000).optional(),
  shipping_info: shippingInfo.optional(),
  shipping_delay: z.int().min(0).optional(),
});

/** OM refund (klarna.md 4). */
export const refundSchema = z.strictObject({
  refunded_amount: z.int().min(0).max(200_000_000),
  description: z.string().max(255).optional(),
  reference: z.string().max(255).optional(),
  order_lines: z.array(managedLineSchema).max(1000).optional(),
});

/** OM update of the authorization (klarna.md 4). */
export const authorizationSchema = z.strictObject({
  order_amount: z.int().min(0).max(200_000_000),
  description: z.string().max(255).optional(),
  order_lines: z.array(managedLineSchema).max(1000).optional(),
});

/** OM change of references (klarna.md 4). */
export const referencesSchema = z.strictObject({
  merchant_reference1: z.string().max(255).optional(),
  merchant_reference2: z.string().max(255).optional(),
});

/** OM shipping information, of an order or a capture (klarna.md 4). */
export const shippingSchema = z.strictObject({ shipping_info: shippingInfo });

/** OM change of customer details: the billing address cannot be changed [S]. */
export const customerDetailsSchema = z.strictObject({ shipping_address: addressSchema });

/** OM move of a due date (klarna.md 4). */
export const dueDateSchema = z.strictObject({ number_of_days: z.int().min(1) });

export type ShippingInfo = z.infer<typeof shippingInfo>;

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
