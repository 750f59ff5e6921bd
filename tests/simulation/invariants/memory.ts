import type { Books } from "../books.ts";
import type { Witness } from "./seen.ts";

/** The books that only ever grow, row by row as they were first seen. */
const APPEND_ONLY = [
  "journals",
  "entries",
  "events",
  "cardEntries",
  "returns",
  "returnLines",
  "paybacks",
  "drawerEntries",
  "zReports",
  "carried",
] as const;

/** M7: the ledger and a payment's history are append-only. Each row is remembered when it is new, and held against it. */
export function createMemory() {
  const seen: Record<(typeof APPEND_ONLY)[number], string[]> = {
    journals: [],
    entries: [],
    events: [],
    cardEntries: [],
    returns: [],
    returnLines: [],
    paybacks: [],
    drawerEntries: [],
    zReports: [],
    carried: [],
  };
  return {
    /** Notes what is new; says what has gone. */
    note(world: Pick<Witness, "complain">, books: Books): void {
      for (const name of APPEND_ONLY) {
        const known = seen[name];
        if (books[name].length < known.length) world.complain("M7", `rows of ${name} are gone`);
        for (const row of books[name].slice(known.length)) known.push(JSON.stringify(row));
      }
    },
    /** At the end, every row as it was first seen. */
    compare(world: Pick<Witness, "complain">, books: Books): void {
      for (const name of APPEND_ONLY) {
        const changed = books[name].filter((row, index) => JSON.stringify(row) !== seen[name][index]);
        if (changed.length > 0) world.complain("M7", `${changed.length} rows of ${name} were changed`);
      }
    },
  };
}
