import type { WishRow } from "../../../db/schema.ts";
import type { OrderSnapshot } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { bookedOf } from "../../store/payments.ts";
import { inTransaction } from "../../store/transaction.ts";
import { updateWish, wishesOf } from "../../store/wishes.ts";
import { askFor } from "../ask-for.ts";
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
  const { read: db } = shop.db;
  const wish = wishFor(talk, "release_rest");
  if (isKeyForgotten(shop, wish)) return await askWithNewKey(shop, wish);
  await noteSent(shop, wish);
  const { capturedMinor } = await bookedOf(db, payment.id);
  const [orderId, key] = [payment.orderId ?? "", wish.idempotencyKey];
  const isPartTaken = capturedMinor > 0 ||
    (await wishesOf(db, payment.id)).some(({ answerCode }) => answerCode === PART_TAKEN);
  const asked = await askKlarna(
    shop,
    (gateway) => isPartTaken ? gateway.releaseRemainder(orderId, key) : gateway.cancelOrder(orderId, key),
  );
  if (!asked.ok && !isFinal(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  const read = await askKlarna(shop, (gateway) => gateway.readOrder(orderId));
  // Klarna has let go: whatever it took before that the night tells, if it cannot be read now.
  if (!read.ok && !asked.ok) return failed(read.error);
  const order = read.ok && read.answer.state !== "gone" ? await withoutEvened(db, payment, read.answer) : null;
  if (!asked.ok) {
    // What is let go cannot be let go again: an earlier try, whose answer was lost, was heard.
    if (order === null) return await orderNotFound(shop, talk, read.ok ? read.answer.correlationId : null);
    if (order.state === "part_captured" && !isPartTaken) return await askForRemainder(shop, talk, wish);
    if (isHeld(order)) return await refuse(shop, talk, wish, "release_refused", asked.error.detail);
  }
  const { correlationId } = asked.ok ? asked.answer : asked.error.detail;
  const answered = { state: "done", answeredAt: shop.clock.now(), answerCode: null, correlationId } as const;
  if (order !== null && order.capturedMinor > capturedMinor) {
    // Somebody took it in the portal a moment before: the look calls whoever gives it back.
    await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, answered));
    return await look(shop, talk);
  }
  // Where Klarna's promise ran out by itself, that comes to the same and is called what it is.
  const ended = !asked.ok && order?.state === "expired" ? "lapsed" : "released";
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, answered);
    const because = { cause: talk.cause, staffId: wish.staffId, correlationId };
    await moveTo(shop, { tx, afterCommit, payment, because }, capturedMinor > 0 ? "captured" : ended);
    await orderFound(shop, tx, payment.id);
  });
  // What Klarna had paid ahead is given back next.
  return capturedMinor > 0 ? onward : finished;
}

const PART_TAKEN = "part_taken";

/** An order of which anybody has taken a part cannot be cancelled: what is left of it is let go of, as another wish. */
export async function askForRemainder(
  shop: Shop,
  { payment, cause }: Conversation,
  wish: WishRow,
): Promise<StepOutcome> {
  const answered = { state: "refused", answeredAt: shop.clock.now(), answerCode: PART_TAKEN } as const;
  await inTransaction(shop.db, async (tx, afterCommit) => {
    await updateWish(tx, wish.id, answered);
    await askFor(shop, { tx, afterCommit, payment, because: { cause, staffId: wish.staffId } }, "release_rest");
  });
  return onward;
}

/** Or may be, for all that is known. */
function isHeld({ state }: OrderSnapshot): boolean {
  return state === "authorized" || state === "part_captured" || state === "unrecognised";
}
