import Database from "better-sqlite3";
import { Kysely, type SqliteDatabase } from "kysely";
import { keepStatements, SteadyDialect } from "../../db/dialect.ts";
import { openDatabase, type ShopDatabase } from "../../db/open.ts";
import type { Schema } from "../../db/schema.ts";
import { type Books, openBooks } from "./books.ts";

/** The shop's database in one life of the till, with the ways in which it can fail it. */
export type TrialDatabase = ShopDatabase & {
  /** For whoever looks on: a connection of its own. */
  look: Database.Database;
  /** Our book as it is now, by that connection; a table that nobody has written to since is not read again. */
  readBooks(): Books;
  /** So many transactions in a row cannot begin, as when something else holds the file. */
  beBusy(transactions: number): void;
  /** Ends at once, as a killed process does: what was not committed is gone. */
  kill(): void;
};

/** The file in which the histories of one process take place, one after the other. */
export type TrialFile = {
  /** Everything is again as it was when the file was made. */
  reset(): void;
  /** The till starts on it as it is. */
  open(): TrialDatabase;
  close(): void;
};

/** Where files are fast: memory where the system offers it, else its folder for temporary things. */
export async function makeTrialFolder(): Promise<string> {
  try {
    return await Deno.makeTempDir({ dir: "/dev/shm", prefix: "tillside-trial-" });
  } catch {
    return await Deno.makeTempDir({ prefix: "tillside-trial-" });
  }
}

/**
 * Makes the file that every history starts from; `fill` puts the first rows in. It is opened as db/open.ts opens it, but
 * that nothing waits for the disk, and that connections and compiled statements stay: a process that is killed is a life
 * after which every statement is refused.
 */
export async function makeTrialFile(
  folder: string,
  fill: (db: ShopDatabase) => Promise<unknown>,
): Promise<TrialFile> {
  const path = `${folder}/till.sqlite`;
  const db = await openDatabase(path);
  await fill(db);
  await db.close();
  const write = new Database(path, { timeout: 0 });
  // Without checkpoints all that a history writes is in the log, and the file itself stays as it was made.
  const own = ["journal_mode = WAL", "wal_autocheckpoint = 0", "synchronous = OFF"];
  for (const pragma of [...own, "foreign_keys = ON", "recursive_triggers = ON"]) write.pragma(pragma);
  const read = new Database(path, { readonly: true });
  const look = new Database(path, { readonly: true });
  const parts = { write: keepStatements(write), read: keepStatements(read) };
  const changes = createChanges(write);
  const readBooks = openBooks(look, changes.isNews);
  const [log, index] = [logOf(path, look, "wal"), logOf(path, look, "shm")];
  let endLife = () => {};
  return {
    reset() {
      endLife();
      log.truncateSync(0);
      // An index with an empty head is built anew from the log by whoever comes first, as after a crash.
      index.seekSync(0, Deno.SeekMode.Start);
      index.writeSync(new Uint8Array(INDEX_HEAD_BYTES));
    },
    open() {
      endLife();
      changes.forget();
      const life = beginLife(write, parts, changes);
      endLife = life.kill;
      return Object.assign(life, { look, readBooks: () => life.alive(readBooks) });
    },
    close() {
      for (const one of [log, index, look, read, write]) one.close();
    },
  };
}

/** Both copies of the log's index head and what follows about checkpoints, as SQLite's file format has them. */
const INDEX_HEAD_BYTES = 136;

/** Stays open: closing it would give back SQLite's own locks on it. */
function logOf(path: string, look: Database.Database, end: "wal" | "shm"): Deno.FsFile {
  // A first read makes the log and its index.
  look.pragma("user_version");
  return Deno.openSync(`${path}-${end}`, { write: true });
}

/** Knows which tables were written to since they were last read, by the statements that go over the one way to write. */
function createChanges(write: Database.Database) {
  const unchanged = new Set<string>();
  const uncommitted = new Set<string>();
  return {
    /** A statement is about to run. */
    note(sql: string): void {
      const [, table] = /^(?:insert into|update|delete from) "(\w+)"/.exec(sql) ?? [];
      if (table !== undefined) uncommitted.add(table);
      else if (!/^(?:select|begin|commit|rollback)\b/.test(sql)) throw new Error(`nobody foresaw ${sql}`);
      if (write.inTransaction && sql !== "commit") return;
      for (const one of uncommitted) unchanged.delete(one);
      uncommitted.clear();
    },
    /** Whether this table has to be read again; from now on it counts as read. */
    isNews(table: string): boolean {
      const isNews = !unchanged.has(table);
      unchanged.add(table);
      return isNews;
    },
    forget: () => unchanged.clear(),
  };
}

function beginLife(
  write: Database.Database,
  statements: { write: SqliteDatabase; read: SqliteDatabase },
  changes: ReturnType<typeof createChanges>,
) {
  let isDead = false;
  let busy = 0;
  const begin = () => {
    if (busy-- > 0) throw new Database.SqliteError("database is locked", "SQLITE_BUSY");
    busy = 0;
  };
  const kill = () => {
    if (!isDead && write.inTransaction) write.exec("rollback");
    isDead = true;
  };
  /** As better-sqlite3 answers once a connection is closed. */
  const alive = <T>(work: () => T): T => {
    if (isDead) throw new TypeError("The database connection is not open");
    return work();
  };
  const during = (prepare: SqliteDatabase["prepare"]) => ({
    prepare: (sql: string) => alive(() => prepare(sql)),
    close: kill,
  });
  const writing = during((sql) => {
    if (sql === "begin") begin();
    changes.note(sql);
    return statements.write.prepare(sql === "begin" ? "begin immediate" : sql);
  });
  return {
    write: new Kysely<Schema>({ dialect: new SteadyDialect({ database: writing }) }),
    read: new Kysely<Schema>({ dialect: new SteadyDialect({ database: during(statements.read.prepare) }) }),
    beBusy: (transactions: number) => void (busy = transactions),
    alive,
    kill,
    // The log is the whole history: it is emptied when the next one begins.
    emptyLog: () => Promise.resolve(),
    close: () => Promise.resolve(kill()),
  };
}
