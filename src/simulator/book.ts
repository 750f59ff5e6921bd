import Database from "better-sqlite3";
import { z } from "zod";
import {
  callbackRecord,
  customerRecord,
  hostedSessionRecord,
  keptAnswerRecord,
  messageRecord,
  orderRecord,
  paymentSessionRecord,
} from "./records.ts";
import { chaosSchema } from "./chaos.ts";
import { type Fault, faultSchema, type RequestKind, type Switches, switchesSchema } from "./requests.ts";

export type Book = ReturnType<typeof openBook>;

/** Opens the simulator's SQLite file (or ":memory:"). Every change is committed before its function returns. */
export function openBook(file: string) {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("busy_timeout = 5000");
  return {
    paymentSessions: openShelf(db, "paymentSession", paymentSessionRecord, (session) => ({
      id: session.paymentSessionId,
      name: session.body.merchant_reference1,
    })),
    hostedSessions: openShelf(db, "hostedSession", hostedSessionRecord, (session) => ({
      id: session.sessionId,
      name: session.shortCode,
      parent: session.paymentSessionId,
      stage: `${session.status} ${session.updatedAt}`,
    })),
    orders: openShelf(db, "klarnaOrder", orderRecord, (order) => ({
      id: order.orderId,
      name: order.session.merchant_reference1,
      parent: order.paymentSessionId,
      stage: JSON.stringify(order),
    })),
    messages: openShelf(db, "message", messageRecord, (message) => ({
      id: message.messageId,
      name: message.contact,
      parent: message.sessionId,
    })),
    callbacks: openShelf(db, "callback", callbackRecord, (callback) => ({
      id: callback.callbackId,
      name: callback.nextTryAt === null ? "over" : "open",
      parent: callback.sessionId,
    })),
    customers: openShelf(db, "customer", customerRecord, (customer) => ({ id: customer.contact })),
    keptAnswers: openShelf(db, "keptAnswer", keptAnswerRecord, (answer) => ({ id: answer.key })),
    ...openSettings(db),
    /** Runs `work` in one transaction: all of it or nothing. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Forgets everything: sessions, orders, messages, people, switches, faults, counts and the clock's offset. */
    clear: () => db.transaction(() => tableNames.forEach((name) => db.exec(`DELETE FROM ${name}`))).immediate(),
    close: () => db.close(),
  };
}

export type Shelf<Value> = {
  add(value: Value): void;
  save(value: Value): void;
  find(id: string): Value | undefined;
  /** All with this name, newest first. */
  named(name: string): Value[];
  /** All under this parent, newest first. */
  under(parent: string): Value[];
  /** All, newest first. */
  all(): Value[];
  /** As it was before its newest change of stage, while this process runs. */
  previous(id: string): Value | undefined;
};

const tableNames = [
  "paymentSession",
  "hostedSession",
  "klarnaOrder",
  "message",
  "callback",
  "customer",
  "keptAnswer",
  "setting",
  "requestCount",
];

/** `stage` is what makes a change worth remembering; a shelf without one remembers none. */
type Keys = { id: string; name?: string; parent?: string; stage?: string };
type Row = { body: string };

