import type { Db } from "../../db/open.ts";
import type { CreditRow, LineItemRow, PaybackRow, PaymentRow, SaleRow, TenderRow } from "../../db/schema.ts";
import { partOfLine } from "../domain/hand-over.ts";
import { sumOfAmounts } from "../domain/money.ts";
import {
  asParts,
  type CashPaid,
  inPaybackOrder,
  leftOfLines,
  type LinePart,
  type PaidBy,
  type PaybackKind,
  type PiecesHere,
  splitRefund,
} from "../domain/return.ts";
import { creditsInto, creditsOfReturns, type RootedCredit } from "../store/exchanges.ts";
import { findGiftCard } from "../store/gift-cards.ts";
import { handOversOf, piecesOf } from "../store/hand-overs.ts";
import { bookedOf, findPayment } from "../store/payments.ts";
import { linesOfReturns, paybacksOfReturns, returnsOfSale } from "../store/returns.ts";
import { linesOf, tendersOf } from "../store/sales.ts";
import { wantedMinor } from "./due-capture.ts";
import { bookableAsFound, leftAtKlarna } from "./klarna-ways.ts";
import { savedPayments } from "./saved-payments.ts";
import { isWaiting, linesNotTaken, waitingGoods } from "./waiting-goods.ts";

/** One way in which a sale was paid, and what can still go back by it. */
export type Way = PaidBy & {
  paidMinor: number;
  /** Somebody gave it back in Klarna's portal: it is only to be booked. */
  isFound: boolean;
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
  /** What the customer did not take after all of goods that waited. */
  notTaken: LinePart[];
  /** What still waits to be picked up: that is let go of, or the sale is cancelled. */
  waiting: LinePart[];
  /** What still waits and may come back in whole pieces, for Klarna has paid all that it is to pay ahead; it is in `left`. */
  here: PiecesHere[];
  ways: Way[];
  /** Some of it was paid by Klarna, to another account than the connected one: by that way nothing can go back. */
  isOutOfReach: boolean;
  /** Null: nothing was paid in cash. */
  cash: CashPaid | null;
  /** Given back already. */
  returnedMinor: number;
};

/** Where all cash of a sale is one way: coins are coins. */
export const CASH_KEY = "cash";

/** The Klarna account that can be asked; null: it does not matter which one took the money. */
type Connected = { accountId: string } | null;

