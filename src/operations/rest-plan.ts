import type { Db } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { type Pieces, valueOf } from "../domain/hand-over.ts";
import type { Problem } from "../domain/problem.ts";
import { planReturn, splitRefund } from "../domain/return.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { openAttentionItems } from "../store/books.ts";
import { paybacksOfReturns, returnsOfSale } from "../store/returns.ts";
import type { PartOfWay } from "./book-return.ts";
import { untakenValue } from "../store/hand-overs.ts";
import { aheadMinor, heldMinor } from "./due-capture.ts";
import { type Refundable, refundableOf, type Way, withoutFound } from "./refundable.ts";
import type { ReturnParts } from "./return-parts.ts";
import { isCaptureAsked, savedPayments } from "./saved-payments.ts";
import { partOfWaiting, waitingGoods } from "./waiting-goods.ts";

/** What letting go of goods that still wait comes to, of all of them or of some. Minor units. */
export type RestPlan = {
  rest: LineItemRow[];
  left: Pieces;
  /** Others go on waiting. */
  isPart: boolean;
  /** What was paid for them and goes back: cash and the like, and what Klarna has paid ahead, be it that its portal gave that back. */
  backMinor: number;
  /** What of that is in the shop's hands. */
  paidMinor: number;
  /** What Klarna holds for them. */
  heldMinor: number;
  ways: PartOfWay[];
  /** The same by line; null where it is more than they cost. */
  back: ReturnParts | null;
  refundable: Refundable;
};

/**
 * Works out what of the goods that still wait, or of so many pieces of them, is paid already: all that was paid, less what the goods cost
 * that are gone or go on waiting. So Klarna takes less before anything else goes back. Throws not_that_many.
 */
export async function restPlan(db: Db, sale: SaleRow, pieces: Pieces | "all" = "all"): Promise<RestPlan> {
  const waiting = await waitingGoods(db, sale.id);
  const { rest, left } = pieces === "all" ? waiting : { rest: await partOfWaiting(db, sale.id, pieces), left: pieces };
  const keptMinor = valueOf(waiting.rest) - valueOf(rest);
  // By whichever Klarna account it was paid: whether that can be asked now is another question.
  const refundable = await refundableOf(db, sale, null);
  const goneMinor = valueOf(refundable.lines) - valueOf(rest) - refundable.returnedMinor +
    await movedMinor(db, sale.id) - await untakenValue(db, sale.id);
  const beyondGone = (ways: readonly Way[]) =>
    Math.max(0, ways.reduce((sum, { leftMinor }) => sum + leftMinor, 0) - goneMinor);
  const backMinor = beyondGone(refundable.ways);
  const amounts = splitRefund(backMinor, refundable.ways) ?? [];
  const ways = refundable.ways.map((way, index) => ({ way, amountMinor: amounts[index] ?? 0, reference: null }));
  const held = (await savedPayments(db, sale.id)).map((payment) => heldMinor(db, payment, keptMinor));
  return {
    rest,
    left,
    isPart: [...waiting.left].some(([id, count]) => (left.get(id) ?? 0) < count),
    backMinor,
    paidMinor: beyondGone(withoutFound(refundable).ways),
    heldMinor: (await Promise.all(held)).reduce((sum, minor) => sum + minor, 0),
    ways: ways.filter(({ amountMinor }) => amountMinor > 0),
    back: partsOf(rest, backMinor),
    refundable,
  };
}

/** What Klarna refused to give back and went another way: Klarna could give as much again, but the customer has it already. */
async function movedMinor(db: Db, saleId: string): Promise<number> {
  const returnIds = (await returnsOfSale(db, saleId)).map(({ id }) => id);
  const paybacks = await paybacksOfReturns(db, returnIds);
  return sumOfAmounts(paybacks.filter(({ insteadOfId, kind }) => insteadOfId !== null && kind !== "klarna"));
}

/** So much of what these lines cost, spread over them: no pieces come back with it, for they never left. */
export function partsOf(rest: readonly LineItemRow[], totalMinor: number): ReturnParts | null {
  const lines = rest.filter(({ kind }) => kind === "goods").map(({ id, quantity, totalMinor, taxMinor }) => ({
    lineId: id,
    quantity,
    amountMinor: totalMinor,
    taxMinor,
  }));
  const plan = planReturn(lines, [], totalMinor);
  if (typeof plan === "string") return null;
  const { free: parts } = plan;
  const taxMinor = parts.reduce((sum, part) => sum + part.taxMinor, 0);
  return { wanted: parts, free: [], parts, totalMinor, taxMinor };
}

/**
 * Why the goods that still wait cannot be let go of at this moment, or only all of them; null: they can. Klarna owes an answer about those
 * that left, or a person must settle it; or nothing is left that Klarna would let go of, and a return gives the money back.
 */
export async function whyNotLetGo(
  db: Db,
  sale: SaleRow,
  klarna: { accountId: string },
  isPart = false,
): Promise<Problem | null> {
  const payments = await savedPayments(db, sale.id);
  for (const payment of payments) if (await isCaptureAsked(db, payment)) return { kind: "capture_pending" };
  const called = (await openAttentionItems(db, payments.map(({ id }) => id))).map(({ kind }) => kind);
  if (UNSETTLED.some((kind) => called.includes(kind))) return { kind: "capture_unsettled" };
  if (isPart && called.includes("captured_voided")) return { kind: "capture_unsettled" };
  const ahead = await Promise.all(payments.map((payment) => aheadMinor(db, payment)));
  if (isPart && ahead.some((minor) => minor > 0)) return { kind: "rest_paid_ahead" };
  const { rest, paidMinor, ways, back } = await restPlan(db, sale);
  if (back === null || paidMinor >= valueOf(rest)) return { kind: "rest_paid" };
  const byKlarna = ways.flatMap(({ way }) => way.paymentId ?? []);
  const isElsewhere = payments.some((one) => byKlarna.includes(one.id) && one.klarnaAccountId !== klarna.accountId);
  return isElsewhere ? { kind: "not_returnable", why: "elsewhere" } : null;
}

/** The same where they are exchanged: nobody was asked about money that goes back beside what Klarna lets go of. */
export async function whyNotExchanged(db: Db, sale: SaleRow, klarna: { accountId: string }): Promise<Problem | null> {
  const why = await whyNotLetGo(db, sale, klarna);
  if (why) return why;
  const { ways } = await restPlan(db, sale);
  return ways.some(({ way }) => !way.isFound) ? { kind: "rest_paid_otherwise" } : null;
}

/** What was taken, or not taken, is not what our book says, or the order is not what was asked for. */
export const UNSETTLED = ["capture_refused", "captured_elsewhere", "order_differs"] as const;