function openShelf<Schema extends z.ZodType>(
  db: Database.Database,
  table: string,
  schema: Schema,
  keysOf: (value: z.infer<Schema>) => Keys,
): Shelf<z.infer<Schema>> {
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent TEXT NOT NULL,
    body TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS ${table}Name ON ${table} (name);
    CREATE INDEX IF NOT EXISTS ${table}Parent ON ${table} (parent);`);
  const insert = db.prepare(`INSERT INTO ${table} (id, name, parent, body) VALUES (?, ?, ?, ?)`);
  const update = db.prepare(`UPDATE ${table} SET name = ?, parent = ?, body = ? WHERE id = ?`);
  const byId = db.prepare<[string], Row>(`SELECT body FROM ${table} WHERE id = ?`);
  const byName = db.prepare<[string], Row>(`SELECT body FROM ${table} WHERE name = ? ORDER BY seq DESC`);
  const byParent = db.prepare<[string], Row>(`SELECT body FROM ${table} WHERE parent = ? ORDER BY seq DESC`);
  const every = db.prepare<[], Row>(`SELECT body FROM ${table} ORDER BY seq DESC`);
  const read = openReader(schema);
  const before = new Map<string, z.infer<Schema>>();
  const noteChange = (id: string, value: z.infer<Schema>) => {
    const { stage } = keysOf(value);
    const row = stage === undefined ? undefined : byId.get(id);
    const old = row && read(row);
    if (old && keysOf(old).stage !== stage) before.set(id, old);
  };
  return {
    add(value) {
      const { id, name = "", parent = "" } = keysOf(value);
      insert.run(id, name, parent, JSON.stringify(value));
    },
    save(value) {
      const { id, name = "", parent = "" } = keysOf(value);
      noteChange(id, value);
      if (update.run(name, parent, JSON.stringify(value), id).changes !== 1) throw new Error(`No ${table} ${id}`);
    },
    find(id) {
      const row = byId.get(id);
      return row && read(row);
    },
    named: (name) => byName.all(name).map(read),
    under: (parent) => byParent.all(parent).map(read),
    all: () => every.all().map(read),
    previous: (id) => before.get(id),
  };
}

const faultPrefix = "fault:";

/** So many texts are remembered with what they say; then they are forgotten, all at once. */
const mostRemembered = 1_000;

/** Reads rows. What stands there unchanged is read once: whoever looks at everything again and again waits for nothing. */
function openReader<Schema extends z.ZodType>(schema: Schema): (row: Row) => z.infer<Schema> {
  const known = new Map<string, z.infer<Schema>>();
  return ({ body }) => {
    const old = known.get(body);
    if (old !== undefined) return old;
    if (known.size >= mostRemembered) known.clear();
    const value = freeze(schema.parse(JSON.parse(body)));
    known.set(body, value);
    return value;
  };
}

/** What several share, nobody may change. */
function freeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

function openSettings(db: Database.Database) {
  db.exec(`CREATE TABLE IF NOT EXISTS setting (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS requestCount (kind TEXT PRIMARY KEY, requests INTEGER NOT NULL) STRICT;`);
  const find = db.prepare<[string], Row>("SELECT body FROM setting WHERE id = ?");
  const put = db.prepare("INSERT INTO setting (id, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body");
  const count = db.prepare(
    "INSERT INTO requestCount (kind, requests) VALUES (?, 1) ON CONFLICT DO UPDATE SET requests = requests + 1",
  );
  const counts = db.prepare<[], { kind: string; requests: number }>("SELECT kind, requests FROM requestCount");
  const setting = <Schema extends z.ZodType>(id: string, schema: Schema, initial: z.infer<Schema>) => {
    const read = openReader(schema);
    return {
      read: (): z.infer<Schema> => {
        const row = find.get(id);
        return row ? read(row) : initial;
      },
      write: (value: z.infer<Schema>) => void put.run(id, JSON.stringify(value)),
    };
  };
  const noFaults: Fault[] = [];
  const defaults: Switches = switchesSchema.parse({});
  return {
    clockOffset: setting("clockOffset", z.number(), 0),
    clockSkew: setting("clockSkew", z.number(), 0),
    chaos: setting("chaos", chaosSchema.nullable(), null),
    switches: setting("switches", switchesSchema, defaults),
    faults: setting("faults", z.array(faultSchema), noFaults),
    countRequest: (kind: RequestKind) => void count.run(kind),
    countRequests: () => counts.all(),
    countFault: (id: string) => void count.run(faultPrefix + id),
    countFaults: () =>
      counts.all().filter(({ kind }) => kind.startsWith(faultPrefix))
        .map(({ kind, requests }) => ({ id: kind.slice(faultPrefix.length), times: requests })),
  };
}
