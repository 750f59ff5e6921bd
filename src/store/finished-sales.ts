import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import type { Mode } from "../domain/sale.ts";
import { customersHolding } from "./customer-search.ts";

/** What finished sales are looked for by; what is null does not matter. */
export type FinishedSaleQuery = {
  mode: Mode;
  /** The sale's own number or its receipt's. */
  number: number | null;
  /** Of the customer. */
  words: string;
  from: number | null;
  until: number | null;
  /** The page begins behind this sale; null: with the newest. */
  after: { at: number; id: string } | null;
};

export const SALES_A_PAGE = 50;

/** The finished sale that a receipt's code names, whenever and in whatever mode it was made. */
export function findFinishedSale(db: Db, code: number): Promise<SaleRow | undefined> {
  return db.selectFrom("sale").selectAll().where("code", "=", code).where("status", "=", "completed")
    .executeTakeFirst();
}

/** The sale that was finished, has a receipt with this code, and was cancelled as a whole after that. */
export function findCancelledSale(db: Db, code: number): Promise<SaleRow | undefined> {
  return db.selectFrom("sale").selectAll().where("code", "=", code).where("status", "=", "voided")
    .where("receiptNumber", "is not", null).executeTakeFirst();
}

/**
 * A page of finished sales, newest first, with what they came to, and whether older ones follow. Of a customer's words those are looked at who were put on file last
 * (`customersHolding`). Nearly all sales are finished and of one mode, so that neither may choose how they are read.
 */
export async function finishedSales(db: Db, { mode, number, words, from, after, ...wanted }: FinishedSaleQuery) {
  const customers = words === "" ? null : await customersHolding(db, words);
  const isFew = number !== null || customers !== null;
  let query = db.selectFrom("sale")
    .innerJoin("register", "register.id", "sale.registerId")
    .leftJoin("customer", "customer.id", "sale.customerId")
    .where("sale.completedAt", "is not", null)
    .where(sql<boolean>`+"sale"."status" = 'completed'`).where(sql<boolean>`+"sale"."mode" = ${mode}`);
  if (number !== null) query = query.where("sale.id", "in", numbered(db, number));
  if (customers !== null) query = query.where("sale.customerId", "in", customers);
  const completedAt = sql<number>`${sql.raw(isFew ? "+" : "")}"sale"."completedAt"`;
  if (from !== null) query = query.where(completedAt, ">=", from);
  const until = Math.min(wanted.until ?? Infinity, after ? after.at + 1 : Infinity);
  if (until !== Infinity) query = query.where(completedAt, "<", until);
  if (after !== null) {
    const isEarlier = sql<boolean>`+"sale"."completedAt" < ${after.at}`;
    query = query.where((eb) => eb.or([isEarlier, eb(sql`+"sale"."id"`, "<", after.id)]));
  }
  const found = await query.select([
    "sale.id",
    "sale.code",
    "sale.receiptNumber",
    "sale.completedAt",
    "sale.currency",
    "register.name as registerName",
    "customer.givenName",
    "customer.familyName",
    sql<number>`(select coalesce(sum("totalMinor"), 0) from "lineItem"
      where "lineItem"."saleId" = "sale"."id" and "lineItem"."removedAt" is null)`.as("totalMinor"),
  ]).orderBy(completedAt, "desc").orderBy("sale.id", "desc").limit(SALES_A_PAGE + 1).execute();
  return { sales: found.slice(0, SALES_A_PAGE), hasMore: found.length > SALES_A_PAGE };
}

/** The sales of this number, and those whose receipts have it. */
function numbered(db: Db, number: number) {
  return db.selectFrom("sale").select("id").where("code", "=", number)
    .union(db.selectFrom("sale").select("id").where("receiptNumber", "=", number));
}
