import type { Tx } from "../../db/open.ts";
import type { PaymentRow, WishRow } from "../../db/schema.ts";
import { saleTotals, UNPARKED } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { closeAttentionItem } from "../store/books.ts";
import { updatePayment } from "../store/payments.ts";
import { insertTender, linesOf, tendersOf, updateSale } from "../store/sales.ts";
import { isUnanswered, wishesOf } from "../store/wishes.ts";
import { type Approval, approverForPayment } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { requireHeldPayment, requirePayment } from "./held-payment.ts";
import { type Action, once } from "./once.ts";
import { noteEvent } from "./payment-events.ts";

/**
 * Makes a completed Klarna payment a tender of its sale, and takes that up again if it was put aside. Only now does
 * the payment count. Where it was approved against a wish to cancel, somebody must answer for keeping it.
 * Throws payment_not_completed unless Klarna's order was read back and agreed; sale_not_open when the sale is
 * finished; nothing_due when another Klarna payment already pays for it; sale_not_rung_up when what is rung up again for
 * a recovered payment is less than the payment; what approverForPayment throws.
 */
export async function savePayment(
  shop: Shop,
  action: Action,
  by: Operator,
  paymentId: string,
  approval: Approval = null,
): Promise<{ saleId: string }> {
  const seen = await requirePayment(shop.db.read, paymentId);
  const isContested = seen.savedAt === null &&
    (seen.correctedAt !== null || (await wishesOf(shop.db.read, paymentId)).some(isStaffsCancel));
  const approvedBy = isContested ? await approverForPayment(shop, by, seen, approval) : by.staffId;
  return await once(shop, action, async (tx, afterCommit) => {
    const payment = await requirePayment(tx, paymentId);
    const sale = await requireSale(tx, payment.saleId);
    if (payment.savedAt !== null) return { saleId: sale.id };
    await requireHeldPayment(tx, paymentId, by);
    if (payment.status !== "authorized" && payment.status !== "captured") {
      throw new AppError({ kind: "payment_not_completed" });
    }
    if (sale.status !== "open" && sale.status !== "parked") throw new AppError({ kind: "sale_not_open" });
    const releases = (await wishesOf(tx, paymentId)).filter((one) => one.kind === "release" && isUnanswered(one));
    if (releases.length > 0) throw new AppError({ kind: "payment_not_open" });
    await refuseOverpaid(tx, payment);
    const now = shop.clock.now();
    await insertKlarnaTender(shop, tx, by, payment);
    await updatePayment(tx, paymentId, { savedAt: now });
    const { registerId, shiftId, staffId } = by;
    const taken = sale.status === "parked" ? { ...UNPARKED, registerId, shiftId } : {};
    await updateSale(tx, sale.id, now, taken);
    for (const kind of ["paid_after_end", "recovered"] as const) {
      await closeAttentionItem(tx, paymentId, kind, { at: now, staffId: approvedBy, reason: "kept" });
    }
    const because = { cause: "cashier", staffId, detail: { approvedBy } } as const;
    await noteEvent(shop, { tx, afterCommit, payment, because }, "saved");
    return { saleId: sale.id };
  });
}

/** Somebody wanted it stopped. The till's own limit wants nothing: a payment that was faster is simply paid. */
function isStaffsCancel(wish: WishRow): boolean {
  return wish.kind === "cancel" && wish.staffId !== null;
}

async function insertKlarnaTender(shop: Shop, tx: Tx, by: Operator, payment: PaymentRow): Promise<void> {
  const { id: paymentId, saleId, mode, amountMinor } = payment;
  const { shiftId, registerId, staffId } = by;
  const place = { shiftId, registerId, staffId, createdAt: shop.clock.now() };
  await insertTender(tx, { id: newId(shop, "tnd"), saleId, kind: "klarna", mode, amountMinor, paymentId, ...place });
}

/** Cash can be handed back on the spot, Klarna's money cannot: Klarna alone must never be more than the sale. */
async function refuseOverpaid(tx: Tx, payment: PaymentRow): Promise<void> {
  const klarna = (await tendersOf(tx, payment.saleId)).filter((tender) => tender.kind === "klarna");
  const { totalMinor, paidMinor } = saleTotals(await linesOf(tx, payment.saleId), klarna);
  if (paidMinor + payment.amountMinor <= totalMinor) return;
  throw new AppError({ kind: payment.recoveredAt === null ? "nothing_due" : "sale_not_rung_up" });
}
