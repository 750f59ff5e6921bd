import { formatId, ID_RANDOM_BYTES } from "../../src/domain/ids.ts";
import type { Role } from "../../src/domain/staff.ts";
import { formToken, hashToken, newSessionToken, shownCardToken } from "../../src/security/session-token.ts";
import { insertSession, openShift } from "../../src/store/staff.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { type Answer, Browser } from "../support/browser.ts";
import { ORIGIN } from "./life.ts";
import { nothing } from "./wire.ts";
import type { World } from "./world.ts";

export type Person = { id: string; name: string; role: Role };

/** What a form sends; a name that several boxes bear has a list of values. */
export type Fields = Record<string, string | readonly string[]>;

/** A form as it was sent, to be sent again. */
export type Sent = { path: string; fields: Fields; headers: Record<string, string> };

/** Somebody at a register, with a browser and a sale before them. */
export type Terminal = {
  name: string;
  person: Person;
  registerId: string;
  registerNumber: number;
  /** Null: signed out. */
  session: { cookie: string; formToken: string } | null;
  /** The sale on the screen; null: none yet. */
  saleId: string | null;
  /** Forms that were drawn or sent before, as they still stand in other tabs. */
  tabs: Sent[];
  /** Addresses that its browser would go back to. */
  pages: string[];
};

const MOST_TABS = 6;
const MOST_PAGES = 8;
const SESSION_LIVES_MS = 12 * 60 * 60_000;

/** Signs somebody in without their PIN: hashing has tests of its own and would take most of the time. */
export async function signIn(world: World, terminal: Terminal): Promise<void> {
  const { shop, chance, clock } = world;
  const token = newSessionToken(chance.steps);
  const now = clock.now();
  const place = { staffId: terminal.person.id, registerId: terminal.registerId };
  await inTransaction(shop.db, async (tx) => {
    const id = formatId("shf", now, chance.steps.bytes(ID_RANDOM_BYTES));
    const shiftId = await openShift(tx, { id, ...place, mode: shop.klarna.mode, openedAt: now });
    const life = { createdAt: now, seenAt: now, expiresAt: now + SESSION_LIVES_MS };
    await insertSession(tx, { tokenHash: hashToken(token), ...place, shiftId, ...life });
  });
  terminal.session = { cookie: `tillside=${token}`, formToken: formToken(hashToken(token), shop.keys) };
}

/** What the till would say to this terminal, had the number of a gift card been typed there just now. */
export async function showNumber(
  world: World,
  terminal: Terminal,
  card: { giftCardId: string; saleId: string },
): Promise<string> {
  if (terminal.session === null) await signIn(world, terminal);
  const token = (terminal.session?.cookie ?? "").replace(/^tillside=/, "");
  return shownCardToken({ ...card, tokenHash: hashToken(token) }, world.clock.now(), world.shop.keys);
}

/** Opens a page in this terminal's browser, redirects followed. Whoever is signed out signs in and is back there. */
export async function openPage(world: World, terminal: Terminal, path: string): Promise<Answer & { path: string }> {
  if (terminal.session === null) await signIn(world, terminal);
  let here = path;
  for (let hop = 0; hop < 8; hop++) {
    const answer = await send(world, terminal, "GET", here);
    if (answer.location === null) {
      terminal.pages = [here, ...terminal.pages].slice(0, MOST_PAGES);
      return { ...answer, path: here };
    }
    here = answer.location;
    if (!here.startsWith("/sign-in")) continue;
    await signIn(world, terminal);
    here = new URLSearchParams(here.split("?")[1]).get("next") ?? "/";
  }
  throw new Error(`${path} leads round in circles`);
}

/** Sends a form with a fresh action id, as the page that holds it would have been drawn just now. */
export async function pressForm(
  world: World,
  terminal: Terminal,
  path: string,
  fields: Fields = {},
): Promise<Answer & { sent: Sent }> {
  if (terminal.session === null) await signIn(world, terminal);
  const actionId = formatId("act", world.clock.now(), world.chance.steps.bytes(ID_RANDOM_BYTES));
  const headers: Record<string, string> = world.chance.steps.hits(250) ? { "hx-request": "true" } : {};
  const sent = { path, fields: { ...fields, actionId }, headers };
  terminal.tabs = [sent, ...terminal.tabs].slice(0, MOST_TABS);
  return { ...await resend(world, terminal, sent), sent };
}

/** Sends a form again as it stands, with whatever session there is now. */
export async function resend(world: World, terminal: Terminal, sent: Sent): Promise<Answer> {
  if (terminal.session === null) await signIn(world, terminal);
  const [, mailId] = /\/receipt-mails\/(mal_\w+)\/retry$/.exec(sent.path) ?? [];
  if (mailId !== undefined) world.sentAgain.set(mailId, (world.sentAgain.get(mailId) ?? 0) + 1);
  const fields = { ...sent.fields, formToken: terminal.session?.formToken ?? "" };
  const answer = await send(world, terminal, "POST", sent.path, fields, sent.headers);
  const isOut = answer.location?.startsWith("/sign-in") || answer.headers.get("hx-redirect")?.startsWith("/sign-in");
  if (isOut) terminal.session = null;
  return answer;
}

async function send(
  world: World,
  terminal: Terminal,
  method: string,
  path: string,
  fields?: Fields,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const life = world.life;
  const browser = new Browser(ORIGIN, (request) => life.app.fetch(request));
  const answer = await browser.send(method, path, fields && pairsOf(fields), {
    ...headers,
    cookie: terminal.session?.cookie ?? "",
  });
  // Whatever the dead process still does, nobody hears of it, and nobody goes on from there.
  if (life.isDead) return await nothing();
  if (answer.status >= 500 && answer.status !== 503 && !world.isDatabaseIll) {
    world.complain("no fault", `${method} ${path} was answered with ${answer.status}`);
  }
  return answer;
}

function pairsOf(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one])
  );
}
