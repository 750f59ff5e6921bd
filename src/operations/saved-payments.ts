import type { Db } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { bookedOf, paymentsOfSale } from "../store/payments.ts";
import { isUnanswered, wishesOf } from "../store/wishes.ts";

/** The Klarna payments that pay for a sale. */
export async function savedPayments(db: Db, saleId: string): Promise<PaymentRow[]> {
  return (await paymentsOfSale(db, saleId)).filter(({ savedAt }) => savedAt !== null);
}

/** Whether anything of a payment was taken, or may be at this moment. */
export async function isTaken(db: Db, payment: PaymentRow): Promise<boolean> {
  const { capturedMinor } = await bookedOf(db, payment.id);
  return capturedMinor > 0 || payment.status === "captured" || await isCaptureAsked(db, payment);
}

/** Whether Klarna was asked for some of a payment's money and has not answered yet. */
export async function isCaptureAsked(db: Db, { id }: PaymentRow): Promise<boolean> {
  return (await wishesOf(db, id)).some((wish) => wish.kind === "capture" && isUnanswered(wish));
}
