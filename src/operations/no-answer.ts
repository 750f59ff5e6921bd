import { LAPSES_SOON_MS } from "../domain/attention.ts";
import type { WishKind } from "../domain/payment.ts";
import type { WishRow } from "../../db/schema.ts";
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

/**
 * After a conversation: calls a person for a wish that Klarna does not answer, time and again, and calls them off once it has. What
 * is asked for comes before a look, so that an approval that runs out meanwhile is called out here, too. `failure`: how the
 * conversation failed; null: it did not.
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
  if (open.length === 0) {
    const closing = { at: now, staffId: null, reason: "answered" };
    return await closeAttentionItem(move.tx, payment.id, "no_answer", closing);
  }
  if (failure === null) return;
  const waitedMs = now - Math.min(...open.map(({ askedAt }) => askedAt));
  const patienceMs = isNobodyThere(failure) ? PATIENCE_WHILE_AWAY_MS : PATIENCE_MS;
  if (waitedMs >= patienceMs) await callPerson(shop, move, "no_answer", failure);
  const endsAt = payment.authorizationExpiresAt;
  const isLapsing = payment.status === "authorized" && endsAt !== null && endsAt - now < LAPSES_SOON_MS;
  if (isLapsing) await callPerson(shop, move, "about_to_lapse", String(endsAt));
}
