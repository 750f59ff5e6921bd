import type { Db, Tx } from "../../db/open.ts";
import type { LineItemRow, SaleRow } from "../../db/schema.ts";
import type { Problem } from "../domain/problem.ts";
import { lineProblem, MOST_LINES } from "../domain/sale.ts";
import { AppError } from "../errors.ts";
import { newId, type Operator, type Shop } from "../shop.ts";
import { findProduct, findProductByCode, type SellableProduct } from "../store/catalogue.ts";
import { findLine, findSale, insertLine, insertSale, linesOf, lockOf, updateLine, updateSale } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { answerForGrowth, colleagueWho, type People } from "./answer-for.ts";
import type { Approval } from "./approval.ts";
import { cardForProduct } from "./card-for-product.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, type ActionResult, once } from "./once.ts";
import { reprice } from "./reprice.ts";

export type BasketChange = { lineId: string; name: string; quantity: number; totalMinor: number; before: number };

/** The version of the sale that this made. */
export type Added = BasketChange & { version: number };

/**
 * Rings up a product by what was scanned or typed (a barcode or an article code) or by its id (a tile).
 * The first line makes the sale, under the id its page was drawn with. Checks the lock, but not the version:
 * a scan must never be lost to a change on another terminal.
 * Throws product_missing, gift_card_scanned, sale_locked, sale_not_open, sale_full, too_much, not_selling.
 */
export function addLine(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; quantity: number } & ({ productId: string } | { typed: string }),
): Promise<Added> {
  return once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const product = "productId" in wanted
      ? await findProduct(tx, wanted.productId)
      : await findProductByCode(tx, wanted.typed);
    if (!product) throw new AppError(await noProduct(shop, tx, "typed" in wanted ? wanted.typed : ""));
    const sale = await findSale(tx, wanted.saleId) ?? await openSale(shop, tx, by, wanted.saleId);
    await refuseUnlessChangeable(tx, sale);
    const change = await putInBasket(shop, tx, by, sale, { product, quantity: wanted.quantity });
    return { ...change, version: await updateSale(tx, sale.id, shop.clock.now(), {}) };
  });
}

async function noProduct(shop: Shop, tx: Tx, typed: string): Promise<Problem> {
  return await cardForProduct(tx, { typed, mode: shop.klarna.mode }) ?? { kind: "product_missing", typed };
}

/**
 * Sets a line's quantity. Throws sale_changed when the basket is not the one the cashier saw; what is typed into the scan
 * field names no version, for like a scan it must not be lost to a change on another terminal. More of what has more off
 * than the operator may give needs a colleague again: throws needs_senior or needs_manager, wrong_pin, pin_too_soon.
 */
export async function changeQuantity(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: Seen & { lineId: string; quantity: number; approval?: Approval },
): Promise<BasketChange> {
  const colleague = await colleagueWho(shop, by, wanted.approval ?? null);
  return await changeLine(shop, action, wanted, async (tx, line) => {
    if (line.removedAt !== null) throw new AppError({ kind: "line_missing" });
    if (line.kind === "gift_card") throw new AppError({ kind: "one_gift_card" });
    const { quantity } = wanted;
    return await resizeLine(tx, { by, colleague }, line, { quantity, isAsked: quantity > line.quantity });
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
    await reprice(tx, line.saleId);
    return describe(line, line.quantity);
  });
}

/**
 * Puts a removed line back where it was, with no more off than was agreed to. Throws sale_full, too_much when there is no
 * room for it any more.
 */
export function restoreLine(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; lineId: string; version: number },
): Promise<BasketChange> {
  return changeLine(shop, action, wanted, async (tx, line) => {
    await updateLine(tx, line.id, { removedAt: null });
    if ((await linesOf(tx, line.saleId)).length > MOST_LINES) throw new AppError({ kind: "sale_full" });
    await answerForGrowth(tx, alone(by), { saleId: line.saleId, lineId: line.id, isAsked: false });
    await reprice(tx, line.saleId);
    return describe(line, line.quantity);
  });
}

/** Throws unless this sale's lines, customer and discounts may change now. */
export async function refuseUnlessChangeable(tx: Tx, sale: SaleRow): Promise<void> {
  if (sale.status !== "open") throw new AppError({ kind: "sale_not_open" });
  const lock = await lockOf(tx, sale.id);
  if (lock) throw new AppError({ kind: "sale_locked", by: lock });
}

/** The sale, or a refusal. */
export async function requireSale(db: Db, saleId: string): Promise<SaleRow> {
  const sale = await findSale(db, saleId);
  if (!sale) throw new AppError({ kind: "sale_missing" });
  return sale;
}

