import { LAPSES_SOON_MS } from "../domain/attention.ts";
import type { PaymentStatus, WishKind } from "../domain/payment.ts";
import type { PaymentRow, WishRow } from "../../db/schema.ts";
import type { Shop } from "../shop.ts";
import { closeAttentionItem } from "../store/books.ts";
import { isNobodyThere } from "../store/due-payments.ts";
import { isUnanswered } from "../store/wishes.ts";
import { callPerson, type Move } from "./payment-events.ts";

const HOUR_MS = 60 * 60_000;
/** So long is asked again without anybody knowing; while Klarna as a whole is away, which every page says, for a day. */
const PATIENCE_MS = HOUR_MS;
const PATIENCE_WHILE_AWAY_MS = 24 * HOUR_MS;
/** Of these money hangs, or whether a sale can go on. */
const AWAITED: readonly WishKind[] = ["cancel", "capture", "release", "refund", "release_rest"];

/** Klarna holds money for it, and only a look tells whether it still does. */
const READ_IN_VAIN: readonly PaymentStatus[] = ["in_review", "authorized"];
/** One look that fails is nothing. */
const A_FEW_LOOKS = 3;
/** Of an order that is not there somebody is told in other words. */
const TOLD_OTHERWISE = "order_not_found";

/**
 * After a conversation: calls a person for a wish that Klarna does not answer, time and again, and for an order that cannot be read;
 * calls them off once it has. A look that fails calls out nothing, so that an approval that runs out meanwhile is called out here,
 * too. `failure`: how the conversation failed; null: it did not.
 */
export async function callForNoAnswer(
  shop: Shop,
  move: Move,
  wishes: readonly WishRow[],
  failure: string | null,
): Promise<void> {
  const { payment } = move;
  const now = shop.clock.now();
  const open = wishes.filter((wish) => AWAITED.includes(wish.kind) && isUnanswered(wish));
  if (failure === null) {
    const closing = { at: now, staffId: null, reason: "answered" };
    return open.length > 0 ? undefined : await closeAttentionItem(move.tx, payment.id, "no_answer", closing);
  }
  const waitsSince = Math.min(...open.map(({ askedAt }) => askedAt), unreadSince(payment, failure));
  const patienceMs = isNobodyThere(failure) ? PATIENCE_WHILE_AWAY_MS : PATIENCE_MS;
  if (now - waitsSince >= patienceMs) await callPerson(shop, move, "no_answer", failure);
  const endsAt = payment.authorizationExpiresAt;
  const isLapsing = payment.status === "authorized" && endsAt !== null && endsAt - now < LAPSES_SOON_MS;
  if (isLapsing) await callPerson(shop, move, "about_to_lapse", String(endsAt));
}

/** When an order was read last that cannot be read any more; Infinity where it can, or nothing hangs on it. */
function unreadSince({ status, statusAt, checkedAt, failedChecks }: PaymentRow, failure: string): number {
  const isInVain = READ_IN_VAIN.includes(status) && failedChecks + 1 >= A_FEW_LOOKS && failure !== TOLD_OTHERWISE;
  return isInVain ? checkedAt ?? statusAt : Infinity;
}
