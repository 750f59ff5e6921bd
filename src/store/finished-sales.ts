import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import type { Mode } from "../domain/sale.ts";
import { wordsTyped } from "./search.ts";

/** What finished sales are looked for by; what is null does not matter. */
export type FinishedSaleQuery = {
  mode: Mode;
  /** The sale's own number or its receipt's. */
  number: number | null;
  /** Of the customer. */
  words: string;
  from: number | null;
  until: number | null;
};

const MOST_SALES = 50;

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

/** Finished sales, newest first, with what they came to. */
export function finishedSales(db: Db, { mode, number, words, from, until }: FinishedSaleQuery) {
  let query = db.selectFrom("sale")
    .innerJoin("register", "register.id", "sale.registerId")
    .leftJoin("customer", "customer.id", "sale.customerId")
    .where("sale.completedAt", "is not", null).where("sale.status", "=", "completed").where("sale.mode", "=", mode);
  if (number !== null) {
    query = query.where((eb) => eb.or([eb("sale.code", "=", number), eb("sale.receiptNumber", "=", number)]));
  }
  if (from !== null) query = query.where("sale.completedAt", ">=", from);
  if (until !== null) query = query.where("sale.completedAt", "<", until);
  for (const isHeld of words === "" ? [] : wordsTyped(words)) query = query.where(isHeld);
  return query.select([
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
  ]).orderBy("sale.completedAt", "desc").limit(MOST_SALES).execute();
}
