import type { Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { type Pieces, valueOf } from "../domain/hand-over.ts";
import { reversed, saleJournal } from "../domain/journal.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { closeAttentionItem, insertJournal, openAttentionItems } from "../store/books.ts";
import { bookedOf } from "../store/payments.ts";
import { type Approval, isAboveReturnLimit, seniorAndSecond } from "./approval.ts";
import { askFor } from "./ask-for.ts";
import { bookReturn } from "./book-return.ts";
import { checkPayment } from "./check-payment.ts";
import { currentShift } from "./drawer.ts";
import { wantedMinor } from "./due-capture.ts";
import { lookAtSold } from "./give-up-sale.ts";
import { noteHandOver, requireWaiting } from "./hand-over.ts";
import { logCards } from "./logbook.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { callPerson, type Move, noteEvent } from "./payment-events.ts";
import { readPaidAhead } from "./read-orders.ts";
import { type RestPlan, restPlan, whyNotLetGo } from "./rest-plan.ts";
import { savedPayments } from "./saved-payments.ts";
import { refuseUnlessShown, refuseWhileExchanging } from "./waiting-goods.ts";

/** The sale, and with which return money went back by hand or by Klarna; null: none did. */
export type LetGone = { saleId: string; returnId: string | null };

/**
 * The customer does not take the goods that still wait, or so many pieces of them: they are not sold after all, Klarna lets go of what it
 * held for them, and what was paid for them already goes back in its own way. A senior answers for it, and above the shop's limit for what
 * goes back a second person, as for every return. `shownMinor`, `shownCount`: what goes back, and how many pieces wait, as it was shown.
 * Throws not_selling, sale_missing, nothing_waits, waiting_changed, return_changed, not_returnable, and what letGo and seniorAndSecond throw.
 */
export async function letRestGo(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; pieces?: Pieces; shownMinor?: number; shownCount?: number; approval: Approval },
): Promise<LetGone> {
  const { saleId, pieces, shownMinor, shownCount } = wanted;
  const { senior, second } = await seniorAndSecond(shop, by, wanted.approval);
  await lookAtSold(shop, saleId);
  await readPaidAhead(shop, saleId);
  const result = await once(shop, action, async (tx, afterCommit) => {
    await requireSelling(shop, tx);
    await refuseWhileExchanging(tx, saleId);
    const approvedBy = second ?? senior;
    await refuseUnlessShown(tx, saleId, shownCount);
    const { backMinor, refundable, returnId } = await letGo(shop, { tx, afterCommit }, by, {
      saleId,
      approvedBy,
      ...pieces ? { pieces } : {},
    });
    if (shownMinor !== undefined && shownMinor !== backMinor) throw new AppError({ kind: "return_changed" });
    const isAboveLimit = await isAboveReturnLimit(tx, refundable.returnedMinor, backMinor);
    if (isAboveLimit && second === null) throw new AppError({ kind: "needs_second" });
    return { saleId, returnId };
  });
  await logCards(shop, saleId);
  const waiting = await savedPayments(shop.db.read, saleId);
  await Promise.all(waiting.map(({ id }) => checkPayment(shop, id, "cashier")));
  return result;
}

/**
 * The same as a part of something else. Throws sale_missing, nothing_waits, capture_pending, capture_unsettled, rest_paid, not_returnable where
 * Klarna would give money back at another account; of pieces not_that_many, and rest_paid_ahead where Klarna has paid for what is still here.
 */
export async function letGo(
  shop: Shop,
  { tx, afterCommit }: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { saleId, pieces = "all", approvedBy }: { saleId: string; pieces?: Pieces | "all"; approvedBy: string | null },
): Promise<RestPlan & { returnId: string | null }> {
  const sale = await requireWaiting(tx, saleId);
  const plan = await restPlan(tx, sale, pieces);
  const why = await whyNotLetGo(tx, sale, shop.klarna, plan.isPart);
  if (why) throw new AppError(why);
  const returnId = await payBack(shop, { tx, afterCommit }, by, { sale, plan, approvedBy });
  await takeOffTheBooks(shop, { tx }, by, { sale, plan, returnId });
  for (const payment of await savedPayments(tx, saleId)) {
    const detail = { approvedBy, ...plan.isPart ? { amountMinor: valueOf(plan.rest) } : {} };
    const because = { cause: "cashier", staffId: by.staffId, detail } as const;
    const move = { tx, afterCommit, payment, because };
    // Klarna holds on to what it is to pay for what goes on waiting, and lets go of the rest once it has.
    if (plan.isPart) await noteEvent(shop, move, "part_not_taken");
    else if (payment.status === "authorized") await askFor(shop, move, "release_rest");
    if (payment.status !== "authorized") await wantNoMore(shop, move);
  }
  afterCommit(shop.wakeJobs);
  return { ...plan, returnId };
}

