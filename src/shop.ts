import type { ShopDatabase } from "../db/open.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import { formatId, formatUuid, ID_RANDOM_BYTES, type IdPrefix } from "./domain/ids.ts";
import type { LinkMessage, OwnRoutes } from "./domain/link-routes.ts";
import type { Mode } from "./domain/sale.ts";
import type { Role } from "./domain/staff.ts";
import type { KlarnaGateway } from "./klarna/gateway.ts";
import type { Log } from "./log.ts";
import type { Random } from "./random.ts";
import type { Keys } from "./security/key-file.ts";

/** What a request, a job or an operation needs of the running till. */
export type Shop = {
  db: ShopDatabase;
  klarna: KlarnaConnection;
  /** Where Klarna can call us; null: we only poll. */
  callbackUrl: string | null;
  bus: Bus;
  clock: Clock;
  random: Random;
  log: Log;
  keys: Keys;
  /** What the customer reads at Klarna and in our own messages, from the catalogue of texts. */
  words: { paidOtherwise: string; linkMessage: (facts: LinkFacts) => LinkMessage };
  /** The shop's own ways to send a customer their link; null: not set up. */
  ownRoutes: OwnRoutes;
  /** Tells the job loop that something is due now. */
  wakeJobs: () => void;
};

export type KlarnaConnection = {
  gateway: KlarnaGateway;
  accountId: string;
  /** Practice with the simulator; everything written meanwhile says so. */
  mode: Mode;
  /** What the last calls showed. */
  state: "ready" | "away" | "refused";
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
