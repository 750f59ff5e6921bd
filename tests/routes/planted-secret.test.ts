import { Buffer } from "node:buffer";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { fallbackOf } from "../../src/opening.ts";
import { connectAtStart } from "../../src/operations/klarna-connection.ts";
import { createOwnRoutes } from "../../src/own-routes.ts";
import type { Answer, Browser } from "../support/browser.ts";
import { addTent, openRealShop, PLAYGROUND } from "../support/real-shop.ts";
import type { TestTill } from "../support/test-till.ts";
import { freshIds, getRoutes, pathOf, post, ringUp } from "./scene.ts";

const PAGE = "/settings/klarna";
const PASSWORD = "planted-Pa55word<&>";
const API_KEY = "klarna_live_api_planted-key-0123456789";
const USERNAME = "PK_planted";
const SMS_TOKEN = "AC_planted:sms-token_0123456789";
const SMTP_PASSWORD = "planted-smtp-0123456789";

/** Every way in which the planted secrets could turn up. */
const TRACES = [PASSWORD, API_KEY, SMS_TOKEN, "sms-token_0123456789", SMTP_PASSWORD].flatMap((secret) => [
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

async function openEverything(paymentId = "missing"): Promise<void> {
  const saleId = await ringUp(till, nia);
  for (const route of getRoutes().filter((one) => !/live|assets/.test(one))) {
    keep(await nia.send("GET", pathOf(route, { saleId, paymentId })));
  }
}

/** A tent sold to Sam by Klarna, as far as Klarna lets it come; the payment's id. */
async function pay(): Promise<string> {
  const saleId = await ringUp(till, nia);
  const sam = { givenName: "Sam", familyName: "Karim", phone: "+447755564318", email: "sam@example.com" };
  const { location } = keep(await post(nia, `/sales/${saleId}/customers`, { ...sam, country: "GB", then: "klarna" }));
  await till.runner.drain();
  return /pay_\w+/.exec(location ?? "")?.[0] ?? "none";
}

/** The bytes of the database, of a backup of it, and of all that lies beside it. */
async function database(): Promise<string[]> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`
    .execute(till.shop.db.read);
  const file = rows[0]?.file ?? "";
  const folder = file.slice(0, file.lastIndexOf("/"));
  await sql`vacuum into ${`${folder}/backup-${answers.length}.sqlite`}`.execute(till.shop.db.write);
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

/** Somebody on the line who repeats what the request said of who asks, in every field that a refusal has. */
const ECHOES: ((heard: Heard, status: number) => Response)[] = [
  ({ token, all }, status) =>
    Response.json({ error_code: token, error_messages: all, correlation_id: token }, { status }),
  ({ token, secret }, status) =>
    Response.json({ error_code: secret }, { status, headers: { "klarna-correlation-id": token } }),
  ({ token, all }, status) =>
    Response.json({ error_message: all.join("\u0000"), correlation_id: `of-${token}` }, { status }),
];

/** The header as it came, its token, and what a curious proxy makes of it. */
type Heard = { token: string; secret: string; all: string[] };

function heardIn(request: Request): Heard {
  const header = request.headers.get("authorization") ?? "";
  const token = header.replace("Basic ", "");
  if (token === API_KEY) return { token, secret: token, all: [header, `not ${token}!`] };
  const pair = Buffer.from(token, "base64").toString();
  const secret = pair.replace(`${USERNAME}:`, "");
  return { token, secret, all: [header, `not ${token}!`, pair, `Bad value: ${secret}`] };
}

/** Answers in each of these ways in turn, as a refusal and as wrong credentials, while the deed is done. */
async function withEchoes(deed: () => Promise<void>): Promise<void> {
  for (const status of [400, 401]) {
    for (const echo of ECHOES) {
      line = (request) => Promise.resolve(echo(heardIn(request), status));
      await deed();
      // Klarna takes no more than five new sessions a second.
      till.clock.advance(1_000);
    }
  }
  line = null;
}

test("nor when whoever answers in Klarna's place repeats what it heard", async () => {
  await addTent(till);
  for (const fields of [PAIR, KEY]) {
    let paymentId = "";
    await withEchoes(async () => {
      await send(PAGE, fields);
      await send(`${PAGE}/test`, fields);
      paymentId = await pay();
    });
    const { status } = await till.shop.db.read.selectFrom("payment").select("status").where("id", "=", paymentId)
      .executeTakeFirstOrThrow();
    expect(status).toBe("rejected");
    await openEverything(paymentId);
  }
  await expectNoTrace();
});

/** The same as a success: in every id and address that is kept of one. */
const MADE: ((heard: Heard) => Response)[] = [
  ({ token }) => Response.json({ session_id: token, redirect_url: "https://pay.example/1" }),
  ({ secret }) => Response.json({ session_id: `of-${secret}`, redirect_url: null }),
  ({ token }) => Response.json({ session_id: "s-1", redirect_url: `https://pay.example/${token}` }),
  ({ secret }) =>
    Response.json({ session_id: "s-1", qr_code_url: `https://pay.example/${encodeURIComponent(secret)}` }),
];

test.each([["a pair", PAIR], ["a key", KEY]])(
  "nor when they repeat it in what they say was made: %s",
  async (_, fields) => {
    await addTent(till);
    line = async (request) => await till.simulator.app.fetch(asKnown(request));
    expect((await post(nia, PAGE, fields)).status).toBe(303);
    let paymentId = "";
    for (const made of MADE) {
      line = (request) => Promise.resolve(made(heardIn(request)));
      await send(`${PAGE}/test`, fields);
      paymentId = await pay();
      till.clock.advance(1_000);
    }
    await openEverything(paymentId);
    await expectNoTrace();
  },
);

const SETTINGS = {
  TILLSIDE_KLARNA_URL: "https://api.playground.klarna.com",
  TILLSIDE_SMTP_URL_FILE: "/run/smtp",
  TILLSIDE_MAIL_FROM: "till@moss.example",
  TILLSIDE_SMS_URL: "https://sms.example/send",
  TILLSIDE_SMS_TOKEN: SMS_TOKEN,
  TILLSIDE_SMS_FROM: "Moss",
};
const FILES: Record<string, string> = {
  "/run/smtp": `smtp://till:${SMTP_PASSWORD}@127.0.0.1:1\n`,
  "/run/password": `${PASSWORD}\n`,
};

test.each([
  ["the pair", { TILLSIDE_KLARNA_USERNAME: USERNAME, TILLSIDE_KLARNA_PASSWORD_FILE: "/run/password" }],
  ["the key", { TILLSIDE_KLARNA_API_KEY: API_KEY }],
])("nor when %s and those of our own routes come from the settings", async (_, credentials) => {
  await addTent(till);
  const config = readConfig({ ...SETTINGS, ...credentials }, (path) => FILES[path] ?? "", []);
  let texts = 0;
  /** A provider of texts that repeats its token for a name of the message, or for a code. */
  const provider = () => {
    texts += 1;
    const heard = [SMS_TOKEN, "sms-token_0123456789", "of-sms-token_0123456789"][texts % 3];
    return Promise.resolve(Response.json({ id: heard, code: heard }, { status: texts % 2 === 0 ? 200 : 400 }));
  };
  till.shop.ownRoutes = createOwnRoutes(config, { clock: till.clock, fetch: provider }).ownRoutes;
  till.shop.klarnaFallback = fallbackOf(config, null);
  await connectAtStart(till.shop);
  expect(till.shop.klarna.source).toBe("settings");
  await withEchoes(async () => {
    await pay();
  });
  // Klarna itself is asked by the simulator's own name, so that there is a link to send.
  line = async (request) => await till.simulator.app.fetch(asKnown(request));
  let paymentId = "";
  for (let payments = 0; payments < 3; payments++) {
    paymentId = await pay();
    for (let messages = 0; messages < 2; messages++) {
      for (const channel of ["own_sms", "own_mail"]) await send(`/payments/${paymentId}/sendings`, { channel });
      till.clock.advance(21_000);
    }
  }
  await openEverything(paymentId);
  expect(texts).toBeGreaterThan(4);
  await expectNoTrace();
});

function asKnown(request: Request): Request {
  const known = new Request(request);
  known.headers.set("authorization", `Basic ${btoa("practice:practice")}`);
  return known;
}

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