/** Makes the sale that a page was drawn for, at its first line or its customer. Throws not_selling. */
export async function openSale(shop: Shop, tx: Tx, by: Operator, saleId: string): Promise<SaleRow> {
  await requireSelling(shop, tx);
  const now = shop.clock.now();
  const { currency } = await requireShop(tx);
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

/** The sale as a form has seen it; without a version the form may be for a basket that has changed since. */
type Seen = { saleId: string; version?: number | undefined };

/** Changes one line of a basket that is still the one the cashier saw. Throws what changeSale throws; line_missing. */
export function changeLine(
  shop: Shop,
  action: Action,
  wanted: Seen & { lineId: string },
  change: (tx: Tx, line: LineItemRow) => Promise<BasketChange>,
): Promise<BasketChange> {
  return changeSale(shop, action, wanted, async (tx, sale) => {
    const line = await findLine(tx, sale.id, wanted.lineId);
    if (!line) throw new AppError({ kind: "line_missing" });
    return await change(tx, line);
  });
}

/** The same for what is of the sale as a whole. Throws sale_missing, sale_not_open, sale_locked, sale_changed. */
export function changeSale<T extends ActionResult>(
  shop: Shop,
  action: Action,
  wanted: Seen,
  change: (tx: Tx, sale: SaleRow) => Promise<T>,
): Promise<T> {
  return once(shop, action, async (tx) => {
    const sale = await requireSale(tx, wanted.saleId);
    await refuseUnlessChangeable(tx, sale);
    if (wanted.version !== undefined && sale.version !== wanted.version) throw new AppError({ kind: "sale_changed" });
    const result = await change(tx, sale);
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return result;
  });
}

async function putInBasket(
  shop: Shop,
  tx: Tx,
  by: Operator,
  sale: SaleRow,
  { product, quantity }: { product: SellableProduct; quantity: number },
): Promise<BasketChange> {
  const { taxStyle } = await requireShop(tx);
  const lines = await linesOf(tx, sale.id);
  const same = lines.find((line) =>
    isPlain(line) && line.productId === product.id && line.priceStyle === taxStyle && isPricedLike(line, product)
  );
  if (same) return await resizeLine(tx, alone(by), same, { quantity: same.quantity + quantity, isAsked: false });
  return await addToBasket(shop, tx, by, sale, {
    productId: product.id,
    productCode: product.code,
    name: product.name,
    quantity,
    unitPriceMinor: product.priceMinor,
    taxCode: product.taxCode,
    taxRateBasisPoints: product.taxRateBasisPoints,
  });
}

/** Nothing was done to it by hand: one more of the same belongs to it. */
function isPlain(line: LineItemRow): boolean {
  return line.kind === "goods" && line.discountKind === null && line.listPriceMinor === null && line.note === null;
}

function isPricedLike(line: LineItemRow, product: SellableProduct): boolean {
  return line.unitPriceMinor === product.priceMinor && line.taxRateBasisPoints === product.taxRateBasisPoints;
}

type NewLine =
  & Pick<
    LineItemRow,
    "productId" | "productCode" | "name" | "quantity" | "unitPriceMinor" | "taxCode" | "taxRateBasisPoints"
  >
  & Partial<Pick<LineItemRow, "kind" | "giftCardNumber">>;

/** Adds a line of its own. Throws sale_full, quantity, too_much. */
export async function addToBasket(
  shop: Shop,
  tx: Tx,
  by: Operator,
  sale: SaleRow,
  line: NewLine,
): Promise<BasketChange> {
  if ((await linesOf(tx, sale.id)).length >= MOST_LINES) throw new AppError({ kind: "sale_full" });
  refuseBadLine(line);
  const id = newId(shop, "lin");
  const { taxStyle: priceStyle } = await requireShop(tx);
  const unpriced = { saleId: sale.id, priceStyle, totalMinor: 0, taxMinor: 0, createdAt: shop.clock.now() };
  await insertLine(tx, { ...unpriced, ...line, id });
  await answerForGrowth(tx, alone(by), { saleId: sale.id, lineId: id, isAsked: false });
  const priced = await reprice(tx, sale.id);
  const totalMinor = priced.find((one) => one.id === id)?.totalMinor ?? 0;
  return { lineId: id, name: line.name, quantity: line.quantity, totalMinor, before: 0 };
}

async function resizeLine(
  tx: Tx,
  people: People,
  line: LineItemRow,
  { quantity, isAsked }: { quantity: number; isAsked: boolean },
): Promise<BasketChange> {
  refuseBadLine({ ...line, quantity });
  await updateLine(tx, line.id, { quantity });
  if (quantity > line.quantity) {
    await answerForGrowth(tx, people, { saleId: line.saleId, lineId: line.id, isAsked });
  }
  const priced = await reprice(tx, line.saleId);
  const totalMinor = priced.find((one) => one.id === line.id)?.totalMinor ?? 0;
  return { ...describe(line, quantity), totalMinor };
}

/** Nobody else is asked. */
function alone(by: Operator): People {
  return { by, colleague: null };
}

/** Throws quantity, too_much for a line that cannot be in a basket. */
export function refuseBadLine(line: Parameters<typeof lineProblem>[0]): void {
  const problem = lineProblem(line);
  if (problem) throw new AppError({ kind: problem });
}

/** What became of a line, and how many of it there were before. */
export function describe(line: LineItemRow, quantity: number): BasketChange {
  return { lineId: line.id, name: line.name, quantity, totalMinor: line.totalMinor, before: line.quantity };
}
