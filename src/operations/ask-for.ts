import type { WishKind } from "../domain/payment.ts";
import { newId, newIdempotencyKey, type Shop } from "../shop.ts";
import { hintPayment } from "../store/due-payments.ts";
import { insertWish, isUnanswered, wishesOf } from "../store/wishes.ts";
import { type Move, noteEvent } from "./payment-events.ts";

/** Keeps a wish about a payment, unless the same one still waits for its answer, and asks for a look now. */
export async function askFor(shop: Shop, move: Move, kind: WishKind): Promise<void> {
  const { tx, payment, because } = move;
  const now = shop.clock.now();
  const isAsked = (await wishesOf(tx, payment.id)).some((one) => one.kind === kind && isUnanswered(one));
  if (!isAsked) {
    const { id: paymentId, amountMinor } = payment;
    const wish = { id: newId(shop, "wsh"), paymentId, kind, amountMinor, staffId: because.staffId ?? null };
    await insertWish(tx, { ...wish, idempotencyKey: newIdempotencyKey(shop), askedAt: now });
    await noteEvent(shop, move, `${kind}_asked`);
  }
  await hintPayment(tx, payment.id, now);
}
