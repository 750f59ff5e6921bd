import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { CreditRow, CreditTable, ExchangeRow, ExchangeTable, TenderRow } from "../../db/schema.ts";
import type { ExchangeOutcome } from "../domain/exchange.ts";

/** The exchange that a sale is the new half of, whether it is over or not. */
export function exchangeInto(db: Db, newSaleId: string): Promise<ExchangeRow | undefined> {
  return db.selectFrom("exchange").selectAll().where("newSaleId", "=", newSaleId).executeTakeFirst();
}

/** The exchange of something of this sale that is not over yet. */
export function exchangeUnderWay(db: Db, saleId: string): Promise<ExchangeRow | undefined> {
  return db.selectFrom("exchange").selectAll().where("saleId", "=", saleId).where("endedAt", "is", null)
    .executeTakeFirst();
}

/** The exchange that a return was made for. */
export function exchangeOfReturn(db: Db, returnId: string): Promise<ExchangeRow | undefined> {
  return db.selectFrom("exchange").selectAll().where("returnId", "=", returnId).executeTakeFirst();
}

export async function insertExchange(tx: Tx, exchange: Insertable<ExchangeTable>): Promise<void> {
  await tx.insertInto("exchange").values(exchange).execute();
}

/** Nothing of the old sale is set aside for this one any more. */
export async function endExchange(
  tx: Tx,
  newSaleId: string,
  end: { endedAt: number; outcome: ExchangeOutcome },
): Promise<void> {
  await tx.updateTable("exchange").set(end).where("newSaleId", "=", newSaleId).where("endedAt", "is", null)
    .execute();
}

/** The return that an exchange has led to. */
export async function keepReturnOfExchange(tx: Tx, exchangeId: string, returnId: string): Promise<void> {
  await tx.updateTable("exchange").set({ returnId }).where("id", "=", exchangeId).execute();
}

export async function insertCredit(tx: Tx, credit: Insertable<CreditTable>): Promise<void> {
  await tx.insertInto("credit").values(credit).execute();
}

/** A credit, and the tender by which its money once came into the shop. */
export type RootedCredit = { credit: CreditRow; root: TenderRow };

/** The credits that pay for a sale. */
export async function creditsInto(db: Db, saleId: string): Promise<RootedCredit[]> {
  const credits = await db.selectFrom("credit").innerJoin("tender", "tender.id", "credit.tenderId")
    .where("tender.saleId", "=", saleId).selectAll("credit").orderBy("credit.id").execute();
  return await rooted(db, credits);
}

/** The credits that these returns left. */
export async function creditsOfReturns(db: Db, returnIds: readonly string[]): Promise<RootedCredit[]> {
  if (returnIds.length === 0) return [];
  const credits = await db.selectFrom("credit").where("returnId", "in", [...returnIds]).selectAll().orderBy("id")
    .execute();
  return await rooted(db, credits);
}

/** What of a Klarna payment's money went on from its own sale to others, whatever became of it there. */
export function creditsOfPayment(db: Db, paymentId: string): Promise<CreditRow[]> {
  return db.selectFrom("credit").innerJoin("tender", "tender.id", "credit.rootTenderId")
    .where("tender.paymentId", "=", paymentId).where("credit.fromCreditId", "is", null).selectAll("credit").execute();
}

/** The sales that money of this payment pays for by now, through one exchange or several. */
export async function salesPaidFrom(db: Db, paymentId: string): Promise<string[]> {
  const rows = await db.selectFrom("credit").innerJoin("tender as root", "root.id", "credit.rootTenderId")
    .innerJoin("tender as into", "into.id", "credit.tenderId").where("root.paymentId", "=", paymentId)
    .select("into.saleId").distinct().execute();
  return rows.map(({ saleId }) => saleId);
}

async function rooted(db: Db, credits: readonly CreditRow[]): Promise<RootedCredit[]> {
  if (credits.length === 0) return [];
  const ids = credits.map(({ rootTenderId }) => rootTenderId);
  const roots = await db.selectFrom("tender").selectAll().where("id", "in", ids).execute();
  return credits.map((credit) => ({ credit, root: roots.find(({ id }) => id === credit.rootTenderId)! }));
}
