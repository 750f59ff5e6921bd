import type { Db } from "../../db/open.ts";
import type { PaymentRow } from "../../db/schema.ts";
import { salesPaidFrom } from "../store/exchanges.ts";
import { findSale } from "../store/sales.ts";
import { foundOf, refundableOf } from "./refundable.ts";

/**
 * The sale in which what was given back in Klarna's portal can be booked: the payment's own, or one that goods of it were exchanged into, whose
 * money it is by now.
 */
export async function saleToBookIn(db: Db, { id, saleId }: PaymentRow, klarna: { accountId: string }): Promise<string> {
  for (const candidate of [saleId, ...await salesPaidFrom(db, id)]) {
    const sale = await findSale(db, candidate);
    if (sale && foundOf(await refundableOf(db, sale, klarna)) > 0) return candidate;
  }
  return saleId;
}
