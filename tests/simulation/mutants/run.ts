import { dirname, join } from "node:path";
import { readCommit, readOptions, wholeNumber, writeJson } from "../arguments.ts";
import { runHistory } from "../history.ts";
import { openTrial } from "../life.ts";
import type { Totals } from "../totals.ts";
import type { Planted } from "./plant.ts";
import { PLANTED } from "./planted.ts";

/**
 * Plants each bug by itself in a scratch copy of the program and lives through days there until one shows it.
 * `--json FILE`, `--histories N` (the most for each, 1000), `--only WORDS` (those whose names hold them).
 */
const options = readOptions(["json", "histories", "seed", "only"]);
const PROJECT = join(import.meta.dirname ?? ".", "../../..");
const COPIED = ["src", "views", "db", "public", "tests", "package.json", "tsconfig.json"];
/** A bug that makes a history endless is no bug that was seen. */
const LONGEST_MS = 15 * 60_000;
const AT_ONCE = Math.min(2, navigator.hardwareConcurrency);

type Found = { name: string; file: string; history: number; invariant: string; text: string; histories: number };

const most = wholeNumber(options.histories, 1_000);
const seed = wholeNumber(options.seed, 2);
const planted = PLANTED.filter(({ name }) => name.includes(options.only ?? ""));
const found: Found[] = [];
const survived: string[] = [];
const begunAt = Temporal.Now.instant().epochMilliseconds;
const scratch = await Deno.makeTempDir({ prefix: "tillside-mutants-" });
const left = [...planted];
await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
await Deno.remove(scratch, { recursive: true });
const seconds = (Temporal.Now.instant().epochMilliseconds - begunAt) / 1_000;
found.sort((a, b) => a.name.localeCompare(b.name));
await writeJson(options.json, { commit: await readCommit(), planted: planted.length, found, survived, seconds });
console.log(`${planted.length} bugs planted, ${found.length} found, ${survived.length} not, ${seconds} s`);
console.log(`${found.length} passed, ${survived.length} failed`);
Deno.exit(survived.length > 0 ? 1 : 0);

async function workThrough(): Promise<void> {
  const folder = await copyOfProgram();
  for (let bug = left.shift(); bug !== undefined; bug = left.shift()) {
    // The simulation hears what nobody catches, so that an error of its own must be said here.
    const seen = await tryOut(bug, folder).catch((error: unknown) => console.log(`${bug.name}: ${String(error)}`));
    if (seen) found.push(seen);
    else survived.push(bug.name);
    console.log(seen ? `found: ${bug.name}: ${seen.invariant} in history ${seen.history}` : `NOT FOUND: ${bug.name}`);
  }
}

/** Plants it, hunts it, and takes it out again. Throws when the place it is planted in is not there any more, or not alone. */
async function tryOut(bug: Planted, folder: string): Promise<Found | null> {
  const { name, file, from, to } = bug;
  const text = await Deno.readTextFile(join(folder, file));
  if (text.split(from).length !== 2) throw new Error(`"${name}": its place in ${file} is not there once`);
  await Deno.writeTextFile(join(folder, file), text.replace(from, () => to));
  try {
    return await hunt(bug, folder);
  } finally {
    await Deno.writeTextFile(join(folder, file), text);
  }
}

/** The same for one bug after the other, so that only what it changes is read anew. */
async function copyOfProgram(): Promise<string> {
  const folder = await Deno.makeTempDir({ dir: scratch });
  for (const part of COPIED) await copy(join(PROJECT, part), join(folder, part));
  await Deno.symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) {
    await Deno.mkdir(dirname(to), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) await copy(join(from, entry.name), join(to, entry.name));
}

/** Days until the bug shows; null when none shows it. */
async function hunt({ name, file }: Planted, folder: string): Promise<Found | null> {
  const args = ["run", "-A", "--no-check", "tests/simulation/part.ts", String(seed), String(most), "0", "1", "1"];
  const tooLong = AbortSignal.timeout(LONGEST_MS);
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: folder,
    stdout: "piped",
    stderr: "piped",
    signal: tooLong,
  });
  const { code, stdout, stderr } = await child.output();
  if (tooLong.aborted) return null;
  if (code !== 0) {
    const said = new TextDecoder().decode(stderr).slice(0, 300);
    throw new Error(`with "${name}" the simulation itself broke: ${said}`);
  }
  const totals: Totals = JSON.parse(new TextDecoder().decode(stdout));
  const [violation] = totals.violations;
  if (!violation) return null;
  const { id: invariant, text, seed: history } = violation;
  if (!await holdsWithout(history)) throw new Error(`history ${history} does not hold without any bug either`);
  return { name, file, history, invariant, text, histories: totals.histories };
}

/** The same day without the bug: what shows there too was not found, but was there before. */
async function holdsWithout(history: number): Promise<boolean> {
  const trial = await openTrial();
  const { complaints } = await runHistory(trial, history);
  await trial.close();
  return complaints.length === 0;
}
