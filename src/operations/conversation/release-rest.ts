import type { WishRow } from "../../../db/schema.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { bookedOf } from "../../store/payments.ts";
import { inTransaction } from "../../store/transaction.ts";
import { updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { moveTo } from "../payment-events.ts";
import { askWithNewKey, isFinal, isKeyForgotten, noteSent, refuse, waitForAnswer } from "./asked-wish.ts";
import { orderFound, orderNotFound } from "./known-order.ts";
import { look } from "./look.ts";
import { type Conversation, failed, finished, onward, type StepOutcome, wishFor } from "./step.ts";
import { withoutEvened } from "./taken-elsewhere.ts";

/**
 * Lets go of what Klarna holds for goods that the customer does not take: of what is left after a capture, or of all of it. The
 * payment is then captured in part, or released.
 */
export async function releaseRest(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const { payment } = talk;
  const wish = wishFor(talk, "release_rest");
  if (isKeyForgotten(shop, wish)) return await askWithNewKey(shop, wish);
  await noteSent(shop, wish);
  const { capturedMinor } = await bookedOf(shop.db.read, payment.id);
  const [orderId, key] = [payment.orderId ?? "", wish.idempotencyKey];
  const asked = await askKlarna(
    shop,
    (gateway) => capturedMinor > 0 ? gateway.releaseRemainder(orderId, key) : gateway.cancelOrder(orderId, key),
  );
  if (!asked.ok && !isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  let hasLapsed = false;
  if (!asked.ok) {
    // What is let go cannot be let go again: an earlier try, whose answer was lost, was heard.
    const read = await askKlarna(shop, (gateway) => gateway.readOrder(orderId));
    if (!read.ok) return failed(read.error);
    if (read.answer.state === "gone") return await orderNotFound(shop, talk, read.answer.correlationId);
    const order = await withoutEvened(shop.db.read, payment, read.answer);
    if (isHeld(order)) return await refuse(shop, talk, wish, "release_refused", asked.error.detail);
    // Somebody has taken it meanwhile: nothing is left to be let go of, and the look calls whoever gives that back.
    if (order.capturedMinor > capturedMinor) return await answerByLook(shop, talk, wish, asked.error.detail);
    // Or Klarna's promise ran out by itself, which comes to the same and is called what it is.
    hasLapsed = order.state === "expired";
  }
  const { correlationId } = asked.ok ? asked.answer : asked.error.detail;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, { state: "done", answeredAt: shop.clock.now(), answerCode: null, correlationId });
    const because = { cause: talk.cause, staffId: wish.staffId, correlationId };
    await moveTo(
      shop,
      { tx, afterCommit, payment, because },
      capturedMinor > 0 ? "captured" : hasLapsed ? "lapsed" : "released",
    );
    await orderFound(shop, tx, payment.id);
  });
  // What Klarna had paid ahead is given back next.
  return capturedMinor > 0 ? onward : finished;
}

/** Or may be, for all that is known. */
function isHeld({ state }: OrderSnapshot): boolean {
  return state === "authorized" || state === "part_captured" || state === "unrecognised";
}

async function answerByLook(
  shop: Shop,
  talk: Conversation,
  wish: WishRow,
  { correlationId }: { correlationId: string | null },
): Promise<StepOutcome> {
  const answer = {
    state: "refused",
    answeredAt: shop.clock.now(),
    answerCode: "taken_elsewhere",
    correlationId,
  } as const;
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, answer));
  return await look(shop, talk);
}
