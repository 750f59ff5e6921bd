import { isOver, isUndecided, SEND_REST_MS } from "../../src/domain/payment.ts";
import type { Channel } from "../../src/domain/payment.ts";
import type { PaymentView, SendingView } from "../data.ts";

/** No answer for this long while looks fail: the cashier is told that we are not sure. */
export const UNSURE_AFTER_MS = 30_000;
/** A look this overdue dashes "checked … ago"; this much later it is a red notice with the reason. */
export const LATE_CHECK_MS = 15_000;
export const VERY_LATE_CHECK_MS = 60_000;

/** Every way a payment can look. Each has its sentence in the catalogue of texts. */
export type FaceName = keyof typeof FACES;

/** The one word of a status: its meaning is the same on every screen. */
export type FaceWord =
  | "waiting"
  | "in_progress"
  | "checking"
  | "completed"
  | "in_review"
  | "cancelling"
  | "releasing"
  | "cancelled"
  | "declined"
  | "failed"
  | "expired"
  | "released"
  | "returned"
  | "lapsed"
  | "unsure"
  | "race"
  | "paid_late"
  | "attention";

/** Three ways to be heard: it went through, it ended, somebody must look. */
export type FaceSound = "done" | "ended" | "look";

export type FaceIcon = "waiting" | "progress" | "done" | "gone" | "stop" | "stopping" | "fail" | "lost" | "race";

export type Face = {
  name: FaceName;
  /** Class or classes of the band and the pill, e.g. `is-done is-end`. */
  tone: string;
  icon: FaceIcon;
  word: FaceWord;
  /** Which of the four steps is current; 5: all are done. */
  step: 1 | 2 | 3 | 4 | 5;
  /** Stops the line: read out at once. */
  isAlert: boolean;
  /** What is heard when the payment comes to it; never the only sign. */
  sound: FaceSound | null;
};

/** Which of its faces a payment wears at this moment. Every status and every state inside it has exactly one. */
export function faceOf(payment: PaymentView, now: number): Face {
  const name = nameOf(payment, now);
  const isDecidedHere = TELLS_WHY.includes(name) || payment.isToBeRungUp;
  const isForPerson = payment.needsAttention && !isOver(payment.status) && !isDecidedHere;
  return isForPerson ? { name: "attention", ...FACES.attention } : { name, ...FACES[name] };
}

/**
 * Whether the payment can still change without this window, so that it must keep listening. An approved one can until
 * it is saved: where it is worked at, it may be saved or given back.
 */
export function isLive(payment: PaymentView): boolean {
  return isUndecided(payment.status) || payment.status === "in_review" ||
    (payment.status === "authorized" && (!payment.isSaved || isPending(payment.releaseWish)));
}

/** Whether the customer may already have paid while we have no answer. */
export function isUnsure(payment: PaymentView, now: number): boolean {
  return isUndecided(payment.status) && payment.failedChecks > 0 && silenceMs(payment, now) >= UNSURE_AFTER_MS;
}

/** Whether Klarna was asked so long ago to stop it, or to give it back, that it is no matter of seconds any more. */
export function isStopLate(payment: PaymentView, now: number): boolean {
  return payment.stopAskedAt !== null && now - payment.stopAskedAt >= UNSURE_AFTER_MS;
}

/** How long Klarna has said nothing about this payment. */
export function silenceMs(payment: PaymentView, now: number): number {
  return Math.max(0, now - (payment.checkedAt ?? payment.createdAt));
}

/** How long a look is overdue: since the last one that was answered, when they fail; else since its time came. */
export function overdueMs(payment: PaymentView, now: number): number {
  if (payment.failedChecks > 0) return silenceMs(payment, now);
  return payment.nextCheckAt === null ? 0 : Math.max(0, now - payment.nextCheckAt);
}

/** When the newest link of this way may be sent again; null: at once. */
export function readyToSendAt(payment: PaymentView, channel: Channel, now: number): number | null {
  const last = payment.sendings.find((sending) => sending.channel === channel && sending.state !== "refused");
  const readyAt = (last?.askedAt ?? 0) + SEND_REST_MS;
  return channel === "qr" || readyAt <= now ? null : readyAt;
}

type Look = Omit<Face, "name">;

const look = (
  tone: string,
  icon: FaceIcon,
  word: FaceWord,
  step: Look["step"],
  sound: FaceSound | null = null,
): Look => ({ tone, icon, word, step, isAlert: false, sound });
const alarm = (...like: Parameters<typeof look>): Look => ({ ...look(...like), isAlert: true });

