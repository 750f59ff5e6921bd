import { Kysely, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import { emptyLog, openForReading, openForWriting } from "./dialect.ts";
import { migrations } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";

/** Reads only, on a connection of its own. */
export type Db = Kysely<Schema>;
/** An open transaction: the only way to write. */
export type Tx = Transaction<Schema>;

export type ShopDatabase = {
  read: Db;
  /** Used by `inTransaction` alone. */
  write: Kysely<Schema>;
  /** Leaves nothing of what was deleted in the log beside the file. Not inside a transaction. */
  emptyLog(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the shop's database, making and migrating it if need be. Throws when a migration fails. */
export async function openDatabase(file: string): Promise<ShopDatabase> {
  const write = new Kysely<Schema>({ dialect: openForWriting(file) });
  await migrate(write);
  const read = new Kysely<Schema>({ dialect: openForReading(file) });
  return {
    read,
    write,
    emptyLog: () => emptyLog(write),
    async close() {
      await read.destroy();
      await write.destroy();
    },
  };
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
