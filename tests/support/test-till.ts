import { CompiledQuery } from "kysely";
import { openDatabase } from "../../db/open.ts";
import { demoStaff } from "../../db/demo-shop.ts";
import { createApp } from "../../src/app.tsx";
import { loadAssets } from "../../src/assets.ts";
import type { Clock } from "../../src/clock.ts";
import type { OwnRoutes } from "../../src/domain/link-routes.ts";
import type { Logbook } from "../../src/domain/logbook.ts";
import { createRunner, type Runner } from "../../src/jobs/runner.ts";
import { createLog } from "../../src/log.ts";
import { openShop } from "../../src/open-shop.ts";
import { systemRandom } from "../../src/random.ts";
import { createLiveStreams, type LiveStreams } from "../../src/routes/live-streams.ts";
import { loadKeys } from "../../src/security/key-file.ts";
import type { Shop } from "../../src/shop.ts";
import { createSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import { Browser } from "./browser.ts";
import { listenedTo } from "./listened-database.ts";

export const ORIGIN = "http://till.test";
const KLARNA = "http://127.0.0.1:8010";
/** The simulator's own credentials. */
const KNOWN = { username: "practice", password: "practice" };
const CHEAP_PIN = { memory: 64, passes: 1 };
const START = 1_795_521_600_000;

/** A clock that stands still until it is moved. Who waits for it goes on when it was moved so far. */
export type TestClock = Clock & {
  advance(ms: number): void;
  /** Somebody sets the machine's clock; nothing passes, and the till's time goes on as it was. */
  setWall(ms: number): void;
};

export function createTestClock(startAt: number): TestClock {
  let at = startAt;
  let wallOffset = 0;
  const waiting = new Set<{ untilAt: number; goOn: () => void }>();
  return {
    now: () => at,
    wall: () => at + wallOffset,
    followWall() {
      at += wallOffset;
      wallOffset = 0;
    },
    setWall: (ms) => wallOffset += ms,
    wait(ms, signal) {
      return new Promise((resolve) => {
        const one = { untilAt: at + ms, goOn: resolve };
        waiting.add(one);
        signal?.addEventListener("abort", () => {
          waiting.delete(one);
          resolve();
        });
      });
    },
    advance(ms) {
      at += ms;
      for (const one of waiting) {
        if (one.untilAt > at) continue;
        waiting.delete(one);
        one.goOn();
      }
    },
  };
}

/** The whole till in this process, with the simulator for Klarna and a clock moved by hand. */
export type TestTill = {
  shop: Shop;
  simulator: Simulator;
  clock: TestClock;
  runner: Runner;
  streams: LiveStreams;
  lines: string[];
  folder: string;
  /** Somebody's browser, not signed in. */
  browser(): Browser;
  /** A browser in which this person of the demo shop stands at this register (1, 2 or 3). */
  signIn(name: string, register?: number): Promise<Browser>;
  close(): Promise<void>;
};

export type TestTillOptions = {
  /** What the till says at Klarna; the simulator's own by default. */
  credentials?: { username: string; password: string };
  /** Carries the till's requests to Klarna; the simulator, in this process, by default. */
  klarnaFetch?: typeof globalThis.fetch;
  callbackUrl?: string;
  /** An empty database, which this code opens, and no Klarna: a real shop on its first day. */
  setUpCode?: string;
  /** Sees every statement that writes, BEGIN and COMMIT too, before it runs; what it throws is the database's answer. */
  beforeStatement?: (statement: string) => void;
  /** The shop's own ways to send links; none by default. */
  ownRoutes?: OwnRoutes;
  /** Where payments are written down, beside the database; nowhere by default. */
  logbook?: Logbook;
  /** A backup of another till's database, put back: the keys, the clock and Klarna are that till's. */
  restored?: Backup;
};

/** A till that does not run, ready to be opened. */
type TillFiles = { database: Uint8Array; keys: Uint8Array };
export type Backup = TillFiles & { till: TestTill };

/** Copies the database of a till that goes on running. */
export async function backUp(till: TestTill): Promise<Backup> {
  const file = `${till.folder}/backup.sqlite`;
  await till.shop.db.write.executeQuery(CompiledQuery.raw(`vacuum into '${file}'`));
  const database = await Deno.readFile(file);
  await Deno.remove(file);
  return { database, keys: await Deno.readFile(`${till.folder}/keys.json`), till };
}

async function putInto(folder: string, { database, keys }: TillFiles): Promise<void> {
  await Deno.writeFile(`${folder}/till.sqlite`, database);
  await Deno.writeFile(`${folder}/keys.json`, keys, { mode: 0o600 });
}

/** The demo shop after its first start. Made once in a process: its migrations take longer than most tests do. */
let demoFiles: Promise<TillFiles> | null = null;

async function makeDemoFiles(): Promise<TillFiles> {
  const till = await startIn(await Deno.makeTempDir({ prefix: "tillside-test-" }), {});
  try {
    return await backUp(till);
  } finally {
    await till.close();
  }
}

export async function openTestTill(options: TestTillOptions = {}): Promise<TestTill> {
  const folder = await Deno.makeTempDir({ prefix: "tillside-test-" });
  if (options.restored) await putInto(folder, options.restored);
  else if (!options.setUpCode) await putInto(folder, await (demoFiles ??= makeDemoFiles()));
  return await startIn(folder, options);
}

async function startIn(folder: string, options: TestTillOptions): Promise<TestTill> {
  const clock = options.restored?.till.clock ?? createTestClock(START);
  const simulator = options.restored?.till.simulator ??
    createSimulator({ file: ":memory:", publicUrl: KLARNA, ...KNOWN, clock, rateLimits: "off" });
  const lines: string[] = [];
  const log = createLog(clock, (line) => lines.push(line));
  const file = `${folder}/till.sqlite`;
  const opened = await openDatabase(file);
  const db = options.beforeStatement ? listenedTo(opened, file, options.beforeStatement) : opened;
  const shop = await openShop({
    db,
    clock,
    random: systemRandom,
    log,
    keys: loadKeys(folder, systemRandom),
    firstShop: options.setUpCode ? { setUpCode: options.setUpCode } : "demo",
    klarna: options.setUpCode ? null : {
      source: "simulator",
      mode: "practice",
      place: KLARNA,
      url: KLARNA,
      credentials: { ...KNOWN, ...options.credentials },
    },
    fetch: options.klarnaFetch ?? inProcess(simulator),
    callbackUrl: options.callbackUrl ?? null,
    ...(options.ownRoutes ? { ownRoutes: options.ownRoutes } : {}),
    ...(options.logbook ? { logbook: options.logbook } : {}),
    pinCost: CHEAP_PIN,
  });
  const runner = createRunner(shop);
  const streams = createLiveStreams(clock, log);
  const app = createApp({ shop, assets: loadAssets(), streams, jobs: runner, origins: [ORIGIN], klarnaQrOrigin: null });
  const browser = () => new Browser(ORIGIN, (request) => app.fetch(request));
  const close = async () => {
    streams.close();
    if (!options.restored) simulator.close();
    await db.close();
    await Deno.remove(folder, { recursive: true });
  };
  const signIn = (name: string, register = 1) => signedIn(shop, browser(), name, register);
  return { shop, simulator, clock, runner, streams, lines, folder, browser, signIn, close };
}

async function signedIn(shop: Shop, visitor: Browser, name: string, register: number): Promise<Browser> {
  const person = demoStaff.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  const { read } = shop.db;
  const staff = await read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow();
  const place = await read.selectFrom("register").select("id").where("number", "=", register).executeTakeFirstOrThrow();
  await visitor.send("POST", "/sessions", { staffId: staff.id, registerId: place.id, pin: person.pin, next: "/" });
  return visitor;
}

/** A fetch that never leaves the process: the till's real requests, the simulator's real answers. */
export function inProcess(simulator: Simulator): typeof globalThis.fetch {
  return async (input, init) => await simulator.app.fetch(new Request(input, init));
}
