import type { SaleRow } from "../../db/schema.ts";
import type {
  GoesBack,
  LetGoView,
  PaidFor,
  PickUpView,
  SettleFirst,
  WaitingSaleView,
} from "../../views/pick-up/data.ts";
import { countOf, type Pieces, valueOf } from "../domain/hand-over.ts";
import type { NotReturnable } from "../domain/problem.ts";
import { cashBack, type CashPaid } from "../domain/return.ts";
import { SALE_DEEDS, type SaleDeed } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { requireSale } from "../operations/basket.ts";
import type { PartOfWay } from "../operations/book-return.ts";
import { isCancellable } from "../operations/cancel-sale.ts";
import { unpaidPlan } from "../operations/come-back.ts";
import { exchangeableGiven } from "../operations/exchange.ts";
import { isOrderUnsettled, isPaidOut } from "../operations/give-up-sale.ts";
import { mayAnyLeave } from "../operations/hand-over.ts";
import { type RestPlan, restPlan, UNSETTLED, whyNotLetGo } from "../operations/rest-plan.ts";
import { whyNotReturnable } from "../operations/why-not-returnable.ts";
import { isCaptureAsked, savedPayments } from "../operations/saved-payments.ts";
import { isWaiting, partsGone, waitingGoods } from "../operations/waiting-goods.ts";
import type { Shop } from "../shop.ts";
import { openAttentionItems } from "../store/books.ts";
import { exchangeUnderWay } from "../store/exchanges.ts";
import { hasComeBack } from "../store/hand-overs.ts";
import { names } from "../store/payment-facts.ts";
import { waitingSales } from "../store/pick-ups.ts";
import { linesOf } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";

/** What of a sale waits to be picked up, and what left or came back; null: its goods went along at once, and stayed away. Throws sale_missing. */
export async function pickUpView(shop: Shop, saleId: string): Promise<PickUpView | null> {
  const db = shop.db.read;
  const sale = await requireSale(db, saleId);
  const wentAlong = sale.forPickUpAt === null && !await hasComeBack(db, saleId);
  if (wentAlong || sale.status !== "completed") return null;
  const { rest, left } = await waitingGoods(db, saleId);
  const held = (await savedPayments(db, saleId)).filter(({ status }) => status === "authorized");
  const gone = await partsGone(db, saleId);
  const { staff } = await names(db);
  const isDone = !isWaiting(sale);
  const plan = await restPlan(db, sale);
  const canLetGo = !isDone && !await isCancellable(db, sale) && await whyNotLetGo(db, sale, shop.klarna) === null;
  return {
    isDone,
    lines: (await linesOf(db, saleId)).flatMap(({ id, name, quantity }) => {
      const pieces = left.get(id);
      return pieces === undefined ? [] : [{ id, name, quantity, left: pieces }];
    }),
    waits: countOf(left),
    leftMinor: valueOf(rest),
    sofar: gone.map(({ handOver: { staffId, ...one }, parts }) => ({
      ...one,
      // Of what was not taken some may have been paid: what it cost is said.
      valueMinor: one.kind === "not_taken" ? valueOf(parts) : one.valueMinor,
      staffName: staff.get(staffId) ?? "",
    })),
    endsAt: plan.heldMinor > 0 ? firstOf(held.map(({ authorizationExpiresAt }) => authorizationExpiresAt)) : null,
    paidFor: paidForBy(plan),
    canLetGo,
    canDrop: !isDone && countOf(left) > 1 && await whyNotLetGo(db, sale, shop.klarna, true) === null,
    paidMinor: plan.paidMinor,
    heldMinor: Math.max(0, Math.min(plan.heldMinor, valueOf(rest) - plan.paidMinor)),
    backMinor: plan.backMinor,
    back: isDone ? [] : await inCoins(shop, plan.ways, plan.refundable.cash),
  };
}

/** What letting go of all that waits comes to, or of so many pieces of it. Throws sale_missing, not_that_many. */
export async function letGoView(
  shop: Shop,
  saleId: string,
  pieces: Pieces | "all",
): Promise<LetGoView & { returnedMinor: number }> {
  const db = shop.db.read;
  const plan = await restPlan(db, await requireSale(db, saleId), pieces);
  const { rest, backMinor, paidMinor, heldMinor, ways, refundable } = plan;
  const waiting = await waitingGoods(db, saleId);
  return {
    lines: rest.map(({ id, name, quantity }) => ({ id, name, quantity, left: quantity })),
    waits: countOf(waiting.left),
    leftMinor: valueOf(rest),
    heldMinor: Math.max(0, Math.min(heldMinor, valueOf(rest) - paidMinor)),
    backMinor,
    back: await inCoins(shop, ways, refundable.cash),
    isPart: plan.isPart,
    keptMinor: valueOf(waiting.rest) - valueOf(rest),
    returnedMinor: refundable.returnedMinor,
  };
}

/** What goes back in each way, as it is handed out: cash in coins that there are. */
export async function inCoins(
  { db }: Shop,
  ways: readonly PartOfWay[],
  cash: CashPaid | null,
): Promise<GoesBack[]> {
  const { cashStepMinor } = await requireShop(db.read);
  return ways.map(({ way: { kind, isFound }, amountMinor }) => ({
    kind,
    isFound,
    amountMinor: kind === "cash" && cash !== null ? cashBack(amountMinor, cash, cashStepMinor).cashMinor : amountMinor,
  }));
}

