import { demoStaff } from "../db/demo-shop.ts";
import type { ShopRow } from "../db/schema.ts";
import { type Config, ConfigError } from "./config.ts";
import type { KlarnaCredentials } from "./klarna/gateway.ts";
import { modeOf } from "./klarna/markets.ts";
import type { Practice } from "./practice.ts";
import type { KlarnaFallback } from "./shop.ts";

/** What the data folder holds before anything is opened in it. */
export type Found = { hasDatabase: boolean; shop: Pick<ShopRow, "isDemo"> | null };

/** What the till opens: the demo shop, somebody's own, or one that is yet to be set up. */
export type Opening = { shop: "demo" | "own" | "set_up"; withSimulator: boolean };

/**
 * What these settings open in this folder. The demo shop, whose PINs everybody knows, is only ever made in a new
 * database and never beside a Klarna that moves money; books of somebody's own are never cleared. Throws ConfigError.
 */
export function planOpening(config: Config, { hasDatabase, shop }: Found): Opening {
  const { dataFolder, fresh, klarna } = config;
  const isLive = klarna.kind === "klarna" && modeOf(klarna.url) === "live";
  if (fresh && (klarna.kind === "klarna" || config.realShop || shop?.isDemo === 0)) {
    throw new ConfigError(["--fresh is only for practice: the books of a real shop must stay"]);
  }
  const isKept = shop !== null && !fresh;
  if (isKept && shop.isDemo === 1) {
    const elsewhere =
      `Set TILLSIDE_DATA to an empty folder; ${dataFolder} holds the demo shop, whose PINs everybody knows.`;
    if (config.realShop) throw new ConfigError([`--shop opens a shop of your own. ${elsewhere}`]);
    if (isLive) throw new ConfigError([`TILLSIDE_KLARNA_URL leads to a Klarna that moves money. ${elsewhere}`]);
  }
  if (isKept && shop.isDemo === 0) return { shop: "own", withSimulator: false };
  const isOwn = !isKept && (config.realShop || isLive || (hasDatabase && !fresh));
  return isOwn
    ? { shop: "set_up", withSimulator: false }
    : { shop: "demo", withSimulator: klarna.kind === "simulator" };
}

/** What connects the till to Klarna while its page holds nothing. */
export function fallbackOf({ klarna }: Config, practice: Practice | null): KlarnaFallback | null {
  if (klarna.kind === "klarna") {
    const { url, credentials } = klarna;
    return { source: "settings", mode: modeOf(url), place: url, url, credentials };
  }
  if (practice === null) return null;
  const credentials: KlarnaCredentials = practice.credentials;
  return { source: "simulator", mode: "practice", place: "simulator", url: practice.url, credentials };
}

/** What the person who started the till reads: where it is, and how to get in. */
export function greeting(opening: Opening, url: string, practice: Practice | null, setUpCode: string): string[] {
  const lines = [`\nTillside is open at ${url}`];
  if (opening.shop === "set_up") {
    return [
      ...lines,
      `There is no shop yet. Open ${url}/set-up and type this code: ${setUpCode}`,
      "The code works once, and every start prints a new one.\n",
    ];
  }
  if (practice === null) return lines;
  const people = ["cashier", "senior", "manager"].flatMap((role) => demoStaff.find((one) => one.role === role) ?? []);
  return [
    ...lines,
    `The customer's phone:  ${practice.phoneUrl}`,
    `Sign in as ${people.map(({ name, pin, role }) => `${name} (${role}) with PIN ${pin}`).join(", ")}.`,
    "This is practice: a simulator stands in for Klarna, and no money moves. Start with --fresh to begin anew,",
    "or with --shop, in an empty data folder, to open a shop of your own.\n",
  ];
}
