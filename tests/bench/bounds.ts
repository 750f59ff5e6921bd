import type { ListCost } from "./payments.ts";

/** What the list of payments may cost by any filter in the large book: so long, and so many times what it costs in the small one. */
export const LIST_BOUNDS = { p95Ms: 100, ratio: 1.5 };

/** A line for each bound that was missed. */
export function missedBounds(costs: readonly ListCost[]): string[] {
  return costs.flatMap(({ filter, largeP95Ms, ratio }) => [
    ...(largeP95Ms < LIST_BOUNDS.p95Ms ? [] : [
      `the list of payments by "${filter}": ${largeP95Ms} ms at p95, and less than ${LIST_BOUNDS.p95Ms} ms is wanted`,
    ]),
    ...(ratio < LIST_BOUNDS.ratio ? [] : [
      `the list of payments by "${filter}": ${ratio} times the small book's cost, and less than ${LIST_BOUNDS.ratio} times is wanted`,
    ]),
  ]);
}
