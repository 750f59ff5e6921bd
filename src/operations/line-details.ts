import { AppError } from "../errors.ts";
import type { Operator, Shop } from "../shop.ts";
import { taxRates } from "../store/catalogue.ts";
import { findSale, updateLine, updateSale } from "../store/sales.ts";
import {
  addToBasket,
  type BasketChange,
  changeLine,
  changeSale,
  describe,
  openSale,
  refuseUnlessChangeable,
} from "./basket.ts";
import { requireSelling } from "./may-sell.ts";
import { type Action, once } from "./once.ts";

export const LONGEST_NOTE = 200;
const LONGEST_NAME = 100;

/**
 * Rings up something that is not in the catalogue. Throws bad_name; tax_rate_missing; and what addLine throws but
 * product_missing.
 */
export function addUncatalogued(
  shop: Shop,
  action: Action,
  by: Operator,
  wanted: { saleId: string; name: string; priceMinor: number; taxRateId: string; quantity: number },
): Promise<BasketChange> {
  return once(shop, action, async (tx) => {
    await requireSelling(shop, tx);
    const name = wanted.name.trim().replace(/\s+/g, " ");
    if (name === "" || name.length > LONGEST_NAME) throw new AppError({ kind: "bad_name" });
    const rate = (await taxRates(tx)).find(({ id }) => id === wanted.taxRateId);
    if (!rate) throw new AppError({ kind: "tax_rate_missing" });
    const sale = await findSale(tx, wanted.saleId) ?? await openSale(shop, tx, by, wanted.saleId);
    await refuseUnlessChangeable(tx, sale);
    const change = await addToBasket(shop, tx, by, sale, {
      productId: null,
      productCode: null,
      name,
      quantity: wanted.quantity,
      unitPriceMinor: wanted.priceMinor,
      taxCode: rate.code,
      taxRateBasisPoints: rate.rateBasisPoints,
    });
    await updateSale(tx, sale.id, shop.clock.now(), {});
    return change;
  });
}

/** Writes a word beside a line, or takes it away with an empty one. Throws what changeLine throws; note_too_long. */
export function noteLine(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; lineId: string; version: number; note: string },
): Promise<BasketChange> {
  return changeLine(shop, action, wanted, async (tx, line) => {
    if (line.removedAt !== null) throw new AppError({ kind: "line_missing" });
    await updateLine(tx, line.id, { note: readNote(wanted.note) });
    return describe(line, line.quantity);
  });
}

/** The same for the whole sale. */
export function noteSale(
  shop: Shop,
  action: Action,
  wanted: { saleId: string; version: number; note: string },
): Promise<{ saleId: string }> {
  return changeSale(shop, action, wanted, async (tx, sale) => {
    await updateSale(tx, sale.id, shop.clock.now(), { note: readNote(wanted.note) });
    return { saleId: sale.id };
  });
}

function readNote(text: string): string | null {
  const note = text.trim().replace(/\s+/g, " ");
  if (note.length > LONGEST_NOTE) throw new AppError({ kind: "note_too_long" });
  return note || null;
}
