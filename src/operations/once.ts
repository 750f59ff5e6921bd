import type { Tx } from "../../db/open.ts";
import { timeOfId } from "../domain/ids.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { findActionResult, insertActionResult } from "../store/action-results.ts";
import { type AfterCommit, inTransaction } from "../store/transaction.ts";

/** One press of one form: its id from when the form was drawn, and a hash of everything it sends. */
export type Action = { id: string; staffId: string; contentHash: string };

/** So long the result of a form is kept. Nobody presses one again after three days. */
export const ACTION_RESULT_LIVES_MS = 72 * 60 * 60_000;

/** What a deed leaves behind to repeat its answer: ids and codes, never personal data. */
export type ActionResult = Record<string, string | number | null>;

/**
 * Does a deed once per action id, keeping its result in the same transaction: a double click, a reload or "back"
 * gets the first answer again. The same id with other content is refused. A deed that throws leaves nothing,
 * so the same form may be tried again. A form that is older than any result is kept is refused: it may have been pressed before.
 */
export function once<T extends ActionResult>(
  shop: Shop,
  action: Action,
  deed: (tx: Tx, afterCommit: AfterCommit) => Promise<T>,
): Promise<T> {
  return inTransaction(shop.db, async (tx, afterCommit) => {
    const earlier = await findActionResult(tx, action.id);
    if (earlier) {
      if (earlier.contentHash !== action.contentHash || earlier.staffId !== action.staffId) {
        throw new AppError({ kind: "action_reused" });
      }
      return JSON.parse(earlier.result);
    }
    if (timeOfId(action.id) < shop.clock.now() - ACTION_RESULT_LIVES_MS) throw new AppError({ kind: "action_too_old" });
    const result = await deed(tx, afterCommit);
    await insertActionResult(tx, {
      actionId: action.id,
      staffId: action.staffId,
      contentHash: action.contentHash,
      result: JSON.stringify(result),
      createdAt: shop.clock.now(),
    });
    return result;
  });
}
