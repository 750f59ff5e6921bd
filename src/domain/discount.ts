/**
 * Spreads a discount over amounts in proportion to them, by largest remainder: the shares are whole, make up the
 * discount exactly, and none is larger than its amount. Of equal remainders the first is rounded up first.
 * All in minor units. Throws RangeError for a discount that is negative or more than the amounts together.
 */
export function spreadDiscount(discountMinor: number, amountsMinor: readonly number[]): number[] {
  const totalMinor = amountsMinor.reduce((sum, amount) => sum + amount, 0);
  if (![discountMinor, ...amountsMinor].every((amount) => Number.isSafeInteger(amount) && amount >= 0)) {
    throw new RangeError("discounts and amounts are whole and not below zero");
  }
  if (discountMinor > totalMinor) throw new RangeError("a discount cannot be more than what it is taken off");
  if (totalMinor === 0) return amountsMinor.map(() => 0);
  // Two amounts multiplied leave the range in which numbers are exact.
  const products = amountsMinor.map((amount) => BigInt(amount) * BigInt(discountMinor));
  const shares = products.map((product) => Number(product / BigInt(totalMinor)));
  const remainders = products.map((product) => Number(product % BigInt(totalMinor)));
  const leftMinor = discountMinor - shares.reduce((sum, share) => sum + share, 0);
  const order = remainders.map((_, index) => index).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  const roundedUp = new Set(order.slice(0, leftMinor));
  return shares.map((share, index) => roundedUp.has(index) ? share + 1 : share);
}
