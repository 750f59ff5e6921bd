import type { Tx } from "../../db/open.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { CaptureSnapshot, OrderSnapshot } from "../klarna/gateway.ts";
import { newId, newIdempotencyKey, type Shop } from "../shop.ts";
import { closeAttentionItem } from "../store/books.ts";
import { bookedOf, capturesOf, insertCapture } from "../store/payments.ts";
import { insertWish, isUnanswered, updateWish, wishesOf } from "../store/wishes.ts";
import { dueMinor } from "./due-capture.ts";
import { type Move, moveTo } from "./payment-events.ts";

/**
 * Klarna has taken money though nobody asked for it in this book: what the book does not have is booked as it is there. With the whole
 * amount the payment is captured; a part leaves the rest to be taken. `order` is without what was evened: of what was taken for goods that were
 * let go of, and given back again there, no more is booked than was kept.
 */
export async function bookCaptures(shop: Shop, move: Move, order: OrderSnapshot): Promise<void> {
  const { tx, payment, because } = move;
  const staffId = because.staffId ?? null;
  const isWhole = order.capturedMinor >= payment.amountMinor;
  const known = await capturesOf(tx, payment.id);
  let leftMinor = order.capturedMinor - (await bookedOf(tx, payment.id)).capturedMinor;
  for (const one of order.captures) {
    const { captureId: klarnaCaptureId } = one;
    // Of one that was read while another was missing only a part may be in the book.
    const bookedMinor = sumOfAmounts(known.filter((row) => row.klarnaCaptureId === klarnaCaptureId));
    const amountMinor = Math.min(one.amountMinor - bookedMinor, leftMinor);
    if (amountMinor <= 0) continue;
    leftMinor -= amountMinor;
    const wishId = await answeredWish(shop, tx, { ...one, amountMinor }, { paymentId: payment.id, staffId, isWhole });
    const capture = { id: newId(shop, "cap"), paymentId: payment.id, wishId, amountMinor };
    await insertCapture(tx, { ...capture, klarnaCaptureId, capturedAt: shop.clock.now() });
  }
  const closing = { at: shop.clock.now(), staffId, reason: "payment_captured" };
  if (await dueMinor(tx, payment) === 0) await closeAttentionItem(tx, payment.id, "capture_refused", closing);
  if (isWhole) await moveTo(shop, move, "captured");
}

/**
 * The wish that this money answers: the one that still waited for it, or one made now for the record. Where all is taken, whatever
 * waited waits for nothing; a part answers only what asked for it.
 */
async function answeredWish(
  shop: Shop,
  tx: Tx,
  { reference, amountMinor }: CaptureSnapshot,
  { paymentId, staffId, isWhole }: { paymentId: string; staffId: string | null; isWhole: boolean },
): Promise<string> {
  const now = shop.clock.now();
  const open = (await wishesOf(tx, paymentId)).filter((one) => one.kind === "capture" && isUnanswered(one));
  const waiting = open.find((one) => one.id === reference) ??
    open.find((one) => isWhole || one.amountMinor === amountMinor);
  const id = waiting?.id ?? newId(shop, "wsh");
  if (!waiting) {
    const wish = { id, paymentId, amountMinor, staffId, kind: "capture", askedAt: now } as const;
    await insertWish(tx, { ...wish, idempotencyKey: newIdempotencyKey(shop) });
  }
  await updateWish(tx, id, { state: "done", answeredAt: now, answerCode: "found_at_klarna" });
  return id;
}
