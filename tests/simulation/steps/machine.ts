import { drain } from "../life.ts";
import { isOver } from "../../../src/domain/payment.ts";
import { countPair } from "../coverage.ts";
import { openPage, resend, signIn } from "../terminal.ts";
import type { World } from "../world.ts";
import { sendAgain } from "./deed.ts";
import type { Scene, Step } from "./step.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time, the machine, and what stands open in other tabs. */
export const machineSteps: Step[] = [
  {
    name: "seconds pass",
    weight: () => 9,
    take: ({ world }) => pass(world, SECOND + world.chance.steps.below(6 * SECOND)),
  },
  {
    name: "half a minute passes",
    weight: () => 1.5,
    take: ({ world }) => pass(world, 20 * SECOND + world.chance.steps.below(20 * SECOND)),
  },
  {
    name: "minutes pass",
    weight: () => 0.9,
    take: ({ world }) => pass(world, MINUTE + world.chance.steps.below(15 * MINUTE)),
  },
  {
    name: "hours pass",
    weight: () => 0.15,
    take: ({ world }) => pass(world, HOUR + world.chance.steps.below(24 * HOUR)),
  },
  { name: "days pass", weight: () => 0.12, take: ({ world }) => pass(world, DAY + world.chance.steps.below(30 * DAY)) },
  { name: "to the session's end", weight: ({ payment }) => payment?.sessionExpiresAt ? 0.15 : 0, take: passToEnd },
  {
    name: "to the authorization's end",
    weight: ({ payment }) => payment?.status === "in_review" ? 0.7 : payment?.status === "authorized" ? 0.12 : 0,
    take: passToApprovalsEnd,
  },
  { name: "the clock is set", weight: () => 0.3, take: setClock },
  { name: "the till is killed and starts", weight: () => 0.5, take: restart },
  { name: "the till is stopped and starts", weight: () => 0.3, take: stop },
  { name: "off for a day over an unanswered wish", weight: ({ world }) => isUnanswered(world) ? 30 : 0, take: beOff },
  { name: "the database is busy", weight: () => 0.25, take: beBusy },
  { name: "a sign-in ends", weight: () => 0.3, take: endSession },
  { name: "a terminal is cut off", weight: ({ terminal }) => terminal.tabs.length > 0 ? 0.3 : 0, take: beCutOff },
  { name: "goes back in the browser", weight: ({ terminal }) => terminal.pages.length > 0 ? 0.4 : 0, take: goBack },
  { name: "an old tab is used", weight: ({ terminal }) => terminal.tabs.length > 0 ? 1 : 0, take: useOldTab },
  { name: "pressed twice at once", weight: ({ terminal }) => terminal.tabs.length > 0 ? 0.4 : 0, take: pressTwice },
];

async function pass(world: World, ms: number): Promise<string> {
  world.clock.advance(ms);
  await drain(world);
  return `${describe(ms)} pass`;
}

/** Until shortly before or after Klarna's own end of a session, where a look more or less decides. */
async function passToEnd({ world, payment }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const left = (payment?.sessionExpiresAt ?? 0) - world.clock.now();
  if (left > 2 * MINUTE) await pass(world, left - MINUTE);
  return await pass(world, 10 * SECOND + chance.below(3 * MINUTE));
}

/** Beyond it, or until there are some hours or days left of it, in which a person must know. */
async function passToApprovalsEnd({ world, payment }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  const left = (payment?.authorizationExpiresAt ?? 0) - world.clock.now();
  const isShort = payment?.status === "authorized" && chance.hits(500);
  return await pass(world, isShort ? Math.max(MINUTE, left - HOUR - chance.below(2 * DAY)) : 29 * DAY);
}

/** By hand, or by a time server: to some minutes before or after what the time really is (X9). */
async function setClock({ world }: Scene): Promise<string> {
  const { steps: chance } = world.chance;
  world.countFault("X9");
  const ms = world.clock.truth() + (chance.hits(500) ? 1 : -1) * chance.below(10 * MINUTE) - world.clock.now();
  world.clock.jump(ms);
  countOpen(world, "the clock is set");
  await drain(world);
  return `the clock is set by ${describe(ms)}`;
}

/** Between two requests; what kills it in the middle of one is thrown where the wire waits. Klarna may call in vain meanwhile (C10). */
async function restart({ world }: Scene): Promise<string> {
  countOpen(world, "restart");
  world.life.kill();
  return `killed${await callInVain(world)}`;
}

async function callInVain({ chance, simulator }: World): Promise<string> {
  if (!chance.steps.hits(500)) return "";
  await simulator.control.settleCallbacks("oldestFirst");
  return ", and Klarna calls in vain";
}

/** As the machine is shut down (X2): what is under way is finished, and nothing is held any more. */
async function stop({ world }: Scene): Promise<string> {
  world.countFault("X2");
  countOpen(world, "restart");
  const { life } = world;
  void life.runner.run();
  await Promise.race([life.runner.stop(), life.death]);
  if (life.isDead) return "killed as it stops";
  const held = world.look().payments.filter(({ leaseOwner }) => leaseOwner !== null);
  for (const { reference } of held) world.complain("X2", `${reference} was still held by a till that stopped in order`);
  life.kill();
  return "stopped in order";
}

