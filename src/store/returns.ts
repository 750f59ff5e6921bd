import { type ExpressionBuilder, type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  PaybackRow,
  PaybackTable,
  RefundTable,
  ReturnLineRow,
  ReturnLineTable,
  SaleReturnRow,
  SaleReturnTable,
  Schema,
} from "../../db/schema.ts";
import type { Mode } from "../domain/sale.ts";
import { owingRefunds } from "./wishes.ts";

export function findReturn(db: Db, returnId: string): Promise<SaleReturnRow | undefined> {
  return db.selectFrom("saleReturn").selectAll().where("id", "=", returnId).executeTakeFirst();
}

/** What came back of a sale, the oldest first. */
export function returnsOfSale(db: Db, saleId: string): Promise<SaleReturnRow[]> {
  return db.selectFrom("saleReturn").selectAll().where("saleId", "=", saleId).orderBy("number").execute();
}

/** The lines of these returns as they were written. */
export function linesOfReturns(db: Db, returnIds: readonly string[]): Promise<ReturnLineRow[]> {
  if (returnIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("returnLine").selectAll().where("returnId", "in", [...returnIds]).orderBy("returnId")
    .orderBy("position").execute();
}

/** The pieces that came back of a sale, the oldest first, each after which hand-over. */
export function piecesReturned(
  db: Db,
  saleId: string,
): Promise<{ lineId: string; quantity: number; afterHandOver: number }[]> {
  const byTime = sql<number>`(select coalesce(max("position"), 0) from "handOver"
    where "handOver"."saleId" = "saleReturn"."saleId" and "handOver"."at" <= "saleReturn"."at")`;
  return db.selectFrom("returnLine").innerJoin("saleReturn", "saleReturn.id", "returnLine.returnId")
    .where("saleReturn.saleId", "=", saleId)
    .select(["lineId", "quantity", (eb) => eb.fn.coalesce("afterHandOver", byTime).as("afterHandOver")])
    .orderBy("number").execute();
}

/** The ways in which money of these returns went, what went another way instead included. */
export function paybacksOfReturns(db: Db, returnIds: readonly string[]): Promise<PaybackRow[]> {
  if (returnIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("payback").selectAll().where("returnId", "in", [...returnIds]).orderBy("at").orderBy("id")
    .execute();
}

/** What is to go back by this payment and was not replaced; what somebody had done in Klarna's portal is not among it. */
export function paybacksByPayment(db: Db, paymentId: string): Promise<PaybackRow[]> {
  return db.selectFrom("payback").selectAll().where("paymentId", "=", paymentId).where("insteadOfId", "is", null)
    .where("isFound", "=", 0).where(isStanding).orderBy("at").orderBy("id").execute();
}

/** What our book has of this payment's refunds in Klarna's portal: found there as a return, or in place of one that Klarna refused. */
export async function claimedElsewhere(db: Db, paymentId: string): Promise<number> {
  const { sum } = await db.selectFrom("payback").where("paymentId", "=", paymentId)
    .where((eb) => eb.or([eb("insteadOfId", "is not", null), eb("isFound", "=", 1)]))
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("amountMinor"), eb.lit(0)).as("sum")).executeTakeFirstOrThrow();
  return sum;
}

function isStanding(eb: ExpressionBuilder<Schema, "payback">) {
  const other = eb.selectFrom("payback as other").select("other.id").whereRef("other.insteadOfId", "=", "payback.id");
  return eb.not(eb.exists(other));
}

export function findPayback(db: Db, paybackId: string): Promise<PaybackRow | undefined> {
  return db.selectFrom("payback").selectAll().where("id", "=", paybackId).executeTakeFirst();
}

/** Returns are numbered like Z reports: without gaps, practice apart from live. */
export async function nextReturnNumber(tx: Tx, mode: Mode): Promise<number> {
  const last = await tx.selectFrom("saleReturn").select("number").where("mode", "=", mode).orderBy("number", "desc")
    .limit(1).executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

export async function insertReturn(
  tx: Tx,
  row: Insertable<SaleReturnTable>,
  lines: readonly Omit<Insertable<ReturnLineTable>, "returnId" | "position">[],
): Promise<void> {
  await tx.insertInto("saleReturn").values(row).execute();
  const placed = lines.map((line, index) => ({ ...line, returnId: row.id, position: index + 1 }));
  await tx.insertInto("returnLine").values(placed).execute();
}

export async function insertPayback(tx: Tx, payback: Insertable<PaybackTable>): Promise<void> {
  await tx.insertInto("payback").values(payback).execute();
}

export async function insertRefund(tx: Tx, refund: Insertable<RefundTable>): Promise<void> {
  await tx.insertInto("refund").values(refund).execute();
}

/** How much was given back in a shift, and how often. */
export async function returnsInShift(db: Db, shiftId: string): Promise<{ count: number; totalMinor: number }> {
  return await db.selectFrom("saleReturn").where("shiftId", "=", shiftId).select([
    (eb) => eb.fn.countAll<number>().as("count"),
    sql<number>`coalesce(sum("totalMinor"), 0)`.as("totalMinor"),
  ]).executeTakeFirstOrThrow();
}

/**
 * What was promised at this register, by payment, and Klarna has not given back: it owes the answer, or refused and a person is called.
 * Both are few, and found by an index of their own.
 */
export function refundsOwedAt(db: Db, registerId: string) {
  const refused = db.selectFrom("attentionItem").select("paymentId").where("kind", "=", "refund_refused")
    .where("closedAt", "is", null).$castTo<{ paymentId: string }>();
  return db.selectFrom("payback").innerJoin("saleReturn", "saleReturn.id", "payback.returnId")
    .where("payback.paymentId", "in", owingRefunds(db).union(refused)).where("saleReturn.registerId", "=", registerId)
    .where("payback.insteadOfId", "is", null).where("payback.isFound", "=", 0).where(isStanding)
    .where((eb) =>
      eb.not(eb.exists(
        eb.selectFrom("wish").select("wish.id").whereRef("wish.paybackId", "=", "payback.id").where(
          "state",
          "=",
          "done",
        ),
      ))
    ).groupBy("payback.paymentId")
    .select(["payback.paymentId as id", (eb) => eb.fn.sum<number>("payback.amountMinor").as("owedMinor")])
    .$castTo<{ id: string; owedMinor: number }>();
}
