import { z } from "zod";

/*
 * What we read of each of Klarna's answers. Fields we do not read may come, go and change; fields we need
 * must be there. Ids are opaque: Klarna's UUIDs are not all version 4 (klarna.md §2.2 [H]).
 */

const id = z.string().min(1).max(255);
const amountMinor = z.int().min(0);

/** Text that may be missing, null or empty; all three read as null. */
const optionalText = z.string().nullish().transform((text) => text || null);

/** ISO 8601 with offset → epoch milliseconds. An unreadable time reads as null, so that it hides no status. */
const optionalTime = z.unknown().optional().transform(toEpochMs);

/** A link that goes to the customer. Anything but http(s) would run or open something else on their device. */
const customerUrl = optionalText.pipe(z.url({ protocol: /^https?$/ }).nullable());

/** klarna.md §2.2 [S] */
export const paymentSessionSchema = z.object({ session_id: id });

/** klarna.md §3.3 [S] */
export const hostedSessionSchema = z.object({
  session_id: id,
  redirect_url: customerUrl,
  qr_code_url: customerUrl,
  expires_at: optionalTime,
});

/** klarna.md §3.4 [S]. All fields are optional there; without a status the answer tells us nothing. */
export const hostedSessionSnapshotSchema = z.object({
  session_id: optionalText,
  status: z.string().min(1),
  updated_at: optionalTime,
  expires_at: optionalTime,
  order_id: optionalText,
  klarna_reference: optionalText,
  manual_identification: z.object({ challenge: optionalText }).nullish(),
});

/** Somebody's details: what cannot be read is as good as not there, and hides no money. */
const personalText = optionalText.catch(null);

const addressSchema = z.object({
  title: personalText,
  given_name: personalText,
  family_name: personalText,
  email: personalText,
  phone: personalText,
  street_address: personalText,
  street_address2: personalText,
  postal_code: personalText,
  city: personalText,
  region: personalText,
  country: personalText,
});

/** klarna.md §4 [S]. What tells of money must be there and readable; what only describes may be missing. */
export const orderSchema = z.object({
  order_id: id,
  status: z.string().min(1),
  fraud_status: z.string().min(1),
  order_amount: amountMinor,
  captured_amount: amountMinor,
  refunded_amount: amountMinor,
  remaining_authorized_amount: amountMinor,
  purchase_currency: z.string().min(1),
  merchant_reference1: optionalText,
  merchant_reference2: optionalText,
  klarna_reference: optionalText,
  created_at: optionalTime,
  expires_at: optionalTime,
  initial_payment_method: z.object({
    type: z.string().min(1),
    description: personalText,
    number_of_installments: z.int().min(1).nullable().catch(null),
  }).nullish().catch(null),
  billing_address: addressSchema.nullish().catch(null),
  captures: z.array(z.object({
    capture_id: id,
    reference: optionalText,
    klarna_reference: optionalText,
    captured_amount: amountMinor,
    refunded_amount: amountMinor.nullish(),
    captured_at: optionalTime,
  })).nullish(),
  refunds: z.array(z.object({
    refund_id: optionalText,
    reference: optionalText,
    refunded_amount: amountMinor,
    refunded_at: optionalTime,
  })).nullish(),
});

export type HostedSessionAnswer = z.infer<typeof hostedSessionSchema>;
export type HostedSessionSnapshotAnswer = z.infer<typeof hostedSessionSnapshotSchema>;
export type OrderAnswer = z.infer<typeof orderSchema>;

/** Klarna's are UUIDs (klarna.md §1.3 [H]); what cannot be one of an id is none, wherever it came from. */
export const correlationIdSchema = z.string().regex(/^[\w.-]{1,128}$/).nullable().catch(null);

/**
 * klarna.md §1.5. Reads anything, an absent body too: a failure must never hide behind its own description. Only upper
 * snake case is a code: it decides and is shown, and none of ours can be taken for one of Klarna's.
 */
export const errorBodySchema = z.object({
  correlation_id: correlationIdSchema,
  error_code: z.string().regex(/^[A-Z0-9_]{1,64}$/).nullable().catch(null),
  error_messages: z.array(z.string()).catch([]),
  error_message: z.string().min(1).nullable().catch(null),
}).catch({ correlation_id: null, error_code: null, error_messages: [], error_message: null });

/**
 * An answer in our words; one about something else than was asked for is no answer. The check is no part of the schema:
 * with a check of its own zod would compile the whole schema anew for each call.
 */
export function readIfAsked<Schema extends z.ZodType, T>(
  schema: Schema,
  isAsked: (answer: z.output<Schema>) => boolean,
  read: (answer: z.output<Schema>) => T,
) {
  return schema.transform((answer, context) => {
    if (isAsked(answer)) return read(answer);
    context.addIssue({ code: "custom" });
    return z.NEVER;
  });
}

function toEpochMs(time: unknown): number | null {
  if (typeof time !== "string") return null;
  try {
    return Temporal.Instant.from(time).epochMilliseconds;
  } catch {
    return null;
  }
}
