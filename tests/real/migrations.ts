import Database from "better-sqlite3";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { openForWriting } from "../../db/dialect.ts";
import { migrations } from "../../db/migrations/index.ts";
import { openDatabase } from "../../db/open.ts";
import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import { createChance } from "../simulation/chance.ts";
import { eachOf, openReport } from "./report.ts";

/**
 * Kills a process that migrates a database (X13), at statements by chance, from every version that a shop may come from; the next start
 * must finish the work and leave what an undisturbed one leaves. `--kills N --seed S`.
 */
const MIGRATE = new URL("./migrate.ts", import.meta.url).pathname;
const AT_ONCE = Math.min(2, navigator.hardwareConcurrency);

const { kills = "60", seed = "1" } = readOptions(["kills", "seed"]);
const report = openReport();
const names = Object.keys(migrations);
const chance = createChance(wholeNumber(seed, 1), "migrations");
const folder = await Deno.makeTempDir({ prefix: "tillside-migrations-" });
const begunAt = performance.now();
try {
  const whole = await finish(`${folder}/whole.sqlite`);
  const statements = new Map<number, number>();
  const cases = Array.from({ length: wholeNumber(kills, 60) }, (_, index) => index);
  let left = 0;
  await eachOf(cases, AT_ONCE, async (index) => {
    const from = index % names.length;
    const file = `${folder}/${index}.sqlite`;
    if (!statements.has(from)) statements.set(from, await countFrom(from));
    const nth = 1 + chance.below(statements.get(from) ?? 1);
    await migrateTo(file, from);
    const { signal } = await migrate(file, nth);
    const name = `killed at statement ${nth} on the way from ${names[from - 1] ?? "nothing"}`;
    if (signal === "SIGKILL") left++;
    report.check(name, [
      ...signal === "SIGKILL" ? [] : ["it was not killed"],
      ...await finish(file) === whole ? [] : ["the next start left something else"],
    ]);
  });
  console.log(`${left} killed migrations in ${Math.round((performance.now() - begunAt) / 1_000)} s`);
} finally {
  await Deno.remove(folder, { recursive: true });
}
report.close();

/** How many statements there are from this version on. */
async function countFrom(from: number): Promise<number> {
  const file = `${folder}/count-${from}.sqlite`;
  await migrateTo(file, from);
  return Number((await migrate(file)).said);
}

async function migrate(file: string, nth?: number): Promise<{ signal: string | null; said: string }> {
  const args = ["run", "-A", MIGRATE, file, ...nth === undefined ? [] : [String(nth)]];
  const { signal, stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "null" }).output();
  return { signal, said: new TextDecoder().decode(stdout) };
}

/** Makes a database as it was after so many migrations. */
async function migrateTo(file: string, count: number): Promise<void> {
  const db = new Kysely({ dialect: openForWriting(file) });
  const earlier = Object.fromEntries(Object.entries(migrations).slice(0, count));
  const { error } = await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(earlier) } })
    .migrateToLatest();
  await db.destroy();
  if (error) throw error;
}

/** Starts on it, and tells its parts as they are then, and whether SQLite finds them sound. */
async function finish(file: string): Promise<string> {
  await (await openDatabase(file)).close();
  const database = new Database(file);
  const parts = database.prepare("select type, name, sql from sqlite_master order by type, name").all();
  const done = database.prepare(`select name from "kysely_migration" order by name`).all();
  const health = database.pragma("integrity_check");
  database.close();
  return JSON.stringify({ parts, done, health });
}
