import { demoStaff } from "../db/demo-shop.ts";
import type { ShopDatabase } from "../db/open.ts";
import { seedDemoShop } from "../db/seeds.ts";
import { catalogues } from "../views/messages/catalogue.ts";
import { linkMessage } from "../views/messages/link-message.ts";
import { receiptDoc } from "../views/receipt/receipt-doc.ts";
import { returnDoc } from "../views/returns/return-doc.ts";
import { createBus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import type { Language } from "./domain/language.ts";
import type { OwnRoutes } from "./domain/link-routes.ts";
import type { Logbook } from "./domain/logbook.ts";
import type { ReceiptMailer } from "./domain/receipt.ts";
import type { KlarnaCredentials } from "./klarna/gateway.ts";
import { createKlarnaGateway } from "./klarna/klarna-gateway.ts";
import { bucketsByMerchant, type RateBuckets } from "./klarna/rate-bucket.ts";
import type { Log } from "./log.ts";
import { connectAtStart, NOT_CONNECTED } from "./operations/klarna-connection.ts";
import { beginRecovery } from "./operations/recovery.ts";
import { setUpDoor } from "./operations/set-up.ts";
import { createNetworkPrinter } from "./printer/network-printer.ts";
import type { Random } from "./random.ts";
import type { Keys } from "./security/key-file.ts";
import { hashPin, type PinCost } from "./security/pins.ts";
import { type CustomerWords, type KlarnaFallback, newId, type Shop } from "./shop.ts";
import { startAllLooks } from "./store/due-payments.ts";
import { findShop } from "./store/shop.ts";
import { assertNoTransaction, inTransaction } from "./store/transaction.ts";
import { countAsSent } from "./store/wishes.ts";

export type ShopParts = {
  db: ShopDatabase;
  clock: Clock;
  random: Random;
  log: Log;
  keys: Keys;
  /** What an empty database becomes: the demo shop, or a real one for whoever brings this code. */
  firstShop: "demo" | { setUpCode: string };
  /** What connects the till to Klarna while its page holds nothing. */
  klarna: KlarnaFallback | null;
  fetch: typeof globalThis.fetch;
  callbackUrl: string | null;
  /** The till's version: with it Klarna learns who asks. */
  version?: string;
  /** The shop's own ways to send links; none when left out. */
  ownRoutes?: OwnRoutes;
  /** The shop's own mail server, for receipts; none when left out. */
  receiptMailer?: ReceiptMailer | null;
  /** Payments are written down in it, beside the database; nowhere when left out. */
  logbook?: Logbook;
  /** How dear a PIN's hash is; tests hand in a cheap one. */
  pinCost?: PinCost;
};

/** Puts the parts of a till together: fills an empty database, frees what a crash held, connects Klarna. */
export async function openShop(parts: ShopParts): Promise<Shop> {
  const { db, clock, random, log, keys, firstShop, callbackUrl, fetch, pinCost } = parts;
  const isEmpty = !await findShop(db.read);
  const bucketsOf = bucketsByMerchant(clock);
  if (isEmpty && firstShop === "demo") await seed(parts);
  const shop: Shop = {
    db,
    klarna: { ...NOT_CONNECTED },
    klarnaFallback: parts.klarna,
    openGateway: (url, credentials) => openGateway(parts, bucketsOf(url, credentials), url, credentials),
    callbackUrl,
    knocks: { fetch, awaited: new Set() },
    version: parts.version ?? "",
    bus: createBus(),
    clock,
    random,
    log,
    keys,
    setUp: isEmpty && firstShop !== "demo" ? setUpDoor(firstShop.setUpCode) : null,
    words: wordsIn,
    ownRoutes: parts.ownRoutes ?? { own_mail: null, own_sms: null },
    receipts: { mailer: parts.receiptMailer ?? null, printer: createNetworkPrinter({ clock, assertNoTransaction }) },
    logbook: parts.logbook ?? null,
    recovery: null,
    wakeJobs: () => {},
    ...(pinCost ? { pinCost } : {}),
  };
  await inTransaction(db, async (tx) => {
    await startAllLooks(tx, clock.now());
    await countAsSent(tx);
  });
  await connectAtStart(shop);
  await beginRecovery(shop);
  return shop;
}

function wordsIn(language: Language): CustomerWords {
  const t = catalogues[language];
  const { paidOtherwise, giftCard, giftCards } = t.receipt;
  const receipts = { receipt: receiptDoc(t), returnReceipt: returnDoc(t) };
  return { paidOtherwise, giftCard, giftCards, linkMessage: linkMessage(t), ...receipts };
}

function openGateway(
  { clock, random, fetch, version }: ShopParts,
  buckets: RateBuckets,
  baseUrl: string,
  credentials: KlarnaCredentials,
) {
  return createKlarnaGateway({
    baseUrl,
    credentials,
    buckets,
    clock,
    fetch,
    newId: () => newId({ clock, random }, "act"),
    assertNoTransaction,
    ...(version ? { version } : {}),
  });
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
