import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import type { Books } from "../simulation/books.ts";
import { type Chance, createChance } from "../simulation/chance.ts";
import { complaintsAtRest } from "./both-books.ts";
import { type Cashier, draw, press, signIn } from "./cashier.ts";
import { openPair, type Pair } from "./pair.ts";
import { openReport, percentile } from "./report.ts";
import { actAsCustomer, doDeed, newPlan, nextDeed, type Plan } from "./sale.ts";

/**
 * Calls to the port that Klarna may call: forged, doubled, late and random ones, against the real till while cashiers sell.
 * No state changes that a look has not confirmed, and nobody waits. `--calls N`, `--callers N` at a time, `--seed S`.
 */
const CREW = ["Ada", "Ben"];
const LONGEST_P95_MS = 100;
/** On a machine that has other things to do the actions are slow without any calls: then so many times that is allowed. */
const QUIET_P95_MS = 50;
const MOST_TIMES_SLOWER = 4;
const FEWEST_ACTIONS = 200;
/** Payments whose customers do nothing, and those that are over: whatever is called about them, nothing happens. */
const IDLE = 4;
const OVER = 3;

type Caller = { pair: Pair; chance: Chance; addresses: string[] };

const options = readOptions(["calls", "callers", "seed"]);
const calls = wholeNumber(options.calls, 5_000);
const atOnce = wholeNumber(options.callers, 4);
const seed = wholeNumber(options.seed, 1);
const report = openReport();
const answers: Record<string, number> = {};
const times: number[] = [];
const pair = await openPair();
try {
  const crew: Cashier[] = [];
  for (const [place, name] of CREW.entries()) crew.push(await signIn(pair, name, place + 1));
  const [first] = crew;
  if (!first) throw new Error("nobody sells");
  const idle: Plan[] = [];
  for (let customer = 0; customer < IDLE + OVER; customer++) idle.push(await prepare(pair, first, customer));
  const before = pair.look();
  const quietMs = await sellAlone(pair, crew);
  const seconds = await flood(pair, crew);
  report.check("forged, doubled, late and random calls", unlooked(before, pair.look(), idle));
  const answered = Object.entries(answers).map(([status, times]) => `${times} × ${status}`).join(", ");
  const p95 = percentile(times, 95);
  console.log(`${calls} calls in ${seconds.toFixed(1)} s (${Math.round(calls / seconds)} a second): ${answered}`);
  console.log(
    `${times.length} actions of cashiers meanwhile: p50 ${percentile(times, 50).toFixed(1)} ms, p95 ${
      p95.toFixed(1)
    } ms, ` +
      `longest ${percentile(times, 100).toFixed(1)} ms; p95 without calls ${quietMs.toFixed(1)} ms`,
  );
  const longestMs = quietMs > QUIET_P95_MS ? MOST_TIMES_SLOWER * quietMs : LONGEST_P95_MS;
  report.check("cashiers' actions", p95 < longestMs ? [] : [`p95 is ${p95} ms`]);
  const strange = Object.keys(answers).filter((status) => !["204", "404"].includes(status));
  report.check("answers", strange.map((status) => `a call was answered with ${status}`));
  report.check("both books", await complaintsAtRest(pair, "open"));
} finally {
  await pair.end();
}
report.close();

/** A payment that waits for its customer, or one that is over. */
async function prepare(pair: Pair, cashier: Cashier, customer: number): Promise<Plan> {
  const plan = newPlan(customer, { end: customer % 2 === 0 ? "paid" : "cancelled" });
  const until = customer < IDLE ? "customer pays" : null;
  for (let deed = nextDeed(pair, plan); deed && deed.name !== until; deed = nextDeed(pair, plan)) {
    if (customer < IDLE && deed.name === "cancel") break;
    await doDeed(pair, cashier, plan, deed);
  }
  return plan;
}

/** How long the same actions take when nobody calls; their p95. */
async function sellAlone(pair: Pair, crew: Cashier[]): Promise<number> {
  const isOver = new AbortController();
  const alone: number[] = [];
  const selling = crew.map((cashier, place) => sell(pair, cashier, 1_000 + place * 300, isOver.signal, alone));
  while (alone.length < FEWEST_ACTIONS / 2) await new Promise((resolve) => setTimeout(resolve, 50));
  isOver.abort();
  await Promise.all(selling);
  return percentile(alone, 95);
}

