import type { Db } from "../../db/open.ts";
import { languageOfCustomers, localeFor } from "../domain/language.ts";
import type { ReceiptFacts, ReceiptLine } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { findCustomer } from "../store/customers.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { areNumbersOut } from "../store/receipts.ts";
import { findSale, linesOf, tendersOf } from "../store/sales.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister, staffName } from "../store/staff.ts";
import { requireSale } from "./basket.ts";

/** As long whoever bought a gift card is at the counter; a receipt that is asked for later may be for somebody else. */
const NUMBERS_SHOWN_MS = 30 * 60_000;

/**
 * Whether a receipt that was asked for at this time says the whole numbers of the gift cards its sale sold: the first one does,
 * if that is soon after the sale, and what came to nothing was none.
 */
export async function showsNumbers(
  db: Db,
  saleId: string,
  { lines, completedAt }: Pick<ReceiptFacts, "lines" | "completedAt">,
  askedAt: number,
): Promise<boolean> {
  const isSoon = askedAt - completedAt < NUMBERS_SHOWN_MS;
  return isSoon && lines.some(isSoldCard) && !await areNumbersOut(db, saleId);
}

/** Whether the sale sold gift cards of which only a senior may print the whole numbers now: they are out, or it is too late. */
export async function hasSpentNumbers(db: Db, saleId: string, now: number): Promise<boolean> {
  const sale = await findSale(db, saleId);
  const lines = await linesOf(db, saleId);
  if (!sale || sale.completedAt === null || !lines.some(isSoldCard)) return false;
  return !await showsNumbers(db, saleId, { lines, completedAt: sale.completedAt }, now);
}

function isSoldCard(line: ReceiptLine): boolean {
  return line.giftCardNumber !== null;
}

/** Everything the receipt of a finished sale says. Throws sale_missing, for any other sale too. */
export async function receiptFacts(db: Db, saleId: string): Promise<ReceiptFacts> {
  const sale = await requireSale(db, saleId);
  const { code, currency, mode, note, completedAt, receiptNumber } = sale;
  if (sale.status !== "completed" || completedAt === null || receiptNumber === null) {
    throw new AppError({ kind: "sale_missing" });
  }
  const shop = await requireShop(db);
  const { name, timeZone, receiptHead, receiptFoot } = shop;
  const customer = sale.customerId === null ? undefined : await findCustomer(db, sale.customerId);
  const language = customer?.language ?? languageOfCustomers(shop);
  const payments = await paymentsOfSale(db, saleId);
  const tenders = await tendersOf(db, saleId);
  return {
    language,
    shop: { name, locale: localeFor(language, shop.country), currency, timeZone, receiptHead, receiptFoot },
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
  };
}
