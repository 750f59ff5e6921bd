import type { ShopDatabase } from "../db/open.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import { formatId, formatUuid, ID_RANDOM_BYTES, type IdPrefix } from "./domain/ids.ts";
import type { Language } from "./domain/language.ts";
import type { LinkMessage, OwnRoutes } from "./domain/link-routes.ts";
import type { Logbook } from "./domain/logbook.ts";
import type {
  ReceiptDoc,
  ReceiptFacts,
  ReceiptHow,
  ReceiptMailer,
  ReceiptPrinter,
  ReturnFacts,
} from "./domain/receipt.ts";
import type { Mode } from "./domain/sale.ts";
import type { Role } from "./domain/staff.ts";
import type { KlarnaSource, KlarnaState } from "./domain/klarna-place.ts";
import type { KlarnaCredentials, KlarnaGateway } from "./klarna/gateway.ts";
import type { Log } from "./log.ts";
import type { Random } from "./random.ts";
import type { Keys } from "./security/key-file.ts";
import type { PinCost } from "./security/pins.ts";

/** What a request, a job or an operation needs of the running till. */
export type Shop = {
  db: ShopDatabase;
  /** Replaced at run time, by `useKlarna` alone. Whoever talks for longer keeps the one it began with. */
  klarna: KlarnaConnection;
  /** What connects us while the page for it holds nothing; null: nothing does. */
  klarnaFallback: KlarnaFallback | null;
  /** A line to Klarna. All lines of a merchant keep its rate limits together. */
  openGateway: (url: string, credentials: KlarnaCredentials) => KlarnaGateway;
  /** Where Klarna can call us; null: we only poll. */
  callbackUrl: string | null;
  /** Asks our own callback address whether it leads here, which only a call from outside can show. */
  knocks: Knocks;
  /** The till's own version, for whoever helps; empty in tests. */
  version: string;
  bus: Bus;
  clock: Clock;
  random: Random;
  log: Log;
  keys: Keys;
  /** The way into a database that holds no shop yet; null: there is one. */
  setUp: SetUpDoor | null;
  /** How dear a PIN's hash is; left out: as dear as it should be. */
  pinCost?: PinCost;
  /** What the customer reads at Klarna and in our own messages, from the catalogue of texts. */
  words: (language: Language) => CustomerWords;
  /** The shop's own ways to send a customer their link; null: not set up. */
  ownRoutes: OwnRoutes;
  /** How receipts leave the till, beside pages of the browser. No mailer: no mail server is set up. */
  receipts: { mailer: ReceiptMailer | null; printer: ReceiptPrinter };
  /** What must be known of payments when the database is lost; null: nothing is kept, as in tests of other things. */
  logbook: Logbook | null;
  /** While Klarna is asked again about the last days, because a backup was put back; null: it was not. */
  recovery: Recovery | null;
  /** Tells the job loop that something is due now. */
  wakeJobs: () => void;
};

export type CustomerWords = {
  paidOtherwise: string;
  giftCard: (tail: string) => string;
  giftCards: string;
  linkMessage: (facts: LinkFacts) => LinkMessage;
  receipt: (facts: ReceiptFacts, how: ReceiptHow) => ReceiptDoc;
  returnReceipt: (facts: ReturnFacts, how: Pick<ReceiptHow, "isCopy">) => ReceiptDoc;
};

export type KlarnaConnection = {
  /** Null while Klarna is not connected. */
  gateway: KlarnaGateway | null;
  /** Names no account then, so that nothing is due. */
  accountId: string;
  /** Practice with the simulator and with Klarna's playground; everything written meanwhile says so. */
  mode: Mode;
  /** What the last calls showed. */
  state: KlarnaState;
  /** Until then it stays refused whatever looks are answered, since the account may open nothing. */
  refusedUntilAt?: number;
  source: KlarnaSource;
  /** Where Klarna is asked; empty while it is not connected. */
  url: string;
};

/** `place` names the account for good; with the simulator, whose port may change, it is no address. */
export type KlarnaFallback = {
  source: "settings" | "simulator";
  mode: Mode;
  place: string;
  url: string;
  credentials: KlarnaCredentials;
};

/**
 * The payments that Klarna must be asked about again before the till may sell, and how many the backup did not hold; `since` is when
 * this till began to ask.
 */
export type Recovery = { paymentIds: readonly string[]; lost: number; since: number };

/** The one-time code is kept as a hash; wrong ones make the next try wait, as with PINs. */
export type SetUpDoor = { codeHash: string; isUsed: boolean; failedTries: number; nextTryAt: number };

export type Knocks = {
  fetch: typeof globalThis.fetch;
  /** What our own calls under way carry, as hashes; one that has arrived is taken out. */
  awaited: Set<string>;
};

/** What a message with a link tells; `shop` also says how money is written. */
export type LinkFacts = {
  shop: { name: string; locale: string; timeZone: string };
  amountMinor: number;
  currency: string;
  link: string;
  isPractice: boolean;
};

/** Who does something, and where: from the session. */
export type Operator = { staffId: string; role: Role; registerId: string; shiftId: string };

/** A new id of this kind. */
export function newId(shop: Pick<Shop, "clock" | "random">, prefix: IdPrefix): string {
  return formatId(prefix, shop.clock.now(), shop.random.bytes(ID_RANDOM_BYTES));
}

/** A key for one wish, fixed before it is first sent to Klarna. */
export function newIdempotencyKey(shop: Pick<Shop, "random">): string {
  return formatUuid(shop.random.bytes(16));
}
