import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { refusal } from "./failures.ts";
import type {
  CaptureRequest,
  HostedSession,
  HostedSessionRequest,
  HostedSessionSnapshot,
  HostedSessionState,
  LinkDestination,
  OrderSnapshot,
  Purchase,
  PurchaseCustomer,
  PurchaseLine,
} from "./gateway.ts";
import { findMarket } from "./markets.ts";
import { assertCapture, assertPurchase, SALES_TAX_COUNTRY } from "./purchase-limits.ts";
import type { HostedSessionAnswer, HostedSessionSnapshotAnswer, OrderAnswer } from "./schemas.ts";

/** klarna.md §3.5. TIMEOUT is only named for callbacks, its meaning is not documented: it stays unrecognised. */
const HOSTED_SESSION_STATES: ReadonlyMap<string, HostedSessionState> = new Map([
  ["WAITING", "waiting"],
  ["IN_PROGRESS", "in_progress"],
  ["MANUAL_ID_CHECK", "id_check"],
  ["FAILED", "try_declined"],
  ["BACK", "went_back"],
  ["ERROR", "try_failed"],
  ["COMPLETED", "completed"],
  ["CANCELLED", "cancelled"],
  ["DISABLED", "disabled"],
]);

/** klarna.md §4 [S] */
const ORDER_STATES: ReadonlyMap<string, OrderSnapshot["state"]> = new Map([
  ["AUTHORIZED", "authorized"],
  ["PART_CAPTURED", "part_captured"],
  ["CAPTURED", "captured"],
  ["CANCELLED", "cancelled"],
  ["EXPIRED", "expired"],
  ["CLOSED", "closed"],
]);

/** klarna.md §4 [S] */
const FRAUD_STATES: ReadonlyMap<string, OrderSnapshot["fraud"]> = new Map([
  ["ACCEPTED", "accepted"],
  ["PENDING", "pending"],
  ["REJECTED", "rejected"],
]);

/** One row of Klarna's order_lines (klarna.md §2.3 [S]). */
export type OrderLine = {
  type: "physical" | "gift_card" | "sales_tax";
  reference?: string;
  name: string;
  quantity: number;
  unit_price: number;
  total_discount_amount: number;
  total_amount: number;
  tax_rate?: number;
  total_tax_amount: number;
};

/**
 * The body of a payment session's create and update (klarna.md §2.2, §2.6).
 * Throws KlarnaError `refused`, code in lower case, for a purchase Klarna could only refuse.
 */
export function toPaymentSessionBody(purchase: Purchase) {
  assertPurchase(purchase);
  const isSalesTax = purchase.country === SALES_TAX_COUNTRY;
  const lines = isSalesTax ? toSalesTaxLines(purchase.lines) : purchase.lines.map(toOrderLine);
  const billingAddress = toBillingAddress(purchase.customer, purchase.country);
  const place = cut(purchase.place, 255);
  return {
    acquiring_channel: "IN_STORE",
    intent: "buy",
    purchase_country: purchase.country,
    purchase_currency: purchase.currency,
    locale: purchase.locale,
    order_amount: purchase.amountMinor,
    order_tax_amount: purchase.lines.reduce((sum, line) => sum + line.taxMinor, 0),
    order_lines: lines,
    merchant_reference1: purchase.reference,
    ...(place === "" ? {} : { merchant_reference2: place }),
    ...(Object.keys(billingAddress).length === 0 ? {} : { billing_address: billingAddress }),
  };
}

/** The body of a hosted session's create (klarna.md §3.2 [S]). No customer URLs: Klarna's own end pages serve. */
export function toHostedSessionBody(request: HostedSessionRequest, paymentSessionUrl: string) {
  return {
    payment_session_url: paymentSessionUrl,
    options: { place_order_mode: "PLACE_ORDER" },
    ...(request.callbackUrl === null ? {} : { merchant_urls: { status_update: request.callbackUrl } }),
  };
}

