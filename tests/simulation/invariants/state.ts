import { isOver, type PaymentStatus } from "../../../src/domain/payment.ts";
import { short } from "../trace.ts";
import { EDGES } from "./edges.ts";
import { type Invariant, type Order, type Payment, type Seen, unless } from "./seen.ts";

const MONEYLESS: PaymentStatus[] = ["cancelled", "expired", "rejected"];
const MONEYED: PaymentStatus[] = ["in_review", "authorized", "captured"];

/** M5: no money is believed in but what stands in Klarna's book. */
const M5: Invariant = (seen) =>
  unless(
    seen.books.payments.filter((payment) => MONEYED.includes(payment.status)),
    (payment) => {
      const order = seen.orderOf(payment);
      if (order?.order_id !== payment.orderId || order?.order_amount !== payment.amountMinor) return false;
      if (payment.status === "captured") return order.captured_amount > 0;
      return payment.status === "in_review" || order.fraud_status === "ACCEPTED";
    },
    (payment) => `${payment.reference} is ${payment.status}, and Klarna's book does not say so`,
  );

/** M13: only edges of the table occur; endings stay, but for a named correction; an ending is one at Klarna too. */
const M13: Invariant = (seen) => [
  ...seen.books.payments.flatMap((payment) => brokenSteps(seen, payment)),
  ...unless(
    seen.books.payments,
    (payment) => isTrueEnding(seen, payment),
    (payment) => `${payment.reference} is said to be ${payment.status}, and at Klarna it is not`,
  ),
];

function brokenSteps({ books }: Seen, payment: Payment): string[] {
  const events = books.events.filter((event) => event.paymentId === payment.id);
  const steps = events.filter((event) => event.toStatus !== null);
  const last = steps.at(-1)?.toStatus;
  const complaints = steps.flatMap((event, index) => {
    const { fromStatus: from, toStatus: to, cause } = event;
    if (index === 0 && from === null && to === "created") return [];
    const isNext = from !== null && from === steps[index - 1]?.toStatus;
    const isCorrection = cause === "correction" && from !== null && to !== null && MONEYLESS.includes(from) &&
      MONEYED.includes(to) && payment.correctedAt !== null;
    return isNext && (isCorrection || EDGES.includes(`${from}>${to}`)) ? [] : [`${payment.reference}: ${from} > ${to}`];
  });
  if (last !== payment.status) complaints.push(`${payment.reference} is ${payment.status}, its history says ${last}`);
  if (events.some((event, index) => event.position !== index + 1)) complaints.push(`${payment.reference}: a hole`);
  return complaints;
}

/** Two clocks may be ten minutes apart each. */
const CLOCKS_APART_MS = 21 * 60_000;

function isTrueEnding(seen: Seen, payment: Payment): boolean {
  const session = seen.sessions.find((one) => one.sessionId === payment.hostedSessionId);
  const order = seen.orderOf(payment);
  const isByHand = seen.books.events.some((event) =>
    event.paymentId === payment.id && event.toStatus === "expired" && event.cause === "correction"
  );
  switch (payment.status) {
    case "cancelled":
      return payment.hostedSessionId === null || session?.status === "DISABLED" || session?.status === "CANCELLED";
    case "expired":
      return isByHand || session?.isExpired === true ||
        Date.parse(session?.expiresAt ?? "") <= seen.world.clock.now() + CLOCKS_APART_MS;
    case "released":
      // What our book has as taken was taken, and stays so when it goes back.
      if (seen.books.captures.some(({ paymentId }) => paymentId === payment.id)) return false;
      return order?.status === "CANCELLED" || order?.status === "CLOSED" || isAllGivenBack(order);
    case "lapsed":
      return order?.status === "EXPIRED" || order?.status === "CLOSED";
    case "rejected":
      return payment.orderId === null || order?.fraud_status === "REJECTED";
    default:
      return true;
  }
}

/** Taken and given back again in Klarna's portal. */
export function isAllGivenBack(order: Order | undefined): boolean {
  return order !== undefined && order.captured_amount > 0 && order.refunded_amount === order.captured_amount;
}

/** No look is planned further ahead than the sparsest pace, the longest back-off and two clocks apart. */
const LONGEST_WAIT_MS = 60 * 60_000 + CLOCKS_APART_MS;

