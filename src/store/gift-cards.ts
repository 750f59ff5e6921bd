import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { GiftCardEntryTable, GiftCardRow, TenderRow } from "../../db/schema.ts";
import type { Mode } from "../domain/sale.ts";

export function findGiftCard(db: Db, number: string, mode: Mode): Promise<GiftCardRow | undefined> {
  return db.selectFrom("giftCard").selectAll().where("number", "=", number).where("mode", "=", mode).executeTakeFirst();
}

/** The cards of this number, in whatever book. */
export function giftCardsNumbered(db: Db, number: string): Promise<GiftCardRow[]> {
  return db.selectFrom("giftCard").selectAll().where("number", "=", number).execute();
}

export function findGiftCardById(db: Db, giftCardId: string): Promise<GiftCardRow | undefined> {
  return db.selectFrom("giftCard").selectAll().where("id", "=", giftCardId).executeTakeFirst();
}

/** What is on a card: all that was put on it, less all that was taken off. Minor units. */
export async function giftCardBalance(db: Db, giftCardId: string): Promise<number> {
  const { sum } = await db.selectFrom("giftCardEntry").where("giftCardId", "=", giftCardId)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("amountMinor"), eb.lit(0)).as("sum")).executeTakeFirstOrThrow();
  return sum;
}

/** What happened on a card, newest first, with the sale it happened in. */
export function giftCardHistory(db: Db, giftCardId: string) {
  return db.selectFrom("giftCardEntry").innerJoin("sale", "sale.id", "giftCardEntry.saleId")
    .where("giftCardId", "=", giftCardId)
    .select(["giftCardEntry.id", "amountMinor", "cause", "at", "saleId", "sale.code as saleCode"])
    .orderBy("at", "desc").orderBy("giftCardEntry.id", "desc").limit(50).execute();
}

/** The gift cards on which something happened in this sale. */
export async function cardsTouchedBy(db: Db, saleId: string): Promise<string[]> {
  const rows = await db.selectFrom("giftCardEntry").select("giftCardId").distinct().where("saleId", "=", saleId)
    .execute();
  return rows.map(({ giftCardId }) => giftCardId);
}

/** The tenders that were taken off a card and still count, in whatever sales. */
export function standingTenders(db: Db, giftCardId: string): Promise<TenderRow[]> {
  return standing(db, giftCardId).execute();
}

/** Those of them that may still be taken back: their sales are not finished. */
export function unfinishedTenders(db: Db, giftCardId: string): Promise<TenderRow[]> {
  return standing(db, giftCardId).innerJoin("sale", "sale.id", "tender.saleId")
    .where("sale.status", "in", ["open", "parked"]).execute();
}

function standing(db: Db, giftCardId: string) {
  return db.selectFrom("giftCardEntry").innerJoin("tender", "tender.id", "giftCardEntry.tenderId").selectAll("tender")
    .where("giftCardEntry.giftCardId", "=", giftCardId).where("giftCardEntry.cause", "=", "redeemed")
    .where("tender.removedAt", "is", null).orderBy("tender.id");
}

/** In which sale something happened last on a card, and by whom. */
export function lastEntryOf(db: Db, giftCardId: string) {
  return db.selectFrom("giftCardEntry").select(["saleId", "staffId"]).where("giftCardId", "=", giftCardId)
    .orderBy("at", "desc").orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();
}

export async function insertGiftCard(tx: Tx, card: GiftCardRow): Promise<GiftCardRow> {
  return await tx.insertInto("giftCard").values(card).returningAll().executeTakeFirstOrThrow();
}

export async function insertGiftCardEntry(tx: Tx, entry: Insertable<GiftCardEntryTable>): Promise<void> {
  await tx.insertInto("giftCardEntry").values(entry).execute();
}
