import type { Tx } from "../../db/open.ts";
import { saleTotals } from "../domain/sale.ts";
import { newId, type Shop } from "../shop.ts";
import { insertTender, linesOf, removeTender, tendersOf } from "../store/sales.ts";

/**
 * After a tender was taken out of its sale: cash is rounded only where it pays the rest, so what was rounded is undone and
 * stays due, whichever tender went. Cash that is still more than all that is due was rounded up by just that much.
 */
export async function roundAnew(shop: Shop, tx: Tx, saleId: string, now: number): Promise<void> {
  const tenders = await tendersOf(tx, saleId);
  const rounded = tenders.filter(({ kind }) => kind === "rounding");
  for (const { id } of rounded) await removeTender(tx, id, now);
  const [row] = rounded;
  const left = tenders.filter(({ kind }) => kind !== "rounding");
  const { paidMinor, totalMinor } = saleTotals(await linesOf(tx, saleId), left);
  if (!row || paidMinor <= totalMinor) return;
  await insertTender(tx, { ...row, id: newId(shop, "tnd"), amountMinor: totalMinor - paidMinor, createdAt: now });
}
