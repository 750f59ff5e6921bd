import type { Tx } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { maskEmail, maskPhone } from "../domain/customer.ts";
import { type Channel, isUndecided, type WishKind } from "../domain/payment.ts";
import { saleTotals } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, newIdempotencyKey, type Operator, type Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findPayment, updatePayment } from "../store/payments.ts";
import { insertTender, linesOf, tendersOf, updateSale } from "../store/sales.ts";
import { inTransaction } from "../store/transaction.ts";
import { insertSending, insertWish, isUnanswered, sendingsOf, wishesOf } from "../store/wishes.ts";
import { requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { type Action, once } from "./once.ts";
import { noteEvent } from "./payment-events.ts";

/** A link is not sent again within this time. */
export const SEND_REST_MS = 20_000;

type PaymentResult = Promise<{ paymentId: string }>;

/** The cashier went past the reminder that nothing can be added from here on. */
export function passReminder(shop: Shop, action: Action, paymentId: string): PaymentResult {
  return once(shop, action, async (tx) => {
    await requirePayment(tx, paymentId);
    await updatePayment(tx, paymentId, { remindedAt: shop.clock.now() });
    return { paymentId };
  });
}

/**
 * Asks for the link to be sent, or notes that its QR code is shown. The sending is kept first; Klarna is asked right
 * after. Throws no_contact, send_too_soon, payment_not_open.
 */
export async function sendPaymentLink(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { paymentId: string; channel: Channel },
): PaymentResult {
  const result = await once(shop, action, async (tx) => {
    const payment = await requirePayment(tx, wanted.paymentId);
    if (!isUndecided(payment.status)) throw new AppError({ kind: "payment_not_open" });
    const maskedAddress = await addressFor(tx, payment, wanted.channel);
    const now = shop.clock.now();
    if (wanted.channel !== "qr") await refuseTooSoon(tx, payment.id, now);
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

/** Asks Klarna to stop: nothing is cancelled until Klarna has said so. Asking twice is asking once. */
export function cancelPayment(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  return wish(shop, action, by, paymentId, "cancel", (payment) => isUndecided(payment.status));
}

/** Gives back what Klarna holds, as long as it is not part of the sale. */
export function releasePayment(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  return wish(
    shop,
    action,
    by,
    paymentId,
    "release",
    (payment) => payment.status === "authorized" && payment.savedAt === null,
  );
}

/**
 * Makes a completed Klarna payment a tender of its sale. Only now does it count.
 * Throws payment_not_completed unless Klarna's order was read back and agreed; sale_not_open when the sale is finished;
 * nothing_due when another Klarna payment already pays for it, since a saved one can no longer be released.
 */
export function savePayment(shop: Shop, action: Action, by: Operator, paymentId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const payment = await requirePayment(tx, paymentId);
    const sale = await requireSale(tx, payment.saleId, null);
    if (payment.savedAt !== null) return { saleId: sale.id };
    if (payment.status !== "authorized") throw new AppError({ kind: "payment_not_completed" });
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    const releases = (await wishesOf(tx, paymentId)).filter((one) => one.kind === "release" && isUnanswered(one));
    if (releases.length > 0) throw new AppError({ kind: "payment_not_open" });
    await refuseOverpaid(tx, payment);
    const now = shop.clock.now();
    await insertTender(tx, {
      id: newId(shop, "tnd"),
      saleId: sale.id,
      kind: "klarna",
      mode: payment.mode,
      amountMinor: payment.amountMinor,
      paymentId,
      shiftId: by.shiftId,
      registerId: by.registerId,
      staffId: by.staffId,
      createdAt: now,
    });
    await updatePayment(tx, paymentId, { savedAt: now });
    await updateSale(tx, sale.id, now, {});
    return { saleId: sale.id };
  });
}

/** Klarna may have called about this payment: look now. The body is never believed, so it is not even read. */
export async function hintFromKlarna(shop: Shop, paymentId: string): Promise<void> {
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await hintPayment(tx, paymentId, shop.clock.now());
    afterCommit(shop.wakeJobs);
  });
}

export async function requirePayment(tx: Tx, paymentId: string): Promise<PaymentRow> {
  const payment = await findPayment(tx, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  return payment;
}

/** Cash can be handed back, a saved Klarna payment cannot: those alone must never be more than the sale. */
async function refuseOverpaid(tx: Tx, payment: PaymentRow): Promise<void> {
  const klarna = (await tendersOf(tx, payment.saleId)).filter((tender) => tender.kind === "klarna");
  const { totalMinor, paidMinor } = saleTotals(await linesOf(tx, payment.saleId), klarna);
  if (paidMinor + payment.amountMinor > totalMinor) throw new AppError({ kind: "nothing_due" });
}

async function wish(
  shop: Shop,
  action: Action,
  by: Operator,
  paymentId: string,
  kind: WishKind,
  isPossible: (payment: PaymentRow) => boolean,
): PaymentResult {
  const result = await once(shop, action, async (tx, afterCommit) => {
    const payment = await requirePayment(tx, paymentId);
    if (!isPossible(payment)) throw new AppError({ kind: "payment_not_open" });
    const now = shop.clock.now();
    const isAsked = (await wishesOf(tx, paymentId)).some((one) => one.kind === kind && isUnanswered(one));
    if (!isAsked) {
      const idempotencyKey = newIdempotencyKey(shop);
      const { amountMinor } = payment;
      const { staffId } = by;
      await insertWish(tx, {
        id: newId(shop, "wsh"),
        paymentId,
        kind,
        idempotencyKey,
        amountMinor,
        staffId,
        askedAt: now,
      });
      await noteEvent(shop, { tx, afterCommit, payment, because: { cause: "cashier", staffId } }, `${kind}_asked`);
    }
    await hintPayment(tx, paymentId, now);
    return { paymentId };
  });
  await checkPayment(shop, paymentId, "cashier");
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

async function refuseTooSoon(tx: Tx, paymentId: string, now: number): Promise<void> {
  const last = (await sendingsOf(tx, paymentId)).find((sending) =>
    sending.channel !== "qr" && sending.state !== "refused"
  );
  const waitMs = last ? last.askedAt + SEND_REST_MS - now : 0;
  if (waitMs > 0) throw new AppError({ kind: "send_too_soon", waitMs });
}
