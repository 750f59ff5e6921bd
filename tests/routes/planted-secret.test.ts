import { Buffer } from "node:buffer";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectAtStart } from "../../src/operations/klarna-connection.ts";
import type { Answer, Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { freshIds, getRoutes, pathOf, post, ringUp } from "./scene.ts";

const PAGE = "/settings/klarna";
const PASSWORD = "planted-Pa55word<&>";
const API_KEY = "klarna_live_api_planted-key-0123456789";
const USERNAME = "PK_planted";

/** Every way in which the planted secrets could turn up. */
const TRACES = [PASSWORD, API_KEY].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  Buffer.from(secret).toString("base64").slice(0, -4),
  Buffer.from(secret).toString("base64url").slice(0, -4),
]).concat(Buffer.from(`${USERNAME}:${PASSWORD}`).toString("base64").slice(0, -4));

let till: TestTill;
let nia: Browser;
/** Everything the till has answered. */
let answers: string[];
/** What the line to Klarna does: null hands on to the simulator. */
let line: ((request: Request) => Promise<Response>) | null;

beforeEach(async () => {
  answers = [];
  line = null;
  ({ till, nia } = await openRealShop({
    callbackUrl: "https://calls.example",
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      return line ? await line(request) : await till.simulator.app.fetch(request);
    },
  }));
});

afterEach(() => till.close());

function keep(answer: Answer): Answer {
  answers.push(`${answer.text}\n${JSON.stringify([...answer.headers])}`);
  return answer;
}

async function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  keep(await post(nia, path, fields, headers));
}

async function openEverything(): Promise<void> {
  const saleId = await ringUp(till, nia);
  for (const route of getRoutes().filter((one) => !/live|assets/.test(one))) {
    keep(await nia.send("GET", pathOf(route, { saleId })));
  }
}

/** The bytes of the database and of all that lies beside it, and every row as text. */
async function database(): Promise<string[]> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`
    .execute(till.shop.db.read);
  const file = rows[0]?.file ?? "";
  const folder = file.slice(0, file.lastIndexOf("/"));
  const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
  expect(names).toEqual(expect.arrayContaining(["till.sqlite", "till.sqlite-wal", "keys.json"]));
  return names.map((name) => Buffer.from(Deno.readFileSync(`${folder}/${name}`)).toString("latin1"));
}

async function expectNoTrace(): Promise<void> {
  const places = { pages: answers, log: till.lines, files: await database() };
  for (const [place, texts] of Object.entries(places)) {
    expect(texts.length).toBeGreaterThan(0);
    const found = TRACES.filter((trace) => texts.some((text) => text.includes(trace)));
    expect([place, found]).toEqual([place, []]);
  }
}

const PAIR = { ...PLAYGROUND, username: USERNAME, password: PASSWORD };
const KEY = { ...PLAYGROUND, username: "", password: "", apiKey: API_KEY };

test("a planted password and a planted key are found in no page, no log line and no byte of the data folder", async () => {
  await addTent(till);
  for (const fields of [PAIR, KEY]) {
    for (const path of [`${PAGE}/test`, PAGE]) {
      await send(path, { ...fields, region: "moon", address: "https://elsewhere.example" });
      await send(path, { ...fields, apiKey: API_KEY });
      await send(path, fields);
      await send(path, fields, { "hx-request": "true", "hx-request-type": "partial" });
      await send(path, { ...fields, formToken: "wrong" });
      await send(path, { ...fields, actionId: "wrong" });
      await send(path, { ...fields, username: "x".repeat(600) });
      await send(path, fields, { origin: "https://evil.example" });
    }
    expect(till.shop.klarna.state).toBe("refused");
    await openEverything();
    await till.runner.drain();
    await connectAtStart(till.shop);
  }
  await send(`${PAGE}/callback-test`, {});
  await send(`${PAGE}/removal`, {});
  await openEverything();
  await expectNoTrace();
});

test("nor when the line to Klarna breaks, answers strangely, or the till has a fault of its own", async () => {
  const strange: ((request: Request) => Promise<Response>)[] = [
    () => Promise.reject(new TypeError("client error (Connect)")),
    () => Promise.resolve(new Response("<html>guest network</html>", { status: 200 })),
    () => Promise.resolve(new Response("", { status: 302, headers: { location: "https://elsewhere.example" } })),
    () =>
      Promise.resolve(
        Response.json({ error_code: "BAD_VALUE", error_messages: ["Bad value: locale"] }, { status: 400 }),
      ),
    () => Promise.reject(new Error("no error that anybody expects")),
  ];
  for (const answer of strange) {
    line = answer;
    for (const fields of [PAIR, KEY]) {
      await send(`${PAGE}/test`, fields);
      await send(PAGE, fields);
    }
  }
  line = null;
  till.shop.openGateway = () => {
    throw new Error("a fault of ours");
  };
  for (const fields of [PAIR, KEY]) for (const path of [PAGE, `${PAGE}/test`]) await send(path, fields);
  expect(till.lines.filter((one) => one.includes('"fault"'))).toHaveLength(4);
  await expectNoTrace();
});

test("nor in the memory of a form that is sent twice, or sent again with other content", async () => {
  const sent = { ...PAIR, ...await freshIds(nia) };
  for (const fields of [sent, sent, { ...sent, password: `${PASSWORD}2` }]) keep(await nia.send("POST", PAGE, fields));
  expect(answers.at(-1)).toContain("This form was already used for something else.");
  await expectNoTrace();
});

test("the search does find what is not hidden", async () => {
  till.shop.log.info("told", { said: PASSWORD });
  await expect(expectNoTrace()).rejects.toThrow();
});
