import type { Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import { lineProblem, lineSums, MOST_LINES } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { findProduct, findProductByCode, type SellableProduct } from "../store/catalogue.ts";
import { findLine, findSale, insertLine, insertSale, linesOf, lockOf, updateLine, updateSale } from "../store/sales.ts";
import { findShop } from "../store/shop.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";

export type BasketChange = { lineId: string; name: string; quantity: number; totalMinor: number; before: number };

/**
 * Rings up a product by what was scanned or typed (a barcode or an article code) or by its id (a tile).
 * The first line makes the sale, under the id its page was drawn with. Checks the lock, but not the version:
 * a scan must never be lost to a change on another terminal.
 * Throws product_missing, sale_locked, sale_not_open, sale_full, too_much, not_selling.
 */
export function addLine(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; quantity: number } & ({ productId: string } | { typed: string }),
): Promise<BasketChange> {
  return once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const product = "productId" in wanted
      ? await findProduct(tx, wanted.productId)
      : await findProductByCode(tx, wanted.typed);
    if (!product) throw new AppError({ kind: "product_missing", typed: "typed" in wanted ? wanted.typed : "" });
    const sale = await findSale(tx, wanted.saleId) ?? await openSale(shop, tx, by, wanted.saleId);
    await refuseUnlessChangeable(tx, sale);
    const change = await putInBasket(shop, tx, sale, product, wanted.quantity);
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return change;
  });
}

/** Sets a line's quantity. Throws sale_changed when the basket is not the one the cashier saw. */
export function changeQuantity(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; lineId: string; version: number; quantity: number },
): Promise<BasketChange> {
  return changeLine(shop, action, wanted, async (tx, line) => {
    if (line.removedAt !== null) throw new AppError({ kind: "line_missing" });
    return await resizeLine(tx, line, wanted.quantity);
  });
}

/** Takes a line out of the basket; its row stays, so that it can be put back. */
export function removeLine(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; lineId: string; version: number },
): Promise<BasketChange> {
  return changeLine(shop, action, wanted, async (tx, line) => {
    await updateLine(tx, line.id, { removedAt: shop.clock.now() });
    return describe(line, line.quantity);
  });
}

/** Puts a removed line back where it was. Throws sale_full, too_much when there is no room for it any more. */
export function restoreLine(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; lineId: string; version: number },
): Promise<BasketChange> {
  return changeLine(shop, action, wanted, async (tx, line) => {
    await updateLine(tx, line.id, { removedAt: null });
    if ((await linesOf(tx, line.saleId)).length > MOST_LINES) throw new AppError({ kind: "sale_full" });
    await refuseTooMuch(tx, line.saleId);
    return describe(line, line.quantity);
  });
}

/** Throws unless this sale's lines, customer and discounts may change now. */
export async function refuseUnlessChangeable(tx: Tx, sale: SaleRow): Promise<void> {
  if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
  const lock = await lockOf(tx, sale.id);
  if (lock) throw new AppError({ kind: "sale_locked", by: lock });
}

/** The sale, or a refusal; with a version given, only if it is still the one the cashier saw. */
export async function requireSale(tx: Tx, saleId: string, version: number | null): Promise<SaleRow> {
  const sale = await findSale(tx, saleId);
  if (!sale) throw new AppError({ kind: "sale_missing" });
  if (version !== null && sale.version !== version) throw new AppError({ kind: "sale_changed" });
  return sale;
}

/** Makes the sale that a page was drawn for, at its first line or its customer. Throws not_selling. */
export async function openSale(shop: Shop, tx: Tx, by: Operator, saleId: string): Promise<SaleRow> {
  await requireSelling(shop, tx);
  const now = shop.clock.now();
  const { currency } = await findShop(tx) ?? { currency: "" };
  return await insertSale(tx, {
    id: saleId,
    mode: shop.klarna.mode,
    status: "open",
    registerId: by.registerId,
    shiftId: by.shiftId,
    staffId: by.staffId,
    customerId: null,
    currency,
    parkedNote: null,
    createdAt: now,
    updatedAt: now,
    parkedAt: null,
    completedAt: null,
    completedBy: null,
    receiptNumber: null,
  });
}

function changeLine(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; lineId: string; version: number },
  change: (tx: Tx, line: LineItemRow) => Promise<BasketChange>,
): Promise<BasketChange> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, wanted.saleId, null);
    await refuseUnlessChangeable(tx, sale);
    if (sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });
    const line = await findLine(tx, sale.id, wanted.lineId);
    if (!line) throw new AppError({ kind: "line_missing" });
    const result = await change(tx, line);
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return result;
  });
}

async function putInBasket(
  shop: Shop,
  tx: Tx,
  sale: SaleRow,
  product: SellableProduct,
  quantity: number,
): Promise<BasketChange> {
  const lines = await linesOf(tx, sale.id);
  const same = lines.find((line) =>
    line.productId === product.id && line.unitPriceMinor === product.priceMinor && line.discountMinor === 0 &&
    line.taxRateBasisPoints === product.taxRateBasisPoints
  );
  if (same) return await resizeLine(tx, same, same.quantity + quantity);
  if (lines.length >= MOST_LINES) throw new AppError({ kind: "sale_full" });
  const snapshot = {
    productId: product.id,
    productCode: product.code,
    name: product.name,
    quantity,
    unitPriceMinor: product.priceMinor,
    discountMinor: 0,
    taxCode: product.taxCode,
    taxRateBasisPoints: product.taxRateBasisPoints,
    priceStyle: "inclusive" as const,
  };
  refuseBadLine(snapshot);
  const sums = lineSums(snapshot);
  const id = newId(shop, "lin");
  await insertLine(tx, { ...snapshot, ...sums, id, saleId: sale.id, createdAt: shop.clock.now(), removedAt: null });
  await refuseTooMuch(tx, sale.id);
  return { lineId: id, name: product.name, quantity, totalMinor: sums.totalMinor, before: 0 };
}

async function resizeLine(tx: Tx, line: LineItemRow, quantity: number): Promise<BasketChange> {
  const resized = { ...line, quantity };
  refuseBadLine(resized);
  const sums = lineSums(resized);
  await updateLine(tx, line.id, { quantity, ...sums });
  await refuseTooMuch(tx, line.saleId);
  return { ...describe(line, quantity), totalMinor: sums.totalMinor };
}

function refuseBadLine(line: Parameters<typeof lineProblem>[0]): void {
  const problem = lineProblem(line);
  if (problem) throw new AppError({ kind: problem });
}

async function refuseTooMuch(tx: Tx, saleId: string): Promise<void> {
  const lines = await linesOf(tx, saleId);
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  if (lineProblem({ quantity: 1, unitPriceMinor: totalMinor, discountMinor: 0, taxRateBasisPoints: 0 })) {
    throw new AppError({ kind: "too_much" });
  }
}

function describe(line: LineItemRow, quantity: number): BasketChange {
  return { lineId: line.id, name: line.name, quantity, totalMinor: line.totalMinor, before: line.quantity };
}
