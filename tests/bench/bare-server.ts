/**
 * The least that a server of this stack does for a request: hono, better-sqlite3 and prepared statements, nothing of ours.
 * What the till's requests cost is told as a multiple of it. Arguments: a folder for its file. Prints its address.
 */
import Database from "better-sqlite3";
import { Hono } from "hono";

const [folder = "."] = Deno.args;
const ROWS = 10_000;

const database = new Database(`${folder}/bare.sqlite`);
for (const pragma of ["journal_mode = WAL", "synchronous = FULL"]) database.pragma(pragma);
database.exec(
  `create table "note" ("id" integer primary key, "key" text not null unique, "words" text not null) strict`,
);
database.exec(`with recursive "number" ("n") as (select 1 union all select "n" + 1 from "number" where "n" < ${ROWS})
  insert into "note" ("key", "words") select 'key-' || "n", 'Words of note ' || "n" from "number"`);
const find = database.prepare<[string], { key: string; words: string }>(`select * from "note" where "key" = ?`);
const add = database.prepare<[string, string]>(`insert into "note" ("key", "words") values (?, ?)`);

const app = new Hono()
  .get("/notes/:key", (c) => {
    const note = find.get(c.req.param("key"));
    if (!note) return c.notFound();
    return c.html(`<section id="note"><h2>${note.key}</h2><p>${note.words}</p></section>`);
  })
  .post("/notes", async (c) => {
    const { key, words } = await c.req.parseBody();
    add.run(String(key), String(words));
    return c.html(`<section id="note"><h2>${key}</h2><p>${words}</p></section>`);
  });

Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(`http://127.0.0.1:${port}`) },
  app.fetch,
);
