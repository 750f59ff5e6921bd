import type { Complaint } from "./world.ts";
import type { History } from "./history.ts";

/** A history in which something did not hold. */
export type Violation = Complaint & { seed: number };

/** What a number of histories came to. */
export type Totals = {
  histories: number;
  steps: number;
  violations: Violation[];
  faults: Record<string, number>;
  pairs: Record<string, number>;
};

export function noTotals(): Totals {
  return { histories: 0, steps: 0, violations: [], faults: {}, pairs: {} };
}

export function addHistory(totals: Totals, history: History): void {
  const [complaint] = history.complaints;
  add(totals, {
    histories: 1,
    steps: history.steps,
    violations: complaint ? [{ ...complaint, seed: history.seed }] : [],
    faults: Object.fromEntries(history.faults),
    pairs: Object.fromEntries(history.pairs),
  });
}

export function add(totals: Totals, more: Totals): void {
  totals.histories += more.histories;
  totals.steps += more.steps;
  totals.violations.push(...more.violations);
  for (const name of ["faults", "pairs"] as const) {
    for (const [key, times] of Object.entries(more[name])) totals[name][key] = (totals[name][key] ?? 0) + times;
  }
}

/** The same numbers in the order of their names. */
export function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}
