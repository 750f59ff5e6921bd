import { demoStaff } from "../db/demo-shop.ts";
import type { ShopDatabase } from "../db/open.ts";
import { seedDemoShop } from "../db/seeds.ts";
import { en } from "../views/messages/catalogue.ts";
import { linkMessage } from "../views/messages/link-message.ts";
import { createBus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import type { OwnRoutes } from "./domain/link-routes.ts";
import type { Mode } from "./domain/sale.ts";
import { createKlarnaGateway } from "./klarna/klarna-gateway.ts";
import type { Log } from "./log.ts";
import type { Random } from "./random.ts";
import type { Keys } from "./security/key-file.ts";
import { hashPin, type PinCost } from "./security/pins.ts";
import { newId, type Shop } from "./shop.ts";
import { releaseAllLeases } from "./store/due-payments.ts";
import { findShop, keepKlarnaAccount } from "./store/shop.ts";
import { assertNoTransaction, inTransaction } from "./store/transaction.ts";

export type ShopParts = {
  db: ShopDatabase;
  clock: Clock;
  random: Random;
  log: Log;
  keys: Keys;
  /** `place` names the account for good; with the simulator, whose port may change, it is no address. */
  klarna: {
    mode: Mode;
    place: string;
    url: string;
    username: string;
    password: string;
    fetch: typeof globalThis.fetch;
  };
  callbackUrl: string | null;
  /** The shop's own ways to send links; none when left out. */
  ownRoutes?: OwnRoutes;
  /** How dear a PIN's hash is; tests hand in a cheap one. */
  pinCost?: PinCost;
};

/** Puts the parts of a till together: seeds an empty database, remembers the Klarna account, frees what a crash held. */
export async function openShop(parts: ShopParts): Promise<Shop> {
  const { db, clock, random, log, keys, klarna } = parts;
  if (!await findShop(db.read)) await seed(parts);
  const accountId = await inTransaction(db, async (tx) => {
    await releaseAllLeases(tx, clock.now());
    const { mode, place: baseUrl, username } = klarna;
    return await keepKlarnaAccount(tx, { id: newId(parts, "kla"), mode, baseUrl, username, createdAt: clock.now() });
  });
  const gateway = createKlarnaGateway({
    baseUrl: klarna.url,
    credentials: { username: klarna.username, password: klarna.password },
    limits: klarna.url.includes("playground") ? "playground" : "live",
    clock,
    fetch: klarna.fetch,
    newId: () => newId(parts, "act"),
    assertNoTransaction,
  });
  const connection = { gateway, accountId, mode: klarna.mode, state: "ready" as const };
  const { callbackUrl, ownRoutes = { own_mail: null, own_sms: null } } = parts;
  const words = { paidOtherwise: en.receipt.paidOtherwise, linkMessage: linkMessage(en) };
  const tools = { bus: createBus(), clock, random, log, keys };
  return { db, klarna: connection, callbackUrl, ...tools, words, ownRoutes, wakeJobs: () => {} };
}

async function seed({ db, clock, random, keys, pinCost }: ShopParts): Promise<void> {
  const pinHashes = new Map<string, { pinHash: string; keyId: string }>();
  for (const { name, pin } of demoStaff) {
    const pinHash = await hashPin(pin, keys, random, pinCost);
    pinHashes.set(name, { pinHash, keyId: keys.current.id });
  }
  const idKit = { clock, random };
  await inTransaction(
    db,
    (tx) => seedDemoShop(tx, { newId: (prefix) => newId(idKit, prefix), now: clock.now(), pinHashes }),
  );
}
