import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { openDatabase, type ShopDatabase } from "../../db/open.ts";
import type { Schema } from "../../db/schema.ts";

/** The shop's database of one history, with the ways in which it can fail it. */
export type TrialDatabase = ShopDatabase & {
  /** For whoever looks on: a connection of its own, on which every statement is kept ready. */
  look: Database.Database;
  /** So many transactions in a row cannot begin, as when something else holds the file. */
  beBusy(transactions: number): void;
  /** Ends at once, as a killed process does: what was not committed is gone. */
  kill(): void;
};

/** Where files are fast: memory where the system offers it, else its folder for temporary things. */
export async function makeTrialFolder(): Promise<string> {
  try {
    return await Deno.makeTempDir({ dir: "/dev/shm", prefix: "tillside-trial-" });
  } catch {
    return await Deno.makeTempDir({ prefix: "tillside-trial-" });
  }
}

/** Makes the database that every history starts from, once, and gives its bytes. `fill` puts the first rows in. */
export async function makeTemplate(
  folder: string,
  fill: (db: ShopDatabase) => Promise<unknown>,
): Promise<Uint8Array> {
  const file = `${folder}/template.sqlite`;
  const db = await openDatabase(file);
  await fill(db);
  await db.close();
  return await Deno.readFile(file);
}

/** As db/open.ts opens it, but that nothing waits for the disk and statements are compiled once. */
export function openTrialDatabase(file: string): TrialDatabase {
  const write = new Database(file, { timeout: 0 });
  for (const pragma of ["journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON", "recursive_triggers = ON"]) {
    write.pragma(pragma);
  }
  const read = new Database(file, { readonly: true });
  const look = new Database(file, { readonly: true });
  let busy = 0;
  const begin = () => {
    if (busy-- > 0) throw new Database.SqliteError("database is locked", "SQLITE_BUSY");
    busy = 0;
  };
  const kill = () => {
    for (const one of [write, read, look]) if (one.open) one.close();
  };
  return {
    write: new Kysely<Schema>({ dialect: new SqliteDialect({ database: prepared(write, begin) }) }),
    read: new Kysely<Schema>({ dialect: new SqliteDialect({ database: prepared(read) }) }),
    look,
    beBusy: (transactions) => busy = transactions,
    kill,
    close: () => Promise.resolve(kill()),
  };
}

function prepared(database: Database.Database, onBegin: () => void = () => {}) {
  const known = new Map<string, Database.Statement>();
  return {
    close: () => void database.close(),
    prepare(sql: string) {
      if (sql === "begin") onBegin();
      const text = sql === "begin" ? "begin immediate" : sql;
      const statement = known.get(text) ?? database.prepare(text);
      known.set(text, statement);
      return statement;
    },
  };
}
