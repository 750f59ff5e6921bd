import type {
  BillingAddress,
  CaptureRequest,
  CaptureSnapshot,
  OrderSnapshot,
  PaymentMethod,
  PurchaseLine,
  ReferenceUpdate,
  RefundRequest,
  RefundSnapshot,
} from "./gateway.ts";
import { cut, type OrderLine, toOrderLines } from "./order-lines.ts";
import { assertMoneyMove, assertReference, canBeSaid } from "./purchase-limits.ts";
import type { OrderAnswer } from "./schemas.ts";

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

/**
 * The body of a capture (klarna.md §4 [S]).
 * Throws KlarnaError `refused`, code in lower case, for a capture Klarna could only refuse.
 */
export function toCaptureBody(capture: CaptureRequest) {
  assertMoneyMove(capture);
  const { lines, country } = capture;
  return { captured_amount: capture.amountMinor, reference: capture.reference, ...toMovedLines(lines, country) };
}

/**
 * The body of a refund (klarna.md §4 [S]).
 * Throws KlarnaError `refused`, code in lower case, for a refund Klarna could only refuse.
 */
export function toRefundBody(refund: RefundRequest) {
  assertMoneyMove(refund);
  const { lines = [], country } = refund;
  return { refunded_amount: refund.amountMinor, reference: refund.reference, ...toMovedLines(lines, country) };
}

/** Lines may be left out here (klarna.md §4 [S]), and are where Klarna might refuse them: the amount is what counts. */
function toMovedLines(lines: PurchaseLine[], country: string | undefined): { order_lines?: OrderLine[] } {
  return lines.length > 0 && canBeSaid(lines, country) ? { order_lines: toOrderLines(lines, country) } : {};
}

/**
 * The body of a change of references (klarna.md §4 [S]). Both are sent: what is left out might be emptied.
 * Throws KlarnaError `refused`, code in lower case, for a reference that would have to be cut.
 */
export function toReferencesBody(update: ReferenceUpdate) {
  assertReference(update.reference);
  const place = cut(update.place, 255);
  return { merchant_reference1: update.reference, ...(place === "" ? {} : { merchant_reference2: place }) };
}

export function toOrderSnapshot(answer: OrderAnswer): OrderSnapshot {
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
    place: answer.merchant_reference2,
    klarnaReference: answer.klarna_reference,
    expiresAt: answer.expires_at,
    createdAt: answer.created_at,
    paymentMethod: toPaymentMethod(answer),
    billing: toBilling(answer.billing_address),
    captures: (answer.captures ?? []).map(toCaptureSnapshot),
    refunds: (answer.refunds ?? []).map(toRefundSnapshot),
  };
}

/** The id of a capture, which comes in a header beside an empty body (klarna.md §4 [S]); null if there is none. */
export function captureIdOf(headers: Headers): { captureId: string } | null {
  const captureId = idOf(headers, "capture-id", "captures");
  return captureId === null ? null : { captureId };
}

/** The id of a refund, told like that of a capture. */
export function refundIdOf(headers: Headers): { refundId: string } | null {
  const refundId = idOf(headers, "refund-id", "refunds");
  return refundId === null ? null : { refundId };
}

/** The header of its own, else the last part of the Location; null when that only names the collection. */
function idOf(headers: Headers, name: string, collection: string): string | null {
  const segments = (headers.get("location") ?? "").split(/[?#]/, 1).join("").split("/");
  const id = headers.get(name) || segments.filter((segment) => segment !== "").at(-1);
  return id === undefined || id === collection ? null : id;
}

function toPaymentMethod({ initial_payment_method: method }: OrderAnswer): PaymentMethod | null {
  if (!method) return null;
  return { type: method.type, description: method.description, installments: method.number_of_installments };
}

function toBilling(address: OrderAnswer["billing_address"]): BillingAddress {
  return {
    title: address?.title ?? null,
    givenName: address?.given_name ?? null,
    familyName: address?.family_name ?? null,
    email: address?.email ?? null,
    phone: address?.phone ?? null,
    street: address?.street_address ?? null,
    street2: address?.street_address2 ?? null,
    postalCode: address?.postal_code ?? null,
    city: address?.city ?? null,
    region: address?.region ?? null,
    country: address?.country?.toUpperCase() ?? null,
  };
}

function toCaptureSnapshot(capture: NonNullable<OrderAnswer["captures"]>[number]): CaptureSnapshot {
  return {
    captureId: capture.capture_id,
    reference: capture.reference,
    klarnaReference: capture.klarna_reference,
    amountMinor: capture.captured_amount,
    refundedMinor: capture.refunded_amount ?? 0,
    capturedAt: capture.captured_at,
  };
}

function toRefundSnapshot(refund: NonNullable<OrderAnswer["refunds"]>[number]): RefundSnapshot {
  return {
    refundId: refund.refund_id,
    reference: refund.reference,
    amountMinor: refund.refunded_amount,
    refundedAt: refund.refunded_at,
  };
}
