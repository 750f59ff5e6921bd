import type { Db } from "../../db/open.ts";
import type { CreditRow, LineItemRow, PaybackRow, PaymentRow, SaleRow, TenderRow } from "../../db/schema.ts";
import { sumOfAmounts } from "../domain/money.ts";
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
import {
  creditsInto,
  creditsOfPayment,
  creditsOfReturns,
  exchangeUnderWay,
  type RootedCredit,
} from "../store/exchanges.ts";
import { findGiftCard } from "../store/gift-cards.ts";
import { handOversOf } from "../store/hand-overs.ts";
import { bookedOf, findPayment } from "../store/payments.ts";
import { linesOfReturns, paybacksByPayment, paybacksOfReturns, returnsOfSale } from "../store/returns.ts";
import { linesOf, tendersOf } from "../store/sales.ts";
import { isCancellable } from "./cancel-sale.ts";
import { isWaiting, linesNotTaken } from "./waiting-goods.ts";

/** One way in which a sale was paid, and what can still go back by it. */
export type Way = PaidBy & {
  paidMinor: number;
  /** The tender by which the money once came in; where the sale was paid by a credit, a tender of an earlier sale. */
  tenderId: string | null;
  /** The credit whose money it is. Coins are coins: the cash of a credit is the sale's own. */
  creditId: string | null;
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
  const returns = await returnsOfSale(db, sale.id);
  const returnIds = returns.map(({ id }) => id);
  const returned = await linesOfReturns(db, returnIds);
  const money: Money = {
    tenders: await tendersOf(db, sale.id),
    credits: await creditsInto(db, sale.id),
    paybacks: (await paybacksOfReturns(db, returnIds)).filter(({ insteadOfId }) => insteadOfId === null),
    gone: await creditsOfReturns(db, returnIds),
  };
  const cash = cashPaid(money);
  return {
    lines,
    left: leftOfLines(lines, [...returned, ...await notTaken(db, sale.id)]),
    ways: inPaybackOrder([...cash ? [cashWay(money, cash)] : [], ...await otherWays(db, money)]),
    cash,
    returnedMinor: returns.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}

/** How a sale was paid, and where that went since: back, or on as a credit. */
type Money = {
  tenders: readonly TenderRow[];
  credits: readonly RootedCredit[];
  paybacks: readonly PaybackRow[];
  gone: readonly RootedCredit[];
};

/**
 * What the customer did not take after all of goods that waited: it never left the shop, and was never paid, or what was paid of it
 * went back with that.
 */
async function notTaken(db: Db, saleId: string): Promise<LinePart[]> {
  const returnIds = (await handOversOf(db, saleId)).flatMap(({ returnId }) => returnId ?? []);
  const back = await linesOfReturns(db, returnIds);
  return (await linesNotTaken(db, saleId)).map(({ id: lineId, quantity, totalMinor, taxMinor }) => {
    const paid = back.filter((part) => part.lineId === lineId);
    const paidTaxMinor = paid.reduce((sum, part) => sum + part.taxMinor, 0);
    return { lineId, quantity, amountMinor: totalMinor - sumOfAmounts(paid), taxMinor: taxMinor - paidTaxMinor };
  });
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
  if (await exchangeUnderWay(db, sale.id)) return "exchanging";
  const payments = await paymentsIn(db, sale.id);
  // Klarna holds this money and has not taken it: it is let go of, and not given back.
  if (payments.some(({ status }) => status === "authorized")) return "not_taken";
  if (payments.some((one) => one.status === "captured" && one.klarnaAccountId !== klarna.accountId)) return "elsewhere";
  // A part of it would go back, and nothing could end the rest.
  if (isWaiting(sale) && await isCancellable(db, sale)) return "cancellable";
  const { left, ways } = await refundableOf(db, sale);
  const isLeft = left.some(({ amountMinor }) => amountMinor > 0) && ways.some(({ leftMinor }) => leftMinor > 0);
  return isLeft ? null : "nothing_left";
}

/** The Klarna payments whose money is in a sale, be it as a credit. */
async function paymentsIn(db: Db, saleId: string): Promise<PaymentRow[]> {
  const payments: PaymentRow[] = [];
  const roots = (await creditsInto(db, saleId)).map(({ root }) => root);
  for (const { paymentId } of [...await tendersOf(db, saleId), ...roots]) {
    const payment = paymentId ? await findPayment(db, paymentId) : undefined;
    if (payment) payments.push(payment);
  }
  return payments;
}

/** Coins that came in for a sale, also as the credit of another one, and those that left it, be it as a credit again. */
function cashPaid({ tenders, credits, paybacks, gone }: Money): CashPaid | null {
  const sumOf = (rows: readonly { kind: string; amountMinor: number }[], kinds: readonly string[]) =>
    rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const worth = (all: readonly RootedCredit[]) =>
    all.map(({ credit, root }) => ({ kind: root.kind, amountMinor: credit.amountMinor }));
  const came = [...tenders, ...worth(credits)];
  if (!came.some(({ kind }) => kind === "cash")) return null;
  const went = [...paybacks, ...worth(gone)];
  return {
    cashMinor: sumOf(came, ["cash"]),
    worthMinor: sumOf(came, ["cash", "rounding"]),
    cashBackMinor: sumOf(went, ["cash"]),
    worthBackMinor: sumOf(went, ["cash", "rounding"]),
  };
}

function cashWay({ tenders, credits }: Money, cash: CashPaid): Way {
  const roots = credits.map(({ root }) => root);
  return {
    ...NOWHERE,
    key: CASH_KEY,
    kind: "cash",
    paidMinor: cash.worthMinor,
    leftMinor: cash.worthMinor - cash.worthBackMinor,
    tenderId: [...tenders, ...roots].find(({ kind }) => kind === "cash")?.id ?? null,
  };
}

const NOWHERE = { tenderId: null, creditId: null, paymentId: null, giftCardId: null, reference: null } as const;

/** Each tender that is not cash, and of an exchange each credit that it is made of. */
async function otherWays(db: Db, money: Money): Promise<Way[]> {
  const ways: Way[] = [];
  for (const tender of money.tenders) {
    const way = await wayOf(db, tender, null, tender.amountMinor, leftOf(money, tender));
    if (way) ways.push(way);
  }
  for (const { credit, root } of money.credits) {
    const way = await wayOf(db, root, credit.id, credit.amountMinor, leftOfCredit(money, credit));
    if (way) ways.push(way);
  }
  return ways;
}

function leftOf({ paybacks, gone }: Money, tender: TenderRow): number {
  const back = paybacks.filter(({ tenderId, creditId }) => tenderId === tender.id && creditId === null);
  const on = gone.filter(({ credit, root }) => root.id === tender.id && credit.fromCreditId === null);
  return tender.amountMinor - sumOfAmounts(back) - sumOfAmounts(on.map(({ credit }) => credit));
}

function leftOfCredit({ paybacks, gone }: Money, { id, amountMinor }: CreditRow): number {
  const on = gone.filter(({ credit }) => credit.fromCreditId === id).map(({ credit }) => credit);
  return amountMinor - sumOfAmounts(paybacks.filter(({ creditId }) => creditId === id)) - sumOfAmounts(on);
}

/** `creditId`: of which credit the money is that this tender once brought in; null: it is the sale's own. */
async function wayOf(
  db: Db,
  tender: TenderRow,
  creditId: string | null,
  paidMinor: number,
  leftMinor: number,
): Promise<Way | null> {
  const { id: tenderId, kind, paymentId, reference, mode } = tender;
  if (kind === "cash" || kind === "rounding" || kind === "exchange") return null;
  const way = {
    ...NOWHERE,
    key: creditId ?? tenderId,
    kind: kind satisfies PaybackKind,
    paidMinor,
    tenderId,
    creditId,
  };
  if (kind === "klarna") {
    const atKlarnaMinor = paymentId ? await leftAtKlarna(db, paymentId, creditId) : 0;
    return { ...way, paymentId, leftMinor: creditId === null ? atKlarnaMinor : Math.min(leftMinor, atKlarnaMinor) };
  }
  if (kind !== "gift_card") return { ...way, leftMinor, reference };
  return { ...way, leftMinor, giftCardId: (await findGiftCard(db, reference ?? "", mode))?.id ?? null };
}

/**
 * What Klarna took and will not have given back once all is done that was promised: also what it has not answered yet, and
 * what somebody gave back in its portal. Where it is a sale's own, less what pays for other sales by now.
 */
async function leftAtKlarna(db: Db, paymentId: string, creditId: string | null): Promise<number> {
  const { capturedMinor } = await bookedOf(db, paymentId);
  const promised = await paybacksByPayment(db, paymentId);
  const elsewhereMinor = (await findPayment(db, paymentId))?.refundedElsewhereMinor ?? 0;
  const leftMinor = capturedMinor - sumOfAmounts(promised) - elsewhereMinor;
  if (creditId !== null) return Math.max(0, leftMinor);
  const ownMinor = sumOfAmounts(promised.filter((one) => one.creditId === null));
  const onMinor = sumOfAmounts(await creditsOfPayment(db, paymentId));
  return Math.max(0, Math.min(leftMinor, capturedMinor - ownMinor - onMinor - elsewhereMinor));
}
