import { isOver, isUndecided } from "../domain/payment.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { findSale } from "../store/sales.ts";
import { inTransaction } from "../store/transaction.ts";
import { type Approval, approverForPayment } from "./approval.ts";
import { askFor } from "./ask-for.ts";
import { checkPayment } from "./check-payment.ts";
import { requireHeldPayment, requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";
import { type Move, undoTender } from "./payment-events.ts";

type PaymentResult = Promise<{ paymentId: string }>;

/** Asks Klarna to stop: nothing is cancelled until Klarna has said so. Asking twice is asking once. */
export async function cancelPayment(shop: Shop, action: Action, by: Operator, paymentId: string): PaymentResult {
  const result = await once(shop, action, async (tx, afterCommit) => {
    const payment = await requireHeldPayment(tx, paymentId, by);
    if (!isUndecided(payment.status)) throw new AppError({ kind: "payment_not_open" });
    const because = { cause: "cashier", staffId: by.staffId } as const;
    await askFor(shop, { tx, afterCommit, payment, because }, "cancel");
    return { paymentId };
  });
  await checkPayment(shop, paymentId, "cashier");
  return result;
}

/**
 * Asks Klarna to give back what it holds. A payment that was saved leaves its sale first, which is unpaid again from
 * that moment. Throws payment_not_open when nothing is held or the sale is finished; what approverForPayment throws.
 */
export async function releasePayment(
  shop: Shop,
  action: Action,
  by: Operator,
  paymentId: string,
  approval: Approval = null,
): PaymentResult {
  const seen = await requirePayment(shop.db.read, paymentId);
  const approvedBy = await approverForPayment(shop, by, seen, approval);
  const result = await once(shop, action, async (tx, afterCommit) => {
    const payment = await requireHeldPayment(tx, paymentId, by);
    if (payment.status !== "authorized") throw new AppError({ kind: "payment_not_open" });
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy } } as const;
    const move = { tx, afterCommit, payment, because };
    if (payment.savedAt !== null) await takeOutOfSale(shop, move);
    await askFor(shop, move, "release");
    return { paymentId };
  });
  await checkPayment(shop, paymentId, "cashier");
  return result;
}

/** However often Klarna calls about a payment, its looks are at least so far apart. */
const LOOKS_APART_MS = { open: 500, over: 10_000 };

/**
 * Klarna may have called about this payment: look now, or a little later when it was looked at a moment ago. The
 * body is never believed, so it is not even read. When a look is due by then anyway nothing is written, so that a flood
 * of calls costs no more than reading.
 */
export async function hintFromKlarna(shop: Shop, paymentId: string): Promise<void> {
  const { nextCheckAt, checkedAt, status } = await requirePayment(shop.db.read, paymentId);
  const now = shop.clock.now();
  const apartMs = LOOKS_APART_MS[isOver(status) ? "over" : "open"];
  const isJustLookedAt = checkedAt !== null && checkedAt <= now && now - checkedAt < apartMs;
  const lookAt = isJustLookedAt ? checkedAt + apartMs : now;
  if (nextCheckAt !== null && nextCheckAt <= lookAt) return shop.wakeJobs();
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await hintPayment(tx, paymentId, lookAt);
    afterCommit(shop.wakeJobs);
  });
}

async function takeOutOfSale(shop: Shop, { tx, payment }: Pick<Move, "tx" | "payment">): Promise<void> {
  const sale = await findSale(tx, payment.saleId);
  if (sale?.status !== "open" && sale?.status !== "parked") throw new AppError({ kind: "payment_not_open" });
  await undoTender(shop, { tx, payment }, shop.clock.now());
}
