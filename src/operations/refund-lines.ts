import type { Db } from "../../db/open.ts";
import type { LineItemRow, ReturnLineRow, WishRow } from "../../db/schema.ts";
import type { PurchaseLine } from "../klarna/gateway.ts";
import { findPayback, findReturn, linesOfReturns } from "../store/returns.ts";
import { linesOf } from "../store/sales.ts";

/** What comes back, as Klarna is told of it. Nothing where Klarna gives back only a part of it: the amount is what counts. */
export async function linesOfRefund(db: Db, wish: WishRow): Promise<PurchaseLine[]> {
  const payback = wish.paybackId === null ? undefined : await findPayback(db, wish.paybackId);
  const returned = payback && await findReturn(db, payback.returnId);
  // By a credit it pays back goods that Klarna never heard of.
  if (!returned || returned.totalMinor !== wish.amountMinor || payback.creditId !== null) return [];
  const sold = await linesOf(db, returned.saleId);
  const rows = (await linesOfReturns(db, [returned.id])).filter(({ amountMinor }) => amountMinor > 0);
  return rows.flatMap((row) => {
    const line = sold.find(({ id }) => id === row.lineId);
    return line ? returnedLine(line, row) : [];
  });
}

/** Pieces at their price with what came off them; a part of a price is one piece of that worth. */
function returnedLine(line: LineItemRow, { quantity, amountMinor, taxMinor }: ReturnLineRow): PurchaseLine {
  const pricedMinor = line.priceStyle === "exclusive" ? amountMinor - taxMinor : amountMinor;
  const isPart = quantity === 0;
  return {
    kind: "goods",
    code: line.productCode,
    name: line.name,
    quantity: isPart ? 1 : quantity,
    priceStyle: line.priceStyle,
    unitPriceMinor: isPart ? pricedMinor : line.unitPriceMinor,
    discountMinor: isPart ? 0 : quantity * line.unitPriceMinor - pricedMinor,
    taxRateBasisPoints: line.isTaxFree ? 0 : line.taxRateBasisPoints,
    taxMinor,
    totalMinor: amountMinor,
  };
}
