import type { Tx } from "../../db/open.ts";
import type { KlarnaAccountRow } from "../../db/schema.ts";
import type { CredentialKind, KlarnaEnvironment, KlarnaRegion } from "../domain/klarna-place.ts";
import { AppError } from "../errors.ts";
import type { KlarnaCredentials } from "../klarna/gateway.ts";
import { modeOf } from "../klarna/markets.ts";
import { seal, unseal } from "../security/sealed.ts";
import { type KlarnaConnection, newId, type Shop } from "../shop.ts";
import {
  countOpenPaymentsOf,
  currentAccount,
  followMode,
  keepKlarnaAccount,
  makeCurrent,
  removeCurrent,
} from "../store/klarna-accounts.ts";
import { findShop } from "../store/shop.ts";
import { type AfterCommit, inTransaction } from "../store/transaction.ts";
import { type Action, once } from "./once.ts";

/** Where an account is, as chosen on the page; `region` is null for a stand-in on this machine. */
export type KlarnaChoice = { environment: KlarnaEnvironment; region: KlarnaRegion | null; url: string };

/** Nothing is connected: a shop of its own sells for real all the same, only not with Klarna. */
export const NOT_CONNECTED: Readonly<KlarnaConnection> = {
  gateway: null,
  accountId: "",
  mode: "live",
  state: "not_connected",
  source: "none",
  url: "",
};

/**
 * Connects the till to what its page holds, else to what the settings or the simulator give, else to nothing. The one
 * place where `shop.klarna` changes, right after the commit that says so.
 */
export async function useKlarna(shop: Shop, tx: Tx, afterCommit: AfterCommit): Promise<KlarnaConnection> {
  const klarna = await heldByPage(shop, tx) ?? await fromFallback(shop, tx) ?? { ...NOT_CONNECTED };
  await followMode(tx, klarna.mode, shop.clock.now(), () => newId(shop, "shf"));
  afterCommit(() => {
    shop.klarna = klarna;
    shop.wakeJobs();
  });
  return klarna;
}

/**
 * Stores a connection, its secret sealed, and uses it from now on. `credentials` null: those held now stay. Throws
 * klarna_payments_open when it leads elsewhere while payments of the present account are open, and klarna_demo_live
 * for the demo shop, whose PINs everybody knows, at a Klarna that moves money.
 */
export function connectKlarna(
  shop: Shop,
  action: Action,
  wanted: KlarnaChoice & { credentials: KlarnaCredentials | null },
): Promise<{ accountId: string }> {
  return once(shop, action, async (tx, afterCommit) => {
    const mode = modeOf(wanted.url);
    if (mode === "live" && (await findShop(tx))?.isDemo) throw new AppError({ kind: "klarna_demo_live" });
    await refuseLeavingOpenPayments(shop, tx, wanted.url);
    const held = await currentAccount(tx);
    const credentials = wanted.credentials ?? (held?.baseUrl === wanted.url ? credentialsOf(shop, held) : null);
    if (credentials === null) throw new AppError({ kind: "bad_form" });
    const now = shop.clock.now();
    const username = "apiKey" in credentials ? "" : credentials.username;
    const place = { mode, baseUrl: wanted.url, username };
    const accountId = await keepKlarnaAccount(tx, { id: newId(shop, "kla"), ...place, createdAt: now });
    const secret = "apiKey" in credentials ? credentials.apiKey : credentials.password;
    const { sealed, keyId } = seal(secret, accountId, shop.keys, shop.random);
    const credentialKind: CredentialKind = "apiKey" in credentials ? "key" : "pair";
    const { environment, region } = wanted;
    const facts = { environment, region, credentialKind, sealedPassword: sealed, keyId, connectedAt: now };
    await makeCurrent(tx, accountId, facts);
    const klarna = await useKlarna(shop, tx, afterCommit);
    // Offered to customers only once Klarna has answered under these credentials.
    klarna.state = "away";
    return { accountId };
  });
}

/** Takes away what the page holds. What the settings or the simulator give fills its place; else nothing does. */
export function removeKlarna(shop: Shop, action: Action): Promise<Record<never, never>> {
  return once(shop, action, async (tx, afterCommit) => {
    await removeCurrent(tx, shop.clock.now());
    await useKlarna(shop, tx, afterCommit);
    return {};
  });
}

/** What the page holds, for whoever may see it: never the secret. */
export async function heldConnection(shop: Shop): Promise<KlarnaAccountRow | null> {
  return await currentAccount(shop.db.read) ?? null;
}

/** The credentials that the page holds for this place; null when it holds none, or they cannot be opened. */
export async function heldCredentials(shop: Shop, url: string): Promise<KlarnaCredentials | null> {
  const held = await currentAccount(shop.db.read);
  return held?.baseUrl === url ? credentialsOf(shop, held) : null;
}

/** At start: whatever the database and the settings say. */
export async function connectAtStart(shop: Shop): Promise<void> {
  await inTransaction(shop.db, (tx, afterCommit) => useKlarna(shop, tx, afterCommit));
}

/** A payment is asked about at its own account, so as long as one is open there, the till stays with it. */
async function refuseLeavingOpenPayments(shop: Shop, tx: Tx, url: string): Promise<void> {
  const { accountId, source } = shop.klarna;
  if (source !== "simulator" && shop.klarna.url === url) return;
  const count = await countOpenPaymentsOf(tx, accountId);
  if (count > 0) throw new AppError({ kind: "klarna_payments_open", count });
}

async function heldByPage(shop: Shop, tx: Tx): Promise<KlarnaConnection | null> {
  const held = await currentAccount(tx);
  if (!held) return null;
  const { id: accountId, mode, baseUrl: url } = held;
  const credentials = credentialsOf(shop, held);
  if (credentials === null) {
    shop.log.error("klarna_secret_unreadable", { accountId, keyId: held.keyId });
    return { ...NOT_CONNECTED, mode, source: "page", url };
  }
  return { gateway: shop.openGateway(url, credentials), accountId, mode, state: "ready", source: "page", url };
}

async function fromFallback(shop: Shop, tx: Tx): Promise<KlarnaConnection | null> {
  if (shop.klarnaFallback === null) return null;
  const { source, mode, place: baseUrl, url, credentials } = shop.klarnaFallback;
  const username = "apiKey" in credentials ? "" : credentials.username;
  const row = { id: newId(shop, "kla"), mode, baseUrl, username, createdAt: shop.clock.now() };
  const accountId = await keepKlarnaAccount(tx, row);
  return { gateway: shop.openGateway(url, credentials), accountId, mode, state: "ready", source, url };
}

function credentialsOf(shop: Shop, account: KlarnaAccountRow): KlarnaCredentials | null {
  const { id, username, sealedPassword: sealed, keyId } = account;
  const secret = sealed === null || keyId === null ? null : unseal({ sealed, keyId }, id, shop.keys);
  if (secret === null) return null;
  return account.credentialKind === "key" ? { apiKey: secret } : { username, password: secret };
}
