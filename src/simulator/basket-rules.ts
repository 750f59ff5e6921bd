import type { Address, ManagedLine, PaymentSessionBody } from "./fields.ts";
import { findMarket } from "./markets.ts";

/** The fields of a payment session that break Klarna's rules between fields (klarna.md 2.6); empty when all is well. */
export function findBasketFaults(session: PaymentSessionBody): string[] {
  return [
    ...findMarketFaults(session),
    ...findAddressFaults("billing_address", session.billing_address, session.purchase_country),
    ...findAddressFaults("shipping_address", session.shipping_address, session.purchase_country),
    ...findFaultsOfLines(
      session.order_lines,
      (line) => [...findSumFaults(line), ...findTaxFaults(line, isUnitedStates(session.purchase_country))],
    ),
    ...findTotalFaults(session),
  ];
}

/**
 * What is wrong with the lines of a capture, a refund or a changed order of a country: each adds up, its tax follows from
 * its rate, and together they make the amount. Klarna's rules for a session's lines, taken to hold here too [X]. Without
 * lines there is nothing to check.
 */
export function findManagedFaults(
  lines: ManagedLine[],
  { field, amount, country }: { field: string; amount: number; country: string },
): string[] {
  const isSum = lines.length === 0 || amount === sum(lines.map((line) => line.total_amount));
  const salesTaxLines = lines.filter((line) => line.type === "sales_tax").length;
  return [
    ...findFaultsOfLines(lines, (line) => [...findSumFaults(line), ...findTaxFaults(line, isUnitedStates(country))]),
    ...(isSum ? [] : [field]),
    ...(isUnitedStates(country) && salesTaxLines > 1 ? ["order_lines"] : []),
  ];
}

function findFaultsOfLines(lines: ManagedLine[], find: (line: ManagedLine) => string[]): string[] {
  return lines.flatMap((line, index) => find(line).map((field) => `order_lines[${index}].${field}`));
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

const takingOff = ["discount", "gift_card", "store_credit", "return_fee"];

function findSumFaults(line: ManagedLine): string[] {
  const faults: string[] = [];
  const takesOff = takingOff.includes(line.type ?? "physical");
  if (line.unit_price < 0 && !takesOff) faults.push("unit_price");
  const total = line.quantity * line.unit_price - (line.total_discount_amount ?? 0);
  if (line.total_amount !== total || (total < 0 && !takesOff)) faults.push("total_amount");
  return faults;
}

function findTaxFaults(line: ManagedLine, unitedStates: boolean): string[] {
  const faults: string[] = [];
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
  if (isUnitedStates(session.purchase_country)) {
    const taxLines = lines.filter((line) => line.type === "sales_tax");
    if (taxLines.length > 1) faults.push("order_lines");
    if (orderTax !== sum(taxLines.map((line) => line.total_amount))) faults.push("order_tax_amount");
  } else {
    const lineTax = sum(lines.map((line) => line.total_tax_amount ?? 0));
    if (Math.abs(orderTax - lineTax) > lines.length) faults.push("order_tax_amount");
  }
  return faults;
}

function isUnitedStates(country: string): boolean {
  return country.toUpperCase() === "US";
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
