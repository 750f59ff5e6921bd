import { z } from "zod";
import { lockFolder } from "../db/folder-lock.ts";
import { checkDatabase } from "../db/integrity.ts";
import { openDatabase } from "../db/open.ts";
import { createApp } from "./app.tsx";
import { loadAssets } from "./assets.ts";
import { systemClock } from "./clock.ts";
import { type Config, defaultOrigins, readConfig } from "./config.ts";
import { createRunner } from "./jobs/runner.ts";
import type { Logbook } from "./domain/logbook.ts";
import { createLog, type Log, say } from "./log.ts";
import { openLogbook } from "./logbook.ts";
import { openShop } from "./open-shop.ts";
import { fallbackOf, type Found, greeting, type Opening, planOpening } from "./opening.ts";
import { newSetUpCode } from "./operations/set-up.ts";
import { createOwnRoutes } from "./own-routes.ts";
import { startPractice } from "./practice.ts";
import { systemRandom } from "./random.ts";
import { createCallbackApp } from "./routes/callbacks.ts";
import { createLiveStreams } from "./routes/live-streams.ts";
import { KeyFileError, loadKeys } from "./security/key-file.ts";
import type { Shop } from "./shop.ts";
import { sentenceFor } from "./start-problems.ts";
import { findShop } from "./store/shop.ts";

/** A till that does not stop in this time is ended: everything that matters is on the disk. */
const LONGEST_STOP_MS = 8_000;
const packageSchema = z.object({ version: z.string() });

await main();

async function main(): Promise<void> {
  try {
    await start(readConfig(Deno.env.toObject(), (path) => Deno.readTextFileSync(path), Deno.args));
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === null) throw error;
    say(sentence);
    Deno.exit(1);
  }
}

/** Opens the shop and everything around it, says where it is, and stops in order on a signal. */
async function start(config: Config): Promise<void> {
  const files = prepareFolder(config);
  const opening = await prepareOpening(config, files);
  const log = createLog(systemClock);
  const keys = loadKeys(config.dataFolder, systemRandom);
  const db = await openDatabase(files.till);
  const practice = opening.withSimulator
    ? startPractice({ file: files.simulator, port: simulatorPort(config), fresh: config.fresh })
    : null;
  const setUpCode = newSetUpCode(systemRandom);
  const shop = await openShop({
    db,
    clock: systemClock,
    random: systemRandom,
    log,
    keys,
    firstShop: opening.shop === "demo" ? "demo" : { setUpCode },
    klarna: fallbackOf(config, practice),
    fetch: globalThis.fetch,
    callbackUrl: config.callbacks?.url ?? null,
    logbook: openLogbookIn(files.logbook, log),
    version: readVersion(),
    // Practice with the simulator reaches nobody: its customers are made up, and its links work on this machine only.
    ...(practice ? {} : createOwnRoutes(config, { clock: systemClock, fetch: globalThis.fetch })),
  });
  mark(files.demoBegun, false);
  const runner = createRunner(shop);
  shop.wakeJobs = runner.wake;
  const streams = createLiveStreams(systemClock, log);
  const klarnaQrOrigin = [practice?.url, "https://*.klarna.com"].filter((origin) => origin !== undefined).join(" ");
  const till = serveTill(
    config,
    (origins) => createApp({ shop, assets: loadAssets(), streams, jobs: runner, origins, klarnaQrOrigin }).fetch,
  );
  const callbacks = serveCallbacks(config, shop);
  void runner.run();
  for (const line of greeting(opening, till.url, practice, setUpCode)) say(line);
  if (practice && (config.mail || config.sms)) {
    say("Your mail server and text provider are not used: practice with the simulator sends nothing to anybody.\n");
  }
  stopOnSignal(async () => {
    streams.close();
    await Promise.all([till.server.shutdown(), callbacks?.shutdown()]);
    await runner.stop();
    await practice?.close();
    await db.close();
    files.unlock();
  });
}

