import Database from "better-sqlite3";
import { type Books, openBooks } from "../simulation/books.ts";
import type { Person } from "../simulation/terminal.ts";
import { startTill, type Till } from "../support/till-process.ts";
import { type KlarnaProcess, startKlarna } from "./simulator-process.ts";

/** A real till and a real simulator, each a process of its own, with a book of its own. */
export type Pair = {
  till: Till;
  klarna: KlarnaProcess;
  /** The till's file, for reading while it runs. */
  file: Database.Database;
  /** Everything the till's book holds now. */
  look(): Books;
  people: Person[];
  /** Ends when the till serves again; at once while it does. */
  serving(): Promise<void>;
  /** Pulls the plug; what the dead book holds can be read with `lookAtDead`. */
  kill(): Promise<void>;
  /** The till is found dead, by whatever hand. */
  noteDeath(): Promise<void>;
  /** What a killed till left, read from a copy: its own next start is to be the first that touches the file. */
  lookAtDead(): Promise<Books>;
  /** Starts the till again and says how long that took, in milliseconds. */
  restart(): Promise<number>;
  /** Starts it, and kills it so long after, still starting or not. */
  restartAndKillAfter(ms: number): Promise<void>;
  end(): Promise<void>;
};

export type PairOptions = { denoFlags?: string[]; dataFolder?: string; limits?: "live" | "off"; callbacks?: boolean };

/** Starts both on new books, with the demo shop and, unless it is not wanted, Klarna's calls. */
export async function openPair(options: PairOptions = {}): Promise<Pair> {
  const { denoFlags = [], dataFolder, limits = "live", callbacks = true } = options;
  const folder = await Deno.makeTempDir({ prefix: "tillside-real-" });
  const klarna = await startKlarna(`${folder}/simulator.sqlite`, limits);
  const env = callbacks ? settingsFor(klarna, freePort()) : credentialsFor(klarna);
  const till = await startTill({ denoFlags, dataFolder: dataFolder ?? `${folder}/till`, env });
  const book = `${till.dataFolder}/till.sqlite`;
  let reading = openReading(book);
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  const people = reading.file.prepare<[], Person>("select id, name, role from staff order by rowid").all();
  const pair: Pair = {
    till,
    klarna,
    get file() {
      return reading.file;
    },
    look: () => reading.look(),
    people,
    serving: () => gate.promise,
    async kill() {
      await till.kill();
      await pair.noteDeath();
    },
    async noteDeath() {
      await till.process.status;
      reading.file.close();
      gate = Promise.withResolvers();
    },
    lookAtDead: () => readCopy(book, folder),
    async restart() {
      const begunAt = performance.now();
      await till.restart();
      const tookMs = performance.now() - begunAt;
      reading = openReading(book);
      gate.resolve();
      return tookMs;
    },
    restartAndKillAfter: (ms) => restartAndKillAfter(till, ms),
    async end() {
      if (reading.file.open) reading.file.close();
      await till.discard();
      await klarna.end();
      await Deno.remove(folder, { recursive: true });
    },
  };
  return pair;
}

function settingsFor(klarna: KlarnaProcess, callbackPort: number): Record<string, string> {
  return {
    ...credentialsFor(klarna),
    TILLSIDE_CALLBACK_URL: `http://127.0.0.1:${callbackPort}`,
    TILLSIDE_CALLBACK_PORT: String(callbackPort),
  };
}

/** What leads a till to this simulator. */
export function credentialsFor({ url, username, password }: KlarnaProcess): Record<string, string> {
  return { TILLSIDE_KLARNA_URL: url, TILLSIDE_KLARNA_USERNAME: username, TILLSIDE_KLARNA_PASSWORD: password };
}

function openReading(book: string) {
  const file: Database.Database = new Database(book, { readonly: true });
  return { file, look: openBooks(file) };
}

async function restartAndKillAfter(till: Till, ms: number): Promise<void> {
  const started = till.restart().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, ms));
  await till.kill();
  await started;
}

/** The database of a till and what of it still lies in the log, copied together. */
export async function copyBook(from: string, to: string): Promise<void> {
  for (const end of ["", "-wal"]) await Deno.copyFile(from + end, to + end).catch(() => {});
}

async function readCopy(book: string, folder: string): Promise<Books> {
  const copy = `${folder}/dead.sqlite`;
  await copyBook(book, copy);
  const database = new Database(copy);
  const books = openBooks(database)();
  database.close();
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(copy + end).catch(() => {});
  return books;
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
