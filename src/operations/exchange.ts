import type { Db, Tx } from "../../db/open.ts";
import type { ExchangeRow, LineItemRow, SaleRow, TenderRow } from "../../db/schema.ts";
import type { ExchangeKind } from "../domain/exchange.ts";
import { valueOf } from "../domain/hand-over.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { NotReturnable } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { endExchange, exchangeInto, insertExchange } from "../store/exchanges.ts";
import { linesOf, removeTender, tendersOf, tendersTakenOut, updateSale } from "../store/sales.ts";
import { type Approval, isAboveReturnLimit, secondPersonFor, seniorAndSecond } from "./approval.ts";
import { openSale, requireSale } from "./basket.ts";
import { isCancellable } from "./cancel-sale.ts";
import type { ExchangePlan } from "./exchange-plan.ts";
import { refuseUnlessMeant } from "./give-back.ts";
import { doesOrderDiffer, lookAtSold } from "./give-up-sale.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";
import { readOrdersOf } from "./read-orders.ts";
import { refundableOf, withoutFound } from "./refundable.ts";
import { whyNotExchanged } from "./rest-plan.ts";
import { type PlannedReturn, returnParts } from "./return-parts.ts";
import { isRestHeld, isWaiting, waitingGoods } from "./waiting-goods.ts";
import { roundAnew } from "./round-anew.ts";
import { addTender, payInto, refuseUnlessPayable } from "./take-tender.ts";
import { tieCustomer, wouldTakeTaxOff } from "./tie-customer.ts";
import { whyNotReturnable } from "./why-not-returnable.ts";

/**
 * Begins an exchange: keeps what is to come back of a finished sale, and opens the sale of the new goods for the same customer.
 * Nothing has moved until that one is completed; given up, the old sale stands as it was. Throws what giveBack throws of what is
 * to come back; where Klarna is to let go of what it has not taken needs_senior, needs_second above the limit for what goes back beside
 * that, and klarna_captured when it has taken it after all.
 */
export async function startExchange(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: PlannedReturn & { saleId: string; shownMinor: number; foundMinor: number; approval: Approval },
): Promise<{ newSaleId: string }> {
  const { saleId, approval } = wanted;
  const { read } = shop.db;
  const seen = await requireSale(read, saleId);
  const why = await whyNotReturnable(read, seen, shop.klarna);
  const isUntaken = await isOfUntaken(read, seen, why);
  const { senior, second } = isUntaken
    ? await seniorAndSecond(shop, by, approval)
    : { senior: null, second: await secondPersonFor(shop, by, approval) };
  if (isUntaken) await lookAtSold(shop, saleId);
  if (why === null) await readOrdersOf(shop, saleId);
  return await once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const sale = await requireSale(tx, saleId);
    const kind = await exchangeableAs(tx, sale, shop);
    if (isUntaken !== (kind !== "returned")) throw new AppError({ kind: "exchange_changed" });
    // What waits is exchanged as it is: whoever has chosen something meant what was taken.
    if (isUntaken && isAnyChosen(wanted)) throw new AppError({ kind: "exchange_changed" });
    const terms = kind === "returned"
      ? await returnTerms(tx, shop, sale, wanted, second)
      : await restTerms(tx, sale, kind, { senior, second });
    const newSale = await openSale(shop, tx, by, newId(shop, "sal"));
    await tieSameCustomer(shop, tx, sale, newSale);
    const { lines, freeMinor, note } = wanted;
    const { totalMinor, approvedBy, goods } = terms;
    const row = { id: newId(shop, "xch"), saleId, newSaleId: newSale.id, kind, totalMinor, approvedBy };
    const kept = JSON.stringify({ lines, freeMinor, note, goods } satisfies ExchangePlan);
    await insertExchange(tx, { ...row, wanted: kept, staffId: by.staffId, at: shop.clock.now() });
    return { newSaleId: newSale.id };
  });
}

