/** What only SQLite can say: how a transaction begins, strict tables, append-only triggers. */
import Database from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  sql,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
} from "kysely";

const BUSY_TIMEOUT = "busy_timeout = 5000";

const PRAGMAS = [
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  BUSY_TIMEOUT,
  "recursive_triggers = ON",
  // What is deleted is written over, so that a customer who is forgotten is gone from the file, too.
  "secure_delete = ON",
];

/** Opens the file for writing, with every commit on the disk before it is answered. */
export function openForWriting(file: string): SqliteDialect {
  const database = new Database(file);
  for (const pragma of PRAGMAS) database.pragma(pragma);
  return new ImmediateDialect({ database: keepStatements(database) });
}

/** A second, read-only connection, so that a page never waits for a writer. */
export function openForReading(file: string): SqliteDialect {
  const database = new Database(file, { readonly: true });
  database.pragma(BUSY_TIMEOUT);
  return new SteadyDialect({ database: keepStatements(database) });
}

/** As many as the till has, and some: only lists of different lengths make more. */
const MOST_STATEMENTS = 1_000;

/** Compiles each statement once: that takes far longer than most of them run. A connection does one thing at a time. */
export function keepStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = database.prepare(sql);
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}

/** Makes the database itself refuse to change or delete a row of this table. */
export async function makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  for (const verb of ["update", "delete"]) {
    await sql`create trigger ${sql.ref(`${table}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end`.execute(db);
  }
}

/** Makes the database itself refuse to change what is rung up while a Klarna payment of that sale is under way. */
export async function lockLinesDuringPayment(db: Kysely<unknown>, openStatuses: readonly string[]): Promise<void> {
  const statuses = sql.join(openStatuses.map((status) => sql.lit(status)));
  for (const verb of ["insert", "update", "delete"] as const) {
    const saleIds = sql.raw(
      { insert: 'new."saleId"', update: 'old."saleId", new."saleId"', delete: 'old."saleId"' }[verb],
    );
    await sql`create trigger ${sql.ref(`lineItem_locked_${verb}`)} before ${sql.raw(verb)} on "lineItem"
      when exists (select 1 from "payment" where "saleId" in (${saleIds}) and "status" in (${statuses}))
      begin select raise(abort, 'the basket is locked while Klarna is open'); end`.execute(db);
  }
}

/**
 * Keeps every three letters of what a customer is searched by, so that a few of them find one among hundreds of
 * thousands. SQLite's own row numbers of `customer` may change when the file is packed, so each customer has one here.
 * Accents do not count.
 */
export async function indexCustomerWords(db: Kysely<unknown>): Promise<void> {
  await sql`create table "customerNumber" ("number" integer primary key, "customerId" text not null unique
    references "customer" ("id")) strict`.execute(db);
  await sql`create virtual table "customerWords" using fts5 ("searchText", content = '', contentless_delete = 1,
    tokenize = 'trigram remove_diacritics 1')`.execute(db);
  const words = sql`insert into "customerWords" ("rowid", "searchText")
    select "number", new."searchText" from "customerNumber" where "customerId" = new."id"`;
  await sql`create trigger "customer_words_insert" after insert on "customer" begin
    insert into "customerNumber" ("customerId") values (new."id"); ${words}; end`.execute(db);
  await sql`create trigger "customer_words_update" after update of "searchText" on "customer"
    when new."searchText" <> old."searchText" begin
    delete from "customerWords" where "rowid" = (select "number" from "customerNumber" where "customerId" = new."id");
    ${words}; end`.execute(db);
  await sql`create trigger "customer_words_delete" before delete on "customer" begin
    delete from "customerWords" where "rowid" = (select "number" from "customerNumber" where "customerId" = old."id");
    delete from "customerNumber" where "customerId" = old."id"; end`.execute(db);
  await sql`insert into "customerNumber" ("customerId") select "id" from "customer" order by "updatedAt"`.execute(db);
  await sql`insert into "customerWords" ("rowid", "searchText") select "number", "searchText" from "customerNumber"
    join "customer" on "customer"."id" = "customerNumber"."customerId"`.execute(db);
}

/**
 * The same index, but one from which a word is gone with its row: `contentless_delete` only marks it as deleted, and keeps
 * every three letters of it until segments happen to be merged. For this the index must be told what a row said.
 */
export async function keepNoWordsOfTheForgotten(db: Kysely<unknown>): Promise<void> {
  for (const verb of ["insert", "update", "delete"]) {
    await sql`drop trigger ${sql.ref(`customer_words_${verb}`)}`.execute(db);
  }
  await sql`drop table "customerWords"`.execute(db);
  await sql`create virtual table "customerWords" using fts5 ("searchText", content = '',
    tokenize = 'trigram remove_diacritics 1')`.execute(db);
  await sql`insert into "customerWords" ("customerWords", "rank") values ('secure-delete', 1)`.execute(db);
  const takeOut = sql`insert into "customerWords" ("customerWords", "rowid", "searchText")
    select 'delete', "number", old."searchText" from "customerNumber" where "customerId" = old."id"`;
  const putIn = sql`insert into "customerWords" ("rowid", "searchText")
    select "number", new."searchText" from "customerNumber" where "customerId" = new."id"`;
  await sql`create trigger "customer_words_insert" after insert on "customer" begin
    insert into "customerNumber" ("customerId") values (new."id"); ${putIn}; end`.execute(db);
  await sql`create trigger "customer_words_update" after update of "searchText" on "customer"
    when new."searchText" <> old."searchText" begin ${takeOut}; ${putIn}; end`.execute(db);
  await sql`create trigger "customer_words_delete" before delete on "customer" begin
    ${takeOut}; delete from "customerNumber" where "customerId" = old."id"; end`.execute(db);
  await sql`insert into "customerWords" ("rowid", "searchText") select "number", "searchText" from "customerNumber"
    join "customer" on "customer"."id" = "customerNumber"."customerId"`.execute(db);
}

/**
 * Carries everything into the file and empties the log beside it, which else goes on holding pages as they were. Waits for
 * nobody: where a reader is in the way, or the disk is full, it is left to the next time.
 */
export async function emptyLog<Tables>(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`pragma busy_timeout = 0`.execute(connection);
    // Nothing is lost: what was committed stays in the log.
    await sql`pragma wal_checkpoint(truncate)`.execute(connection).catch(() => {});
    await sql.raw(`pragma ${BUSY_TIMEOUT}`).execute(connection);
  });
}

/** SQLite's strict tables refuse a text where a number belongs. */
export const strict = sql`strict`;

/**
 * Before a value stands a sign that does nothing: at a bare one that might tell SQLite more about the rows to come, it plans
 * the whole statement anew at every run, which takes ten times as long as a lookup by a key.
 */
export class SteadyDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new SteadyCompiler();
  }
}

class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return "+?";
  }
}

/** A deferred BEGIN can fail half-way when another connection wrote meanwhile; an immediate one waits at the door. */
class ImmediateDialect extends SteadyDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new AtomicAdapter();
  }
}

/** SQLite takes a changed table back like any row. Kysely does not trust it, and would leave half a migration to a crash. */
class AtomicAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** A full disk ends the transaction by itself: then there is nothing to take back, and the first error is the true one. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw("rollback"));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("no transaction is active")) throw error;
    }
  }
}
