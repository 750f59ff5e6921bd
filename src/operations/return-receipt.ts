import type { Db } from "../../db/open.ts";
import type { ReturnFacts } from "../domain/receipt.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { AppError } from "../errors.ts";
import { creditsOfReturns, exchangeOfReturn } from "../store/exchanges.ts";
import { findPayment } from "../store/payments.ts";
import { findReturn, linesOfReturns, paybacksOfReturns } from "../store/returns.ts";
import { findSale, linesOf } from "../store/sales.ts";
import { findRegister, staffName } from "../store/staff.ts";
import { refusedPaybacks } from "./klarna-ways.ts";
import { headOf } from "./receipts.ts";

/** Everything the receipt of a return says. Throws page_missing. */
export async function returnFacts(db: Db, returnId: string): Promise<ReturnFacts> {
  const row = await findReturn(db, returnId);
  const sale = row && await findSale(db, row.saleId);
  if (!row || !sale) throw new AppError({ kind: "page_missing" });
  const { number, at, totalMinor, taxMinor, note } = row;
  const sold = await linesOf(db, sale.id);
  const all = await paybacksOfReturns(db, [returnId]);
  const paybacks = all.filter(({ id }) => !all.some(({ insteadOfId }) => insteadOfId === id));
  const byKlarna = paybacks.find(({ paymentId }) => paymentId !== null)?.paymentId ?? null;
  const paymentIds = new Set(paybacks.flatMap(({ paymentId }) => paymentId ?? []));
  const refused = (await Promise.all([...paymentIds].map((id) => refusedPaybacks(db, id)))).flat();
  return {
    ...await headOf(db, sale),
    isPractice: row.mode === "practice",
    number,
    saleCode: sale.code,
    at,
    registerName: (await findRegister(db, row.registerId))?.name ?? "",
    staffName: await staffName(db, row.staffId),
    totalMinor,
    taxMinor,
    note,
    lines: (await linesOfReturns(db, [returnId])).map(({ lineId, quantity, amountMinor }) => {
      return { name: sold.find(({ id }) => id === lineId)?.name ?? "", quantity, amountMinor };
    }),
    paybacks: paybacks.map(({ id, kind, amountMinor, reference }) => {
      return { kind, amountMinor, reference, isRefused: refused.some((one) => one.id === id) };
    }),
    credit: await creditOf(db, returnId),
    klarnaReference: byKlarna ? (await findPayment(db, byKlarna))?.klarnaReference ?? null : null,
  };
}

async function creditOf(db: Db, returnId: string): Promise<ReturnFacts["credit"]> {
  const credits = (await creditsOfReturns(db, [returnId])).map(({ credit }) => credit);
  const exchange = await exchangeOfReturn(db, returnId);
  const newSale = exchange && await findSale(db, exchange.newSaleId);
  if (!newSale || credits.length === 0) return null;
  return { amountMinor: sumOfAmounts(credits), saleCode: newSale.code };
}
