import type { Logbook, LogbookEntry } from "../../src/domain/logbook.ts";

/** A logbook that outlives the database of a test, with what must hold before a line is there. */
export type MemoryLogbook = Logbook & {
  lines: LogbookEntry[];
  /** Runs before a line is written; what it throws is the disk's answer. */
  before: ((entry: LogbookEntry) => Promise<void>) | null;
};

export function createMemoryLogbook(lines: LogbookEntry[] = []): MemoryLogbook {
  const logbook: MemoryLogbook = {
    lines: [...lines],
    before: null,
    entries: () => logbook.lines,
    async append(entry) {
      await logbook.before?.(entry);
      logbook.lines.push(entry);
    },
    forgetBefore(at) {
      logbook.lines = logbook.lines.filter((entry) => entry.at >= at);
      return Promise.resolve();
    },
  };
  return logbook;
}
