import { readCommit, readOptions, wholeNumber, writeJson } from "./arguments.ts";
import { blindSpots } from "./coverage.ts";
import { runHistory } from "./history.ts";
import { openTrial } from "./life.ts";
import { runAll } from "./run.ts";
import { sorted } from "./totals.ts";

/**
 * Simulated shop days. `--histories N --seed S --json FILE` lives through N of them; `--history SEED` through that one
 * alone, and prints what happened in it.
 */
const options = readOptions(["histories", "seed", "json", "history"]);
const asked = options.history === undefined ? simulate() : tell(wholeNumber(options.history, 0));
Deno.exit(await asked.catch(broken));

/** A day hears what nobody catches, so that an error of the simulation itself must be said here. */
function broken(error: unknown): number {
  console.error(error);
  return 1;
}

async function simulate(): Promise<number> {
  const range = { histories: wholeNumber(options.histories, 300), seed: wholeNumber(options.seed, 1) };
  const begunAt = Temporal.Now.instant().epochMilliseconds;
  const { violations, faults, pairs, ...counted } = await runAll(range);
  const seconds = (Temporal.Now.instant().epochMilliseconds - begunAt) / 1_000;
  const blind = blindSpots({ ...counted, faults, pairs });
  await writeJson(options.json, {
    commit: await readCommit(),
    seed: range.seed,
    ...counted,
    violations,
    faults: sorted(faults),
    pairs: sorted(pairs),
    blind,
    seconds,
  });
  for (const { seed, id, text } of violations) console.log(`history ${seed}: ${id}: ${text}`);
  for (const spot of blind) console.log(`not seen often enough: ${spot}`);
  console.log(`${counted.histories} histories, ${counted.steps} steps, ${violations.length} violations, ${seconds} s`);
  if (violations[0]) await tell(violations[0].seed);
  const failed = Math.min(1, violations.length) + Math.min(1, blind.length);
  console.log(`${2 - failed} passed, ${failed} failed`);
  return violations.length + blind.length > 0 ? 1 : 0;
}

/** One history, line by line, and what did not hold in it. */
async function tell(seed: number): Promise<number> {
  const trial = await openTrial();
  const { trace, complaints, hash } = await runHistory(trial, seed);
  await trial.close();
  for (const line of [`history ${seed}`, ...trace, `its trace is ${hash}`]) console.log(line);
  for (const { id, text } of complaints) console.log(`${id} does not hold: ${text}`);
  return complaints.length > 0 ? 1 : 0;
}
