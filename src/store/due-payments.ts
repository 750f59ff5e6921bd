import type { ExpressionBuilder } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { PaymentRow, Schema } from "../../db/schema.ts";
import { LONGEST_INTERVAL_MS } from "../domain/check-schedule.ts";
import { isOver, isUndecided, PAYMENT_STATUSES } from "../domain/payment.ts";

/** What to look for: this account's payments, those somebody is watching first, no more than this many. */
export type DueQuery = { klarnaAccountId: string; now: number; watched?: readonly string[]; limit: number };

const UNDECIDED_STATUSES = PAYMENT_STATUSES.filter(isUndecided);

/** No look is ever planned further ahead: one that is was planned by a clock that has been set back since. */
const FARTHEST_AHEAD_MS = LONGEST_INTERVAL_MS + 60_000;

/**
 * The payments whose time to ask Klarna has come and that nobody is asking about: the watched ones, then the longest
 * due. Only those of the account we are signed in to: another one's payments, e.g. from practice, mean nothing to it.
 */
export async function duePayments(db: Db, { klarnaAccountId, now, watched = [], limit }: DueQuery): Promise<string[]> {
  const farthestAhead = now + FARTHEST_AHEAD_MS;
  // What is said twice keeps SQLite from passing by all those that are never due again, each second.
  const rows = await db.selectFrom("payment").select("id").where("nextCheckAt", "is not", null)
    .where((eb) => eb.or([eb("nextCheckAt", "<=", now), eb("nextCheckAt", ">", farthestAhead)]))
    .where("klarnaAccountId", "=", klarnaAccountId)
    .where((eb) =>
      eb.or([eb("leaseUntilAt", "is", null), eb("leaseUntilAt", "<=", now), eb("leaseUntilAt", ">", farthestAhead)])
    )
    .$if(watched.length > 0, (rows) => rows.orderBy((eb) => eb("id", "in", [...watched]), "desc"))
    .orderBy("nextCheckAt").limit(limit).execute();
  return rows.map((row) => row.id);
}

/**
 * The payments that are over and whose order is to be read again at night, the longest unread first. `readBefore` is when the
 * night began. An order is read on for a while after it was taken (`takenAfter`) or given back (`endedAfter`). What bears a time to
 * come was written under a clock that has been set back since: it is long ago.
 */
export async function paymentsOfTheNight(
  db: Db,
  query: { klarnaAccountId: string; now: number; readBefore: number; takenAfter: number; endedAfter: number },
): Promise<string[]> {
  const untaken = PAYMENT_STATUSES.filter((status) => isOver(status) && status !== "captured");
  const rows = await db.selectFrom("payment").select("id").where("klarnaAccountId", "=", query.klarnaAccountId)
    .where("orderId", "is not", null)
    .where((eb) => eb.or([eb("statusAt", "<", query.readBefore), eb("statusAt", ">", query.now)]))
    .where((eb) =>
      eb.or([
        eb("nightReadAt", "is", null),
        eb("nightReadAt", "<", query.readBefore),
        eb("nightReadAt", ">", query.now),
      ])
    )
    .where((eb) =>
      eb.or([
        eb.and([eb("status", "=", "captured"), eb("statusAt", ">=", query.takenAfter)]),
        eb.and([eb("status", "in", untaken), eb("statusAt", ">=", query.endedAfter)]),
      ])
    )
    .orderBy("nightReadAt").orderBy("statusAt").execute();
  return rows.map((row) => row.id);
}

/** When the next payment of this account falls due; null when none will. */
export async function nextDueAt(db: Db, klarnaAccountId: string): Promise<number | null> {
  const { at } = await db.selectFrom("payment").select((eb) => eb.fn.min("nextCheckAt").as("at"))
    .where("klarnaAccountId", "=", klarnaAccountId)
    .executeTakeFirstOrThrow();
  return at;
}

/** How a look fails when nobody is there to answer it. */
const NOT_THERE = ["unreachable", "timeout", "connection_lost"];

export function isNobodyThere(failureCode: string): boolean {
  return NOT_THERE.includes(failureCode);
}

const SHORT_WAIT_MS = 30_000;

/** Asks for a look now, whatever was planned: a callback, a wish, a person. */
export async function hintPayment(tx: Tx, paymentId: string, now: number): Promise<void> {
  await tx.updateTable("payment").set({ nextCheckAt: now }).where("id", "=", paymentId).execute();
}

/**
 * Takes the sole right to talk to Klarna about a payment until `untilAt`. Undefined when somebody else has it, or
 * when the payment belongs to another Klarna account than ours and cannot be given up without it.
 * `nextCheckAt` becomes the end of the lease, so that a crash is followed by another look, and so that a hint
 * which lands meanwhile can be told from our own plan.
 */
