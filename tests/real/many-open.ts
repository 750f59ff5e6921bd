import Database from "better-sqlite3";
import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import { type Cashier, signIn } from "./cashier.ts";
import { openPair, type Pair } from "./pair.ts";
import { openReport } from "./report.ts";
import { doDeed, newPlan, nextDeed } from "./sale.ts";

/**
 * A till that is started with many open payments looks at each of them again as fast as Klarna's limit and its own disk
 * allow, those that somebody is watching first. `--payments N`; `--answer-ms N` is how long Klarna takes for an answer.
 */
const LOOKS_PER_SECOND = 200;
/** The lease, what the look brought, and the lease given back: each waits for the disk. */
const COMMITS_PER_LOOK = 3;
const TRIED_COMMITS = 100;
/** Two cores are shared with the simulator. */
const PATIENCE = 4;
const WATCHED = [500, 700, 900];
/** When the first look begins nobody can watch yet, and the till asks about so many at a time. */
const IN_FLIGHT_AT_FIRST = 32;
const A_FEW = 8;
const MINUTE_MS = 60_000;

const options = readOptions(["payments", "answer-ms"]);
const count = wholeNumber(options.payments, 1_000);
const report = openReport();
const pair = await openPair();
try {
  const ada = await signIn(pair, "Ada", 1);
  const paymentId = await openOne(pair, ada);
  await pair.kill();
  const ids = [paymentId, ...cloneAll(pair, paymentId, count - 1)];
  for (const answerMs of [0, wholeNumber(options["answer-ms"], 150)]) {
    report.check(`${count} open payments, answers in ${answerMs} ms`, await measure(pair, ada, ids, answerMs));
  }
} finally {
  await pair.end();
}
report.close();

/** One payment whose link is out, as a cashier made it. */
async function openOne(pair: Pair, ada: Cashier): Promise<string> {
  const plan = newPlan(1);
  for (let deed = nextDeed(pair, plan); deed?.name !== "customer opens"; deed = nextDeed(pair, plan)) {
    if (deed) await doDeed(pair, ada, plan, deed);
  }
  return pair.look().payments[0]?.id ?? "";
}

async function measure(pair: Pair, ada: Cashier, ids: string[], answerMs: number): Promise<string[]> {
  const { klarna } = pair;
  await klarna.act("DELETE", "/faults");
  if (answerMs > 0) {
    await klarna.act("POST", "/faults", { kind: "readHostedSession", delayMs: answerMs, times: 100_000 });
  }
  const before = Date.now();
  const gone = new AbortController();
  const watched = WATCHED.flatMap((index) => ids[index] ?? []);
  const watching = watched.map((id) => watch(ada, id, gone.signal));
  await pair.restart();
  const startedAt = Date.now();
  const inOrder = await untilAllLooked(pair, before);
  const [first, last] = [inOrder.at(0)?.checkedAt ?? 0, inOrder.at(-1)?.checkedAt ?? 0];
  const ranks = watched.map((id) => inOrder.findIndex((one) => one.id === id) + 1);
  gone.abort();
  await Promise.all(watching);
  await pair.kill();
  const seconds = (last - first) / 1_000;
  const commitMs = await commitTimeOf(pair.till.dataFolder);
  const bestSeconds = ids.length * Math.max(1 / LOOKS_PER_SECOND, COMMITS_PER_LOOK * commitMs / 1_000);
  console.log(
    `${inOrder.length} of ${ids.length} open payments were looked at ${seconds.toFixed(1)} s after the first look ` +
      `(${Math.round(inOrder.length / seconds)} a second, Klarna's limit is ${LOOKS_PER_SECOND}), with answers in ` +
      `${answerMs} ms and ${commitMs.toFixed(1)} ms for a commit to this disk; the first look came ${
        first - startedAt
      } ms after the start; watched ones were ` +
      `number ${ranks.join(", ")}`,
  );
  const complaints = inOrder.length < ids.length ? [`${ids.length - inOrder.length} were not looked at`] : [];
  if (seconds > bestSeconds * PATIENCE) complaints.push(`it took ${seconds} s, and ${bestSeconds} s would do`);
  const late = ranks.filter((rank) => rank < 1 || rank > IN_FLIGHT_AT_FIRST + A_FEW);
  return late.length > 0 ? [...complaints, `watched ones came late: ${ranks.join(", ")}`] : complaints;
}

/** How long this disk takes to keep something for good, in milliseconds. */
async function commitTimeOf(folder: string): Promise<number> {
  const file = `${folder}/commits.sqlite`;
  const database = new Database(file);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL"]) database.pragma(pragma);
  database.exec("create table tried (at integer)");
  const insert = database.prepare("insert into tried values (?)");
  const begunAt = performance.now();
  for (let count = 0; count < TRIED_COMMITS; count++) insert.run(count);
  const tookMs = performance.now() - begunAt;
  database.close();
  await Deno.remove(file);
  return tookMs / TRIED_COMMITS;
}

/** A browser with the payment's window open: it asks for the live stream until it has it, and keeps it. */
async function watch({ browser }: Cashier, paymentId: string, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    try {
      const headers = { cookie: browser.cookie(), accept: "text/event-stream" };
      const stream = await fetch(`${browser.origin}/payments/${paymentId}/live`, { headers, signal: gone });
      for await (const _ of stream.body ?? []) { /* what it says is for the screen */ }
    } catch { /* the till is not there yet, or nobody watches any more */ }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Every payment that was looked at since, in the order of its first look. */
async function untilAllLooked({ file }: Pair, since: number): Promise<{ id: string; checkedAt: number }[]> {
  const looked = file.prepare<[number], { id: string; checkedAt: number }>(
    `select "id", "checkedAt" from "payment" where "checkedAt" >= ? order by "checkedAt"`,
  );
  const first = new Map<string, number>();
  const deadline = performance.now() + MINUTE_MS;
  while (first.size < count && performance.now() < deadline) {
    for (const { id, checkedAt } of looked.all(since)) if (!first.has(id)) first.set(id, checkedAt);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [...first].map(([id, checkedAt]) => ({ id, checkedAt })).sort((a, b) => a.checkedAt - b.checkedAt);
}

/** The same payment so many times more, each with a sale and a page of its own, in both books. Their ids. */
function cloneAll({ till, klarna }: Pair, paymentId: string, times: number): string[] {
  const ours = new Database(`${till.dataFolder}/till.sqlite`);
  const theirs = new Database(klarna.file);
  const numbers = Array.from({ length: times }, (_, index) => String(index + 1).padStart(6, "0"));
  const ids = ours.transaction(() => numbers.map((number) => cloneOurs(ours, paymentId, number)))();
  theirs.transaction(() => numbers.forEach((number) => cloneTheirs(theirs, number)))();
  ours.close();
  theirs.close();
  return ids;
}

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
  const code = 100_000 + Number(number);
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
  const renamed = (body: unknown) =>
    String(body).replaceAll(String(paymentId), other(paymentId, number)).replaceAll(
      String(hostedId),
      other(hostedId, number),
    )
      .replaceAll(String(hosted["name"]), `c${number}`);
  insert(database, "paymentSession", { ...payment, id: other(paymentId, number), body: renamed(payment["body"]) });
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
