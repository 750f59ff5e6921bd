import { openAttentionItems } from "../store/books.ts";
import { bookedOf } from "../store/payments.ts";
import type { Shop } from "../shop.ts";
import { askFor } from "./ask-for.ts";
import { spareMinor } from "./due-capture.ts";
import { isRestToGo, type Move } from "./payment-events.ts";
import { UNSETTLED } from "./rest-plan.ts";
import { isCaptureAsked } from "./saved-payments.ts";

/**
 * Klarna has paid all that it is to pay of a payment, and holds more, for pieces that the customer did not take: it is asked to let go of
 * that, once. Not before, or what it refused could not be asked for again. Answers whether it is.
 */
export async function releaseSpare(shop: Shop, move: Move): Promise<boolean> {
  const { tx, payment } = move;
  if (payment.status !== "authorized") return false;
  const spare = await spareMinor(tx, payment);
  const { capturedMinor } = await bookedOf(tx, payment.id);
  if (spare === 0 || capturedMinor < payment.amountMinor - spare) return false;
  if (await isRestToGo(tx, payment) || await isCaptureAsked(tx, payment)) return false;
  const called = (await openAttentionItems(tx, [payment.id])).map(({ kind }) => kind);
  if (UNSETTLED.some((kind) => called.includes(kind))) return false;
  await askFor(shop, move, "release_rest");
  return true;
}
