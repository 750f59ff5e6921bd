/**
 * A Klarna payment's life: which status may follow which, each a fact learned from Klarna.
 * The type, "is it over?", the database's CHECK list, the diagram and the answers of `decide` all come from here.
 */
export const LIFE = {
  created: ["waiting", "cancelled", "rejected"],
  waiting: ["in_progress", "cancelled", "expired"],
  in_progress: ["in_review", "authorized", "cancelled", "expired"],
  in_review: ["authorized", "rejected", "released", "lapsed"],
  authorized: ["captured", "released", "lapsed"],
  captured: [],
  cancelled: [],
  expired: [],
  rejected: [],
  released: [],
  lapsed: [],
} as const satisfies Record<string, readonly string[]>;

export type PaymentStatus = keyof typeof LIFE;
export const PAYMENT_STATUSES = Object.keys(LIFE).filter(isPaymentStatus);

/** Statuses in which Klarna holds, or may be about to hold, the customer's money. */
const MONEYED: readonly PaymentStatus[] = ["in_review", "authorized", "captured"];
/** Endings of which we said that no money was taken. */
const MONEYLESS_ENDINGS: readonly PaymentStatus[] = ["cancelled", "expired", "rejected"];

/** Endings in which Klarna let go of money that it held. */
const GIVEN_BACK: readonly PaymentStatus[] = ["released", "lapsed"];

export function isGivenBack(status: PaymentStatus): boolean {
  return GIVEN_BACK.includes(status);
}

export const EVENT_CAUSES = ["start", "cashier", "callback", "poll", "timeout", "correction"] as const;
export type EventCause = (typeof EVENT_CAUSES)[number];

/** Who stopped a payment before it was authorized. `timeout` is the till's own limit, shown as Expired. */
export const ENDED_BY = ["customer", "cashier", "timeout"] as const;
export type EndedBy = (typeof ENDED_BY)[number];

/** How the customer's last try on Klarna's page went wrong, while the page stays open for another. */
export const LAST_TRIES = ["try_declined", "went_back", "try_failed"] as const;
export type LastTry = (typeof LAST_TRIES)[number];

/** What a person or the till asked of Klarna. A wish is not a fact. */
export const WISH_KINDS = ["cancel", "capture", "release", "refund", "release_rest", "extend", "resend"] as const;
export type WishKind = (typeof WISH_KINDS)[number];
export const WISH_STATES = ["asked", "done", "refused", "unknown"] as const;
export type WishState = (typeof WISH_STATES)[number];

