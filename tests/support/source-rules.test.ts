import { describe, expect, test } from "vitest";
import {
  ambientNames,
  anyTypes,
  focusedTests,
  idleQueries,
  longFunctions,
  talkInTransactions,
  unsafeMarkup,
} from "./source-rules.ts";
import { parseSource, type SourceFile } from "./source-tree.ts";

function source(text: string): SourceFile {
  return parseSource("src/planted.tsx", text);
}

describe("imports", () => {
  test("are seen in every form, with what is left of them when the program runs", () => {
    const { imports } = source(`
      import a from "./a.ts";
      import type { B } from "../b.ts";
      import { type C, type D } from "zod";
      import { type E, f } from "kysely";
      export { g } from "./g.ts";
      export type { H } from "./h.ts";
      export * from "./i.ts";
      const j = await import("./j.ts");
      type K = import("./k.ts").K;
      // import l from "./l.ts";
    `);
    expect(imports.map((one) => [one.path ?? one.specifier, one.isTypeOnly])).toEqual([
      ["src/a.ts", false],
      ["b.ts", true],
      ["zod", true],
      ["kysely", false],
      ["src/g.ts", false],
      ["src/h.ts", true],
      ["src/i.ts", false],
      ["src/j.ts", false],
      ["src/k.ts", true],
    ]);
  });
});

describe("longFunctions", () => {
  test("counts from the first line to the last, components and arrows too", () => {
    const text = "function a() {\n  return 1;\n}\nconst B = () =>\n  <p>\n    b\n  </p>;\n";
    expect(longFunctions(source(text), 3)).toEqual(["src/planted.tsx:4 is the start of a function of 4 lines"]);
    expect(longFunctions(source(text), 4)).toEqual([]);
  });

  test("leaves out the callback of a describe, and only that", () => {
    const text = 'describe.concurrent("a", () => {\n  test("b", () => {\n\n  });\n});';
    expect(longFunctions(source(text), 2)).toEqual(["src/planted.tsx:2 is the start of a function of 3 lines"]);
  });
});

test("anyTypes sees the type in every place and no word in a text", () => {
  expect(anyTypes(source("let a: any = b as any;\nfunction c<D = any[]>(): Map<string, any> {}"))).toHaveLength(4);
  expect(anyTypes(source('const any = "any"; // any\nlet a: unknown = any;'))).toEqual([]);
});

describe("ambientNames", () => {
  test.each([
    ["new Date()", "Date"],
    ["type A = { at: Date };", "Date"],
    ["a instanceof Date", "Date"],
    ["console.log(1)", "console"],
    ["await fetch(a)", "fetch"],
    ["const a = b ?? fetch;", "fetch"],
    ["start({ fetch })", "fetch"],
    ["start({ fetch: globalThis.fetch })", "fetch"],
    ["setTimeout(a, 1)", "setTimeout"],
    ["setInterval(a, 1)", "setInterval"],
    ['import { setTimeout as wait } from "node:timers/promises"', "setTimeout"],
    ["performance.now()", "performance"],
    ["Math.random()", "Math.random"],
    ["crypto.getRandomValues(a)", "crypto.getRandomValues"],
    ["crypto.randomUUID()", "crypto.randomUUID"],
    ['import { randomBytes } from "node:crypto"', "randomBytes"],
    ["Temporal.Now.instant()", "Temporal.Now"],
  ])("%s", (text, name) => {
    expect(ambientNames(source(text), [])).toEqual([`src/planted.tsx:1 uses ${name}`]);
    expect(ambientNames(source(text), [name])).toEqual([]);
  });

  test.each([
    "Deno.serve(app.fetch)",
    "type A = { fetch: typeof fetch };",
    "function create({ fetch }: { fetch: typeof globalThis.fetch }) { return fetch(url); }",
    "type Ask = (fetch: Ask) => void;",
    "const a = { Date: 1, console: 2 };",
    "const a = <p>Date</p>; // new Date()",
    "Math.floor(1); crypto.subtle; Temporal.Instant",
  ])("nothing in %s", (text) => {
    expect(ambientNames(source(text), [])).toEqual([]);
  });
});

