import type { TaxStyle } from "../domain/tax.ts";

/**
 * What Tillside asks of Klarna, in our own words. Nothing outside this folder knows a path, a field name
 * or a status word of Klarna's. Amounts are integers in minor units, times epoch milliseconds.
 *
 * Every call makes at most one request, has one deadline for the whole of it, and throws only KlarnaError.
 */
export type KlarnaGateway = {
  /** Opens a payment session: what is to be paid, by whom. Harmless if it is never used: it ends by itself. */
  createPaymentSession(purchase: Purchase): Promise<Answered<{ paymentSessionId: string }>>;
  /** Replaces the purchase of an open payment session, e.g. after the customer's contact data changed. */
  updatePaymentSession(paymentSessionId: string, purchase: Purchase): Promise<Answered<Record<never, never>>>;
  /** Opens the hosted page on which the customer finishes. Klarna places the order itself (PLACE_ORDER). */
  createHostedSession(request: HostedSessionRequest): Promise<Answered<HostedSession>>;
  /** Where the hosted page stands now. `gone` is Klarna's 404: unknown or past its end. */
  readHostedSession(hostedSessionId: string): Promise<Answered<HostedSessionSnapshot | { state: "gone" }>>;
  /** Asks Klarna to close the link. `too_late`: the customer was faster (400). `gone`: Klarna no longer has it (404). */
  disableHostedSession(hostedSessionId: string): Promise<Answered<{ outcome: "disabled" | "too_late" | "gone" }>>;
  /** Asks Klarna to send the link. Accepted is not delivered; a repeat sends a second message. */
  sendLink(hostedSessionId: string, destination: LinkDestination): Promise<Answered<Record<never, never>>>;
  /** The order as Klarna's book has it. `gone`: Klarna has no such order (404). */
  readOrder(orderId: string): Promise<Answered<OrderSnapshot | { state: "gone" }>>;
  /** Takes held money. The same key within 24 h gives the first answer again, whatever the amount. */
  captureOrder(orderId: string, capture: CaptureRequest): Promise<Answered<{ captureId: string }>>;
  /** Gives back an authorization of which nothing was captured. Refused (CANCEL_NOT_ALLOWED) once something was. */
  cancelOrder(orderId: string, idempotencyKey: string): Promise<Answered<Record<never, never>>>;
  /** Gives back what is left of an authorization after a capture. Refused (NOT_ALLOWED) before the first one. */
  releaseRemainder(orderId: string, idempotencyKey: string): Promise<Answered<Record<never, never>>>;
  /**
   * Gives captured money back to the customer, in whole or in part. The same key within 24 h gives the first answer
   * again, whatever the amount; after that only `refunds` of `readOrder` tells, by our reference.
   * Refused (REFUND_NOT_ALLOWED) beyond what was captured and not refunded yet.
   */
  refundOrder(orderId: string, refund: RefundRequest): Promise<Answered<{ refundId: string }>>;
  /**
   * Holds the money for longer: the account's own period, counted from today. The new end is read with `readOrder`.
   * Refused (NOT_ALLOWED) once the authorization has run out, for some ways to pay, and beyond 180 days.
   */
  extendAuthorization(orderId: string, idempotencyKey: string): Promise<Answered<Record<never, never>>>;
  /** Changes the references of an order, e.g. after the sale got its receipt. Refused (NOT_ALLOWED) once cancelled. */
  updateReferences(orderId: string, references: ReferenceUpdate): Promise<Answered<Record<never, never>>>;
  /** Asks Klarna to send its messages about a capture to the customer once more. */
  resendMessages(orderId: string, captureId: string, idempotencyKey: string): Promise<Answered<Record<never, never>>>;
};

/** The classic pair, or Klarna's newer single API key. */
export type KlarnaCredentials = { username: string; password: string } | { apiKey: string };

/** An answer together with Klarna's correlation id, which support asks for; null when Klarna sent none. */
export type Answered<T> = T & { correlationId: string | null };

export type Purchase = {
  /** ISO 3166-1 alpha-2, upper case. */
  country: string;
  /** ISO 4217, upper case. */
  currency: string;
  /** BCP 47 as Klarna writes it, e.g. en-GB. */
  locale: string;
  /** What Klarna finances: the sum of the lines. */
  amountMinor: number;
  lines: PurchaseLine[];
  customer: PurchaseCustomer | null;
  /** The sale's code and the number of the try, e.g. "20418-1"; shown to the customer. */
  reference: string;
  /** Where it was sold, for the settlement files, e.g. "Fernbank Outdoor / Till 2". */
  place: string;
};

