import Database from "better-sqlite3";
import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import { type Cashier, signIn } from "./cashier.ts";
import { cloneAll, openOne } from "./many-payments.ts";
import { openPair, type Pair } from "./pair.ts";
import { openReport } from "./report.ts";

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