/** M16: every open payment has exactly one due time, none too far; a word to look now is not lost; no lease stays. */
const M16: Invariant = (seen) => {
  const { books, world } = seen;
  const now = world.clock.now();
  return [
    ...unless(
      books.payments.filter((payment) => !isOver(payment.status) || owesRefund(seen, payment)),
      (payment) => payment.nextCheckAt !== null && payment.nextCheckAt <= now + LONGEST_WAIT_MS,
      (payment) => `${payment.reference} is ${payment.status} and looked at next ${payment.nextCheckAt}`,
    ),
    ...unless(
      books.payments,
      (payment) => payment.leaseOwner === null,
      (payment) => `the lease of ${payment.reference} was not given back`,
    ),
    ...unless(
      books.payments.filter((payment) => world.hints.has(payment.id)),
      (payment) => isFollowed(seen, payment),
      (payment) => `the word to look at ${payment.reference} now was lost`,
    ),
  ];
};

/** Klarna was asked to give something back, or is to be, and has not answered. */
function owesRefund({ books }: Seen, { id, status }: Payment): boolean {
  const isOpen = (state: string) => state === "asked" || state === "unknown";
  return status === "captured" &&
    books.wishes.some((wish) => wish.paymentId === id && wish.kind === "refund" && isOpen(wish.state));
}

/** A payment that was looked at this very moment is looked at again a moment later. */
const LOOKS_APART_MS = 500;

function isFollowed({ world }: Seen, payment: Payment): boolean {
  const { lastAbout } = world.asked;
  const names = [payment.hostedSessionId, payment.orderId, payment.paymentSessionId];
  const lastAsked = Math.max(...names.map((id) => lastAbout.get(id ?? "") ?? 0));
  const isDue = payment.nextCheckAt !== null && payment.nextCheckAt <= world.clock.now() + LOOKS_APART_MS;
  return isDue || isOver(payment.status) || lastAsked > (world.hints.get(payment.id) ?? 0);
}

/** M19: no effect without its permission, as far as the book says who answers for it. */
const M19: Invariant = ({ books, world }) => {
  const roleOf = (staffId: unknown) => world.people.find((person) => person.id === staffId)?.role;
  return unless(books.events, (event) => {
    const payment = books.payments.find((one) => one.id === event.paymentId);
    const detail: unknown = JSON.parse(event.detail ?? "{}");
    const approvedBy = detail !== null && typeof detail === "object" && "approvedBy" in detail && detail.approvedBy;
    const isSenior = roleOf(approvedBy) === "senior" || roleOf(approvedBy) === "manager";
    if (event.kind === "release_asked") return approvedBy === payment?.staffId || isSenior;
    if (event.cause === "correction" && event.toStatus === "expired") return roleOf(event.staffId) === "manager";
    const wasStopped = books.wishes.some((wish) =>
      wish.paymentId === event.paymentId && wish.kind === "cancel" && wish.staffId !== null && wish.askedAt < event.at
    );
    return event.kind !== "saved" || !wasStopped || approvedBy === payment?.staffId || isSenior;
  }, (event) => `${event.kind} of ${short(event.paymentId)} was nobody's to decide`);
};

/** M14: no message more than somebody asked for: Klarna has no key for them, so one that may have gone out is not repeated. */
const M14: Invariant = ({ books, world }) => {
  if (books.sendings.length === 0) return [];
  const messages = world.simulator.control.listMessages();
  return unless(books.payments.filter((payment) => payment.hostedSessionId !== null), (payment) => {
    const asked = books.sendings.filter((one) => one.paymentId === payment.id && one.channel !== "qr").length;
    return messages.filter((one) => one.sessionId === payment.hostedSessionId).length <= asked;
  }, (payment) => `the customer of ${payment.reference} got more messages than were asked for`);
};

const AUTOMATIC = [
  "answered",
  "seen_unpaid_until_its_end",
  "released",
  "order_found",
  "refund_booked",
  "read_again",
  "looked_again",
  "extended",
  "sale_given_up",
  "rest_not_taken",
  "captured_voided",
  "given_back",
  "payment_captured",
  "payment_released",
  "payment_lapsed",
  "payment_rejected",
];

/** L4: no attention item closes without a person and a reason, or a named automatic cause. */
const L4: Invariant = ({ books }) =>
  unless(
    books.attention.filter((item) => item.closedAt !== null),
    (item) => item.closeReason !== null && (item.closedBy !== null || AUTOMATIC.includes(item.closeReason)),
    (item) => `what called a person for ${short(item.paymentId)} was closed by nobody`,
  );

export const STATE = { M5, M13, M14, M16, M19, L4 } satisfies Record<string, Invariant>;