/** Whether it is of money that Klarna has not taken: then a senior answers for it. */
async function isOfUntaken(db: Db, sale: SaleRow, why: NotReturnable | null): Promise<boolean> {
  if (why === "not_taken" || why === "cancellable" || why === "unsettled") return true;
  return !isClosed(why) && await isRestHeld(db, sale);
}

function isAnyChosen({ lines, freeMinor }: PlannedReturn): boolean {
  return freeMinor > 0 || lines.some(({ quantity, partMinor }) => quantity > 0 || partMinor > 0);
}

/** Nothing at all can be done about it now. */
function isClosed(why: NotReturnable | null): boolean {
  return why === "not_finished" || why === "other_mode" || why === "exchanging";
}

/**
 * How the goods of a finished sale can be exchanged now. As long as Klarna holds money for goods that wait, it is those that are exchanged:
 * what was taken comes back by itself. Throws not_returnable, klarna_captured, rest_paid_otherwise, and what letGo throws of the rest.
 */
export async function exchangeableAs(db: Db, sale: SaleRow, shop: Pick<Shop, "klarna">): Promise<ExchangeKind> {
  return await exchangeableGiven(db, sale, shop, await whyNotReturnable(db, sale, shop.klarna));
}

/** The same where it is known why nothing of it can be given back. */
export async function exchangeableGiven(
  db: Db,
  sale: SaleRow,
  { klarna }: Pick<Shop, "klarna">,
  why: NotReturnable | null,
): Promise<ExchangeKind> {
  const isHeld = !isClosed(why) && await isRestHeld(db, sale);
  if (why === "unsettled") throw new AppError({ kind: "klarna_captured", isSold: true });
  if (why === null && !isHeld) return "returned";
  if (why === "cancellable" || (why === "not_taken" && await isCancellable(db, sale))) {
    if (await doesOrderDiffer(db, sale.id)) throw new AppError({ kind: "capture_unsettled" });
    return "cancelled";
  }
  if (why !== null && !isHeld) throw new AppError({ kind: "not_returnable", why });
  // What cannot be let go of could not be completed either, though the customer has paid for the new goods by then.
  const whyNot = await whyNotExchanged(db, sale, klarna);
  if (whyNot) throw new AppError(whyNot);
  return "not_taken";
}

type Terms = Pick<ExchangeRow, "totalMinor" | "approvedBy"> & Pick<ExchangePlan, "goods">;

async function returnTerms(
  tx: Tx,
  { klarna }: Pick<Shop, "klarna">,
  sale: SaleRow,
  wanted: PlannedReturn & { shownMinor: number; foundMinor: number },
  approver: string | null,
): Promise<Terms> {
  const refundable = await refundableOf(tx, sale, klarna);
  const planned = returnParts(withoutFound(refundable), wanted);
  refuseUnlessMeant(wanted, planned, refundable);
  const isAboveLimit = await isAboveReturnLimit(tx, refundable.returnedMinor, planned.totalMinor);
  if (isAboveLimit && approver === null) throw new AppError({ kind: "needs_second" });
  const { totalMinor, parts } = planned;
  const nameOf = (lineId: string) => refundable.lines.find(({ id }) => id === lineId)?.name ?? "";
  const goods = parts.map(({ lineId, quantity, amountMinor }) => ({ name: nameOf(lineId), quantity, amountMinor }));
  return { totalMinor, approvedBy: isAboveLimit ? approver : null, goods };
}

async function restTerms(
  tx: Tx,
  sale: SaleRow,
  kind: ExchangeKind,
  { senior, second }: { senior: string | null; second: string | null },
): Promise<Terms> {
  const backMinor = sumOfAmounts(await paidOtherwise(tx, sale, kind));
  if (second === null && await isAboveReturnLimit(tx, 0, backMinor)) throw new AppError({ kind: "needs_second" });
  const rest = await untakenLines(tx, sale);
  const goods = rest.map(({ name, quantity, totalMinor }) => ({ name, quantity, amountMinor: totalMinor }));
  return { totalMinor: valueOf(rest), approvedBy: second ?? senior, goods };
}

