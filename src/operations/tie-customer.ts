import type { Tx } from "../../db/open.ts";
import type { CustomerRow, SaleRow } from "../../db/schema.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { lockOf, updateSale } from "../store/sales.ts";
import { reprice } from "./reprice.ts";

/**
 * Ties a customer to an open sale, or nobody (null): whoever need not pay tax changes its prices. Throws sale_locked while
 * Klarna is open, which was told of somebody, and where prices would change under money that was taken already.
 */
export async function tieCustomer(shop: Shop, tx: Tx, sale: SaleRow, customer: CustomerRow | null): Promise<void> {
  const isTaxFree = customer?.isTaxFree ?? 0;
  const lock = await lockOf(tx, sale.id);
  if (lock === "klarna" || (lock !== null && isTaxFree !== sale.isTaxFree)) {
    throw new AppError({ kind: "sale_locked", by: lock });
  }
  await updateSale(tx, sale.id, shop.clock.now(), { customerId: customer?.id ?? null, isTaxFree });
  if (isTaxFree !== sale.isTaxFree) await reprice(tx, sale.id);
}
