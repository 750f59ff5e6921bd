import { complaintsAtRest, complaintsOfDead } from "./both-books.ts";
import { type Cashier, signIn } from "./cashier.ts";
import { KILL_FILE } from "./kill-at.ts";
import { openPair, type Pair } from "./pair.ts";
import { type Death, LIFE_STEPS, type LifeStep, pointsOf } from "./points.ts";
import { eachOf, openReport } from "./report.ts";
import { doDeed, isSold, newPlan, nextDeed, type Plan } from "./sale.ts";

/**
 * Kills the real till at every kill point of every step that talks to Klarna or keeps money, while a real simulator goes
 * on; each time both books are compared while the till is dead, and again when the sale has come to its end.
 */
const MOST_DEEDS = 300;
const A_MOMENT_MS = 2_000;
const SHOPS = Math.min(2, navigator.hardwareConcurrency);
const SWITCH = new URL("./kill-switch.ts", import.meta.url).pathname;

type Case = { step: LifeStep; point: string; death: Death };

const report = openReport();
const marks = new Map<string, string>();
const begunAt = performance.now();
const cases = LIFE_STEPS.flatMap((step) => pointsOf(step).map(([point, death]): Case => ({ step, point, death })));
const only = Deno.args[0] ?? "";
const left = cases.filter(({ step, point }) => nameOf(step, point).includes(only));
await eachOf(Array.from({ length: SHOPS }, (_, index) => index), SHOPS, workThrough);
for (const step of LIFE_STEPS) {
  const points = pointsOf(step).map(([point]) => `${point} ${marks.get(nameOf(step, point)) ?? "not tried"}`);
  console.log(`${step.id.padEnd(4)}${step.name.padEnd(36)}${points.join("  ")}`);
}
console.log(`${marks.size} kill points in ${Math.round((performance.now() - begunAt) / 1_000)} s`);
report.close();

async function workThrough(): Promise<void> {
  const pair = await openPair({ denoFlags: ["--allow-run", "--preload", SWITCH] });
  try {
    const cashier = await signIn(pair, "Ada", 1);
    for (let one = left.shift(), customer = 1; one !== undefined; one = left.shift(), customer++) {
      const name = nameOf(one.step, one.point);
      const complaints = await dieAt(pair, cashier, one, newPlan(customer, one.step.plan));
      marks.set(name, complaints.length === 0 ? "ok" : "FAILED");
      report.check(name, complaints);
    }
  } finally {
    await pair.end();
  }
}

function nameOf(step: LifeStep, point: string): string {
  return `${step.id} ${step.name}, ${point}`;
}

/** Serves one sale to its end, with one death on the way. */
async function dieAt(pair: Pair, cashier: Cashier, { step, death }: Case, plan: Plan): Promise<string[]> {
  const complaints: string[] = [];
  const isOver = new AbortController();
  const deaths = watchOver(pair, isOver.signal, complaints);
  let armed: { death: Promise<unknown> } | null = null;
  for (let count = 0; count < MOST_DEEDS; count++) {
    await pair.serving();
    if (!pair.file.open) continue;
    const deed = nextDeed(pair, plan);
    if (deed === null) {
      // What ended the sale may be what the till dies of at this moment.
      if (armed) await Promise.race([armed.death, pause(A_MOMENT_MS)]);
      break;
    }
    if (deed.name === step.from && !armed) armed = await arm(pair, death);
    const status = await doDeed(pair, cashier, plan, deed);
    if (status >= 400) complaints.push(`"${deed.name}" was answered with ${status}`);
  }
  await pair.serving();
  isOver.abort();
  const times = await deaths;
  if (times !== 1) complaints.push(`the till died ${times} times`);
  if (nextDeed(pair, plan) !== null) complaints.push("the sale did not come to its end");
  return [...complaints, ...await complaintsAtRest(pair, "closed"), ...await endOf(pair, plan)];
}

/** Makes the till ready to die; gives its death. */
async function arm({ till, klarna }: Pair, death: Death): Promise<{ death: Promise<unknown> }> {
  const ended = { death: till.process.status };
  if (death.by === "itself") {
    await Deno.writeTextFile(`${till.dataFolder}/${KILL_FILE}`, JSON.stringify(death.at));
    return ended;
  }
  const { kind, isApplied } = death;
  const id = isApplied ? "K3" : "K2";
  const struck = async () => (await klarna.act("GET", "/faults") as Record<string, number>)[id] ?? 0;
  const before = await struck();
  await klarna.act("POST", "/faults", { id, kind, hang: true, applied: isApplied });
  void (async () => {
    while (await struck() === before) await pause(5);
    till.process.kill("SIGKILL");
  })();
  return ended;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for the till's death, compares the books, and starts it again. Says how often it died. */
async function watchOver(pair: Pair, isOver: AbortSignal, complaints: string[]): Promise<number> {
  const over = new Promise<"over">((resolve) => isOver.addEventListener("abort", () => resolve("over")));
  let deaths = 0;
  while (await Promise.race([over, pair.till.process.status]) !== "over") {
    deaths++;
    await pair.noteDeath();
    complaints.push(...await complaintsOfDead(pair));
    await Deno.remove(`${pair.till.dataFolder}/${KILL_FILE}`).catch(() => {});
    await pair.restart();
  }
  return deaths;
}

/** However the till died, the sale ends as it was meant to. */
async function endOf(pair: Pair, plan: Plan): Promise<string[]> {
  const wanted = isSold(plan) ? "captured" : plan.end === "given back" ? "released" : "cancelled";
  const { payments: all, sendings, lines, tenders } = pair.look();
  const payments = all.filter((one) => one.saleId === plan.saleId);
  const found = payments.map((one) => one.status);
  const orders = (await pair.klarna.look()).orders.filter((order) =>
    payments.some((one) => one.reference === order.merchant_reference1)
  );
  const captured = orders.flatMap((order) => order.captures).length;
  const refunded = orders.flatMap((order) => order.refunds).length;
  if (found.join() !== wanted) return [`the sale ended ${found.join(", ")} instead of ${wanted}`];
  // What was pressed again after a death was done once.
  const rung = lines.filter((one) => one.saleId === plan.saleId).map((one) => one.quantity).join();
  const sent = sendings.filter((one) => payments.some((payment) => payment.id === one.paymentId)).length;
  const cash = tenders.filter((one) => one.saleId === plan.saleId && one.kind === "cash").length;
  const done = { captured, refunded, rung, sent, cash };
  const meant = {
    captured: isSold(plan) ? 1 : 0,
    refunded: plan.end === "returned" ? 1 : 0,
    rung: String(plan.pieces),
    sent: 1,
    cash: plan.partInCash ? 1 : 0,
  };
  const isSame = JSON.stringify(done) === JSON.stringify(meant);
  const faults = pair.till.logs().match(/.*"event":"(fault|check_failed|job_failed)".*/g) ?? [];
  return [...isSame ? [] : [`done was ${JSON.stringify(done)} instead of ${JSON.stringify(meant)}`], ...faults];
}