/** All calls, and at least so many actions. Says how long the calls took, in seconds. */
async function flood(pair: Pair, crew: Cashier[]): Promise<number> {
  const isOver = new AbortController();
  const selling = crew.map((cashier, place) => sell(pair, cashier, 2_000 + place * 10_000, isOver.signal, times));
  const addresses = await addressesOf(pair);
  const begunAt = performance.now();
  let left = calls;
  const callers = Array.from({ length: atOnce }, async (_, index) => {
    const caller: Caller = { pair, chance: createChance(seed, `caller ${index}`), addresses };
    for (let count = 0; left-- > 0 && await callOnce(caller); count++) {
      if (count % 200 === 0) addresses.splice(0, addresses.length, ...await addressesOf(pair));
    }
  });
  await Promise.all(callers);
  const seconds = (performance.now() - begunAt) / 1_000;
  isOver.abort();
  await Promise.all(selling);
  return seconds;
}

/** Where Klarna was told to call, about every payment there is. */
async function addressesOf({ klarna }: Pair): Promise<string[]> {
  const called = await klarna.act("GET", "/callbacks") as { url: string }[];
  return [...new Set(called.map((one) => one.url))];
}

async function callOnce({ chance, addresses }: Caller): Promise<boolean> {
  const address = chance.pick(addresses) ?? "";
  const url = chance.hits(300) ? spoil(address, chance) : address;
  const method = chance.hits(30) ? "GET" : "POST";
  const request = { method, ...(method === "POST" ? { body: bodyOf(chance) } : {}) };
  const copies = chance.hits(150) ? 1 + chance.below(5) : 1;
  await Promise.all(Array.from({ length: copies }, async () => {
    const answer = await fetch(url, request);
    await answer.body?.cancel();
    answers[answer.status] = (answers[answer.status] ?? 0) + 1;
  }));
  return true;
}

/** Another letter, another end, or something made up. */
function spoil(address: string, chance: Chance): string {
  const at = address.length - 1 - chance.below(40);
  const ways = [
    address.slice(0, -1 - chance.below(20)),
    `${address.slice(0, at)}${address[at] === "A" ? "B" : "A"}${address.slice(at + 1)}`,
    `${address}/${chance.below(1_000)}`,
    `${new URL(address).origin}/klarna/${chance.below(1_000_000)}`,
    new URL(address).origin,
  ];
  return chance.pick(ways) ?? address;
}

/** What somebody who would like to be believed might send, and what nobody would. */
function bodyOf(chance: Chance): string {
  const status = chance.pick(["COMPLETED", "CANCELLED", "FAILED", "DISABLED", "WAITING", "LEVITATING"]);
  const session = { status, order_id: crypto.randomUUID(), klarna_reference: "FORGED01", updated_at: "2099-01-01" };
  const bodies = ["", "{", "x".repeat(chance.below(9_999)), JSON.stringify({ event_id: chance.below(9), session })];
  return chance.pick(bodies) ?? "";
}

/** One sale after the other, each action timed as the cashier feels it: from the press to the whole answer. */
async function sell(pair: Pair, cashier: Cashier, from: number, isOver: AbortSignal, into: number[]): Promise<void> {
  for (let customer = from; !isOver.aborted; customer++) {
    const plan = newPlan(customer, { channel: "qr", code: "MAP-PEA" });
    for (let deed = nextDeed(pair, plan); deed && !isOver.aborted; deed = nextDeed(pair, plan)) {
      if (!deed.form) await actAsCustomer(pair, plan, deed);
      else {
        const begunAt = performance.now();
        await press(cashier, draw(deed.form.path, deed.form.fields));
        into.push(performance.now() - begunAt);
      }
    }
  }
}

/** What happened to payments about which Klarna had nothing to say: nothing at all may have. */
function unlooked(before: Books, after: Books, plans: Plan[]): string[] {
  const complaints: string[] = [];
  for (const plan of plans) {
    const rowsOf = (books: Books) => {
      const payment = books.payments.find((one) => one.saleId === plan.saleId);
      const events = books.events.filter((event) => event.paymentId === payment?.id);
      return JSON.stringify([payment?.status, payment?.orderId, payment?.amountMinor, events]);
    };
    // In a long flood the till's own limit passes: what it stopped by itself is held to what Klarna answered, as all is.
    const limitAt = after.payments.find((one) => one.saleId === plan.saleId)?.limitAt ?? 0;
    if (limitAt > Date.now() && rowsOf(before) !== rowsOf(after)) {
      complaints.push(`the payment of ${plan.saleId} changed: ${rowsOf(after)}`);
    }
  }
  const told = after.events.filter((event) =>
    event.toStatus !== null && !["created", "waiting"].includes(event.toStatus)
  );
  const unconfirmed = told.filter((event) => event.correlationId === null);
  return [
    ...complaints,
    ...unconfirmed.map((event) => `${event.paymentId} became ${event.toStatus} without an answer`),
  ];
}
