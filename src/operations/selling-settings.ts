import { WHOLE_BASIS_POINTS } from "../domain/discount.ts";
import { readPercent } from "../domain/entry.ts";
import { parseAmountMinor } from "../domain/money.ts";
import type { FieldProblem } from "../domain/problem.ts";
import type { Shop } from "../shop.ts";
import { updateShop } from "../store/shop.ts";
import { type Action, once } from "./once.ts";

/** As typed: two percentages, and two amounts; and a tick, or none. */
export type TypedSelling = Record<
  "cashierLimit" | "seniorLimit" | "returnLimit" | "cashStep" | "countsBlind",
  string
>;

/** In basis points, and minor units. */
export type SellingSettings = {
  cashierLimit: number;
  seniorLimit: number;
  returnLimitMinor: number;
  cashStepMinor: number;
  countsBlind: number;
};

export type ReadSelling =
  | { ok: true; settings: SellingSettings }
  | { ok: false; problems: Partial<Record<keyof TypedSelling, FieldProblem>> };

/** No coin is worth more than this many of the smallest unit. */
const LARGEST_STEP_MINOR = 100_000;

/** Reads what a manager typed; what is wrong with it, by field. */
export function readSelling(typed: TypedSelling, currency: string): ReadSelling {
  const cashierLimit = readLimit(typed.cashierLimit);
  const seniorLimit = readLimit(typed.seniorLimit);
  const returnLimitMinor = parseAmountMinor(typed.returnLimit, currency);
  const cashStepMinor = parseAmountMinor(typed.cashStep, currency);
  const isStep = cashStepMinor !== null && cashStepMinor > 0 && cashStepMinor <= LARGEST_STEP_MINOR;
  const areLimits = cashierLimit !== null && seniorLimit !== null && seniorLimit >= cashierLimit;
  if (areLimits && returnLimitMinor !== null && isStep) {
    const countsBlind = Number(typed.countsBlind !== "");
    return { ok: true, settings: { cashierLimit, seniorLimit, returnLimitMinor, cashStepMinor, countsBlind } };
  }
  const problems: Partial<Record<keyof TypedSelling, FieldProblem>> = {};
  if (cashierLimit === null) problems.cashierLimit = "not_a_percentage";
  if (seniorLimit === null) problems.seniorLimit = "not_a_percentage";
  else if (cashierLimit !== null && seniorLimit < cashierLimit) problems.seniorLimit = "less_than_cashier";
  if (returnLimitMinor === null) problems.returnLimit = "not_an_amount";
  if (!isStep) problems.cashStep = "not_an_amount";
  return { ok: false, problems };
}

/** Keeps what each role may give away, what one person may give back alone, and the smallest coin. What was given before stays as it was given. */
export function saveSelling(shop: Shop, action: Action, settings: SellingSettings): Promise<Record<never, never>> {
  return once(shop, action, async (tx) => {
    await updateShop(tx, settings);
    return {};
  });
}

function readLimit(typed: string): number | null {
  const basisPoints = readPercent(typed);
  return basisPoints !== null && basisPoints <= WHOLE_BASIS_POINTS ? basisPoints : null;
}
