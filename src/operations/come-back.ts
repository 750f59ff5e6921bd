import type { Db, Tx } from "../../db/open.ts";
import type { LineItemRow, PaymentRow, SaleRow } from "../../db/schema.ts";
import { type Pieces, valueOf } from "../domain/hand-over.ts";
import type { VoidReason } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { closeAttentionItem } from "../store/books.ts";
import { hasComeBack, insertHandOver } from "../store/hand-overs.ts";
import { linesOf } from "../store/sales.ts";
import { type Approval, isAboveReturnLimit, seniorAndSecond } from "./approval.ts";
import { askFor } from "./ask-for.ts";
import { requireSale } from "./basket.ts";
import { isCancellable } from "./cancel-sale.ts";
import { checkPayment } from "./check-payment.ts";
import { dueMinor } from "./due-capture.ts";
import { isOrderUnsettled, lookAtSold } from "./give-up-sale.ts";
import { bookBackUnpaid, type LetGone, payBack, unpaidLines } from "./let-go.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import type { Move } from "./payment-events.ts";
import { refundableOf } from "./refundable.ts";
import { partsOf, type RestPlan } from "./rest-plan.ts";
import { savedPayments } from "./saved-payments.ts";
import { isWaiting, refuseWhileExchanging } from "./waiting-goods.ts";
import { isAnyAsked } from "./why-not-returnable.ts";

/** What is left of a sale of which Klarna refused to pay for a part, as it all comes back. Minor units. */
export type UnpaidPlan = Pick<RestPlan, "rest" | "left" | "back" | "backMinor" | "ways" | "refundable"> & {
  /** What Klarna would have paid for it. */
  unpaidMinor: number;
};

/**
 * All that is left of a sale comes back of which Klarna took a part and refused the rest: what was paid for it goes back in its own way,
 * what was not is booked back, and Klarna lets go of what it holds. The sale stays, and nothing of it is left. A senior answers for it, and
 * above the shop's limit for what goes back a second person, as for every return. `shownMinor`: what goes back, as it was shown.
 * Throws not_selling, sale_missing, not_cancellable, return_changed, not_returnable while it is being exchanged, and what seniorAndSecond
 * throws.
 */
export async function takeBackUnpaid(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; reason: VoidReason; shownMinor?: number | undefined; approval: Approval },
): Promise<LetGone> {
  const { saleId, reason, shownMinor } = wanted;
  const { senior, second } = await seniorAndSecond(shop, by, wanted.approval);
  const payments = await savedPayments(shop.db.read, saleId);
  await lookAtSold(shop, saleId);
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    await refuseWhileExchanging(tx, saleId);
    const sale = await requireSale(tx, saleId);
    const plan = await unpaidPlan(tx, sale, shop.klarna);
    if (plan === null) throw new AppError({ kind: "not_cancellable" });
    const { backMinor, refundable } = plan;
    if (shownMinor !== undefined && shownMinor !== backMinor) throw new AppError({ kind: "return_changed" });
    const isAboveLimit = await isAboveReturnLimit(tx, refundable.returnedMinor, backMinor);
    if (isAboveLimit && second === null) throw new AppError({ kind: "needs_second" });
    const approvedBy = second ?? senior;
    const returnId = await payBack(shop, { tx, afterCommit }, by, { sale, plan, approvedBy });
    await takeOffTheBooks(shop, tx, by, { sale, plan, returnId });
    for (const payment of payments) {
      const because = { cause: "cashier", staffId: by.staffId, detail: { approvedBy, reason } } as const;
      await wantNoMore(shop, { tx, afterCommit, payment, because });
    }
    afterCommit(shop.wakeJobs);
    return { saleId, returnId };
  });
  await logCards(shop, saleId);
  await Promise.all(payments.map(({ id }) => checkPayment(shop, id, "cashier")));
  return result;
}

/** What that comes to; null: Klarna paid for all of it or has not answered, or there is another way. */
export async function unpaidPlan(
  db: Db,
  sale: SaleRow,
  klarna: { accountId: string },
): Promise<UnpaidPlan | null> {
  if (sale.status !== "completed" || isWaiting(sale) || await isCancellable(db, sale)) return null;
  const payments = await savedPayments(db, sale.id);
  const dueMinor = await refusedMinor(db, payments);
  if (dueMinor === 0 || await isAnyAsked(db, payments)) return null;
  if (await isOrderUnsettled(db, sale.id)) return null;
  if (await hasComeBack(db, sale.id)) return null;
  const lines = await linesOf(db, sale.id);
  // Whoever holds the number of a gift card may spend it: it cannot be taken back.
  if (lines.some(({ kind }) => kind === "gift_card")) return null;
  const refundable = await refundableOf(db, sale, klarna);
  const rest = refundable.left.flatMap(({ lineId, quantity, amountMinor: totalMinor, taxMinor }): LineItemRow[] => {
    const line = lines.find(({ id }) => id === lineId);
    return line && totalMinor > 0 ? [{ ...line, quantity, discountMinor: 0, totalMinor, taxMinor }] : [];
  });
  const ways = refundable.ways.filter(({ leftMinor }) => leftMinor > 0)
    .map((way) => ({ way, amountMinor: way.leftMinor, reference: null }));
  const backMinor = ways.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  // Where the rest is not what Klarna refused, something else is open that has to be settled first.
  if (valueOf(rest) - backMinor !== dueMinor) return null;
  const left: Pieces = new Map(rest.map(({ id, quantity }) => [id, quantity]));
  return { rest, left, back: partsOf(rest, backMinor), backMinor, ways, refundable, unpaidMinor: dueMinor };
}

/** What is due of payments whose money Klarna still holds; 0 where some of it is lost already: of that somebody is called. */
async function refusedMinor(db: Db, payments: readonly PaymentRow[]): Promise<number> {
  let sumMinor = 0;
  for (const payment of payments) {
    const minor = await dueMinor(db, payment);
    if (minor > 0 && payment.status !== "authorized") return 0;
    sumMinor += minor;
  }
  return sumMinor;
}

/** What nobody has paid for is booked back, against what Klarna would have paid. */
async function takeOffTheBooks(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { sale, plan, returnId }: { sale: SaleRow; plan: UnpaidPlan; returnId: string | null },
): Promise<void> {
  const { registerId, staffId } = by;
  const place = { saleId: sale.id, registerId, staffId, at: shop.clock.now() };
  const row = { id: newId(shop, "hnd"), kind: "came_back", valueMinor: plan.unpaidMinor, returnId } as const;
  await insertHandOver(tx, { ...row, ...place }, plan.left);
  await bookBackUnpaid(shop, tx, by, sale, unpaidLines(plan));
}

async function wantNoMore(shop: Shop, move: Move): Promise<void> {
  const { tx, payment } = move;
  if (payment.status !== "authorized") return;
  await askFor(shop, move, "release_rest");
  const closing = { at: shop.clock.now(), staffId: null, reason: "rest_not_taken" };
  for (const kind of ["capture_refused", "money_lost"] as const) {
    await closeAttentionItem(tx, payment.id, kind, closing);
  }
}