/** Makes the data folder and takes it for this process; refuses a database that is to be kept and has lost its keys. */
function prepareFolder({ dataFolder, fresh }: Config) {
  Deno.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataFolder);
  const files = {
    till: `${dataFolder}/till.sqlite`,
    simulator: `${dataFolder}/simulator.sqlite`,
    logbook: `${dataFolder}/payments.log`,
    demoBegun: `${dataFolder}/demo-shop-is-being-made`,
  };
  if (!fresh && exists(files.till) && !exists(`${dataFolder}/keys.json`)) {
    throw new KeyFileError(
      `${dataFolder} holds a database but not its keys.json, without which no PIN can be checked. ` +
        "Put the key file back, or start in an empty folder.",
    );
  }
  return { ...files, unlock };
}

/** What is to be opened. Where that is a new demo shop, the folder says so until it is made. */
async function prepareOpening(config: Config, files: Files): Promise<Opening> {
  if (!config.fresh && exists(files.till)) checkDatabase(files.till, config.despiteDamage);
  const found = await lookInto(files);
  const opening = planOpening(config, found);
  if (config.fresh) clearFolder(files);
  mark(files.demoBegun, opening.shop === "demo" && (found.shop === null || config.fresh));
  return opening;
}

type Files = { till: string; simulator: string; logbook: string; demoBegun: string };

function clearFolder(files: Files): void {
  for (const file of [files.till, files.simulator]) removeDatabase(file);
  if (exists(files.logbook)) Deno.removeSync(files.logbook);
}

/** What is wrong with it is said, and keeps nobody from selling: only a lost database needs it. */
function openLogbookIn(file: string, log: Log): Logbook {
  const { logbook, found, sentence } = openLogbook(file, systemClock.now());
  log.info("logbook_opened", { found, lines: logbook.entries().length });
  if (sentence !== null) say(sentence);
  return logbook;
}

/**
 * Whose shop the database is, before anything is done to it. A demo shop that was being made when its till was stopped is
 * as good as none: it is made again.
 */
async function lookInto({ till, demoBegun }: Files): Promise<Found> {
  if (!exists(till)) return { hasDatabase: false, shop: null };
  const db = await openDatabase(till);
  try {
    const shop = await findShop(db.read) ?? null;
    return { hasDatabase: shop !== null || !exists(demoBegun), shop };
  } finally {
    await db.close();
  }
}

function simulatorPort({ klarna }: Config): number {
  return klarna.kind === "simulator" ? klarna.port : 0;
}

function readVersion(): string {
  return packageSchema.parse(JSON.parse(Deno.readTextFileSync(new URL("../package.json", import.meta.url)))).version;
}

type Handler = (request: Request) => Response | Promise<Response>;

/** The port may be "any free one", so the app, which must know its own addresses, is made once we listen. */
function serveTill(config: Config, makeHandler: (origins: string[]) => Handler) {
  let handler: Handler = () => new Response(null, { status: 503 });
  const { host: hostname, port } = config;
  const server = Deno.serve({ hostname, port, onListen: () => {} }, (request) => handler(request));
  const origins = config.origins.length > 0 ? config.origins : defaultOrigins(hostname, server.addr.port);
  handler = makeHandler(origins);
  return { server, url: origins[0] ?? `http://${hostname}:${server.addr.port}` };
}

function serveCallbacks({ callbacks, host: hostname }: Config, shop: Shop) {
  if (!callbacks) return null;
  return Deno.serve({ hostname, port: callbacks.port, onListen: () => {} }, createCallbackApp(shop).fetch);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const handle = async () => {
    if (isStopping) return;
    isStopping = true;
    void systemClock.wait(LONGEST_STOP_MS).then(() => Deno.exit(1));
    await stop();
    Deno.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) Deno.addSignalListener(signal, () => void handle());
}

function removeDatabase(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (exists(part)) Deno.removeSync(part);
}

/** Leaves an empty file as a mark, or takes it away. */
function mark(file: string, isSet: boolean): void {
  if (isSet) Deno.writeTextFileSync(file, "");
  else if (exists(file)) Deno.removeSync(file);
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