/** Reads from the books what is left of a finished sale to be given back. */
export async function refundableOf(db: Db, sale: SaleRow, klarna: Connected): Promise<Refundable> {
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
  const notTaken = await notTakenOf(db, sale.id);
  const waiting = await waitingOf(db, sale);
  const left = leftOfLines(lines, [...returned, ...notTaken, ...waiting]);
  return {
    lines,
    left,
    notTaken,
    waiting,
    here: waiting.length > 0 ? [] : await piecesHere(db, sale),
    ways: inPaybackOrder([...cash ? [cashWay(money, cash)] : [], ...await otherWays(db, money, klarna)]),
    isOutOfReach: (await paymentsIn(db, sale.id)).some((payment) => isTakenBeside(payment, klarna)),
    cash,
    returnedMinor: returns.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}

/** The same for goods that are exchanged: what went back in Klarna's portal pays for nothing any more. */
export function withoutFound(refundable: Refundable): Refundable {
  return { ...refundable, ways: refundable.ways.filter(({ isFound }) => !isFound) };
}

/** What was given back in Klarna's portal, and our book has no return of. */
export function foundOf({ ways }: Refundable): number {
  return ways.reduce((sum, { isFound, leftMinor }) => isFound ? sum + leftMinor : sum, 0);
}

function isTakenBeside({ status, klarnaAccountId }: PaymentRow, klarna: Connected): boolean {
  const mayBeTaken = status === "captured" || status === "authorized";
  return klarna !== null && mayBeTaken && klarnaAccountId !== klarna.accountId;
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
async function notTakenOf(db: Db, saleId: string): Promise<LinePart[]> {
  const handOvers = await handOversOf(db, saleId);
  if (handOvers.length === 0) return [];
  const back = await linesOfReturns(db, handOvers.flatMap(({ returnId }) => returnId ?? []));
  return (await linesNotTaken(db, saleId)).map(({ id: lineId, quantity, totalMinor, taxMinor }) => {
    const paid = back.filter((part) => part.lineId === lineId);
    const paidTaxMinor = paid.reduce((sum, part) => sum + part.taxMinor, 0);
    return { lineId, quantity, amountMinor: totalMinor - sumOfAmounts(paid), taxMinor: taxMinor - paidTaxMinor };
  });
}

/** Of goods that wait nothing comes back; unless Klarna has paid all that it is to pay, and there is nothing to be let go of. */
async function waitingOf(db: Db, sale: SaleRow): Promise<LinePart[]> {
  if (!isWaiting(sale) || await isPaidAhead(db, sale.id)) return [];
  return asParts((await waitingGoods(db, sale.id)).rest);
}

async function piecesHere(db: Db, sale: SaleRow): Promise<PiecesHere[]> {
  if (!isWaiting(sale)) return [];
  const gone = await piecesOf(db, sale.id);
  const { left } = await waitingGoods(db, sale.id);
  return (await linesOf(db, sale.id)).filter(({ kind }) => kind === "goods").map((line) => {
    const pieces = Array.from({ length: left.get(line.id) ?? 0 }, (_, index) => {
      const { totalMinor: amountMinor, taxMinor } = partOfLine(line, (gone.get(line.id) ?? 0) + index, 1);
      return { amountMinor, taxMinor };
    });
    return { lineId: line.id, pieces };
  });
}

async function isPaidAhead(db: Db, saleId: string): Promise<boolean> {
  for (const payment of await savedPayments(db, saleId)) {
    if ((await bookedOf(db, payment.id)).capturedMinor < await wantedMinor(db, payment)) return false;
  }
  return true;
}

/** How so much would go back: Klarna first, cash last. Null when the ways cannot hold it all. */
export function suggestedSplit(
  { ways }: Refundable,
  totalMinor: number,
): { key: string; amountMinor: number }[] | null {
  const parts = splitRefund(totalMinor, ways);
  return parts && ways.map(({ key }, index) => ({ key, amountMinor: parts[index]! }));
}

/** The Klarna payments whose money is in a sale, be it as a credit. */
export async function paymentsIn(db: Db, saleId: string): Promise<PaymentRow[]> {
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

const NOWHERE = {
  tenderId: null,
  creditId: null,
  paymentId: null,
  giftCardId: null,
  reference: null,
  isFound: false,
} as const;

/** Each tender that is not cash, and of an exchange each credit that it is made of. */
async function otherWays(db: Db, money: Money, klarna: Connected): Promise<Way[]> {
  const ways: Way[] = [];
  for (const tender of money.tenders) {
    const paid = { creditId: null, paidMinor: tender.amountMinor, leftMinor: leftOf(money, tender) };
    ways.push(...await waysOf(db, tender, paid, klarna));
  }
  for (const { credit, root } of money.credits) {
    const paid = { creditId: credit.id, paidMinor: credit.amountMinor, leftMinor: leftOfCredit(money, credit) };
    ways.push(...await waysOf(db, root, paid, klarna));
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

type Paid = Pick<Way, "creditId" | "paidMinor" | "leftMinor">;

/** `creditId`: of which credit the money is that this tender once brought in; null: it is the sale's own. */
async function waysOf(db: Db, tender: TenderRow, paid: Paid, klarna: Connected): Promise<Way[]> {
  const { id: tenderId, kind, paymentId, reference, mode } = tender;
  if (kind === "cash" || kind === "rounding" || kind === "exchange") return [];
  const way = { ...NOWHERE, ...paid, key: paid.creditId ?? tenderId, kind: kind satisfies PaybackKind, tenderId };
  if (kind === "klarna") return await klarnaWays(db, { ...way, paymentId }, klarna);
  if (kind !== "gift_card") return [{ ...way, reference }];
  return [{ ...way, giftCardId: (await findGiftCard(db, reference ?? "", mode))?.id ?? null }];
}

/** By Klarna; and before that, what it gave back already in its portal: whatever comes back, that may be the money for it. */
async function klarnaWays(db: Db, way: Way, klarna: Connected): Promise<Way[]> {
  const payment = await findPayment(db, way.paymentId ?? "");
  if (!payment) return [{ ...way, leftMinor: 0 }];
  const { creditId, leftMinor } = way;
  const atKlarnaMinor = isTakenBeside(payment, klarna) ? 0 : await leftAtKlarna(db, payment, creditId);
  const asked = { ...way, leftMinor: creditId === null ? atKlarnaMinor : Math.min(leftMinor, atKlarnaMinor) };
  const foundMinor = Math.min(leftMinor, await bookableAsFound(db, payment, creditId));
  if (foundMinor <= 0) return [asked];
  return [{ ...way, key: `found-${way.key}`, isFound: true, leftMinor: foundMinor }, asked];
}
