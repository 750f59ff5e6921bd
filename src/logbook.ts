import { z } from "zod";
import { forgettableBefore, type Logbook, type LogbookEntry } from "./domain/logbook.ts";
import { PAYMENT_STATUSES } from "./domain/payment.ts";

export type OpenedLogbook = {
  logbook: Logbook;
  /** `new`: there was none. `mended`: a line was torn by a power cut, which is no loss. `damaged`: lines were lost. */
  found: "new" | "whole" | "mended" | "damaged";
  /** What the person who starts the till must know; null: nothing. */
  sentence: string | null;
};

/**
 * Opens the logbook at this path, mending it if need be, and leaves out what is too old. It never throws: a till that
 * cannot read its logbook must still start, for the logbook only matters once the database is lost.
 */
export function openLogbook(path: string, now: number): OpenedLogbook {
  const read = readFile(path);
  const keptFrom = forgettableBefore(read.entries, now);
  const kept = read.entries.filter((entry) => entry.at >= keptFrom);
  const isChanged = read.found === "mended" || read.found === "damaged" || kept.length < read.entries.length;
  try {
    if (read.found === "damaged") keepAside(path);
    if (isChanged) writeWhole(path, kept);
  } catch {
    return { logbook: createLogbook(path, kept, "\n"), found: "damaged", sentence: unwritable(path) };
  }
  return { logbook: createLogbook(path, kept), found: read.found, sentence: read.sentence };
}

/** A copy, so that what can be read is never away; what cannot be read at all is moved. */
function keepAside(path: string): void {
  try {
    Deno.copyFileSync(path, `${path}.damaged`);
  } catch {
    Deno.renameSync(path, `${path}.damaged`);
  }
}

const id = z.string().min(1).max(200);
const whole = z.int();
const numbered = z.object({ n: whole.positive(), at: whole });
const line = numbered.extend({ payment: id });
const lineSchema = z.discriminatedUnion("kind", [
  line.extend({
    kind: z.literal("opened"),
    sale: id,
    saleCode: whole.positive(),
    attempt: whole.positive(),
    amountMinor: whole.positive(),
    currency: z.string().length(3),
    mode: z.enum(["practice", "live"]),
    place: z.string(),
    register: id,
    staff: id,
    createdAt: whole,
    paymentSession: id,
    hostedSession: id,
    expiresAt: whole.nullable(),
  }),
  line.extend({ kind: z.literal("ordered"), order: id }),
  line.extend({ kind: z.literal("refunding"), refund: id }),
  line.extend({ kind: z.literal("handing_over") }),
  line.extend({ kind: z.literal("ended"), status: z.enum(PAYMENT_STATUSES) }),
  // Lines of before tenders were told count as if none stood: so no money is ever on a card and in a sale as well.
  numbered.extend({ kind: z.literal("card"), card: id, balanceMinor: whole, tenders: z.array(id).default([]) }),
]);

type Read = { entries: LogbookEntry[]; found: OpenedLogbook["found"]; sentence: string | null };

function readFile(path: string): Read {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { entries: [], found: "new", sentence: null };
    return { entries: [], found: "damaged", sentence: damaged(path, "It could not be read.") };
  }
  const lines = text.split("\n");
  // Every line is written with its end in one go: what stands after the last end was cut off by a power failure.
  const torn = readLine(lines.pop() ?? "");
  const whole = lines.map(readLine);
  const entries = [...whole, torn].filter((entry) => entry !== null);
  const lost = whole.filter((entry) => entry === null).length;
  if (lost > 0) {
    const what = `${lost === 1 ? "One line" : `${lost} lines`} of it could not be read.`;
    return { entries, found: "damaged", sentence: damaged(path, what) };
  }
  return { entries, found: text === "" || text.endsWith("\n") ? "whole" : "mended", sentence: null };
}

function readLine(text: string): LogbookEntry | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** `before`: what the first new line must be kept apart by, from a torn one that could not be mended. */
function createLogbook(path: string, known: LogbookEntry[], before = ""): Logbook {
  let entries = known;
  let apart = before;
  let queue: Promise<void> = Promise.resolve();
  /** One after another, so that no line lands inside another one. */
  const inTurn = (work: () => Promise<void>) => {
    const mine = queue.then(work);
    queue = mine.catch(() => {});
    return mine;
  };
  return {
    entries: () => entries,
    append: (entry) =>
      inTurn(async () => {
        await appendLine(path, apart + JSON.stringify(entry));
        apart = "";
        entries = [...entries, entry];
      }),
    forgetBefore: (at) =>
      // deno-lint-ignore require-await
      inTurn(async () => {
        const kept = entries.filter((entry) => entry.at >= at);
        if (kept.length === entries.length) return;
        writeWhole(path, kept);
        entries = kept;
      }),
  };
}

/** On the disk when it resolves. A line that found no room is taken back, so that the next one begins where it should. */
async function appendLine(path: string, text: string): Promise<void> {
  using file = await Deno.open(path, { append: true, create: true, mode: 0o600 });
  const { size } = await file.stat();
  const bytes = new TextEncoder().encode(`${text}\n`);
  try {
    let written = 0;
    while (written < bytes.length) written += await file.write(bytes.subarray(written));
    await file.syncData();
  } catch (error) {
    await file.truncate(size).catch(() => {});
    throw error;
  }
  if (size === 0) syncFolder(path);
}

/** Written whole under another name, then renamed: a power cut leaves the old lines or the new ones. */
function writeWhole(path: string, entries: readonly LogbookEntry[]): void {
  const temporaryPath = `${path}.new`;
  {
    using file = Deno.openSync(temporaryPath, { write: true, create: true, truncate: true, mode: 0o600 });
    const bytes = new TextEncoder().encode(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    let written = 0;
    while (written < bytes.length) written += file.writeSync(bytes.subarray(written));
    file.syncSync();
  }
  Deno.renameSync(temporaryPath, path);
  syncFolder(path);
}

/** A name in a folder is on the disk only when the folder is. Not every system lets a folder be opened. */
function syncFolder(path: string): void {
  try {
    using folder = Deno.openSync(path.slice(0, path.lastIndexOf("/")) || "/");
    folder.syncSync();
  } catch { /* the next one will be */ }
}

function damaged(path: string, what: string): string {
  return `The logbook of payments, ${path}, is damaged. ${what} The till starts with what is left; ` +
    `the file as it was is kept as ${path}.damaged. Nothing is lost while the database is whole.`;
}

function unwritable(path: string): string {
  return `The logbook of payments, ${path}, cannot be written, so no Klarna link can be made. ` +
    "See that the folder has room and belongs to whoever runs the till, then start it again.";
}
