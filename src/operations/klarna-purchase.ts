import type { Db } from "../../db/open.ts";
import type { CustomerRow, LineItemRow, PaymentRow, ShopRow, TenderRow, WishRow } from "../../db/schema.ts";
import { type Language, languageOfCustomers, readLanguage } from "../domain/language.ts";
import { joined, valueOf } from "../domain/hand-over.ts";
import type { Purchase, PurchaseCustomer, PurchaseLine } from "../klarna/gateway.ts";
import { findMarket } from "../klarna/markets.ts";
import type { CustomerWords, Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { capturedUpTo } from "../store/payments.ts";
import { findRegister } from "../store/staff.ts";
import { findSale, linesOf, tendersAt } from "../store/sales.ts";
import { findShop } from "../store/shop.ts";
import { partsGone } from "./waiting-goods.ts";

/** What Klarna is asked to finance for a payment, and the version of the customer's record it was made from. */
export async function purchaseOf(
  { db: { read: db }, words }: Pick<Shop, "db" | "words">,
  payment: PaymentRow,
): Promise<{ purchase: Purchase; customerVersion: number | null }> {
  const shop = await findShop(db);
  const sale = await findSale(db, payment.saleId);
  const register = await findRegister(db, payment.registerId);
  if (!shop || !sale || !register) throw new Error(`payment ${payment.id} has no sale, register or shop`);
  const customer = payment.customerId ? await findCustomer(db, payment.customerId) : undefined;
  const language = customer?.language ?? languageOfCustomers(shop);
  const lines = await linesForKlarna(db, payment, words(language));
  return {
    purchase: {
      country: shop.country,
      currency: payment.currency,
      locale: pageLocale(shop, customer?.language ?? null),
      amountMinor: payment.amountMinor,
      lines,
      customer: customer ? purchaseCustomer(customer) : null,
      reference: payment.reference,
      place: `${shop.name} / ${register.name}`,
    },
    customerVersion: customer?.version ?? null,
  };
}

/** Klarna's page in the customer's language, where Klarna has it in this country. */
function pageLocale({ country, locale }: ShopRow, language: Language | null): string {
  if (language === null) return locale;
  return findMarket(country)?.locales.find((one) => readLanguage(one) === language) ?? locale;
}

/** What Klarna is told of a payment's sale, when it is opened and when it is captured alike: as it stood at the start. */
export async function linesForKlarna(
  db: Db,
  { saleId, amountMinor, createdAt }: Pick<PaymentRow, "saleId" | "amountMinor" | "createdAt">,
  words: CustomerWords,
): Promise<PurchaseLine[]> {
  return purchaseLines(await linesOf(db, saleId), await tendersAt(db, saleId, createdAt), amountMinor, words);
}

/** What Klarna is told when it is asked for money: of goods that were picked up, those that it has not been told of yet. */
export async function linesForCapture(
  db: Db,
  payment: PaymentRow,
  { upToHandOver: upTo, amountMinor }: Pick<WishRow, "upToHandOver" | "amountMinor">,
  words: CustomerWords,
): Promise<PurchaseLine[]> {
  if (upTo === null) return await linesForKlarna(db, { ...payment, amountMinor }, words);
  const { id: paymentId, saleId, createdAt } = payment;
  const tenders = await tendersAt(db, saleId, createdAt);
  const newest = await pickedUp(db, saleId, { after: await capturedUpTo(db, paymentId), upTo });
  // Where an earlier part was refused and is asked for again, it is more than the newest goods.
  const isTheirs = valueOf(newest) >= amountMinor;
  return purchaseLines(isTheirs ? newest : await pickedUp(db, saleId, { after: 0, upTo }), tenders, amountMinor, words);
}

async function pickedUp(db: Db, saleId: string, { after, upTo }: { after: number; upTo: number }) {
  const picked = (await partsGone(db, saleId)).filter(({ handOver: { kind, position } }) =>
    kind === "handed_over" && position > after && position <= upTo
  );
  return joined(picked.flatMap(({ parts }) => parts));
}

/** The sale's lines, and lines below zero for what gift cards and other tenders pay, so that they sum to Klarna's part. */
export function purchaseLines(
  lines: LineItemRow[],
  tenders: Pick<TenderRow, "kind" | "amountMinor">[],
  amountMinor: number,
  words: CustomerWords,
): PurchaseLine[] {
  const otherwiseMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0) - amountMinor;
  const giftCards = tenders.filter(({ kind }) => kind === "gift_card");
  const giftCardsMinor = Math.min(otherwiseMinor, giftCards.reduce((sum, tender) => sum + tender.amountMinor, 0));
  return [
    ...lines.map(soldLine),
    ...paidLine("gift_card", giftCardsMinor, words.giftCards),
    ...paidLine("paid_otherwise", otherwiseMinor - giftCardsMinor, words.paidOtherwise),
  ];
}

/** Tax that is not paid is no tax of a lower rate to Klarna, but so much off the price. */
function soldLine(line: LineItemRow): PurchaseLine {
  const pricedMinor = line.priceStyle === "inclusive" ? line.totalMinor : line.totalMinor - line.taxMinor;
  return {
    kind: "goods",
    code: line.productCode,
    name: line.name,
    quantity: line.quantity,
    priceStyle: line.priceStyle,
    unitPriceMinor: line.unitPriceMinor,
    discountMinor: line.quantity * line.unitPriceMinor - pricedMinor,
    taxRateBasisPoints: line.isTaxFree ? 0 : line.taxRateBasisPoints,
    taxMinor: line.taxMinor,
    totalMinor: line.totalMinor,
  };
}

function paidLine(kind: "gift_card" | "paid_otherwise", paidMinor: number, name: string): PurchaseLine[] {
  if (paidMinor === 0) return [];
  return [{
    kind,
    code: null,
    name,
    quantity: 1,
    priceStyle: "inclusive",
    unitPriceMinor: -paidMinor,
    discountMinor: 0,
    taxRateBasisPoints: 0,
    taxMinor: 0,
    totalMinor: -paidMinor,
  }];
}

function purchaseCustomer(customer: CustomerRow): PurchaseCustomer {
  const { givenName, familyName, email, phone, street, street2, postalCode, city, region, country } = customer;
  return { givenName, familyName, email, phone, street, street2, postalCode, city, region, country };
}
