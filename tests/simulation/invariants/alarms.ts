import { LAPSES_SOON_MS } from "../../../src/domain/attention.ts";
import type { FaultId } from "../../../src/simulator/fault-catalogue.ts";
import type { Books } from "../books.ts";
import { type Invariant, type Payment, type Seen, unless } from "./seen.ts";

/** What makes Klarna say no, or say something else, without anything being wrong on our side. */
const REFUSING: FaultId[] = ["K8", "K9", "K10", "K16", "K18"];
const MISLEADING: FaultId[] = ["K10", "K12", "K15", "K16", "K18", "K20"];

/**
 * A person is called for a reason only: something was done in Klarna's portal, something ran out, or Klarna's answers
 * were wrong. Else a till that gives up what it could settle itself would look as good as one that settles it.
 */
export const calls: Invariant = (seen) =>
  unless(
    seen.books.attention.filter((item) => item.closedAt === null),
    (item) => isJustified(seen, item),
    (item) => `somebody was called for ${item.kind} (${item.klarnaSays}), and nothing is wrong`,
  );

/** Two clocks may be ten minutes apart each. */
const CLOCKS_APART_MS = 21 * 60_000;
/** Whoever is called for one of these learns more of the same order than that it runs out. */
const GRAVER = ["order_differs", "captured_elsewhere", "captured_voided", "books_differ"];

/** Whoever looks at an approval that runs out within days, and has not been taken, calls a person; who may have put that away. */
export const lapsing: Invariant = ({ books }) =>
  unless(
    books.payments.filter(({ status, authorizationExpiresAt: endsAt, checkedAt }) =>
      status === "authorized" && endsAt !== null && (checkedAt ?? 0) >= endsAt - LAPSES_SOON_MS + CLOCKS_APART_MS
    ),
    ({ id, authorizationExpiresAt: endsAt }) =>
      books.attention.some(({ paymentId, kind, openedAt, closedAt, closedBy }) =>
        paymentId === id && (closedAt === null || closedBy !== null) &&
        (GRAVER.includes(kind) ||
          kind === "about_to_lapse" && openedAt >= (endsAt ?? 0) - LAPSES_SOON_MS - CLOCKS_APART_MS)
      ),
    ({ reference }) => `${reference} runs out, was looked at, and nobody was called`,
  );

function isJustified(seen: Seen, item: Books["attention"][number]): boolean {
  const payment = seen.books.payments.find((one) => one.id === item.paymentId);
  const order = payment && seen.orderOf(payment);
  if (!payment) return false;
  if (order && (seen.world.touchedOrders.has(order.order_id) || order.status === "EXPIRED")) return true;
  switch (item.kind) {
    case "release_refused":
      // What was let go of cannot be let go of again, and an order that lags does not say that it was.
      return isStruck(seen, payment, [...REFUSING, "K12", "K15"]);
    case "capture_refused":
    case "refund_refused":
    case "captured_elsewhere":
    case "captured_voided":
      return isStruck(seen, payment, REFUSING);
    case "no_answer":
      return isLongUnanswered(seen, payment, item.openedAt);
    case "about_to_lapse":
      return Number(item.klarnaSays) - item.readAt < LAPSES_SOON_MS;
    case "end_not_seen":
      return isStruck(seen, payment, MISLEADING) || isRunOut(seen, payment);
    default:
      return item.kind === "paid_after_end" || item.kind === "money_lost" ||
        isStruck(seen, payment, [...MISLEADING, "K11"]);
  }
}

/** Something that was asked for an hour ago had no answer when the person was called, or an order was not read for as long. */
function isLongUnanswered({ books }: Seen, { id, checkedAt, statusAt }: Payment, calledAt: number): boolean {
  if ((checkedAt ?? statusAt) <= calledAt - 60 * 60_000) return true;
  return books.wishes.some(({ paymentId, askedAt, answeredAt }) =>
    paymentId === id && askedAt <= calledAt - 60 * 60_000 && (answeredAt === null || answeredAt >= calledAt)
  );
}

function isStruck({ world }: Seen, payment: Payment, by: readonly FaultId[]): boolean {
  const subjects = [payment.hostedSessionId, payment.orderId, payment.paymentSessionId, "create"];
  return subjects.some((subject) => by.some((id) => world.struck.get(subject ?? "")?.has(id)));
}

function isRunOut({ sessions }: Seen, payment: Payment): boolean {
  const session = sessions.find((one) => one.sessionId === payment.hostedSessionId);
  return session?.isExpired === true;
}
