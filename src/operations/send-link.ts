import type { Tx } from "../../db/open.ts";
import type { PaymentRow, SendingRow } from "../../db/schema.ts";
import { maskEmail, maskPhone } from "../domain/customer.ts";
import { type LinkRoute, type MessageChannel, MOST_PER_PAYMENT, waitForRoom } from "../domain/link-routes.ts";
import { type Channel, isUndecided, SEND_REST_MS } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import { addressKey } from "../security/address-key.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { hintPayment } from "../store/due-payments.ts";
import { updatePayment } from "../store/payments.ts";
import { insertSending, sendingsOf, updateSending, waitForAddress } from "../store/wishes.ts";
import { checkPayment } from "./check-payment.ts";
import { requireHeldPayment } from "./held-payment.ts";
import { routeFor } from "./link-routes.ts";
import { type Action, once } from "./once.ts";

/** `via` names a route; left out, the best one is taken. */
export type WantedSending = { paymentId: string; channel: Channel; via?: LinkRoute | undefined };

/**
 * Asks for the link to be sent, or notes that its QR code is shown. The sending is kept first, with the one route it
 * goes by; whoever carries it is asked right after. One press is never two messages: what a route refuses or leaves
 * unknown is not sent by another one by itself.
 * Throws no_contact, no_route, send_too_soon, send_too_many, payment_not_open.
 */
export async function sendPaymentLink(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: WantedSending,
): Promise<{ paymentId: string }> {
  const result = await once(shop, action, async (tx) => {
    const payment = await requireHeldPayment(tx, wanted.paymentId, by);
    if (!isUndecided(payment.status)) throw new AppError({ kind: "payment_not_open" });
    const now = shop.clock.now();
    const { channel } = wanted;
    if (channel === "qr") await keepSending(shop, tx, payment, by, { channel, state: "done", via: null });
    else await askForMessage(shop, tx, payment, by, { channel, via: wanted.via });
    await updatePayment(tx, payment.id, { remindedAt: payment.remindedAt ?? now });
    await hintPayment(tx, payment.id, now);
    return { paymentId: payment.id };
  });
  await checkPayment(shop, wanted.paymentId, "cashier");
  return result;
}

async function askForMessage(
  shop: Shop,
  tx: Tx,
  payment: PaymentRow,
  by: Operator,
  wanted: { channel: MessageChannel; via?: LinkRoute | undefined },
): Promise<void> {
  const { channel } = wanted;
  const address = await addressFor(tx, payment, channel);
  const via = await routeFor(tx, shop, payment, wanted);
  const sendings = await sendingsOf(tx, payment.id);
  const waiting = sendings.find((sending) => sending.channel === channel && sending.state === "asked");
  // While Klarna is away a link waits to be sent: it can still go another way, and stays one message.
  if (waiting && waiting.triedAt === null && wanted.via !== undefined && waiting.via !== via) {
    return await updateSending(tx, waiting.id, { via, staffId: by.staffId });
  }
  refuseTooSoon(sendings, channel, shop.clock.now());
  if (waiting) return;
  const key = addressKey(address, shop.keys);
  await refuseTooMany(tx, sendings, key, shop.clock.now());
  const maskedAddress = channel === "sms" ? maskPhone(address) : maskEmail(address);
  await keepSending(shop, tx, payment, by, { channel, state: "asked", via, maskedAddress, addressKey: key });
}

async function keepSending(
  shop: Shop,
  tx: Tx,
  payment: PaymentRow,
  by: Operator,
  sending: Pick<SendingRow, "channel" | "state" | "via"> & Partial<Pick<SendingRow, "maskedAddress" | "addressKey">>,
): Promise<void> {
  const row = { id: newId(shop, "snd"), paymentId: payment.id, staffId: by.staffId, askedAt: shop.clock.now() };
  await insertSending(tx, { ...row, ...sending });
}

async function addressFor(tx: Tx, payment: PaymentRow, channel: MessageChannel): Promise<string> {
  const customer = payment.customerId ? await findCustomer(tx, payment.customerId) : undefined;
  const address = channel === "sms" ? customer?.phone : customer?.email;
  if (!address) throw new AppError({ kind: "no_contact", channel });
  return address;
}

/** The same way rests a while; another way may be tried at once, and showing the code costs nobody a message. */
function refuseTooSoon(sendings: SendingRow[], channel: MessageChannel, now: number): void {
  const last = sendings.find((sending) => sending.channel === channel && sending.state !== "refused");
  const waitMs = last ? last.askedAt + SEND_REST_MS - now : 0;
  if (waitMs > 0) throw new AppError({ kind: "send_too_soon", waitMs });
}

/** What was refused reached nobody. Showing the code and copying the link have no limit. */
async function refuseTooMany(tx: Tx, sendings: SendingRow[], key: string, now: number): Promise<void> {
  const messages = sendings.filter((sending) => sending.channel !== "qr" && sending.state !== "refused");
  const ofPayment = waitForRoom(messages.map((sending) => sending.askedAt), MOST_PER_PAYMENT, now);
  if (ofPayment > 0) throw new AppError({ kind: "send_too_many", of: "payment", waitMs: ofPayment });
  const ofAddress = await waitForAddress(tx, key, now);
  if (ofAddress > 0) throw new AppError({ kind: "send_too_many", of: "address", waitMs: ofAddress });
}
