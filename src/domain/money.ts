/** The largest sum one sale may reach, in minor units: what Klarna takes in one order (klarna.md 2.3 [S]). */
export const LARGEST_AMOUNT_MINOR = 200_000_000;

/** How many digits a currency keeps after the point: GBP 2, JPY 0. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads what a person typed as an amount ("12", "12.5", "12,50", "£1,234.50", "12 GBP") into minor units.
 * Null when it is not an amount, has more digits than the currency, or is larger than a sale may be; and for "12.500",
 * which is twelve and a half to some and twelve thousand to others.
 */
export function parseAmountMinor(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  // A currency may stand before or behind; between the digits only separators may, so that "1e5" is not 15.
  const plain = text.replace(/^[^\d.,-]+|[^\d.,-]+$/g, "").replace(/[\s'’]/g, "");
  const match = writings(digits).map((writing) => writing.exec(plain)).find((one) => one !== null);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const amount = Number(whole.replace(/[.,]/g, "")) * 10 ** digits +
    Number(fraction.padEnd(digits, "0") || "0");
  return amount <= LARGEST_AMOUNT_MINOR ? amount : null;
}

/** How an amount may be written. Thousands may be set apart where that cannot be mistaken for a fraction. */
function writings(digits: number): RegExp[] {
  const plain = /^(\d+)(?:[.,](\d+))?$/;
  if (digits === 0) return [/^([1-9]\d{0,2}(?:[.,]\d{3})+)$/, plain];
  return [plain, /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/, /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/];
}

/** What is due in cash: rounded half up to what coins there are (`stepMinor` is the smallest). Minor units. */
export function cashDue(dueMinor: number, stepMinor: number): number {
  return divideHalfUp(dueMinor, stepMinor) * stepMinor;
}

/** Divides two non-negative integers and rounds half up, without ever leaving the integers. */
export function divideHalfUp(dividend: number, divisor: number): number {
  const doubled = 2 * dividend + divisor;
  if (!Number.isSafeInteger(doubled)) throw new RangeError("amount too large to divide exactly");
  return Math.floor(doubled / (2 * divisor));
}

/** Stops everything that would go on with an amount that is not a whole number of minor units. */
export function assertMinor(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not an amount in minor units: ${amountMinor}`);
  return amountMinor;
}

/** What these rows come to together. */
export function sumOfAmounts(rows: readonly { amountMinor: number }[]): number {
  return rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
