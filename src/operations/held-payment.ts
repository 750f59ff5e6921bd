import type { Db } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { holderOf } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import type { Operator } from "../shop.ts";
import { findPayment } from "../store/payments.ts";

/** The payment, or payment_missing. */
export async function requirePayment(db: Db, paymentId: string): Promise<PaymentRow> {
  const payment = await findPayment(db, paymentId);
  if (!payment) throw new AppError({ kind: "payment_missing" });
  return payment;
}

/** The same to be worked at: another register may only watch it, until it takes it over. Throws payment_elsewhere. */
export async function requireHeldPayment(db: Db, paymentId: string, by: Operator): Promise<PaymentRow> {
  const payment = await requirePayment(db, paymentId);
  if (holderOf(payment).registerId !== by.registerId) throw new AppError({ kind: "payment_elsewhere" });
  return payment;
}
