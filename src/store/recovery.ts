import type { ExpressionBuilder } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { Schema } from "../../db/schema.ts";
import { isOver, isUndecided, PAYMENT_STATUSES, type PaymentStatus } from "../domain/payment.ts";

/** Of these payments, the ones that this database holds. */
export async function heldPayments(db: Db, paymentIds: readonly string[]): Promise<Set<string>> {
  if (paymentIds.length === 0) return new Set();
  const rows = await db.selectFrom("payment").select("id").where("id", "in", [...paymentIds]).execute();
  return new Set(rows.map((row) => row.id));
}

/** The payments that were brought back at this time or later. */
export async function broughtBackSince(db: Db, at: number): Promise<string[]> {
  const rows = await db.selectFrom("payment").select("id").where("recoveredAt", ">=", at).execute();
  return rows.map((row) => row.id);
}

/** What a recovery waits for, and when it began to. */
type AskedAgain = { paymentIds: readonly string[]; since: number };

/** An ordinary look asks Klarna no more about these: it has paid out, or has let go. Only what the night does reads their orders. */
export const SETTLED: readonly PaymentStatus[] = ["captured", "released", "lapsed"];
const UNDECIDED = PAYMENT_STATUSES.filter(isUndecided);
/** Endings without money. */
const NOTHING_CAME: readonly PaymentStatus[] = PAYMENT_STATUSES.filter((status) =>
  isOver(status) && status !== "captured"
);

/**
 * These payments and all that began or moved at `since` or later are due now, and count as unread until Klarna has answered.
 * Practice at another account than ours is left out: it moved no money, and nobody there would ever be asked.
 */
export async function askAgain(
  tx: Tx,
  query: { klarnaAccountId: string; since: number; alsoIds: readonly string[]; now: number },
): Promise<string[]> {
  const { klarnaAccountId, since, alsoIds, now } = query;
  const rows = await tx.updateTable("payment").set({ checkedAt: null, nightReadAt: null, failedChecks: 0 })
    .where((eb) => eb.or([eb("createdAt", ">=", since), eb("statusAt", ">=", since), eb("id", "in", [...alsoIds])]))
    .where((eb) => eb.or([eb("mode", "=", "live"), eb("klarnaAccountId", "=", klarnaAccountId)]))
    .where((eb) =>
      eb.or([
        isSettled(eb),
        eb("hostedSessionId", "is not", null),
        eb("nextCheckAt", "is not", null),
      ])
    )
    .returning(["id", "status"]).execute();
  const ids = rows.map((row) => row.id);
  await tx.updateTable("payment").set({ nextCheckAt: now }).where("id", "in", ids).where("status", "not in", SETTLED)
    .execute();
  return ids;
}

/** Of these payments, the ones that Klarna has not answered about yet, but for those that cannot be read, for which a person was called. */
export async function unreadPayments(db: Db, recovery: AskedAgain): Promise<string[]> {
  if (recovery.paymentIds.length === 0) return [];
  const rows = await db.selectFrom("payment").select("id").where("id", "in", [...recovery.paymentIds])
    .where((eb) => eb.or([isOngoingUnread(eb), isSettledUnread(eb)]))
    .$if(
      await isAnyOrderRead(db, recovery),
      (unread) => unread.where((eb) => eb.not(eb.exists(callsSince(eb, recovery.since)))),
    ).execute();
  return rows.map((row) => row.id);
}

/** Of these payments at this account, those of which Klarna has paid out or let go, and whose orders were not read yet. */
export async function unreadSettled(db: Db, recovery: AskedAgain, klarnaAccountId: string): Promise<string[]> {
  if (recovery.paymentIds.length === 0) return [];
  const rows = await db.selectFrom("payment").select("id").where("id", "in", [...recovery.paymentIds])
    .where("klarnaAccountId", "=", klarnaAccountId).where(isSettledUnread).orderBy("statusAt").execute();
  return rows.map((row) => row.id);
}

/** Of these payments, those that go on and about which looks bring no answer: how often in a row, and what the last one brought. */
export function failingPayments(
  db: Db,
  recovery: AskedAgain,
): Promise<{ id: string; failedChecks: number; failureCode: string | null }[]> {
  return db.selectFrom("payment").select(["id", "failedChecks", "failureCode"])
    .where("id", "in", [...recovery.paymentIds]).where(isOngoingUnread).where("failedChecks", ">", 0).execute();
}

