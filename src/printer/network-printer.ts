import type { Clock } from "../clock.ts";
import type { PrinterPlace, PrintJob, PrintOutcome, ReceiptPrinter } from "../domain/receipt.ts";
import { encodeDrawerPulse, encodeReceipt } from "./esc-pos.ts";

export type NetworkPrinterOptions = {
  clock: Pick<Clock, "wait">;
  /** Throws while a database transaction is open. */
  assertNoTransaction: () => void;
  /** For the whole of it: connecting, asking how the printer is, printing, and hearing that it was printed. */
  timeoutMs?: number;
  /** How long a printer is waited for that says nothing: many never do. */
  quietMs?: number;
};

/**
 * Receipt printers on the shop's network: raw ESC/POS over TCP, one try, one connection at a time for each printer.
 * Before anything is printed the printer is asked how it is, and after it whether it is through; what it does not say
 * is not known.
 */
export function createNetworkPrinter(options: NetworkPrinterOptions): ReceiptPrinter {
  const turns = new Map<string, Promise<unknown>>();
  return {
    print(place, job) {
      options.assertNoTransaction();
      const key = `${place.host} ${place.port}`;
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => tryInTime(options, place, job));
      turns.set(key, turn);
      return turn.finally(() => {
        if (turns.get(key) === turn) turns.delete(key);
      });
    },
  };
}

const DEFAULT_TIMEOUT_MS = 5_000;
const DEFAULT_QUIET_MS = 1_000;

/** DLE EOT 2: what keeps the printer from printing, answered at once, whatever is still to be printed. */
const ASK_FOR_TROUBLE = new Uint8Array([0x10, 0x04, 0x02]);
const COVER_OPEN = 0b0000_0100;
const PAPER_END = 0b0010_0000;
/** Two bits of each such answer are always set, and two never. */
const ANSWER_MASK = 0b1001_0011;
const ANSWER_MARK = 0b0001_0010;
/** GS r 1: answered when everything sent before has been worked through. */
const ASK_WHEN_THROUGH = new Uint8Array([0x1d, 0x72, 0x01]);

const FAILED: PrintOutcome = { state: "failed", code: "unreachable" };
const NOT_KNOWN: PrintOutcome = { state: "unknown", code: "silent" };

type Progress = { isSent: boolean; connection: Deno.TcpConn | null; isOver: boolean };

async function tryInTime(options: NetworkPrinterOptions, place: PrinterPlace, job: PrintJob): Promise<PrintOutcome> {
  const progress: Progress = { isSent: false, connection: null, isOver: false };
  const timer = new AbortController();
  const afterTrouble = (): PrintOutcome => progress.isSent ? NOT_KNOWN : FAILED;
  const timeUp = options.clock.wait(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, timer.signal).then(afterTrouble);
  const outcome = await Promise.race([printOn(options, place, job, progress).catch(afterTrouble), timeUp]);
  timer.abort();
  progress.isOver = true;
  hangUp(progress.connection);
  return outcome;
}

async function printOn(
  { clock, quietMs = DEFAULT_QUIET_MS }: NetworkPrinterOptions,
  { host, port }: PrinterPlace,
  job: PrintJob,
  progress: Progress,
): Promise<PrintOutcome> {
  const connection = await Deno.connect({ hostname: host, port, transport: "tcp" });
  // The time was up before somebody answered: nothing may be printed any more.
  if (progress.isOver) {
    hangUp(connection);
    return FAILED;
  }
  progress.connection = connection;
  const answers = createAnswers(connection, clock);
  await write(connection, ASK_FOR_TROUBLE);
  const trouble = await answers.next(quietMs);
  const isAnswer = trouble !== null && (trouble & ANSWER_MASK) === ANSWER_MARK;
  // A drawer opens without paper, too.
  if (isAnswer && job.kind === "receipt") {
    if (trouble & COVER_OPEN) return { state: "failed", code: "cover_open" };
    if (trouble & PAPER_END) return { state: "failed", code: "no_paper" };
  }
  const bytes = job.kind === "drawer" ? encodeDrawerPulse() : encodeReceipt(job.doc, job.paper);
  if (progress.isOver) return FAILED;
  progress.isSent = true;
  await write(connection, bytes);
  if (!isAnswer) return NOT_KNOWN;
  await write(connection, ASK_WHEN_THROUGH);
  return await answers.next(null) === null ? NOT_KNOWN : { state: "done", code: null };
}

/** The printer's bytes, one after the other; null: none came in time, or the line was closed. */
function createAnswers(connection: Deno.TcpConn, clock: Pick<Clock, "wait">) {
  let pending: Promise<number | null> | null = null;
  const read = async () => {
    const buffer = new Uint8Array(1);
    return await connection.read(buffer) === null ? null : buffer[0] ?? null;
  };
  return {
    async next(withinMs: number | null): Promise<number | null> {
      pending ??= read().catch(() => null);
      const timer = new AbortController();
      const answer = withinMs === null
        ? await pending
        : await Promise.race([pending, clock.wait(withinMs, timer.signal).then(() => undefined)]);
      timer.abort();
      if (answer === undefined) return null;
      pending = null;
      return answer;
    },
  };
}

async function write(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

function hangUp(connection: Deno.TcpConn | null): void {
  try {
    connection?.close();
  } catch {
    // It is closed already.
  }
}
