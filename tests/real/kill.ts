import { readOptions, wholeNumber } from "../simulation/arguments.ts";
import { type Chance, createChance } from "../simulation/chance.ts";
import { complaintsAtRest, complaintsOfDead } from "./both-books.ts";
import { type Cashier, draw, press, type PressedForm, signIn } from "./cashier.ts";
import { openPair, type Pair } from "./pair.ts";
import { eachOf, openReport, percentile } from "./report.ts";
import { actAsCustomer, doDeed, newPlan, nextDeed, type Plan } from "./sale.ts";

/**
 * Kills the real till at random moments of a busy shop, while a real simulator and its customers go on. `--cycles N` kills
 * it so often, in shops of a few kills each; `--seed S`. Each time both books are compared while the till is dead, and
 * again once it has started and looked at everything.
 */
const CYCLES_PER_SHOP = 13;
const SHOPS_AT_ONCE = Math.min(2, navigator.hardwareConcurrency);
const CREW = ["Ada", "Ben", "Aisha"];
const ENDS = ["paid", "paid", "picked up", "returned", "not taken", "given back", "cancelled"] as const;
const LONGEST_LIFE_MS = 900;
/** Of a thousand starts, so many are killed before they are over. */
const KILLED_STARTS = 200;
const LONGEST_KILLED_START_MS = 700;
const MOST_DEEDS = 2_000;
const PIN_WAIT_MS = 1_000;

const options = readOptions(["cycles", "seed"]);
const cycles = wholeNumber(options.cycles, 50);
const seed = wholeNumber(options.seed, 1);
const report = openReport();
const starts: number[] = [];
const counted = { sales: 0, payments: 0, captured: 0, kills: 0 };
const begunAt = performance.now();
const shops = Array.from({ length: Math.ceil(cycles / CYCLES_PER_SHOP) }, (_, index) => index);
await eachOf(shops, SHOPS_AT_ONCE, async (index) => {
  const left = cycles - index * CYCLES_PER_SHOP;
  await runShop(index, Math.min(CYCLES_PER_SHOP, left));
});
const seconds = Math.round((performance.now() - begunAt) / 1_000);
console.log(
  `${cycles} cycles of seed ${seed}, ${counted.kills} kills, ${counted.sales} sales, ${counted.payments} payments, ` +
    `${counted.captured} captured, in ${seconds} s`,
);
console.log(
  `a start takes ${Math.round(percentile(starts, 50))} ms, the slowest ${Math.round(percentile(starts, 100))} ms`,
);
report.close();

async function runShop(index: number, times: number): Promise<void> {
  const chance = createChance(seed * 1_000 + index, "kill");
  const pair = await openPair();
  try {
    const crew: Worker[] = [];
    for (const [place, name] of CREW.entries()) {
      crew.push(newWorker(await signIn(pair, name, place + 1), chance, place));
    }
    for (let cycle = 0; cycle < times; cycle++) {
      const name = `shop ${index + 1}, kill ${cycle + 1}`;
      report.check(name, await liveAndDie(pair, crew, chance));
    }
    report.check(`shop ${index + 1}, closing`, await closeShop(pair, crew));
    const { sales, payments, captures } = pair.look();
    counted.sales += sales.length;
    counted.payments += payments.length;
    counted.captured += captures.length;
  } finally {
    await pair.end();
  }
}

/** A cashier at work: one sale after the other, each taken up where it was left. */
type Worker = {
  cashier: Cashier;
  chance: Chance;
  plan: Plan | null;
  customers: number;
  /** The form that was under way when the till died; pressed once more when it is back. */
  unanswered: PressedForm | null;
  complaints: string[];
};

function newWorker(cashier: Cashier, chance: Chance, place: number): Worker {
  return { cashier, chance, plan: null, customers: place * 300, unanswered: null, complaints: [] };
}

/** Somewhat of a working day, a kill, and what both books say then and after the next start. */
async function liveAndDie(pair: Pair, crew: Worker[], chance: Chance): Promise<string[]> {
  const isOver = new AbortController();
  const work = crew.map((worker) => serve(pair, worker, isOver.signal));
  await pause(chance.below(LONGEST_LIFE_MS));
  isOver.abort();
  await pair.kill();
  counted.kills++;
  await Promise.all(work);
  const dead = await complaintsOfDead(pair);
  if (chance.hits(KILLED_STARTS)) {
    counted.kills++;
    await pair.restartAndKillAfter(chance.below(LONGEST_KILLED_START_MS));
    dead.push(...await complaintsOfDead(pair));
  }
  starts.push(await pair.restart());
  const resting = await complaintsAtRest(pair, "open");
  const said = crew.flatMap((worker) => worker.complaints.splice(0));
  return [...said, ...dead.map((text) => `dead: ${text}`), ...resting];
}

/** No kills any more: every sale can be brought to its end, and both books agree. */
async function closeShop(pair: Pair, crew: Worker[]): Promise<string[]> {
  for (const { plan, cashier } of crew) {
    for (let count = 0; plan && count < MOST_DEEDS; count++) {
      const deed = nextDeed(pair, plan);
      if (deed === null) break;
      await doDeed(pair, cashier, plan, deed);
    }
  }
  const left = pair.look().sales.filter((sale) => sale.status === "open" || sale.status === "parked");
  const faults = pair.till.logs().match(/.*"event":"(fault|check_failed|job_failed)".*/g) ?? [];
  const unfinished = left.map((sale) => `sale ${sale.code} was left ${sale.status}`);
  return [...unfinished, ...faults, ...await complaintsAtRest(pair, "closed")];
}

async function serve(pair: Pair, worker: Worker, isOver: AbortSignal): Promise<void> {
  const { cashier, unanswered } = worker;
  if (unanswered && await press(cashier, unanswered)) worker.unanswered = null;
  while (!isOver.aborted) {
    worker.plan ??= randomPlan(worker);
    const deed = nextDeed(pair, worker.plan);
    if (deed === null) worker.plan = null;
    else if (deed.form) await pressOnce(worker, deed.name, draw(deed.form.path, deed.form.fields));
    else await actAsCustomer(pair, worker.plan, deed);
  }
}

async function pressOnce(worker: Worker, name: string, form: PressedForm): Promise<void> {
  const answer = await press(worker.cashier, form);
  if (!answer) worker.unanswered = form;
  // A PIN whose checking was killed counts as a wrong one: after a few of them whoever types it waits, and presses again.
  else if (answer.status === 429) await pause(PIN_WAIT_MS);
  else if (answer.status >= 400) worker.complaints.push(`"${name}" was answered with ${answer.status}`);
}

function randomPlan(worker: Worker): Plan {
  const { chance } = worker;
  return newPlan(worker.customers++, {
    code: chance.pick(["CLO-HAT", "TNT-RDG3", "BTL-1L", "MAP-PEA"]) ?? "CLO-HAT",
    channel: chance.pick(["sms", "email", "qr"] as const) ?? "qr",
    partInCash: chance.hits(300),
    end: chance.pick(ENDS) ?? "paid",
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
