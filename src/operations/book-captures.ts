import type { Tx } from "../../db/open.ts";
import type { CaptureSnapshot } from "../klarna/gateway.ts";
import { newId, newIdempotencyKey, type Shop } from "../shop.ts";
import { insertCapture } from "../store/payments.ts";
import { insertWish, isUnanswered, updateWish, wishesOf } from "../store/wishes.ts";
import { type Move, moveTo } from "./payment-events.ts";

/** Klarna has taken the whole amount already, though nobody asked for it in this book: it is booked as it is there. */
export async function bookCaptures(shop: Shop, move: Move, captures: readonly CaptureSnapshot[]): Promise<void> {
  const { tx, payment, because } = move;
  const staffId = because.staffId ?? null;
  for (const { captureId, amountMinor } of captures) {
    const wishId = await answeredWish(shop, tx, { paymentId: payment.id, amountMinor, staffId });
    const capture = { id: newId(shop, "cap"), paymentId: payment.id, wishId, amountMinor };
    await insertCapture(tx, { ...capture, klarnaCaptureId: captureId, capturedAt: shop.clock.now() });
  }
  await moveTo(shop, move, "captured");
}

/** The wish that this money answers: the one that still waited for it, or one made now for the record. */
async function answeredWish(
  shop: Shop,
  tx: Tx,
  found: { paymentId: string; amountMinor: number; staffId: string | null },
): Promise<string> {
  const now = shop.clock.now();
  const waiting = (await wishesOf(tx, found.paymentId)).find((one) => one.kind === "capture" && isUnanswered(one));
  const id = waiting?.id ?? newId(shop, "wsh");
  if (!waiting) {
    await insertWish(tx, { ...found, id, kind: "capture", idempotencyKey: newIdempotencyKey(shop), askedAt: now });
  }
  await updateWish(tx, id, { state: "done", answeredAt: now, answerCode: "found_at_klarna" });
  return id;
}
