import type { Db, Tx } from "../../db/open.ts";
import type { KlarnaAccountRow } from "../../db/schema.ts";
import type { CredentialKind, KlarnaEnvironment, KlarnaRegion } from "../domain/klarna-place.ts";
import type { Mode } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import type { KlarnaCredentials } from "../klarna/gateway.ts";
import { modeOf } from "../klarna/markets.ts";
import { seal, unseal } from "../security/sealed.ts";
import { type KlarnaConnection, newId, type Shop } from "../shop.ts";
import {
  countOpenPaymentsBeside,
  countOpenPaymentsOf,
  currentAccount,
  findAccountAt,
  followMode,
  isAnyUnderWay,
  keepKlarnaAccount,
  makeCurrent,
  removeCurrent,
} from "../store/klarna-accounts.ts";
import { forgetRefusedChannels } from "../store/klarna-channels.ts";
import { countBegunSales } from "../store/sales.ts";
import { findShop } from "../store/shop.ts";
import { type AfterCommit, inTransaction } from "../store/transaction.ts";
import { type Proof, proveCredentials } from "./klarna-proof.ts";
import { callAboutLeftBehind } from "./left-behind.ts";
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
 * place where `shop.klarna` changes, right after the commit that says so. Klarna is offered to customers only once it
 * has answered there, also after a restart: who it refused before, it refuses still.
 */
export async function useKlarna(shop: Shop, tx: Tx, afterCommit: AfterCommit): Promise<KlarnaConnection> {
  const klarna = await heldByPage(shop, tx) ?? await fromFallback(shop, tx) ?? { ...NOT_CONNECTED };
  await followMode(tx, klarna.mode, shop.clock.now(), () => newId(shop, "shf"));
  await callAboutLeftBehind(shop, tx, afterCommit, klarna.accountId);
  afterCommit(() => {
    shop.klarna = klarna;
    shop.wakeJobs();
  });
  return klarna;
}

/** How many open payments somebody agreed to leave behind: at other places, and here, where only another merchant sees them. */
export type LeftBehind = { leaving: number; strangers: number };

/**
 * Stores a connection, its secret sealed, and uses it from now on. `credentials` null: those held now stay. Throws what refuseLosingPayments and proveCredentials
 * throw, klarna_demo_live for the demo shop, whose PINs everybody knows, at a Klarna that moves money, and sales_begun.
 */
export async function connectKlarna(
  shop: Shop,
  action: Action,
  wanted: KlarnaChoice & LeftBehind & { credentials: KlarnaCredentials | null },
): Promise<{ accountId: string }> {
  const { url, credentials: typed, strangers } = wanted;
  const isNew = typed !== null && !isSame(typed, await heldCredentials(shop, url));
  const proof = await proveCredentials(shop, url, isNew ? shop.openGateway(url, typed) : null, strangers);
  return await once(shop, action, async (tx, afterCommit) => {
    const mode = modeOf(wanted.url);
    if (mode === "live" && (await findShop(tx))?.isDemo) throw new AppError({ kind: "klarna_demo_live" });
    await refuseLosingPayments(shop, tx, wanted, proof);
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
    // Other credentials may be another merchant's, for whom Klarna sends what it did not send for the last one.
    if (wanted.credentials !== null) await forgetRefusedChannels(tx, accountId);
    await useKlarna(shop, tx, afterCommit);
    await refuseLosingSales(shop, tx, mode);
    return { accountId };
  });
}

/**
 * Takes away what the page holds. What the settings or the simulator give fills its place; else nothing does. Throws
 * klarna_payments_left when more payments are open there than somebody agreed to leave behind, and sales_begun.
 */