/**
 * The body of a distribution (klarna.md §3.9 [S]). Its phone is in national format, beside its country.
 * Throws KlarnaError `refused` with code "phone_unusable" for what is no phone number.
 */
export function toDistributionBody(destination: LinkDestination) {
  if (destination.channel === "email") {
    return { method: "email", contact_information: { email: destination.email } };
  }
  const number = parsePhoneNumberFromString(destination.phone);
  // +1 and +44 are shared by several countries: the caller's word is good when the dial code agrees.
  const dialCode = findMarket(destination.country)?.dialCode;
  const country = number?.countryCallingCode === dialCode ? destination.country : number?.country;
  if (number === undefined || !number.isPossible() || country === undefined) {
    throw refusal("phone_unusable", "This is not a whole phone number with its country code.");
  }
  const phone = number.formatNational().replace(/\D/g, "");
  return { method: "sms", contact_information: { phone, phone_country: country } };
}

/**
 * The body of a capture (klarna.md §4 [S]).
 * Throws KlarnaError `refused`, code in lower case, for a capture Klarna could only refuse.
 */
export function toCaptureBody(capture: CaptureRequest) {
  assertCapture(capture);
  return {
    captured_amount: capture.amountMinor,
    reference: capture.reference,
    ...(capture.lines.length === 0 ? {} : { order_lines: capture.lines.map(toOrderLine) }),
  };
}

export function toHostedSession(answer: HostedSessionAnswer): HostedSession {
  return {
    hostedSessionId: answer.session_id,
    linkUrl: answer.redirect_url,
    qrImageUrl: answer.qr_code_url,
    expiresAt: answer.expires_at,
  };
}

export function toHostedSessionSnapshot(answer: HostedSessionSnapshotAnswer): HostedSessionSnapshot {
  const state = HOSTED_SESSION_STATES.get(answer.status.toUpperCase()) ?? "unrecognised";
  return {
    state,
    klarnaStatus: answer.status,
    updatedAt: answer.updated_at,
    expiresAt: answer.expires_at,
    orderId: answer.order_id,
    klarnaReference: answer.klarna_reference,
    idCheckChallenge: state === "id_check" ? answer.manual_identification?.challenge ?? null : null,
  };
}

export function toOrderSnapshot(answer: OrderAnswer): OrderSnapshot {
  const billing = answer.billing_address;
  return {
    state: ORDER_STATES.get(answer.status.toUpperCase()) ?? "unrecognised",
    fraud: FRAUD_STATES.get(answer.fraud_status.toUpperCase()) ?? "unrecognised",
    orderId: answer.order_id,
    amountMinor: answer.order_amount,
    capturedMinor: answer.captured_amount,
    refundedMinor: answer.refunded_amount,
    remainingMinor: answer.remaining_authorized_amount,
    currency: answer.purchase_currency.toUpperCase(),
    reference: answer.merchant_reference1,
    klarnaReference: answer.klarna_reference,
    expiresAt: answer.expires_at,
    billing: {
      givenName: billing?.given_name ?? null,
      familyName: billing?.family_name ?? null,
      email: billing?.email ?? null,
      phone: billing?.phone ?? null,
    },
    captures: (answer.captures ?? []).map((capture) => ({
      captureId: capture.capture_id,
      reference: capture.reference,
      amountMinor: capture.captured_amount,
    })),
  };
}

