/** What keeps a database from taking anything down now. */
export type StorageTrouble = "full" | "busy" | "unwritable";

/** What SQLite's error says of the disk it writes to; null for any other error. */
export function storageTroubleOf(error: unknown): StorageTrouble | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "SQLITE_FULL") return "full";
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "busy";
  return /^SQLITE_(IOERR|READONLY|CANTOPEN)/.test(code) ? "unwritable" : null;
}
