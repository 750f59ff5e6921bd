import type { Tx } from "../../db/open.ts";
import type { AttentionItemRow, PaymentRow } from "../../db/schema.ts";
import { type AttentionKind, isClosable } from "../domain/attention.ts";
import { AppError } from "../errors.ts";
import type { OrderSnapshot } from "../klarna/gateway.ts";
import type { Operator, Shop } from "../shop.ts";
import { closeAttentionItem, closeItem, findAttentionItem } from "../store/books.ts";
import { bookedOf, findPayment } from "../store/payments.ts";
import { findSale } from "../store/sales.ts";
import { type Approval, approverOf } from "./approval.ts";
import { askFor } from "./ask-for.ts";
import { askKlarna } from "./ask-klarna.ts";
import { bookCaptures } from "./book-captures.ts";
import { checkPayment } from "./check-payment.ts";
import { isLowered, isTakenElsewhere } from "./conversation/order-facts.ts";
import { whenTaken, withoutEvened } from "./conversation/taken-elsewhere.ts";
import { askForCapture, spareMinor } from "./due-capture.ts";
import { type Action, once } from "./once.ts";
import { type Because, isRestToGo, noteEvent } from "./payment-events.ts";
import { isCaptureAsked } from "./saved-payments.ts";

type Wanted = { itemId: string; approval: Approval };
type Closed = Promise<{ itemId: string }>;

/**
 * Closes an item on a senior's word, with a reason that stays on record. Throws attention_closed, needs_senior, and
 * attention_undecided when the money itself must be decided about.
 */
export async function closeWithReason(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Wanted & { reason: string },
): Closed {
  const staffId = await approverOf(shop, by, "senior", wanted.approval);
  return await once(shop, action, async (tx) => {
    const item = requireOpen(await findAttentionItem(tx, wanted.itemId));
    const payment = await findPayment(tx, item.paymentId ?? "");
    if (payment && !isClosable(item.kind, payment.status)) throw new AppError({ kind: "attention_undecided" });
    const closing = { at: shop.clock.now(), staffId, reason: wanted.reason };
    await closeItem(tx, item.id, closing);
    return { itemId: item.id };
  });
}

/**
 * Asks Klarna once more for money whose capture it had refused, as a new wish: for all that is due by now, as far as its order holds as
 * much. Throws attention_closed,
 * needs_senior, payment_not_open when Klarna holds nothing any more or the sale was given up, klarna_away when it cannot be read, and
 * capture_differs when Klarna has taken something that our book does not have: its refusal may have been of a try that was doubled.
 */
export async function captureAgain(shop: Shop, action: Action, by: Operator, wanted: Wanted): Closed {
  const staffId = await approverOf(shop, by, "senior", wanted.approval);
  const seen = await findAttentionItem(shop.db.read, wanted.itemId);
  const heldMinor = seen?.closedAt === null ? await refuseWhenTaken(shop, seen.paymentId) : 0;
  let paymentId = "";
  const result = await once(shop, action, async (tx, afterCommit) => {
    const item = requireOpen(await findAttentionItem(tx, wanted.itemId), "capture_refused");
    const payment = await findPayment(tx, item.paymentId ?? "");
    const isSold = payment && (await findSale(tx, payment.saleId))?.status === "completed";
    if (payment?.status !== "authorized" || !isSold || heldMinor === 0) {
      throw new AppError({ kind: "payment_not_open" });
    }
    paymentId = payment.id;
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy: staffId } } as const;
    await askForCapture(shop, { tx, payment, because }, heldMinor);
    await noteEvent(shop, { tx, afterCommit, payment, because }, "capture_asked");
    await closeAttentionItem(tx, payment.id, item.kind, { at: shop.clock.now(), staffId, reason: "asked_again" });
    return { itemId: item.id };
  });
  if (paymentId) await checkPayment(shop, paymentId, "cashier");
  return result;
}

/**
 * Asks Klarna once more to let go of what it had refused to, as a new wish. Throws attention_closed, needs_senior, payment_not_open
 * when nothing is held any more, or a sale counts on it again, klarna_away when it cannot be read, and capture_differs when somebody
 * has taken it.
 */
export async function releaseAgain(shop: Shop, action: Action, by: Operator, wanted: Wanted): Closed {
  const staffId = await approverOf(shop, by, "senior", wanted.approval);
  const seen = await findAttentionItem(shop.db.read, wanted.itemId);
  if (seen?.closedAt === null) await refuseWhenTaken(shop, seen.paymentId);
  let paymentId = "";
  const result = await once(shop, action, async (tx, afterCommit) => {
    const item = requireOpen(await findAttentionItem(tx, wanted.itemId), "release_refused");
    const payment = await findPayment(tx, item.paymentId ?? "");
    const kind = payment && await askedToLetGo(tx, payment);
    if (payment?.status !== "authorized" || !kind) throw new AppError({ kind: "payment_not_open" });
    paymentId = payment.id;
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy: staffId } } as const;
    await askFor(shop, { tx, afterCommit, payment, because }, kind);
    await closeAttentionItem(tx, payment.id, item.kind, { at: shop.clock.now(), staffId, reason: "asked_again" });
    return { itemId: item.id };
  });
  if (paymentId) await checkPayment(shop, paymentId, "cashier");
  return result;
}

