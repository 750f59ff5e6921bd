import { join } from "node:path";

/** A real till in a process of its own, with its simulator of Klarna. */
export type Till = {
  /** Where cashiers work, with no slash at the end. */
  url: string;
  /** The pretended phone on which the customer gets Klarna's messages. */
  phoneUrl: string;
  simulatorUrl: string;
  dataFolder: string;
  /** The process that runs now, or ran last. */
  readonly process: Deno.ChildProcess;
  /** Pulls the plug (SIGKILL). */
  kill(): Promise<void>;
  /** Asks it to end (SIGTERM) and waits until it has; its exit code. Throws when it does not end in time. */
  stop(): Promise<number>;
  /** Starts it again on the same data and the same ports, killing it first if it still runs. Throws when that is killed. */
  restart(): Promise<void>;
  /** Everything it has printed since the first start. */
  logs(): string;
  /** Kills it if it runs, and removes the data folder if startTill made it. For afterEach and afterAll. */
  discard(): Promise<void>;
};

export type TillOptions = {
  /** Where its data is; a new temporary folder when not given. */
  dataFolder?: string;
  /** More settings; only names that begin with TILLSIDE_ are taken. */
  env?: Record<string, string>;
  /** True empties the given data folder first, so that the till starts as on its first day. */
  fresh?: boolean;
  /** What stands behind `npm start --`. */
  args?: string[];
  /** More of Deno's own flags, e.g. a module that is loaded before the till. */
  denoFlags?: string[];
};

/** Starts a till with the permissions of `npm start` and waits until it answers. Throws with its log when it does not. */
export async function startTill(options: TillOptions = {}): Promise<Till> {
  const dataFolder = options.dataFolder ?? await Deno.makeTempDir({ prefix: "tillside-" });
  if (options.fresh) await empty(dataFolder);
  const ports = freePorts();
  const env = settings(options.env ?? {}, { dataFolder, ...ports });
  const url = `http://127.0.0.1:${env["TILLSIDE_PORT"]}`;
  const simulatorUrl = `http://127.0.0.1:${env["TILLSIDE_SIMULATOR_PORT"]}`;
  const log: string[] = [];
  const { args = [], denoFlags = [] } = options;
  let running = await spawn({ env, args, denoFlags }, log);
  await untilReady(url, running, log);

  const till: Till = {
    url,
    phoneUrl: `${simulatorUrl}/phone`,
    simulatorUrl,
    dataFolder,
    get process() {
      return running.process;
    },
    kill: () => kill(running),
    stop: () => stop(running, log),
    async restart() {
      await kill(running);
      running = await spawn({ env, args: [], denoFlags }, log);
      await untilReady(url, running, log);
    },
    logs: () => log.join(""),
    async discard() {
      await kill(running);
      if (options.dataFolder === undefined) await Deno.remove(dataFolder, { recursive: true });
    },
  };
  return till;
}

/** The flags `npm start` gives to Deno, so that what is tested and what is run cannot drift. */
export async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await Deno.readTextFile(join(PROJECT, "package.json")));
  const words = String(scripts?.start ?? "").split(/\s+/);
  const first = words.indexOf("run") + 1;
  const last = words.indexOf(MAIN);
  if (first === 0 || last < first) throw new Error(`package.json: scripts.start must be "deno run … ${MAIN}".`);
  // A file of settings on this machine must not leak into a test.
  return words.slice(first, last).filter((flag) => !flag.startsWith("--env-file"));
}

type Running = { process: Deno.ChildProcess; ended: Promise<Deno.CommandStatus> };

const PROJECT = join(import.meta.dirname ?? ".", "../..");
const MAIN = "src/main.ts";
/** A till with very many sales on file looks through them first. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const LOOK_TIMEOUT_MS = 2_000;
const LOOK_INTERVAL_MS = 50;

async function empty(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) await Deno.remove(join(folder, entry.name), { recursive: true });
}

/** Ports that are free now. Both are held before either is let go, so that they differ. */
function freePorts(): { port: number; simulatorPort: number } {
  const first = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const second = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const ports = { port: first.addr.port, simulatorPort: second.addr.port };
  first.close();
  second.close();
  return ports;
}

function settings(
  given: Record<string, string>,
  own: { dataFolder: string; port: number; simulatorPort: number },
): Record<string, string> {
  const stray = Object.keys(given).filter((name) => !name.startsWith("TILLSIDE_"));
  if (stray.length > 0) throw new Error(`startTill passes on only TILLSIDE_ settings, not ${stray.join(", ")}.`);
  return {
    PATH: Deno.env.get("PATH") ?? "",
    HOME: Deno.env.get("HOME") ?? "",
    TILLSIDE_DATA: own.dataFolder,
    TILLSIDE_PORT: `${own.port}`,
    TILLSIDE_SIMULATOR_PORT: `${own.simulatorPort}`,
    ...given,
  };
}

async function spawn(
  given: { env: Record<string, string>; args: string[]; denoFlags: string[] },
  log: string[],
): Promise<Running> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", ...await startFlags(), ...given.denoFlags, MAIN, ...given.args],
    cwd: PROJECT,
    env: given.env,
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const process = command.spawn();
  const read = Promise.all([collect(process.stdout, log), collect(process.stderr, log)]);
  const ended = process.status.then(async (status) => {
    await read;
    return status;
  });
  return { process, ended };
}

async function untilReady(url: string, running: Running, log: string[]): Promise<void> {
  try {
    await ready(url, running);
  } catch (error) {
    await kill(running);
    throw new Error(`${error instanceof Error ? error.message : error}\n${log.join("")}`);
  }
}

async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>, log: string[]): Promise<void> {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) log.push(text);
}

/** Waits until /health answers 200. Throws when the process ends first or the time is up. */
async function ready(url: string, running: Running): Promise<void> {
  let status: Deno.CommandStatus | null = null;
  running.ended.then((ended) => status = ended);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (await isHealthy(url)) return;
    if (status !== null) throw new Error("The till ended instead of starting. It said:");
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
  }
  throw new Error(`The till was not ready within ${START_TIMEOUT_MS / 1000} s. It said:`);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function kill(running: Running): Promise<void> {
  signal(running, "SIGKILL");
  await running.ended;
}

async function stop(running: Running, log: string[]): Promise<number> {
  signal(running, "SIGTERM");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), STOP_TIMEOUT_MS));
  const status = await Promise.race([running.ended, tooLate]);
  clearTimeout(timer);
  if (status === null) throw new Error(`The till did not stop within ${STOP_TIMEOUT_MS / 1000} s.\n${log.join("")}`);
  return status.code;
}

function signal({ process }: Running, name: Deno.Signal): void {
  try {
    process.kill(name);
  } catch (error) {
    // It has ended already, which is what was asked for.
    if (!(error instanceof TypeError)) throw error;
  }
}
