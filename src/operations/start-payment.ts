import type { Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { isUnfinished, PAYMENT_LIMIT_MS } from "../domain/payment.ts";
import { saleTotals } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertEvent, insertPayment, paymentsOfSale } from "../store/payments.ts";
import { linesOf, tendersOf } from "../store/sales.ts";
import { requireSale } from "./basket.ts";
import { currentShift } from "./drawer.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { partOf } from "./take-tender.ts";

/**
 * Opens a Klarna payment for what is still due, or the part of it that is named: its row is committed, and with it the sale's lock. The sessions at
 * Klarna are made right after by the job loop, so the window never waits for the network. When the sale already has
 * an open payment, that one is answered instead of a second one. Throws sale_not_open, klarna_not_for_this_sale, klarna_not_connected,
 * basket_empty, nothing_due, klarna_once, customer_needed, not_selling; sale_changed when the sale is not the one whose amount was seen.
 */
export function startPayment(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; version: number; amount?: string },
): Promise<{ paymentId: string }> {
  return once(shop, action, async (tx, afterCommit) => {
    const sale = await requireSale(tx, wanted.saleId);
    if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
    if (sale.mode !== shop.klarna.mode) throw new AppError({ kind: "klarna_not_for_this_sale" });
    const tries = await paymentsOfSale(tx, sale.id);
    const tenders = await tendersOf(tx, sale.id);
    const saved = new Set(tenders.map((tender) => tender.paymentId));
    const open = tries.find((payment) => isUnfinished(payment) && !saved.has(payment.id));
    if (open) return { paymentId: open.id };
    await requireSelling(shop, tx);
    if (shop.klarna.gateway === null) throw new AppError({ kind: "klarna_not_connected" });
    const lines = await linesOf(tx, sale.id);
    if (lines.length === 0) throw new AppError({ kind: "basket_empty" });

    const { dueMinor } = saleTotals(lines, tenders);
    if (dueMinor === 0) throw new AppError({ kind: "nothing_due" });
    // One sale, one Klarna payment: two that are held could not both be given back in the breath that gives it up.
    if (tenders.some(({ kind }) => kind === "klarna")) throw new AppError({ kind: "klarna_once" });
    if (sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });
    if (sale.customerId === null) throw new AppError({ kind: "customer_needed" });
    // A restored backup may hold the later of two tries alone, so they are not counted.
    const attempt = 1 + Math.max(0, ...tries.map((payment) => payment.attempt));
    const amountMinor = partOf(dueMinor, wanted.amount ?? "", sale);
    const paymentId = await createPayment(shop, tx, by, sale, { attempt, amountMinor });
    afterCommit(shop.wakeJobs);
    return { paymentId };
  });
}

async function createPayment(
  shop: Shop,
  tx: Tx,
  by: Operator,
  sale: SaleRow,
  money: { attempt: number; amountMinor: number },
): Promise<string> {
  // It counts in the shift in which it begins, which opens by it where none was open.
  await currentShift(shop, tx, by, sale.mode);
  const now = shop.clock.now();
  const id = newId(shop, "pay");
  await insertPayment(tx, {
    id,
    saleId: sale.id,
    klarnaAccountId: shop.klarna.accountId,
    mode: sale.mode,
    ...money,
    reference: `${sale.code}-${money.attempt}`,
    currency: sale.currency,
    customerId: sale.customerId,
    registerId: by.registerId,
    staffId: by.staffId,
    status: "created",
    createdAt: now,
    limitAt: now + PAYMENT_LIMIT_MS,
    statusAt: now,
    nextCheckAt: now,
  });
  const event = {
    id: newId(shop, "evt"),
    paymentId: id,
    kind: "status",
    fromStatus: null,
    toStatus: "created" as const,
  };
  await insertEvent(tx, { ...event, cause: "start", staffId: by.staffId, at: now, correlationId: null, detail: null });
  return id;
}
