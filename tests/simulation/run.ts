import { runHistory } from "./history.ts";
import { openTrial } from "./life.ts";
import { add, addHistory, noTotals, type Totals } from "./totals.ts";

export type Range = { seed: number; histories: number };

/** How many processes a run may take: as many as there are cores, two at most, so that a shared machine stays usable. */
const MOST_PROCESSES = 2;
/** A process that has lived through more grows large, and slow with it. */
const MOST_IN_PROCESS = 1_000;
/** So many histories share one seed of a run before the next run's begin. */
const SEEDS_PER_RUN = 1_000_000;
/** Whoever looks for one violation has seen enough after this many. */
const MOST_VIOLATIONS = 25;

/** The seed of one history of a run, by which it can be lived through again alone. */
export function seedOf(run: number, index: number): number {
  return run * SEEDS_PER_RUN + index;
}

/** Lives through every so-manieth history of a run in this process. */
export async function runPart(
  { seed, histories }: Range,
  part: { index: number; of: number },
  mostViolations = MOST_VIOLATIONS,
): Promise<Totals> {
  const trial = await openTrial();
  const totals = noTotals();
  try {
    for (let index = part.index; index < histories && totals.violations.length < mostViolations; index += part.of) {
      addHistory(totals, await runHistory(trial, seedOf(seed, index)));
    }
  } finally {
    await trial.close();
  }
  return totals;
}

/** Lives through a whole run, in up to two processes at a time. */
export async function runAll(range: Range): Promise<Totals> {
  const atOnce = Math.min(MOST_PROCESSES, navigator.hardwareConcurrency, Math.ceil(range.histories / 20));
  const of = Math.max(atOnce, Math.ceil(range.histories / MOST_IN_PROCESS));
  const left = Array.from({ length: of }, (_, index) => index);
  const totals = noTotals();
  const workThrough = async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      add(totals, await runInProcess(range, { index, of }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workThrough));
  totals.violations.sort((a, b) => a.seed - b.seed);
  return totals;
}

async function runInProcess({ seed, histories }: Range, part: { index: number; of: number }): Promise<Totals> {
  const script = new URL("./part.ts", import.meta.url).pathname;
  const args = ["run", "-A", script, String(seed), String(histories), String(part.index), String(part.of)];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "inherit" });
  const { code, stdout } = await child.output();
  if (code !== 0) throw new Error(`a process of the simulation ended with ${code}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