/** Whatever became of the payment as a whole: it is what still waits that Klarna holds money for, or has taken it for, or neither. */
function paidForBy({ rest, paidMinor, heldMinor }: RestPlan): PaidFor {
  if (paidMinor >= valueOf(rest)) return "paid";
  return heldMinor > 0 ? "held" : "gone";
}

function firstOf(ends: (number | null)[]): number | null {
  const known = ends.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Those of the waiting sales that match what was typed: the beginning of a number, or a part of the customer's name. */
export async function waitingSaleViews({ db, klarna }: Shop, typed: string): Promise<WaitingSaleView[]> {
  const text = typed.trim().replace(/^S-/i, "").toLowerCase();
  const sales = (await waitingSales(db.read, klarna.mode)).map(({ givenName, familyName, ...sale }) => ({
    ...sale,
    customerName: givenName === null ? null : `${givenName} ${familyName}`,
  })).filter(({ code, customerName }) =>
    String(code).startsWith(text) || (customerName?.toLowerCase().includes(text) ?? false)
  );
  return await Promise.all(sales.map(async ({ isTouched, isHeld, leftMinor, endsAt, ...sale }) => {
    if (isHeld && !isTouched) return { ...sale, leftMinor, endsAt, paidFor: "held" };
    const plan = await restPlan(db.read, await requireSale(db.read, sale.id));
    const paidFor = paidForBy(plan);
    return { ...sale, leftMinor: valueOf(plan.rest), endsAt: paidFor === "held" ? endsAt : null, paidFor };
  }));
}

/** The sale of the new goods while something of this one is being exchanged; null: nothing is. */
export async function exchangingInto({ db }: Shop, saleId: string): Promise<string | null> {
  return (await exchangeUnderWay(db.read, saleId))?.newSaleId ?? null;
}

/** What the state of a sale allows to be done with it now that it is finished, and nothing else. Throws sale_missing. */
export async function saleDeedsOf(shop: Shop, saleId: string): Promise<SaleDeed[]> {
  const db = shop.db.read;
  const sale = await requireSale(db, saleId);
  // What is set aside for an exchange stays as it is until that is over.
  if (sale.status !== "completed" || await exchangeUnderWay(db, saleId)) return [];
  const pickUp = await pickUpView(shop, saleId);
  const isUnsettled = await isOrderUnsettled(db, saleId);
  const why = await whyNotReturnable(db, sale, shop.klarna);
  const allowed: Record<SaleDeed, boolean> = {
    // Where Klarna holds nothing any more, only what was paid in another way can still leave.
    "pick-up": pickUp !== null && !pickUp.isDone && !isUnsettled && await mayAnyLeave(db, sale),
    dropping: pickUp?.canDrop ?? false,
    rest: pickUp?.canLetGo ?? false,
    cancelling: await unpaidPlan(db, sale, shop.klarna) !== null ||
      (!isUnsettled && await isCancellable(db, sale) && !await isPaidOut(db, saleId)),
    return: why === null || await isExchangeable(shop, sale, why),
  };
  return SALE_DEEDS.filter((deed) => allowed[deed]);
}

/** The call that has to be settled before more can be done with a finished sale; null: none, or an exchange of it is under way. */
export async function callFirstOf(shop: Shop, saleId: string): Promise<SettleFirst | null> {
  const { read } = shop.db;
  const sale = await requireSale(read, saleId);
  if (sale.status !== "completed" || await exchangeUnderWay(read, saleId)) return null;
  const payments = await savedPayments(read, saleId);
  const calls = await openAttentionItems(read, payments.map(({ id }) => id));
  for (const kind of UNSETTLED) {
    const call = calls.find((one) => one.kind === kind);
    const why = call && await stoppedBy(shop, sale, kind);
    if (why) return { why, callId: call.id };
  }
  return null;
}

/**
 * What such a call stops. Where nothing waits any more only what Klarna did pay for goes back after a refusal, unless all of the sale can be
 * cancelled.
 */
async function stoppedBy(
  { db }: Shop,
  sale: SaleRow,
  kind: typeof UNSETTLED[number],
): Promise<SettleFirst["why"] | null> {
  if (kind === "captured_elsewhere" || isWaiting(sale)) return kind;
  const canCancel = await isCancellable(db.read, sale);
  if (kind === "order_differs") return canCancel ? kind : null;
  return canCancel ? null : "unpaid";
}

/** The same where goods wait, and that Klarna owes an answer about those that left. */
export async function settleFirstOf(shop: Shop, saleId: string): Promise<SettleFirst | null> {
  const { read } = shop.db;
  const payments = await savedPayments(read, saleId);
  const isAsked = await Promise.all(payments.map((payment) => isCaptureAsked(read, payment)));
  const pending = isAsked.includes(true) ? { why: "capture_pending" as const, callId: null } : null;
  return await callFirstOf(shop, saleId) ?? pending;
}

/** Where nothing can be given back, what Klarna has not taken may still be exchanged. */
async function isExchangeable(shop: Shop, sale: SaleRow, why: NotReturnable): Promise<boolean> {
  try {
    await exchangeableGiven(shop.db.read, sale, shop, why);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
