import type { ReceiptPrintRow, RegisterRow } from "../../db/schema.ts";
import type { FoundSaleView, ReceiptDeskView, RegisterPrinterView } from "../../views/receipt/data.ts";
import { copiesBefore, type ReceiptOf } from "../domain/receipt.ts";
import { printerOf } from "../operations/print-receipt.ts";
import { hasSpentNumbers } from "../operations/receipts.ts";
import { isRetriable } from "../operations/receipt-mails.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import type { Place } from "./list-place.ts";
import { type FinishedSaleQuery, finishedSales } from "../store/finished-sales.ts";
import { printsOf, receiptMailsOf } from "../store/receipts.ts";
import { findSale } from "../store/sales.ts";
import { findRegister, staffName } from "../store/staff.ts";

/** Longer than any try lasts, also when others wait before it. */
const ANSWERED_WITHIN_MS = 60_000;

/** How a receipt can leave the till from this register, and what became of it so far. */
export async function receiptDeskView(shop: Shop, of: ReceiptOf, registerId: string): Promise<ReceiptDeskView> {
  const db = shop.db.read;
  const sale = await findSale(db, of.saleId);
  const register = await findRegister(db, registerId);
  const customer = sale?.customerId ? await findCustomer(db, sale.customerId) : undefined;
  const prints = (await printsOf(db, of)).map((print) => asKnown(print, shop.clock.now()));
  const mails = await receiptMailsOf(db, of);
  const drawer = prints.find(({ kind }) => kind === "drawer");
  const named = async <T extends { staffId: string }>(row: T) => ({ row, name: await staffName(db, row.staffId) });
  const receipts = await Promise.all(prints.filter(({ kind }) => kind === "receipt").map(named));
  return {
    base: baseOf(of),
    paper: register?.paper ?? "80",
    hasPrinter: printerOf(register) !== null,
    hasMailer: shop.receipts.mailer !== null,
    email: customer?.email ?? null,
    hasSpentNumbers: await hasSpentNumbers(db, of, shop.clock.now()),
    drawer: drawer ? { state: drawer.state } : null,
    prints: receipts.map(({ row, name }) => ({
      ...row,
      copy: copiesBefore(receipts.map((one) => one.row), row.number),
      showsNumbers: row.showsNumbers === 1,
      code: row.answerCode,
      at: row.askedAt,
      staffName: name,
    })),
    mails: (await Promise.all(mails.map(named))).map(({ row, name }) => ({
      ...row,
      code: row.answerCode,
      at: row.answeredAt ?? row.askedAt,
      staffName: name,
      isRetriable: isRetriable(row),
    })),
  };
}

/** The page of the sale or the return that a receipt is of. */
export function baseOf({ saleId, returnId }: ReceiptOf): string {
  return returnId === null ? `/sales/${saleId}` : `/returns/${returnId}`;
}

/** A printing that has no answer by now was cut off with the till, and nobody knows what came of it. */
function asKnown(print: ReceiptPrintRow, now: number): ReceiptPrintRow {
  const isLost = print.state === "asked" && now - print.askedAt > ANSWERED_WITHIN_MS;
  return isLost ? { ...print, state: "unknown" } : print;
}

/** A page of what was found, and behind which sale the next one begins; null: this is the last. */
export async function foundSales(
  shop: Shop,
  query: FinishedSaleQuery,
): Promise<{ sales: FoundSaleView[]; next: Place | null }> {
  const { sales: found, hasMore } = await finishedSales(shop.db.read, query);
  const sales = found.map(({ givenName, familyName, ...sale }) => ({
    ...sale,
    completedAt: sale.completedAt ?? 0,
    customerName: familyName === null ? null : `${givenName} ${familyName}`,
  }));
  const last = sales.at(-1);
  return { sales, next: hasMore && last ? { at: last.completedAt, id: last.id } : null };
}

export function registerPrinterView({ id, number, name, paper, ...register }: RegisterRow): RegisterPrinterView {
  const values = { paper, host: register.printerHost ?? "", port: String(register.printerPort ?? "") };
  return { id, number, name, values };
}