export function removeKlarna(shop: Shop, action: Action, leaving: number): Promise<Record<never, never>> {
  return once(shop, action, async (tx, afterCommit) => {
    const held = await currentAccount(tx);
    const count = held ? await countOpenPaymentsOf(tx, held.id) : 0;
    if (count > leaving) throw new AppError({ kind: "klarna_payments_left", count });
    await removeCurrent(tx, shop.clock.now());
    const { mode } = await useKlarna(shop, tx, afterCommit);
    await refuseLosingSales(shop, tx, mode);
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

/**
 * At start: whatever the database and the settings say. Throws sales_begun where the settings would lose sales, as connecting would;
 * what the page holds is used whatever it loses, for only in a till that has started can it be changed.
 */
export async function connectAtStart(shop: Shop): Promise<void> {
  await inTransaction(shop.db, async (tx, afterCommit) => {
    const { source, mode } = await useKlarna(shop, tx, afterCommit);
    if (source === "settings") await refuseLosingSales(shop, tx, mode);
  });
}

/**
 * A payment is asked about at its own account, so as long as one is open where we are connected, the till stays there:
 * klarna_payments_open. Those of an account that is not connected any more stay behind only when somebody says so:
 * klarna_payments_left. klarna_connection_changed when what was proven before this transaction no longer holds.
 */
async function refuseLosingPayments(
  shop: Shop,
  tx: Tx,
  { url, leaving }: { url: string; leaving: number },
  proof: Proof,
): Promise<void> {
  const account = await findAccountAt(tx, { baseUrl: url, mode: modeOf(url) });
  const accountId = account?.id ?? "";
  const isTooLate = !proof.isProven && await isAnyUnderWay(tx, accountId, shop.clock.now());
  if (shop.klarna !== proof.connection || isTooLate) throw new AppError({ kind: "klarna_connection_changed" });
  const inUse = await accountInUse(shop, tx);
  if (account !== undefined && account.id === inUse) return;
  const open = shop.klarna.gateway === null ? 0 : await countOpenPaymentsOf(tx, inUse);
  if (open > 0) throw new AppError({ kind: "klarna_payments_open", count: open });
  const count = await countOpenPaymentsBeside(tx, accountId);
  if (count > leaving) throw new AppError({ kind: "klarna_payments_left", count });
}

/** What of the live sales has not followed to practice is begun for real: there it would be hidden, and go on in wrong shifts. */
async function refuseLosingSales(shop: Shop, tx: Tx, mode: Mode): Promise<void> {
  const count = mode === "practice" && shop.klarna.mode === "live" ? await countBegunSales(tx, "live") : 0;
  if (count > 0) throw new AppError({ kind: "sales_begun", count });
}

/** Also when its secret cannot be opened, so that nothing can be asked there. */
async function accountInUse(shop: Shop, db: Db): Promise<string> {
  return (await currentAccount(db))?.id ?? shop.klarna.accountId;
}

function isSame(one: KlarnaCredentials, other: KlarnaCredentials | null): boolean {
  if (other === null) return false;
  if ("apiKey" in one) return "apiKey" in other && one.apiKey === other.apiKey;
  return "username" in other && one.username === other.username && one.password === other.password;
}

/** How many payments are open at the account in use, and how many at others, about which nobody is asked. */
export async function countAllOpenPayments(shop: Shop): Promise<{ here: number; elsewhere: number }> {
  const { read } = shop.db;
  const accountId = await accountInUse(shop, read);
  return {
    here: await countOpenPaymentsOf(read, accountId),
    elsewhere: await countOpenPaymentsBeside(read, accountId),
  };
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
  return { gateway: shop.openGateway(url, credentials), accountId, mode, state: "away", source: "page", url };
}

async function fromFallback(shop: Shop, tx: Tx): Promise<KlarnaConnection | null> {
  if (shop.klarnaFallback === null) return null;
  const { source, mode, place: baseUrl, url, credentials } = shop.klarnaFallback;
  const username = "apiKey" in credentials ? "" : credentials.username;
  const row = { id: newId(shop, "kla"), mode, baseUrl, username, createdAt: shop.clock.now() };
  const accountId = await keepKlarnaAccount(tx, row);
  // The simulator is in this very process.
  const state = source === "simulator" ? "ready" : "away";
  return { gateway: shop.openGateway(url, credentials), accountId, mode, state, source, url };
}

function credentialsOf(shop: Shop, account: KlarnaAccountRow): KlarnaCredentials | null {
  const { id, username, sealedPassword: sealed, keyId } = account;
  const secret = sealed === null || keyId === null ? null : unseal({ sealed, keyId }, id, shop.keys);
  if (secret === null) return null;
  return account.credentialKind === "key" ? { apiKey: secret } : { username, password: secret };
}
