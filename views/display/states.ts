import type { PaymentView } from "../data.ts";
import { type FaceName, faceOf } from "../payment/face.ts";
import type { DisplayPayment, DisplayState } from "./data.ts";

/**
 * A payment as the customer's screen shows it. The code stands there as soon as Klarna has a page for it, since that is
 * the shortest way, unless the cashier sent the link to the customer's phone.
 */
export function displayPayment(payment: PaymentView, now: number): DisplayPayment {
  const { amountMinor, currency, linkUrl, qrImageUrl } = payment;
  const state = stateOf(payment, now);
  const shown = SHOWS_CODE.includes(state) && !isMessaged(payment) ? { linkUrl, qrImageUrl } : NO_CODE;
  return { kind: "payment", state, amountMinor, currency, ...shown };
}

function stateOf(payment: PaymentView, now: number): DisplayState {
  const state = STATES[faceOf(payment, now).name];
  const [newest] = payment.sendings;
  if (state === "message") return newest?.channel === "email" ? "email" : "sms";
  const hasCode = payment.linkUrl !== null || payment.qrImageUrl !== null;
  return state === "scan" && !hasCode ? "one_moment" : state;
}

/** The link is on its way to the phone, or may be. */
function isMessaged({ sendings: [newest] }: PaymentView): boolean {
  return newest !== undefined && newest.channel !== "qr" && newest.state !== "refused";
}

const SHOWS_CODE: readonly DisplayState[] = ["scan", "try_again"];
const NO_CODE = { linkUrl: null, qrImageUrl: null };

/**
 * What each face says to the customer. Where the till or its cashier must decide, they are asked for a moment: what is
 * wrong is said by a person and not by a screen that others can read. Why Klarna says no is never said.
 */
const STATES: Record<FaceName, DisplayState | "message"> = {
  reminder: "scan",
  starting: "scan",
  start_away: "one_moment",
  send_choice: "scan",
  sending: "message",
  maybe_sent: "message",
  not_sent: "scan",
  sent: "message",
  qr: "scan",
  in_progress: "opened",
  try_declined: "try_again",
  went_back: "try_again",
  try_failed: "try_again",
  id_check: "show_id",
  checking: "checking",
  unsure: "keep_open",
  cancelling: "one_moment",
  in_review: "in_review",
  completed: "paid",
  name_differs: "paid",
  race: "one_moment",
  paid_late: "one_moment",
  releasing: "one_moment",
  saved: "paid",
  captured: "paid",
  cancelled: "one_moment",
  cancelled_by_customer: "one_moment",
  cancelled_by_cashier: "one_moment",
  timed_out: "one_moment",
  expired: "one_moment",
  settled_unpaid: "one_moment",
  settled_returned: "one_moment",
  not_accepted: "one_moment",
  basket_refused: "one_moment",
  start_refused: "one_moment",
  declined: "one_moment",
  released: "one_moment",
  lapsed: "one_moment",
  attention: "keep_open",
};