export type PurchaseLine = {
  /** `gift_card` and `paid_otherwise` take off what was paid by a gift card, or in cash and the like. */
  kind: "goods" | "gift_card" | "paid_otherwise";
  /** Our article code; null for a line without one. */
  code: string | null;
  name: string;
  /** A whole number, at least 1. */
  quantity: number;
  /** Whether the tax is inside the unit price and the discount, or comes on top of them. */
  priceStyle: TaxStyle;
  /** Before discount. */
  unitPriceMinor: number;
  /** Zero or more, its share of a discount on the whole sale included. */
  discountMinor: number;
  /** Basis points: 2000 is 20 %. */
  taxRateBasisPoints: number;
  taxMinor: number;
  /** quantity × unit price − discount, with the tax on top where it is not inside; negative for all but goods. */
  totalMinor: number;
};

/** What the shop's record knows of the customer; null where it knows nothing. */
export type PurchaseCustomer = {
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  /** E.164, e.g. +447700900123. */
  phone: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
};

export type HostedSessionRequest = {
  paymentSessionId: string;
  /** Klarna calls this when something changed; null: we only poll. May hold Klarna's {{session_id}}. */
  callbackUrl: string | null;
};

export type HostedSession = {
  hostedSessionId: string;
  /** The customer's link; Klarna may leave it out in a shop, then only the QR address is left. */
  linkUrl: string | null;
  qrImageUrl: string | null;
  /** When Klarna ends the session by itself; null if it did not say. */
  expiresAt: number | null;
};

/** `unrecognised`: a status word we do not know, which changes nothing on our side. */
export type HostedSessionState =
  | "waiting"
  | "in_progress"
  | "id_check"
  | "try_declined"
  | "went_back"
  | "try_failed"
  | "completed"
  | "cancelled"
  | "disabled"
  | "unrecognised";

export type HostedSessionSnapshot = {
  state: HostedSessionState;
  /** Klarna's own word, kept for the log. */
  klarnaStatus: string;
  updatedAt: number | null;
  expiresAt: number | null;
  /** Set once the order is placed. */
  orderId: string | null;
  klarnaReference: string | null;
  /** What the cashier compares with the customer's ID, e.g. A78; empty when Klarna shows nothing, null unless an ID check is asked for. */
  idCheckChallenge: string | null;
};

export type OrderSnapshot = {
  state: "authorized" | "part_captured" | "captured" | "cancelled" | "expired" | "closed" | "unrecognised";
  fraud: "accepted" | "pending" | "rejected" | "unrecognised";
  orderId: string;
  amountMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  remainingMinor: number;
  /** Upper case, whatever Klarna wrote. */
  currency: string;
  reference: string | null;
  /** What `Purchase.place` said. */
  place: string | null;
  klarnaReference: string | null;
  /** When the authorization runs out; null if Klarna did not say. */
  expiresAt: number | null;
  /** When the order was placed; null if Klarna did not say. */
  createdAt: number | null;
  /** What the customer chose at first; null if Klarna did not say. */
  paymentMethod: PaymentMethod | null;
  billing: BillingAddress;
  /** Captures with our own reference, by which an unknown capture is found again. */
  captures: CaptureSnapshot[];
  /** Refunds with our own reference, by which an unknown refund is found again. */
  refunds: RefundSnapshot[];
};

/** The address on Klarna's bill; null where Klarna gave nothing, or nothing readable. */
export type BillingAddress = {
  title: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
  region: string | null;
  /** ISO 3166-1 alpha-2, upper case, whatever Klarna wrote. */
  country: string | null;
};

export type PaymentMethod = {
  /** Klarna's own word, e.g. PAY_LATER_IN_PARTS. The list grows: only ever to be shown. */
  type: string;
  description: string | null;
  installments: number | null;
};

export type CaptureSnapshot = {
  captureId: string;
  reference: string | null;
  klarnaReference: string | null;
  amountMinor: number;
  /** How much of this capture was given back. */
  refundedMinor: number;
  capturedAt: number | null;
};

export type RefundSnapshot = {
  /** Null where Klarna gave none; the reference still tells which it is. */
  refundId: string | null;
  reference: string | null;
  amountMinor: number;
  refundedAt: number | null;
};

export type LinkDestination =
  | { channel: "email"; email: string }
  /** `phone` is E.164; `country` is the country it belongs to, which only decides where a dial code is shared. */
  | { channel: "sms"; phone: string; country: string };

export type CaptureRequest = {
  idempotencyKey: string;
  amountMinor: number;
  /** Our wish id, by which the capture is found again after the key is forgotten. */
  reference: string;
  lines: PurchaseLine[];
  /** Where it was sold: in the US the tax of the lines is a line of its own. Needed there, else of no effect. */
  country?: string;
};

export type RefundRequest = {
  idempotencyKey: string;
  /** 1 to what was captured and not refunded yet. */
  amountMinor: number;
  /** Our wish id, by which the refund is found again after the key is forgotten. */
  reference: string;
  /** What comes back, as it was sold; none when left out. Klarna shows them to the customer. */
  lines?: PurchaseLine[];
  /** As of a capture. */
  country?: string;
};

export type ReferenceUpdate = {
  idempotencyKey: string;
  /** As `Purchase.reference` and `Purchase.place`. */
  reference: string;
  place: string;
};
