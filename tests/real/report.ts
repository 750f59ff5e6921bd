/** What a command of proofs has come to so far; its last line is "N passed, N failed", and how many were skipped if any were. */
export type Report = {
  /** One thing that was tried, and what did not hold in it. Prints a line when something did not. */
  check(name: string, complaints: readonly string[]): void;
  /** Something that cannot be tried here, and why. */
  skip(name: string, why: string): void;
  /** Says how it ended, and ends the process: with 1 when anything failed. */
  close(): never;
};

export function openReport(): Report {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    check(name, complaints) {
      if (complaints.length === 0) return void total.passed++;
      total.failed++;
      for (const complaint of complaints) console.log(`${name}: ${complaint}`);
    },
    skip(name, why) {
      total.skipped++;
      console.log(`${name}: skipped: ${why}`);
    },
    close() {
      console.log(closingLine(total));
      Deno.exit(total.failed > 0 ? 1 : 0);
    },
  };
}

/** How a command of proofs, or all of them, ended. */
export function closingLine({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The value below which so many of a hundred lie; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] ?? NaN;
}

/** Does `work` on each value, at most so many at a time. */
export async function eachOf<Value>(
  values: readonly Value[],
  atOnce: number,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  const left = [...values];
  const worker = async () => {
    for (let value = left.shift(); value !== undefined; value = left.shift()) await work(value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