/** While none of many orders can be read, it is not a single order that is at fault, but Klarna, or who asks it. */
export async function isAnyOrderRead(db: Db, recovery: AskedAgain): Promise<boolean> {
  const { orders, read } = await db.selectFrom("payment").select((eb) => [
    eb.fn.countAll<number>().as("orders"),
    eb.fn.countAll<number>().filterWhere((at) => at.not(at.or([isOngoingUnread(at), isSettledUnread(at)]))).as("read"),
  ]).where("id", "in", [...recovery.paymentIds]).where("orderId", "is not", null).executeTakeFirstOrThrow();
  return read > 0 || orders <= 1;
}

/** Calls of this recovery that say that an order cannot be read. */
function callsSince(eb: ExpressionBuilder<Schema, "payment">, since: number) {
  return eb.selectFrom("attentionItem").select("attentionItem.id").whereRef(
    "attentionItem.paymentId",
    "=",
    "payment.id",
  )
    .where("attentionItem.readAt", ">=", since)
    .where((at) =>
      at.or([
        at("attentionItem.klarnaSays", "=", "gone"),
        at("attentionItem.kind", "in", ["look_breaks", "not_reread"]),
      ])
    );
}

function isOngoingUnread(eb: ExpressionBuilder<Schema, "payment">) {
  return eb.and([eb("payment.status", "not in", SETTLED), eb("payment.checkedAt", "is", null)]);
}

function isSettledUnread(eb: ExpressionBuilder<Schema, "payment">) {
  return eb.and([isSettled(eb), eb("payment.nightReadAt", "is", null)]);
}

function isSettled(eb: ExpressionBuilder<Schema, "payment">) {
  return eb.and([eb("status", "in", SETTLED), eb("orderId", "is not", null)]);
}

/** What Klarna's page of a payment is called, for a payment of which the backup did not know that it was open. */
export async function adoptSessions(
  tx: Tx,
  paymentId: string,
  sessions: { paymentSessionId: string; hostedSessionId: string; sessionExpiresAt: number | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable("payment").set(sessions)
    .where("id", "=", paymentId).where("status", "=", "created").where("hostedSessionId", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Which order Klarna has for it, where the backup did not know yet that there is one: Klarna may have forgotten the page. */
export async function adoptOrder(tx: Tx, paymentId: string, orderId: string, now: number): Promise<void> {
  await tx.updateTable("payment").set({ orderId, completionSeenAt: now }).where("id", "=", paymentId)
    .where("orderId", "is", null).where("status", "in", UNDECIDED).execute();
}

/** The lost sales that were made again for a payment to which nothing came: nothing is in them, and nobody paid. */
export async function emptyRecoveredSales(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("sale").select("sale.id").where("sale.status", "=", "parked")
    .where((eb) =>
      eb.exists(
        eb.selectFrom("payment").select("payment.id").whereRef("payment.saleId", "=", "sale.id")
          .where("payment.recoveredAt", "is not", null),
      )
    )
    .where((eb) =>
      eb.not(eb.exists(
        eb.selectFrom("payment").select("payment.id").whereRef("payment.saleId", "=", "sale.id")
          .where("payment.status", "not in", NOTHING_CAME),
      ))
    )
    .where((eb) =>
      eb.not(eb.exists(
        eb.selectFrom("lineItem").select("lineItem.id").whereRef("lineItem.saleId", "=", "sale.id"),
      ))
    )
    .execute();
  return rows.map((row) => row.id);
}

/** Where a lost sale stood; when this backup is older than that register or that person, somebody who is there. */
export async function placeOf(
  db: Db,
  wanted: { registerId: string; staffId: string },
): Promise<{ registerId: string; staffId: string } | null> {
  const register = await db.selectFrom("register").select("id")
    .orderBy((eb) => eb("id", "=", wanted.registerId), "desc").orderBy("number").executeTakeFirst();
  const staff = await db.selectFrom("staff").select("id")
    .orderBy((eb) => eb("id", "=", wanted.staffId), "desc")
    .orderBy((eb) => eb("role", "=", "manager"), "desc").orderBy("name").executeTakeFirst();
  return register && staff ? { registerId: register.id, staffId: staff.id } : null;
}
