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
  status: z.string().min(1),
  updated_at: optionalTime,
  expires_at: optionalTime,
  order_id: optionalText,
  klarna_reference: optionalText,
  manual_identification: z.object({ challenge: optionalText }).nullish(),
});

/** klarna.md §4 [S] */
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
  klarna_reference: optionalText,
  expires_at: optionalTime,
  billing_address: z.object({
    given_name: optionalText,
    family_name: optionalText,
    email: optionalText,
    phone: optionalText,
  }).nullish(),
  captures: z.array(z.object({ capture_id: id, reference: optionalText, captured_amount: amountMinor })).nullish(),
});

export type HostedSessionAnswer = z.infer<typeof hostedSessionSchema>;
export type HostedSessionSnapshotAnswer = z.infer<typeof hostedSessionSnapshotSchema>;
export type OrderAnswer = z.infer<typeof orderSchema>;

/** klarna.md §1.5. Reads anything, an absent body too: a failure must never hide behind its own description. */
export const errorBodySchema = z.object({
  correlation_id: z.string().min(1).nullable().catch(null),
  error_code: z.string().min(1).nullable().catch(null),
  error_messages: z.array(z.string()).catch([]),
  error_message: z.string().min(1).nullable().catch(null),
}).catch({ correlation_id: null, error_code: null, error_messages: [], error_message: null });

function toEpochMs(time: unknown): number | null {
  if (typeof time !== "string") return null;
  try {
    return Temporal.Instant.from(time).epochMilliseconds;
  } catch {
    return null;
  }
}
