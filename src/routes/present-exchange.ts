import type { ExchangeRow, PaymentRow, SaleRow, TenderRow } from "../../db/schema.ts";
import type { ExchangeNote, ExchangeView, StepState } from "../../views/exchange/data.ts";
import type { Problem } from "../domain/problem.ts";
import { type ExchangeStep, exchangeSteps, type ExchangeWay } from "../domain/exchange.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { PaybackKind } from "../domain/return.ts";
import { saleTotals } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { paidOtherwise } from "../operations/exchange.ts";
import { readPlan } from "../operations/exchange-plan.ts";
import { refundableOf, withoutFound } from "../operations/refundable.ts";
import { returnParts } from "../operations/return-parts.ts";
import { divide, whyNotSettled } from "../operations/settle-exchange.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { exchangeInto } from "../store/exchanges.ts";
import { bookedOf, paymentsOfSale } from "../store/payments.ts";
import { findReturn, paybacksOfReturns } from "../store/returns.ts";
import { findSale, linesOf, tendersOf } from "../store/sales.ts";
import { wishesOf } from "../store/wishes.ts";
import { inCoins } from "./present-pick-up.ts";
import { returnDoneView } from "./present-return.ts";

type Facts = { exchange: ExchangeRow; sale: SaleRow; newSale: SaleRow; credit: TenderRow | undefined };

/** An exchange as it stands, gone about in its own way or, before that is decided, as asked. Throws page_missing. */
export async function exchangeView(shop: Shop, newSaleId: string, asked: ExchangeWay): Promise<ExchangeView> {
  const db = shop.db.read;
  const exchange = await exchangeInto(db, newSaleId);
  const sale = exchange && await findSale(db, exchange.saleId);
  const newSale = exchange && await findSale(db, newSaleId);
  if (!exchange || !sale || !newSale) throw new AppError({ kind: "page_missing" });
  const lines = await linesOf(db, newSaleId);
  const tenders = await tendersOf(db, newSaleId);
  const credit = tenders.find(({ kind }) => kind === "exchange");
  const facts = { exchange, sale, newSale, credit };
  const { totalMinor: newMinor, dueMinor } = saleTotals(lines, tenders);
  const stage = stageOf(exchange, newMinor);
  const way = wayOf(facts, stage, asked);
  const { back, problem } = await moneyBack(shop, facts, { stage, way, dueMinor });
  const returned = exchange.returnId === null ? undefined : await findReturn(db, exchange.returnId);
  const settled = stage === "over" ? await settledState(shop, facts) : null;
  const { kind, totalMinor: returnedMinor } = exchange;
  const creditMinor = creditOf(facts, { stage, way, dueMinor });
  const steps = asMoved(await stepsOf(shop, facts, { newMinor, creditMinor }), { back, stage });
  const isStuck = problem !== null;
  const customer = newSale.customerId ? await findCustomer(db, newSale.customerId) : undefined;
  return {
    newSaleId,
    newVersion: newSale.version,
    saleId: sale.id,
    saleCode: sale.code,
    customerName: customer ? `${customer.givenName} ${customer.familyName}` : null,
    currency: sale.currency,
    kind,
    way,
    isCredited: credit !== undefined,
    stage,
    oldGoods: readPlan(exchange).goods,
    newGoods: lines.map(({ name, quantity, totalMinor }) => ({ name, quantity, amountMinor: totalMinor })),
    returnedMinor,
    newMinor,
    dueMinor,
    steps: steps.map((one) => ({ ...one, state: stateOf(one, steps, { settled, dueMinor, isStuck }) })),
    back,
    returned: returned ? { id: returned.id, number: returned.number } : null,
    isPractice: sale.mode === "practice",
    problem,
  };
}

/** Where Klarna holds nothing any more of what it has not taken, there is nothing that it lets go of. */
async function stepsOf(
  { db: { read } }: Shop,
  { exchange: { kind, totalMinor: returnedMinor }, sale }: Facts,
  sums: { newMinor: number; creditMinor: number },
): Promise<ExchangeStep[]> {
  const backMinor = sumOfAmounts(await paidOtherwise(read, sale, kind));
  const payments = await paymentsOfSale(read, sale.id);
  const heldMinor = kind === "returned" ? 0 : Math.min(returnedMinor - backMinor, await heldBy(read, payments));
  const steps = exchangeSteps({ ...sums, returnedMinor, heldMinor });
  const isHeld = payments.some(({ status }) => status === "authorized") ||
    (await letGoStates(read, sale.id)).length > 0;
  return steps.filter(({ kind }) => kind !== "let_go" || isHeld);
}

/** What Klarna has not taken yet; infinite where it holds nothing, for then it has let go of all that it is about. */
async function heldBy(db: Shop["db"]["read"], payments: readonly PaymentRow[]): Promise<number> {
  const held = payments.filter(({ status, savedAt }) => status === "authorized" && savedAt !== null);
  if (held.length === 0) return Infinity;
  const taken = await Promise.all(held.map(async ({ id }) => (await bookedOf(db, id)).capturedMinor));
  return sumOfAmounts(held) - taken.reduce((sum, minor) => sum + minor, 0);
}

/** What a sale says of its exchange; null: it is none, or none any more. */
export async function exchangeNote(shop: Shop, newSale: SaleRow, tenders: TenderRow[]): Promise<ExchangeNote | null> {
  const db = shop.db.read;
  const exchange = await exchangeInto(db, newSale.id);
  if (!exchange || exchange.outcome === "stopped") return null;
  const sale = await findSale(db, exchange.saleId);
  return {
    saleCode: sale?.code ?? 0,
    returnedMinor: exchange.totalMinor,
    isOver: exchange.outcome !== null,
    isDecided: exchange.kind !== "returned" || tenders.length > 0,
    back: exchange.outcome === "done" && sale ? await wentBack(shop, exchange, sale) : [],
  };
}