/** The machine does nothing at all for a while: every timer is late (X17). */
export const standstill: Step[] = [{
  name: "the machine stands still",
  weight: () => 0.3,
  take({ world }) {
    world.countFault("X17");
    world.clock.advance(5 * SECOND);
    return Promise.resolve("the machine stands still for 5 s");
  },
}];

/**
 * A terminal's line is cut while the till and Klarna go on (X12). The answer to its last press never came: when the line is back the
 * page is drawn anew and the press is tried once more.
 */
async function beCutOff({ world, terminal }: Scene): Promise<string> {
  const [form] = terminal.tabs;
  if (!form) return "nothing was pressed yet";
  world.countFault("X12");
  const life = world.life;
  await resend(world, terminal, form);
  await pass(world, MINUTE + world.chance.steps.below(10 * MINUTE));
  if (life.isDead) return "cut off";
  const page = await openPage(world, terminal, terminal.pages[0] ?? "/");
  if (page.status >= 500) world.complain("L5", `${page.path} was answered with ${page.status} to whoever came back`);
  const { status } = await resend(world, terminal, form);
  return `${terminal.name} was cut off, and presses again: ${status}`;
}

/** Back in the browser, or a reload (H4): the page is as it is now, or says where to go. */
async function goBack({ world, terminal }: Scene): Promise<string> {
  world.countFault("H4");
  const path = world.chance.steps.pick(terminal.pages) ?? "/";
  const page = await openPage(world, terminal, path);
  return `${terminal.name} goes back to ${page.path.split("/")[1]}: ${page.status}`;
}

/** Klarna may have carried it out, and nobody knows. */
function isUnanswered({ books }: World): boolean {
  return books.wishes.some((wish) => wish.state === "unknown" && wish.kind !== "cancel");
}

/**
 * The till dies with a request in the air and stays off for longer than Klarna remembers a key. Only the order tells then what became of
 * it, and its first reads may lag behind.
 */
async function beOff({ world }: Scene): Promise<string> {
  countOpen(world, "restart");
  world.life.kill();
  await callInVain(world);
  if (world.chance.steps.hits(400)) {
    world.troubles.brew("readOrder", { id: "K15", way: 0 }, 1 + world.chance.steps.below(3));
  }
  world.clock.advance(DAY + world.chance.steps.below(6 * HOUR));
  return "killed, and off for a day";
}

function countOpen(world: World, event: string): void {
  for (const payment of world.books.payments) {
    if (!isOver(payment.status)) countPair(world, payment.status, event);
  }
}

/** The till holds a payment no longer than this for one conversation; it is looked at again when that is over. */
const A_LEASE_MS = 30 * SECOND;

/** A look that was asked for may have begun and come to nothing: its payment's turn is then at the end of that. Later is lost. */
function forgiveBrokenLooks(world: World): void {
  const latest = world.clock.now() + A_LEASE_MS;
  for (const { id, nextCheckAt } of world.look().payments) {
    if (nextCheckAt !== null && nextCheckAt <= latest) world.hints.delete(id);
  }
}

/** Something else holds the file, e.g. a backup: the next transactions cannot begin (X2, X6). */
async function beBusy({ world }: Scene): Promise<string> {
  world.countFault("X6");
  world.isDatabaseIll = true;
  world.life.database.beBusy(1 + world.chance.steps.below(6));
  const life = world.life;
  await pass(world, 3 * SECOND);
  const tab = world.terminals.find((terminal) => terminal.session !== null && terminal.tabs.length > 0);
  const form = tab?.tabs[0];
  if (tab && form && !life.isDead) await resend(world, tab, form).catch(() => {});
  world.life.database.beBusy(0);
  world.isDatabaseIll = false;
  forgiveBrokenLooks(world);
  return "the database was busy";
}

/** After lunch, or when the browser was closed (H10). */
async function endSession({ world, terminal }: Scene): Promise<string> {
  world.countFault("H10");
  terminal.session = null;
  if (world.chance.steps.hits(500)) await signIn(world, terminal);
  return `${terminal.name}'s sign-in ends`;
}

/** A form that was sent before and still stands in another tab (H2, H4). */
async function useOldTab({ world, terminal }: Scene): Promise<string> {
  world.countFault("H2");
  const form = world.chance.steps.pick(terminal.tabs);
  if (!form) return "no old tab";
  const { status } = await resend(world, terminal, form);
  return `${terminal.name} uses an old tab: ${status}`;
}

/** The last form twice at the same moment, then once more (H1). */
async function pressTwice({ world, terminal }: Scene): Promise<string> {
  world.countFault("H1");
  const [form] = terminal.tabs;
  if (!form) return "nothing to press";
  const life = world.life;
  const [first] = await Promise.all([resend(world, terminal, form), resend(world, terminal, form)]);
  if (life.isDead || !first || terminal.session === null) return "pressed twice";
  return `${terminal.name} presses twice at once: ${first.status}; ${await sendAgain(world, terminal, form, first)}`;
}

function describe(ms: number): string {
  const [size, unit] =
    ([[DAY, "d"], [HOUR, "h"], [MINUTE, "min"], [SECOND, "s"]] as const).find(([one]) => Math.abs(ms) >= one) ??
      [1, "ms"];
  return `${(ms / size).toFixed(1)} ${unit}`;
}
