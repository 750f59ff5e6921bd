import { divideHalfUp } from "./money.ts";

/** How the shop's prices are written. `inclusive`: the tax is inside the price. `exclusive`: it comes on top. */
export const TAX_STYLES = ["inclusive", "exclusive"] as const;
export type TaxStyle = (typeof TAX_STYLES)[number];

/**
 * The tax inside a tax-inclusive amount, rounded half up: total × rate ÷ (10000 + rate).
 * `taxRateBasisPoints`: 2000 is 20 %. Amounts are minor units, zero or more.
 */
export function taxInside(totalMinor: number, taxRateBasisPoints: number): number {
  return divideHalfUp(totalMinor * taxRateBasisPoints, 10_000 + taxRateBasisPoints);
}

/** The tax on top of an amount without it, rounded half up: total × rate ÷ 10000. Minor units and basis points as above. */
export function taxOnTop(netMinor: number, taxRateBasisPoints: number): number {
  return divideHalfUp(netMinor * taxRateBasisPoints, 10_000);
}
