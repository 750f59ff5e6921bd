import Database from "better-sqlite3";
import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import type { Books } from "../simulation/books.ts";
import { type Chance, createChance } from "../simulation/chance.ts";
import { openBooks } from "../simulation/books.ts";
import { startTill, type Till } from "../support/till-process.ts";
import { signIn } from "./cashier.ts";
import { credentialsFor, openPair, type Pair } from "./pair.ts";
import { openReport } from "./report.ts";
import { doDeed, newPlan, nextDeed } from "./sale.ts";

/**
 * Copies of a killed till's folder, cut and with bits turned over at random places, are each started by a real till. It
 * works with everything that was committed, or it does not start and says in a sentence why and what to do. `--copies N`,
 * `--seed S`.
 */
const SALES = 6;
/** What only grows, or is over: nothing that a start changes. */
const WHAT_HAPPENED = ["sales", "lines", "tenders", "events", "wishes", "captures", "journals", "entries"] as const;
const options = readOptions(["copies", "seed"]);
const copies = wholeNumber(options.copies, 40);
const chance = createChance(wholeNumber(options.seed, 1), "damage");
const report = openReport();
const counted: Record<string, number> = {};
const begunAt = performance.now();
const pair = await openPair();
try {
  const whole = await makeBooks(pair);
  const bytes = await readFolder(pair.till.dataFolder);
  for (let copy = 1; copy <= copies; copy++) {
    const hurt = chance.pick(HURTS()) ?? hurtNothing;
    const damaged = new Map(bytes);
    const what = hurt(damaged, chance);
    report.check(`copy ${copy}, ${what}`, await tryToStart(damaged, whole, what));
  }
} finally {
  await pair.end();
}
for (const [what, times] of Object.entries(counted).toSorted()) console.log(`${String(times).padStart(4)}  ${what}`);
console.log(`${copies} damaged copies in ${Math.round((performance.now() - begunAt) / 1_000)} s`);
report.close();

type Folder = Map<string, Uint8Array>;
type Hurt = (folder: Folder, chance: Chance) => string;

function HURTS(): Hurt[] {
  return [
    hurtNothing,
    cut("till.sqlite"),
    cut("till.sqlite-wal"),
    turnBits("till.sqlite"),
    turnBits("till.sqlite"),
    turnBits("till.sqlite-wal"),
    turnBits("till.sqlite-wal"),
  ];
}

function hurtNothing(): string {
  return "whole";
}

function cut(name: string): Hurt {
  return (folder, chance) => {
    const bytes = folder.get(name) ?? new Uint8Array();
    folder.set(name, bytes.slice(0, chance.below(bytes.byteLength)));
    return `${name} cut`;
  };
}

function turnBits(name: string): Hurt {
  return (folder, chance) => {
    const bytes = (folder.get(name) ?? new Uint8Array()).slice();
    for (let times = 1 + chance.below(8); times > 0; times--) {
      const at = chance.below(bytes.byteLength);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    }
    folder.set(name, bytes);
    return `${name} with bits turned`;
  };
}

/** A few whole sales, the newest of them still in the log when the till is killed. */
async function makeBooks(pair: Pair): Promise<Books> {
  const ada = await signIn(pair, "Ada", 1);
  for (let customer = 0; customer < SALES; customer++) {
    const plan = newPlan(customer, { partInCash: customer % 2 === 1 });
    for (let deed = nextDeed(pair, plan); deed !== null; deed = nextDeed(pair, plan)) {
      await doDeed(pair, ada, plan, deed);
    }
    if (customer !== SALES - 3) continue;
    const database = new Database(`${pair.till.dataFolder}/till.sqlite`);
    database.pragma("wal_checkpoint(PASSIVE)");
    database.close();
  }
  await pair.kill();
  return await pair.lookAtDead();
}

async function readFolder(folder: string): Promise<Folder> {
  const found: Folder = new Map();
  for await (const { name, isFile } of Deno.readDir(folder)) {
    // The shared memory beside the log is rebuilt by whoever opens it first.
    if (isFile && !name.endsWith("-shm") && !name.startsWith("lock.")) {
      found.set(name, await Deno.readFile(`${folder}/${name}`));
    }
  }
  return found;
}

async function tryToStart(files: Folder, whole: Books, what: string): Promise<string[]> {
  const dataFolder = await Deno.makeTempDir({ prefix: "tillside-damaged-" });
  for (const [name, bytes] of files) await Deno.writeFile(`${dataFolder}/${name}`, bytes, { mode: 0o600 });
  const started = await startTill({ dataFolder, env: credentialsFor(pair.klarna) }).catch((error: Error) =>
    error.message
  );
  const complaints = typeof started === "string"
    ? [...complaintsOfRefusal(started.split("It said:\n")[1] ?? started, what), ...await changesIn(dataFolder, files)]
    : await complaintsOfStarted(started, whole, what);
  await Deno.remove(dataFolder, { recursive: true });
  return complaints;
}

/** A refusal is one sentence or two, with what to do, and no list of function calls. */
function complaintsOfRefusal(said: string, what: string): string[] {
  count(`${what}: refused`);
  if (what === "whole") return [`a whole copy was refused: ${said}`];
  const isPlain = said.trim().split("\n").length <= 2 && !/\bat .*:\d+|Error:/.test(said);
  return isPlain && /backup/.test(said) ? [] : [`it said: ${said}`];
}

/** A till that refuses to start has touched nothing. */
async function changesIn(dataFolder: string, files: Folder): Promise<string[]> {
  const found = await readFolder(dataFolder);
  const isSame = (a: Uint8Array, b: Uint8Array = new Uint8Array()) =>
    a.byteLength === b.byteLength && a.every((one, at) => one === b[at]);
  const changed = [...files].filter(([name, bytes]) => !isSame(bytes, found.get(name)));
  return changed.map(([name]) => `${name} was changed all the same`);
}

async function complaintsOfStarted(till: Till, whole: Books, what: string): Promise<string[]> {
  const page = await fetch(`${till.url}/sign-in`);
  await page.body?.cancel();
  await till.kill();
  const database = new Database(`${till.dataFolder}/till.sqlite`);
  const books = openBooks(database)();
  database.close();
  const lost = lostRows(whole, books);
  count(`${what}: ${lost.length === 0 ? "works with everything" : "works with what was there before the cut"}`);
  const complaints = page.status === 200 ? [] : [`the sign-in page was answered with ${page.status}`];
  // Where the newest end is cut off, the file is as it was a moment before: nothing in it can tell.
  return what === "till.sqlite-wal cut" ? complaints : [...complaints, ...lost];
}

/** Rows that were committed, and are not there any more or say something else. */
function lostRows(whole: Books, books: Books): string[] {
  return WHAT_HAPPENED.flatMap((table) => {
    const found = new Set(books[table].map((row) => JSON.stringify(row)));
    const lost = whole[table].filter((row) => !found.has(JSON.stringify(row)));
    return lost.map((row) => `lost without a word in ${table}: ${JSON.stringify(row)}`);
  });
}

function count(what: string): void {
  counted[what] = (counted[what] ?? 0) + 1;
}