export const CHANNELS = ["sms", "email", "qr"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the cashier saw when Klarna asked for an ID. Kept here only: Klarna documents no call for it. */
export const ID_CHECK_ANSWERS = ["matches", "differs"] as const;
export type IdCheckAnswer = (typeof ID_CHECK_ANSWERS)[number];

/** What a manager found in Klarna's portal: no payment, or one that was given back there. */
export const FINDINGS = ["unpaid", "returned"] as const;
export type Finding = (typeof FINDINGS)[number];

/** The till stops a payment that is not finished after this long; Klarna's own link would live about 47 h. */
export const PAYMENT_LIMIT_MS = 15 * 60_000;
/** What a cashier may add to that limit at a time, and the longest it can become. */
export const EXTENSION_MS = 5 * 60_000;
export const LONGEST_LIMIT_MS = 60 * 60_000;
/** How long a link rests before it can be sent again. */
export const SEND_REST_MS = 20_000;
/** Which payments of the shop are listed: a group of them, or those of one status. */
export const PAYMENT_GROUPS = ["all", "open", "attention", "completed", "ended"] as const;
export type PaymentFilter = (typeof PAYMENT_GROUPS)[number] | PaymentStatus;

/** A payment that Klarna approved but no cashier saved is called out after this long. */
export const UNSAVED_AFTER_MS = 5 * 60_000;

export type Decision = "same" | "advance" | "stale" | "correct" | "conflict";

/**
 * What to do when our book says `now` and Klarna shows `seen`.
 * same: nothing. advance: move, missed steps included. stale: late news, ignore.
 * correct: we had closed it without money and Klarna holds some; move, and a person must look.
 * conflict: change nothing, a person must look.
 */
export function decide(now: PaymentStatus, seen: PaymentStatus): Decision {
  if (now === seen) return "same";
  if (canReach(now, seen)) return "advance";
  if (canReach(seen, now)) return "stale";
  // Whatever Klarna held for a moment, it is as we said: no money was taken.
  if (MONEYLESS_ENDINGS.includes(now) && isGivenBack(seen)) return "stale";
  return MONEYLESS_ENDINGS.includes(now) && MONEYED.includes(seen) ? "correct" : "conflict";
}

/** Whether nothing follows this status any more. */
export function isOver(status: PaymentStatus): boolean {
  return LIFE[status].length === 0;
}

/** Whether it ended, and Klarna held no money for it as far as was known. */
export function endedUnpaid(status: PaymentStatus): boolean {
  return MONEYLESS_ENDINGS.includes(status);
}

/** Klarna may still take the customer's money for it, or holds or has taken some that no tender of the sale counts. */
export function isUnfinished({ status, savedAt }: { status: PaymentStatus; savedAt: number | null }): boolean {
  return !isOver(status) || (status === "captured" && savedAt === null);
}

/**
 * Whether nothing in the sale may change meanwhile. A recovered payment of which Klarna holds the money leaves its sale
 * free: nobody knows what was in it, so it is rung up again.
 */
export function locksSale(
  payment: { status: PaymentStatus; savedAt: number | null; recoveredAt: number | null },
): boolean {
  return isUnfinished(payment) && !isToBeRungUp(payment);
}

/** Lost with the backup and found again, with Klarna's money on it and no sale that counts it yet. */
export function isToBeRungUp(
  { status, savedAt, recoveredAt }: { status: PaymentStatus; savedAt: number | null; recoveredAt: number | null },
): boolean {
  return recoveredAt !== null && savedAt === null && (status === "authorized" || status === "captured");
}

/** Before Klarna decided: the customer may still pay, the cashier may still cancel. */
export function isUndecided(status: PaymentStatus): boolean {
  return status === "created" || status === "waiting" || status === "in_progress";
}

/** Where a payment is worked at: where it was started, until another register takes it over. */
export function holderOf(payment: {
  registerId: string;
  staffId: string;
  heldByRegisterId: string | null;
  heldByStaffId: string | null;
}): { registerId: string; staffId: string } {
  return {
    registerId: payment.heldByRegisterId ?? payment.registerId,
    staffId: payment.heldByStaffId ?? payment.staffId,
  };
}

/** Whether the till's limit can still be moved: within an hour of the start, and never past Klarna's own end. */
export function canExtend(payment: {
  status: PaymentStatus;
  createdAt: number;
  limitAt: number;
  sessionExpiresAt: number | null;
}): boolean {
  const extendedAt = payment.limitAt + EXTENSION_MS;
  return isUndecided(payment.status) && extendedAt - payment.createdAt <= LONGEST_LIMIT_MS &&
    extendedAt < (payment.sessionExpiresAt ?? Infinity);
}

export const OPEN_STATUSES = PAYMENT_STATUSES.filter((status) => !isOver(status));

export function canReach(from: PaymentStatus, to: PaymentStatus): boolean {
  return LIFE[from].some((next) => next === to || canReach(next, to));
}

/** The statuses passed on the shortest way from one to the other, the last one included; empty when there is no way. */
export function pathBetween(from: PaymentStatus, to: PaymentStatus): PaymentStatus[] {
  const next: readonly PaymentStatus[] = LIFE[from];
  if (next.includes(to)) return [to];
  const ways = next.map((step) => ({ step, rest: pathBetween(step, to) })).filter((way) => way.rest.length > 0);
  const [best] = ways.sort((a, b) => a.rest.length - b.rest.length);
  return best ? [best.step, ...best.rest] : [];
}

/** The table as a Mermaid state diagram, for ARCHITECTURE.md. */
export function lifeDiagram(): string {
  const edges = PAYMENT_STATUSES.flatMap((from) => LIFE[from].map((to) => `  ${from} --> ${to}`));
  const ends = PAYMENT_STATUSES.filter(isOver).map((status) => `  ${status} --> [*]`);
  return ["stateDiagram-v2", "  [*] --> created", ...edges, ...ends].join("\n");
}

function isPaymentStatus(text: string): text is PaymentStatus {
  return Object.hasOwn(LIFE, text);
}

export type PaymentStep =
  | "abandon"
  | "open_payment_session"
  | "open_hosted_session"
  | "update_payment_session"
  | "send_link"
  | "disable"
  | "look"
  | "capture"
  | "cancel_order"
  | "release_rest"
  | "extend"
  | "resend"
  | "refund"
  | "rest";

export type StepFacts = {
  status: PaymentStatus;
  paymentSessionId: string | null;
  hostedSessionId: string | null;
  /** The wishes that Klarna has not answered for good. */
  openWishes: readonly WishKind[];
  /** A request to disable the link went out and its answer was lost: look before asking again. */
  isCancelUnknown: boolean;
  /** A link somebody asked to send and that no one tried to send yet. */
  hasUnsentLink: boolean;
  /** The customer's record changed since Klarna was told of it. */
  isCustomerStale: boolean;
};

/** The one thing to do next about a payment; everything we say to Klarna about it is said in this order. */
export function nextStep(facts: StepFacts): PaymentStep {
  const wants = (kind: WishKind) => facts.openWishes.includes(kind);
  switch (facts.status) {
    case "created":
      if (wants("cancel")) return "abandon";
      if (!facts.paymentSessionId) return "open_payment_session";
      return facts.hostedSessionId ? "look" : "open_hosted_session";
    case "waiting":
    case "in_progress":
      if (wants("cancel")) return facts.isCancelUnknown ? "look" : "disable";
      if (facts.hasUnsentLink) return "send_link";
      return facts.isCustomerStale && facts.status === "waiting" ? "update_payment_session" : "look";
    case "authorized":
      if (wants("release")) return "cancel_order";
      if (wants("capture")) return "capture";
      if (wants("release_rest")) return "release_rest";
      // Of what was taken some may come back while the rest is still held.
      if (wants("refund")) return "refund";
      if (wants("extend")) return "extend";
      return wants("resend") ? "resend" : "look";
    case "in_review":
      return "look";
    case "captured":
      if (wants("refund")) return "refund";
      return wants("resend") ? "resend" : "rest";
    case "released":
    case "lapsed":
      return wants("refund") ? "refund" : "rest";
    case "cancelled":
    case "expired":
    case "rejected":
      return facts.hostedSessionId ? "look" : "rest";
  }
}
