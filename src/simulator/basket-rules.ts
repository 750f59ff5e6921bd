import type { Address, OrderLine, PaymentSessionBody } from "./fields.ts";
import { findMarket } from "./markets.ts";

/** The fields of a payment session that break Klarna's rules between fields (klarna.md 2.6); empty when all is well. */
export function findBasketFaults(session: PaymentSessionBody): string[] {
  return [
    ...findMarketFaults(session),
    ...findAddressFaults("billing_address", session.billing_address, session.purchase_country),
    ...findAddressFaults("shipping_address", session.shipping_address, session.purchase_country),
    ...session.order_lines.flatMap((line, index) =>
      findLineFaults(line, isUnitedStates(session)).map((field) => `order_lines[${index}].${field}`)
    ),
    ...findTotalFaults(session),
  ];
}

function findMarketFaults(session: PaymentSessionBody): string[] {
  const purchaseMarket = findMarket(session.purchase_country);
  if (!purchaseMarket) return ["purchase_country"];
  // A different billing country takes the purchase country's place [S], and with it the currency that is allowed.
  const market = findMarket(session.billing_address?.country ?? session.purchase_country);
  if (!market) return ["billing_address.country"];
  const faults: string[] = [];
  if (market.currency !== session.purchase_currency.toUpperCase()) faults.push("purchase_currency");
  if (session.locale !== undefined && !fitsMarket(session.locale, purchaseMarket.locales)) faults.push("locale");
  return faults;
}

function fitsMarket(locale: string, locales: string[]): boolean {
  const wanted = locale.toLowerCase();
  return locales.some((known) => known.toLowerCase() === wanted || known.slice(0, 2).toLowerCase() === wanted);
}

function findAddressFaults(field: string, address: Address | undefined, purchaseCountry: string): string[] {
  if (!address || (!address.street_address && !address.city && !address.postal_code)) return [];
  const market = findMarket(address.country ?? purchaseCountry);
  return market?.regionRequired && !address.region ? [`${field}.region`] : [];
}

function findLineFaults(line: OrderLine, unitedStates: boolean): string[] {
  const faults: string[] = [];
  const takesOff = line.type === "discount" || line.type === "gift_card" || line.type === "store_credit";
  if (line.unit_price < 0 && !takesOff) faults.push("unit_price");
  const total = line.quantity * line.unit_price - (line.total_discount_amount ?? 0);
  if (line.total_amount !== total || (total < 0 && !takesOff)) faults.push("total_amount");
  const taxRate = line.tax_rate ?? 0;
  if (unitedStates && taxRate !== 0) faults.push("tax_rate");
  const tax = unitedStates ? 0 : line.total_amount - line.total_amount * 10_000 / (10_000 + taxRate);
  if (Math.abs((line.total_tax_amount ?? 0) - tax) > (unitedStates ? 0 : 1)) faults.push("total_tax_amount");
  return faults;
}

function findTotalFaults(session: PaymentSessionBody): string[] {
  const lines = session.order_lines;
  const faults: string[] = [];
  if (session.order_amount !== sum(lines.map((line) => line.total_amount))) faults.push("order_amount");
  const orderTax = session.order_tax_amount ?? 0;
  if (isUnitedStates(session)) {
    const taxLines = lines.filter((line) => line.type === "sales_tax");
    if (taxLines.length > 1) faults.push("order_lines");
    if (orderTax !== sum(taxLines.map((line) => line.total_amount))) faults.push("order_tax_amount");
  } else {
    const lineTax = sum(lines.map((line) => line.total_tax_amount ?? 0));
    if (Math.abs(orderTax - lineTax) > lines.length) faults.push("order_tax_amount");
  }
  return faults;
}

function isUnitedStates(session: PaymentSessionBody): boolean {
  return session.purchase_country.toUpperCase() === "US";
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
