import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { FolderInUseError } from "../db/folder-lock.ts";
import { openDatabase } from "../db/open.ts";
import { sentenceFor } from "../src/start-problems.ts";

async function failureOf(deed: () => unknown): Promise<unknown> {
  try {
    await deed();
  } catch (error) {
    return error;
  }
  throw new Error("nothing failed");
}

test("a port that is taken, an address this machine does not have, and another till are each said in words", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const taken = await failureOf(() => Deno.listen({ hostname: "127.0.0.1", port }));
  listener.close();
  expect(sentenceFor(taken)).toContain("A port is taken already");
  const strange = await failureOf(() => Deno.listen({ hostname: "203.0.113.1", port: 0 }));
  expect(sentenceFor(strange)).toContain("TILLSIDE_HOST");
  expect(sentenceFor(new FolderInUseError("Another till is running"))).toBe("Another till is running");
});

test("a data folder that is a file, and a database that is none, are each said in words", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tillside-start-" });
  const file = `${folder}/till.sqlite`;
  await Deno.writeTextFile(file, "no database at all, but long enough to be taken for one".repeat(100));
  expect(sentenceFor(await failureOf(() => openDatabase(file)))).toContain("is damaged");
  expect(sentenceFor(await failureOf(() => Deno.mkdirSync(`${file}/data`, { recursive: true })))).toContain(
    "TILLSIDE_DATA",
  );
  await Deno.remove(folder, { recursive: true });
});

test("a full disk, and a database that another program holds, are each said in words", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tillside-start-" });
  const full = new Database(`${folder}/full.sqlite`);
  full.exec("create table t (x)");
  full.pragma("max_page_count = 1");
  expect(sentenceFor(await failureOf(() => full.exec("insert into t values (zeroblob(100000))")))).toContain("is full");
  full.close();
  expect(sentenceFor(new Error("No space left on device (os error 28)"))).toContain("is full");
  const holder = new Database(`${folder}/held.sqlite`);
  holder.exec("create table t (x); begin exclusive");
  const waiting = new Database(`${folder}/held.sqlite`, { timeout: 0 });
  expect(sentenceFor(await failureOf(() => waiting.exec("insert into t values (1)")))).toContain("Another program");
  waiting.close();
  holder.close();
  await Deno.remove(folder, { recursive: true });
});

test("a fault of ours is no sentence for the shop: it is shown whole", () => {
  expect(sentenceFor(new TypeError("x is not a function"))).toBeNull();
});
