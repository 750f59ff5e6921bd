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

async function schemaOf(file: string): Promise<unknown[]> {
  await (await openDatabase(file)).close();
  const database = new Database(file, { readonly: true });
  const rows = database.prepare("select type, name, sql from sqlite_master order by type, name").all();
  database.close();
  return rows;
}

test("whichever statement of the migrations the till dies at, the next start finishes them", async () => {
  const said = dieAt(Infinity);
  const whole = await schemaOf(`${folder}/whole.sqlite`);
  const statements = said.count;
  expect(statements).toBeGreaterThan(100);
  for (let nth = 1; nth <= statements; nth++) {
    const file = `${folder}/${nth}.sqlite`;
    dieAt(nth);
    await openDatabase(file).then((db) => db.close(), () => {});
    Database.prototype.prepare = prepare;
    expect(await schemaOf(file), `after statement ${nth}`).toEqual(whole);
  }
}, 180_000);
