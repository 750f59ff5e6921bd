import type { FaultId } from "../../src/simulator/fault-catalogue.ts";
import { createSimulator, type RequestKind, type Simulator } from "../../src/simulator/simulator.ts";
import type { Logbook } from "../../src/domain/logbook.ts";
import type { Shop } from "../../src/shop.ts";
import { createMemoryLogbook } from "../support/memory-logbook.ts";
import type { Books } from "./books.ts";
import { type Chance, createChance } from "./chance.ts";
import { createVirtualClock, type VirtualClock } from "./clock.ts";
import { beginLife, KLARNA_URL, KNOWN, type Life, START_AT, type Trial } from "./life.ts";
import type { Person, Terminal } from "./terminal.ts";
import { receive } from "./steps/callbacks.ts";
import { nothing } from "./wire.ts";
import { createTrace, type Trace } from "./trace.ts";
import { createTroubles, throwSkew, throwWeather, type Trouble, type Weather } from "./trouble.ts";

export type { Life } from "./life.ts";

/** What is broken: the invariant's id, and how it shows. */
export type Complaint = { id: string; text: string };

/** What is there whether the till runs or not: time, chance, Klarna, and everything that is written down. */
export type Grounds = {
  seed: number;
  trial: Trial;
  chance: { steps: Chance; shop: Chance; mail: Chance };
  clock: VirtualClock;
  simulator: Simulator;
  troubles: ReturnType<typeof createTroubles>;
  /** Lies beside the database and outlives every process. */
  logbook: Logbook;
  weather: Weather;
  /** Of a thousand waits for Klarna, so many in which something else happens. */
  racePerThousand: number;
  trace: Trace;
  complaints: Complaint[];
  /** How often each kind of trouble happened. */
  faults: Map<string, number>;
  /** Orders on which somebody acted in Klarna's portal, or which ran out by a fault. */
  touchedOrders: Set<string>;
  /** When the customer last did something at a link. */
  movedAt: Map<string, number>;
  /** When the first older answer about an order was given, by what the order was then. */
  laggedSince: Map<string, number>;
  /** What went wrong with requests about each session or order; under "create" what cannot be told apart yet. */
  struck: Map<string, Set<FaultId>>;
  /** How many requests Klarna was asked so far, and which one was the last about each session or order. */
  asked: { count: number; lastAbout: Map<string, number> };
  /** Payments that somebody said should be looked at now, and how many requests had been made by then. */
  hints: Map<string, number>;
  /** How many letters arrived at each address, and how often somebody asked for each to be sent again. */
  letters: Map<string, number>;
  sentAgain: Map<string, number>;
  /** Something happens meanwhile already. */
  isRacing: boolean;
  /** While the database refuses on purpose, faults are no surprise. */
  isDatabaseIll: boolean;
  complain(id: string, text: string): void;
  countFault(id: string): void;
  noteRequest(kind: RequestKind, trouble: Trouble | null, url: string): void;
  /** The wish that was kept with this key; undefined when none was. */
  wishWith(key: string): Books["wishes"][number] | undefined;
  /** A call of Klarna's, as it arrives at the callback port. */
  callBack(url: string, init: RequestInit): Promise<Response>;
  /** What happens while a request to Klarna is under way. */
  meanwhile(life: Life, where: string): Promise<void>;
};

/** A whole shop day: the till, its people and Klarna, and all that is known from outside about both. */
export type World = Grounds & {
  life: Life;
  shop: Shop;
  terminals: Terminal[];
  /** Everybody who works here. */
  people: Person[];
  /** Our book as it was last looked at. */
  books: Books;
  look(): Books;
  /** The process is dead: another one starts on the same file. */
  restart(): Promise<void>;
  close(): void;
};

/** The human deeds that a read of an order can be followed by leave their mark on it. */
const TOUCHING: readonly FaultId[] = ["K16", "K18"];

