import { createApp } from "../../src/app.tsx";
import { loadAssets } from "../../src/assets.ts";
import { createRunner, type Runner } from "../../src/jobs/runner.ts";
import type { Log } from "../../src/log.ts";
import { openShop } from "../../src/open-shop.ts";
import { createCallbackApp } from "../../src/routes/callbacks.ts";
import { createLiveStreams } from "../../src/routes/live-streams.ts";
import type { Keys } from "../../src/security/key-file.ts";
import type { Shop } from "../../src/shop.ts";
import { createChance } from "./chance.ts";
import { createVirtualClock } from "./clock.ts";
import { makeTrialFile, makeTrialFolder, type TrialDatabase, type TrialFile } from "./database.ts";
import { createMailServer } from "./mail-server.ts";
import { createWatchedLog } from "./watched-log.ts";
import { createWire, nothing } from "./wire.ts";
import type { Grounds } from "./world.ts";

/** One life of the till's process: from its start to its end, or until it is killed. */
export type Life = {
  shop: Shop;
  app: ReturnType<typeof createApp>;
  callbacks: ReturnType<typeof createCallbackApp>;
  runner: Runner;
  database: TrialDatabase;
  isDead: boolean;
  /** Requests to Klarna that are not over, whether or not anybody still waits for them. */
  underWay: Set<Promise<unknown>>;
  /** Ends when this life does. */
  death: Promise<"killed">;
  /** As kill -9: nothing more is done or said, what was not committed is gone. */
  kill(): void;
};

/** What all histories of one process share. */
export type Trial = { file: TrialFile; keys: Keys; close(): Promise<void> };

export const START_AT = 1_795_521_600_000;
export const ORIGIN = "http://till.test";
export const KLARNA_URL = "http://127.0.0.1:8010";
export const CALLBACK_URL = "http://callback.test";
export const KNOWN = { username: "practice", password: "practice" };

const assets = loadAssets();
const silence: Log = { info() {}, warn() {}, error() {} };
const klarna = {
  source: "simulator",
  mode: "practice",
  place: KLARNA_URL,
  url: KLARNA_URL,
  credentials: KNOWN,
} as const;

export async function openTrial(): Promise<Trial> {
  const folder = await makeTrialFolder();
  const random = createChance(1, "template");
  const secret = (fill: number) => new Uint8Array(32).fill(fill);
  const current = { id: "key_01", pepper: secret(1), sessions: secret(2), encryption: secret(3) };
  const keys: Keys = { current, byId: (id) => id === current.id ? current : null };
  const parts = {
    clock: createVirtualClock(START_AT),
    random,
    log: silence,
    keys,
    firstShop: "demo" as const,
    klarna,
    fetch: nothing,
    callbackUrl: null,
    pinCost: { memory: 64, passes: 1 },
  };
  const file = await makeTrialFile(folder, async (db) => {
    await openShop({ ...parts, db });
    // No PIN is typed in a history, so nobody stands by.
    await db.write.updateTable("shop").set({ returnLimitMinor: 100_000_000 }).execute();
  });
  const close = async () => {
    file.close();
    await Deno.remove(folder, { recursive: true });
  };
  return { file, keys, close };
}

/** Starts the till on its file, as after any end of it. */
export async function beginLife(world: Grounds): Promise<Life> {
  const { clock, logbook } = world;
  const database = world.trial.file.open();
  const death = Promise.withResolvers<"killed">();
  const life: Partial<Life> & Pick<Life, "isDead"> = { isDead: false };
  const log = createWatchedLog(world, life);
  const shop = await openShop({
    db: database,
    clock,
    random: world.chance.shop,
    log,
    keys: world.trial.keys,
    firstShop: "demo",
    klarna,
    fetch: (input, init) => createdWire(input, init),
    callbackUrl: world.chance.steps.hits(800) ? CALLBACK_URL : null,
    receiptMailer: { send: (address, doc) => createMailServer(world, begun).send(address, doc) },
    logbook,
  });
  const runner = createRunner(shop);
  const app = createApp({
    shop,
    assets,
    streams: createLiveStreams(clock, log),
    jobs: runner,
    origins: [ORIGIN],
    klarnaQrOrigin: null,
  });
  const begun: Life = Object.assign(life, {
    shop,
    app,
    callbacks: createCallbackApp(shop),
    runner,
    database,
    underWay: new Set<Promise<unknown>>(),
    death: death.promise,
    kill() {
      life.isDead = true;
      database.kill();
      death.resolve("killed");
    },
  });
  const createdWire = createWire(world, begun);
  return begun;
}

/** Does what is due, until nothing is. Whoever waited for a process that was killed meanwhile waits for ever. */
export async function drain({ life }: { life: Life }): Promise<void> {
  await life.runner.drain();
  if (life.isDead) await nothing();
}
