import { type DatabaseConnection, type Dialect, type Driver, Kysely } from "kysely";
import { openForWriting } from "../../db/dialect.ts";
import type { ShopDatabase } from "../../db/open.ts";
import type { Schema } from "../../db/schema.ts";

type Listener = (statement: string) => void;

/** The same database with every statement that writes heard before it runs. A ROLLBACK is not: SQLite does that itself. */
export function listenedTo(db: ShopDatabase, file: string, listener: Listener): ShopDatabase {
  const write = new Kysely<Schema>({ dialect: listened(openForWriting(file), listener) });
  return {
    read: db.read,
    write,
    emptyLog: () => db.emptyLog(),
    async close() {
      await write.destroy();
      await db.close();
    },
  };
}

function listened(dialect: Dialect, listener: Listener): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => listenedDriver(dialect.createDriver(), listener),
  };
}

function listenedDriver(driver: Driver, listener: Listener): Driver {
  const known = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const listen = (connection: DatabaseConnection): DatabaseConnection => ({
    executeQuery(query, options) {
      listener(query.sql);
      return connection.executeQuery(query, options);
    },
    streamQuery: (...wanted) => connection.streamQuery(...wanted),
  });
  const behind = (connection: DatabaseConnection) => known.get(connection) ?? connection;
  return {
    init: (...wanted) => driver.init(...wanted),
    async acquireConnection(...wanted) {
      const connection = await driver.acquireConnection(...wanted);
      const heard = listen(connection);
      known.set(heard, connection);
      return heard;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(behind(connection)),
    releaseConnection: (connection) => driver.releaseConnection(behind(connection)),
    destroy: (...wanted) => driver.destroy(...wanted),
  };
}