describe("unsafeMarkup", () => {
  test.each([
    ['<p hx-on:click="a()" />', "uses hx-on:click"],
    ['<p {...{ "hx-on:htmx:after:swap": "a()" }} />', "uses hx-on:htmx:after:swap"],
    ["<p dangerouslySetInnerHTML={{ __html: a }} />", "uses dangerouslySetInnerHTML"],
    ['<p style="color: red" />', "uses style="],
    ["<p onclick={a} />", "uses onclick="],
    ['<p hx-trigger="click[ctrlKey]" />', "filters hx-trigger"],
    ["<p hx-trigger={`every ${a}s [open]`} />", "filters hx-trigger"],
    ['<p hx-vals="js:{a: b()}" />', "has a js: value"],
    ['<a href="javascript:a()" />', "has a js: value"],
    ["<script>{a}</script>", "has a <script> with a body"],
    ["<style>{a}</style>", "has a <style> with a body"],
    ["<p>{raw(a)}</p>", "calls raw()"],
    ['import { raw as safe } from "hono/html";', "imports raw"],
  ])("%s", (text, offence) => {
    expect(unsafeMarkup(source(text))).toEqual([`src/planted.tsx:1 ${offence}`]);
  });

  test.each([
    '<script src="/a.js" defer></script>',
    '<p hx-trigger="load, every 5s" hx-vals={JSON.stringify({ a: [1] })} />',
    '<Choice only="cash" style="short" />',
  ])("nothing in %s", (text) => {
    expect(unsafeMarkup(source(text))).toEqual([]);
  });
});

describe("talkInTransactions", () => {
  const said = (text: string) => talkInTransactions(source(text)).map((line) => line.replace(/^\S+ /, ""));

  test("sees it within the work of a transaction, however deep, and nowhere else", () => {
    expect(said("inTransaction(db, async (tx) => { if (tx) await askKlarna(shop, (g) => g.readOrder(1)); });")).toEqual(
      [
        "calls askKlarna in a transaction",
      ],
    );
    expect(said("once(shop, action, (tx) => all.map((id) => checkPayment(shop, id)))")).toHaveLength(1);
    expect(said("await askKlarna(shop); await inTransaction(db, (tx) => write(tx)); await checkPayment(shop, id);"))
      .toEqual([]);
    expect(said("await inTransaction(db, work(await checkPayment(shop, id)))")).toEqual([]);
  });
});

describe("idleQueries", () => {
  test.each([
    ['await db.deleteFrom("sale")', "awaits a query without execute"],
    ['await tx.updateTable("sale").set(a).where("id", "=", b)', "awaits a query without execute"],
    ['const query = db.selectFrom("sale").selectAll();\nawait query', "awaits a query without execute"],
    ['await Promise.all([db.deleteFrom("sale")])', "awaits a query without execute"],
    ["await sql`pragma optimize`", "awaits a query without execute"],
    ['db.deleteFrom("sale").execute();', "does not await its query"],
  ])("%s", (text, offence) => {
    expect(idleQueries(source(text)).map((line) => line.replace(/^\S+ /, ""))).toEqual([offence]);
  });

  test.each([
    'await db.deleteFrom("sale").execute()',
    'const query = db.selectFrom("sale").selectAll();\nawait query.executeTakeFirst()',
    'return db.selectFrom("sale").selectAll().execute()',
    "await sql`pragma optimize`.execute(db)",
    "await db.transaction().execute(work)",
  ])("nothing in %s", (text) => {
    expect(idleQueries(source(`async () => { ${text} }`))).toEqual([]);
  });
});

test("focusedTests sees tests left out, in every form, and no other use of the words", () => {
  const text =
    "test.only(a);\ndescribe.skip(b);\nit.concurrent.only(c);\ntest.skipIf(d)(e);\nrows.skip(1);\ntest.each([])(f);";
  expect(focusedTests(source(text)).map((line) => line.replace(/^\S+ /, ""))).toEqual([
    "says .only",
    "says .skip",
    "says .only",
    "says .skipIf",
  ]);
});
