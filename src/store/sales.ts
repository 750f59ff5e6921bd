import { type ExpressionBuilder, type Insertable, sql } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type {
  LineItemRow,
  LineItemTable,
  PaymentRow,
  SaleRow,
  SaleTable,
  Schema,
  TenderRow,
  TenderTable,
} from "../../db/schema.ts";
import { locksSale } from "../domain/payment.ts";
import type { Mode } from "../domain/sale.ts";
import { unfinished } from "./payments.ts";

const SALE_CODE = "saleCode";
const FIRST_SALE_CODE = 20_001;

export function findSale(db: Db, saleId: string): Promise<SaleRow | undefined> {
  return db.selectFrom("sale").selectAll().where("id", "=", saleId).executeTakeFirst();
}

/** The lines still in the basket, in the order they were rung up. */
export function linesOf(db: Db, saleId: string): Promise<LineItemRow[]> {
  return db.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).where("removedAt", "is", null)
    .orderBy("position").execute();
}

/** The lines that were taken out, which can be put back. */
export function removedLinesOf(db: Db, saleId: string): Promise<LineItemRow[]> {
  return db.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).where("removedAt", "is not", null)
    .orderBy("position").execute();
}

export function findLine(db: Db, saleId: string, lineId: string): Promise<LineItemRow | undefined> {
  return db.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).where("id", "=", lineId)
    .executeTakeFirst();
}

/** The tenders that still count, what cash was rounded by after the cash. */
export function tendersOf(db: Db, saleId: string): Promise<TenderRow[]> {
  return db.selectFrom("tender").selectAll().where("saleId", "=", saleId).where("removedAt", "is", null)
    .orderBy("createdAt").orderBy((eb) => eb("kind", "=", "rounding")).orderBy("id").execute();
}

/** The tenders that counted at that moment, whatever became of them since. */
export function tendersAt(db: Db, saleId: string, at: number): Promise<TenderRow[]> {
  return db.selectFrom("tender").selectAll().where("saleId", "=", saleId).where("createdAt", "<=", at)
    .where((eb) => eb.or([eb("removedAt", "is", null), eb("removedAt", ">", at)])).execute();
}

/** The tenders that were taken out of a sale at that moment, e.g. when it was given up. */
export function tendersTakenOut(db: Db, saleId: string, at: number): Promise<TenderRow[]> {
  return db.selectFrom("tender").selectAll().where("saleId", "=", saleId).where("removedAt", "=", at).execute();
}

/** The newest sale still being rung up at a register, if any. */
export function findOpenSaleAt(db: Db, registerId: string, mode: Mode): Promise<SaleRow | undefined> {
  return db.selectFrom("sale").selectAll().where("status", "=", "open").where("registerId", "=", registerId)
    .where("mode", "=", mode).orderBy("updatedAt", "desc").executeTakeFirst();
}

/** The sale that was worked at last at a register, if it is still held there. */
export function shownSaleAt(db: Db, registerId: string, mode: Mode): Promise<SaleRow | undefined> {
  return db.selectFrom("register").innerJoin("sale", "sale.id", "register.shownSaleId").selectAll("sale")
    .where("register.id", "=", registerId).where("sale.registerId", "=", registerId).where("sale.mode", "=", mode)
    .executeTakeFirst();
}

/** Sales put aside or left open anywhere in the shop, newest first, with what is in them. */
export function unfinishedSales(db: Db, mode: Mode) {
  return db.selectFrom("sale")
    .innerJoin("staff", "staff.id", "sale.staffId")
    .leftJoin("lineItem", (join) => join.onRef("lineItem.saleId", "=", "sale.id").on("lineItem.removedAt", "is", null))
    .leftJoin("customer", "customer.id", "sale.customerId")
    .where("sale.status", "in", ["open", "parked"]).where("sale.mode", "=", mode).where(isBegun)
    .groupBy("sale.id")
    .select([
      "sale.id",
      "sale.code",
      "sale.parkedNote",
      "sale.updatedAt",
      "staff.name as staffName",
      "customer.givenName",
      "customer.familyName",
      sql<number>`count("lineItem"."id")`.as("lineCount"),
      sql<number>`coalesce(sum("lineItem"."totalMinor"), 0)`.as("totalMinor"),
      (eb) =>
        eb.exists(
          eb.selectFrom("payment").select("payment.id").whereRef("payment.saleId", "=", "sale.id")
            .where(unfinished).where("payment.savedAt", "is", null),
        ).as("isKlarnaOpen"),
    ])
    .orderBy("sale.updatedAt", "desc").limit(100).execute();
}

/** How many sales are begun and not finished: all that unfinishedSales would list. */
export async function countBegunSales(db: Db, mode: Mode): Promise<number> {
  const { count } = await db.selectFrom("sale").where("status", "in", ["open", "parked"]).where("mode", "=", mode)
    .where(isBegun).select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return count;
}

