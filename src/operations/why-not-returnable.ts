import type { Db } from "../../db/open.ts";
import type { PaymentRow, SaleRow } from "../../db/schema.ts";
import type { WishKind } from "../domain/payment.ts";
import type { NotReturnable } from "../domain/problem.ts";
import { exchangeUnderWay } from "../store/exchanges.ts";
import { isUnanswered, wishesOf } from "../store/wishes.ts";
import { isCancellable } from "./cancel-sale.ts";
import { isTakenUnbooked } from "./give-up-sale.ts";
import { type Refundable, refundableOf } from "./refundable.ts";
import { isCaptureAsked, savedPayments } from "./saved-payments.ts";
import { isWaiting } from "./waiting-goods.ts";

/** Why nothing of this sale can be given back now; null: something can. `known`: what is left of it, where that was read. */
export async function whyNotReturnable(
  db: Db,
  sale: SaleRow,
  klarna: { mode: SaleRow["mode"]; accountId: string },
  known?: Refundable,
): Promise<NotReturnable | null> {
  if (sale.status !== "completed") return "not_finished";
  if (sale.mode !== klarna.mode) return "other_mode";
  if (await exchangeUnderWay(db, sale.id)) return "exchanging";
  const isUnsettled = await isTakenUnbooked(db, sale.id);
  // A part of it would go back, and nothing could end the rest.
  if (isWaiting(sale) && await isCancellable(db, sale)) return isUnsettled ? "unsettled" : "cancellable";
  const held = (await savedPayments(db, sale.id)).filter(({ status }) => status === "authorized");
  const isHeld = held.length > 0;
  if (isHeld && !isWaiting(sale)) {
    if (isUnsettled) return "unsettled";
    // Klarna may take this money yet, or has taken none of it: then it is let go of as a whole.
    for (const payment of held) if (await isCaptureAsked(db, payment)) return "not_taken";
    if (await isCancellable(db, sale)) return "not_taken";
  }
  const { lines, left, waiting, ways, isOutOfReach, returnedMinor } = known ?? await refundableOf(db, sale, klarna);
  if (lines.every(({ kind }) => kind === "gift_card")) return "gift_cards";
  if (left.every(({ amountMinor }) => amountMinor === 0)) {
    if (waiting.length > 0) return "still_waiting";
    return returnedMinor > 0 ? "nothing_left" : "never_paid";
  }
  if (ways.some(({ leftMinor }) => leftMinor > 0)) return null;
  if (isOutOfReach) return "elsewhere";
  if (!isHeld) return "never_paid";
  return await isAnyAsked(db, held) ? "not_taken" : "refused";
}

/** Whether Klarna has not answered yet whether it pays, or lets go. */
export async function isAnyAsked(db: Db, held: readonly PaymentRow[]): Promise<boolean> {
  const wishes = (await Promise.all(held.map(({ id }) => wishesOf(db, id)))).flat();
  return wishes.some((wish) => ASKED.includes(wish.kind) && isUnanswered(wish));
}

const ASKED: readonly WishKind[] = ["capture", "release", "release_rest"];
