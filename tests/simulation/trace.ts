import { createHash } from "node:crypto";

/** What happened in one history, line by line, in words short enough to read. */
export type Trace = {
  add(line: string): void;
  lines(): readonly string[];
  /** One word for all of it: two runs that differ anywhere have different ones. */
  hash(more: string): string;
};

export function createTrace(): Trace {
  const lines: string[] = [];
  return {
    add: (line) => void lines.push(line),
    lines: () => lines,
    hash: (more) => createHash("sha256").update(lines.join("\n")).update(more).digest("hex").slice(0, 16),
  };
}

/** The short name of an id: the kind, and its last letters. */
export function short(id: string | null | undefined): string {
  return id ? `${id.slice(0, 3)}~${id.slice(-4)}` : "nobody";
}
