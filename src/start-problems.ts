import { FolderInUseError } from "../db/folder-lock.ts";
import { DamagedDatabaseError } from "../db/integrity.ts";
import { storageTroubleOf } from "../db/trouble.ts";
import { ConfigError } from "./config.ts";
import { AppError } from "./errors.ts";
import { KeyFileError } from "./security/key-file.ts";

/** What keeps a till from starting, for the person who starts it; null for a fault of ours. */
export function sentenceFor(error: unknown): string | null {
  if (OF_OURS.some((kind) => error instanceof kind)) return String(error instanceof Error ? error.message : error);
  if (error instanceof AppError && error.problem.kind === "sales_begun") {
    const { count } = error.problem;
    const sales = count === 1 ? "one sale is" : `${count} sales are`;
    return `TILLSIDE_KLARNA_URL leads to practice, but ${sales} begun with real money: paid in part, part of an exchange, or Klarna was asked to pay. Start with it as it was before, or without it, finish or cancel what is begun, then set it again.`;
  }
  if (error instanceof Deno.errors.AddrInUse) {
    return "A port is taken already: is Tillside running? If not, choose others with TILLSIDE_PORT and TILLSIDE_SIMULATOR_PORT.";
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return "This machine does not have the address in TILLSIDE_HOST. 0.0.0.0 listens at all it has.";
  }
  if (isAbout(error, NO_FOLDER)) {
    return "TILLSIDE_DATA does not name a folder that can be made and written to. Choose another one.";
  }
  const trouble = storageTroubleOf(error);
  if (trouble === "full" || isAbout(error, NO_ROOM)) {
    return "The disk that TILLSIDE_DATA is on is full. Make room on it, then start the till again; nothing is lost.";
  }
  if (trouble === "busy") {
    return "Another program holds the database in TILLSIDE_DATA, e.g. a backup. Start the till again once it is done.";
  }
  if (isAbout(error, DAMAGED)) {
    return "The database in TILLSIDE_DATA is damaged or no database of Tillside's. Put back a backup of it, and leave payments.log where it is; nothing was changed.";
  }
  return null;
}

/** Their messages are for people already. */
const OF_OURS = [ConfigError, KeyFileError, FolderInUseError, DamagedDatabaseError];
const NO_FOLDER = [
  "Not a directory",
  "File exists",
  "Permission denied",
  "Read-only file system",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
];
const NO_ROOM = ["No space left", "Disk quota exceeded"];
const DAMAGED = ["SQLITE_NOTADB", "SQLITE_CORRUPT"];

/** The system says it in its message, SQLite in a code. */
function isAbout(error: unknown, words: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  const said = `${error.message} ${"code" in error ? String(error.code) : ""}`;
  return words.some((word) => said.includes(word));
}
