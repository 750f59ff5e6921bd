import type { Db } from "../../db/open.ts";
import type { LineItemRow, PaybackRow, PaymentRow, SaleRow, TenderRow } from "../../db/schema.ts";
import { partOfLines } from "../domain/hand-over.ts";
import type { NotReturnable } from "../domain/problem.ts";
import {
  type CashPaid,
  inPaybackOrder,
  leftOfLines,
  type LinePart,
  type PaidBy,
  type PaybackKind,
  splitRefund,
} from "../domain/return.ts";
import { findGiftCard } from "../store/gift-cards.ts";
import { piecesOf } from "../store/hand-overs.ts";
import { bookedOf, findPayment } from "../store/payments.ts";
import { linesOfReturns, paybacksByPayment, paybacksOfReturns, returnsOfSale } from "../store/returns.ts";
import { linesOf, tendersOf } from "../store/sales.ts";

/** One way in which a sale was paid, and what can still go back by it. */
export type Way = PaidBy & {
  paidMinor: number;
  tenderId: string | null;
  paymentId: string | null;
  giftCardId: string | null;
  /** A slip's number or the last digits of a card. Of a gift card nothing. */
  reference: string | null;
};

/** What of a finished sale can still be given back, and how. Lines and what is left of them stand in the same order. */
export type Refundable = {
  lines: LineItemRow[];
  left: LinePart[];
  ways: Way[];
  /** Null: nothing was paid in cash. */
  cash: CashPaid | null;
  /** Given back already. */
  returnedMinor: number;
};

/** Where all cash of a sale is one way: coins are coins. */
export const CASH_KEY = "cash";

/** Reads from the books what is left of a finished sale to be given back. */
export async function refundableOf(db: Db, sale: SaleRow): Promise<Refundable> {
  const lines = await linesOf(db, sale.id);
  const tenders = await tendersOf(db, sale.id);
  const returns = await returnsOfSale(db, sale.id);
  const returnIds = returns.map(({ id }) => id);
  const returned = await linesOfReturns(db, returnIds);
  const paybacks = (await paybacksOfReturns(db, returnIds)).filter(({ insteadOfId }) => insteadOfId === null);
  const cash = cashPaid(tenders, paybacks);
  const ways: Way[] = cash ? [cashWay(tenders, cash)] : [];
  for (const tender of tenders) {
    const way = await wayOf(db, tender, paybacks);
    if (way) ways.push(way);
  }
  return {
    lines,
    left: leftOfLines(lines, [...returned, ...await notTaken(db, sale.id, lines)]),
    ways: inPaybackOrder(ways),
    cash,
    returnedMinor: returns.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}

/** What the customer did not take after all of goods that waited: it never left the shop, and was never paid. */
async function notTaken(db: Db, saleId: string, lines: readonly LineItemRow[]): Promise<LinePart[]> {
  const handed = await piecesOf(db, saleId, { kind: "handed_over" });
  const left = await piecesOf(db, saleId, { kind: "not_taken" });
  return partOfLines(lines, handed, left).map(({ id, quantity, totalMinor, taxMinor }) => ({
    lineId: id,
    quantity,
    amountMinor: totalMinor,
    taxMinor,
  }));
}

/** How so much would go back: Klarna first, cash last. Null when the ways cannot hold it all. */
export function suggestedSplit(
  { ways }: Refundable,
  totalMinor: number,
): { key: string; amountMinor: number }[] | null {
  const parts = splitRefund(totalMinor, ways);
  return parts && ways.map(({ key }, index) => ({ key, amountMinor: parts[index]! }));
}

/** Why nothing of this sale can be given back now; null: something can. */
export async function whyNotReturnable(
  db: Db,
  sale: SaleRow,
  klarna: { mode: SaleRow["mode"]; accountId: string },
): Promise<NotReturnable | null> {
  if (sale.status !== "completed") return "not_finished";
  if (sale.mode !== klarna.mode) return "other_mode";
  const payments = await paymentsIn(db, sale.id);
  // Klarna holds this money and has not taken it: it is let go of, and not given back.
  if (payments.some(({ status }) => status === "authorized")) return "not_taken";
  if (payments.some((one) => one.status === "captured" && one.klarnaAccountId !== klarna.accountId)) return "elsewhere";
  const { left, ways } = await refundableOf(db, sale);
  const isLeft = left.some(({ amountMinor }) => amountMinor > 0) && ways.some(({ leftMinor }) => leftMinor > 0);
  return isLeft ? null : "nothing_left";
}

async function paymentsIn(db: Db, saleId: string): Promise<PaymentRow[]> {
  const payments: PaymentRow[] = [];
  for (const { paymentId } of await tendersOf(db, saleId)) {
    const payment = paymentId ? await findPayment(db, paymentId) : undefined;
    if (payment) payments.push(payment);
  }
  return payments;
}

function cashPaid(tenders: readonly TenderRow[], paybacks: readonly PaybackRow[]): CashPaid | null {
  if (!tenders.some(({ kind }) => kind === "cash")) return null;
  const sumOf = (rows: readonly { kind: string; amountMinor: number }[], kinds: readonly string[]) =>
    rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    cashMinor: sumOf(tenders, ["cash"]),
    worthMinor: sumOf(tenders, ["cash", "rounding"]),
    cashBackMinor: sumOf(paybacks, ["cash"]),
    worthBackMinor: sumOf(paybacks, ["cash", "rounding"]),
  };
}

function cashWay(tenders: readonly TenderRow[], cash: CashPaid): Way {
  return {
    ...NOWHERE,
    key: CASH_KEY,
    kind: "cash",
    paidMinor: cash.worthMinor,
    leftMinor: cash.worthMinor - cash.worthBackMinor,
    tenderId: tenders.find(({ kind }) => kind === "cash")?.id ?? null,
  };
}

const NOWHERE = { tenderId: null, paymentId: null, giftCardId: null, reference: null } as const;

async function wayOf(db: Db, tender: TenderRow, paybacks: readonly PaybackRow[]): Promise<Way | null> {
  const { id, kind, amountMinor: paidMinor, paymentId, reference, mode } = tender;
  if (kind === "cash" || kind === "rounding") return null;
  const way = { ...NOWHERE, key: id, kind: kind satisfies PaybackKind, paidMinor, tenderId: id };
  if (kind === "klarna") {
    return { ...way, paymentId, leftMinor: paymentId ? await leftAtKlarna(db, paymentId) : 0 };
  }
  const back = paybacks.filter(({ tenderId }) => tenderId === id).reduce((sum, one) => sum + one.amountMinor, 0);
  const leftMinor = paidMinor - back;
  if (kind !== "gift_card") return { ...way, leftMinor, reference };
  return { ...way, leftMinor, giftCardId: (await findGiftCard(db, reference ?? "", mode))?.id ?? null };
}

/**
 * What Klarna took and will not have given back once all is done that was promised: also what it has not answered yet, and
 * what somebody gave back in its portal.
 */
async function leftAtKlarna(db: Db, paymentId: string): Promise<number> {
  const { capturedMinor } = await bookedOf(db, paymentId);
  const promised = (await paybacksByPayment(db, paymentId)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const elsewhere = (await findPayment(db, paymentId))?.refundedElsewhereMinor ?? 0;
  return Math.max(0, capturedMinor - promised - elsewhere);
}
