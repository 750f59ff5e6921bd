import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { refusal } from "./failures.ts";
import type {
  HostedSession,
  HostedSessionRequest,
  HostedSessionSnapshot,
  HostedSessionState,
  LinkDestination,
  Purchase,
  PurchaseCustomer,
} from "./gateway.ts";
import { findMarket } from "./markets.ts";
import { cut, toOrderLines } from "./order-lines.ts";
import { toldCustomer } from "./told-customer.ts";
import { assertCallbackUrl, assertEmail, assertPurchase } from "./purchase-limits.ts";
import type { HostedSessionAnswer, HostedSessionSnapshotAnswer } from "./schemas.ts";

/** klarna.md §3.5. TIMEOUT is only named for callbacks, its meaning is not documented: it stays unrecognised. */
const HOSTED_SESSION_STATES: ReadonlyMap<string, HostedSessionState> = new Map([
  ["WAITING", "waiting"],
  ["IN_PROGRESS", "in_progress"],
  ["MANUAL_ID_CHECK", "id_check"],
  ["FAILED", "try_declined"],
  ["BACK", "went_back"],
  ["ERROR", "try_failed"],
  ["COMPLETED", "completed"],
  // Klarna's prose spells it so in places (klarna.md §3.5 [D]).
  ["COMPLETE", "completed"],
  ["CANCELLED", "cancelled"],
  ["DISABLED", "disabled"],
]);

/**
 * The body of a payment session's create and update (klarna.md §2.2, §2.6).
 * Throws KlarnaError `refused`, code in lower case, for a purchase Klarna could only refuse.
 */
export function toPaymentSessionBody(purchase: Purchase) {
  assertPurchase(purchase);
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
    order_lines: toOrderLines(purchase.lines, purchase.country),
    merchant_reference1: purchase.reference,
    ...(place === "" ? {} : { merchant_reference2: place }),
    ...(Object.keys(billingAddress).length === 0 ? {} : { billing_address: billingAddress }),
  };
}

/**
 * The body of a hosted session's create (klarna.md §3.2 [S]). No customer URLs: Klarna's own end pages serve.
 * Throws KlarnaError `refused` with code "callback_url_unusable" for an address Klarna could not call.
 */
export function toHostedSessionBody(request: HostedSessionRequest, paymentSessionUrl: string) {
  if (request.callbackUrl !== null) assertCallbackUrl(request.callbackUrl);
  return {
    payment_session_url: paymentSessionUrl,
    options: { place_order_mode: "PLACE_ORDER" },
    ...(request.callbackUrl === null ? {} : { merchant_urls: { status_update: request.callbackUrl } }),
  };
}

/**
 * The body of a distribution (klarna.md §3.9 [S]). Its phone is in national format, beside its country.
 * Throws KlarnaError `refused` with code "phone_unusable" for what is no phone number, "email_unusable" for no address.
 */
export function toDistributionBody(destination: LinkDestination) {
  if (destination.channel === "email") {
    assertEmail(destination.email);
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
    idCheckChallenge: state === "id_check" ? answer.manual_identification?.challenge ?? "" : null,
  };
}

/** Nothing for a customer of whom nothing is told. */
function toBillingAddress(customer: PurchaseCustomer | null, purchaseCountry: string): Record<string, string> {
  if (customer === null) return {};
  const told = toldCustomer(customer, purchaseCountry);
  const address = {
    given_name: told.givenName,
    family_name: told.familyName,
    email: told.email,
    phone: told.phone,
    street_address: told.street,
    street_address2: told.street2,
    postal_code: told.postalCode,
    city: told.city,
    region: told.region,
    country: told.country,
  };
  return Object.fromEntries(Object.entries(address).flatMap(([field, fact]) => fact === null ? [] : [[field, fact]]));
}
