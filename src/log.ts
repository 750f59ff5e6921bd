import type { Clock } from "./clock.ts";

/** What happened, by name, with its details. Values under keys that look secret are masked at any depth. */
export type Log = {
  info(event: string, detail?: Record<string, unknown>): void;
  warn(event: string, detail?: Record<string, unknown>): void;
  error(event: string, detail?: Record<string, unknown>): void;
};

/**
 * One JSON line per event: `{ time, level, event, detail }`, the time as ISO 8601 in UTC.
 * It never throws: a till does not stop because a line could not be written.
 */
export function createLog(clock: Pick<Clock, "now">, write: (line: string) => void = writeToConsole): Log {
  const record = (level: string) => (event: string, detail?: Record<string, unknown>) => {
    try {
      write(toLine(clock, level, event, detail));
    } catch {
      // Nowhere is left to tell it.
    }
  };
  return { info: record("info"), warn: record("warn"), error: record("error") };
}

const maxDepth = 6;
const maxFields = 1_000;
const maxTextLength = 4_000;
const masked = "***";

function writeToConsole(line: string): void {
  console.log(line);
}

function toLine(clock: Pick<Clock, "now">, level: string, event: string, detail: unknown): string {
  const time = new Date(clock.now()).toISOString();
  try {
    return JSON.stringify({ time, level, event, detail: toPlain(detail, maxDepth, { left: maxFields }) });
  } catch (problem) {
    return JSON.stringify({ time, level, event, detail: { unreadable: String(problem) } });
  }
}

/** A copy that JSON can hold, with secrets masked and sizes limited; the limits also end a circle. */
function toPlain(value: unknown, depth: number, room: { left: number }): unknown {
  if (typeof value === "string") return shorten(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof URL || value instanceof Date) return String(value);
  const entries = value instanceof Error ? entriesOfError(value) : Object.entries(value);
  room.left -= entries.length;
  if (depth === 0 || room.left < 0) return "(left out)";
  const plain = entries.map(([key, inner]) => [key, isSecretKey(key) ? masked : toPlain(inner, depth - 1, room)]);
  return Array.isArray(value) ? plain.map(([, inner]) => inner) : Object.fromEntries(plain);
}

function shorten(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength)}…`;
}

/** An error hides its own fields from Object.entries. */
function entriesOfError(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  return [...Object.entries({ name, message, stack, cause }), ...Object.entries(error)];
}

/** "pin" counts only as a word of its own, or "shipping" and "mapping" would be masked. */
function isSecretKey(key: string): boolean {
  const words = key.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
  return /password|token|secret|authorization|cookie|pepper/i.test(key) || words.includes("pin") ||
    words.includes("pins");
}

/** A line for the person who started the till. */
export function say(line: string): void {
  console.log(line);
}