/** Klarna holds nothing any more: nobody need ask the customer for it, but for what is owed of goods that left or go on waiting. */
async function wantNoMore(shop: Shop, move: Move): Promise<void> {
  const { tx, payment } = move;
  const called = (await openAttentionItems(tx, [payment.id])).find(({ kind }) => kind === "money_lost");
  if (!called) return;
  const { kind, klarnaSays } = called;
  const amountMinor = await wantedMinor(tx, payment) - (await bookedOf(tx, payment.id)).capturedMinor;
  if (amountMinor > 0) {
    return await callPerson(shop, move, "money_lost", klarnaSays, { weThink: "authorized", amountMinor });
  }
  await closeAttentionItem(tx, payment.id, kind, { at: shop.clock.now(), staffId: null, reason: "rest_not_taken" });
}

type Rest = { sale: SaleRow; plan: RestPlan };

type PaidRest = { sale: SaleRow; plan: Pick<RestPlan, "back" | "refundable" | "ways">; approvedBy: string | null };

/** What was paid already for goods that are not taken is given back like any other money: it is a return, of no pieces. */
export async function payBack(
  shop: Shop,
  move: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { sale, plan, approvedBy }: PaidRest,
): Promise<string | null> {
  const { back: planned, refundable, ways: chosen } = plan;
  if (planned === null || planned.totalMinor === 0) return null;
  const lines = planned.parts.map(({ lineId, amountMinor: partMinor }) => {
    return { lineId, quantity: 0, partMinor, reason: "unwanted" as const, backOnShelf: false };
  });
  const wanted = { lines, freeMinor: 0, note: "" };
  const booking = { sale, refundable, wanted, planned, approvedBy, chosen, credits: [], creditedTo: null };
  return (await bookReturn(shop, move, by, booking)).returnId;
}

/** What of the rest nobody has paid for is booked back, against what Klarna would have paid. */
async function takeOffTheBooks(
  shop: Shop,
  { tx }: Pick<Move, "tx">,
  by: Operator,
  { sale, plan, returnId }: Rest & { returnId: string | null },
): Promise<void> {
  const unpaid = unpaidLines(plan);
  await noteHandOver(shop, tx, by, sale, "not_taken", plan.left, { valueMinor: valueOf(unpaid), returnId });
  await bookBackUnpaid(shop, tx, by, sale, unpaid);
}

/** What of the rest nobody has paid for, as lines. */
export function unpaidLines({ rest, back }: Pick<RestPlan, "rest" | "back">): LineItemRow[] {
  return rest.map((line) => {
    const { amountMinor = 0, taxMinor = 0 } = back?.parts.find(({ lineId }) => lineId === line.id) ?? {};
    return { ...line, totalMinor: line.totalMinor - amountMinor, taxMinor: line.taxMinor - taxMinor };
  });
}

/** It was booked as owed by Klarna, and is owed no more. */
export async function bookBackUnpaid(
  shop: Shop,
  tx: Tx,
  by: Operator,
  { id: saleId, mode, currency }: SaleRow,
  unpaid: LineItemRow[],
): Promise<void> {
  const valueMinor = valueOf(unpaid);
  const entries = reversed(saleJournal(unpaid, [{ kind: "klarna", amountMinor: valueMinor }]));
  const shiftId = await currentShift(shop, tx, by, mode);
  const journal = { id: newId(shop, "jnl"), cause: "rest_not_taken", saleId, paymentId: null, mode, shiftId };
  await insertJournal(tx, { ...journal, staffId: by.staffId, at: shop.clock.now() }, entries, currency);
}