const FACES = {
  reminder: look("is-wait", "waiting", "waiting", 1),
  starting: look("is-wait", "waiting", "waiting", 1),
  start_away: alarm("is-lost", "lost", "unsure", 1, "look"),
  send_choice: look("is-wait", "waiting", "waiting", 2),
  sending: look("is-wait", "waiting", "waiting", 2),
  maybe_sent: look("is-wait", "waiting", "waiting", 3),
  not_sent: alarm("is-wait", "waiting", "waiting", 2, "look"),
  sent: look("is-wait", "waiting", "waiting", 3),
  qr: look("is-wait", "waiting", "waiting", 3),
  in_progress: look("is-prog", "progress", "in_progress", 3),
  try_declined: look("is-prog", "progress", "in_progress", 3),
  went_back: look("is-prog", "progress", "in_progress", 3),
  try_failed: look("is-prog", "progress", "in_progress", 3),
  id_check: alarm("is-prog", "progress", "in_progress", 3, "look"),
  checking: look("is-prog", "progress", "checking", 3),
  unsure: alarm("is-lost", "lost", "unsure", 3, "look"),
  cancelling: look("is-stop", "stopping", "cancelling", 3),
  in_review: alarm("is-lost", "gone", "in_review", 3, "look"),
  completed: look("is-done is-end", "done", "completed", 4, "done"),
  name_differs: alarm("is-done is-end", "done", "completed", 4, "look"),
  race: alarm("is-race is-end", "race", "race", 4, "look"),
  paid_late: alarm("is-race is-end", "race", "paid_late", 4, "look"),
  releasing: look("is-stop", "stopping", "releasing", 4),
  saved: look("is-done is-end", "done", "completed", 5),
  captured: look("is-done is-end", "done", "completed", 5),
  cancelled: look("is-stop is-end", "stop", "cancelled", 3, "ended"),
  cancelled_by_customer: look("is-stop is-end", "stop", "cancelled", 3, "ended"),
  cancelled_by_cashier: look("is-stop is-end", "stop", "cancelled", 3, "ended"),
  timed_out: look("is-gone is-end", "gone", "expired", 3, "ended"),
  expired: look("is-gone is-end", "gone", "expired", 3, "ended"),
  settled_unpaid: look("is-gone is-end", "gone", "expired", 3, "ended"),
  settled_returned: look("is-stop is-end", "stop", "returned", 3, "ended"),
  not_accepted: alarm("is-fail is-end", "fail", "failed", 1, "ended"),
  basket_refused: alarm("is-fail is-end", "fail", "failed", 1, "ended"),
  start_refused: alarm("is-fail is-end", "fail", "failed", 1, "ended"),
  declined: alarm("is-fail is-end", "fail", "declined", 3, "ended"),
  released: look("is-stop is-end", "stop", "released", 4, "ended"),
  lapsed: alarm("is-gone is-end", "gone", "lapsed", 4, "look"),
  attention: alarm("is-lost", "lost", "attention", 3, "look"),
} satisfies Record<string, Look>;

function nameOf(payment: PaymentView, now: number): FaceName {
  switch (payment.status) {
    case "created":
      return startFace(payment);
    case "waiting":
    case "in_progress":
      return openFace(payment, now);
    case "captured":
      return payment.isSaved ? "captured" : "completed";
    case "in_review":
    case "released":
    case "lapsed":
      return payment.status;
    case "expired":
      return payment.settledAs === null ? "expired" : SETTLED[payment.settledAs];
    case "authorized":
      return approvedFace(payment);
    case "cancelled":
      return payment.endedBy === null ? "cancelled" : CANCELLED_BY[payment.endedBy];
    case "rejected":
      return payment.refusalCode === null ? "declined" : refusalFace(payment.refusalCode);
  }
}

/** Klarna is not known to have it yet. */
function startFace(payment: PaymentView): FaceName {
  if (isPending(payment.cancelWish)) return "cancelling";
  if (payment.failedChecks > 0) return "start_away";
  return payment.isReminded ? "starting" : "reminder";
}

/** The customer may pay at any moment, or may have. */
function openFace(payment: PaymentView, now: number): FaceName {
  if (isPending(payment.cancelWish)) return "cancelling";
  if (isUnsure(payment, now)) return "unsure";
  // A refused cancellation means that the customer was faster: what they did is being read.
  if (payment.isBeingRead || payment.cancelWish === "refused") return "checking";
  if (payment.idCheckChallenge !== null) return "id_check";
  if (payment.status === "in_progress") return payment.lastTry ?? "in_progress";
  const [newest] = payment.sendings;
  if (newest) return sendingFace(newest);
  return payment.isReminded ? "send_choice" : "reminder";
}

function sendingFace(sending: SendingView): FaceName {
  return sending.channel === "qr" ? "qr" : SENT[sending.state];
}

function approvedFace(payment: PaymentView): FaceName {
  // Done, and still approved: the answer came between the reading of the payment and of what was asked for it.
  if (isPending(payment.releaseWish) || payment.releaseWish === "done") return "releasing";
  if (payment.isSaved) return "saved";
  // Of what is to be given back in Klarna's portal there is nothing to decide.
  if (payment.isPaidLate && !payment.isTakenForNothing) return "paid_late";
  if (payment.cancelWish !== null && payment.cancelAskedBy !== null) return "race";
  return payment.differences.some(({ field }) => field === "name") ? "name_differs" : "completed";
}

function refusalFace(code: string): FaceName {
  const plain = code.toLowerCase();
  if (CREDENTIALS.includes(plain)) return "not_accepted";
  return BASKET.some((start) => plain.startsWith(start)) ? "basket_refused" : "start_refused";
}

/** Faces that say themselves what a person must do about it. */
const TELLS_WHY: readonly FaceName[] = ["lapsed", "paid_late", "releasing"];

function isPending(wish: PaymentView["cancelWish"]): boolean {
  return wish === "asked" || wish === "unknown";
}

const SENT = { asked: "sending", unknown: "maybe_sent", refused: "not_sent", done: "sent" } as const;
const SETTLED = { unpaid: "settled_unpaid", returned: "settled_returned" } as const;
const CANCELLED_BY = {
  customer: "cancelled_by_customer",
  cashier: "cancelled_by_cashier",
  timeout: "timed_out",
} as const;
/** These credentials, or this merchant, may not (klarna.md 1.5 [D]). */
const CREDENTIALS = ["unauthorized", "forbidden", "merchant_inactive"];
/** How the codes begin that find fault with what is bought: Klarna's (klarna.md 1.5 [D]) and our own. */
const BASKET = ["bad_value", "amount_", "line", "no_lines", "too_many_lines"];