/** The rest of a sale, or all of a payment that pays for nothing; null: it pays for its sale again. */
async function askedToLetGo(tx: Tx, payment: PaymentRow): Promise<"release" | "release_rest" | null> {
  if (await isRestToGo(tx, payment)) return "release_rest";
  return payment.savedAt === null ? "release" : null;
}

/**
 * Somebody took the money in Klarna's portal: reads the order once more and books what is there, by a named correction.
 * Throws klarna_away when it cannot be read, order_elsewhere when it is of another account, capture_differs when that is
 * not the whole payment and its sale not finished, or nothing that our book does not have; capture_pending where Klarna may take more than is
 * wanted beside it, for what it was asked for is not answered yet.
 */
export async function bookCaptureFound(shop: Shop, action: Action, by: Operator, wanted: Wanted): Closed {
  const staffId = await approverOf(shop, by, "senior", wanted.approval);
  const seen = await findAttentionItem(shop.db.read, wanted.itemId);
  const read = seen?.closedAt === null ? await readOrderOf(shop, seen.paymentId) : null;
  let paymentId = "";
  const result = await once(shop, action, async (tx, afterCommit) => {
    const item = requireOpen(await findAttentionItem(tx, wanted.itemId), "captured_elsewhere");
    const now = shop.clock.now();
    const current = await findPayment(tx, item.paymentId ?? "");
    if (current?.status !== "authorized") throw new AppError({ kind: "payment_not_open" });
    if (read === null || read.state === "gone") throw new AppError({ kind: "capture_differs" });
    const order = await withoutEvened(tx, current, read);
    if (!await isBookable(tx, current, order)) throw new AppError({ kind: "capture_differs" });
    const isSpare = await spareMinor(tx, current) > 0;
    if (isSpare && await isCaptureAsked(tx, current)) throw new AppError({ kind: "capture_pending" });
    const because: Because = { cause: "correction", staffId, correlationId: order.correlationId };
    await closeAttentionItem(tx, current.id, item.kind, { at: now, staffId, reason: "booked" });
    await bookCaptures(shop, { tx, afterCommit, payment: current, because }, order);
    paymentId = current.id;
    return { itemId: item.id };
  });
  // Of a part: whether Klarna still holds the rest, before anything leaves for it.
  if (paymentId) await checkPayment(shop, paymentId, "cashier");
  return result;
}

/** All of it was taken; or, for a sale that is finished, a part, whatever became of the rest. `order` is without what was evened. */
async function isBookable(tx: Tx, payment: PaymentRow, order: OrderSnapshot): Promise<boolean> {
  // Nothing was sold that it could be booked for.
  if (await whenTaken(tx, payment, order) !== "captured_elsewhere") return false;
  if (order.state === "captured" && order.capturedMinor === payment.amountMinor) return true;
  const booked = await bookedOf(tx, payment.id);
  const isSold = (await findSale(tx, payment.saleId))?.status === "completed";
  return isSold && isTakenElsewhere(order, booked.capturedMinor > 0, booked);
}

/** Answers what the order holds, if it was lowered; else it holds what our book says. */
async function refuseWhenTaken(shop: Shop, paymentId: string | null): Promise<number> {
  const read = await readOrderOf(shop, paymentId);
  const payment = await findPayment(shop.db.read, paymentId ?? "");
  if (read.state === "gone" || paymentId === null || !payment) return Infinity;
  const order = await withoutEvened(shop.db.read, payment, read);
  if (order.capturedMinor <= (await bookedOf(shop.db.read, paymentId)).capturedMinor) {
    return isLowered(order, payment) ? order.amountMinor - order.capturedMinor : Infinity;
  }
  // The look calls somebody to book it.
  await checkPayment(shop, paymentId, "cashier");
  throw new AppError({ kind: "capture_differs" });
}

async function readOrderOf(shop: Shop, paymentId: string | null) {
  const payment = await findPayment(shop.db.read, paymentId ?? "");
  if (payment?.klarnaAccountId !== shop.klarna.accountId) throw new AppError({ kind: "order_elsewhere" });
  const asked = await askKlarna(shop, (gateway) => gateway.readOrder(payment.orderId ?? ""));
  if (!asked.ok) throw new AppError({ kind: "klarna_away" });
  return asked.answer;
}

function requireOpen(item: AttentionItemRow | undefined, kind?: AttentionKind): AttentionItemRow {
  if (!item || item.closedAt !== null || (kind && item.kind !== kind)) throw new AppError({ kind: "attention_closed" });
  return item;
}