export function takeLease(
  tx: Tx,
  paymentId: string,
  lease: { owner: string; klarnaAccountId: string; now: number; untilAt: number },
): Promise<PaymentRow | undefined> {
  return tx.updateTable("payment")
    .set({ leaseOwner: lease.owner, leaseUntilAt: lease.untilAt, nextCheckAt: lease.untilAt })
    .where("id", "=", paymentId)
    .where((eb) => eb.or([eb("klarnaAccountId", "=", lease.klarnaAccountId), isGivenUpUnsent(eb)]))
    .where((eb) =>
      eb.or([
        eb("leaseUntilAt", "is", null),
        eb("leaseUntilAt", "<=", lease.now),
        // By a clock that has been set back since.
        eb("leaseUntilAt", ">", lease.now + FARTHEST_AHEAD_MS),
      ])
    )
    .returningAll().executeTakeFirst();
}

/** Somebody wants it stopped, and nobody was ever given a link: that needs no Klarna. */
function isGivenUpUnsent(eb: ExpressionBuilder<Schema, "payment">) {
  const wish = eb.selectFrom("wish").select("wish.id").whereRef("wish.paymentId", "=", "payment.id")
    .where("wish.kind", "=", "cancel").where("wish.state", "in", ["asked", "unknown"]);
  return eb.and([eb("status", "=", "created"), eb("hostedSessionId", "is", null), eb.exists(wish)]);
}

/** Keeps a lease that is still ours for longer. False when it was lost. */
export async function extendLease(
  tx: Tx,
  paymentId: string,
  lease: { owner: string; heldUntilAt: number; untilAt: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable("payment")
    .set((eb) => ({
      leaseUntilAt: lease.untilAt,
      nextCheckAt: eb.case().when("nextCheckAt", "=", lease.heldUntilAt).then(lease.untilAt).else(eb.ref("nextCheckAt"))
        .end(),
    }))
    .where("id", "=", paymentId).where("leaseOwner", "=", lease.owner).where("leaseUntilAt", "=", lease.heldUntilAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives the lease back and plans the next look, unless a hint planned an earlier one meanwhile. */
export async function giveBackLease(
  tx: Tx,
  paymentId: string,
  lease: { owner: string; heldUntilAt: number; nextCheckAt: number | null },
): Promise<void> {
  await tx.updateTable("payment")
    .set((eb) => ({
      leaseOwner: null,
      leaseUntilAt: null,
      nextCheckAt: eb.case().when("nextCheckAt", "=", lease.heldUntilAt).then(lease.nextCheckAt)
        .else(eb.ref("nextCheckAt")).end(),
    }))
    .where("id", "=", paymentId).where("leaseOwner", "=", lease.owner).where("leaseUntilAt", "=", lease.heldUntilAt)
    .execute();
}

/** At start: whoever held a lease is gone, and nobody knows what happened meanwhile. Every look that is planned is due. */
export async function startAllLooks(tx: Tx, now: number): Promise<void> {
  await tx.updateTable("payment").set({ leaseOwner: null, leaseUntilAt: null, nextCheckAt: now })
    .where("nextCheckAt", "is not", null).execute();
}

/** Time goes back by so much: every planned look is due, and what was left of a payment's time stays as long as it was. */
export async function turnTimeBack(tx: Tx, now: number, byMs: number): Promise<void> {
  await tx.updateTable("payment").set({ nextCheckAt: now }).where("nextCheckAt", "is not", null).execute();
  await tx.updateTable("payment").set((eb) => ({ limitAt: eb("limitAt", "-", byMs) }))
    .where("status", "in", UNDECIDED_STATUSES).execute();
}

/**
 * Klarna is back: payments that wait long only because it was not there are due now. A short wait goes on, and so does
 * one that Klarna asked for.
 */
export async function hintBackedOffPayments(tx: Tx, klarnaAccountId: string, now: number): Promise<void> {
  await tx.updateTable("payment").set({ nextCheckAt: now }).where("klarnaAccountId", "=", klarnaAccountId)
    .where("failureCode", "in", NOT_THERE).where("nextCheckAt", ">", now + SHORT_WAIT_MS)
    .where("leaseOwner", "is", null).execute();
}

/** A customer's record changed: payments Klarna may still be told of are due now. */
export async function hintOpenPaymentsOfCustomer(tx: Tx, customerId: string, now: number): Promise<void> {
  await tx.updateTable("payment").set({ nextCheckAt: now }).where("customerId", "=", customerId)
    .where("status", "in", ["created", "waiting"]).execute();
}
