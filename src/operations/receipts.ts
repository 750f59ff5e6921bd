import type { Db } from "../../db/open.ts";
import type { SaleRow, TenderRow } from "../../db/schema.ts";
import { valueOf } from "../domain/hand-over.ts";
import { type Language, languageOfCustomers, localeFor } from "../domain/language.ts";
import { sumOfAmounts } from "../domain/money.ts";
import type { ReceiptFacts, ReceiptLine, ReceiptOf, ReceiptShop } from "../domain/receipt.ts";
import { AppError } from "../errors.ts";
import { findCustomer } from "../store/customers.ts";
import { handOversOf } from "../store/hand-overs.ts";
import { paymentsOfSale } from "../store/payments.ts";
import { areNumbersOut } from "../store/receipts.ts";
import { linesOfReturns, paybacksOfReturns } from "../store/returns.ts";
import { findSale, linesOf, tendersOf, tendersTakenOut } from "../store/sales.ts";
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

/** Everything the receipt of a finished sale says, also once that was cancelled. Throws sale_missing, for any other sale too. */
export async function receiptFacts(db: Db, saleId: string): Promise<ReceiptFacts> {
  const sale = await requireSale(db, saleId);
  const { code, mode, note, completedAt, receiptNumber } = sale;
  const isOver = sale.status === "completed" || sale.status === "voided";
  if (!isOver || completedAt === null || receiptNumber === null) throw new AppError({ kind: "sale_missing" });
  const { voidedAt } = sale;
  const payments = await paymentsOfSale(db, saleId);
  const tenders = voidedAt === null ? await tendersOf(db, saleId) : await tendersTakenOut(db, saleId, voidedAt);
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
    cancelledAt: voidedAt,
    ...voidedAt === null ? await letGoOf(db, saleId) : await cancelledOf(db, saleId, tenders),
  };
}

type Undone = Pick<ReceiptFacts, "notTaken" | "letGoMinor" | "wentBack">;

/** What the customer did not take, what of it went back as a return, and the rest, which Klarna lets go of. */
async function letGoOf(db: Db, saleId: string): Promise<Undone> {
  const notTaken = await linesNotTaken(db, saleId);
  const returnIds = (await handOversOf(db, saleId)).flatMap(({ returnId }) => returnId ?? []);
  const backMinor = sumOfAmounts(await linesOfReturns(db, returnIds));
  const paybacks = await paybacksOfReturns(db, returnIds);
  const wentBack = paybacks.filter(({ id, kind }) =>
    kind !== "rounding" && !paybacks.some(({ insteadOfId }) => insteadOfId === id)
  );
  return { notTaken, letGoMinor: valueOf(notTaken) - backMinor, wentBack };
}

/** All of it: Klarna lets go of its part, the rest went back as it came. */
async function cancelledOf(db: Db, saleId: string, tenders: readonly TenderRow[]): Promise<Undone> {
  return {
    notTaken: await linesOf(db, saleId),
    letGoMinor: sumOfAmounts(tenders.filter(({ kind }) => kind === "klarna")),
    wentBack: tenders.filter(({ kind }) => kind !== "klarna" && kind !== "rounding"),
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
