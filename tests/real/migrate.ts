import Database from "better-sqlite3";
import { openDatabase } from "../../db/open.ts";

/**
 * Opens a database, which migrates it, and ends the process as kill -9 does right before the nth statement; without a number it goes to
 * the end and says how many there were.
 */
const [file = "", nth = "Infinity"] = Deno.args;
const { prepare } = Database.prototype;
let said = 0;
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  if (++said === Number(nth)) Deno.kill(Deno.pid, "SIGKILL");
  return prepare.call(this, sql);
} as typeof prepare;
await (await openDatabase(file)).close();
console.log(said);
