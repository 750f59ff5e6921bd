import Database from "better-sqlite3";
import type { Cashier } from "./cashier.ts";
import type { Pair } from "./pair.ts";
import { doDeed, newPlan, nextDeed } from "./sale.ts";

const MINUTE_MS = 60_000;

/** One payment whose link is out, as a cashier made it. */
export async function openOne(pair: Pair, ada: Cashier): Promise<string> {
  const plan = newPlan(1);
  for (let deed = nextDeed(pair, plan); deed?.name !== "customer opens"; deed = nextDeed(pair, plan)) {
    if (deed) await doDeed(pair, ada, plan, deed);
  }
  return pair.look().payments[0]?.id ?? "";
}

/** The same payment so many times more, each with a sale and a page of its own, in both books. Their ids. */
export function cloneAll({ till, klarna }: Pair, paymentId: string, times: number): string[] {
  const ours = new Database(`${till.dataFolder}/till.sqlite`);
  const theirs = new Database(klarna.file);
  const numbers = Array.from({ length: times }, (_, index) => String(index + 1).padStart(6, "0"));
  const ids = ours.transaction(() => numbers.map((number) => cloneOurs(ours, paymentId, number)))();
  theirs.transaction(() => numbers.forEach((number) => cloneTheirs(theirs, number)))();
  ours.close();
  theirs.close();
  return ids;
}

/** The sale's number of such a copy; its payment's reference is this and "-1". */
const codeOf = (number: string) => 100_000 + Number(number);

type AnyRow = Record<string, unknown>;

/** An id's end is chance: another end is another id. */
function other(id: unknown, number: string): string {
  return String(id).slice(0, -number.length) + number;
}

function cloneOurs(database: Database.Database, paymentId: string, number: string): string {
  const payment = database.prepare<[string], AnyRow>("select * from payment where id = ?").get(paymentId) ?? {};
  const sale = database.prepare<[unknown], AnyRow>("select * from sale where id = ?").get(payment["saleId"]) ?? {};
  const saleId = other(sale["id"], number);
  const id = other(paymentId, number);
  const code = codeOf(number);
  const createdAt = Date.now() - 20 * MINUTE_MS;
  insert(database, "sale", { ...sale, id: saleId, code });
  insert(database, "payment", {
    ...payment,
    id,
    saleId,
    createdAt,
    reference: `${code}-1`,
    paymentSessionId: other(payment["paymentSessionId"], number),
    hostedSessionId: other(payment["hostedSessionId"], number),
    callbackTokenHash: other(payment["callbackTokenHash"], number),
    limitAt: Date.now() + 20 * MINUTE_MS,
  });
  for (
    const event of database.prepare<[string], AnyRow>(`select * from "paymentEvent" where "paymentId" = ?`).all(
      paymentId,
    )
  ) {
    insert(database, "paymentEvent", { ...event, id: other(event["id"], number), paymentId: id });
  }
  return id;
}

function cloneTheirs(database: Database.Database, number: string): void {
  const first = (table: string) =>
    database.prepare<[], AnyRow>(`select * from ${table} order by seq limit 1`).get() ?? {};
  const { seq: _, ...payment } = first("paymentSession");
  const { seq: __, ...hosted } = first("hostedSession");
  const [paymentId, hostedId] = [payment["id"], hosted["id"]];
  const [, reference = ""] = /"merchant_reference1":"([^"]+)"/.exec(String(payment["body"])) ?? [];
  const renamed = (body: unknown) =>
    String(body).replaceAll(`"${reference}"`, `"${codeOf(number)}-1"`).replaceAll(
      String(paymentId),
      other(paymentId, number),
    ).replaceAll(
      String(hostedId),
      other(hostedId, number),
    )
      .replaceAll(String(hosted["name"]), `c${number}`);
  insert(database, "paymentSession", {
    ...payment,
    id: other(paymentId, number),
    name: `${codeOf(number)}-1`,
    body: renamed(payment["body"]),
  });
  const parent = other(paymentId, number);
  insert(database, "hostedSession", {
    ...hosted,
    id: other(hostedId, number),
    name: `c${number}`,
    parent,
    body: renamed(hosted["body"]),
  });
}

function insert(database: Database.Database, table: string, row: AnyRow): void {
  const columns = Object.keys(row);
  const sql = `insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values (${
    columns.map(() => "?").join()
  })`;
  database.prepare(sql).run(Object.values(row));
}
