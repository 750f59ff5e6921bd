import { KLARNA_LIMITS } from "../domain/own-refusals.ts";
import { KlarnaError } from "./errors.ts";
import { refusal } from "./failures.ts";
import type { Purchase, PurchaseLine } from "./gateway.ts";
import { findMarket } from "./markets.ts";
import { SALES_TAX_COUNTRY } from "./order-lines.ts";

/** The most Klarna takes as an amount, in minor units of any currency (klarna.md §2.3, §4 [S]). */
export const MAX_AMOUNT_MINOR = KLARNA_LIMITS.amountMinor;

/** Lines in one purchase (klarna.md §2.2 [S]). */
export const MAX_LINES = KLARNA_LIMITS.lines;

/** Refuses, before a request is spent, a purchase that breaks Klarna's rules (klarna.md §2.2, §2.3, §2.6, §8). */
export function assertPurchase(purchase: Purchase): void {
  assertMarket(purchase);
  assertAmount(purchase.amountMinor);
  assertReference(purchase.reference);
  if (purchase.lines.length === 0) throw refusal("no_lines", "A purchase needs at least one line.");
  assertLines(purchase.lines, purchase.country);
  const sumMinor = purchase.lines.reduce((sum, line) => sum + line.totalMinor, 0);
  if (sumMinor !== purchase.amountMinor) {
    throw refusal("lines_do_not_add_up", `The lines make ${sumMinor}, the amount is ${purchase.amountMinor}.`);
  }
}

/** Refuses a capture or a refund Klarna could only refuse (klarna.md §4 [S]). Of its lines see `canBeSaid`. */
export function assertMoneyMove({ amountMinor, reference }: { amountMinor: number; reference: string }): void {
  assertAmount(amountMinor);
  assertReference(reference);
}

/**
 * Whether lines keep Klarna's rules (klarna.md §2.3). A share of a line need not: what its pieces come to is rounded for the whole
 * line, and its tax with it.
 */
export function canBeSaid(lines: PurchaseLine[], country: string | undefined): boolean {
  try {
    assertLines(lines, country);
    return true;
  } catch (error) {
    if (error instanceof KlarnaError) return false;
    throw error;
  }
}

/** A shortened reference could no longer be matched with ours, so it is never cut. */
export function assertReference(reference: string): void {
  if (reference === "" || reference.length > KLARNA_LIMITS.reference) {
    throw refusal("reference_out_of_range", `A reference has 1 to ${KLARNA_LIMITS.reference} characters.`);
  }
}

/** Klarna's limit for the URLs of a payment session (klarna.md §2.2 [S]); the hosted page's spec names none. */
export function assertCallbackUrl(url: string): void {
  if (url.length > KLARNA_LIMITS.callbackUrl || !/^https?:\/\/\S+$/.test(url)) {
    throw refusal(
      "callback_url_unusable",
      `A callback address is a web address of at most ${KLARNA_LIMITS.callbackUrl} characters.`,
    );
  }
}

/** An address has at most 254 characters (RFC 5321); whether it exists only Klarna finds out. */
export function assertEmail(email: string): void {
  if (email.trim() === "" || email.length > 254) {
    throw refusal("email_unusable", "An e-mail address has 1 to 254 characters.");
  }
}

function assertLines(lines: PurchaseLine[], country: string | undefined): void {
  const isSalesTax = country === SALES_TAX_COUNTRY;
  if (lines.length + (isSalesTax ? 1 : 0) > MAX_LINES) {
    throw refusal("too_many_lines", `Klarna takes at most ${MAX_LINES} lines.`);
  }
  lines.forEach((line, index) => {
    assertLine(line, index);
    if (isSalesTax || line.priceStyle === "exclusive") assertOnePiece(line, index);
    if (!isSalesTax) assertIncludedTax(line, index);
  });
}

function assertMarket({ country, currency, locale }: Purchase): void {
  const market = findMarket(country);
  if (market === null) throw refusal("country_not_served", `Klarna does not sell in ${country}.`);
  if (market.currency !== currency) {
    throw refusal("currency_not_of_country", `In ${country} Klarna takes ${market.currency}, not ${currency}.`);
  }
  if (!market.locales.includes(locale)) {
    throw refusal("locale_not_of_country", `In ${country} Klarna speaks ${market.locales.join(", ")}, not ${locale}.`);
  }
}

function assertAmount(amountMinor: number): void {
  if (!isWhole(amountMinor, 1, MAX_AMOUNT_MINOR)) {
    throw refusal("amount_out_of_range", `Klarna takes 1 to ${MAX_AMOUNT_MINOR}, not ${amountMinor}.`);
  }
}

function assertLine(line: PurchaseLine, index: number): void {
  const isInRange = isWhole(line.quantity, 1, Number.MAX_SAFE_INTEGER) &&
    isWhole(line.discountMinor, 0, MAX_AMOUNT_MINOR) && isWhole(line.taxRateBasisPoints, 0, 10_000) &&
    Number.isSafeInteger(line.taxMinor) && (line.kind === "goods" ? isGoodsInRange(line) : isPaidInRange(line));
  if (!isInRange) throw refusal("line_out_of_range", `Line ${index} has a number outside of Klarna's limits.`);
  if (line.name.trim() === "") throw refusal("line_without_name", `Line ${index} has no name.`);
  const taxOnTopMinor = line.priceStyle === "exclusive" ? line.taxMinor : 0;
  if (line.totalMinor !== line.quantity * line.unitPriceMinor - line.discountMinor + taxOnTopMinor) {
    throw refusal("line_does_not_add_up", `Line ${index}: total is not quantity × unit price − discount and tax.`);
  }
}

function isGoodsInRange(line: PurchaseLine): boolean {
  return isWhole(line.unitPriceMinor, 0, MAX_AMOUNT_MINOR) && isWhole(line.totalMinor, 0, MAX_AMOUNT_MINOR) &&
    isWhole(line.taxMinor, 0, line.totalMinor);
}

function isPaidInRange(line: PurchaseLine): boolean {
  return isWhole(line.unitPriceMinor, -MAX_AMOUNT_MINOR, -1) && isWhole(line.totalMinor, -MAX_AMOUNT_MINOR, -1) &&
    line.discountMinor === 0 && line.taxMinor === 0;
}

/** Within one minor unit of total − total × 10000 / (10000 + rate). */
function assertIncludedTax(line: PurchaseLine, index: number): void {
  const rate = line.kind === "goods" ? line.taxRateBasisPoints : 0;
  const exactMinor = line.totalMinor - (line.totalMinor * 10_000) / (10_000 + rate);
  if (Math.abs(line.taxMinor - exactMinor) > 1) {
    throw refusal("line_tax_does_not_add_up", `Line ${index}: tax ${line.taxMinor} does not follow from its rate.`);
  }
}

/** Taking the tax out, or in, may leave one piece of the whole line's worth, which then is a unit price itself. */
function assertOnePiece(line: PurchaseLine, index: number): void {
  if (
    line.totalMinor + line.discountMinor * 2 > MAX_AMOUNT_MINOR ||
    line.quantity * line.unitPriceMinor > MAX_AMOUNT_MINOR
  ) {
    throw refusal("line_out_of_range", `Line ${index} is worth more than Klarna takes.`);
  }
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