/** An open sale of nothing and nobody, for which Klarna has nothing and no goods are to come back, was never begun. */
function isBegun(eb: ExpressionBuilder<Schema, "sale">) {
  const lines = eb.selectFrom("lineItem").whereRef("lineItem.saleId", "=", "sale.id").where("removedAt", "is", null);
  const payments = eb.selectFrom("payment").whereRef("payment.saleId", "=", "sale.id").where(unfinished);
  const exchanges = eb.selectFrom("exchange").whereRef("newSaleId", "=", "sale.id").where("endedAt", "is", null);
  return eb.or([
    eb("sale.status", "=", "parked"),
    eb("sale.customerId", "is not", null),
    eb.exists(lines.select("lineItem.id")),
    eb.exists(payments.select("payment.id")),
    eb.exists(exchanges.select("exchange.id")),
  ]);
}

/** Why nothing in this sale may change now: Klarna is under way, or money was already taken; null when it may. */
export async function lockOf(db: Db, saleId: string): Promise<"klarna" | "tender" | null> {
  const payments = db.selectFrom("payment").select(["status", "savedAt", "recoveredAt"]).where("saleId", "=", saleId);
  return lockBy(await payments.execute(), await tendersOf(db, saleId));
}

/** The same from what was read of it already. */
export function lockBy(
  payments: readonly Pick<PaymentRow, "status" | "savedAt" | "recoveredAt">[],
  tenders: readonly TenderRow[],
): "klarna" | "tender" | null {
  if (payments.some(locksSale)) return "klarna";
  return tenders.length > 0 ? "tender" : null;
}

export async function insertSale(tx: Tx, sale: Omit<Insertable<SaleTable>, "code">): Promise<SaleRow> {
  const code = await nextValue(tx, SALE_CODE, FIRST_SALE_CODE);
  return await tx.insertInto("sale").values({ ...sale, code }).returningAll().executeTakeFirstOrThrow();
}

/** The same under the code that it had before it was lost, if no other sale has it; that code is given out no more. */
export async function insertLostSale(
  tx: Tx,
  sale: Omit<Insertable<SaleTable>, "code">,
  code: number,
): Promise<SaleRow> {
  const other = await tx.selectFrom("sale").select("id").where("code", "=", code).executeTakeFirst();
  if (other) return await insertSale(tx, sale);
  await tx.insertInto("counter").values({ name: SALE_CODE, nextValue: Math.max(FIRST_SALE_CODE, code + 1) })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ nextValue: sql`max("counter"."nextValue", ${code} + 1)` })
    ).execute();
  return await tx.insertInto("sale").values({ ...sale, code }).returningAll().executeTakeFirstOrThrow();
}

/** Changes the sale's row and gives it its next version, which it tells. */
export async function updateSale(
  tx: Tx,
  saleId: string,
  now: number,
  changes: Partial<Insertable<SaleTable>>,
): Promise<number> {
  const { version } = await tx.updateTable("sale").set({ ...changes, updatedAt: now })
    .set((eb) => ({ version: eb("version", "+", 1) })).where("id", "=", saleId).returning("version")
    .executeTakeFirstOrThrow();
  return version;
}

/** Notes what was agreed to of the sale's discount; its version stays, for the deed that this is part of gives the next. */
export async function noteAgreed(
  tx: Tx,
  saleId: string,
  agreed: Partial<Pick<SaleRow, "agreedOffMinor" | "agreedWorthMinor" | "discountBy">>,
): Promise<void> {
  await tx.updateTable("sale").set(agreed).where("id", "=", saleId).execute();
}

export async function insertLine(tx: Tx, line: Omit<Insertable<LineItemTable>, "position">): Promise<void> {
  const { last } = await tx.selectFrom("lineItem").select((eb) => eb.fn.max("position").as("last"))
    .where("saleId", "=", line.saleId).executeTakeFirstOrThrow();
  await tx.insertInto("lineItem").values({ ...line, position: (last ?? 0) + 1 }).execute();
}

export async function updateLine(tx: Tx, lineId: string, changes: Partial<Insertable<LineItemTable>>): Promise<void> {
  await tx.updateTable("lineItem").set(changes).where("id", "=", lineId).execute();
}

export async function insertTender(tx: Tx, tender: Insertable<TenderTable>): Promise<void> {
  await tx.insertInto("tender").values(tender).execute();
}

/** Takes a tender out of the sale; its row stays. */
export async function removeTender(tx: Tx, tenderId: string, now: number): Promise<void> {
  await tx.updateTable("tender").set({ removedAt: now }).where("id", "=", tenderId).execute();
}

/** The next receipt number of a register, without gaps: taken in the transaction that completes the sale. */
export async function nextReceiptNumber(tx: Tx, registerId: string, mode: Mode): Promise<number> {
  const { nextNumber } = await tx.insertInto("receiptSeries").values({ registerId, mode, nextNumber: 2 })
    .onConflict((conflict) =>
      conflict.columns(["registerId", "mode"]).doUpdateSet((eb) => ({
        nextNumber: eb("receiptSeries.nextNumber", "+", 1),
      }))
    )
    .returning("nextNumber").executeTakeFirstOrThrow();
  return nextNumber - 1;
}

async function nextValue(tx: Tx, name: string, first: number): Promise<number> {
  const { nextValue } = await tx.insertInto("counter").values({ name, nextValue: first + 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ nextValue: eb("counter.nextValue", "+", 1) }))
    )
    .returning("nextValue").executeTakeFirstOrThrow();
  return nextValue - 1;
}
