import { isUndecided } from "../../src/domain/payment.ts";
import type { PaymentView, SendingView } from "../data.ts";

/** No answer for this long while looks fail: the cashier is told that we are not sure. */
export const UNSURE_AFTER_MS = 30_000;
/** A look this overdue dashes "checked … ago"; this much later it is a red notice with the reason. */
export const LATE_CHECK_MS = 15_000;
export const VERY_LATE_CHECK_MS = 60_000;
/** How long a link rests before it can be sent again the same way. */
export const RESEND_REST_MS = 20_000;

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
  | "lapsed"
  | "unsure"
  | "race"
  | "attention";

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
};

/** Which of its faces a payment wears at this moment. Every status and every state inside it has exactly one. */
export function faceOf(payment: PaymentView, now: number): Face {
  const name = payment.needsAttention && payment.status !== "lapsed" ? "attention" : nameOf(payment, now);
  return { name, ...FACES[name] };
}

/** Whether the payment can still change by itself, so that its window must keep listening. */
export function isLive(payment: PaymentView): boolean {
  return isUndecided(payment.status) || payment.status === "in_review" ||
    (payment.status === "authorized" && isPending(payment.releaseWish));
}

/** Whether the customer may already have paid while we have no answer. */
export function isUnsure(payment: PaymentView, now: number): boolean {
  return isUndecided(payment.status) && payment.failedChecks > 0 && silenceMs(payment, now) >= UNSURE_AFTER_MS;
}

/** How long Klarna has said nothing about this payment. */
export function silenceMs(payment: PaymentView, now: number): number {
  return Math.max(0, now - (payment.checkedAt ?? payment.createdAt));
}

type Look = Omit<Face, "name">;

const look = (tone: string, icon: FaceIcon, word: FaceWord, step: Look["step"]): Look => ({
  tone,
  icon,
  word,
  step,
  isAlert: false,
});
const alarm = (...like: Parameters<typeof look>): Look => ({ ...look(...like), isAlert: true });

const FACES = {
  reminder: look("is-wait", "waiting", "waiting", 1),
  starting: look("is-wait", "waiting", "waiting", 1),
  start_away: alarm("is-lost", "lost", "unsure", 1),
  send_choice: look("is-wait", "waiting", "waiting", 2),
  sending: look("is-wait", "waiting", "waiting", 2),
  maybe_sent: look("is-wait", "waiting", "waiting", 3),
  not_sent: alarm("is-wait", "waiting", "waiting", 2),
  sent: look("is-wait", "waiting", "waiting", 3),
  qr: look("is-wait", "waiting", "waiting", 3),
  in_progress: look("is-prog", "progress", "in_progress", 3),
  try_declined: look("is-prog", "progress", "in_progress", 3),
  went_back: look("is-prog", "progress", "in_progress", 3),
  try_failed: look("is-prog", "progress", "in_progress", 3),
  id_check: alarm("is-prog", "progress", "in_progress", 3),
  checking: look("is-prog", "progress", "checking", 3),
  unsure: alarm("is-lost", "lost", "unsure", 3),
  cancelling: look("is-stop", "stopping", "cancelling", 3),
  in_review: alarm("is-lost", "gone", "in_review", 3),
  completed: look("is-done is-end", "done", "completed", 4),
  race: alarm("is-race is-end", "race", "race", 4),
  releasing: look("is-stop", "stopping", "releasing", 4),
  saved: look("is-done is-end", "done", "completed", 5),
  captured: look("is-done is-end", "done", "completed", 5),
  cancelled: look("is-stop is-end", "stop", "cancelled", 3),
  cancelled_by_customer: look("is-stop is-end", "stop", "cancelled", 3),
  cancelled_by_cashier: look("is-stop is-end", "stop", "cancelled", 3),
  timed_out: look("is-gone is-end", "gone", "expired", 3),
  expired: look("is-gone is-end", "gone", "expired", 3),
  not_accepted: alarm("is-fail is-end", "fail", "failed", 1),
  basket_refused: alarm("is-fail is-end", "fail", "failed", 1),
  start_refused: alarm("is-fail is-end", "fail", "failed", 1),
  declined: alarm("is-fail is-end", "fail", "declined", 3),
  released: look("is-stop is-end", "stop", "released", 4),
  lapsed: alarm("is-gone is-end", "gone", "lapsed", 4),
  attention: alarm("is-lost", "lost", "attention", 3),
} satisfies Record<string, Look>;

function nameOf(payment: PaymentView, now: number): FaceName {
  switch (payment.status) {
    case "created":
      return startFace(payment);
    case "waiting":
    case "in_progress":
      return openFace(payment, now);
    case "in_review":
    case "captured":
    case "expired":
    case "released":
    case "lapsed":
      return payment.status;
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
  if (isPending(payment.releaseWish)) return "releasing";
  if (payment.isSaved) return "saved";
  return payment.cancelWish === null ? "completed" : "race";
}

function refusalFace(code: string): FaceName {
  const plain = code.toLowerCase();
  if (CREDENTIALS.includes(plain)) return "not_accepted";
  return BASKET.some((start) => plain.startsWith(start)) ? "basket_refused" : "start_refused";
}

function isPending(wish: PaymentView["cancelWish"]): boolean {
  return wish === "asked" || wish === "unknown";
}

const SENT = { asked: "sending", unknown: "maybe_sent", refused: "not_sent", done: "sent" } as const;
const CANCELLED_BY = {
  customer: "cancelled_by_customer",
  cashier: "cancelled_by_cashier",
  timeout: "timed_out",
} as const;
/** These credentials, or this merchant, may not (klarna.md 1.5 [D]). */
const CREDENTIALS = ["unauthorized", "forbidden", "merchant_inactive"];
/** How the codes begin that find fault with what is bought: Klarna's (klarna.md 1.5 [D]) and our own. */
const BASKET = ["bad_value", "amount_", "line", "no_lines", "too_many_lines"];
