import type { CustomerRow, SendingRow } from "../../../db/schema.ts";
import { maskEmail, maskPhone } from "../../domain/customer.ts";
import type { LinkDestination } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { inTransaction } from "../../store/transaction.ts";
import { updateSending, updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { type Conversation, failed, onward, type StepOutcome, wishFor } from "./step.ts";

/** Asks Klarna to send the link. Once tried it is not tried again by itself: a repeat would be a second message. */
export async function sendLink(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment, unsent, customer } = talk;
  if (!unsent) return onward;
  const destination = destinationOf(unsent, customer);
  if (!destination) {
    await answerSending(shop, unsent.id, { state: "refused", answerCode: "no_contact", correlationId: null });
    return onward;
  }
  // The record may have changed since the sending was asked for: what is kept is where it really went.
  const maskedAddress = destination.channel === "sms" ? maskPhone(destination.phone) : maskEmail(destination.email);
  await inTransaction(shop.db, (tx) => updateSending(tx, unsent.id, { triedAt: shop.clock.now(), maskedAddress }));
  const hostedSessionId = payment.hostedSessionId ?? "";
  const asked = await askKlarna(shop, (gateway) => gateway.sendLink(hostedSessionId, destination));
  if (asked.ok) {
    const { correlationId } = asked.answer;
    await answerSending(shop, unsent.id, { state: "done", answerCode: null, correlationId });
    return onward;
  }
  const { kind, detail } = asked.error;
  if (kind === "unavailable") {
    await inTransaction(shop.db, (tx) => updateSending(tx, unsent.id, { triedAt: null }));
    return failed(asked.error);
  }
  const answerCode = detail.code ?? String(detail.httpStatus ?? kind);
  await answerSending(shop, unsent.id, { state: kind, answerCode, correlationId: detail.correlationId });
  return kind === "unknown" ? failed(asked.error) : onward;
}

/**
 * Asks Klarna to close the link. The wish stays unknown whatever Klarna answers: the look that follows tells whether
 * the link is closed or the customer was faster, and settles it.
 */
export async function disableLink(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const wish = wishFor(talk, "cancel");
  const hostedSessionId = talk.payment.hostedSessionId ?? "";
  await inTransaction(
    shop.db,
    (tx) => updateWish(tx, wish.id, { firstSentAt: wish.firstSentAt ?? shop.clock.now(), state: "unknown" }),
  );
  const asked = await askKlarna(shop, (gateway) => gateway.disableHostedSession(hostedSessionId));
  if (!asked.ok && asked.error.kind === "unavailable") {
    await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { state: "asked" }));
  }
  if (!asked.ok) return failed(asked.error);
  const { outcome, correlationId } = asked.answer;
  // That it was paid stays true, whatever Klarna says once the session is gone.
  const answerCode = wish.answerCode === "too_late" ? "too_late" : outcome;
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { answerCode, correlationId }));
  return onward;
}

function destinationOf(sending: SendingRow, customer: CustomerRow | null): LinkDestination | null {
  if (sending.channel === "email" && customer?.email) return { channel: "email", email: customer.email };
  if (sending.channel === "sms" && customer?.phone) {
    return { channel: "sms", phone: customer.phone, country: customer.country };
  }
  return null;
}

async function answerSending(
  shop: Shop,
  sendingId: string,
  answer: { state: "done" | "refused" | "unknown"; answerCode: string | null; correlationId: string | null },
): Promise<void> {
  await inTransaction(shop.db, (tx) => updateSending(tx, sendingId, { ...answer, answeredAt: shop.clock.now() }));
}
