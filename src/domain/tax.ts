import { divideHalfUp } from "./money.ts";

/** How the shop's prices are written. `inclusive`: the tax is inside the price. */
export const TAX_STYLES = ["inclusive", "exclusive"] as const;
export type TaxStyle = (typeof TAX_STYLES)[number];

/**
 * The tax inside a tax-inclusive amount, rounded half up: total × rate ÷ (10000 + rate).
 * `taxRateBasisPoints`: 2000 is 20 %. Amounts are minor units, zero or more.
 */
export function taxInside(totalMinor: number, taxRateBasisPoints: number): number {
  return divideHalfUp(totalMinor * taxRateBasisPoints, 10_000 + taxRateBasisPoints);
}
