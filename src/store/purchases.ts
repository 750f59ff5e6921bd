import type { Db } from "../../db/open.ts";
import type { Mode, TenderKind } from "../domain/sale.ts";

/** One finished sale of a customer, as their page lists it. */
export type Purchase = {
  saleId: string;
  code: number;
  completedAt: number;
  totalMinor: number;
  isTaxFree: boolean;
  /** What it was paid with, each kind once. */
  paidWith: TenderKind[];
};

export const PURCHASES_A_PAGE = 20;

/** A customer's finished sales, newest first, page by page from 1; and whether there are more. */
export async function purchasesOf(
  db: Db,
  { customerId, mode, page }: { customerId: string; mode: Mode; page: number },
): Promise<{ purchases: Purchase[]; hasMore: boolean }> {
  const sales = await db.selectFrom("sale").select(["id", "code", "completedAt", "isTaxFree"])
    .where("customerId", "=", customerId).where("mode", "=", mode).where("completedAt", "is not", null)
    .orderBy("completedAt", "desc").orderBy("id", "desc").limit(PURCHASES_A_PAGE + 1)
    .offset((page - 1) * PURCHASES_A_PAGE).execute();
  if (sales.length === 0) return { purchases: [], hasMore: false };
  const shown = sales.slice(0, PURCHASES_A_PAGE);
  const ids = shown.map(({ id }) => id);
  const totals = await totalsOf(db, ids);
  const tenders = await tendersOf(db, ids);
  const purchases = shown.map(({ id, code, completedAt, isTaxFree }) => ({
    saleId: id,
    code,
    completedAt: completedAt ?? 0,
    isTaxFree: isTaxFree === 1,
    totalMinor: totals.find(({ saleId }) => saleId === id)?.totalMinor ?? 0,
    paidWith: [...new Set(tenders.filter(({ saleId }) => saleId === id).map(({ kind }) => kind))],
  }));
  return { purchases, hasMore: sales.length > PURCHASES_A_PAGE };
}

function totalsOf(db: Db, saleIds: string[]) {
  return db.selectFrom("lineItem").where("saleId", "in", saleIds).where("removedAt", "is", null).groupBy("saleId")
    .select(["saleId", (eb) => eb.fn.sum<number>("totalMinor").as("totalMinor")]).execute();
}

function tendersOf(db: Db, saleIds: string[]) {
  return db.selectFrom("tender").where("saleId", "in", saleIds).where("removedAt", "is", null)
    .select(["saleId", "kind"]).orderBy("createdAt").execute();
}
