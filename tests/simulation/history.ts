import type { PaymentStatus } from "../../src/domain/payment.ts";
import type { Books } from "./books.ts";
import { countPair, pairsIn } from "./coverage.ts";
import { closeShop } from "./ending/close-shop.ts";
import { checkInvariants } from "./invariants/index.ts";
import { createMemory } from "./invariants/memory.ts";
import { drain, type Trial } from "./life.ts";
import { MEANWHILE, nextStep, STEPS } from "./steps/index.ts";
import { lookRound, type Scene, type Step } from "./steps/step.ts";
import { short } from "./trace.ts";
import { CALM } from "./trouble.ts";
import { type Complaint, type Life, openWorld, type World } from "./world.ts";

/** About so many steps, then the shop is closed. */
const FEWEST_STEPS = 30;
const SPREAD_OF_STEPS = 21;

/**
 * So many days begin with a sale that Klarna has paid for: few get that far by themselves, and much of what a shop does comes
 * after it.
 */
const MORNINGS_PER_THOUSAND = 350;
const MORNING = [
  "rings up",
  "rings up",
  "chooses somebody",
  "takes cash",
  "starts Klarna",
  "half a minute passes",
  "approves",
  "half a minute passes",
  "save",
  "completes",
  "half a minute passes",
];

export type History = {
  seed: number;
  steps: number;
  complaints: Complaint[];
  faults: [string, number][];
  pairs: [string, number][];
  /** The same for the same seed and program. */
  hash: string;
  trace: readonly string[];
};

/** Whose day it is: what nobody waited for, and broke, belongs to it. */
let today: World | null = null;

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  const text = String(event.reason);
  if (!text.includes("database connection is not open")) today?.complain("no fault", `nobody caught ${text}`);
});

/** Lives through one day from its seed. It ends at the first step after which something does not hold. */
export async function runHistory(trial: Trial, seed: number): Promise<History> {
  const world = await openWorld(trial, seed);
  today = world;
  const memory = createMemory();
  let steps = 0;
  const observe = (before: Books) => {
    const { books } = checkInvariants(world);
    memory.note(world, books);
    noteChanges(world, before, books);
    return world.complaints.length === 0;
  };
  try {
    let holds = !world.chance.steps.hits(MORNINGS_PER_THOUSAND) || await sellInTheMorning(world, observe);
    world.meanwhile = (life, where) => happenMeanwhile(world, life, where);
    const planned = FEWEST_STEPS + world.chance.steps.below(SPREAD_OF_STEPS);
    while (holds && steps++ < planned) {
      const before = world.books;
      await takeStep(world);
      holds = observe(before);
    }
    if (holds) await closeShop(world, observe);
    if (world.complaints.length === 0) memory.compare(world, world.look());
    return resultOf(world, steps);
  } catch (error) {
    world.complain("no fault", error instanceof Error ? error.stack ?? error.message : String(error));
    return resultOf(world, steps);
  } finally {
    world.close();
  }
}

/** Sells something to somebody who pays with Klarna, and pays some of it in cash, while nothing goes wrong yet. */
async function sellInTheMorning(world: World, observe: (before: Books) => boolean): Promise<boolean> {
  const { weather } = world;
  world.weather = CALM;
  for (const name of MORNING) {
    const step = STEPS.find((one) => one.name === name);
    if (!step) throw new Error(`nothing is called "${name}"`);
    const before = world.books;
    const scene = lookRound(world, world.terminals[0]);
    if (step.weight(scene) > 0) await takeStep(world, { scene, step });
    if (!observe(before)) return false;
  }
  world.weather = weather;
  return true;
}

/** What is next, or what is told. */
async function takeStep(world: World, told?: { scene: Scene; step: Step }): Promise<void> {
  const scene = told?.scene ?? lookRound(world);
  const step = told?.step ?? nextStep(scene, STEPS);
  const { life } = world;
  const said = await Promise.race([step.take(scene), life.death]);
  world.trace.add(`${clockOf(world)} ${step.name}: ${said}`);
  await settle(world);
  if (!world.chance.steps.hits(700)) return;
  await Promise.race([drain(world), world.life.death]);
  await settle(world);
}

/** Until nothing is under way any more: a till that stopped waiting has not stopped Klarna. The dead one starts again. */
async function settle(world: World): Promise<void> {
  const { life } = world;
  while (!life.isDead && life.underWay.size > 0) await Promise.race([...life.underWay, life.death]);
  await startAgainIfDead(world);
}

async function startAgainIfDead(world: World): Promise<void> {
  if (!world.life.isDead) return;
  world.countFault("X1");
  await world.restart();
  world.trace.add("    the till was killed, and starts again");
}

/** A request is under way: now and then somebody is quicker than its answer, or the till dies over it. */
async function happenMeanwhile(world: World, life: Life, where: string): Promise<void> {
  const { steps: chance } = world.chance;
  if (world.isRacing || !chance.hits(world.racePerThousand)) return;
  world.isRacing = true;
  try {
    if (chance.hits(120)) {
      world.trace.add(`    killed ${where}`);
      return life.kill();
    }
    world.look();
    const scene = lookRound(world);
    const step = nextStep(scene, MEANWHILE);
    const said = await step.take(scene);
    world.trace.add(`    meanwhile, ${where}: ${step.name}: ${said}`);
  } finally {
    world.isRacing = false;
  }
}

/** Counts which event met which status, as far as it shows in our book. */
function noteChanges(world: World, before: Books, after: Books): void {
  const earlier = new Map(before.payments.map((payment) => [payment.id, payment]));
  for (const event of after.events.slice(before.events.length)) {
    const { fromStatus, toStatus, paymentId, kind } = event;
    if (toStatus !== null) {
      countPair(world, fromStatus ?? "none", `becomes ${toStatus}`);
      world.trace.add(`    ${short(paymentId)}: ${fromStatus} > ${toStatus} (${event.cause})`);
    } else world.trace.add(`    ${short(paymentId)}: ${kind}`);
  }
  for (const payment of after.payments) {
    const old = earlier.get(payment.id);
    const status: PaymentStatus = old?.status ?? payment.status;
    if (payment.checkedAt !== (old?.checkedAt ?? null)) countPair(world, status, "a look is answered");
    if (payment.failedChecks > (old?.failedChecks ?? 0)) countPair(world, status, "a look fails");
  }
  for (const item of after.attention.slice(before.attention.length)) {
    world.trace.add(`    a person is called for ${short(item.paymentId)}: ${item.kind}, ${item.klarnaSays}`);
  }
  for (const wish of after.wishes.slice(before.wishes.length)) {
    if (wish.kind !== "cancel" || wish.staffId !== null) continue;
    countPair(world, earlier.get(wish.paymentId)?.status ?? "created", "the till's limit passes");
  }
}

function clockOf(world: World): string {
  return new Date(world.clock.now()).toISOString().slice(5, 19).replace("T", " ");
}

function resultOf(world: World, steps: number): History {
  const { seed, complaints, trace } = world;
  const pairs = [...pairsIn(world)];
  const hash = trace.hash(JSON.stringify(world.life.isDead ? [] : world.look()));
  return { seed, steps, complaints, faults: [...world.faults], pairs, hash, trace: trace.lines() };
}
