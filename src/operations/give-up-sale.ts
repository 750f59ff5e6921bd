import type { Db, Tx } from "../../db/open.ts";
import type { PaymentRow, SaleRow } from "../../db/schema.ts";
import { registerTopic } from "../bus.ts";
import type { AttentionKind } from "../domain/attention.ts";
import { isUndecided } from "../domain/payment.ts";
import type { VoidReason } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { closeAttentionItem, openAttentionItems } from "../store/books.ts";
import { endExchange } from "../store/exchanges.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { tendersOf, updateSale } from "../store/sales.ts";
import { findRegister } from "../store/staff.ts";
import { askFor } from "./ask-for.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift, openDrawer } from "./drawer.ts";
import { type Move, undoTender } from "./payment-events.ts";
import { isCaptureAsked, savedPayments } from "./saved-payments.ts";
import { undoTaking } from "./take-tender.ts";

/** While the customer may still pay, money could come to a sale that is gone. */
export function mayStillBePaid({ status }: PaymentRow): boolean {
  return isUndecided(status) || status === "in_review";
}

/**
 * Reads what Klarna holds once more, before it is asked to let go of it: somebody may have taken it in Klarna's portal, or it ran
 * out. No answer says nothing.
 */
export async function lookOnceMore(shop: Shop, payments: readonly PaymentRow[]): Promise<void> {
  const held = payments.filter(({ status }) => status === "authorized");
  await Promise.all(held.map(({ id }) => checkPayment(shop, id, "cashier")));
}

/** The same for a finished sale, unless Klarna is still asked to pay for some of it: a look would carry that out. */
export async function lookAtSold(shop: Shop, saleId: string): Promise<void> {
  const { read } = shop.db;
  const saved = await savedPayments(read, saleId);
  const isAsked = await Promise.all(saved.map((payment) => isCaptureAsked(read, payment)));
  await lookOnceMore(shop, saved.filter((_, index) => !isAsked[index]));
}

/** What Klarna has paid out it cannot let go of. Throws klarna_captured. */
export async function refuseTaken(tx: Tx, { id, status }: SaleRow): Promise<void> {
  if (await isPaidOut(tx, id)) throw new AppError({ kind: "klarna_captured", isSold: status === "completed" });
}

/** Whether Klarna is known to have paid out for a sale, also where nobody here has asked for it. */
export async function isPaidOut(db: Db, saleId: string): Promise<boolean> {
  const payments = await paymentsOfSale(db, saleId);
  return payments.some(({ status }) => status === "captured") || await isTakenUnbooked(db, saleId);
}

/** Whether somebody is called to book what Klarna has paid out for a sale. */
export async function isTakenUnbooked(db: Db, saleId: string): Promise<boolean> {
  return await isCalled(db, saleId, "captured_elsewhere");
}

/**
 * Whether somebody is called because Klarna's order for a sale is not what was asked for: until a person has seen to it nothing leaves for
 * it, nor is it let go of.
 */
export async function doesOrderDiffer(db: Db, saleId: string): Promise<boolean> {
  return await isCalled(db, saleId, "order_differs");
}

/**
 * Whether a person must see first to what Klarna's order says, by either of these: whatever was taken there, the same hands may have given back
 * or let go of what is to pay for the others.
 */
export async function isOrderUnsettled(db: Db, saleId: string): Promise<boolean> {
  return await isTakenUnbooked(db, saleId) || await doesOrderDiffer(db, saleId);
}

async function isCalled(db: Db, saleId: string, kind: AttentionKind): Promise<boolean> {
  const payments = await paymentsOfSale(db, saleId);
  return (await openAttentionItems(db, payments.map(({ id }) => id))).some((call) => call.kind === kind);
}

/** The payment pays for the sale no more, and Klarna is asked to let go of what it holds, unless it has by itself. */
export async function askBack(shop: Shop, move: Move, now: number): Promise<void> {
  await undoTender(shop, move, now);
  if (move.payment.status === "authorized") await askFor(shop, move, "release");
}

/**
 * Cash is handed back out of the drawer here, a gift card gets its own back, what was to be exchanged for it is not, and the sale is given up, in the
 * shift in which that happens.
 */
export async function endAsVoided(
  shop: Shop,
  { tx, afterCommit }: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { sale, reason, now }: { sale: SaleRow; reason: VoidReason; now: number },
): Promise<void> {
  const tenders = await tendersOf(tx, sale.id);
  for (const tender of tenders) await undoTaking(shop, tx, by, tender, now);
  const hasCash = tenders.some(({ kind }) => kind === "cash");
  if (hasCash) openDrawer(shop, await findRegister(tx, by.registerId), afterCommit);
  const voided = { status: "voided", voidedAt: now, voidedBy: by.staffId, voidReason: reason } as const;
  await updateSale(tx, sale.id, now, { ...voided, shiftId: await currentShift(shop, tx, by, sale.mode) });
  await endExchange(tx, sale.id, { endedAt: now, outcome: "stopped" });
  for (const { id } of await paymentsOfSale(tx, sale.id)) {
    const closing = { at: now, staffId: null, reason: "sale_given_up" };
    for (const kind of SETTLED_BY_IT) await closeAttentionItem(tx, id, kind, closing);
  }
  afterCommit(shop.wakeJobs);
  afterCommit(() => shop.bus.publish(registerTopic(sale.registerId)));
}

/** The money is wanted no more, so nobody need ask Klarna or the customer for it. */
const SETTLED_BY_IT: readonly AttentionKind[] = ["capture_refused", "money_lost"];
