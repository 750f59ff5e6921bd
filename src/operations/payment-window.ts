import { canExtend, EXTENSION_MS, type IdCheckAnswer } from "../domain/payment.ts";
import { UNPARKED } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { paymentTopic } from "../bus.ts";
import type { Operator, Shop } from "../shop.ts";
import { updatePayment } from "../store/payments.ts";
import { findSale, updateSale } from "../store/sales.ts";
import { isUnanswered, wishesOf } from "../store/wishes.ts";
import { requireHeldPayment, requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";
import { noteEvent } from "./payment-events.ts";

/** What a cashier does in the payment window that Klarna need not hear of. */
type PaymentResult = Promise<{ paymentId: string }>;

/** The cashier went past the reminder that nothing can be added from here on. */
export function passReminder(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  return once(shop, action, async (tx) => {
    await requireHeldPayment(tx, paymentId, by);
    await updatePayment(tx, paymentId, { remindedAt: shop.clock.now() });
    return { paymentId };
  });
}

/** Five more minutes for the customer. Throws payment_not_open once it ends or is being cancelled, limit_reached. */
export function extendLimit(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  return once(shop, action, async (tx, afterCommit) => {
    const payment = await requireHeldPayment(tx, paymentId, by);
    const isEnding = (await wishesOf(tx, paymentId)).some((wish) => wish.kind === "cancel" && isUnanswered(wish));
    if (isEnding || shop.clock.now() >= payment.limitAt) throw new AppError({ kind: "payment_not_open" });
    if (!canExtend(payment)) throw new AppError({ kind: "limit_reached" });
    await updatePayment(tx, paymentId, { limitAt: payment.limitAt + EXTENSION_MS });
    const because = { cause: "cashier", staffId: by.staffId } as const;
    await noteEvent(shop, { tx, afterCommit, payment, because }, "limit_extended");
    return { paymentId };
  });
}

/**
 * What the cashier saw when Klarna asked for an ID. It is kept here and nowhere else, for Klarna documents no call for it.
 * Throws payment_not_open when Klarna does not ask (any more).
 */
export function answerIdCheck(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { paymentId: string; answer: IdCheckAnswer },
): PaymentResult {
  const { paymentId, answer } = wanted;
  return once(shop, action, async (tx, afterCommit) => {
    const payment = await requireHeldPayment(tx, paymentId, by);
    if (payment.idCheckChallenge === null) throw new AppError({ kind: "payment_not_open" });
    await updatePayment(tx, paymentId, { idCheckAnswer: answer });
    const because = { cause: "cashier", staffId: by.staffId, detail: { answer } } as const;
    await noteEvent(shop, { tx, afterCommit, payment, because }, "id_check_answered");
    return { paymentId };
  });
}

/** From now on the payment is worked at this register, and its sale with it. Throws sale_not_open where it pays for one that is finished. */
export function takeOverPayment(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  return once(shop, action, async (tx, afterCommit) => {
    const payment = await requirePayment(tx, paymentId);
    const { registerId, shiftId, staffId } = by;
    const sale = await findSale(tx, payment.saleId);
    // It would count in another register's closing than the sale that it pays for.
    if (sale?.status === "completed" && payment.savedAt !== null) throw new AppError({ kind: "sale_not_open" });
    await updatePayment(tx, paymentId, { heldByRegisterId: registerId, heldByStaffId: staffId });
    if (sale?.status === "open" || sale?.status === "parked") {
      await updateSale(tx, sale.id, shop.clock.now(), { ...UNPARKED, registerId, shiftId });
    }
    const because = { cause: "cashier", staffId, detail: { registerId } } as const;
    await noteEvent(shop, { tx, afterCommit, payment, because }, "taken_over");
    afterCommit(() => shop.bus.publish(paymentTopic(paymentId)));
    return { paymentId };
  });
}
