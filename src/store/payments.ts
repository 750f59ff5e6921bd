import { type ExpressionBuilder, type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  CaptureRow,
  CaptureTable,
  NewPayment,
  PaymentEventRow,
  PaymentEventTable,
  PaymentRow,
  PaymentTable,
  Schema,
} from "../../db/schema.ts";
import { OPEN_STATUSES, type PaymentStatus } from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";

export function findPayment(db: Db, paymentId: string): Promise<PaymentRow | undefined> {
  return db.selectFrom("payment").selectAll().where("id", "=", paymentId).executeTakeFirst();
}

/** All tries of a sale, newest first. */
export function paymentsOfSale(db: Db, saleId: string): Promise<PaymentRow[]> {
  return db.selectFrom("payment").selectAll().where("saleId", "=", saleId).orderBy("attempt", "desc").execute();
}

/** What isUnfinished says, for the database; but what was taken for a sale that was given up is nothing that a sale waits for. */
export function unfinished(eb: ExpressionBuilder<Schema, "payment">) {
  const isGivenUp = eb.exists(
    eb.selectFrom("sale").whereRef("sale.id", "=", "payment.saleId").where("sale.status", "=", "voided").select(
      "sale.id",
    ),
  );
  const isTakenUnsaved = eb.and([
    eb("payment.status", "=", "captured"),
    eb("payment.savedAt", "is", null),
    eb.not(isGivenUp),
  ]);
  return eb.or([eb("payment.status", "in", OPEN_STATUSES), isTakenUnsaved]);
}

/** How many payments of the shop wait for something: not over, and not yet part of a finished sale. */
export async function countOpenPayments(db: Db, mode: Mode): Promise<number> {
  const { count } = await db.selectFrom("payment").innerJoin("sale", "sale.id", "payment.saleId")
    // Half of the book is of this mode: behind the plus sign, no index is chosen for it.
    .where(sql<Mode>`+"payment"."mode"`, "=", mode).where(unfinished).where("sale.status", "!=", "completed")
    .select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return count;
}

export function eventsOf(db: Db, paymentId: string): Promise<PaymentEventRow[]> {
  return db.selectFrom("paymentEvent").selectAll().where("paymentId", "=", paymentId).orderBy("position").execute();
}

export function findPaymentByCallback(db: Db, callbackTokenHash: string): Promise<PaymentRow | undefined> {
  return db.selectFrom("payment").selectAll().where("callbackTokenHash", "=", callbackTokenHash).executeTakeFirst();
}

export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await tx.insertInto("payment").values(payment).execute();
}

/** Notes facts about a payment that do not move it. */
export async function updatePayment(
  tx: Tx,
  paymentId: string,
  changes: Partial<Omit<Insertable<PaymentTable>, "status">>,
): Promise<void> {
  await tx.updateTable("payment").set(changes).where("id", "=", paymentId).executeTakeFirstOrThrow();
}

/**
 * Moves a payment along one edge, but only from the status the caller saw. Says whether exactly that happened;
 * the caller writes the event in the same transaction.
 */
export async function movePayment(
  tx: Tx,
  paymentId: string,
  from: PaymentStatus,
  to: PaymentStatus,
  changes: Partial<Omit<Insertable<PaymentTable>, "status">>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable("payment").set({ ...changes, status: to })
    .where("id", "=", paymentId).where("status", "=", from).executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertEvent(tx: Tx, event: Omit<Insertable<PaymentEventTable>, "position">): Promise<void> {
  const { last } = await tx.selectFrom("paymentEvent").select((eb) => eb.fn.max("position").as("last"))
    .where("paymentId", "=", event.paymentId).executeTakeFirstOrThrow();
  await tx.insertInto("paymentEvent").values({ ...event, position: (last ?? 0) + 1 }).execute();
}

export async function insertCapture(tx: Tx, capture: Insertable<CaptureTable>): Promise<void> {
  await tx.insertInto("capture").values(capture).execute();
}

/** What was taken of a payment, oldest first. */
export function capturesOf(db: Db, paymentId: string): Promise<CaptureRow[]> {
  return db.selectFrom("capture").selectAll().where("paymentId", "=", paymentId).orderBy("capturedAt").orderBy("id")
    .execute();
}

/** What our own book says was taken of a payment, and given back, in minor units. */
export async function bookedOf(db: Db, paymentId: string): Promise<{ capturedMinor: number; refundedMinor: number }> {
  const sumIn = async (table: "capture" | "refund") => {
    const { sum } = await db.selectFrom(table).where("paymentId", "=", paymentId)
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("amountMinor"), eb.lit(0)).as("sum")).executeTakeFirstOrThrow();
    return sum;
  };
  return { capturedMinor: await sumIn("capture"), refundedMinor: await sumIn("refund") };
}

/** Up to which of its sale's hand-overs a payment was captured; 0: up to none. */
export async function capturedUpTo(db: Db, paymentId: string): Promise<number> {
  const { last } = await db.selectFrom("capture").innerJoin("wish", "wish.id", "capture.wishId")
    .where("capture.paymentId", "=", paymentId).select((eb) => eb.fn.max("wish.upToHandOver").as("last"))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
