import type { PaybackRow, SaleRow, WishRow } from "../../db/schema.ts";
import type { RestView } from "../../views/exchange/data.ts";
import type { RefundState, ReturnDoneView, ReturnView } from "../../views/returns/data.ts";
import { valueOf } from "../domain/hand-over.ts";
import type { NotReturnable } from "../domain/problem.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { cashBack, type LinePart } from "../domain/return.ts";
import { isAtLeast } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import { exchangeableGiven, paidOtherwise, untakenLines } from "../operations/exchange.ts";
import type { WantedReturn } from "../operations/give-back.ts";
import type { ReturnParts } from "../operations/return-parts.ts";
import { returnFacts } from "../operations/return-receipt.ts";
import { CASH_KEY, foundOf, type Refundable } from "../operations/refundable.ts";
import { savedPayments } from "../operations/saved-payments.ts";
import { isRestHeld } from "../operations/waiting-goods.ts";
import type { Operator, Shop } from "../shop.ts";
import { exchangeOfReturn, exchangeUnderWay } from "../store/exchanges.ts";
import { findReturn, linesOfReturns, paybacksOfReturns, returnsOfSale } from "../store/returns.ts";
import { findSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { activeSeniors, staffName } from "../store/staff.ts";
import { wishesOf } from "../store/wishes.ts";
import { agreeingOf } from "./agreeing.ts";
import { callFirstOf } from "./present-pick-up.ts";
import { whyNotReturnable } from "../operations/why-not-returnable.ts";

/** What was chosen so far, and what it comes to; null: it cannot be worked out. */
export type Chosen = {
  wanted: Pick<WantedReturn, "lines" | "freeMinor">;
  planned: ReturnParts | null;
  split: WantedReturn["split"];
  approverId?: string | undefined;
};

/** The page on which a return is put together. */
export async function returnView(
  shop: Shop,
  by: Operator,
  { sale, refundable, chosen }: { sale: SaleRow; refundable: Refundable; chosen: Chosen },
): Promise<ReturnView> {
  const db = shop.db.read;
  const { wanted, planned, split } = chosen;
  const leftMinor = refundable.ways.reduce((sum, way) => sum + way.leftMinor, 0);
  const totalMinor = planned?.totalMinor ?? 0;
  const returns = await returnsOfSale(db, sale.id);
  const why = await whyNotReturnable(db, sale, shop.klarna, refundable);
  return {
    saleId: sale.id,
    code: sale.code,
    completedAt: sale.completedAt ?? 0,
    currency: sale.currency,
    why,
    lines: lineViews(refundable, chosen, leftMinor),
    freeMinor: planned ? wanted.freeMinor : 0,
    ways: refundable.ways.filter(({ leftMinor }) => leftMinor > 0)
      .map(({ key, kind, leftMinor, reference, isFound }) => ({ key, kind, leftMinor, reference, isFound })),
    foundMinor: foundOf(refundable),
    isOutOfReach: refundable.isOutOfReach,
    totalMinor,
    taxMinor: planned?.taxMinor ?? 0,
    coinsMinor: await coinsOf(shop, refundable, split),
    second: await secondOf(shop, by, { refundable, totalMinor, chosen }),
    earlier: returns.map(({ id, number, at, totalMinor }) => ({ id, number, at, totalMinor })),
    rest: await restView(shop, by, sale, why),
    waitingMinor: sumOfAmounts(refundable.waiting),
    canExchange: !await isRestHeld(db, sale),
    exchangingInto: (await exchangeUnderWay(db, sale.id))?.newSaleId ?? null,
    settleFirst: await callFirstOf(shop, sale.id),
  };
}

function lineViews(refundable: Refundable, { wanted, planned }: Chosen, leftMinor: number): ReturnView["lines"] {
  return refundable.lines.map((line, index) => {
    const left = refundable.left[index]!;
    const here = refundable.here.find(({ lineId }) => lineId === line.id)?.pieces ?? [];
    const piecesIn = (parts: readonly LinePart[]) => parts.find(({ lineId }) => lineId === line.id)?.quantity ?? 0;
    const [notTaken, waiting] = [piecesIn(refundable.notTaken), piecesIn(refundable.waiting)];
    const parts = planned?.wanted.filter(({ lineId }) => lineId === line.id) ?? [];
    return {
      id: line.id,
      name: line.name,
      unitPriceMinor: line.unitPriceMinor,
      bought: line.quantity,
      before: line.kind === "gift_card" ? 0 : line.quantity - left.quantity - notTaken - waiting,
      notTaken,
      waiting,
      left: left.quantity,
      here: here.length,
      leftMinor: Math.min(left.amountMinor, leftMinor),
      takenMinor: Math.min(left.amountMinor - sumOfAmounts(here), leftMinor),
      isGiftCard: line.kind === "gift_card",
      quantity: wanted.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0,
      amountMinor: parts.length === 0 ? null : parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    };
  });
}

async function coinsOf(shop: Shop, { cash }: Refundable, split: WantedReturn["split"]): Promise<number | null> {
  const amountMinor = split.find(({ key }) => key === CASH_KEY)?.amountMinor ?? 0;
  if (cash === null || amountMinor === 0) return null;
  const { cashStepMinor } = await requireShop(shop.db.read);
  const { cashMinor, roundingMinor } = cashBack(amountMinor, cash, cashStepMinor);
  return roundingMinor === 0 ? null : cashMinor;
}

async function secondOf(
  shop: Shop,
  { staffId, role }: Operator,
  { refundable, totalMinor, chosen }: { refundable: Refundable; totalMinor: number; chosen: Chosen },
): Promise<ReturnView["second"]> {
  const { returnLimitMinor } = await requireShop(shop.db.read);
  const limitMinor = refundable.returnedMinor + totalMinor > returnLimitMinor ? returnLimitMinor : null;
  const isFound = refundable.ways.some((way) =>
    way.isFound && chosen.split.some(({ key, amountMinor }) => key === way.key && amountMinor > 0)
  );
  if (limitMinor === null && (!isFound || isAtLeast(role, "senior"))) return null;
  const { approverId } = chosen;
  const others = (await activeSeniors(shop.db.read)).filter(({ id }) => id !== staffId);
  if (others.length === 0 && isAtLeast(role, "senior")) return null;
  const approvers = others.map(({ id, name, role }) => ({ id, name, role, isChosen: id === approverId }));
  return { limitMinor, approvers };
}

/** What of a finished sale Klarna has not taken yet and may be exchanged; null: nothing. */
async function restView(
  shop: Shop,
  by: Operator,
  sale: SaleRow,
  why: NotReturnable | null,
): Promise<RestView | null> {
  const db = shop.db.read;
  const kind = await exchangeableGiven(db, sale, shop, why).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (kind === null || kind === "returned") return null;
  const lines = await untakenLines(db, sale);
  const moreMinor = sumOfAmounts(await paidOtherwise(db, sale, kind));
  const agreeing = await agreeingOf(shop, by, { returnedMinor: 0, moreMinor });
  const isHeld = (await savedPayments(db, sale.id)).some(({ status }) => status === "authorized");
  return { heldMinor: isHeld ? valueOf(lines) - moreMinor : 0, agreeing };
}

/** A return as it stands now. Throws page_missing. */
export async function returnDoneView(shop: Shop, returnId: string): Promise<ReturnDoneView> {
  const db = shop.db.read;
  const facts = await returnFacts(db, returnId);
  const row = await findReturn(db, returnId);
  const sale = row && await findSale(db, row.saleId);
  if (!row || !sale) throw new AppError({ kind: "page_missing" });
  const paybacks = await paybacksOfReturns(db, [returnId]);
  const paymentIds = [...new Set(paybacks.flatMap((one) => one.paymentId ?? []))];
  const wishes = (await Promise.all(paymentIds.map((id) => wishesOf(db, id)))).flat();
  const exchange = facts.credit && await exchangeOfReturn(db, returnId);
  const rows = await linesOfReturns(db, [returnId]);
  return {
    ...facts,
    id: row.id,
    saleId: sale.id,
    currency: sale.currency,
    lines: facts.lines.map((line, index) => {
      const { reason, quantity, backOnShelf } = rows[index]!;
      return { ...line, reason, isBackOnShelf: quantity === 0 ? null : backOnShelf === 1 };
    }),
    approvedBy: row.approvedBy && row.approvedBy !== row.staffId ? await staffName(db, row.approvedBy) : null,
    paybacks: paybacks.map((payback) => ({
      id: payback.id,
      kind: payback.kind,
      amountMinor: payback.amountMinor,
      state: stateOf(payback, paybacks, wishes),
      reference: payback.kind === "gift_card" ? null : payback.reference,
    })),
    credit: facts.credit && exchange ? { ...facts.credit, saleId: exchange.newSaleId } : null,
  };
}

/** How far a way of a return is: what Klarna was asked for, the newest wish about it tells. */
function stateOf(payback: PaybackRow, all: readonly PaybackRow[], wishes: readonly WishRow[]): RefundState {
  if (all.some(({ insteadOfId }) => insteadOfId === payback.id)) return "moved";
  if (payback.kind !== "klarna") return "done";
  if (payback.insteadOfId !== null || payback.isFound === 1) return "found";
  const [wish] = wishes.filter(({ paybackId }) => paybackId === payback.id).toSorted((a, b) => b.attempt - a.attempt);
  if (wish?.state === "done") return "confirmed";
  if (wish?.state === "refused") return "refused";
  if (!wish?.firstSentAt) return "asked";
  return wish.answerCode === null ? "sent" : "unknown";
}