/** How a sale that is cancelled as a whole was paid beside Klarna: that goes back. Of one that is not, nothing does. */
export async function paidOtherwise(
  db: Db,
  { id, status, voidedAt }: SaleRow,
  kind: ExchangeKind,
): Promise<TenderRow[]> {
  if (kind !== "cancelled") return [];
  const tenders = status === "voided" ? await tendersTakenOut(db, id, voidedAt ?? 0) : await tendersOf(db, id);
  return tenders.filter((tender) => tender.kind !== "klarna");
}

/** What of a sale Klarna has not taken: what is still here, or all of it where all of it left. */
export async function untakenLines(db: Db, sale: SaleRow): Promise<LineItemRow[]> {
  return isWaiting(sale) ? (await waitingGoods(db, sale.id)).rest : await linesOf(db, sale.id);
}

/** Whoever pays no tax is chosen anew: a senior answers for that each time. */
async function tieSameCustomer(shop: Shop, tx: Tx, { customerId }: SaleRow, newSale: SaleRow): Promise<void> {
  const customer = customerId === null ? undefined : await findCustomer(tx, customerId);
  if (!customer || await wouldTakeTaxOff(tx, newSale.id, customer)) return;
  await tieCustomer(shop, tx, newSale, customer, null);
}

/**
 * What comes back pays for the new goods, as far as it reaches; the rest of either is paid or given back. It counts from when the
 * new sale is completed. Throws exchange_over, exchange_changed, and what takeCash throws of the sale.
 */
export function takeCredit(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; version: number },
): Promise<{ tenderId: string }> {
  return payInto(shop, action, wanted, async (tx, sale, dueMinor) => {
    const { kind, totalMinor } = await requireExchange(tx, sale.id);
    const isTaken = (await tendersOf(tx, sale.id)).some((tender) => tender.kind === "exchange");
    if (kind !== "returned" || isTaken) throw new AppError({ kind: "exchange_changed" });
    const amountMinor = Math.min(totalMinor, dueMinor);
    return { tenderId: await addTender(shop, tx, by, sale, { kind: "exchange", amountMinor }) };
  });
}

/** The new goods are not to be paid for by what comes back after all, or it changes what they are. Throws what takeCash throws of the sale. */
export function dropCredit(shop: Shop, action: Action, saleId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, saleId);
    await refuseUnlessPayable(tx, sale);
    const credit = (await tendersOf(tx, saleId)).find(({ kind }) => kind === "exchange");
    if (!credit) throw new AppError({ kind: "tender_missing" });
    const now = shop.clock.now();
    await removeTender(tx, credit.id, now);
    await roundAnew(shop, tx, saleId, now);
    await updateSale(tx, saleId, now, {});
    return { saleId };
  });
}

/** Nothing comes back after all: the new sale is one like any other. Throws exchange_over, exchange_changed while the credit counts. */
export function stopExchange(shop: Shop, action: Action, saleId: string): Promise<{ saleId: string }> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, saleId);
    await requireExchange(tx, saleId);
    if ((await tendersOf(tx, saleId)).some(({ kind }) => kind === "exchange")) {
      throw new AppError({ kind: "exchange_changed" });
    }
    const now = shop.clock.now();
    await endExchange(tx, saleId, { endedAt: now, outcome: "stopped" });
    await updateSale(tx, sale.id, now, {});
    return { saleId };
  });
}

async function requireExchange(tx: Tx, newSaleId: string): Promise<ExchangeRow> {
  const exchange = await exchangeInto(tx, newSaleId);
  if (!exchange || exchange.endedAt !== null) throw new AppError({ kind: "exchange_over" });
  return exchange;
}