function stageOf({ outcome }: ExchangeRow, newMinor: number): ExchangeView["stage"] {
  if (outcome !== null) return outcome === "done" ? "over" : "stopped";
  return newMinor === 0 ? "ringing_up" : "under_way";
}

function wayOf({ exchange, credit }: Facts, stage: ExchangeView["stage"], asked: ExchangeWay): ExchangeWay {
  if (exchange.kind !== "returned") return "anew";
  if (credit !== undefined) return "difference";
  return stage === "over" ? "anew" : asked;
}

type Going = { stage: ExchangeView["stage"]; way: ExchangeWay; dueMinor: number };

/** Of what goes back only what there are coins for is handed out, if any. Before the ways are known it is what it is worth. */
function asMoved(
  steps: readonly ExchangeStep[],
  { back, stage }: Pick<ExchangeView, "back" | "stage">,
): ExchangeStep[] {
  const areWaysKnown = back.length > 0 || stage === "over";
  const amountMinor = sumOfAmounts(back);
  return steps.flatMap((step) => {
    if (step.kind !== "refund" || !areWaysKnown) return [step];
    return amountMinor === 0 ? [] : [{ ...step, amountMinor }];
  });
}

/** How much of what comes back pays for the new goods, or would: what was paid for them already needs none of it. */
function creditOf({ exchange, credit }: Facts, { way, dueMinor }: Going): number {
  if (way === "anew") return 0;
  return credit?.amountMinor ?? Math.min(exchange.totalMinor, dueMinor);
}

/** In which ways money goes back, or went; or why it cannot be completed now. */
async function moneyBack(
  shop: Shop,
  facts: Facts,
  going: Going,
): Promise<{ back: ExchangeView["back"]; problem: Problem | null }> {
  const db = shop.db.read;
  const { exchange, sale } = facts;
  const problem = exchange.outcome === null ? await whyNotSettled(db, facts, shop.klarna) : null;
  if (exchange.outcome === "done" || exchange.kind !== "returned") {
    return { back: await wentBack(shop, exchange, sale), problem };
  }
  if (going.stage !== "under_way" || problem !== null) return { back: [], problem };
  try {
    const refundable = withoutFound(await refundableOf(db, sale, shop.klarna));
    const { totalMinor } = returnParts(refundable, readPlan(exchange));
    const { chosen } = divide(refundable, totalMinor, creditOf(facts, going));
    const back = (await inCoins(shop, chosen, refundable.cash)).map((one, index) => {
      return isByTerminal(one.kind) ? { ...one, slipKey: chosen[index]!.way.key } : one;
    });
    return { back, problem: null };
  } catch (error) {
    if (error instanceof AppError) return { back: [], problem: error.problem };
    throw error;
  }
}

function isByTerminal(kind: PaybackKind): boolean {
  return kind === "card" || kind === "klarna_card";
}

/** In which ways money of the old sale went back, or will where all of it is given up: what Klarna refused later is no part of that. */
async function wentBack(shop: Shop, exchange: ExchangeRow, sale: SaleRow): Promise<ExchangeView["back"]> {
  const db = shop.db.read;
  const rows = exchange.returnId === null
    ? await paidOtherwise(db, sale, exchange.kind)
    : (await paybacksOfReturns(db, [exchange.returnId])).filter(({ insteadOfId }) => insteadOfId === null);
  return rows.flatMap(({ kind, amountMinor }) =>
    kind === "rounding" || kind === "exchange" ? [] : [{ kind, amountMinor }]
  );
}

/** How far Klarna is with what the exchange has it give back or let go of. */
async function settledState(shop: Shop, { exchange, sale }: Facts): Promise<StepState> {
  const states = exchange.returnId !== null
    ? (await returnDoneView(shop, exchange.returnId)).paybacks.map(({ state }) => STATES[state])
    : await letGoStates(shop.db.read, sale.id);
  return states.find((state) => state === "stuck") ?? states.find((state) => state === "under") ?? "done";
}

const STATES = {
  asked: "under",
  sent: "under",
  unknown: "under",
  confirmed: "done",
  refused: "stuck",
  moved: "done",
  found: "done",
  done: "done",
} as const satisfies Record<string, StepState>;

async function letGoStates(db: Shop["db"]["read"], saleId: string): Promise<StepState[]> {
  const states: StepState[] = [];
  for (const { id } of await paymentsOfSale(db, saleId)) {
    const [wish] = (await wishesOf(db, id)).filter(({ kind }) => kind === "release" || kind === "release_rest");
    if (wish) states.push(wish.state === "refused" ? "stuck" : wish.state === "done" ? "done" : "under");
  }
  return states;
}

/** `isStuck`: something stands in the way of completing it. */
type Progress = { settled: StepState | null; dueMinor: number; isStuck: boolean };

/** Everything after the payment is done in one go, when the sale is completed: the first of it is what comes next. */
function stateOf(
  step: ExchangeStep,
  steps: readonly ExchangeStep[],
  { settled, dueMinor, isStuck }: Progress,
): StepState {
  if (settled !== null) return step.kind === "refund" || step.kind === "let_go" ? settled : "done";
  if (step.kind === "pay") return dueMinor === 0 ? "done" : "next";
  const [first] = steps.filter(({ kind }) => kind !== "pay");
  const isPaid = dueMinor === 0 || !steps.some(({ kind }) => kind === "pay");
  return step === first && isPaid && !isStuck ? "next" : "then";
}
