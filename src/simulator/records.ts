import { z } from "zod";
import {
  customerSchema,
  homeSchema,
  hostedSessionSchema,
  managedLineSchema,
  paymentSessionSchema,
  shippingInfo,
} from "./fields.ts";
import { callbackForms } from "./requests.ts";

/** What the simulator's book holds. Wire-shaped parts keep Klarna's spelling; our own fields are camelCase. */
export const paymentSessionRecord = z.object({
  paymentSessionId: z.string(),
  body: paymentSessionSchema,
  createdAt: z.int(),
  expiresAt: z.int(),
  orderId: z.string().optional(),
});
export type PaymentSession = z.infer<typeof paymentSessionRecord>;

export const hostedStatuses = [
  "WAITING",
  "IN_PROGRESS",
  "MANUAL_ID_CHECK",
  "COMPLETED",
  "CANCELLED",
  "FAILED",
  "BACK",
  "ERROR",
  "DISABLED",
] as const;
export type HostedStatus = typeof hostedStatuses[number];

/** What a customer tells about themselves on the phone; it becomes the order's billing address. */
export const personRecord = z.object({ address: homeSchema, dateOfBirth: z.string().optional() });
export type Person = z.infer<typeof personRecord>;

export const steps = ["login", "code", "details", "plans", "confirm", "check"] as const;

const visitRecord = z.object({
  step: z.enum(steps),
  contact: z.string().optional(),
  person: personRecord.optional(),
  planId: z.string().optional(),
});

export const hostedSessionRecord = z.object({
  sessionId: z.string(),
  shortCode: z.string(),
  paymentSessionId: z.string(),
  status: z.enum(hostedStatuses),
  createdAt: z.int(),
  updatedAt: z.int(),
  expiresAt: z.int(),
  merchantUrls: hostedSessionSchema.shape.merchant_urls,
  options: hostedSessionSchema.shape.options,
  distributionContact: z.string().optional(),
  visit: visitRecord,
  challenge: z.string().optional(),
  authorizationToken: z.string().optional(),
  orderId: z.string().optional(),
  klarnaReference: z.string().optional(),
  customer: customerSchema.extend({ given_name: z.string().optional(), family_name: z.string().optional() }).optional(),
});
export type HostedSession = z.infer<typeof hostedSessionRecord>;

const captureRecord = z.object({
  captureId: z.string(),
  klarnaReference: z.string(),
  amount: z.int(),
  capturedAt: z.int(),
  description: z.string().optional(),
  reference: z.string().optional(),
  orderLines: z.array(managedLineSchema).optional(),
  refunded: z.int().default(0),
  /** By how many days the customer's due date was moved. */
  extraDays: z.int().default(0),
  shipping: shippingInfo.default([]),
});

const refundRecord = z.object({
  refundId: z.string(),
  amount: z.int(),
  refundedAt: z.int(),
  description: z.string().optional(),
  reference: z.string().optional(),
  orderLines: z.array(managedLineSchema).optional(),
});

export const orderRecord = z.object({
  orderId: z.string(),
  klarnaReference: z.string(),
  paymentSessionId: z.string(),
  session: paymentSessionSchema,
  status: z.enum(["AUTHORIZED", "PART_CAPTURED", "CAPTURED", "CANCELLED", "EXPIRED", "CLOSED"]),
  fraudStatus: z.enum(["ACCEPTED", "PENDING", "REJECTED"]),
  amount: z.int(),
  originalAmount: z.int().optional(),
  captures: z.array(captureRecord),
  refunds: z.array(refundRecord).default([]),
  /** The lines as last changed by the shop; those of the session until then. */
  orderLines: z.array(managedLineSchema).optional(),
  /** When a review ends by itself, and how. */
  review: z.object({ endsAt: z.int(), decision: z.enum(["ACCEPTED", "REJECTED"]) }).optional(),
  createdAt: z.int(),
  expiresAt: z.int(),
  acknowledgedAt: z.int().optional(),
  shipping: shippingInfo.default([]),
  person: personRecord,
  planId: z.string(),
});
export type Order = z.infer<typeof orderRecord>;

/** One message Klarna sent, by its recipient: an e-mail address or a phone number in + form. */
export const messageRecord = z.object({
  messageId: z.string(),
  contact: z.string(),
  method: z.enum(["sms", "email", "token"]),
  sessionId: z.string(),
  sender: z.string(),
  text: z.string(),
  link: z.string(),
  sentAt: z.int(),
});
export type Message = z.infer<typeof messageRecord>;

/** One status_update on its way: how often it was tried, and when next (null when it is over). */
export const callbackRecord = z.object({
  callbackId: z.string(),
  eventId: z.string(),
  sessionId: z.string(),
  status: z.enum(hostedStatuses),
  url: z.string(),
  body: z.string(),
  form: z.enum(callbackForms).default("right"),
  tries: z.int(),
  nextTryAt: z.int().nullable(),
  delivered: z.boolean(),
});
export type Callback = z.infer<typeof callbackRecord>;

/** A customer Klarna has met before, by e-mail address or phone number. */
export const customerRecord = z.object({ contact: z.string(), person: personRecord });

/** An order-management answer kept under its idempotency key. */
export const keptAnswerRecord = z.object({
  key: z.string(),
  answeredAt: z.int(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
});
