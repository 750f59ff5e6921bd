import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../db/open.ts";

const { prepare } = Database.prototype;
let folder: string;

beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "tillside-migration-" });
});

afterEach(async () => {
  Database.prototype.prepare = prepare;
  await Deno.remove(folder, { recursive: true });
});

/** Lets the process die before the nth statement: from there on nothing is said, and its files are closed. Counts them. */
function dieAt(nth: number): { count: number } {
  const said = { count: 0 };
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    if (++said.count < nth) return prepare.call(this, sql);
    this.close();
    throw new Error("killed");
  } as typeof prepare;
  return said;
}

type Part = { type: string; name: string; sql: string | null };

async function schemaOf(file: string): Promise<Part[]> {
  await (await openDatabase(file)).close();
  return partsOf(file).parts;
}

/** Everything that a file holds: its parts, and the rows of its tables. */
function partsOf(file: string): { parts: Part[]; rows: string } {
  const database = new Database(file);
  const parts = database.prepare<[], Part>("select type, name, sql from sqlite_master order by type, name").all();
  const tables = parts.filter(({ type, sql }) => type === "table" && sql !== null && !sql.includes("virtual table"));
  const rows = tables.map(({ name }) => database.prepare(`select * from "${name}"`).all());
  database.close();
  return { parts, rows: JSON.stringify(rows) };
}

test("whichever statement of the migrations the till dies at, the next start finishes them", async () => {
  const said = dieAt(Infinity);
  const whole = await schemaOf(`${folder}/whole.sqlite`);
  const statements = said.count;
  expect(statements).toBeGreaterThan(100);
  // What was left behind is mostly nothing at all, and the next start is tried once for each that differs.
  const tried = new Set<string>();
  for (let nth = 1; nth <= statements; nth++) {
    const file = `${folder}/${nth}.sqlite`;
    dieAt(nth);
    await openDatabase(file).then((db) => db.close(), () => {});
    Database.prototype.prepare = prepare;
    const left = JSON.stringify(partsOf(file));
    if (tried.has(left)) continue;
    tried.add(left);
    expect(await schemaOf(file), `after statement ${nth}`).toEqual(whole);
  }
  expect(tried.size).toBeGreaterThan(1);
}, 180_000);
