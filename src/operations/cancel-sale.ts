import type { Db, Tx } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { reversed, saleJournal } from "../domain/journal.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { VoidReason } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { insertJournal } from "../store/books.ts";
import { handOversOf } from "../store/hand-overs.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { returnsOfSale } from "../store/returns.ts";
import { linesOf, tendersOf } from "../store/sales.ts";
import { type Approval, isAboveReturnLimit, seniorAndSecond } from "./approval.ts";
import { requireSale } from "./basket.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift } from "./drawer.ts";
import { askBack, doesOrderDiffer, endAsVoided, lookAtSold, mayStillBePaid, refuseTaken } from "./give-up-sale.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import type { Move } from "./payment-events.ts";
import { isTaken, savedPayments } from "./saved-payments.ts";
import { refuseUnlessShown, refuseWhileExchanging, waitingGoods } from "./waiting-goods.ts";

/**
 * Gives up a sale that is in the books already and of which Klarna has paid nothing out: its goods are all still here, or came back
 * because Klarna would not pay for them. Its booking is booked back, Klarna is asked to let go, and what was taken otherwise goes
 * back, above the shop's limit only with a second person. A senior answers for it. Like a return it is a new booking of what is over, and
 * waits for the till to sell again. `shownCount`: how many pieces were shown to wait.
 * Throws not_selling, sale_missing, waiting_changed, not_cancellable, not_returnable while it is being exchanged, klarna_captured, capture_unsettled, and
 * what seniorAndSecond throws.
 */
export async function cancelSale(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; reason: VoidReason; shownCount?: number | undefined; approval: Approval },
): Promise<{ saleId: string }> {
  const { saleId, reason, shownCount } = wanted;
  const { senior, second } = await seniorAndSecond(shop, by, wanted.approval);
  const held = await savedPayments(shop.db.read, saleId);
  await lookAtSold(shop, saleId);
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    await refuseWhileExchanging(tx, saleId);
    await refuseUnlessShown(tx, saleId, shownCount);
    const isAboveLimit = await isAboveReturnLimit(tx, 0, await paidBesideKlarna(tx, saleId));
    if (isAboveLimit && second === null) throw new AppError({ kind: "needs_second" });
    const approvedBy = second ?? senior;
    await cancelFinished(shop, { tx, afterCommit }, by, { sale: await requireSale(tx, saleId), reason, approvedBy });
    return { saleId };
  });
  await logCards(shop, saleId);
  await Promise.all(held.map(({ id }) => checkPayment(shop, id, "cashier")));
  return result;
}

/** What of a sale goes back in money when it is cancelled: all that was paid beside Klarna, which only lets go. */
export async function paidBesideKlarna(db: Db, saleId: string): Promise<number> {
  return sumOfAmounts((await tendersOf(db, saleId)).filter(({ kind }) => kind !== "klarna"));
}

/** The same as a part of something else. Throws not_cancellable, klarna_captured, capture_unsettled. */
export async function cancelFinished(
  shop: Shop,
  move: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { sale, reason, approvedBy }: { sale: SaleRow; reason: VoidReason; approvedBy: string | null },
): Promise<void> {
  const { tx } = move;
  if (!await isCancellable(tx, sale)) throw new AppError({ kind: "not_cancellable" });
  await refuseTaken(tx, sale);
  if (await doesOrderDiffer(tx, sale.id)) throw new AppError({ kind: "capture_unsettled" });
  await bookBack(shop, tx, by, sale);
  // Before anything is asked back: by its time the asking is known to belong to this.
  const now = shop.clock.now();
  for (const payment of await savedPayments(tx, sale.id)) {
    const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy } } as const;
    await askBack(shop, { ...move, payment, because }, now);
  }
  await endAsVoided(shop, move, by, { sale, reason, now });
}

/** Finished, paid for by Klarna among others, which has paid nothing out; and its goods are either all here or all gone. */
export async function isCancellable(db: Db, sale: Pick<SaleRow, "id" | "status">): Promise<boolean> {
  if (sale.status !== "completed" || await isPartGone(db, sale.id)) return false;
  const saved = await savedPayments(db, sale.id);
  if (saved.length === 0 || (await paymentsOfSale(db, sale.id)).some(mayStillBePaid)) return false;
  // Whoever holds the number of a gift card may spend it: it cannot be taken back.
  if ((await linesOf(db, sale.id)).some(({ kind }) => kind === "gift_card")) return false;
  // Money that went back for some of it would go back again.
  if ((await returnsOfSale(db, sale.id)).length > 0) return false;
  // What it was exchanged for is sold already.
  if ((await tendersOf(db, sale.id)).some(({ kind }) => kind === "exchange")) return false;
  for (const payment of saved) if (await isTaken(db, payment)) return false;
  return true;
}

/** Some of what waited left, and some did not: what is here is let go of. Once all of it has left, all of it may have come back. */
async function isPartGone(db: Db, saleId: string): Promise<boolean> {
  const handOvers = await handOversOf(db, saleId);
  if (handOvers.length === 0) return false;
  return handOvers.some(({ kind }) => kind === "not_taken") || (await waitingGoods(db, saleId)).left.size > 0;
}

/** What was booked when it was completed, the other way round. */
async function bookBack(shop: Shop, tx: Tx, by: Operator, sale: SaleRow): Promise<void> {
  const { id: saleId, mode, currency } = sale;
  const entries = reversed(saleJournal(await linesOf(tx, saleId), await tendersOf(tx, saleId)));
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "sale_cancelled", saleId, paymentId: null, mode, shiftId };
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}
