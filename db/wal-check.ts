import { readFileSync } from "node:fs";

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The same number written in two byte orders says which one the sums use. */
const LITTLE_ENDIAN = 0x377f0682;
const BIG_ENDIAN = 0x377f0683;

/**
 * Whether SQLite's write-ahead log holds transactions that it will silently leave out: it reads up to the first frame whose
 * sum is wrong, for that is what a power cut leaves of the last transaction, and takes the rest for never written. Where
 * whole transactions stand behind such a frame, it was no power cut: each was on the disk before the next one began.
 * What was cut off the end leaves no trace and cannot be seen here.
 */
export function hidesTransactions(file: string): boolean {
  const bytes = readOrNone(file);
  if (bytes.byteLength <= HEADER_BYTES + FRAME_HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const pageBytes = view.getUint32(8);
  if (magic !== LITTLE_ENDIAN && magic !== BIG_ENDIAN) return true;
  const isLittle = magic === LITTLE_ENDIAN;
  const start = sum(view, isLittle, 0, HEADER_BYTES - 8, { a: 0, b: 0 });
  if (!isSumAt(view, HEADER_BYTES - 8, start)) return true;
  return commitsBehindBreak(view, { isLittle, pageBytes, start }) > 1;
}

type Sum = { a: number; b: number };

/** How many transactions end behind the first frame that does not add up, that frame's own included. */
function commitsBehindBreak(view: DataView, log: { isLittle: boolean; pageBytes: number; start: Sum }): number {
  const frameBytes = FRAME_HEADER_BYTES + log.pageBytes;
  let running = log.start;
  let isBroken = false;
  let commits = 0;
  for (let at = HEADER_BYTES; at + frameBytes <= view.byteLength; at += frameBytes) {
    const isOfThisLog = view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
    const isBehind = isBroken;
    if (!isBroken) {
      const head = sum(view, log.isLittle, at, 8, running);
      running = sum(view, log.isLittle, at + FRAME_HEADER_BYTES, log.pageBytes, head);
      isBroken = !isOfThisLog || !isSumAt(view, at + 16, running);
    }
    // What follows an ordinary end is of an older log; of the broken frame itself even that may be what is broken.
    const counts = isBehind ? isOfThisLog : isBroken;
    if (counts && view.getUint32(at + 4) !== 0) commits++;
  }
  return commits;
}

/** SQLite's own sum, which runs on from frame to frame. */
function sum(view: DataView, isLittle: boolean, from: number, bytes: number, { a, b }: Sum): Sum {
  for (let at = from; at < from + bytes; at += 8) {
    a = (a + view.getUint32(at, isLittle) + b) | 0;
    b = (b + view.getUint32(at + 4, isLittle) + a) | 0;
  }
  return { a: a >>> 0, b: b >>> 0 };
}

function isSumAt(view: DataView, at: number, { a, b }: Sum): boolean {
  return view.getUint32(at) === a && view.getUint32(at + 4) === b;
}

function readOrNone(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
