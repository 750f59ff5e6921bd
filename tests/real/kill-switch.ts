import Database from "better-sqlite3";
import { KILL_FILE, type KillAt } from "./kill-at.ts";

/**
 * Loaded into a till before it starts (`deno run --preload`): ends the process, as kill -9 does, at the very moment that a
 * file in its data folder names. Without that file the till is as it always is; nothing in the program knows of this.
 */
const file = `${Deno.env.get("TILLSIDE_DATA")}/${KILL_FILE}`;
const { prepare } = Database.prototype;
const { fetch } = globalThis;
/** What the open transaction has said so far. */
let said: string[] = [];

// A statement is compiled once and runs many times: what it says is noted as it runs.
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  for (const way of ["run", "all"] as const) {
    const execute = statement[way] as (...params: [object]) => object;
    Object.assign(statement, { [way]: (...params: [object]) => note(sql, () => execute.apply(statement, params)) });
  }
  return statement;
} as typeof prepare;

function note(sql: string, execute: () => object): object {
  if (sql.startsWith("begin")) said = [];
  if (sql !== "commit") {
    said.push(sql);
    return execute();
  }
  const all = said.join("\n");
  dieIf("committing", all);
  const result = execute();
  dieIf("committed", all);
  return result;
}

globalThis.fetch = async (input, init) => {
  const about = `${init?.method ?? "GET"} ${new URL(String(input)).pathname}`;
  dieIf("asking", about);
  const answer = await fetch(input, init);
  const body = await answer.arrayBuffer();
  dieIf("answered", about);
  const { status, headers } = answer;
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
};

function dieIf(moment: KillAt["moment"], about: string): void {
  const wanted = readFile();
  if (wanted?.moment === moment && new RegExp(wanted.about).test(about)) Deno.kill(Deno.pid, "SIGKILL");
}

function readFile(): KillAt | null {
  try {
    return JSON.parse(Deno.readTextFileSync(file));
  } catch {
    return null;
  }
}
