import type { WishRow } from "../../../db/schema.ts";
import type { WishKind } from "../../domain/payment.ts";
import type { KlarnaError } from "../../klarna/errors.ts";
import type { KlarnaGateway } from "../../klarna/gateway.ts";
import type { Shop } from "../../shop.ts";
import { capturesOf } from "../../store/payments.ts";
import { inTransaction } from "../../store/transaction.ts";
import { updateWish } from "../../store/wishes.ts";
import { askKlarna } from "../ask-klarna.ts";
import { isFinal, isKeyForgotten, noteSent, waitForAnswer } from "./asked-wish.ts";
import { type Conversation, onward, type StepOutcome, wishFor } from "./step.ts";

/*
 * What Klarna is asked for that moves no money. A refusal is only noted: who asked sees it, and nothing hangs on it.
 */

/** Asks Klarna to hold the money for longer. The look that follows reads until when. */
export async function extendAuthorization(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const orderId = talk.payment.orderId ?? "";
  return await askFavour(shop, talk, "extend", (gateway, key) => gateway.extendAuthorization(orderId, key));
}

/** Asks Klarna to send its messages about what was captured last to the customer once more. */
export async function resendMessages(shop: Shop, talk: Conversation): Promise<StepOutcome> {
  const last = (await capturesOf(shop.db.read, talk.payment.id)).at(-1);
  if (!last) return await answer(shop, wishFor(talk, "resend"), { state: "refused", answerCode: "nothing_captured" });
  const orderId = talk.payment.orderId ?? "";
  const { klarnaCaptureId } = last;
  return await askFavour(shop, talk, "resend", (gateway, key) => gateway.resendMessages(orderId, klarnaCaptureId, key));
}

async function askFavour(
  shop: Shop,
  talk: Conversation,
  kind: WishKind,
  ask: (gateway: KlarnaGateway, key: string) => ReturnType<KlarnaGateway["extendAuthorization"]>,
): Promise<StepOutcome> {
  const wish = wishFor(talk, kind);
  // Nobody is helped by a favour that comes a day late, or twice.
  if (isKeyForgotten(shop, wish)) return await answer(shop, wish, { state: "refused", answerCode: "key_forgotten" });
  await noteSent(shop, wish);
  const asked = await askKlarna(shop, (gateway) => ask(gateway, wish.idempotencyKey));
  if (asked.ok) {
    return await answer(shop, wish, { state: "done", answerCode: null, correlationId: asked.answer.correlationId });
  }
  if (!isFinal(asked.error) && !isOfNoCapture(asked.error)) return await waitForAnswer(shop, talk, wish, asked.error);
  const { code, httpStatus, correlationId } = asked.error.detail;
  return await answer(shop, wish, {
    state: "refused",
    answerCode: code ?? String(httpStatus ?? "refused"),
    correlationId,
  });
}

/** Klarna has the order, but not what was captured of it (klarna.md §4 [S]): nobody need look for the order. */
function isOfNoCapture({ kind, detail }: KlarnaError): boolean {
  return kind === "refused" && detail.code === "NO_SUCH_CAPTURE";
}

async function answer(
  shop: Shop,
  wish: WishRow,
  said: { state: "done" | "refused"; answerCode: string | null; correlationId?: string | null },
): Promise<StepOutcome> {
  await inTransaction(shop.db, (tx) => updateWish(tx, wish.id, { ...said, answeredAt: shop.clock.now() }));
  return onward;
}
