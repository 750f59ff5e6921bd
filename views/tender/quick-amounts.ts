import { minorDigits } from "../../src/domain/money.ts";

const ROUND_STEPS = [5, 10, 20, 50, 100];
const SHOWN = 3;

/** The sums a customer is likely to hand over: the next round ones above what is due, smallest first. Minor units. */
export function quickAmounts(dueMinor: number, currency: string): number[] {
  const digits = minorDigits(currency);
  // Currencies without a fraction count in hundreds of what others count in ones.
  const unitMinor = digits === 0 ? 100 : 10 ** digits;
  const rounds = ROUND_STEPS.map((step) => Math.ceil(dueMinor / (step * unitMinor)) * step * unitMinor);
  return [...new Set(rounds)].filter((amountMinor) => amountMinor > dueMinor).sort((a, b) => a - b).slice(0, SHOWN);
}