export async function openWorld(trial: Trial, seed: number): Promise<World> {
  trial.file.reset();
  const clock = createVirtualClock(START_AT);
  const simulator = createSimulator({
    file: ":memory:",
    publicUrl: KLARNA_URL,
    ...KNOWN,
    clock: { now: clock.truth },
    random: createChance(seed, "Klarna").next,
    rateLimits: "off",
    fetchCallback: (input, init) => receive(world, input, init),
  });
  // Klarna's calls go out when a step says so: by themselves they would follow the machine's clock.
  simulator.control.setSwitches({ callbacks: "hold" });
  const skewMs = throwSkew(createChance(seed, "skew"));
  simulator.control.setClockSkew(skewMs);
  const grounds = createGrounds({ seed, trial, clock, simulator });
  if (skewMs !== 0) grounds.countFault("K19");
  const life = await beginLife(grounds);
  const world: World = Object.assign(grounds, {
    life,
    shop: life.shop,
    people: readPeople(life),
    terminals: openTerminals(life, grounds.chance.steps),
    books: life.database.readBooks(),
    look: () => world.books = world.life.database.readBooks(),
    callBack: (url: string, init: RequestInit) => receive(world, url, init),
    wishWith: (key: string) => world.life.database.readBooks().wishes.find((wish) => wish.idempotencyKey === key),
    async restart() {
      world.life.kill();
      world.life = await beginLife(grounds);
      world.shop = world.life.shop;
      if (world.shop.recovery) world.complain("X14", "a till that was only killed takes itself for a backup");
      world.look();
    },
    close() {
      world.life.kill();
      simulator.close();
    },
  });
  return world;
}

function createGrounds(given: Pick<Grounds, "seed" | "trial" | "clock" | "simulator">): Grounds {
  const { seed } = given;
  const weather = createChance(seed, "weather");
  const grounds: Grounds = {
    ...given,
    chance: { steps: createChance(seed, "steps"), shop: createChance(seed, "shop"), mail: createChance(seed, "mail") },
    troubles: createTroubles(createChance(seed, "troubles")),
    logbook: createMemoryLogbook(),
    weather: throwWeather(weather),
    racePerThousand: [0, 30, 150][weather.below(3)] ?? 0,
    trace: createTrace(),
    complaints: [],
    faults: new Map(),
    touchedOrders: new Set(),
    movedAt: new Map(),
    laggedSince: new Map(),
    struck: new Map(),
    asked: { count: 0, lastAbout: new Map() },
    hints: new Map(),
    letters: new Map(),
    sentAgain: new Map(),
    isRacing: false,
    isDatabaseIll: false,
    complain: (id, text) => void grounds.complaints.push({ id, text }),
    countFault: (id) => void grounds.faults.set(id, (grounds.faults.get(id) ?? 0) + 1),
    noteRequest(kind, trouble, url) {
      const subjects = new URL(url).pathname.split("/");
      grounds.asked.count++;
      for (const subject of subjects) grounds.asked.lastAbout.set(subject, grounds.asked.count);
      grounds.trace.add(`    Klarna: ${kind}${trouble ? ` ${trouble.id}.${trouble.way}` : ""}`);
      if (!trouble) return;
      grounds.countFault(trouble.id);
      for (const subject of [...subjects, kind.startsWith("create") ? "create" : kind]) {
        grounds.struck.set(subject, (grounds.struck.get(subject) ?? new Set()).add(trouble.id));
      }
      if (TOUCHING.includes(trouble.id)) grounds.touchedOrders.add(subjects.at(-1) ?? "");
    },
    wishWith: () => undefined,
    callBack: () => nothing(),
    meanwhile: () => Promise.resolve(),
  };
  return grounds;
}

function readPeople(life: Life): Person[] {
  const people = life.database.look.prepare<[], Person>("select id, name, role from staff order by rowid");
  return people.all();
}

/** One to four of them open this morning; the fourth shares a register, as at the change of shifts. */
function openTerminals(life: Life, chance: Chance): Terminal[] {
  const people = readPeople(life);
  const registers = life.database.look.prepare<[], { id: string; number: number }>(
    "select id, number from register order by number",
  ).all();
  const crew = ["Ada", "Ben", "Aisha", "Jo"].slice(0, 1 + chance.below(4));
  if (chance.hits(500)) crew.push("Mona");
  return crew.map((name, index) => {
    const person = people.find((one) => one.name === name);
    const register = registers[index % registers.length];
    if (!person || !register) throw new Error(`there is no ${name}, or no register`);
    const place = { registerId: register.id, registerNumber: register.number };
    return { name, person, ...place, session: null, saleId: null, tabs: [], pages: [] };
  });
}
