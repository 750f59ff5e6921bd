import type { Tx } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { maskEmail, maskPhone } from "../domain/customer.ts";
import { type Channel, isUndecided, SEND_REST_MS } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { hintPayment } from "../store/due-payments.ts";
import { updatePayment } from "../store/payments.ts";
import { insertSending, sendingsOf } from "../store/wishes.ts";
import { checkPayment } from "./check-payment.ts";
import { requireHeldPayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";

/**
 * Asks for the link to be sent, or notes that its QR code is shown. The sending is kept first; Klarna is asked right
 * after. Throws no_contact, send_too_soon, payment_not_open.
 */
export async function sendPaymentLink(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { paymentId: string; channel: Channel },
): Promise<{ paymentId: string }> {
  const result = await once(shop, action, async (tx) => {
    const payment = await requireHeldPayment(tx, wanted.paymentId, by);
    if (!isUndecided(payment.status)) throw new AppError({ kind: "payment_not_open" });
    const maskedAddress = await addressFor(tx, payment, wanted.channel);
    const now = shop.clock.now();
    await refuseTooSoon(tx, payment.id, wanted.channel, now);
    if (!await isStillToBeSent(tx, payment.id, wanted.channel)) {
      await insertSending(tx, {
        id: newId(shop, "snd"),
        paymentId: payment.id,
        channel: wanted.channel,
        maskedAddress,
        state: wanted.channel === "qr" ? "done" : "asked",
        staffId: by.staffId,
        askedAt: now,
      });
    }
    await updatePayment(tx, payment.id, { remindedAt: payment.remindedAt ?? now });
    await hintPayment(tx, payment.id, now);
    return { paymentId: payment.id };
  });
  await checkPayment(shop, wanted.paymentId, "cashier");
  return result;
}

async function addressFor(tx: Tx, payment: PaymentRow, channel: Channel): Promise<string | null> {
  if (channel === "qr") return null;
  const customer = payment.customerId ? await findCustomer(tx, payment.customerId) : undefined;
  const address = channel === "sms" ? customer?.phone : customer?.email;
  if (!address) throw new AppError({ kind: "no_contact", channel });
  return channel === "sms" ? maskPhone(address) : maskEmail(address);
}

/** While Klarna is away a link waits to be sent: asking again must not become a second message once it is back. */
async function isStillToBeSent(tx: Tx, paymentId: string, channel: Channel): Promise<boolean> {
  return (await sendingsOf(tx, paymentId)).some((sending) => sending.channel === channel && sending.state === "asked");
}

/** The same way rests a while; another way may be tried at once, and showing the code costs nobody a message. */
async function refuseTooSoon(tx: Tx, paymentId: string, channel: Channel, now: number): Promise<void> {
  if (channel === "qr") return;
  const last = (await sendingsOf(tx, paymentId)).find((sending) =>
    sending.channel === channel && sending.state !== "refused"
  );
  const waitMs = last ? last.askedAt + SEND_REST_MS - now : 0;
  if (waitMs > 0) throw new AppError({ kind: "send_too_soon", waitMs });
}
