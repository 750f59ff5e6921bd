import type { Db } from "../../db/open.ts";
import type { SaleRow } from "../../db/schema.ts";
import { type Language, languageOfCustomers, localeFor } from "../domain/language.ts";
import type { ReceiptFacts, ReceiptLine, ReceiptOf, ReceiptShop } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { findCustomer } from "../store/customers.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { areNumbersOut } from "../store/receipts.ts";
import { findSale, linesOf, tendersOf } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister, staffName } from "../store/staff.ts";
import { requireSale } from "./basket.ts";
import { isWaiting, linesNotTaken, waitingGoods } from "./waiting-goods.ts";

/** As long whoever bought a gift card is at the counter; a receipt that is asked for later may be for somebody else. */
const NUMBERS_SHOWN_MS = 30 * 60_000;

/**
 * Whether a receipt that was asked for at this time says the whole numbers of the gift cards its sale sold: the first one does,
 * if that is soon after the sale, and what came to nothing was none.
 */
export async function showsNumbers(db: Db, { saleId, returnId }: ReceiptOf, askedAt: number): Promise<boolean> {
  const completedAt = (await findSale(db, saleId))?.completedAt ?? null;
  if (returnId !== null || completedAt === null) return false;
  const isSoon = askedAt - completedAt < NUMBERS_SHOWN_MS;
  return isSoon && (await linesOf(db, saleId)).some(isSoldCard) && !await areNumbersOut(db, saleId);
}

/** Whether the sale sold gift cards of which only a senior may print the whole numbers now: they are out, or it is too late. */
export async function hasSpentNumbers(db: Db, of: ReceiptOf, now: number): Promise<boolean> {
  if (of.returnId !== null || !(await linesOf(db, of.saleId)).some(isSoldCard)) return false;
  return !await showsNumbers(db, of, now);
}

function isSoldCard(line: ReceiptLine): boolean {
  return line.giftCardNumber !== null;
}

/** Everything the receipt of a finished sale says. Throws sale_missing, for any other sale too. */
export async function receiptFacts(db: Db, saleId: string): Promise<ReceiptFacts> {
  const sale = await requireSale(db, saleId);
  const { code, mode, note, completedAt, receiptNumber } = sale;
  if (sale.status !== "completed" || completedAt === null || receiptNumber === null) {
    throw new AppError({ kind: "sale_missing" });
  }
  const payments = await paymentsOfSale(db, saleId);
  const tenders = await tendersOf(db, saleId);
  return {
    ...await headOf(db, sale),
    isPractice: mode === "practice",
    code,
    receiptNumber,
    registerName: (await findRegister(db, sale.registerId))?.name ?? "",
    staffName: await staffName(db, sale.completedBy ?? sale.staffId),
    completedAt,
    note,
    taxNumber: sale.taxNumber,
    lines: await linesOf(db, saleId),
    tenders: tenders.map((tender) => ({
      ...tender,
      klarnaReference: payments.find((payment) => payment.id === tender.paymentId)?.klarnaReference ?? null,
    })),
    waiting: isWaiting(sale) ? (await waitingGoods(db, saleId)).rest : [],
    notTaken: await linesNotTaken(db, saleId),
  };
}

/** Whose receipt it is, and in the customer's language. */
export async function headOf(
  db: Db,
  { customerId, currency }: Pick<SaleRow, "customerId" | "currency">,
): Promise<{ language: Language; shop: ReceiptShop }> {
  const shop = await requireShop(db);
  const { name, timeZone, receiptHead, receiptFoot } = shop;
  const customer = customerId === null ? undefined : await findCustomer(db, customerId);
  const language = customer?.language ?? languageOfCustomers(shop);
  const locale = localeFor(language, shop.country);
  return { language, shop: { name, locale, currency, timeZone, receiptHead, receiptFoot } };
}