/** The id of a capture, which comes in a header beside an empty body (klarna.md §4 [S]); null if there is none. */
export function captureIdOf(headers: Headers): { captureId: string } | null {
  const segments = (headers.get("location") ?? "").split(/[?#]/, 1).join("").split("/");
  const captureId = headers.get("capture-id") || segments.filter((segment) => segment !== "").at(-1);
  return captureId === undefined || captureId === "captures" ? null : { captureId };
}

function toOrderLine(line: PurchaseLine): OrderLine {
  const isGoods = line.kind === "goods";
  return {
    type: isGoods ? "physical" : "gift_card",
    ...(line.code === null || line.code.trim() === "" ? {} : { reference: cut(line.code, 255) }),
    name: cut(line.name, 255),
    quantity: line.quantity,
    unit_price: line.unitPriceMinor,
    total_discount_amount: line.discountMinor,
    total_amount: line.totalMinor,
    tax_rate: isGoods ? line.taxRateBasisPoints : 0,
    total_tax_amount: line.taxMinor,
  };
}

/** Lines without tax and the tax as a line of its own, which makes the same sum (klarna.md §2.6 [D], [C]). */
function toSalesTaxLines(lines: PurchaseLine[]): OrderLine[] {
  const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  const taxLine: OrderLine = {
    type: "sales_tax",
    name: "Sales tax",
    quantity: 1,
    unit_price: taxMinor,
    total_discount_amount: 0,
    total_amount: taxMinor,
    total_tax_amount: 0,
  };
  return [...lines.map(toUntaxedLine), taxLine];
}

function toUntaxedLine(line: PurchaseLine): OrderLine {
  const { tax_rate: _, ...orderLine } = toOrderLine(line);
  const discountMinor = Math.round((line.discountMinor * 10_000) / (10_000 + line.taxRateBasisPoints));
  const totalMinor = line.totalMinor - line.taxMinor;
  const worthMinor = totalMinor + discountMinor;
  const untaxed = { total_discount_amount: discountMinor, total_amount: totalMinor, total_tax_amount: 0 };
  if (worthMinor % line.quantity === 0) return { ...orderLine, ...untaxed, unit_price: worthMinor / line.quantity };
  // Without its tax a piece costs no whole minor unit: the line becomes one piece.
  const name = cut(`${line.quantity} × ${line.name}`, 255);
  return { ...orderLine, ...untaxed, name, quantity: 1, unit_price: worthMinor };
}

/**
 * What we know of the customer, only to fill in Klarna's form: what Klarna would refuse is left out, never
 * a reason to fail (klarna.md §2.4 [S]). billing_address.country overrides purchase_country (§2.2 [S]), so of a
 * customer who lives abroad only the name and contact are told.
 */
function toBillingAddress(customer: PurchaseCustomer | null, purchaseCountry: string): Record<string, string> {
  if (customer === null) return {};
  const livesHere = customer.country === null || customer.country.toUpperCase() === purchaseCountry;
  const contact = {
    given_name: personName(customer.givenName),
    family_name: personName(customer.familyName),
    email: whole(customer.email, 99),
    phone: whole(customer.phone, 99),
  };
  const home = {
    street_address: cut(customer.street ?? "", 99),
    street_address2: cut(customer.street2 ?? "", 99),
    postal_code: whole(customer.postalCode, 10),
    city: cut(customer.city ?? "", 99),
    region: cut(customer.region ?? "", 99),
    country: customer.country === null ? "" : purchaseCountry,
  };
  const known = Object.entries(livesHere ? { ...contact, ...home } : contact).filter(([, value]) => value !== "");
  return Object.fromEntries(known);
}

/** More than one character and not only digits (klarna.md §2.4 [S]). */
function personName(name: string | null): string {
  const text = cut(name ?? "", 99);
  return text.length < 2 || /^[\d\s]+$/.test(text) ? "" : text;
}

/** For what means something else when cut: the whole of it or nothing. */
function whole(text: string | null, maxLength: number): string {
  const trimmed = (text ?? "").trim();
  return trimmed.length > maxLength ? "" : trimmed;
}

/** Trimmed to a length, never through the middle of a character. */
function cut(text: string, maxLength: number): string {
  const piece = text.toWellFormed().trim().slice(0, maxLength);
  return piece.isWellFormed() ? piece : piece.slice(0, -1);
}
