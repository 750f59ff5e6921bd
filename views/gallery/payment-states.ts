import type { FieldProblem, Problem } from "../../src/domain/problem.ts";
import type { Frame, PaymentView, SaleView, SendingView } from "../data.ts";
import type { WindowShow } from "../payment/shows.ts";
import type { FaceName } from "../payment/face.ts";

import { LEO, ROISIN, SAM } from "./customers.ts";
import { CASH_TENDER, KLARNA_TENDER, makePayment, makeSending, MINUTE, NOW, SECOND } from "./people-and-things.ts";

/** A payment in one state, the face it must wear, and which view of its window is open. */
export type PaymentState = {
  name: string;
  face: FaceName;
  payment: PaymentView;
  show?: WindowShow;
  /** What is special about its sale. */
  sale?: Partial<SaleView>;
  /** What is wrong with the record that is being changed. */
  problems?: Record<string, FieldProblem>;
  /** What was probably meant in it. */
  suggestions?: Record<string, string>;
  /** Why the last press was not done. */
  problem?: Problem;
  /** Who looks at it, when not a cashier. */
  frame?: Partial<Frame>;
  hasScreen?: boolean;
};

const DAY = 24 * 60 * MINUTE;
const opened = { status: "in_progress" as const, at: NOW - 30 * SECOND };
const born = makePayment().events;
const sent = { sendings: [makeSending()] };
const onPhone = { ...sent, status: "in_progress" as const, events: [...born, opened] };
const approved = {
  ...onPhone,
  status: "authorized" as const,
  klarnaReference: "KL-7F3Q-29DM",
  events: [...born, opened, { status: "authorized" as const, at: NOW - 3 * SECOND }],
};
const silent = {
  failedChecks: 6,
  failureCode: "timeout",
  checkedAt: NOW - 72 * SECOND,
  createdAt: NOW - 143 * SECOND,
  limitAt: NOW - 143 * SECOND + 15 * MINUTE,
  nextCheckAt: NOW + 5 * SECOND,
};
const notYetAtKlarna = {
  status: "created" as const,
  linkUrl: null,
  checkedAt: null,
  events: born.slice(0, 1),
};

const state = (
  name: string,
  face: FaceName,
  changes: Partial<PaymentView>,
  show: WindowShow = "auto",
  rest: Pick<PaymentState, "sale" | "problems" | "suggestions" | "problem" | "frame" | "hasScreen"> = {},
): PaymentState => ({
  name,
  face,
  payment: makePayment(changes),
  show,
  ...rest,
});
const elsewhere = {
  registerName: "Workshop",
  registerNumber: 1,
  staffName: "Ben",
  startedBy: "stf_ben",
  startedByName: "Ben",
};
const FINISHED = { sale: { status: "completed", completedAt: NOW - MINUTE } } satisfies Partial<PaymentState>;
const OTHER_NAME = { field: "name", klarnas: "N. Karim-Holt", ours: "Sam Karim", isTakeable: true } as const;
const OTHER_PHONE = { field: "phone", klarnas: "07700 900456", ours: "", isTakeable: true } as const;
const OTHER_ADDRESS = {
  field: "address",
  klarnas: "2 High Street, NN13 7DS, Brackley",
  ours: "14 Mill Lane, NN13 0ZZ, Brackley",
  isTakeable: true,
} as const;
const NO_PHONE = { field: "phone", klarnas: "07700 90", ours: "07700 900456", isTakeable: false } as const;
const HALF_ADDRESS = { ...OTHER_ADDRESS, klarnas: "2 High Street, Dublin, Ireland", isTakeable: false };
const HALF_NAME = { ...OTHER_NAME, klarnas: "Karim-Holt", isTakeable: false };
const NO_EMAIL = {
  field: "email",
  klarnas: "sam at example",
  ours: "s.karim@example.com",
  isTakeable: false,
} as const;
const bens = { startedBy: "stf_ben", startedByName: "Ben" };

/** Links go by other routes, too. */
const bothRoutes = { routes: { sms: ["klarna", "own_sms"], email: ["klarna", "own_mail"] } } satisfies Partial<
  PaymentView
