import type { CustomerRow, LineItemRow, PaymentRow } from "../../db/schema.ts";
import type { Purchase, PurchaseCustomer, PurchaseLine } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";
import { findCustomer } from "../store/customers.ts";
import { findRegister } from "../store/staff.ts";
import { findSale, linesOf } from "../store/sales.ts";
import { findShop } from "../store/shop.ts";

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
  const lines = purchaseLines(await linesOf(db, sale.id), payment.amountMinor, words);
  return {
    purchase: {
      country: shop.country,
      currency: payment.currency,
      locale: shop.locale,
      amountMinor: payment.amountMinor,
      lines,
      customer: customer ? purchaseCustomer(customer) : null,
      reference: payment.reference,
      place: `${shop.name} / ${register.name}`,
    },
    customerVersion: customer?.version ?? null,
  };
}

/** The sale's lines, and one line below zero for what was paid another way, so that they sum to Klarna's part. */
export function purchaseLines(lines: LineItemRow[], amountMinor: number, words: Shop["words"]): PurchaseLine[] {
  const goods = lines.map((line): PurchaseLine => ({
    kind: "goods",
    code: line.productCode,
    name: line.name,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    discountMinor: line.discountMinor,
    taxRateBasisPoints: line.taxRateBasisPoints,
    taxMinor: line.taxMinor,
    totalMinor: line.totalMinor,
  }));
  const paidOtherwiseMinor = goods.reduce((sum, line) => sum + line.totalMinor, 0) - amountMinor;
  if (paidOtherwiseMinor === 0) return goods;
  return [...goods, {
    kind: "paid_otherwise",
    code: null,
    name: words.paidOtherwise,
    quantity: 1,
    unitPriceMinor: -paidOtherwiseMinor,
    discountMinor: 0,
    taxRateBasisPoints: 0,
    taxMinor: 0,
    totalMinor: -paidOtherwiseMinor,
  }];
}

function purchaseCustomer(customer: CustomerRow): PurchaseCustomer {
  const { givenName, familyName, email, phone, street, street2, postalCode, city, region, country } = customer;
  return { givenName, familyName, email, phone, street, street2, postalCode, city, region, country };
}
