import type { Db } from "../../db/open.ts";
import type { ExchangeRow, SaleRow } from "../../db/schema.ts";
import { splitExchange } from "../domain/exchange.ts";
import type { Problem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { endExchange, exchangeInto, keepReturnOfExchange } from "../store/exchanges.ts";
import { tendersOf } from "../store/sales.ts";
import { requireSale } from "./basket.ts";
import { bookReturn, type PartOfWay } from "./book-return.ts";
import { cancelFinished, isCancellable } from "./cancel-sale.ts";
import { slipOf } from "./give-back.ts";
import { doesOrderDiffer, isPaidOut, lookAtSold } from "./give-up-sale.ts";
import { letGo } from "./let-go.ts";
import { readPlan } from "./exchange-plan.ts";
import type { Move } from "./payment-events.ts";
import { readOrdersOf } from "./read-orders.ts";
import { type Refundable, refundableOf, withoutFound } from "./refundable.ts";
import { whyNotExchanged } from "./rest-plan.ts";
import { returnParts } from "./return-parts.ts";
import { savedPayments } from "./saved-payments.ts";
import { whyNotReturnable } from "./why-not-returnable.ts";

/** The sale whose goods came back, and the Klarna payments to talk about. */
export type Exchanged = { saleId: string; paymentIds: string[] };

/** What a card terminal's slip says, by the key of the way in which money went back. */
export type Slips = Readonly<Record<string, string>>;

/**
 * The second half of an exchange, in the transaction that completes the new sale: what comes back is booked, what the new goods do not
 * take of it goes back, and Klarna is to be asked for its part or to let go. So that there is no moment in which only one
 * half is in the books. Answers what is to be followed up afterwards; null where the sale is no exchange. `slips`: by the key of a way, what
 * the card terminal's slip says.
 * Throws exchange_other_mode, not_returnable, return_too_many, return_too_much, reference_too_long, exchange_paid_out,
 * rest_paid_otherwise, and what letGo throws.
 */
export async function settleExchange(
  shop: Shop,
  move: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  newSale: SaleRow,
  slips: Slips,
): Promise<Exchanged | null> {
  const { tx } = move;
  const exchange = await exchangeInto(tx, newSale.id);
  if (!exchange || exchange.endedAt !== null) return null;
  const sale = await requireSale(tx, exchange.saleId);
  const why = await whyNotSettled(tx, { exchange, sale, newSale }, shop.klarna);
  if (why) throw new AppError(why);
  const held = (await savedPayments(tx, sale.id)).map(({ id }) => id);
  const { approvedBy } = exchange;
  // It is over before the old goods are looked at: while it is under way nothing of them can be given back.
  await endExchange(tx, newSale.id, { endedAt: shop.clock.now(), outcome: "done" });
  if (exchange.kind === "cancelled") {
    await cancelFinished(shop, move, by, { sale, reason: "changed_mind", approvedBy });
  }
  if (exchange.kind === "not_taken") await letGo(shop, move, by, { saleId: sale.id, approvedBy });
  if (exchange.kind !== "returned") return { saleId: sale.id, paymentIds: held };
  return { saleId: sale.id, paymentIds: await takeGoodsBack(shop, move, by, { exchange, sale, newSale, slips }) };
}

/**
 * Why the old half of an exchange cannot be settled as things are; null: nothing is known to stand in the way. Of goods that are returned
 * their refund tells the rest.
 */
export async function whyNotSettled(
  db: Db,
  { exchange, sale, newSale }: { exchange: ExchangeRow; sale: SaleRow; newSale: SaleRow },
  klarna: { accountId: string },
): Promise<Problem | null> {
  // The shop changed over between practice and live meanwhile: these are two books, and nothing goes from one into the other.
  if (sale.mode !== newSale.mode) return { kind: "exchange_other_mode" };
  if (exchange.kind === "not_taken") return await whyNotExchanged(db, sale, klarna);
  if (exchange.kind === "returned") return null;
  // It could be cancelled when the exchange began, and nothing of it was touched since but by Klarna.
  const isPaid = await isPaidOut(db, sale.id) || !await isCancellable(db, sale);
  if (isPaid) return { kind: "exchange_paid_out" };
  return await doesOrderDiffer(db, sale.id) ? { kind: "capture_unsettled" } : null;
}

/** Before the old half of an exchange is settled: what somebody did at Klarna meanwhile with the money of the old sale is read. */
export async function lookBeforeSettling(shop: Shop, newSaleId: string): Promise<void> {
  const exchange = await exchangeInto(shop.db.read, newSaleId);
  if (!exchange || exchange.endedAt !== null) return;
  if (exchange.kind === "returned") await readOrdersOf(shop, exchange.saleId);
  else await lookAtSold(shop, exchange.saleId);
}

async function takeGoodsBack(
  shop: Shop,
  move: Pick<Move, "tx" | "afterCommit">,
  by: Operator,
  { exchange, sale, newSale, slips }: { exchange: ExchangeRow; sale: SaleRow; newSale: SaleRow; slips: Slips },
): Promise<string[]> {
  const { tx } = move;
  const left = await refundableOf(tx, sale, shop.klarna);
  const why = await whyNotReturnable(tx, sale, shop.klarna, left);
  if (why) throw new AppError({ kind: "not_returnable", why });
  const refundable = withoutFound(left);
  const wanted = readPlan(exchange);
  const planned = returnParts(refundable, wanted);
  const credit = (await tendersOf(tx, newSale.id)).find(({ kind }) => kind === "exchange");
  const { chosen: unslipped, credits } = divide(refundable, planned.totalMinor, credit?.amountMinor ?? 0);
  const chosen = unslipped.map((part) => ({ ...part, reference: slipOf(slips[part.way.key] ?? "") }));
  const { approvedBy } = exchange;
  const booking = { sale, refundable, wanted, planned, approvedBy, chosen, credits, creditedTo: credit?.id ?? null };
  const { returnId, paymentIds } = await bookReturn(shop, move, by, booking);
  await keepReturnOfExchange(tx, exchange.id, returnId);
  return paymentIds;
}

/** What of each way goes back, and what stays as a credit. Throws return_too_much: less is left than when it was begun. */
export function divide(
  { ways }: Refundable,
  totalMinor: number,
  creditMinor: number,
): { chosen: PartOfWay[]; credits: PartOfWay[] } {
  const split = splitExchange(totalMinor, creditMinor, ways);
  if (split === null) throw new AppError({ kind: "return_too_much" });
  const partsOf = (amounts: readonly number[]): PartOfWay[] =>
    ways.map((way, index) => ({ way, amountMinor: amounts[index]!, reference: null }))
      .filter(({ amountMinor }) => amountMinor > 0);
  return { chosen: partsOf(split.back), credits: partsOf(split.on) };
}
