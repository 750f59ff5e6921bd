import type { Db, Tx } from "../../db/open.ts";
import type { CustomerRow, SaleRow } from "../../db/schema.ts";
import { priceBasket } from "../domain/basket.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { findSale, linesOf, lockOf, updateSale } from "../store/sales.ts";
import { limitsOf, reprice, rungUp, termsOf } from "./reprice.ts";

/**
 * Ties a customer to an open sale, or nobody (null): whoever need not pay tax changes its prices, for which a senior answers,
 * and the number by which they need not stays with the sale. Throws sale_locked while Klarna is open, which was told of
 * somebody, and where prices would change under money that was taken already; needs_senior, no_tax_number.
 */
export async function tieCustomer(
  shop: Shop,
  tx: Tx,
  sale: SaleRow,
  customer: CustomerRow | null,
  approvedBy: string | null,
): Promise<void> {
  const isTaxFree = customer?.isTaxFree ?? 0;
  const lock = await lockOf(tx, sale.id);
  if (lock === "klarna" || (lock !== null && isTaxFree !== sale.isTaxFree)) {
    throw new AppError({ kind: "sale_locked", by: lock });
  }
  if (isTaxFree && !customer?.taxNumber) throw new AppError({ kind: "no_tax_number" });
  if (takesTaxOff(sale, customer) && approvedBy === null) throw new AppError({ kind: "needs_senior" });
  const { taxNumber, taxFreeBy } = isTaxFree
    ? { taxNumber: customer?.taxNumber ?? null, taxFreeBy: approvedBy ?? sale.taxFreeBy }
    : { taxNumber: null, taxFreeBy: null };
  const changes = { customerId: customer?.id ?? null, isTaxFree, taxNumber, taxFreeBy };
  await updateSale(tx, sale.id, shop.clock.now(), changes);
  if (isTaxFree !== sale.isTaxFree) await reprice(tx, sale.id);
}

type Taxed = Pick<CustomerRow, "id" | "isTaxFree">;

/** Whether this customer takes the tax off this sale: a senior's deed, unless one agreed to this very customer before. */
export function takesTaxOff(
  sale: Pick<SaleRow, "isTaxFree" | "customerId"> | undefined,
  customer: Taxed | null,
): boolean {
  return customer?.isTaxFree === 1 && !(sale?.isTaxFree === 1 && sale.customerId === customer.id);
}

/** The same before anything is done: not where the sale could not take them, or keeps the prices it took money for. */
export async function wouldTakeTaxOff(db: Db, saleId: string, customer: Taxed): Promise<boolean> {
  const sale = await findSale(db, saleId);
  const lock = sale && await lockOf(db, sale.id);
  if (sale && (sale.status !== "open" || lock === "klarna")) return false;
  if (lock && sale.customerId === customer.id) return false;
  return takesTaxOff(sale, customer);
}

/** What a sale comes to as it is, and without tax. */
export async function worthWithoutTax(db: Db, saleId: string): Promise<{ beforeMinor: number; afterMinor: number }> {
  const sale = await findSale(db, saleId);
  if (!sale) return { beforeMinor: 0, afterMinor: 0 };
  const lines = await linesOf(db, sale.id);
  const untaxed = priceBasket(lines.map(rungUp), { ...termsOf(sale, await limitsOf(db)), isTaxFree: true });
  const sum = (all: readonly { totalMinor: number }[]) => all.reduce((total, line) => total + line.totalMinor, 0);
  return { beforeMinor: sum(lines), afterMinor: sum(untaxed) };
}
