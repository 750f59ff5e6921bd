import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { CategoryTable, ProductRow, TaxRateTable } from "../../db/schema.ts";

/** What a line keeps of a product: its price and tax as they are now. */
export type SellableProduct = ProductRow & { taxCode: string; taxRateBasisPoints: number };

const MOST_HITS = 24;

export function findProduct(db: Db, productId: string): Promise<SellableProduct | undefined> {
  return sellable(db).where("product.id", "=", productId).executeTakeFirst();
}

/** The product with this barcode or article code, exactly. */
export async function findProductByCode(db: Db, typed: string): Promise<SellableProduct | undefined> {
  const byBarcode = await sellable(db).innerJoin("productBarcode", "productBarcode.productId", "product.id")
    .where("productBarcode.barcode", "=", typed).executeTakeFirst();
  return byBarcode ?? await sellable(db).where("product.code", "=", typed.toUpperCase()).executeTakeFirst();
}

export function favouriteProducts(db: Db): Promise<ProductRow[]> {
  return db.selectFrom("product").selectAll().where("isActive", "=", 1).where("tilePosition", "is not", null)
    .orderBy("tilePosition").limit(MOST_HITS).execute();
}

export function productsInCategory(db: Db, categoryId: string): Promise<ProductRow[]> {
  return db.selectFrom("product").selectAll().where("isActive", "=", 1).where("categoryId", "=", categoryId)
    .orderBy("name").limit(MOST_HITS).execute();
}

export function categories(db: Db) {
  return db.selectFrom("category").select(["id", "name"]).orderBy("position").execute();
}

export function taxRates(db: Db) {
  return db.selectFrom("taxRate").selectAll().orderBy("code").execute();
}

function sellable(db: Db) {
  return db.selectFrom("product").innerJoin("taxRate", "taxRate.id", "product.taxRateId").selectAll("product")
    .select(["taxRate.code as taxCode", "taxRate.rateBasisPoints as taxRateBasisPoints"])
    .where("product.isActive", "=", 1);
}

export async function insertTaxRate(tx: Tx, rate: Insertable<TaxRateTable>): Promise<void> {
  await tx.insertInto("taxRate").values(rate).execute();
}

export async function insertCategory(tx: Tx, category: Insertable<CategoryTable>): Promise<void> {
  await tx.insertInto("category").values(category).execute();
}
