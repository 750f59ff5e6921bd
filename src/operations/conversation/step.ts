import type { CustomerRow, PaymentRow, SendingRow, WishRow } from "../../../db/schema.ts";
import type { EventCause, WishKind } from "../../domain/payment.ts";
import type { KlarnaError } from "../../klarna/errors.ts";
import type { Shop } from "../../shop.ts";
import { findPayment } from "../../store/payments.ts";

/** What one step about a payment is given: everything as it was when the step began. */
export type Conversation = {
  payment: PaymentRow;
  /** Not answered for good, newest first. */
  wishes: WishRow[];
  /** The oldest link somebody asked to send and nobody tried to. */
  unsent: SendingRow | null;
  customer: CustomerRow | null;
  cause: EventCause;
};

/**
 * continue: something changed, see what is next. finished: nothing more to do now. failed: Klarna gave no usable
 * answer, called `correlationId` where it gave one at all; try again later.
 */
export type StepOutcome =
  | { kind: "continue" }
  | { kind: "finished" }
  | { kind: "failed"; code: string; retryAfterMs: number | null; correlationId?: string | null };

export const onward: StepOutcome = { kind: "continue" };
export const finished: StepOutcome = { kind: "finished" };

export function failed(error: KlarnaError): StepOutcome {
  const { code, httpStatus, retryAfterMs, correlationId } = error.detail;
  return { kind: "failed", code: code ?? String(httpStatus ?? error.kind), retryAfterMs, correlationId };
}

export async function loadPayment(shop: Shop, paymentId: string): Promise<PaymentRow> {
  const payment = await findPayment(shop.db.read, paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is gone`);
  return payment;
}

/** The oldest of its kind: what was asked first is done first. */
export function wishFor(talk: Conversation, kind: WishKind): WishRow {
  const wish = talk.wishes.findLast((one) => one.kind === kind);
  if (!wish) throw new Error(`payment ${talk.payment.id} has no open wish to ${kind}`);
  return wish;
}