>;
const refusedTexts = {
  routes: { sms: ["own_sms"], email: ["klarna", "own_mail"] },
  refusedChannels: [{ channel: "sms", refusedAt: NOW - 2 * DAY, againAt: NOW + 5 * DAY }],
} satisfies Partial<PaymentView>;
const noTexts = { ...refusedTexts, routes: { sms: [], email: ["own_mail"] } } satisfies Partial<PaymentView>;
const noRoute = {
  routes: { sms: [], email: [] },
  refusedChannels: [
    ...refusedTexts.refusedChannels,
    { channel: "email", refusedAt: NOW - DAY, againAt: NOW + 6 * DAY },
  ],
} satisfies Partial<PaymentView>;
const asMona = {
  operator: { staffId: "stf_mona", name: "Mona", role: "manager", registerName: "Front till", registerNumber: 2 },
} satisfies Partial<Frame>;
const refusedText = (changes: Partial<SendingView>) => makeSending({ state: "refused", answerCode: "400", ...changes });
const ourEmail = { channel: "email", via: "own_mail", maskedAddress: "s•••@example.com" } as const;

/** Every state a payment can be in, in the order of its life. */
export const PAYMENT_STATES: PaymentState[] = [
  state("reminder", "reminder", { ...notYetAtKlarna, isReminded: false }),
  state("reminder-open", "reminder", { isReminded: false }),
  state("starting", "starting", notYetAtKlarna),
  state("start-away", "start_away", { ...notYetAtKlarna, failedChecks: 2, failureCode: "unreachable" }),
  state("start-cancelling", "cancelling", { ...notYetAtKlarna, cancelWish: "asked" }),
  state("identity", "send_choice", {}, "identity"),
  state("send-choice", "send_choice", {}),
  state("send-choice-no-contact", "send_choice", { customer: LEO }),
  state("send-choice-abroad", "send_choice", { customer: ROISIN }),
  state("send-choice-no-state", "send_choice", {
    customer: { ...SAM, country: "US", missing: ["street", "postal_code", "city", "region"], untold: "no_region" },
  }),
  state("identity-abroad", "send_choice", { customer: ROISIN }, "identity"),
  state("contact", "send_choice", {}, "contact"),
  state("contact-problems", "sent", sent, "contact", { problems: { phone: "not_a_phone", email: "not_an_email" } }),
  state("contact-suggestion", "sent", sent, "contact", { suggestions: { email: "sam.karim@gmail.com" } }),
  state("send-choice-ours", "send_choice", refusedTexts),
  state("send-choice-ours-manager", "send_choice", refusedTexts, "auto", { frame: asMona }),
  state("send-choice-no-route", "send_choice", noRoute),
  state("send-choice-too-many", "send_choice", {}, "auto", {
    problem: { kind: "send_too_many", of: "address", waitMs: 5 * 60 * MINUTE },
  }),
  state("sending", "sending", { sendings: [makeSending({ state: "asked", askedAt: NOW - SECOND })] }),
  state("maybe-sent", "maybe_sent", { sendings: [makeSending({ state: "unknown" })] }),
  state("not-sent", "not_sent", { sendings: [makeSending({ state: "refused", answerCode: "sms_off" })] }),
  state("sending-ours", "sending", { sendings: [makeSending({ ...ourEmail, state: "asked", askedAt: NOW - SECOND })] }),
  state("sending-away", "sending", {
    ...bothRoutes,
    sendings: [makeSending({ state: "asked", askedAt: NOW - 9 * SECOND })],
    failedChecks: 2,
    failureCode: "unreachable",
  }),
  state("maybe-sent-ours", "maybe_sent", {
    ...bothRoutes,
    sendings: [makeSending({ via: "own_sms", state: "unknown" }), makeSending({ state: "unknown" })],
  }),
  state("maybe-sent-or-ours", "maybe_sent", { ...bothRoutes, sendings: [makeSending({ state: "unknown" })] }),
  state("not-sent-channel", "not_sent", { ...noTexts, sendings: [refusedText({ refusalAbout: "channel" })] }),
  state("not-sent-channel-ours", "not_sent", { ...refusedTexts, sendings: [refusedText({ refusalAbout: "channel" })] }),
  state("not-sent-address", "not_sent", { ...bothRoutes, sendings: [refusedText({ refusalAbout: "address" })] }),
  state("not-sent-too-many", "not_sent", { sendings: [refusedText({ answerCode: "too_many" })] }),
  state("not-sent-by-mail-server", "not_sent", {
    ...bothRoutes,
    sendings: [refusedText({ ...ourEmail, answerCode: "unavailable" }), makeSending()],
  }),
  state("not-sent-by-text-provider", "not_sent", { ...refusedTexts, sendings: [refusedText({ via: "own_sms" })] }),
  state("sent-ours", "sent", { ...refusedTexts, sendings: [makeSending({ via: "own_sms" }), refusedText({})] }),
  state("sent-email-ours", "sent", {
    ...bothRoutes,
    sendings: [makeSending(ourEmail), refusedText({ channel: "email", maskedAddress: "s•••@example.com" })],
  }),
  state("sent", "sent", sent),
  state("sent-just-now", "sent", { sendings: [makeSending({ askedAt: NOW - 4 * SECOND })] }),
  state("sent-email", "sent", { sendings: [makeSending({ channel: "email", maskedAddress: "s•••@example.com" })] }),
  state("send-another-way", "sent", sent, "send"),
  state("qr", "qr", { sendings: [makeSending({ channel: "qr", maskedAddress: null })] }),
  state("qr-on-screen", "qr", { sendings: [makeSending({ channel: "qr", maskedAddress: null })] }, "auto", {
    hasScreen: true,
  }),
  state("qr-picture", "qr", {
    linkUrl: null,
    qrImageUrl: "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=",
    sendings: [makeSending({ channel: "qr", maskedAddress: null })],
  }),
  state("near-limit", "sent", { ...sent, createdAt: NOW - 13.5 * MINUTE, limitAt: NOW + 1.5 * MINUTE }),
  state("near-last-limit", "sent", { ...sent, createdAt: NOW - 58.5 * MINUTE, limitAt: NOW + 1.5 * MINUTE }),
  state("late-check", "sent", { ...sent, checkedAt: NOW - 18 * SECOND, nextCheckAt: NOW - 16 * SECOND }),
  state("very-late-check", "sent", { ...sent, checkedAt: NOW - 65 * SECOND, nextCheckAt: NOW - 63 * SECOND }),
  state("in-progress", "in_progress", onPhone),
  state("in-progress-other-till", "in_progress", { ...onPhone, ...elsewhere }),
  state("in-progress-take-over", "in_progress", { ...onPhone, ...elsewhere }, "takeover"),
  state("completed-other-till", "completed", { ...approved, ...elsewhere }),
  state("cancel-confirm", "in_progress", onPhone, "cancel"),
  state("try-declined", "try_declined", { ...onPhone, lastTry: "try_declined" }),
  state("went-back", "went_back", { ...onPhone, lastTry: "went_back" }),
  state("try-failed", "try_failed", { ...onPhone, lastTry: "try_failed" }),
  state("id-check", "id_check", { ...onPhone, idCheckChallenge: "A78" }),
  state("id-check-no-code", "id_check", { ...onPhone, idCheckChallenge: "" }),
  state("id-check-matches", "id_check", { ...onPhone, idCheckChallenge: "A78", idCheckAnswer: "matches" }),
  state("id-check-differs", "id_check", { ...onPhone, idCheckChallenge: "A78", idCheckAnswer: "differs" }),
  state("checking", "checking", { ...onPhone, isBeingRead: true, checkedAt: NOW }),
  state("checking-after-cancel", "checking", { ...onPhone, cancelWish: "refused" }),
  state("unsure", "unsure", { ...onPhone, ...silent }),
  state("unsure-near-limit", "unsure", { ...onPhone, ...silent, limitAt: NOW + MINUTE }),
  state("unsure-leave", "unsure", { ...onPhone, ...silent }, "leave"),
  state("unsure-put-aside", "unsure", { ...onPhone, ...silent }, "auto", { sale: { status: "parked" } }),
  state("cancelling", "cancelling", { ...onPhone, cancelWish: "asked" }),
  state("cancelling-unknown", "cancelling", {
    ...onPhone,
    ...silent,
    cancelWish: "unknown",
    stopAskedAt: NOW - MINUTE,
  }),
  state(
    "cancelling-put-aside",
    "cancelling",
    { ...onPhone, cancelWish: "unknown", stopAskedAt: NOW - MINUTE },
    "auto",
    {
      sale: { status: "parked" },
    },
  ),
  state("in-review", "in_review", { ...onPhone, status: "in_review", klarnaReference: "KL-7F3Q-29DM" }),
  state("in-review-put-aside", "in_review", { ...onPhone, status: "in_review" }, "auto", {
    sale: { status: "parked" },
  }),
  state("completed", "completed", approved),
  state("name-differs", "name_differs", { ...approved, differences: [OTHER_NAME] }),
  state("contact-differs", "completed", { ...approved, differences: [OTHER_PHONE, OTHER_ADDRESS] }),
  state("contact-differs-unreadable", "completed", { ...approved, differences: [NO_PHONE, OTHER_ADDRESS] }),
  state("bill-not-takeable", "name_differs", {
    ...approved,
    differences: [HALF_NAME, NO_EMAIL, NO_PHONE, HALF_ADDRESS],
  }),
  state("record-changed", "completed", { ...approved, differences: [OTHER_ADDRESS] }, "auto", {
    problem: { kind: "record_changed" },
  }),
  state("bill-changed", "completed", approved, "auto", { problem: { kind: "bill_changed" } }),
  state("undo-confirm", "completed", approved, "undo"),
  state("undo-confirm-of-another", "completed", { ...approved, ...bens }, "undo"),
  state("race", "race", { ...approved, cancelWish: "refused", cancelAskedAt: NOW - 4 * SECOND }),
  state("race-of-another", "race", { ...approved, ...bens, cancelWish: "refused", cancelAskedAt: NOW - 4 * SECOND }),
  state("paid-as-time-ran-out", "completed", { ...approved, cancelWish: "refused", cancelAskedBy: null }),
  state("paid-late", "paid_late", { ...approved, isPaidLate: true, needsAttention: true }),
  state("paid-late-sale-finished", "paid_late", { ...approved, isPaidLate: true, needsAttention: true }, "auto", {
    sale: { status: "completed", completedAt: NOW - MINUTE, tenders: [CASH_TENDER] },
  }),
  state("paid-late-other-name", "paid_late", {
    ...approved,
    isPaidLate: true,
    needsAttention: true,
    differences: [OTHER_NAME],
  }),
  state("race-sale-finished", "race", { ...approved, cancelWish: "refused" }, "auto", {
    sale: { status: "completed", completedAt: NOW - MINUTE, tenders: [CASH_TENDER] },
  }),
  state("releasing", "releasing", { ...approved, releaseWish: "asked" }),
  state("releasing-late", "releasing", { ...approved, releaseWish: "unknown", stopAskedAt: NOW - MINUTE }),
  state("releasing-sale-given-up", "releasing", { ...approved, releaseWish: "asked" }, "auto", {
    sale: { status: "voided", tenders: [] },
  }),
  state("saved", "saved", { ...approved, isSaved: true }),
  state("captured-unsaved", "completed", { ...approved, status: "captured" }),
  state("captured", "captured", { ...approved, status: "captured", isSaved: true }),
  state("cancelled", "cancelled", { ...onPhone, status: "cancelled" }),
  state("cancelled-by-customer", "cancelled_by_customer", { ...onPhone, status: "cancelled", endedBy: "customer" }),
  state("cancelled-by-cashier", "cancelled_by_cashier", { ...onPhone, status: "cancelled", endedBy: "cashier" }),
  state("cancelled-by-another", "cancelled_by_cashier", {
    ...onPhone,
    status: "cancelled",
    endedBy: "cashier",
    cancelAskedBy: { staffId: "stf_ben", name: "Ben" },
  }),
  state("cancelled-at-once", "cancelled_by_cashier", { ...notYetAtKlarna, status: "cancelled", endedBy: "cashier" }),
  state("settled-unpaid", "settled_unpaid", { ...onPhone, status: "expired", settledAs: "unpaid" }),
  state("settled-returned", "settled_returned", { ...onPhone, status: "expired", settledAs: "returned" }),
  state("timed-out", "timed_out", { ...onPhone, status: "cancelled", endedBy: "timeout" }),
  state("timed-out-at-once", "timed_out", { ...notYetAtKlarna, status: "cancelled", endedBy: "timeout" }),
  state("expired", "expired", { ...sent, status: "expired" }),
  state("not-accepted", "not_accepted", { ...notYetAtKlarna, status: "rejected", refusalCode: "unauthorized" }),
  state("basket-refused", "basket_refused", { ...notYetAtKlarna, status: "rejected", refusalCode: "BAD_VALUE" }),
  state("start-refused", "start_refused", { ...notYetAtKlarna, status: "rejected", refusalCode: "NOT_FOUND" }),
  state("declined", "declined", { ...approved, status: "rejected" }),
  state("released", "released", { ...approved, status: "released" }),
  state("released-sale-finished", "released", { ...approved, status: "released", isSaved: true }, "auto", FINISHED),
  state("lapsed", "lapsed", { ...approved, status: "lapsed" }),
  state("attention", "attention", { ...approved, needsAttention: true }),
  state("attention-open", "attention", { ...onPhone, needsAttention: true }),
  state("attention-put-aside", "attention", { ...onPhone, status: "in_review", needsAttention: true }, "auto", {
    sale: { status: "parked" },
  }),
  state("attention-saved", "attention", { ...approved, isSaved: true, needsAttention: true }),
  state("settle", "attention", { ...onPhone, needsAttention: true }, "settle"),
  state("settle-out-of-reach", "attention", { ...approved, needsAttention: true, isOutOfReach: true }, "settle"),
  state("other-account", "unsure", { ...onPhone, ...silent, failureCode: "other_account" }),
];

/** The sale's tenders while this payment is in this state. */
export function tendersOf({ payment }: PaymentState) {
  return payment.isSaved ? [KLARNA_TENDER] : [];
}
